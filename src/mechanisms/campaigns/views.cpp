// What the screens read: rows, one campaign, one line, one finding, the lists.
#include <algorithm>

#include "mechanisms/campaigns/service.hpp"
#include "records/files/depot.hpp"
#include "store/journal.hpp"

namespace campaigns {
namespace {

struct Past {
  std::vector<HistoryItem> items{};
  std::vector<workflow::Reached> reached{};
};
// What happened, with the stages that were entered.
template <class Moved>
Past past_of(store::Session& s, base::DistrictId district, const base::Subject& subject, std::string_view first, std::string_view begun) {
  const auto events = store::events_of(s, district, subject);
  std::vector<base::PersonId> persons;
  for (const store::Event& e : events) persons.push_back(e.actor.person);
  const auto names = people::person_names(s, district, persons);
  Past out;
  for (const store::Event& e : events) {
    HistoryItem item{.kind = e.kind, .at = e.happened_at};
    if (const auto it = names.find(e.actor.person); it != names.end()) item.who = it->second;
    std::string entered;
    if (e.kind == begun) entered = first;
    else if (const auto moved = described::parse<Moved>(e.body)) {
      item.words = moved->reason.empty() ? moved->text : moved->reason;
      if (moved->from != moved->to) entered = moved->to;
    }
    if (!entered.empty()) {
      std::erase_if(out.reached, [&](const workflow::Reached& r) { return r.stage == entered; });
      out.reached.push_back({entered, item.at, item.who});
    }
    out.items.push_back(std::move(item));
  }
  return out;
}

void name_stage(const workflow::Machine& machine, const std::string& id, std::string& zh, std::string& en) {
  if (const workflow::Stage* stage = machine.stage(id)) zh = stage->zh, en = stage->en;
}
std::string due_word(const std::optional<base::Instant>& due, base::Instant now) {
  if (!due) return "none";
  if (*due < now) return "late";
  return *due < now + base::hours(24) ? "soon" : "ok";
}
std::string photo_url(FindingId id, base::FileId file) { return "/api/v1/campaign_findings/" + std::to_string(id.value) + "/photos/" + std::to_string(file.value); }
std::vector<workflow::OptionView> no_options(const workflow::FormField&) { return {}; }

CampaignRow row_of(const Ground& g, const Campaign& c, const std::map<CampaignId, Sums>& sums, base::Instant now) {
  CampaignRow r{.id = c.id, .version = c.version, .title = c.title, .template_code = c.template_code, .stage = c.stage, .org_unit_id = c.org_unit_id,
                .org_unit_name = g.units->name(c.org_unit_id)};
  name_stage(*g.machine, c.stage, r.stage_zh, r.stage_en);
  if (c.due_on.days != 0) r.due_on = c.due_on;
  r.due_state = c.stage == "sent" ? due_word(due_instant(g, c.due_on), now) : "none";
  if (const auto it = sums.find(c.id); it != sums.end()) {
    const Sums& x = it->second;
    r.lines = x.lines, r.lines_done = x.lines_done, r.sites = x.sites, r.sites_done = x.sites_done, r.findings = x.findings, r.struck_off = x.struck_off, r.handed_on = x.handed_on;
  }
  r.drafted_at = c.drafted_at;
  r.sent_at = c.sent_at;
  r.closed_at = c.closed_at;
  return r;
}
LineRow row_of(const Ground& g, const Line& l, base::Instant now) {
  LineRow r{.id = l.id, .version = l.version, .campaign_id = l.campaign_id, .title = l.title, .state = l.state, .owner_name = g.units->name(l.owner_id),
            .org_unit_name = g.units->name(l.org_unit_id), .area_name = area_name(g, l.area_id), .community_name = area_name(g, l.community_id),
            .subdistrict_name = area_name(g, l.subdistrict_id), .area_id = l.area_id, .sites = l.sites, .sites_done = l.sites_done, .due_at = l.due_at};
  r.due_state = l.state == LineState::open ? due_word(l.due_at, now) : "none";
  r.done_at = l.done_at;
  r.urged_at = l.urged_at;
  r.urges = l.urges;
  return r;
}
std::vector<FindingRow> rows_of(store::Session& s, const Ground& g, base::DistrictId district, const std::vector<Finding>& all, base::Instant now) {
  std::vector<FindingId> ids;
  for (const Finding& f : all) ids.push_back(f.id);
  std::map<std::pair<std::int64_t, std::string>, base::FileId> first;
  for (const FirstPhoto& p : photos_of(s, district, ids)) first[{p.subject, p.role}] = p.file;
  std::map<CampaignId, std::string> titles;
  std::vector<FindingRow> out;
  for (const Finding& f : all) {
    FindingRow r{.id = f.id, .version = f.version, .stage = f.stage, .campaign_id = f.campaign_id, .line_id = f.line_id, .site = f.site, .address = f.address, .title = f.title,
                 .serious = f.serious, .area_name = area_name(g, f.area_id), .community_name = area_name(g, f.community_id), .subdistrict_name = area_name(g, f.subdistrict_id),
                 .found_at = f.found_at};
    name_stage(*g.finding_machine, f.stage, r.stage_zh, r.stage_en);
    if (const auto it = titles.find(f.campaign_id); it != titles.end()) r.campaign_title = it->second;
    else if (const auto c = load(s, district, f.campaign_id)) r.campaign_title = titles[f.campaign_id] = c->title;
    r.due_at = f.due_at;
    r.due_state = due_word(f.due_at, now);
    r.fixed_at = f.fixed_at;
    r.ended_at = f.ended_at;
    r.opened_kind = f.opened_kind;
    if (f.opened_id != 0) r.opened_id = std::to_string(f.opened_id);
    if (const auto it = first.find({f.id.value, "before"}); it != first.end()) r.before_url = photo_url(f.id, it->second) + "?size=small";
    if (const auto it = first.find({f.id.value, "after"}); it != first.end()) r.after_url = photo_url(f.id, it->second) + "?size=small";
    out.push_back(std::move(r));
  }
  return out;
}

std::vector<Progress> progress_in(store::Session& s, const Ground& g, const Campaign& c, bool community, base::Instant now) {
  std::vector<Progress> out;
  for (const auto& [area, x] : sums_by(s, c.district_id, c.id, community, now))
    out.push_back({area, area_name(g, area), x.lines, x.lines_done, x.lines_late, x.sites, x.sites_done, x.findings, x.struck_off, x.handed_on});
  return out;
}

template <class T>
base::Result<store::ListPage<T>> page_of(Call& call, store::Session& s, const Ground& g, const store::ListSpec& spec, const base::Params& params) {
  TRY(query, store::parse_list(spec, params, {.time_zone = call.time_zone, .level = levels(g)}));
  return store::list_page<T>(s, spec, query, reach_of(people::reach(call.principal, "campaign.read")), call.district(), call.moment.now);
}
base::Result<CountView> count_of(Call& call, const store::ListSpec& spec, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<CountView> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(spec, params, {.time_zone = call.time_zone, .level = levels(g)}));
    return CountView{store::list_count(s, spec, query, reach_of(people::reach(call.principal, "campaign.read")), call.district(), call.moment.now)};
  });
}
// Drafts of whom a reader may see: 0 says all, else one unit's.
std::int64_t drafts_of(const Call& call) {
  const people::Reach reach = people::reach(call.principal, "campaign.draft");
  if (reach.everything) return 0;
  return reach.org_units.empty() ? -1 : reach.org_units.front().value;
}

}  // namespace

