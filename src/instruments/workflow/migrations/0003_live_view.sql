-- Clocks that run or are paused, with the rule each was started by: what the rulebook counts before a new version is published.
CREATE VIEW v_workflow_live_clocks AS
  SELECT district_id, subject_kind, subject_id, code, started_at, due_at, limit_code, limit_version, limit_place, calendar, calendar_version, hours, hours_version,
    CASE WHEN COALESCE(pauses, '') IN ('', '[]') AND COALESCE(extensions, '') IN ('', '[]') THEN 1 ELSE 0 END AS plain
  FROM workflow_clocks WHERE state IN ('running', 'paused');
