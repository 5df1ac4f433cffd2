-- Practical projects: programmes of a year, their projects with milestones, progress, what they gather, and how those served accepted them.
CREATE TABLE programmes (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  title TEXT NOT NULL,
  year INT64 NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('district', 'subdistrict', 'community')),
  area_id INT64 NOT NULL,
  note TEXT NOT NULL,
  shown INT64 NOT NULL CHECK (shown IN (0, 1)),
  closed_on INT64,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, year, title),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id)
) /*@table*/;

CREATE TABLE projects (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  programme_id INT64 NOT NULL,
  number INT64 NOT NULL,
  title TEXT NOT NULL,
  what TEXT NOT NULL,
  place TEXT NOT NULL,
  area_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  owner_unit_id INT64 NOT NULL,
  owner_post TEXT NOT NULL,
  budget_yuan INT64,
  listed_on INT64 NOT NULL,
  due_on INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('doing', 'to_accept', 'accepted', 'closed', 'dropped')),
  offered_on INT64,
  accepted_on INT64,
  ended_on INT64,
  result TEXT NOT NULL,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, programme_id, number),
  FOREIGN KEY (district_id, programme_id) REFERENCES programmes (district_id, id),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  FOREIGN KEY (district_id, owner_unit_id) REFERENCES org_units (district_id, id),
  CHECK (state NOT IN ('accepted', 'closed') OR accepted_on IS NOT NULL)
) /*@table*/;
CREATE INDEX projects_by_due ON projects (district_id, due_on, id);

CREATE TABLE project_milestones (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  project_id INT64 NOT NULL,
  title TEXT NOT NULL,
  due_on INT64 NOT NULL,
  met_on INT64,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, project_id) REFERENCES projects (district_id, id)
) /*@table*/;
CREATE INDEX project_milestones_of ON project_milestones (district_id, project_id, due_on);

CREATE TABLE project_reports (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  project_id INT64 NOT NULL,
  milestone_id INT64,
  at INT64 NOT NULL,
  person_id INT64 NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, project_id) REFERENCES projects (district_id, id)
) /*@table*/;
CREATE INDEX project_reports_of ON project_reports (district_id, project_id, id);

CREATE TABLE project_gathered (
  district_id INT64 NOT NULL,
  project_id INT64 NOT NULL,
  kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  title TEXT NOT NULL,
  gathered_on INT64 NOT NULL,
  done_on INT64,
  PRIMARY KEY (district_id, project_id, kind, subject_id),
  FOREIGN KEY (district_id, project_id) REFERENCES projects (district_id, id)
) /*@table*/;
CREATE INDEX project_gathered_subject ON project_gathered (district_id, kind, subject_id);

CREATE TABLE project_acceptances (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  project_id INT64 NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('representatives', 'meeting')),
  held_on INT64 NOT NULL,
  attended INT64 NOT NULL CHECK (attended > 0),
  agreed INT64 NOT NULL,
  passed INT64 NOT NULL CHECK (passed IN (0, 1)),
  words TEXT NOT NULL,
  person_id INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, project_id) REFERENCES projects (district_id, id),
  CHECK (agreed >= 0 AND agreed <= attended)
) /*@table*/;
CREATE INDEX project_acceptances_of ON project_acceptances (district_id, project_id, id);

CREATE TABLE project_representatives (
  district_id INT64 NOT NULL,
  acceptance_id INT64 NOT NULL,
  number INT64 NOT NULL,
  name TEXT NOT NULL,
  agrees INT64 NOT NULL CHECK (agrees IN (0, 1)),
  words TEXT NOT NULL,
  PRIMARY KEY (district_id, acceptance_id, number),
  FOREIGN KEY (district_id, acceptance_id) REFERENCES project_acceptances (district_id, id)
) /*@table*/;
