#include "mechanisms/assigned_tasks/ground.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "store/districts.hpp"

namespace assigned_tasks {

workflow::TimeTable Ground::time() const {
  return {times->rules(), times->calendar.definition->code, times->calendar.definition->version, times->hours.definition->code, times->hours.definition->version};
}

base::Result<Ground> ground(registry::House& house, store::Session& s, const store::Moment& moment) {
  Ground g;
  g.tree = house.areas.today(s, moment);
  g.units = house.people.units(s, moment.district, g.today());
  const auto district = store::district_by_id(s, moment.district);
  ASSERT(district.has_value());
  TRY(task_machine, house.book.in_force_as<workflow::Machine>(workflow::parse_machine, s, moment.district, task_kind, g.today()));
  TRY(line_machine, house.book.in_force_as<workflow::Machine>(workflow::parse_machine, s, moment.district, line_kind, g.today()));
  TRY(limits, house.book.in_force_as<workflow::LimitTable>(workflow::parse_limits, s, moment.district, "limits/assigned_tasks", g.today()));
  TRY(door, house.book.in_force_as<Door>(parse_door, s, moment.district, "assigned_tasks/door", g.today()));
  TRY(facts, house.book.in_force_as<FactBook>(parse_facts, s, moment.district, "assigned_tasks/facts", g.today()));
  TRY(times, definitions::times(house.book, s, moment.district, district->time_zone, g.today()));
  g.task_machine = task_machine.value;
  g.line_machine = line_machine.value;
  g.limits = limits.value;
  g.door = door.value;
  g.facts = facts.value;
  g.times.emplace(std::move(times));
  return g;
}

people::Scope scope(const Ground& g, const Task& t) { return people::scope_of(*g.tree, std::string(task_kind), t.id.value, g.tree->root(), {t.org_unit_id}); }
people::Scope scope(const Ground& g, const Line& l) { return people::scope_of(*g.tree, std::string(line_kind), l.id.value, l.community_id, {l.department_id}); }
base::Subject subject_of(const Task& t) { return {std::string(task_kind), t.id.value}; }
base::Subject subject_of(const Line& l) { return {std::string(line_kind), l.id.value}; }

store::AreaLevel levels(const Ground& g) {
  return [tree = g.tree](std::int64_t id) -> std::optional<std::size_t> {
    const territory::Area* area = tree->find({id});
    if (!area) return std::nullopt;
    switch (area->kind) {
      case territory::AreaKind::district: return store::whole;
      case territory::AreaKind::subdistrict:
      case territory::AreaKind::town:
      case territory::AreaKind::township:
      case territory::AreaKind::development_zone: return 1;
      case territory::AreaKind::community:
      case territory::AreaKind::village: return 0;
      case territory::AreaKind::grid: return std::nullopt;
    }
    return std::nullopt;
  };
}

std::vector<Target> targets_of(const Ground& g, const Task& t) {
  std::vector<Target> out;
  const std::vector<std::string> kinds = split(t.unit_kinds);
  std::vector<base::AreaId> wanted;
  for (const std::string& each : split(t.areas)) wanted.push_back({std::stoll(each)});
  for (const people::OrgUnit& unit : g.units->all()) {
    if (std::find(kinds.begin(), kinds.end(), unit.kind) == kinds.end()) continue;
    const Filler* filler = g.door->filler(unit.kind);
    const territory::Area* community = g.tree->community_of(unit.area);
    if (!filler || !community) continue;
    const bool inside = wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](base::AreaId a) { return g.tree->is_below(unit.area, a); });
    const territory::Area* subdistrict = g.tree->subdistrict_of(community->id);
    if (inside) out.push_back({&unit, filler, community, subdistrict ? subdistrict->id : base::AreaId{}});
  }
  return out;
}

base::Instant due_instant(const Ground& g, base::CivilDate day) {
  const base::TimeRules rules = g.times->rules();
  const auto& spans = rules.hours.spans(day);
  if (!rules.calendar.working(day) || spans.empty()) return rules.zone.instant(day, 23, 59, 59);
  return rules.zone.instant(day, spans.back().to_minute / 60, spans.back().to_minute % 60);
}

