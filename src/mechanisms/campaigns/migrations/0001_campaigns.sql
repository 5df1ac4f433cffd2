-- Campaigns: what is checked, one line of each grid or community, its sites, and one list of findings. Rows are projections of events.
CREATE TABLE campaigns (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  stage TEXT NOT NULL,
  org_unit_id INT64 NOT NULL,
  template_code TEXT NOT NULL,
  title TEXT NOT NULL,
  purpose TEXT NOT NULL,
  basis TEXT NOT NULL,
  level TEXT NOT NULL,
  photos_needed INT64 NOT NULL,
  due_on INT64 NOT NULL,
  areas TEXT NOT NULL,
  place_kinds TEXT NOT NULL,
  questions TEXT NOT NULL,
  free_sites TEXT NOT NULL,
  text TEXT NOT NULL,
  line_count INT64 NOT NULL,
  drafted_at INT64 NOT NULL,
  sent_at INT64,
  closed_at INT64,
  PRIMARY KEY (district_id, id),
  CHECK (stage IN ('draft', 'sent', 'closed', 'withdrawn')),
  CHECK (level IN ('grid', 'community'))
) /*@table*/;
CREATE INDEX campaigns_drafted ON campaigns (district_id, drafted_at, id);

CREATE TABLE campaign_lines (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  campaign_id INT64 NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  owner_id INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  post_kind TEXT NOT NULL,
  area_id INT64 NOT NULL,
  grid_id INT64,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  sites INT64 NOT NULL,
  sites_done INT64 NOT NULL,
  due_at INT64 NOT NULL,
  sent_at INT64 NOT NULL,
  done_at INT64,
  urged_at INT64,
  urges INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  CHECK (state IN ('open', 'done', 'unfinished', 'called_off'))
) /*@table*/;
CREATE UNIQUE INDEX campaign_lines_once ON campaign_lines (district_id, campaign_id, area_id);
CREATE INDEX campaign_lines_due ON campaign_lines (district_id, due_at, id);
CREATE INDEX campaign_lines_grid ON campaign_lines (district_id, grid_id, due_at, id);
CREATE INDEX campaign_lines_community ON campaign_lines (district_id, community_id, due_at, id);
CREATE INDEX campaign_lines_subdistrict ON campaign_lines (district_id, subdistrict_id, due_at, id);
CREATE INDEX campaign_lines_owner ON campaign_lines (district_id, owner_id, due_at, id);

CREATE TABLE campaign_sites (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  line_id INT64 NOT NULL,
  campaign_id INT64 NOT NULL,
  place_id INT64,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  answers TEXT NOT NULL,
  findings INT64 NOT NULL,
  answered_at INT64,
  answered_by INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE INDEX campaign_sites_of_line ON campaign_sites (district_id, line_id, id);

CREATE TABLE campaign_findings (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  stage TEXT NOT NULL,
  round INT64 NOT NULL,
  handlers TEXT NOT NULL,
  campaign_id INT64 NOT NULL,
  line_id INT64 NOT NULL,
  site_id INT64 NOT NULL,
  owner_id INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  post_kind TEXT NOT NULL,
  area_id INT64 NOT NULL,
  grid_id INT64,
  community_id INT64 NOT NULL,
  subdistrict_id INT64 NOT NULL,
  site TEXT NOT NULL,
  address TEXT NOT NULL,
  question TEXT NOT NULL,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  serious INT64 NOT NULL,
  photos_needed INT64 NOT NULL,
  found_by INT64 NOT NULL,
  found_at INT64 NOT NULL,
  due_at INT64,
  fixed TEXT NOT NULL,
  reason TEXT NOT NULL,
  fixed_at INT64,
  ended_at INT64,
  opened_kind TEXT NOT NULL,
  opened_id INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  CHECK (stage IN ('open', 'fixed', 'handed_on', 'struck_off', 'dropped'))
) /*@table*/;
CREATE INDEX campaign_findings_found ON campaign_findings (district_id, found_at, id);
CREATE INDEX campaign_findings_of ON campaign_findings (district_id, campaign_id, found_at, id);
CREATE INDEX campaign_findings_line ON campaign_findings (district_id, line_id, id);
CREATE INDEX campaign_findings_grid ON campaign_findings (district_id, grid_id, found_at, id);
CREATE INDEX campaign_findings_community ON campaign_findings (district_id, community_id, found_at, id);
CREATE INDEX campaign_findings_subdistrict ON campaign_findings (district_id, subdistrict_id, found_at, id);
CREATE INDEX campaign_findings_owner ON campaign_findings (district_id, owner_id, found_at, id);
CREATE INDEX campaign_findings_opened ON campaign_findings (district_id, opened_kind, opened_id);
