#include "mechanisms/campaigns/tables.hpp"

#include "store/statement.hpp"

namespace campaigns {
namespace {

using store::Statement;

#define CAMPAIGN_COLUMNS \
  "district_id, id, version, stage, org_unit_id, template_code, title, purpose, basis, level, photos_needed, due_on, areas, place_kinds, questions, free_sites, text, line_count, " \
  "drafted_at, sent_at, closed_at"
#define LINE_COLUMNS \
  "district_id, id, version, campaign_id, title, state, owner_id, org_unit_id, post_kind, area_id, grid_id, community_id, subdistrict_id, sites, sites_done, due_at, sent_at, " \
  "done_at, urged_at, urges"
#define SITE_COLUMNS "district_id, id, line_id, campaign_id, place_id, name, address, answers, findings, answered_at, answered_by"
#define FINDING_COLUMNS \
  "district_id, id, version, stage, round, handlers, campaign_id, line_id, site_id, owner_id, org_unit_id, post_kind, area_id, grid_id, community_id, subdistrict_id, site, " \
  "address, question, title, words, serious, photos_needed, found_by, found_at, due_at, fixed, reason, fixed_at, ended_at, opened_kind, opened_id"

const Statement campaign_insert("campaigns.insert", "INSERT INTO campaigns (" CAMPAIGN_COLUMNS
    ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21)");
const Statement campaign_update("campaigns.update",
    "UPDATE campaigns SET version = $3, stage = $4, template_code = $5, title = $6, purpose = $7, basis = $8, level = $9, photos_needed = $10, due_on = $11, areas = $12, "
    "place_kinds = $13, questions = $14, free_sites = $15, text = $16, line_count = $17, sent_at = $18, closed_at = $19 WHERE district_id = $1 AND id = $2");
const Statement campaign_one("campaigns.one", "SELECT " CAMPAIGN_COLUMNS " FROM campaigns WHERE district_id = $1 AND id = $2");
const Statement campaign_ids("campaigns.ids", "SELECT id FROM campaigns WHERE district_id = $1 ORDER BY id");

const Statement line_insert("campaigns.line_insert", "INSERT INTO campaign_lines (" LINE_COLUMNS
    ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20)");
const Statement line_update("campaigns.line_update",
    "UPDATE campaign_lines SET version = $3, state = $4, sites = $5, sites_done = $6, done_at = $7, urged_at = $8, urges = $9 WHERE district_id = $1 AND id = $2");
const Statement line_one("campaigns.line_one", "SELECT " LINE_COLUMNS " FROM campaign_lines WHERE district_id = $1 AND id = $2");
const Statement lines_all("campaigns.lines_of", "SELECT " LINE_COLUMNS " FROM campaign_lines WHERE district_id = $1 AND campaign_id = $2 ORDER BY id");
const Statement site_insert("campaigns.site_insert", "INSERT INTO campaign_sites (" SITE_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)");
const Statement site_update("campaigns.site_update",
    "UPDATE campaign_sites SET answers = $3, findings = $4, answered_at = $5, answered_by = $6 WHERE district_id = $1 AND id = $2");
const Statement sites_all("campaigns.sites_of", "SELECT " SITE_COLUMNS " FROM campaign_sites WHERE district_id = $1 AND line_id = $2 ORDER BY id");
const Statement site_line("campaigns.line_of_site", "SELECT line_id FROM campaign_sites WHERE district_id = $1 AND id = $2");

const Statement finding_insert("campaigns.finding_insert", "INSERT INTO campaign_findings (" FINDING_COLUMNS
    ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27,$28,$29,$30,$31,$32)");
const Statement finding_update("campaigns.finding_update",
    "UPDATE campaign_findings SET version = $3, stage = $4, round = $5, handlers = $6, due_at = $7, fixed = $8, reason = $9, fixed_at = $10, ended_at = $11, opened_kind = $12, "
    "opened_id = $13 WHERE district_id = $1 AND id = $2");
const Statement finding_one("campaigns.finding_one", "SELECT " FINDING_COLUMNS " FROM campaign_findings WHERE district_id = $1 AND id = $2");
const Statement findings_campaign("campaigns.findings_of", "SELECT " FINDING_COLUMNS " FROM campaign_findings WHERE district_id = $1 AND campaign_id = $2 ORDER BY id");
const Statement findings_line("campaigns.findings_of_line", "SELECT " FINDING_COLUMNS " FROM campaign_findings WHERE district_id = $1 AND line_id = $2 ORDER BY id");
const Statement findings_by_opened("campaigns.findings_opened",
    "SELECT id FROM campaign_findings WHERE district_id = $1 AND opened_kind = $2 AND opened_id = $3 AND stage = 'handed_on' ORDER BY id");

const Statement lines_by("campaigns.lines_by",
    "SELECT CASE WHEN CAST($3 AS BIGINT) = 1 THEN community_id ELSE subdistrict_id END, count(*), CAST(SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END) AS BIGINT),"
    " CAST(SUM(CASE WHEN state = 'open' AND due_at < $4 THEN 1 ELSE 0 END) AS BIGINT), CAST(SUM(sites) AS BIGINT), CAST(SUM(sites_done) AS BIGINT)"
    " FROM campaign_lines WHERE district_id = $1 AND campaign_id = $2 AND state <> 'called_off' GROUP BY 1 ORDER BY 1");
const Statement findings_by("campaigns.findings_by",
    "SELECT CASE WHEN CAST($3 AS BIGINT) = 1 THEN community_id ELSE subdistrict_id END, count(*), CAST(SUM(CASE WHEN stage = 'struck_off' THEN 1 ELSE 0 END) AS BIGINT),"
    " CAST(SUM(CASE WHEN stage = 'handed_on' THEN 1 ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN stage IN ('open','fixed') THEN 1 ELSE 0 END) AS BIGINT)"
    " FROM campaign_findings WHERE district_id = $1 AND campaign_id = $2 AND stage <> 'dropped' GROUP BY 1 ORDER BY 1");

base::Subject subject(FindingId id) { return {std::string(finding_kind), id.value}; }

template <class Id>
std::string among(const std::vector<Id>& ids, std::vector<store::Arg>& args) {
  std::string in;
  for (const Id id : ids) {
    args.push_back(store::arg(id));
    in += (in.empty() ? "$" : ",$") + std::to_string(args.size());
  }
  return in;
}

}  // namespace

void insert(store::Unit& unit, const Campaign& c) { unit.insert(campaign_insert, c); }
void update(store::Unit& unit, const Campaign& c) {
  unit.exec(campaign_update, c.district_id, c.id, c.version, c.stage, c.template_code, c.title, c.purpose, c.basis, c.level, c.photos_needed, c.due_on, c.areas, c.place_kinds,
            c.questions, c.free_sites, c.text, c.line_count, c.sent_at, c.closed_at);
}
std::optional<Campaign> load(store::Session& s, base::DistrictId district, CampaignId id) { return s.one<Campaign>(campaign_one, district, id); }
std::vector<CampaignId> all_campaigns(store::Session& s, base::DistrictId district) {
  std::vector<CampaignId> out;
  s.rows(campaign_ids, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district);
  return out;
}

void insert(store::Unit& unit, const Line& l) { unit.insert(line_insert, l); }
void update(store::Unit& unit, const Line& l) {
  unit.exec(line_update, l.district_id, l.id, l.version, l.state, l.sites, l.sites_done, l.done_at, l.urged_at, l.urges);
}
void insert(store::Unit& unit, const Site& s) { unit.insert(site_insert, s); }
void update(store::Unit& unit, const Site& s) { unit.exec(site_update, s.district_id, s.id, s.answers, s.findings, s.answered_at, s.answered_by); }
std::optional<LineBox> load(store::Session& s, base::DistrictId district, LineId id) {
  auto line = s.one<Line>(line_one, district, id);
  if (!line) return std::nullopt;
  return LineBox{std::move(*line), s.all<Site>(sites_all, district, id)};
}
std::optional<LineId> line_of(store::Session& s, base::DistrictId district, SiteId id) {
  const auto line = s.value<std::int64_t>(site_line, district, id);
  if (!line) return std::nullopt;
  return LineId{*line};
}
std::vector<Line> lines_of(store::Session& s, base::DistrictId district, CampaignId id) { return s.all<Line>(lines_all, district, id); }

void insert(store::Unit& unit, const FindingState& s) {
  unit.insert(finding_insert, s.finding);
  workflow::save(unit, subject(s.finding.id), {}, s.clocks);
}
void update(store::Unit& unit, const FindingState& before, const FindingState& after) {
  const Finding& f = after.finding;
  unit.exec(finding_update, f.district_id, f.id, f.version, f.stage, f.round, f.handlers, f.due_at, f.fixed, f.reason, f.fixed_at, f.ended_at, f.opened_kind, f.opened_id);
  workflow::save(unit, subject(f.id), before.clocks, after.clocks);
}
std::optional<FindingState> load(store::Session& s, base::DistrictId district, FindingId id) {
  auto f = s.one<Finding>(finding_one, district, id);
  if (!f) return std::nullopt;
  return FindingState{std::move(*f), workflow::clocks_of(s, district, subject(id))};
}
std::vector<Finding> findings_of(store::Session& s, base::DistrictId district, CampaignId id) { return s.all<Finding>(findings_campaign, district, id); }
std::vector<Finding> findings_of(store::Session& s, base::DistrictId district, LineId id) { return s.all<Finding>(findings_line, district, id); }
std::vector<FindingId> findings_opened(store::Session& s, base::DistrictId district, const base::Subject& what) {
  std::vector<FindingId> out;
  s.rows(findings_by_opened, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district, what.kind, what.id);
  return out;
}

std::map<CampaignId, Sums> sums_of(store::Session& s, base::DistrictId district, const std::vector<CampaignId>& ids) {
  std::map<CampaignId, Sums> out;
  if (ids.empty()) return out;
  std::vector<store::Arg> args{store::arg(district)};
  const std::string in = among(ids, args);
  s.run(store::Composed{"SELECT campaign_id, count(*), CAST(SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END) AS BIGINT), CAST(SUM(sites) AS BIGINT), CAST(SUM(sites_done) AS BIGINT)"
                        " FROM campaign_lines WHERE district_id = $1 AND state <> 'called_off' AND campaign_id IN (" + in + ") GROUP BY campaign_id"},
        args, [&out](const store::Row& r) {
          Sums& x = out[{r.integer(0)}];
          x.lines = r.integer(1), x.lines_done = r.integer(2), x.sites = r.integer(3), x.sites_done = r.integer(4);
          return true;
        });
  s.run(store::Composed{"SELECT campaign_id, count(*), CAST(SUM(CASE WHEN stage = 'struck_off' THEN 1 ELSE 0 END) AS BIGINT),"
                        " CAST(SUM(CASE WHEN stage = 'handed_on' THEN 1 ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN stage IN ('open','fixed') THEN 1 ELSE 0 END) AS BIGINT)"
                        " FROM campaign_findings WHERE district_id = $1 AND stage <> 'dropped' AND campaign_id IN (" + in + ") GROUP BY campaign_id"},
        args, [&out](const store::Row& r) {
          Sums& x = out[{r.integer(0)}];
          x.findings = r.integer(1), x.struck_off = r.integer(2), x.handed_on = r.integer(3), x.waiting = r.integer(4);
          return true;
        });
  return out;
}
std::map<base::AreaId, Sums> sums_by(store::Session& s, base::DistrictId district, CampaignId id, bool community, base::Instant now) {
  std::map<base::AreaId, Sums> out;
  s.rows(lines_by, [&out](const store::Row& r) {
    Sums& x = out[{r.integer(0)}];
    x.lines = r.integer(1), x.lines_done = r.integer(2), x.lines_late = r.integer(3), x.sites = r.integer(4), x.sites_done = r.integer(5);
    return true;
  }, district, id, community, now);
  s.rows(findings_by, [&out](const store::Row& r) {
    Sums& x = out[{r.integer(0)}];
    x.findings = r.integer(1), x.struck_off = r.integer(2), x.handed_on = r.integer(3), x.waiting = r.integer(4);
    return true;
  }, district, id, community);
  return out;
}
std::vector<FirstPhoto> photos_of(store::Session& s, base::DistrictId district, const std::vector<FindingId>& ids) {
  std::vector<FirstPhoto> out;
  if (ids.empty()) return out;
  std::vector<store::Arg> args{store::arg(district)};
  const std::string in = among(ids, args);
  s.run(store::Composed{"SELECT subject_id, role, min(id) FROM files WHERE district_id = $1 AND subject_kind = 'campaign_finding' AND subject_id IN (" + in + ") GROUP BY subject_id, role"},
        args, [&out](const store::Row& r) { out.push_back({r.integer(0), std::string(r.text(1)), {r.integer(2)}}); return true; });
  return out;
}

}  // namespace campaigns
