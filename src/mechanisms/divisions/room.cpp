#include "registry/room.hpp"

#include "mechanisms/divisions/demo.hpp"
#include "mechanisms/divisions/figures.hpp"
#include "mechanisms/divisions/places.hpp"
#include "mechanisms/divisions/routes.hpp"
#include "mechanisms/divisions/search.hpp"
#include "mechanisms/divisions/service.hpp"
#include "territory/invariants.hpp"
#include "territory/places.hpp"

namespace divisions {
namespace {

std::string fit(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  return subject.id == 0 || subject.kind == "area" ? territory::versions_fit(s, district) : std::string{};
}
std::string fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  return subject.id == 0 || subject.kind == "area" ? territory::areas_fold(s, district, {subject.id}) : std::string{};
}
std::string register_holds(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  return subject.id == 0 || subject.kind == "place" ? territory::places_fold(s, district, {subject.id}) : std::string{};
}

// Places from before they had the initials of their pinyin get them; afterwards it finds none.
base::Result<store::JobDone> place_keys(registry::House& house, store::JobRun& run) {
  constexpr int chunk = 500;
  TRY(made, house.store.write({run.moment(), {.channel = "system"}}, [&](store::Unit& unit) -> base::Result<std::int64_t> { return territory::key_places(unit, chunk); }));
  if (made < chunk) return store::JobDone{};
  return store::JobDone{.again_at = run.moment().now};
}

}  // namespace
}  // namespace divisions

extern const registry::Room divisions_room;
const registry::Room divisions_room{
    .code = "divisions",
    .name_zh = "区划与网格",
    .name_en = "Divisions and grids",
    .mechanisms = {1},
    .routes = &divisions::routes,
    .jobs = {registry::export_job(divisions::places_export()), {"divisions.place_keys", &divisions::place_keys}},
    .repeated = {{"divisions.place_keys"}},
    .actions = {{std::string(divisions::read_action), "divisions.action.read"}, {std::string(divisions::edit_action), "divisions.action.edit"},
                {std::string(divisions::place_action), "divisions.action.places"}},
    .invariants = {{"versions of areas fit together", &divisions::fit}, {"an area is the fold of its events", &divisions::fold},
                   {"an entry of the register is the fold of its events", &divisions::register_holds}},
    .demo = {{100, "areas", &divisions::make_demo_areas}, {105, "register of estates, buildings, lanes and business areas", &divisions::make_demo_places}},
    .searchers = {{"areas", "divisions.search.areas", &divisions::find_areas}, {"places", "divisions.search.places", &divisions::find_places}},
    .figures = divisions::figures(),
};
