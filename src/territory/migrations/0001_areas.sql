-- Areas and their dated versions. A day is a civil date in the district's zone (days since 1970-01-01); valid_to is the first day on
-- which the version no longer holds. That versions of one area do not overlap is decided under the lock of the district's areas.
CREATE TABLE areas (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('district','subdistrict','town','township','development_zone','community','village','grid')),
  source TEXT NOT NULL,
  created_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;

CREATE TABLE area_versions (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  area_id INT64 NOT NULL,
  parent_id INT64 NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  grade TEXT NOT NULL,
  households INT64 NOT NULL CHECK (households >= 0),
  shape TEXT NOT NULL,
  centre_lon_e7 INT64 NOT NULL,
  centre_lat_e7 INT64 NOT NULL,
  square_metres INT64 NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  reason TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, area_id, valid_from),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
) /*@table*/;
CREATE INDEX area_versions_by_code ON area_versions (district_id, code, valid_from);

CREATE TABLE area_lineage (
  district_id INT64 NOT NULL,
  from_id INT64 NOT NULL,
  to_id INT64 NOT NULL,
  on_day INT64 NOT NULL,
  PRIMARY KEY (district_id, from_id, to_id),
  FOREIGN KEY (district_id, from_id) REFERENCES areas (district_id, id),
  FOREIGN KEY (district_id, to_id) REFERENCES areas (district_id, id)
) /*@table*/;

-- Says to other servers that their trees in memory are old: a random number, new with each change. Touched by changes of areas only, which are rare.
CREATE TABLE territory_revisions (
  district_id INT64 NOT NULL,
  revision INT64 NOT NULL,
  PRIMARY KEY (district_id)
) /*@table*/;
