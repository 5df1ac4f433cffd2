// What the room needs to know of its surroundings, and whom a campaign reaches.
#include <algorithm>

#include "base/assert.hpp"
#include "instruments/workflow/show.hpp"
#include "mechanisms/campaigns/service.hpp"
#include "store/districts.hpp"

namespace campaigns {

workflow::TimeTable Ground::time() const {
  return {times->rules(), times->calendar.definition->code, times->calendar.definition->version, times->hours.definition->code, times->hours.definition->version};
}

base::Result<Ground> ground(registry::House& house, store::Session& s, const store::Moment& moment) {
  Ground g;
  g.tree = house.areas.today(s, moment);
  g.units = house.people.units(s, moment.district, g.today());
  const auto district = store::district_by_id(s, moment.district);
  ASSERT(district.has_value());
  TRY(machine, house.book.in_force_as<workflow::Machine>(workflow::parse_machine, s, moment.district, campaign_kind, g.today()));
  TRY(finding_machine, house.book.in_force_as<workflow::Machine>(workflow::parse_machine, s, moment.district, finding_kind, g.today()));
  TRY(limits, house.book.in_force_as<workflow::LimitTable>(workflow::parse_limits, s, moment.district, "limits/campaigns", g.today()));
  TRY(templates, house.book.in_force_as<Templates>(parse_templates, s, moment.district, "campaigns/templates", g.today()));
  TRY(times, definitions::times(house.book, s, moment.district, district->time_zone, g.today()));
  g.machine = machine.value;
  g.finding_machine = finding_machine.value;
  g.limits = limits.value;
  g.templates = templates.value;
  g.times.emplace(std::move(times));
  return g;
}

people::Scope scope(const Ground& g, const Campaign& c) { return people::scope_of(*g.tree, std::string(campaign_kind), c.id.value, g.tree->root(), {c.org_unit_id}); }
people::Scope scope(const Ground& g, const Line& l) { return people::scope_of(*g.tree, std::string(line_kind), l.id.value, l.area_id, {l.owner_id}); }
people::Scope scope(const Ground& g, const Finding& f) { return people::scope_of(*g.tree, std::string(finding_kind), f.id.value, f.area_id, {f.owner_id}); }
base::Subject subject_of(const Campaign& c) { return {std::string(campaign_kind), c.id.value}; }
base::Subject subject_of(const Line& l) { return {std::string(line_kind), l.id.value}; }
base::Subject subject_of(const Finding& f) { return {std::string(finding_kind), f.id.value}; }
base::Error no_such(std::string_view what) { return {.code = base::ErrorCode::not_found, .reason = "campaigns.no_such_" + std::string(what)}; }

std::string area_name(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area ? area->name : std::string{};
}

store::AreaLevel levels(const Ground& g) {
  return [tree = g.tree](std::int64_t id) -> std::optional<std::size_t> {
    const territory::Area* area = tree->find({id});
    if (!area) return std::nullopt;
    switch (area->kind) {
      case territory::AreaKind::district: return store::whole;
      case territory::AreaKind::subdistrict:
      case territory::AreaKind::town:
      case territory::AreaKind::township:
      case territory::AreaKind::development_zone: return 2;
      case territory::AreaKind::community:
      case territory::AreaKind::village: return 1;
      case territory::AreaKind::grid: return 0;
    }
    return std::nullopt;
  };
}

base::Instant due_instant(const Ground& g, base::CivilDate day) {
  const base::TimeRules rules = g.times->rules();
  const auto& spans = rules.hours.spans(day);
  if (!rules.calendar.working(day) || spans.empty()) return rules.zone.instant(day, 23, 59, 59);
  return rules.zone.instant(day, spans.back().to_minute / 60, spans.back().to_minute % 60);
}

namespace {

bool is_community(const territory::Area& a) { return a.kind == territory::AreaKind::community || a.kind == territory::AreaKind::village; }

class Planner {
 public:
  Planner(const Ground& g, const Campaign& c) : g_(g), c_(c) {
    for (const std::string& each : split(c.areas)) wanted_.push_back({std::stoll(each)});
    for (const people::Post& p : g.units->posts())
      if (p.kind == "grid_worker") worker_[p.area] = p.org_unit;
  }
  [[nodiscard]] bool inside(base::AreaId area) const {
    return wanted_.empty() || std::any_of(wanted_.begin(), wanted_.end(), [&](base::AreaId a) { return g_.tree->is_below(area, a); });
  }
  // The line that a site belongs to; what stands in no one grid is the community's.
  LineSent* line_at(std::optional<base::AreaId> grid, base::AreaId community) {
    const base::AreaId at = c_.level == "grid" && grid ? *grid : community;
    if (!inside(at)) return nullptr;
    const auto it = lines_.find(at);
    if (it != lines_.end()) return &it->second;
    const people::OrgUnit* unit = g_.units->responsible(community);
    const territory::Area* above = g_.tree->subdistrict_of(community);
    if (!unit || !above) return nullptr;
    LineSent l{.campaign_id = c_.id, .title = c_.title, .owner_id = c_.org_unit_id, .org_unit_id = unit->id, .post_kind = "community_officer", .area_id = at,
               .community_id = community, .subdistrict_id = above->id, .due_at = due_instant(g_, c_.due_on)};
    if (at != community) l.grid_id = at;
    if (const auto worker = worker_.find(at); l.grid_id && worker != worker_.end()) l.post_kind = "grid_worker", l.org_unit_id = worker->second;
    return &lines_.emplace(at, std::move(l)).first->second;
  }
  // Every chosen grid or community has at least the site that it is itself.
  void whole_areas() {
    for (const territory::Area& a : g_.tree->all()) {
      const bool grid = a.kind == territory::AreaKind::grid;
      if (c_.level == "grid" ? !grid : !is_community(a)) continue;
      const territory::Area* community = g_.tree->community_of(a.id);
      LineSent* l = community ? line_at(grid ? std::optional(a.id) : std::nullopt, community->id) : nullptr;
      if (l && l->sites.empty()) l->sites.push_back({.name = a.name, .address = g_.tree->path_name(a.id)});
    }
  }
  std::vector<LineSent> take() {
    std::vector<LineSent> out;
    for (auto& [area, l] : lines_) out.push_back(std::move(l));
    return out;
  }

