-- A file that was handed in for import, its lines in chunks until they are in, and its faults.
CREATE TABLE imports (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  mapping TEXT NOT NULL,
  mapping_version INT64 NOT NULL,
  file_name TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('uploaded', 'checking', 'checked', 'refused', 'running', 'done')),
  chunks INT64 NOT NULL,
  lines INT64 NOT NULL,
  bad INT64 NOT NULL,
  warned INT64 NOT NULL,
  brought_in INT64 NOT NULL,
  known INT64 NOT NULL,
  verdict_equal INT64 NOT NULL,
  verdict_different INT64 NOT NULL,
  verdict_no_target INT64 NOT NULL,
  verdict_not_closed INT64 NOT NULL,
  verdict_no_flag INT64 NOT NULL,
  job_id INT64,
  created_at INT64 NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;

-- Whole records, the heading first in each chunk; removed when the import is done, for the file may name people.
CREATE TABLE import_chunks (
  district_id INT64 NOT NULL,
  import_id INT64 NOT NULL,
  number INT64 NOT NULL,
  first_line INT64 NOT NULL,
  records INT64 NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (district_id, import_id, number)
) /*@table*/;

-- `id` is line * 64 + its number in the line.
CREATE TABLE import_faults (
  district_id INT64 NOT NULL,
  import_id INT64 NOT NULL,
  id INT64 NOT NULL,
  line INT64 NOT NULL,
  warning INT64 NOT NULL,
  column_no INT64 NOT NULL,
  column_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (district_id, import_id, id)
) /*@table*/;
