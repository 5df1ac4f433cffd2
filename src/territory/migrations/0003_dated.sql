-- A second net on PostgreSQL: versions of one area never overlap, whatever a program does.
-- @postgres
ALTER TABLE area_versions ADD CONSTRAINT area_versions_apart EXCLUDE USING gist (
  int8range(district_id, district_id, '[]') WITH &&, int8range(area_id, area_id, '[]') WITH &&, int8range(valid_from, valid_to) WITH &&);
-- @end
