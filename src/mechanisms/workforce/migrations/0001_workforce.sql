-- Grid workers from recruiting to leaving. Who sits on which grid stands in people's appointments; attendance and training hours are facts.
CREATE TABLE recruitments (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  area_id INT64 NOT NULL,
  title TEXT NOT NULL,
  conditions TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('full_time', 'part_time')),
  seats INT64 NOT NULL,
  opens_on INT64 NOT NULL,
  closes_on INT64 NOT NULL,
  closed INT64 NOT NULL CHECK (closed IN (0, 1)),
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  CHECK (closes_on >= opens_on)
) /*@table*/;

CREATE TABLE worker_applications (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  recruitment_id INT64 NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('applied', 'passed', 'failed', 'hired')),
  reason TEXT NOT NULL,
  received_on INT64 NOT NULL,
  decided_on INT64,
  worker_id INT64,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, recruitment_id) REFERENCES recruitments (district_id, id)
) /*@table*/;
CREATE INDEX worker_applications_of ON worker_applications (district_id, recruitment_id, id);

CREATE TABLE grid_workers (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  area_id INT64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('full_time', 'part_time')),
  state TEXT NOT NULL CHECK (state IN ('probation', 'regular', 'left')),
  hired_on INT64 NOT NULL,
  probation_to INT64,
  contract_number TEXT NOT NULL,
  contract_from INT64 NOT NULL,
  contract_to INT64 NOT NULL,
  left_on INT64,
  leave_reason TEXT NOT NULL,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, person_id) REFERENCES persons (district_id, id),
  FOREIGN KEY (district_id, org_unit_id) REFERENCES org_units (district_id, id),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  CHECK ((state = 'left') = (left_on IS NOT NULL)),
  CHECK (contract_to > contract_from)
) /*@table*/;
CREATE INDEX grid_workers_of_area ON grid_workers (district_id, area_id, state);
CREATE INDEX grid_workers_of_person ON grid_workers (district_id, person_id);

CREATE TABLE worker_contracts (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  worker_id INT64 NOT NULL,
  number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('full_time', 'part_time')),
  valid_from INT64 NOT NULL,
  valid_to INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, number),
  FOREIGN KEY (district_id, worker_id) REFERENCES grid_workers (district_id, id),
  CHECK (valid_to > valid_from)
) /*@table*/;
CREATE INDEX worker_contracts_of ON worker_contracts (district_id, worker_id, valid_from);

CREATE TABLE trainings (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  area_id INT64 NOT NULL,
  subject TEXT NOT NULL,
  place TEXT NOT NULL,
  held_on INT64 NOT NULL,
  minutes INT64 NOT NULL,
  attended INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id)
) /*@table*/;
CREATE INDEX trainings_by_day ON trainings (district_id, held_on, id);

CREATE TABLE worker_conduct (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  worker_id INT64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('praise', 'warning')),
  on_day INT64 NOT NULL,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('standing', 'objected', 'upheld', 'withdrawn')),
  objection TEXT NOT NULL,
  answer TEXT NOT NULL,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, worker_id) REFERENCES grid_workers (district_id, id)
) /*@table*/;
CREATE INDEX worker_conduct_of ON worker_conduct (district_id, worker_id, on_day);

-- The day sheet as it stands now; fact_id is the fact that says so (corrections retract the one before).
CREATE TABLE worker_days (
  district_id INT64 NOT NULL,
  worker_id INT64 NOT NULL,
  day INT64 NOT NULL,
  area_id INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('present', 'leave', 'training', 'absent')),
  reason TEXT NOT NULL,
  fact_id INT64 NOT NULL,
  PRIMARY KEY (district_id, worker_id, day),
  FOREIGN KEY (district_id, worker_id) REFERENCES grid_workers (district_id, id)
) /*@table*/;
CREATE INDEX worker_days_of_area ON worker_days (district_id, area_id, day);
