#include "mechanisms/divisions/places.hpp"

#include "base/described/tables.hpp"
#include "mechanisms/divisions/service.hpp"
#include "people/access.hpp"
#include "people/list_scope.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"

DESCRIBE(divisions::PlaceView, "Place", FIELD(id), FIELD(kind), FIELD(code), FIELD(name), FIELD(address), FIELD(area_id), FIELD(area_name), FIELD(community_id),
         FIELD(subdistrict_id), FIELD(within_id), FIELD(within_name), FIELD(households), FIELD(floors), FIELD(property_company), FIELD(owners_committee),
         FIELD(lon), FIELD(lat), FIELD(valid_from), FIELD(valid_to), FIELD(may_edit), FIELD(version))
DESCRIBE(divisions::PlacePastView, "PlacePast", FIELD(at), FIELD(kind), FIELD(name), FIELD(code), FIELD(households), FIELD(floors), FIELD(property_company),
         FIELD(reason))
DESCRIBE(divisions::AddPlace, "AddPlace", FIELD(kind), FIELD(code, .min = 1, .max = 40, .format = described::Format::line),
         FIELD(name, .min = 1, .max = 80, .format = described::Format::line), FIELD(address, .max = 200, .format = described::Format::line, .absent_ok = true),
         FIELD(area_id), FIELD(within_id, .absent_ok = true), FIELD(households, .least = 0, .most = 100'000, .absent_ok = true),
         FIELD(floors, .least = 0, .most = 200, .absent_ok = true), FIELD(property_company, .max = 80, .format = described::Format::line, .absent_ok = true),
         FIELD(owners_committee, .absent_ok = true), FIELD(lon, .absent_ok = true), FIELD(lat, .absent_ok = true), FIELD(valid_from, .absent_ok = true),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(divisions::ChangePlace, "ChangePlace", FIELD(code, .min = 1, .max = 40, .format = described::Format::line),
         FIELD(name, .min = 1, .max = 80, .format = described::Format::line), FIELD(address, .max = 200, .format = described::Format::line),
         FIELD(property_company, .max = 80, .format = described::Format::line), FIELD(area_id), FIELD(within_id), FIELD(households, .least = 0, .most = 100'000),
         FIELD(floors, .least = 0, .most = 200), FIELD(owners_committee), FIELD(lon), FIELD(lat), FIELD(if_version), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(divisions::ClosePlace, "ClosePlace", FIELD(to), FIELD(reason, .min = 2, .max = 500), FIELD(if_version), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(divisions::PlaceFault, "PlaceFault", FIELD(line), FIELD(column), FIELD(reason), FIELD(params))
DESCRIBE(divisions::PlacesBrought, "PlacesBrought", FIELD(dry_run), FIELD(rows), FIELD(added), FIELD(changed), FIELD(same), FIELD(faults))
DESCRIBE(divisions::PlaceCount, "PlaceCount", FIELD(count))

namespace divisions {
namespace {

using registry::Call;
using territory::Place;
using territory::PlaceId;

struct Ground { std::shared_ptr<const territory::Tree> tree{}; };

base::Error no_such_place() { return {.code = base::ErrorCode::not_found, .reason = "territory.no_such_place"}; }

bool may_edit(const Call& call, const territory::Tree& tree, base::AreaId area) {
  return people::may(call.principal, place_action, people::scope_of(tree, "place", 0, area)).has_value();
}

std::string area_words(const territory::Tree& tree, base::AreaId id) {
  const territory::Area* area = tree.find(id);
  const territory::Area* community = tree.community_of(id);
  if (area == nullptr) return {};
  if (community == nullptr || community->id == id) return area->name;
  return community->name + " " + area->name;
}

PlaceView view_of_place(const Call& call, const territory::Tree& tree, const Place& p, const std::map<PlaceId, std::string>& estates) {
  PlaceView out{.id = p.id, .kind = p.kind, .code = p.code, .name = p.name, .address = p.address, .area_id = p.area, .area_name = area_words(tree, p.area),
                .community_id = p.community, .subdistrict_id = p.subdistrict, .within_id = p.within, .households = p.households, .floors = p.floors,
                .property_company = p.property_company, .owners_committee = p.owners_committee, .valid_from = p.valid_from, .valid_to = p.valid_to,
                .may_edit = !p.valid_to && may_edit(call, tree, p.area), .version = p.version};
  if (p.within)
    if (const auto it = estates.find(*p.within); it != estates.end()) out.within_name = it->second;
  if (p.lon_e7 != 0 || p.lat_e7 != 0) {
    out.lon = static_cast<double>(p.lon_e7) / 1e7;
    out.lat = static_cast<double>(p.lat_e7) / 1e7;
  }
  return out;
}

std::map<PlaceId, std::string> estates_of(store::Session& s, base::DistrictId district, const std::vector<Place>& places) {
  std::vector<PlaceId> ids;
  for (const Place& p : places)
    if (p.within) ids.push_back(*p.within);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::map<PlaceId, std::string> out;
  for (const Place& p : territory::places_by_ids(s, district, ids)) out[p.id] = p.name;
  return out;
}

territory::Recorder recorder(Call& call) {
  return [&house = call.house](store::Unit& unit, const store::NewEvent& event) { return registry::record(house, unit, event); };
}

base::Result<PlaceView> shown(Call& call, store::Session& s, const territory::Tree& tree, PlaceId id) {
  const auto found = territory::place(s, call.district(), id);
  if (!found) return std::unexpected(no_such_place());
  return view_of_place(call, tree, *found, estates_of(s, call.district(), {*found}));
}

// One write of the register: may the asker do it where the place stands (and where it goes), then `act`.
template <class Command, class Act>
base::Result<PlaceView> write_place(Call& call, const territory::Tree& tree, base::AreaId where, const Command& command, Act act) {
  TRY(post, people::may(call.principal, place_action, people::scope_of(tree, "place", 0, where)));
  TRY(answer, call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<std::string> {
    return store::once(unit, command.client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(id, act(u));
      TRY(view, shown(call, u, tree, id));
      return described::to_json(view);
    });
  }));
  return described::parse<PlaceView>(answer);
}

struct Standing { std::shared_ptr<const territory::Tree> tree{}; Place place{}; };
base::Result<Standing> standing(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Standing> {
    const auto found = territory::place(s, call.district(), PlaceId{id});
    if (!found) return std::unexpected(no_such_place());
    return Standing{call.house.areas.today(s, call.moment), *found};
  });
}

}  // namespace

base::Result<PlacePage<PlaceView>> places(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<PlacePage<PlaceView>> {
    const auto tree = call.house.areas.today(s, call.moment);
    TRY(parsed, store::parse_list(territory::places_list(), query, {.time_zone = call.time_zone, .level = people::area_levels(tree)}));
    std::vector<PlaceId> ids;
    PlacePage<PlaceView> out;
    const auto end = store::run_page(s, territory::places_list(), parsed, {.everything = true}, {store::arg(call.district()), store::arg(tree->day())},
                                     [&](const store::Row& r) { ids.push_back(r.get<PlaceId>(0)); });
    const auto found = territory::places_by_ids(s, call.district(), ids);
    const auto estates = estates_of(s, call.district(), found);
    std::map<PlaceId, const Place*> by_id;
    for (const Place& p : found) by_id[p.id] = &p;
    for (const PlaceId id : ids)
      if (const auto it = by_id.find(id); it != by_id.end()) out.items.push_back(view_of_place(call, *tree, *it->second, estates));
    out.next = end.next;
    out.total_at_least = end.total_at_least;
    return out;
  });
}

base::Result<PlaceCount> count_places(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<PlaceCount> {
    const auto tree = call.house.areas.today(s, call.moment);
    TRY(parsed, store::parse_list(territory::places_list(), query, {.time_zone = call.time_zone, .level = people::area_levels(tree)}));
    return PlaceCount{store::run_count(s, territory::places_list(), parsed, {.everything = true}, {store::arg(call.district()), store::arg(tree->day())})};
  });
}

base::Result<PlaceView> one_place(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) { return shown(call, s, *call.house.areas.today(s, call.moment), PlaceId{id}); });
}