base::Result<CampaignView> view_of(Call& call, store::Session& s, const Ground& g, const Campaign& c) {
  const base::Instant now = call.moment.now;
  CampaignView v{.row = row_of(g, c, sums_of(s, c.district_id, {c.id}), now), .purpose = c.purpose, .basis = c.basis, .level = c.level, .text = c.text, .photos_needed = c.photos_needed};
  for (const std::string& each : split(c.areas)) {
    const base::AreaId id{std::stoll(each)};
    v.areas.push_back({id, area_name(g, id)});
  }
  v.place_kinds = split(c.place_kinds);
  v.questions = questions_of(c);
  v.free_sites = free_sites_of(c);
  const bool may_draft = people::may(call.principal, "campaign.draft", scope(g, c)).has_value();
  v.may_edit = may_draft && c.stage == g.machine->first;
  v.may_urge = c.stage == "sent" && people::has_action(call.principal, "campaign.urge");
  Past past = past_of<CampaignMoved>(s, c.district_id, subject_of(c), g.machine->first, "campaign.drafted");
  v.stages = workflow::strip(*g.machine, c.stage, past.reached, c.stage == "sent" ? std::optional(due_instant(g, c.due_on)) : std::nullopt);
  CampaignFacts facts = facts_of(g, s, c, 0, 0);
  if (may_draft && c.stage == g.machine->first) {
    TRY(planned, planned_lines(call, s, g, c));
    facts.lines = static_cast<std::int64_t>(planned.size());
    for (const LineSent& l : planned) facts.sites += static_cast<std::int64_t>(l.sites.size());
    v.row.lines = facts.lines;
    v.row.sites = facts.sites;
  }
  if (may_draft)
    v.moves = workflow::moves_view(*g.machine, c.stage, [&](const workflow::Move& m) -> base::Done {
      return workflow::possible(*g.machine, position_of(c), m, [&](std::string_view each) { return guard(each, facts); });
    }, no_options);
  v.progress = progress_in(s, g, c, false, now);
  v.history = std::move(past.items);
  return v;
}

