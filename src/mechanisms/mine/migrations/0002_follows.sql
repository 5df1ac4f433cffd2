-- What a person wants to see the end of: handed in by this person, or followed by hand.
CREATE TABLE follows (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('reported', 'chosen')),
  since INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, person_id, subject_kind, subject_id)
) /*@table*/;
CREATE INDEX follows_of_person ON follows (district_id, person_id, since, id);
