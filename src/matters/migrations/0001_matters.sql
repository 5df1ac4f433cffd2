-- The spine. A matter's row is a projection of its events; personal columns are `description` and the reporters' table.
CREATE TABLE matters (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  machine_version INT64 NOT NULL,
  report_number TEXT NOT NULL,
  list_id INT64,
  serial_year INT64,
  serial INT64,
  stage TEXT NOT NULL,
  outcome TEXT,
  title TEXT NOT NULL,
  description TEXT,
  place TEXT NOT NULL,
  category TEXT NOT NULL,
  area_id INT64 NOT NULL,
  area_version INT64 NOT NULL,
  grid_id INT64,
  community_id INT64,
  subdistrict_id INT64,
  lon_e7 INT64,
  lat_e7 INT64,
  source TEXT NOT NULL,
  source_ref TEXT,
  happened_at INT64 NOT NULL,
  unit_id INT64,
  post_kind TEXT,
  unit_words TEXT,
  round INT64 NOT NULL,
  handlers TEXT NOT NULL,
  clock TEXT,
  due_at INT64,
  warn_at INT64,
  review_on INT64,
  urged_at INT64,
  closed_at INT64,
  photo_count INT64 NOT NULL,
  origin_kind TEXT NOT NULL,
  origin_id INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  CHECK ((serial IS NULL) = (serial_year IS NULL) AND (serial IS NULL) = (list_id IS NULL))
) /*@table*/;

CREATE UNIQUE INDEX matters_report_number ON matters (district_id, report_number);
-- Gapless per community and year; the lock on the list gives the next number, this is the net.
CREATE UNIQUE INDEX matters_serial ON matters (district_id, list_id, serial_year, serial) WHERE serial IS NOT NULL;
CREATE UNIQUE INDEX matters_source_ref ON matters (district_id, source, source_ref) WHERE source_ref IS NOT NULL;
-- One for each way in which a list is scoped; each in the list's order.
CREATE INDEX matters_happened ON matters (district_id, happened_at, id);
CREATE INDEX matters_grid ON matters (district_id, grid_id, happened_at, id);
CREATE INDEX matters_community ON matters (district_id, community_id, happened_at, id);
CREATE INDEX matters_subdistrict ON matters (district_id, subdistrict_id, happened_at, id);
CREATE INDEX matters_unit ON matters (district_id, unit_id, happened_at, id) WHERE unit_id IS NOT NULL;
-- Open ones are few beside all that ever were: stage and "open" filters read this. Closed matters have no due_at.
CREATE INDEX matters_open ON matters (district_id, happened_at, id) WHERE closed_at IS NULL;
CREATE INDEX matters_due ON matters (district_id, COALESCE(due_at, 9223372036854775807), id);

CREATE TABLE matter_reporters (
  district_id INT64 NOT NULL,
  matter_id INT64 NOT NULL,
  name TEXT,
  phone TEXT,
  secret INT64 NOT NULL CHECK (secret IN (0, 1)),
  PRIMARY KEY (district_id, matter_id),
  FOREIGN KEY (district_id, matter_id) REFERENCES matters (district_id, id)
) /*@table*/;

-- Private links: only the hash of the token is kept. A matter may have several (a lost link is replaced).
CREATE TABLE matter_links (
  district_id INT64 NOT NULL,
  token_hash TEXT NOT NULL,
  matter_id INT64 NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (district_id, token_hash),
  FOREIGN KEY (district_id, matter_id) REFERENCES matters (district_id, id)
) /*@table*/;

-- Words of a matter for the search in Chinese, as bigrams. Written behind the intake by a job; what is newer than the mark is
-- searched directly, so that nothing is missed.
CREATE TABLE matter_words (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
-- @sqlite
CREATE VIRTUAL TABLE matter_fts USING fts5(words, content='');
-- @end
-- @postgres
CREATE INDEX matter_words_words ON matter_words USING gin (string_to_array(words, ' '));
-- @end
CREATE TABLE matter_index_marks (
  district_id INT64 NOT NULL,
  indexed_to INT64 NOT NULL,
  PRIMARY KEY (district_id)
) /*@table*/;

-- An export as it grows: one row a chunk, put together when it is fetched, swept with its job.
CREATE TABLE matter_export_parts (
  district_id INT64 NOT NULL,
  job_id INT64 NOT NULL,
  part INT64 NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (district_id, job_id, part)
) /*@table*/;
