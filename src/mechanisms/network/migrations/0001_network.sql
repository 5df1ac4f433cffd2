-- Units around a community (1+N+X), which communities they are members of, their resources and who used what when.
CREATE TABLE network_units (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  name TEXT NOT NULL,
  area_id INT64 NOT NULL,
  org_unit_id INT64,
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  note TEXT NOT NULL,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, name),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  FOREIGN KEY (district_id, org_unit_id) REFERENCES org_units (district_id, id)
) /*@table*/;

CREATE TABLE network_members (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  unit_id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  kind TEXT NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, unit_id) REFERENCES network_units (district_id, id),
  FOREIGN KEY (district_id, community_id) REFERENCES areas (district_id, id),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) /*@table*/;
CREATE INDEX network_members_of_community ON network_members (district_id, community_id);
CREATE INDEX network_members_of_unit ON network_members (district_id, unit_id);

CREATE TABLE network_resources (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  unit_id INT64 NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  quantity INT64 NOT NULL CHECK (quantity > 0),
  measure TEXT NOT NULL,
  again INT64 NOT NULL CHECK (again IN (0, 1)),
  open_from INT64 NOT NULL,
  open_to INT64,
  withdrawn INT64 NOT NULL CHECK (withdrawn IN (0, 1)),
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, unit_id) REFERENCES network_units (district_id, id),
  CHECK (open_to IS NULL OR open_to > open_from)
) /*@table*/;
CREATE INDEX network_resources_of_unit ON network_resources (district_id, unit_id);

CREATE TABLE network_uses (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  resource_id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  purpose TEXT NOT NULL,
  quantity INT64 NOT NULL CHECK (quantity > 0),
  used_from INT64 NOT NULL,
  used_to INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('booked', 'used', 'cancelled')),
  remark TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, resource_id) REFERENCES network_resources (district_id, id),
  FOREIGN KEY (district_id, community_id) REFERENCES areas (district_id, id),
  CHECK (used_to > used_from)
) /*@table*/;
CREATE INDEX network_uses_of_resource ON network_uses (district_id, resource_id);
CREATE INDEX network_uses_of_community ON network_uses (district_id, community_id);
