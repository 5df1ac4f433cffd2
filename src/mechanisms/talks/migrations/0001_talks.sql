-- Talk visits: teams of cadres, the communities they are paired with, visits and what was said, with promise, owner and date.
CREATE TABLE talk_teams (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  name TEXT NOT NULL,
  org_unit_id INT64 NOT NULL,
  formed_on INT64 NOT NULL,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, name),
  FOREIGN KEY (district_id, org_unit_id) REFERENCES org_units (district_id, id)
) /*@table*/;

CREATE TABLE talk_members (
  district_id INT64 NOT NULL,
  team_id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  PRIMARY KEY (district_id, team_id, person_id),
  FOREIGN KEY (district_id, team_id) REFERENCES talk_teams (district_id, id),
  FOREIGN KEY (district_id, person_id) REFERENCES persons (district_id, id)
) /*@table*/;
CREATE INDEX talk_members_by_person ON talk_members (district_id, person_id);

CREATE TABLE talk_pairings (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  team_id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, team_id) REFERENCES talk_teams (district_id, id),
  FOREIGN KEY (district_id, community_id) REFERENCES areas (district_id, id),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) /*@table*/;
CREATE INDEX talk_pairings_by_team ON talk_pairings (district_id, team_id);

CREATE TABLE talk_visits (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  team_id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  grid_id INT64,
  visited_on INT64 NOT NULL,
  began_at INT64 NOT NULL,
  ended_at INT64 NOT NULL,
  residents INT64 NOT NULL CHECK (residents >= 0),
  summary TEXT NOT NULL,
  exception_reason TEXT NOT NULL,
  slots TEXT NOT NULL,
  entered_by INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, team_id) REFERENCES talk_teams (district_id, id),
  FOREIGN KEY (district_id, community_id) REFERENCES areas (district_id, id),
  CHECK (ended_at > began_at)
) /*@table*/;
CREATE INDEX talk_visits_by_start ON talk_visits (district_id, began_at, id);
CREATE INDEX talk_visits_by_day ON talk_visits (district_id, visited_on, id);
CREATE INDEX talk_visits_by_community ON talk_visits (district_id, community_id, visited_on);
CREATE INDEX talk_visits_by_team ON talk_visits (district_id, team_id, visited_on);

CREATE TABLE talk_visitors (
  district_id INT64 NOT NULL,
  visit_id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  PRIMARY KEY (district_id, visit_id, person_id),
  FOREIGN KEY (district_id, visit_id) REFERENCES talk_visits (district_id, id),
  FOREIGN KEY (district_id, person_id) REFERENCES persons (district_id, id)
) /*@table*/;

CREATE TABLE talk_items (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  visit_id INT64 NOT NULL,
  team_id INT64 NOT NULL,
  team_unit_id INT64 NOT NULL,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  said_on INT64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('problem', 'suggestion', 'praise', 'question')),
  category TEXT NOT NULL,
  words TEXT NOT NULL,
  promise TEXT NOT NULL,
  owner_unit_id INT64,
  owner_post TEXT NOT NULL,
  due_on INT64,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'heard')),
  done_on INT64,
  result TEXT NOT NULL,
  opened_kind TEXT NOT NULL,
  opened_id INT64 NOT NULL,
  wants_answer INT64 NOT NULL CHECK (wants_answer IN (0, 1)),
  speaker_name TEXT NOT NULL,
  speaker_phone TEXT NOT NULL,
  reply_due_on INT64,
  replied_at INT64,
  replied_by INT64,
  reply_how TEXT NOT NULL,
  reply_words TEXT NOT NULL,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, visit_id) REFERENCES talk_visits (district_id, id),
  CHECK (promise = '' OR (owner_unit_id IS NOT NULL AND due_on IS NOT NULL))
) /*@table*/;
CREATE INDEX talk_items_by_visit ON talk_items (district_id, visit_id);
CREATE INDEX talk_items_by_day ON talk_items (district_id, said_on, id);
CREATE INDEX talk_items_by_state ON talk_items (district_id, state, community_id);
CREATE INDEX talk_items_by_opened ON talk_items (district_id, opened_kind, opened_id);