base::Result<LineView> view_of(Call& call, store::Session& s, const Ground& g, const LineBox& box) {
  const Line& l = box.line;
  LineView v{.row = row_of(g, l, call.moment.now)};
  if (const auto c = load(s, l.district_id, l.campaign_id)) {
    v.purpose = c->purpose;
    v.questions = questions_of(*c);
    v.photos_needed = c->photos_needed;
    v.may_answer = c->stage == "sent" && people::may(call.principal, "campaign.answer", scope(g, l)).has_value();
  }
  const auto all = findings_of(s, l.district_id, l.id);
  const auto rows = rows_of(s, g, l.district_id, all, call.moment.now);
  std::vector<base::PersonId> persons;
  for (const Site& each : box.sites)
    if (each.answered_by) persons.push_back(each.answered_by);
  const auto names = people::person_names(s, l.district_id, persons);
  for (const Site& each : box.sites) {
    SiteView site{.id = each.id, .name = each.name, .address = each.address, .answered_at = each.answered_at, .answers = answers_of(each)};
    if (const auto it = names.find(each.answered_by); it != names.end()) site.answered_by = it->second;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].site_id == each.id && all[i].stage != "dropped") site.findings.push_back(rows[i]);
    v.sites.push_back(std::move(site));
  }
  return v;
}

base::Result<FindingView> view_of(Call& call, store::Session& s, const Ground& g, const FindingState& state) {
  const Finding& f = state.finding;
  FindingView v{.row = rows_of(s, g, f.district_id, {f}, call.moment.now).front(), .question = f.question, .words = f.words, .fixed = f.fixed, .reason = f.reason, .photos_needed = f.photos_needed};
  if (const auto c = load(s, f.district_id, f.campaign_id))
    for (const Question& q : questions_of(*c))
      if (q.code == f.question) v.question = q.label;
  Past past = past_of<FindingMoved>(s, f.district_id, subject_of(f), g.finding_machine->first, "campaign_finding.found");
  v.stages = workflow::strip(*g.finding_machine, f.stage, past.reached, f.due_at);
  const FindingFacts facts{.at = position_of(f), .person = call.principal.person, .needs_photo = f.photos_needed};
  v.moves = workflow::moves_view(*g.finding_machine, f.stage, [&](const workflow::Move& m) -> base::Done {
    if (auto post = people::may(call.principal, m.action, scope(g, f)); !post) return std::unexpected(std::move(post).error());
    return workflow::possible(*g.finding_machine, facts.at, m, [&](std::string_view each) { return guard(each, facts); });
  }, no_options);
  std::erase_if(v.moves, [](const workflow::MoveView& m) { return m.refusal && m.refusal->reason.starts_with("people."); });
  const bool may_hand_on = f.stage == "open" && people::may(call.principal, "campaign.hand_on", scope(g, f)).has_value();
  v.may_report = may_hand_on && people::has_action(call.principal, "matter.report");
  v.may_blow = may_hand_on && people::has_action(call.principal, "whistle.draft");
  for (const workflow::Clock& c : state.clocks) v.clocks.push_back(workflow::clock_view(c, *g.limits, call.moment.now));
  for (const files::LinkedFile& p : files::of_subject(s, f.district_id, subject_of(f))) {
    const std::string url = photo_url(f.id, p.id);
    v.photos.push_back({p.id, p.role, p.taken, p.place, url, url + "?size=small", p.linked_at});
  }
  v.history = std::move(past.items);
  return v;
}

