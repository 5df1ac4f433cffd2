-- The rules of a district as versioned rows. A published version never changes; at most one draft of a code at a time.
CREATE TABLE definitions (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  code TEXT NOT NULL,
  version INT64 NOT NULL CHECK (version >= 1),
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
  source TEXT NOT NULL CHECK (source IN ('seed', 'own')),
  effective_from INT64 NOT NULL,
  body TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  pack_version INT64 NOT NULL CHECK (pack_version >= 0),
  pack_hash TEXT NOT NULL,
  based_on INT64 NOT NULL CHECK (based_on >= 0),
  note TEXT NOT NULL,
  drafter_id INT64 NOT NULL,
  publisher_id INT64 NOT NULL,
  changed_at INT64 NOT NULL,
  revision INT64 NOT NULL CHECK (revision >= 1),
  stamp INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, code, version)
) /*@table*/;
CREATE UNIQUE INDEX definitions_one_draft ON definitions (district_id, code) WHERE state = 'draft';
CREATE INDEX definitions_by_stamp ON definitions (district_id, stamp);
