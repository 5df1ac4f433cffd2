-- Work for later: due by the district's clock, leased and retried by the real one.
CREATE TABLE jobs (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  kind TEXT NOT NULL,
  dedupe_key TEXT,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  due_at INT64 NOT NULL,
  retry_at INT64 NOT NULL,
  holder TEXT NOT NULL,
  lease_until INT64 NOT NULL,
  attempts INT64 NOT NULL,
  attempts_max INT64 NOT NULL,
  once_more INT64 NOT NULL CHECK (once_more IN (0, 1)),
  progress_done INT64 NOT NULL,
  progress_total INT64 NOT NULL,
  mark TEXT NOT NULL,
  result TEXT NOT NULL,
  error TEXT NOT NULL,
  asked_by INT64 NOT NULL,
  created_at INT64 NOT NULL,
  finished_at INT64,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE INDEX jobs_live ON jobs (district_id, due_at) WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_failed ON jobs (district_id, id) WHERE state = 'failed';
CREATE UNIQUE INDEX jobs_live_key ON jobs (district_id, kind, dedupe_key) WHERE dedupe_key IS NOT NULL AND state IN ('waiting', 'running');

-- Answers already given, by the client's own reference.
CREATE TABLE client_refs (
  district_id INT64 NOT NULL,
  client_ref TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  answer TEXT NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (district_id, client_ref)
) /*@table*/;
