-- Enforcement teams and brigades, their officers and days, joint operations, and what a month was marked by.
CREATE TABLE teams (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('subdistrict', 'brigade')),
  field TEXT NOT NULL,
  area_id INT64 NOT NULL,
  home_unit_id INT64 NOT NULL,
  name TEXT NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  FOREIGN KEY (district_id, home_unit_id) REFERENCES org_units (district_id, id)
) /*@table*/;

CREATE TABLE team_officers (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  team_id INT64 NOT NULL,
  post_id INT64 NOT NULL,
  certificate_number TEXT NOT NULL,
  certificate_until INT64 NOT NULL,
  joined_on INT64 NOT NULL,
  left_on INT64,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, team_id) REFERENCES teams (district_id, id),
  FOREIGN KEY (district_id, post_id) REFERENCES posts (district_id, id)
) /*@table*/;
CREATE INDEX team_officers_of_team ON team_officers (district_id, team_id);

CREATE TABLE team_days (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  team_id INT64 NOT NULL,
  officer_id INT64 NOT NULL,
  day INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('present', 'on_leave', 'absent')),
  reason TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, officer_id, day),
  FOREIGN KEY (district_id, officer_id) REFERENCES team_officers (district_id, id)
) /*@table*/;
CREATE INDEX team_days_of_team ON team_days (district_id, team_id, day);

CREATE TABLE team_breaches (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  team_id INT64 NOT NULL,
  day INT64 NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, team_id) REFERENCES teams (district_id, id)
) /*@table*/;
CREATE INDEX team_breaches_of_team ON team_breaches (district_id, team_id, day);

CREATE TABLE joint_operations (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  title TEXT NOT NULL,
  area_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  place TEXT NOT NULL,
  plan TEXT NOT NULL,
  planned_on INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'approved', 'closed', 'cancelled')),
  result TEXT NOT NULL,
  planned_by INT64 NOT NULL,
  planned_at INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  approved_by INT64,
  closed_at INT64,
  origin_kind TEXT NOT NULL,
  origin_id INT64 NOT NULL,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id)
) /*@table*/;
CREATE INDEX joint_operations_by_day ON joint_operations (district_id, planned_on);

CREATE TABLE joint_operation_units (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  operation_id INT64 NOT NULL,
  team_id INT64,
  org_unit_id INT64,
  came INT64 NOT NULL,
  who TEXT NOT NULL,
  attended_at INT64,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, operation_id) REFERENCES joint_operations (district_id, id),
  FOREIGN KEY (district_id, team_id) REFERENCES teams (district_id, id),
  CHECK ((team_id IS NULL) <> (org_unit_id IS NULL))
) /*@table*/;
CREATE INDEX joint_operation_units_of ON joint_operation_units (district_id, operation_id);

CREATE TABLE joint_operation_findings (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  operation_id INT64 NOT NULL,
  title TEXT NOT NULL,
  matter_id INT64 NOT NULL,
  ended_at INT64,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, operation_id) REFERENCES joint_operations (district_id, id)
) /*@table*/;
CREATE INDEX joint_operation_findings_of ON joint_operation_findings (district_id, operation_id);

CREATE TABLE joint_operation_penalties (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  operation_id INT64 NOT NULL,
  team_id INT64 NOT NULL,
  file_number TEXT NOT NULL,
  outcome TEXT NOT NULL,
  noted_on INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, file_number),
  FOREIGN KEY (district_id, operation_id) REFERENCES joint_operations (district_id, id),
  FOREIGN KEY (district_id, team_id) REFERENCES teams (district_id, id)
) /*@table*/;
CREATE INDEX joint_operation_penalties_of ON joint_operation_penalties (district_id, operation_id);

CREATE TABLE team_months (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  team_id INT64 NOT NULL,
  month INT64 NOT NULL,
  frozen_at INT64 NOT NULL,
  definition_version INT64 NOT NULL,
  seen_at INT64,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, team_id, month),
  FOREIGN KEY (district_id, team_id) REFERENCES teams (district_id, id)
) /*@table*/;

CREATE TABLE team_points (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  month_id INT64 NOT NULL,
  item TEXT NOT NULL,
  points INT64 NOT NULL CHECK (points > 0),
  words TEXT NOT NULL,
  evidence_kind TEXT NOT NULL,
  evidence_id INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('stands', 'objected', 'upheld', 'lifted')),
  objection TEXT NOT NULL,
  ruling TEXT NOT NULL,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, month_id) REFERENCES team_months (district_id, id)
) /*@table*/;
CREATE INDEX team_points_of_month ON team_points (district_id, month_id);

CREATE TABLE team_delegations (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  power TEXT NOT NULL,
  item TEXT NOT NULL,
  area_id INT64 NOT NULL,
  basis TEXT NOT NULL,
  effect TEXT NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) /*@table*/;
CREATE INDEX team_delegations_of_area ON team_delegations (district_id, area_id);

-- Published: which subdistrict was given which item of the competence list, with its basis. Dates are half-open.
CREATE VIEW v_teams_delegations AS
SELECT district_id, id, power, item, area_id, basis, effect, valid_from, valid_to FROM team_delegations WHERE item <> '';
