-- Tasks that departments hand down through the district's door, and one line of each community. Rows are projections of events.
CREATE TABLE assigned_tasks (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  stage TEXT NOT NULL,
  org_unit_id INT64 NOT NULL,
  title TEXT NOT NULL,
  purpose TEXT NOT NULL,
  basis TEXT NOT NULL,
  urgent INT64 NOT NULL,
  urgent_reason TEXT NOT NULL,
  due_on INT64 NOT NULL,
  unit_kinds TEXT NOT NULL,
  areas TEXT NOT NULL,
  minutes INT64 NOT NULL,
  form_version INT64 NOT NULL,
  fields TEXT NOT NULL,
  line_count INT64 NOT NULL,
  reason TEXT NOT NULL,
  over_reason TEXT NOT NULL,
  drafted_at INT64 NOT NULL,
  asked_at INT64,
  sent_at INT64,
  urged_at INT64,
  closed_at INT64,
  PRIMARY KEY (district_id, id),
  CHECK (stage IN ('draft', 'asked', 'sent', 'closed', 'refused', 'withdrawn'))
) /*@table*/;
CREATE INDEX assigned_tasks_unit ON assigned_tasks (district_id, org_unit_id, drafted_at, id);
CREATE INDEX assigned_tasks_stage ON assigned_tasks (district_id, stage, drafted_at, id);
CREATE INDEX assigned_tasks_drafted ON assigned_tasks (district_id, drafted_at, id);

-- Every form that was asked for admission or sent: a line names the version that it was filled by.
CREATE TABLE assigned_task_forms (
  district_id INT64 NOT NULL,
  task_id INT64 NOT NULL,
  form_version INT64 NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (district_id, task_id, form_version),
  FOREIGN KEY (district_id, task_id) REFERENCES assigned_tasks (district_id, id)
) /*@table*/;

CREATE TABLE assigned_lines (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  task_id INT64 NOT NULL,
  stage TEXT NOT NULL,
  round INT64 NOT NULL,
  department_id INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  post_kind TEXT NOT NULL,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  title TEXT NOT NULL,
  form_version INT64 NOT NULL,
  minutes INT64 NOT NULL,
  spent_minutes INT64,
  month INT64 NOT NULL,
  due_at INT64 NOT NULL,
  sent_at INT64 NOT NULL,
  filled_at INT64,
  on_time INT64,
  ended_at INT64,
  reason TEXT NOT NULL,
  answers TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, task_id) REFERENCES assigned_tasks (district_id, id),
  CHECK (stage IN ('open', 'filled', 'returned', 'accepted', 'unfilled', 'called_off'))
) /*@table*/;
CREATE UNIQUE INDEX assigned_lines_once ON assigned_lines (district_id, task_id, org_unit_id);
CREATE INDEX assigned_lines_unit ON assigned_lines (district_id, org_unit_id, month);
CREATE INDEX assigned_lines_community ON assigned_lines (district_id, community_id, due_at, id);
CREATE INDEX assigned_lines_subdistrict ON assigned_lines (district_id, subdistrict_id, due_at, id);
CREATE INDEX assigned_lines_department ON assigned_lines (district_id, department_id, due_at, id);
CREATE INDEX assigned_lines_due ON assigned_lines (district_id, due_at, id);
CREATE INDEX assigned_lines_month ON assigned_lines (district_id, month, department_id);

-- What a unit said of itself once, so that the next form need not ask again. `live` 0: its line was returned or called off.
CREATE TABLE assigned_known_facts (
  district_id INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  code TEXT NOT NULL,
  line_id INT64 NOT NULL,
  value TEXT NOT NULL,
  said_on INT64 NOT NULL,
  said_at INT64 NOT NULL,
  fact_id INT64 NOT NULL,
  live INT64 NOT NULL,
  PRIMARY KEY (district_id, org_unit_id, code, line_id)
) /*@table*/;
CREATE INDEX assigned_known_facts_line ON assigned_known_facts (district_id, line_id);

-- What reached a community outside the door and was refused as not admitted.
CREATE TABLE assigned_outside (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  department_id INT64 NOT NULL,
  title TEXT NOT NULL,
  channel TEXT NOT NULL,
  received_on INT64 NOT NULL,
  minutes INT64 NOT NULL,
  note TEXT NOT NULL,
  entered_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE INDEX assigned_outside_entered ON assigned_outside (district_id, entered_at, id);
CREATE INDEX assigned_outside_community ON assigned_outside (district_id, community_id, entered_at, id);
CREATE INDEX assigned_outside_subdistrict ON assigned_outside (district_id, subdistrict_id, entered_at, id);
CREATE INDEX assigned_outside_department ON assigned_outside (district_id, department_id, entered_at, id);
