-- Which rules open matters stand on: what the rulebook counts before a new version is published.
CREATE VIEW v_matters_open_rules AS
  SELECT m.district_id, m.id AS matter_id, m.report_number, m.title, m.machine_version, m.category, m.area_id, m.community_id
  FROM matters m WHERE m.closed_at IS NULL;