std::string due_state(const std::optional<base::Instant>& due_at, base::Instant now) {
  if (!due_at) return "none";
  if (*due_at < now) return "late";
  return *due_at < now + base::hours(24) ? "soon" : "ok";
}

TaskFacts facts_of(const Ground& g, store::Session& s, const Task& t, const std::vector<Target>& targets, std::string_view over_reason) {
  TaskFacts f{.targets = static_cast<std::int64_t>(targets.size()), .over_reason = std::string(over_reason)};
  f.form_is_whole = t.due_on.days != 0 && t.minutes > 0 && t.minutes <= g.door->minutes_per_filling_max && !t.purpose.empty() && !t.basis.empty() &&
                    !t.unit_kinds.empty() && (!t.urgent || !t.urgent_reason.empty()) && !fields_of(t.fields).empty() &&
                    check_form(fields_of(t.fields), *g.facts, *g.door).empty();
  if (t.stage == "sent") {
    const auto progress = progress_of(s, t.district_id, {t.id}, {});
    if (const auto it = progress.find(t.id); it != progress.end()) {
      f.owing = it->second.owing;
      f.to_judge = it->second.filled - it->second.accepted;
    }
    return f;
  }
  if (t.due_on.days == 0) return f;
  f.notice_days = g.times->rules().calendar.working_days_after(g.today(), t.due_on);
  const auto asked = minutes_in(s, t.district_id, month_of(t.due_on));
  for (const Target& each : targets) {
    const auto it = asked.find(each.unit->id);
    f.loads.push_back({each.unit->id, (it == asked.end() ? 0 : it->second) + t.minutes});
  }
  return f;
}

namespace {

std::optional<std::string> from_register(const Ground& g, const Line& l, std::string_view name) {
  const territory::Area* area = g.tree->find(l.community_id);
  if (!area) return std::nullopt;
  if (name == "area.grids") return std::to_string(g.tree->children(area->id).size());
  if (name == "unit.grid_workers") return std::to_string(g.units->posts_of(l.org_unit_id, "grid_worker").size());
  std::int64_t households = area->households;
  if (households == 0)
    for (const territory::Area* each : g.tree->children(area->id)) households += each->households;
  return name == "area.households" && households > 0 ? std::optional(std::to_string(households)) : std::nullopt;
}

}  // namespace

std::vector<Prefill> prefill_of(const Ground& g, store::Session& s, const Line& l, const std::vector<FormField>& fields) {
  std::vector<Prefill> out;
  const bool asks = std::any_of(fields.begin(), fields.end(), [](const FormField& f) { return !f.fact.empty(); });
  if (!asks) return out;
  const auto known = known_of_unit(s, l.district_id, l.org_unit_id);
  for (const FormField& f : fields) {
    const FactRule* rule = f.fact.empty() ? nullptr : g.facts->find(f.fact);
    if (!rule) continue;
    const auto it = std::find_if(known.begin(), known.end(), [&](const KnownRow& k) {
      return k.fact.code == f.fact && k.fact.line_id != l.id && k.fact.said_on + static_cast<std::int32_t>(rule->valid_days) >= g.today();
    });
    if (it != known.end()) {
      out.push_back({f.code, it->fact.value, "line", it->title, it->title, it->fact.said_on, it->fact.line_id});
    } else if (!rule->known_from.empty()) {
      if (auto value = from_register(g, l, rule->known_from)) out.push_back({f.code, std::move(*value), "register", rule->known_from, rule->known_from, g.today(), {}});
    }
  }
  return out;
}

std::vector<workflow::MoveView> moves_of(const workflow::Machine& machine, const workflow::Position& at, const workflow::GuardCheck& check,
                                         const std::function<bool(const workflow::Move&)>& may) {
  const workflow::OptionsOf no_options = [](const workflow::FormField&) { return std::vector<workflow::OptionView>{}; };
  std::vector<workflow::MoveView> out;
  for (const workflow::Move* move : machine.moves_from(at.stage))
    if (may(*move)) out.push_back(workflow::move_view(*move, workflow::possible(machine, at, *move, check), no_options));
  return out;
}

}  // namespace assigned_tasks
