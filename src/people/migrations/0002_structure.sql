-- Organisations by dates: what one is called, what it hangs on and where it stands, from a day on. The row in org_units keeps what is
-- said of it last. Letters of appointment, concurrent posts with the post they hang on, and keys by which names are found by pinyin.
CREATE TABLE org_unit_versions (
  district_id INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  valid_from INT64 NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  parent_id INT64 NOT NULL,
  area_id INT64 NOT NULL,
  PRIMARY KEY (district_id, org_unit_id, valid_from),
  FOREIGN KEY (district_id, org_unit_id) REFERENCES org_units (district_id, id),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id)
) /*@table*/;
INSERT INTO org_unit_versions (district_id, org_unit_id, valid_from, name, name_en, parent_id, area_id)
  SELECT district_id, id, valid_from, name, name_en, parent_id, area_id FROM org_units;

ALTER TABLE org_units ADD COLUMN pinyin TEXT NOT NULL DEFAULT '';
ALTER TABLE posts ADD COLUMN pinyin TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN pinyin TEXT NOT NULL DEFAULT '';
ALTER TABLE appointments ADD COLUMN letter TEXT NOT NULL DEFAULT '';
ALTER TABLE appointments ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE appointments ADD COLUMN source_post_id INT64 NOT NULL DEFAULT 0;
CREATE INDEX org_units_by_parent ON org_units (district_id, parent_id);
