-- One history: the envelope of every event with its body, apart from the personal columns, which can be erased.
-- Hashes are SHA-256 in hexadecimal; src/store/journal_hash.hpp says of what.
CREATE TABLE journal (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  body TEXT NOT NULL,
  personal_commitment TEXT NOT NULL,
  definition TEXT NOT NULL,
  area_id INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  post_id INT64 NOT NULL,
  channel TEXT NOT NULL,
  happened_at INT64 NOT NULL,
  recorded_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE INDEX journal_by_subject ON journal (district_id, subject_kind, subject_id, id);
CREATE INDEX journal_by_kind ON journal (district_id, kind, id);
CREATE INDEX journal_by_person ON journal (district_id, person_id, id) WHERE person_id <> 0;
-- Who revealed what was masked: rare rows that the auditor asks for by themselves.
-- @sqlite
CREATE INDEX journal_unmasked ON journal (district_id, id) WHERE substr(kind, -9) = '.unmasked';
-- @postgres
CREATE INDEX journal_unmasked ON journal (district_id, id) WHERE right(kind, 9) = '.unmasked';
-- @end

-- Erased together with its salt, so that the commitment in the envelope can no longer be guessed from.
CREATE TABLE journal_personal (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  salt TEXT NOT NULL,
  on_behalf_of TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;

-- Written with the event, taken away by its seal: no event is ever skipped, however late its transaction ends.
CREATE TABLE journal_unsealed (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  envelope TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
-- @postgres
ALTER TABLE journal_unsealed SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
-- @end

-- The chain: seq is gapless per district, hash covers the hash before it.
CREATE TABLE seals (
  district_id INT64 NOT NULL,
  seq INT64 NOT NULL CHECK (seq > 0),
  journal_id INT64 NOT NULL,
  envelope TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (district_id, seq),
  UNIQUE (district_id, journal_id)
) /*@table*/;

-- The head of the chain when a civil day of the district had ended.
CREATE TABLE daily_heads (
  district_id INT64 NOT NULL,
  day INT64 NOT NULL,
  seq INT64 NOT NULL,
  hash TEXT NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (district_id, day)
) /*@table*/;

-- Who may do what only one server may do, until when by the real clock.
CREATE TABLE leases (
  district_id INT64 NOT NULL,
  name TEXT NOT NULL,
  holder TEXT NOT NULL,
  expires_at INT64 NOT NULL,
  PRIMARY KEY (district_id, name)
) /*@table*/;
