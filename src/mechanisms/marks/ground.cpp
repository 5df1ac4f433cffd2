// What a round stands on: units, areas, its frozen framework and facts; whose sheet is whose; and the sheet itself.
#include <algorithm>

#include "base/assert.hpp"
#include "definitions/book.hpp"
#include "mechanisms/marks/service.hpp"
#include "store/districts.hpp"

namespace marks {

base::Result<Ground> ground(registry::House& house, store::Session& s, const store::Moment& moment) {
  Ground g;
  g.tree = house.areas.today(s, moment);
  g.units = house.people.units(s, moment.district, g.today());
  const auto district = store::district_by_id(s, moment.district);
  ASSERT(district.has_value());
  TRY(times, definitions::times(house.book, s, moment.district, district->time_zone, g.today()));
  g.times.emplace(std::move(times));
  return g;
}
base::Result<std::shared_ptr<const assessment::Framework>> framework_of(registry::House& house, store::Session& s, base::DistrictId district, const Round& r) {
  TRY(found, house.book.exact_as<assessment::Framework>(assessment::parse_framework, s, district, r.framework, r.framework_version));
  return found.value;
}

people::Scope scope(const Ground& g, const SheetRecord& s) { return people::scope_of(*g.tree, std::string(sheet_kind), s.id.value, s.area_id, {s.unit_id}); }
bool may_keep(const Call& call, const Ground& g) { return people::may(call.principal, "mark.keep", people::scope_of(*g.tree, std::string(round_kind), 0, g.tree->root())).has_value(); }
// Published inside: whoever reads marks sees every sheet of it; before, the centre and the assessed unit alone.
bool may_see(const Call& call, const Ground& g, const Round& r, const SheetRecord& s) {
  if (r.stage == Stage::published) return people::has_action(call.principal, "mark.read");
  if (may_keep(call, g)) return true;
  return r.stage == Stage::shown && people::may(call.principal, "mark.read", scope(g, s)).has_value();
}
base::Error no_such(std::string_view what) { return {.code = base::ErrorCode::not_found, .reason = "marks.no_such_" + std::string(what)}; }
IsBelow below(const Ground& g) {
  return [tree = g.tree](base::AreaId area, base::AreaId above) { return tree->is_below(area, above); };
}

base::Result<std::vector<facts::Fact>> facts_of_round(registry::House&, store::Session& s, const Ground&, const Round& r, const assessment::Framework& f) {
  auto all = assessment::facts_of(s, r.district_id, f.kinds(), {r.from_day, r.to_day}, r.query_at);
  const auto kinds = f.kinds();
  if (std::find(kinds.begin(), kinds.end(), registered_fact) == kinds.end()) return all;
  // Registered matters were counted when the round was made; they stand in for facts, without evidence of their own.
  std::int64_t none = 0;
  for (const AreaCount& each : described::parse<std::vector<AreaCount>>(r.registered).value_or(std::vector<AreaCount>{}))
    for (std::int64_t i = 0; i < each.count; ++i) all.push_back({.id = {--none}, .kind = std::string(registered_fact), .area = each.area_id});
  return all;
}

std::vector<std::int64_t> excluded_of(const Holding& h, SheetId sheet) {
  std::vector<std::int64_t> out;
  for (const Exclusion& each : h.exclusions)
    if (each.sheet_id == sheet && each.state == Decision::approved) out.push_back(each.fact_id.value);
  return out;
}

assessment::Sheet sheet_of(const assessment::Framework& f, const Holding& h, const SheetRecord& target, const std::vector<facts::Fact>& all, const IsBelow& is_below) {
  const auto net = assessment::net_of(all, excluded_of(h, target.id));
  assessment::Mine mine;
  for (const facts::Fact& each : net) {
    if (each.org_unit == target.unit_id) mine.of_unit.push_back(&each);
    if (!target.subject_kind.empty() && each.subject == base::Subject{target.subject_kind, target.subject_id}) mine.of_subject.push_back(&each);
    if (each.area && is_below(each.area, target.area_id)) mine.of_area.push_back(&each);
  }
  assessment::Sheet out = assessment::compute(f, mine);
  for (assessment::Item& item : out.items) std::erase_if(item.facts, [](std::int64_t id) { return id < 0; });
  return out;
}

}  // namespace marks
