-- A due is looked for by its subject or by its seat, never by its id: the subject is the key, and every write has a tree less to change.
CREATE TABLE dues_by_subject (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  kind TEXT NOT NULL,
  bucket TEXT NOT NULL CHECK (bucket IN ('to_accept', 'to_dispatch', 'to_handle', 'to_inspect', 'waiting_for_me', 'returned', 'handed_down')),
  org_unit_id INT64 NOT NULL,
  post_kind TEXT NOT NULL,
  area_id INT64 NOT NULL,
  title TEXT NOT NULL,
  context TEXT NOT NULL,
  since INT64 NOT NULL,
  due_at INT64 NOT NULL,
  warn_at INT64 NOT NULL DEFAULT 9223372036854775807,
  PRIMARY KEY (district_id, subject_kind, subject_id, kind, org_unit_id, post_kind)
) /*@table*/;
INSERT INTO dues_by_subject (district_id, id, subject_kind, subject_id, kind, bucket, org_unit_id, post_kind, area_id, title, context, since, due_at, warn_at)
  SELECT district_id, id, subject_kind, subject_id, kind, bucket, org_unit_id, post_kind, area_id, title, context, since, due_at, warn_at FROM dues;
DROP TABLE dues;
ALTER TABLE dues_by_subject RENAME TO dues;
CREATE INDEX dues_of_unit ON dues (district_id, org_unit_id, post_kind, due_at, id);
