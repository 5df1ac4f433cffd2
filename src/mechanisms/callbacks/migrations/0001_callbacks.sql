-- Call-backs 回访. A draw, and for each stratum what there was to draw from and what was taken, so that anyone can draw it again.
CREATE TABLE callback_draws (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  made_at INT64 NOT NULL,
  from_day INT64 NOT NULL,
  to_day INT64 NOT NULL,
  rule_version INT64 NOT NULL,
  seed TEXT NOT NULL,
  population INT64 NOT NULL,
  chosen INT64 NOT NULL,
  hash TEXT NOT NULL,
  person_id INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE INDEX callback_draws_day ON callback_draws (district_id, to_day, id);

CREATE TABLE callback_strata (
  district_id INT64 NOT NULL,
  draw_id INT64 NOT NULL,
  stratum_id INT64 NOT NULL,
  population TEXT NOT NULL,
  chosen TEXT NOT NULL,
  PRIMARY KEY (district_id, draw_id, stratum_id),
  FOREIGN KEY (district_id, draw_id) REFERENCES callback_draws (district_id, id)
) /*@table*/;

-- One row for each strike-off that is asked about: a projection of its events. What the resident says in words stands in the journal's
-- personal body only.
CREATE TABLE callback_samples (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  draw_id INT64,
  matter_id INT64 NOT NULL,
  strike INT64 NOT NULL,
  has_phone INT64 NOT NULL CHECK (has_phone IN (0, 1)),
  report_number TEXT NOT NULL,
  title TEXT NOT NULL,
  category TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('drawn', 'reopened', 'urged', 'volunteered')),
  unit_id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  day INT64 NOT NULL,
  struck_off_at INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'excluded', 'superseded')),
  exclusion TEXT CHECK (exclusion IN ('proposed', 'approved', 'refused')),
  calls INT64 NOT NULL,
  last_call_at INT64,
  call_again_at INT64 NOT NULL,
  channel TEXT CHECK (channel IN ('phone', 'link')),
  contacted INT64 CHECK (contacted IN (0, 1)),
  solved INT64 CHECK (solved IN (0, 1)),
  satisfaction TEXT CHECK (satisfaction IN ('satisfied', 'mostly', 'fair', 'dissatisfied')),
  answered_at INT64,
  changed_at INT64 NOT NULL,
  has_words INT64 NOT NULL CHECK (has_words IN (0, 1)),
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE UNIQUE INDEX callback_samples_strike ON callback_samples (district_id, matter_id, strike);
CREATE INDEX callback_samples_day ON callback_samples (district_id, day, id);
CREATE INDEX callback_samples_waiting ON callback_samples (district_id, day, id) WHERE state = 'waiting';
CREATE INDEX callback_samples_draw ON callback_samples (district_id, draw_id, state);
CREATE INDEX callback_samples_unit ON callback_samples (district_id, unit_id, day, id);
CREATE INDEX callback_samples_community ON callback_samples (district_id, community_id, day, id);
CREATE INDEX callback_samples_subdistrict ON callback_samples (district_id, subdistrict_id, day, id);
CREATE INDEX callback_samples_words ON callback_samples (district_id, struck_off_at) WHERE has_words = 1;

CREATE TABLE callback_exclusions (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  sample_id INT64 NOT NULL,
  ground TEXT NOT NULL CHECK (ground IN ('malicious', 'beyond_law', 'no_contact')),
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  proposed_by INT64 NOT NULL,
  proposed_unit INT64 NOT NULL,
  proposed_at INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
  decided_by INT64,
  decided_at INT64,
  decision TEXT,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, sample_id) REFERENCES callback_samples (district_id, id)
) /*@table*/;
CREATE INDEX callback_exclusions_at ON callback_exclusions (district_id, proposed_at, id);
CREATE UNIQUE INDEX callback_exclusions_open ON callback_exclusions (district_id, sample_id) WHERE state = 'proposed';

-- What each change adds to the figures; a job folds them into sums by day and by month, so that a figure reads a few hundred rows.
CREATE TABLE rate_deltas (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  day INT64 NOT NULL,
  unit_id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  drawn INT64 NOT NULL,
  assessed INT64 NOT NULL,
  in_time INT64 NOT NULL,
  solved INT64 NOT NULL,
  not_solved INT64 NOT NULL,
  satisfied INT64 NOT NULL,
  mostly INT64 NOT NULL,
  fair INT64 NOT NULL,
  dissatisfied INT64 NOT NULL,
  excluded INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;

CREATE TABLE rate_sums (
  district_id INT64 NOT NULL,
  dimension TEXT NOT NULL CHECK (dimension IN ('unit', 'community', 'subdistrict')),
  grain TEXT NOT NULL CHECK (grain IN ('day', 'month')),
  start_day INT64 NOT NULL,
  member_id INT64 NOT NULL,
  drawn INT64 NOT NULL,
  assessed INT64 NOT NULL,
  in_time INT64 NOT NULL,
  solved INT64 NOT NULL,
  not_solved INT64 NOT NULL,
  satisfied INT64 NOT NULL,
  mostly INT64 NOT NULL,
  fair INT64 NOT NULL,
  dissatisfied INT64 NOT NULL,
  excluded INT64 NOT NULL,
  PRIMARY KEY (district_id, dimension, grain, start_day, member_id)
) /*@table*/;

-- A closed period: the figures and every row behind them as they stood, with the weights that were used.
CREATE TABLE rate_periods (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('month', 'quarter', 'span')),
  from_day INT64 NOT NULL,
  to_day INT64 NOT NULL,
  closed_at INT64 NOT NULL,
  closed_by INT64 NOT NULL,
  weights_version INT64 NOT NULL,
  samples INT64 NOT NULL,
  waiting INT64 NOT NULL,
  hash TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE UNIQUE INDEX rate_periods_span ON rate_periods (district_id, from_day, to_day);

CREATE TABLE rate_period_members (
  district_id INT64 NOT NULL,
  period_id INT64 NOT NULL,
  dimension TEXT NOT NULL,
  member_id INT64 NOT NULL,
  drawn INT64 NOT NULL,
  assessed INT64 NOT NULL,
  in_time INT64 NOT NULL,
  solved INT64 NOT NULL,
  not_solved INT64 NOT NULL,
  satisfied INT64 NOT NULL,
  mostly INT64 NOT NULL,
  fair INT64 NOT NULL,
  dissatisfied INT64 NOT NULL,
  excluded INT64 NOT NULL,
  PRIMARY KEY (district_id, period_id, dimension, member_id),
  FOREIGN KEY (district_id, period_id) REFERENCES rate_periods (district_id, id)
) /*@table*/;

CREATE TABLE rate_period_samples (
  district_id INT64 NOT NULL,
  period_id INT64 NOT NULL,
  sample_id INT64 NOT NULL,
  sample_version INT64 NOT NULL,
  unit_id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  state TEXT NOT NULL,
  contacted INT64,
  solved INT64,
  satisfaction TEXT,
  PRIMARY KEY (district_id, period_id, sample_id),
  FOREIGN KEY (district_id, period_id) REFERENCES rate_periods (district_id, id)
) /*@table*/;

-- Published: what a resident was asked and has said about each strike-off (the window's private page).
CREATE VIEW v_callbacks_asked AS
  SELECT district_id, matter_id, strike, id AS sample_id, reason, state, solved, satisfaction, answered_at FROM callback_samples;
