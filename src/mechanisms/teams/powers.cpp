// Delegated powers: the district gives one to a subdistrict, with its basis and effect, and takes it back from a day on; the past stays.
#include <algorithm>

#include "mechanisms/teams/service.hpp"
#include "mechanisms/teams/writing.hpp"

namespace teams {
namespace {

base::Done note(Call& call, store::Unit& u, std::string kind, const DelegationRow& r, std::string reason) {
  TRY(event, registry::record(call.house, u, {.kind = std::move(kind), .subject = {"delegation", r.id.value},
                                              .body = described::to_json(DelegationNoted{r.power, r.item, r.area_id, r.basis, std::move(reason), r.valid_from, r.valid_to}), .area = r.area_id}));
  static_cast<void>(event);
  return {};
}
bool in_force(const DelegationRow& r, base::CivilDate day) { return r.valid_from <= day && (!r.valid_to || day < *r.valid_to); }
bool stands_then(const DelegationRow& r, base::CivilDate day) { return !r.valid_to || day < *r.valid_to; }

}  // namespace

base::Result<std::vector<PowerView>> powers(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<PowerView>> {
    TRY(g, ground(call, s));
    const auto given = delegations(s, call.district());
    std::vector<PowerView> out;
    for (const Power& p : g.rules->powers) {
      PowerView v{.code = p.code, .name_zh = p.zh, .name_en = p.en, .basis = p.basis, .effect_zh = p.effect_zh, .effect_en = p.effect_en, .source_tag = "K"};
      for (const DelegationRow& r : given) {
        if (r.power != p.code) continue;
        const territory::Area* area = g.tree->find(r.area_id);
        v.given.push_back({.id = r.id, .power = r.power, .power_zh = p.zh, .power_en = p.en, .item = r.item, .area_id = r.area_id, .area_name = area != nullptr ? area->name : "",
                           .basis = r.basis, .effect = r.effect, .valid_from = r.valid_from, .valid_to = r.valid_to, .in_force = in_force(r, g.today),
                           .can_end = stands_then(r, g.today) && allowed(call, g, delegate_action, r.area_id).has_value(), .version = r.version});
      }
      out.push_back(std::move(v));
    }
    return out;
  });
}

base::Result<RowId> give_in(Call& call, store::Unit& u, const Ground& g, const GivePower& c) {
  const territory::Area* area = g.tree->find(c.area_id);
  if (area == nullptr || area->parent != g.tree->root()) return std::unexpected(fault("/area_id", "teams.no_such_subdistrict"));
  if (g.rules->power(c.power) == nullptr) return std::unexpected(fault("/power", "teams.no_such_power"));
  for (const DelegationRow& r : delegations(u, u.district()))
    if (r.power == c.power && r.item == c.item && r.area_id == c.area_id && stands_then(r, c.valid_from)) return base::refuse("teams.given_already", law("powers"), "teams.end_it_first");
  const DelegationRow row{u.make<RowId>(), c.power, c.item, c.area_id, c.basis, c.effect, c.valid_from, {}, 1};
  insert(u, row);
  TRY_DO(note(call, u, "delegation.given", row, {}));
  return row.id;
}
base::Result<DoneView> give_power(Call& call, std::int64_t, const GivePower& c) {
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    if (g.tree->find(c.area_id) == nullptr) return std::unexpected(fault("/area_id", "teams.no_such_subdistrict"));
    return allowed(call, g, delegate_action, c.area_id);
  }));
  return write(call, through, c.client_ref, {"delegation", c.area_id.value}, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(id, give_in(call, u, g, c));
    return id.value;
  });
}
base::Result<DoneView> end_power(Call& call, std::int64_t id, const EndPower& c) {
  const auto row_now = [&](store::Session& s) -> base::Result<DelegationRow> {
    for (DelegationRow& r : delegations(s, call.district()))
      if (r.id.value == id) return std::move(r);
    return base::fail(base::ErrorCode::not_found, "teams.no_such_delegation");
  };
  base::AreaId area{};
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(row, row_now(s));
    area = row.area_id;
    return allowed(call, g, delegate_action, area);
  }));
  return write(call, through, c.client_ref, {"delegation", area.value}, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(row, row_now(u));
    if (!stands_then(row, g.today) || c.to < g.today || c.to < row.valid_from) return base::refuse("teams.power_ends_later", law("powers"), "teams.choose_another_day");
    row.valid_to = c.to;
    end_delegation(u, row.id, c.to);
    TRY_DO(note(call, u, "delegation.ended", row, c.reason));
    return id;
  });
}

}  // namespace teams
