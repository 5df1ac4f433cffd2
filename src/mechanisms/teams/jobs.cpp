// Certificates are looked at every day; the laws as invariants.
#include <fmt/format.h>

#include "mechanisms/teams/service.hpp"
#include "store/journal.hpp"

namespace teams {

base::Result<store::JobDone> look_at_certificates(registry::House& house, store::JobRun& run) {
  Call call{.house = house, .principal = people::system_principal(run.district()), .moment = run.moment(), .channel = "system"};
  TRY(n, house.store.write(store::Work{call.moment, {}}, [&](store::Unit& u) -> base::Result<std::int64_t> {
    u.lock(lock_floor, {"team", 0});
    TRY(g, ground(call, u));
    std::map<TeamId, TeamRow> by;
    for (const TeamRow& t : teams(u, u.district())) by[t.id] = t;
    std::int64_t count = 0;
    for (const OfficerRow& o : officers(u, u.district(), {})) put_certificate_due(u, g, by[o.team_id], o), ++count;
    erase_names(u, call.moment.now - base::hours(24 * 365 * 5), g.today + -365 * 3);
    return count;
  }));
  return store::JobDone{.result = std::to_string(n), .again_at = call.moment.now + base::hours(24)};
}

// What a frozen month took off is what its records say, computed a second time; and its event says that it was frozen.
std::string marks_hold(registry::House& house, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (subject.id != 0 && subject.kind != "team" && subject.kind != "team_month") return {};
  for (const TeamRow& t : teams(s, d)) {
    if (subject.kind == "team" && subject.id != 0 && t.id.value != subject.id) continue;
    for (const MonthRow& row : months_of(s, d, t.id)) {
      if (subject.kind == "team_month" && subject.id != 0 && row.id.value != subject.id) continue;
      const std::string name = month_text(row.month);
      const auto events = store::events_of(s, d, {"team_month", row.id.value});
      if (events.empty() || events.front().kind != "team.month_frozen") return fmt::format("team {}: nothing says that {} was frozen", t.id.value, name);
      const auto m = month_of(name);
      const auto rules = house.book.in_force_as<Rules>(&parse_rules, s, d, "teams/rules", m->to);
      if (!rules) continue;
      std::map<std::string, std::int64_t> kept, again;
      for (const PointRow& p : points(s, d, m->from, t.id)) ++kept[p.item + p.evidence_kind + std::to_string(p.evidence_id)];
      Records all = records(s, d, t.id, *m);
      for (PenaltyRow& p : all.penalties) p.outcome.clear();  // one that followed later had none then
      for (const PointRow& p : points_of(**rules, all)) ++again[p.item + p.evidence_kind + std::to_string(p.evidence_id)];
      for (const auto& [key, count] : kept)
        if (again[key] < count) return fmt::format("team {} lost points in {} without a record", t.id.value, name);
    }
  }
  return {};
}

std::string nobody_in_two_teams(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (subject.id != 0 && subject.kind != "team") return {};
  for (const base::PostId post : in_two_teams(s, d)) return fmt::format("post {} serves in two teams at once", post.value);
  const auto all = teams(s, d);
  for (const TeamRow& a : all)
    for (const TeamRow& b : all)
      if (a.id != b.id && a.kind == b.kind && a.area_id == b.area_id && a.field == b.field && stands(b, a.valid_from)) return fmt::format("team {} and team {} stand for the same", a.id.value, b.id.value);
  return {};
}

std::string operations_fold(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (subject.id != 0 && subject.kind != "joint_operation") return {};
  for (const OperationId id : subject.id != 0 ? std::vector<OperationId>{{subject.id}} : all_operations(s, d)) {
    const auto row = operation(s, d, id);
    OperationState state{};
    std::size_t found = 0, files = 0;
    for (const store::Event& e : store::events_of(s, d, {"joint_operation", id.value})) {
      if (const auto b = described::parse<OperationNoted>(e.body)) state = b->state;
      found += e.kind == "operation.found" ? 1 : 0, files += e.kind == "operation.penalty_noted" ? 1 : 0;
    }
    if (!row || row->state != state || findings(s, d, id).size() != found || penalties(s, d, id).size() != files)
      return fmt::format("joint operation {} is not what its events say", id.value);
  }
  return {};
}

}  // namespace teams
