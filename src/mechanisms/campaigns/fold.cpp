// State is the fold of events; nothing else makes it.
#include <algorithm>

#include "mechanisms/campaigns/rules.hpp"

namespace campaigns {

workflow::Position position_of(const Campaign& c) { return {.stage = c.stage, .round = 1, .version = c.version}; }
workflow::Position position_of(const Finding& f) { return {.stage = f.stage, .round = f.round, .handlers = handlers_of(f), .version = f.version}; }

base::Result<Campaign> fold(Campaign c, std::string_view kind, std::string_view body, CampaignId id, base::Instant at) {
  if (kind == "campaign.drafted" || kind == "campaign.saved") {
    TRY(b, described::parse<CampaignText>(body));
    if (kind == "campaign.drafted") c = {.district_id = c.district_id, .id = id, .version = 0, .stage = b.stage, .org_unit_id = b.org_unit_id, .drafted_at = at};
    c.version += 1;
    c.template_code = b.template_code;
    c.title = b.title;
    c.purpose = b.purpose;
    c.basis = b.basis;
    c.level = b.level;
    c.photos_needed = b.photos_needed;
    c.due_on = b.due_on;
    c.areas = b.areas;
    c.place_kinds = b.place_kinds;
    c.questions = described::to_json(b.questions);
    c.free_sites = described::to_json(b.free_sites);
    return c;
  }
  TRY(b, described::parse<CampaignMoved>(body));
  TRY(next, workflow::fold(position_of(c), {.from = b.from, .to = b.to}));
  c.stage = next.stage;
  c.version = next.version;
  if (b.move == "send") c.sent_at = at, c.line_count = b.line_count;
  if (b.move == "close" || b.move == "withdraw") c.closed_at = at, c.text = b.move == "close" ? b.text : b.reason;
  return c;
}

base::Result<LineBox> fold(LineBox box, std::string_view kind, std::string_view body, LineId id, base::PersonId person, base::Instant at) {
  Line& l = box.line;
  const base::DistrictId district = l.district_id;
  if (kind == "campaign_line.sent") {
    TRY(b, described::parse<LineSent>(body));
    l = {.district_id = district, .id = id, .version = 1, .campaign_id = b.campaign_id, .title = b.title, .state = LineState::open, .owner_id = b.owner_id,
         .org_unit_id = b.org_unit_id, .post_kind = b.post_kind, .area_id = b.area_id, .grid_id = b.grid_id, .community_id = b.community_id, .subdistrict_id = b.subdistrict_id,
         .sites = static_cast<std::int64_t>(b.sites.size()), .due_at = b.due_at, .sent_at = at};
    for (const SentSite& s : b.sites)
      box.sites.push_back({.district_id = district, .id = s.id, .line_id = id, .campaign_id = b.campaign_id, .place_id = s.place_id, .name = s.name, .address = s.address, .answers = "[]"});
    return box;
  }
  l.version += 1;
  if (kind == "campaign_line.urged") {
    l.urged_at = at;
    l.urges += 1;
  } else if (kind == "campaign_line.ended") {
    TRY(b, described::parse<LineEnded>(body));
    l.state = b.state;
  } else if (kind == "campaign_line.site_added") {
    TRY(b, described::parse<SentSite>(body));
    box.sites.push_back({.district_id = district, .id = b.id, .line_id = id, .campaign_id = l.campaign_id, .place_id = b.place_id, .name = b.name, .address = b.address, .answers = "[]"});
    l.sites += 1;
    l.state = LineState::open;
    l.done_at = std::nullopt;
  } else if (kind == "campaign_line.answered") {
    TRY(b, described::parse<SiteAnswered>(body));
    const auto it = std::find_if(box.sites.begin(), box.sites.end(), [&](const Site& s) { return s.id == b.site_id; });
    if (it == box.sites.end()) return base::fail(base::ErrorCode::not_found, "campaigns.no_such_site");
    if (!it->answered_at) l.sites_done += 1;
    it->answers = described::to_json(b.answers);
    it->findings = b.findings;
    it->answered_at = at;
    it->answered_by = person;
    if (l.sites_done == l.sites && l.state == LineState::open) l.state = LineState::done, l.done_at = at;
  }
  return box;
}

base::Result<FindingState> fold(FindingState s, std::string_view kind, std::string_view body, FindingId id, base::PersonId person, base::Instant at) {
  Finding& f = s.finding;
  const auto apply = [&](const std::vector<workflow::ClockChange>& changes) {
    for (const workflow::ClockChange& each : changes) workflow::apply(s.clocks, each, at);
    f.due_at = std::nullopt;
    for (const workflow::Clock& c : s.clocks)
      if (c.live()) f.due_at = c.due_at;
  };
  if (kind == "campaign_finding.found") {
    TRY(b, described::parse<FindingMade>(body));
    f = {.district_id = f.district_id, .id = id, .version = 1, .stage = b.stage, .round = 1, .campaign_id = b.campaign_id, .line_id = b.line_id, .site_id = b.site_id,
         .owner_id = b.owner_id, .org_unit_id = b.org_unit_id, .post_kind = b.post_kind, .area_id = b.area_id, .grid_id = b.grid_id, .community_id = b.community_id,
         .subdistrict_id = b.subdistrict_id, .site = b.site, .address = b.address, .question = b.question, .title = b.title, .words = b.words, .serious = b.serious,
         .photos_needed = b.photos_needed, .found_by = person, .found_at = at};
    apply(b.clocks);
    return s;
  }
  TRY(b, described::parse<FindingMoved>(body));
  TRY(next, workflow::fold(position_of(f), {.from = b.from, .to = b.to, .effects = b.effects, .person = person}));
  f.stage = next.stage;
  f.version = next.version;
  f.round = next.round;
  std::vector<std::string> hands;
  for (const base::PersonId each : next.handlers) hands.push_back(std::to_string(each.value));
  f.handlers = join(hands);
  if (b.move == "fix") f.fixed = b.text, f.fixed_at = at;
  if (!b.reason.empty()) f.reason = b.reason;
  if (b.move == "hand_on") f.opened_kind = b.opened_kind, f.opened_id = b.opened_id;
  if (b.move == "come_back") f.opened_kind.clear(), f.opened_id = 0;
  if (f.stage == "struck_off" || f.stage == "dropped") f.ended_at = at;
  apply(b.clocks);
  return s;
}

}  // namespace campaigns
