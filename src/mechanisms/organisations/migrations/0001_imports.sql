-- Spreadsheets of units, posts, persons and appointments that were handed in: checked first, brought in after a confirmation. The steps
-- name people and are removed when they are carried out.
CREATE TABLE org_imports (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('units', 'posts', 'persons', 'appointments')),
  file_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('checked', 'refused', 'running', 'done')),
  lines INT64 NOT NULL,
  fresh INT64 NOT NULL,
  changed INT64 NOT NULL,
  known INT64 NOT NULL,
  faults INT64 NOT NULL,
  brought_in INT64 NOT NULL,
  job_id INT64,
  person_id INT64 NOT NULL,
  created_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;

CREATE TABLE org_import_steps (
  district_id INT64 NOT NULL,
  import_id INT64 NOT NULL,
  number INT64 NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (district_id, import_id, number)
) /*@table*/;

CREATE TABLE org_import_faults (
  district_id INT64 NOT NULL,
  import_id INT64 NOT NULL,
  id INT64 NOT NULL,
  line INT64 NOT NULL,
  column_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  params TEXT NOT NULL,
  PRIMARY KEY (district_id, import_id, id)
) /*@table*/;
