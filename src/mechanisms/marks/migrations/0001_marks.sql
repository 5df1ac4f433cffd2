-- Rounds of assessment with their sheets, exclusions and objections. A round freezes its framework's version and its query date.
CREATE TABLE mark_rounds (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  stage TEXT NOT NULL,
  framework TEXT NOT NULL,
  framework_version INT64 NOT NULL,
  title TEXT NOT NULL,
  from_day INT64 NOT NULL,
  to_day INT64 NOT NULL,
  query_at INT64 NOT NULL,
  registered TEXT NOT NULL,
  org_unit_id INT64 NOT NULL,
  made_at INT64 NOT NULL,
  object_until INT64 NOT NULL,
  shown_at INT64,
  published_at INT64,
  words TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  CHECK (stage IN ('made', 'shown', 'published', 'cancelled'))
) /*@table*/;
CREATE INDEX mark_rounds_made ON mark_rounds (district_id, made_at, id);

CREATE TABLE mark_sheets (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  round_id INT64 NOT NULL,
  unit_id INT64 NOT NULL,
  area_id INT64 NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  name TEXT NOT NULL,
  first_x100 INT64,
  total_x100 INT64,
  grade_zh TEXT NOT NULL,
  grade_en TEXT NOT NULL,
  sheet TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, round_id, unit_id, subject_id)
) /*@table*/;

CREATE TABLE mark_exclusions (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  round_id INT64 NOT NULL,
  sheet_id INT64 NOT NULL,
  unit_id INT64 NOT NULL,
  fact_id INT64 NOT NULL,
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by INT64 NOT NULL,
  proposed_at INT64 NOT NULL,
  decided_by INT64 NOT NULL,
  decided_at INT64,
  decision TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  CHECK (state IN ('proposed', 'approved', 'refused'))
) /*@table*/;
CREATE INDEX mark_exclusions_round ON mark_exclusions (district_id, round_id, id);

CREATE TABLE mark_objections (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  round_id INT64 NOT NULL,
  sheet_id INT64 NOT NULL,
  unit_id INT64 NOT NULL,
  item TEXT NOT NULL,
  fact_id INT64 NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL,
  made_by INT64 NOT NULL,
  made_at INT64 NOT NULL,
  ruled_by INT64 NOT NULL,
  ruled_at INT64,
  ruling TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  CHECK (state IN ('open', 'upheld', 'dismissed'))
) /*@table*/;
CREATE INDEX mark_objections_round ON mark_objections (district_id, round_id, id);
