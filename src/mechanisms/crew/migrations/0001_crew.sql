-- Who stands on which seat of a community's crew when, and the joint tasks that call the seats.
CREATE TABLE crew_duties (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  seat TEXT NOT NULL,
  post_id INT64 NOT NULL,
  weekdays TEXT NOT NULL,
  from_minute INT64 NOT NULL CHECK (from_minute >= 0),
  to_minute INT64 NOT NULL CHECK (to_minute <= 1440),
  valid_from INT64 NOT NULL,
  valid_to INT64,
  substitute_id INT64,
  substitute_from INT64,
  substitute_to INT64,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, community_id) REFERENCES areas (district_id, id),
  FOREIGN KEY (district_id, post_id) REFERENCES posts (district_id, id),
  FOREIGN KEY (district_id, substitute_id) REFERENCES posts (district_id, id),
  CHECK (to_minute > from_minute),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) /*@table*/;
CREATE INDEX crew_duties_of_community ON crew_duties (district_id, community_id);

CREATE TABLE crew_tasks (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  title TEXT NOT NULL,
  preset TEXT NOT NULL,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  place TEXT NOT NULL,
  what TEXT NOT NULL,
  meet_at INT64 NOT NULL,
  called_at INT64 NOT NULL,
  called_by INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  origin_kind TEXT NOT NULL,
  origin_id INT64 NOT NULL,
  closed_at INT64,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, community_id) REFERENCES areas (district_id, id)
) /*@table*/;
CREATE INDEX crew_tasks_by_time ON crew_tasks (district_id, called_at);
CREATE INDEX crew_tasks_of_community ON crew_tasks (district_id, community_id);
CREATE INDEX crew_tasks_of_origin ON crew_tasks (district_id, origin_kind, origin_id);

CREATE TABLE crew_lines (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  task_id INT64 NOT NULL,
  seat TEXT NOT NULL,
  guest TEXT NOT NULL,
  org_unit_id INT64 NOT NULL,
  post_id INT64,
  state TEXT NOT NULL CHECK (state IN ('told', 'arrived', 'done', 'handed_over', 'called_off')),
  told_at INT64 NOT NULL,
  arrived_at INT64,
  arrived_by INT64,
  who TEXT NOT NULL,
  spot TEXT NOT NULL CHECK (spot IN ('not_asked', 'here', 'away')),
  result TEXT NOT NULL,
  settled_at INT64,
  handed_to INT64,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, task_id) REFERENCES crew_tasks (district_id, id)
) /*@table*/;
CREATE INDEX crew_lines_of_task ON crew_lines (district_id, task_id);

CREATE TABLE crew_findings (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  task_id INT64 NOT NULL,
  matter_id INT64 NOT NULL,
  title TEXT NOT NULL,
  reported_at INT64 NOT NULL,
  ended_at INT64,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, matter_id),
  FOREIGN KEY (district_id, task_id) REFERENCES crew_tasks (district_id, id)
) /*@table*/;
CREATE INDEX crew_findings_of_task ON crew_findings (district_id, task_id);
