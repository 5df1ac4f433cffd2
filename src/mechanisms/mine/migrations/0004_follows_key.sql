-- Who reports follows: every report writes a row here. The key is what may stand only once; nothing looks for a row by its id alone.
DROP VIEW v_mine_kept;
CREATE TABLE follows_by_person (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('reported', 'chosen')),
  since INT64 NOT NULL,
  PRIMARY KEY (district_id, person_id, subject_kind, subject_id)
) /*@table*/;
INSERT INTO follows_by_person (district_id, id, person_id, subject_kind, subject_id, reason, since)
  SELECT district_id, id, person_id, subject_kind, subject_id, reason, since FROM follows;
DROP TABLE follows;
ALTER TABLE follows_by_person RENAME TO follows;
CREATE INDEX follows_of_person ON follows (district_id, person_id, since, id);
CREATE VIEW v_mine_kept AS
  SELECT district_id, person_id, 'saved_view' AS kind, name FROM saved_views
  UNION ALL SELECT district_id, person_id, 'follow' AS kind, subject_kind AS name FROM follows;
