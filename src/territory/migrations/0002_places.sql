-- The address and building register: estates, buildings, lanes, business areas. No persons in it. A place stands in an area (a grid, or a
-- community as a whole) and, a building, within an estate. Days are civil dates; valid_to is the first day on which it is no longer there.
CREATE INDEX area_versions_by_parent ON area_versions (district_id, parent_id);

CREATE TABLE places (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('estate','building','lane','business_area')),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  area_id INT64 NOT NULL,
  grid_id INT64,
  community_id INT64,
  subdistrict_id INT64,
  within_id INT64,
  households INT64 NOT NULL CHECK (households >= 0),
  floors INT64 NOT NULL CHECK (floors >= 0),
  property_company TEXT NOT NULL,
  owners_committee TEXT NOT NULL CHECK (owners_committee IN ('unknown','yes','no')),
  lon_e7 INT64 NOT NULL,
  lat_e7 INT64 NOT NULL,
  source TEXT NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, kind, code),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  FOREIGN KEY (district_id, within_id) REFERENCES places (district_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
) /*@table*/;
CREATE INDEX places_by_grid ON places (district_id, grid_id, kind);
CREATE INDEX places_by_community ON places (district_id, community_id, kind);
CREATE INDEX places_by_subdistrict ON places (district_id, subdistrict_id, kind);
CREATE INDEX places_by_area ON places (district_id, area_id);
CREATE INDEX places_within ON places (district_id, within_id);
