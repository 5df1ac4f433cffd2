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
  PRIMARY KEY (district_id, subject_kind, subject_id, code, number)
) /*@table*/;

-- What the watch looks for; the finished ones leave both indexes.
CREATE INDEX workflow_clocks_due ON workflow_clocks (district_id, subject_kind, due_at) WHERE state = 'running' AND overdue_at IS NULL;
CREATE INDEX workflow_clocks_warn ON workflow_clocks (district_id, subject_kind, warn_at) WHERE state = 'running' AND warned_at IS NULL AND overdue_at IS NULL;
-- Never two live clocks of one code in one case.
CREATE UNIQUE INDEX workflow_clocks_live ON workflow_clocks (district_id, subject_kind, subject_id, code) WHERE state IN ('running', 'paused');