base::Result<std::vector<PlacePastView>> place_past(Call& call, std::int64_t id) {
  const auto past = call.house.store.read([&](store::Session& s) { return territory::place_history(s, call.district(), PlaceId{id}); });
  if (past.empty()) return std::unexpected(no_such_place());
  std::vector<PlacePastView> out;
  for (const territory::PlacePast& p : past)
    out.push_back({p.at, p.kind, p.place.name, p.place.code, p.place.households, p.place.floors, p.place.property_company, p.reason});
  return out;
}

base::Result<PlaceView> add_place(Call& call, std::int64_t, const AddPlace& c) {
  const auto tree = call.house.store.read([&](store::Session& s) { return call.house.areas.today(s, call.moment); });
  return write_place(call, *tree, c.area_id, c, [&](store::Unit& unit) {
    return territory::create_place(unit, recorder(call), *tree,
                                   {.kind = c.kind, .code = c.code, .name = c.name, .address = c.address, .area = c.area_id, .within = c.within_id.value_or(PlaceId{}),
                                    .households = c.households, .floors = c.floors, .property_company = c.property_company,
                                    .owners_committee = c.owners_committee.value_or(territory::OwnersCommittee::unknown), .lon = c.lon, .lat = c.lat,
                                    .valid_from = c.valid_from.value_or(tree->day()), .source = "desk"});
  });
}

base::Result<PlaceView> change_place(Call& call, std::int64_t id, const ChangePlace& c) {
  TRY(found, standing(call, id));
  if (c.area_id) {
    TRY(there, people::may(call.principal, place_action, people::scope_of(*found.tree, "place", id, *c.area_id)));
    static_cast<void>(there);
  }
  return write_place(call, *found.tree, found.place.area, c, [&](store::Unit& unit) -> base::Result<PlaceId> {
    TRY_DO(territory::change_place(unit, recorder(call), *found.tree, PlaceId{id},
                                   {.code = c.code, .name = c.name, .address = c.address, .property_company = c.property_company, .area = c.area_id,
                                    .within = c.within_id, .households = c.households, .floors = c.floors, .owners_committee = c.owners_committee,
                                    .lon = c.lon, .lat = c.lat}, c.if_version));
    return PlaceId{id};
  });
}

base::Result<PlaceView> close_place(Call& call, std::int64_t id, const ClosePlace& c) {
  TRY(found, standing(call, id));
  return write_place(call, *found.tree, found.place.area, c, [&](store::Unit& unit) -> base::Result<PlaceId> {
    TRY_DO(territory::close_place(unit, recorder(call), PlaceId{id}, c.to, c.reason, c.if_version));
    return PlaceId{id};
  });
}

}  // namespace divisions