 private:
  const Ground& g_;
  const Campaign& c_;
  std::vector<base::AreaId> wanted_{};
  std::map<base::AreaId, base::OrgUnitId> worker_{};
  std::map<base::AreaId, LineSent> lines_{};
};

base::Done add_places(Call& call, store::Session& s, const Ground& g, const Campaign& c, Planner& plan) {
  std::string after;
  do {
    base::Params params{{"filter.kind", c.place_kinds}, {"limit", "200"}};
    if (!after.empty()) params.emplace_back("after", after);
    TRY(parsed, store::parse_list(territory::places_list(), params, {.time_zone = call.time_zone, .level = levels(g)}));
    std::vector<territory::PlaceId> ids;
    const auto end = store::run_page(s, territory::places_list(), parsed, {.everything = true}, {store::arg(c.district_id), store::arg(g.today())},
                                     [&](const store::Row& r) { ids.push_back(r.get<territory::PlaceId>(0)); });
    for (const territory::Place& p : territory::places_by_ids(s, c.district_id, ids)) {
      const territory::Area* community = g.tree->community_of(p.area);
      if (LineSent* l = community ? plan.line_at(p.grid, community->id) : nullptr) l->sites.push_back({.place_id = p.id, .name = p.name, .address = p.address});
    }
    after = end.next;
  } while (!after.empty());
  return {};
}

}  // namespace

base::Result<std::vector<LineSent>> planned_lines(Call& call, store::Session& s, const Ground& g, const Campaign& c) {
  Planner plan(g, c);
  if (!c.place_kinds.empty()) TRY_DO(add_places(call, s, g, c, plan));
  for (const FreeSite& each : free_sites_of(c)) {
    const territory::Area* area = g.tree->find(each.area_id);
    const territory::Area* community = area ? g.tree->community_of(area->id) : nullptr;
    if (!community) continue;
    const bool grid = area->kind == territory::AreaKind::grid;
    if (LineSent* l = plan.line_at(grid ? std::optional(area->id) : std::nullopt, community->id)) l->sites.push_back({.name = each.name, .address = each.address});
  }
  plan.whole_areas();
  return plan.take();
}

CampaignFacts facts_of(const Ground& g, store::Session& s, const Campaign& c, std::int64_t lines, std::int64_t sites) {
  CampaignFacts f{.lines = lines, .sites = sites, .lines_max = g.templates->lines_max, .sites_max = g.templates->sites_max};
  f.whole = c.due_on.days != 0 && !c.purpose.empty() && !c.basis.empty() && !questions_of(c).empty();
  f.ahead = c.due_on.days != 0 && due_instant(g, c.due_on) > due_instant(g, g.today()) + base::hours(-12);
  if (c.stage == "sent") {
    const auto sums = sums_of(s, c.district_id, {c.id});
    if (const auto it = sums.find(c.id); it != sums.end()) f.waiting = it->second.waiting, f.findings = it->second.findings;
  }
  return f;
}

}  // namespace campaigns