base::Result<CampaignView> view(Call& call, CampaignId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<CampaignView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto c = load(s, call.district(), id);
    if (!c) return std::unexpected(no_such("campaign"));
    if (c->stage == g.machine->first) {   // a draft is its author's unit's; what was sent, everybody reads who reads campaigns
      if (auto post = people::may(call.principal, "campaign.draft", scope(g, *c)); !post) return std::unexpected(std::move(post).error());
    }
    TRY_DO(people::need_action(call.principal, "campaign.read"));
    return view_of(call, s, g, *c);
  });
}
base::Result<std::vector<Progress>> progress(Call& call, CampaignId id, bool community) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<Progress>> {
    TRY(g, ground(call.house, s, call.moment));
    const auto c = load(s, call.district(), id);
    if (!c) return std::unexpected(no_such("campaign"));
    return progress_in(s, g, *c, community, call.moment.now);
  });
}
base::Result<LineView> view(Call& call, LineId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<LineView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto box = load(s, call.district(), id);
    if (!box) return std::unexpected(no_such("line"));
    if (auto post = people::may(call.principal, "campaign.read", scope(g, box->line)); !post) return std::unexpected(std::move(post).error());
    return view_of(call, s, g, *box);
  });
}
base::Result<FindingView> view(Call& call, FindingId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<FindingView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto state = load(s, call.district(), id);
    if (!state) return std::unexpected(no_such("finding"));
    if (auto post = people::may(call.principal, "campaign.read", scope(g, state->finding)); !post) return std::unexpected(std::move(post).error());
    return view_of(call, s, g, *state);
  });
}

base::Result<std::vector<TemplateView>> templates(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<TemplateView>> {
    TRY(g, ground(call.house, s, call.moment));
    return g.templates->templates;
  });
}

base::Result<Page<CampaignRow>> campaigns(Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<CampaignRow>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(campaign_list(), params, {.time_zone = call.time_zone, .level = levels(g)}));
    const auto rows = store::list_page<Campaign>(s, campaign_list(), query, {.everything = true}, call.district(), drafts_of(call));
    std::vector<CampaignId> ids;
    for (const Campaign& each : rows.items) ids.push_back(each.id);
    const auto sums = sums_of(s, call.district(), ids);
    Page<CampaignRow> out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const Campaign& each : rows.items) out.items.push_back(row_of(g, each, sums, call.moment.now));
    return out;
  });
}
base::Result<CountView> count_campaigns(Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<CountView> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(campaign_list(), params, {.time_zone = call.time_zone, .level = levels(g)}));
    return CountView{store::list_count(s, campaign_list(), query, {.everything = true}, call.district(), drafts_of(call))};
  });
}
base::Result<Page<LineRow>> lines(Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<LineRow>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(rows, page_of<Line>(call, s, g, line_list(), params));
    Page<LineRow> out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const Line& each : rows.items) out.items.push_back(row_of(g, each, call.moment.now));
    return out;
  });
}
base::Result<CountView> count_lines(Call& call, const base::Params& params) { return count_of(call, line_list(), params); }
base::Result<Page<FindingRow>> findings(Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<FindingRow>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(rows, page_of<Finding>(call, s, g, finding_list(), params));
    return Page<FindingRow>{rows_of(s, g, call.district(), rows.items, call.moment.now), rows.next, rows.total_at_least};
  });
}
base::Result<CountView> count_findings(Call& call, const base::Params& params) { return count_of(call, finding_list(), params); }

}  // namespace campaigns
