// Gaps are looked at every day, since appointments end by themselves; the laws as invariants.
#include <fmt/format.h>

#include "mechanisms/crew/service.hpp"

namespace crew {

base::Result<store::JobDone> look_at_gaps(registry::House& house, store::JobRun& run) {
  Call call{.house = house, .principal = people::system_principal(run.district()), .moment = run.moment(), .channel = "system"};
  TRY(n, house.store.write(store::Work{call.moment, {}}, [&](store::Unit& u) -> base::Result<std::int64_t> {
    u.lock(lock_floor, {"crew", 0});
    TRY(g, ground(call, u));
    const auto held = holders(u, u.district(), {}, g.today);
    std::map<base::AreaId, std::vector<DutyRow>> by;
    for (DutyRow& d : duties(u, u.district(), {})) by[d.community_id].push_back(std::move(d));
    for (const auto& [id, all] : by)
      if (const territory::Area* area = g.tree->find(id)) put_gap_due(u, g, *area, all, held);
    erase_names(u, call.moment.now - base::hours(24 * 365 * 5));
    return static_cast<std::int64_t>(by.size());
  }));
  return store::JobDone{.result = std::to_string(n), .again_at = call.moment.now + base::hours(24)};
}

std::string never_beyond_capacity(registry::House& house, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (subject.id != 0 && subject.kind != "crew") return {};
  std::map<std::pair<base::AreaId, std::string>, std::vector<DutyRow>> by;
  for (DutyRow& each : duties(s, d, {subject.kind == "crew" ? subject.id : 0})) by[{each.community_id, each.seat}].push_back(std::move(each));
  for (const auto& [key, all] : by) {
    std::int64_t capacity = 0;                      // as the rule of the last day says
    base::CivilDate last{};
    for (const DutyRow& each : all) last = std::max(last, each.valid_from);
    const auto rules = house.book.in_force_as<Rules>(&parse_rules, s, d, "crew/rules", last);
    if (!rules) return {};
    if (const Seat* seat = (*rules)->seat(key.second)) capacity = seat->capacity;
    if (most_at_once(all) > capacity) return fmt::format("seat {} of community {} is filled beyond its capacity", key.second, key.first.value);
  }
  return {};
}

namespace {
std::vector<TaskId> asked(store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (subject.id == 0) return all_tasks(s, d);
  return subject.kind == "crew_task" ? std::vector<TaskId>{{subject.id}} : std::vector<TaskId>{};
}
}  // namespace

std::string closed_with_its_lines(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  for (const TaskId id : asked(s, d, subject)) {
    const auto t = task(s, d, id);
    bool open = false;
    for (const LineRow& l : lines(s, d, id)) open |= !settled(l);
    if (t && open == t->closed_at.has_value()) return fmt::format("joint task {} is {} with {} lines", id.value, t->closed_at ? "closed" : "open", open ? "open" : "no open");
  }
  return {};
}

std::string lines_fold(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  for (const TaskId id : asked(s, d, subject)) {
    std::map<LineId, LineNoted> folded;
    for (const store::Event& e : store::events_of(s, d, {"crew_task", id.value})) {
      if (e.kind == "crew.called" || e.kind == "crew.closed" || e.kind == "crew.found") continue;
      if (const auto b = described::parse<LineNoted>(e.body)) folded[b->line] = *b;
    }
    const auto rows = lines(s, d, id);
    for (const LineRow& l : rows) {
      const auto it = folded.find(l.id);
      if (it == folded.end() || it->second.state != l.state || it->second.spot != l.spot || it->second.org_unit != l.org_unit_id)
        return fmt::format("line {} of joint task {} is not what its events say", l.id.value, id.value);
    }
    if (rows.size() != folded.size()) return fmt::format("joint task {} has lines without events", id.value);
  }
  return {};
}

}  // namespace crew
