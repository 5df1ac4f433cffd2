-- A list on its way to a spreadsheet: one row a chunk of cells, put together in the wanted format when it is fetched.
CREATE TABLE list_export_parts (
  district_id INT64 NOT NULL,
  job_id INT64 NOT NULL,
  part INT64 NOT NULL,
  made_at INT64 NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (district_id, job_id, part)
) /*@table*/;
