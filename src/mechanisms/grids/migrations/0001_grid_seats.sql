-- Who serves a grid: fifteen departments' contacts, its leader, its workers, the Party branch or group built on it. A seat names a post
-- (or, for "party", a Party organisation), never a person, and holds between two civil dates; valid_to = valid_from: taken back the same day.
CREATE TABLE grid_seats (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  grid_id INT64 NOT NULL,
  seat TEXT NOT NULL CHECK (seat IN ('contact', 'leader', 'worker', 'party')),
  department TEXT NOT NULL,
  post_id INT64,
  org_unit_id INT64 NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, grid_id) REFERENCES areas (district_id, id),
  FOREIGN KEY (district_id, post_id) REFERENCES posts (district_id, id),
  FOREIGN KEY (district_id, org_unit_id) REFERENCES org_units (district_id, id),
  CHECK ((seat = 'party') = (post_id IS NULL)),
  CHECK ((seat = 'contact') = (department <> '')),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) /*@table*/;
CREATE INDEX grid_seats_of_grid ON grid_seats (district_id, grid_id, seat, department, valid_from);
