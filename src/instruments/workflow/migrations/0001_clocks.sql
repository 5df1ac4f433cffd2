-- Clocks of cases of any room: a projection of the changes that events carry, with the limit row and calendar they used.
CREATE TABLE workflow_clocks (
  district_id INT64 NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  code TEXT NOT NULL,
  number INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'met', 'stopped')),
  started_at INT64 NOT NULL,
  due_at INT64,
  warn_at INT64,
  ended_at INT64,
  limit_code TEXT NOT NULL,
  limit_version INT64 NOT NULL,
  limit_place TEXT NOT NULL,
  calendar TEXT NOT NULL,
  calendar_version INT64 NOT NULL,
  hours TEXT NOT NULL,
  hours_version INT64 NOT NULL,
  pauses TEXT,
  warned_at INT64,
  overdue_at INT64,
  look_at INT64,  -- when the watch must look next: the warning, then the moment after the deadline; NULL: never again
  PRIMARY KEY (district_id, subject_kind, subject_id, code, number)
) /*@table*/;

-- One small index instead of one for each mark: every intake starts a clock. What has ended leaves it.
CREATE INDEX workflow_clocks_look ON workflow_clocks (district_id, subject_kind, look_at) WHERE look_at IS NOT NULL;
