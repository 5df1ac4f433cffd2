-- What waits for whom (dues), what belongs together (links), what happened in numbers (facts), photos and documents (files).
-- dues.due_at 9223372036854775807 is "no date", so that it sorts last on both engines. files.uploader_person_id 0 is a resident
-- without account. facts: one row takes back at most one other (UNIQUE retracts).
CREATE TABLE dues (
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
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, subject_kind, subject_id, kind, org_unit_id, post_kind)
) /*@table*/;
CREATE INDEX dues_of_unit ON dues (district_id, org_unit_id, post_kind, due_at, id);
CREATE INDEX dues_by_date ON dues (district_id, due_at, id);

CREATE TABLE links (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  kind TEXT NOT NULL,
  from_kind TEXT NOT NULL,
  from_id INT64 NOT NULL,
  to_kind TEXT NOT NULL,
  to_id INT64 NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, from_kind, from_id, kind, to_kind, to_id)
) /*@table*/;
CREATE INDEX links_to ON links (district_id, to_kind, to_id, kind, id);

CREATE TABLE facts (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  amount INT64 NOT NULL,
  measure TEXT NOT NULL,
  org_unit_id INT64 NOT NULL,
  area_id INT64 NOT NULL,
  area_version_id INT64 NOT NULL,
  occurred_on INT64 NOT NULL,
  recorded_at INT64 NOT NULL,
  event_id INT64 NOT NULL,
  evidence_kind TEXT NOT NULL,
  evidence_id INT64 NOT NULL,
  retracts INT64,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, retracts)
) /*@table*/;
CREATE INDEX facts_of_subject ON facts (district_id, subject_kind, subject_id, kind, id);
CREATE INDEX facts_of_unit ON facts (district_id, org_unit_id, kind, occurred_on, id);
CREATE INDEX facts_of_kind ON facts (district_id, kind, occurred_on, id);

CREATE TABLE files (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  content_hash TEXT NOT NULL,
  small_hash TEXT NOT NULL,
  original_hash TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes INT64 NOT NULL,
  small_bytes INT64 NOT NULL,
  width INT64 NOT NULL,
  height INT64 NOT NULL,
  taken TEXT NOT NULL CHECK (taken IN ('within_10_minutes', 'same_day', 'older', 'unknown')),
  place TEXT NOT NULL CHECK (place IN ('within_50_m', 'within_500_m', 'farther', 'unknown')),
  uploader_person_id INT64 NOT NULL,
  uploaded_at INT64 NOT NULL,
  subject_kind TEXT,
  subject_id INT64,
  role TEXT,
  linked_at INT64,
  PRIMARY KEY (district_id, id),
  CHECK ((subject_kind IS NULL) = (subject_id IS NULL)),
  CHECK ((subject_kind IS NULL) = (linked_at IS NULL))
) /*@table*/;
CREATE INDEX files_of_subject ON files (district_id, subject_kind, subject_id, linked_at, id);
CREATE INDEX files_unlinked ON files (district_id, subject_id, uploaded_at);
CREATE INDEX files_by_hash ON files (district_id, content_hash);
CREATE INDEX files_by_small_hash ON files (district_id, small_hash);
