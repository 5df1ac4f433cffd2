#include "mechanisms/organisations/ground.hpp"

#include "base/iso.hpp"
#include "people/directory.hpp"
#include "territory/territory.hpp"

namespace organisations {

using registry::Call;

Ground ground(Call& call, store::Session& s, std::optional<base::CivilDate> on) {
  Ground out;
  out.tree = call.house.areas.today(s, call.moment);
  out.today = out.tree->day();
  out.day = on.value_or(out.today);
  if (out.day != out.today) out.tree = call.house.areas.as_of(s, call.district(), out.day);
  out.units = call.house.people.units(s, call.district(), out.day);
  return out;
}
Ground ground(Call& call) {
  return call.house.store.read([&](store::Session& s) { return ground(call, s); });
}

base::Result<std::optional<base::CivilDate>> day_of(const base::Params& query) {
  for (const auto& [name, value] : query) {
    if (name != "on" || value.empty()) continue;
    const auto day = base::parse_date(value);
    if (!day) {
      base::Error error{.code = base::ErrorCode::invalid, .reason = "organisations.no_such_day"};
      error.errors.push_back({.path = "/on", .reason = "organisations.no_such_day"});
      return std::unexpected(std::move(error));
    }
    return std::optional(*day);
  }
  return std::optional<base::CivilDate>{};
}

people::Recorder recorder(Call& call) {
  return [&house = call.house](store::Unit& unit, const store::NewEvent& event) { return registry::record(house, unit, event); };
}

std::string area_name(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area != nullptr ? area->name : std::string{};
}

people::Scope scope_at(const Ground& g, std::string kind, std::int64_t id, base::AreaId area) {
  return people::scope_of(*g.tree, std::move(kind), id, area ? area : g.tree->root());
}

base::Error not_found(std::string reason) { return {.code = base::ErrorCode::not_found, .reason = std::move(reason)}; }

}  // namespace organisations
