// The demo district's register: estates with their buildings on every grid, lanes and a business area for each community. Made from the
// areas that stand, so that an estate's buildings hold just the households of its grid. All names are marked 示例 by their community.
#include <fmt/format.h>

#include "mechanisms/divisions/demo.hpp"
#include "mechanisms/divisions/demo_names.hpp"
#include "store/districts.hpp"
#include "territory/places.hpp"

namespace divisions {
namespace {

struct Registering {
  registry::House& house;
  store::Work work{};
  std::shared_ptr<const territory::Tree> tree{};
  std::uint64_t seed{};
};

std::string stem_of(const territory::Area& community) {
  const std::size_t end = std::min(community.name.find("社区"), community.name.find("村"));
  return community.name.substr(0, end == std::string::npos ? community.name.find("（") : end);
}

std::uint64_t number_of(const std::string& code) {  // codes are digits
  std::uint64_t out = 0;
  for (const char c : code) out = out * 10 + static_cast<std::uint64_t>(c - '0');
  return out;
}

// A place of its own near the middle of the area, always the same.
void put_point(territory::PlaceFields& f, const territory::Area& area, std::uint64_t h) {
  if (area.centre_lon == 0) return;
  f.lon = area.centre_lon + (static_cast<double>(h % 100) - 50) * 6e-6;
  f.lat = area.centre_lat + (static_cast<double>(h / 100 % 100) - 50) * 6e-6;
}

// One estate on the grid; its households stand in its buildings, sixty or so to each.
base::Done estate_of_grid(store::Unit& unit, const territory::Recorder& record, const Registering& r, const territory::Area& community, const territory::Area& grid,
                          std::size_t n) {
  const std::uint64_t h = mixed(r.seed, mixed(number_of(grid.code), n));
  const auto names = estate_names();
  const std::string name = stem_of(community) + std::string(names[(h + n) % names.size()].zh);
  const bool managed = h % 10 < 7;
  territory::PlaceFields estate{.kind = territory::PlaceKind::estate, .code = fmt::format("{}-X1", grid.code), .name = name,
                                .address = fmt::format("{}{}号", stem_of(community) + "路", 1 + n * 2), .area = grid.id, .households = grid.households,
                                .property_company = managed ? std::string(property_companies()[h / 10 % property_companies().size()]) : std::string{},
                                .owners_committee = h % 5 < 2 && managed ? territory::OwnersCommittee::yes : territory::OwnersCommittee::no,
                                .valid_from = grid.valid_from, .source = "example"};
  put_point(estate, grid, h);
  TRY(id, territory::create_place(unit, record, *r.tree, estate));
  const std::int64_t buildings = std::max<std::int64_t>(1, grid.households / 60);
  std::int64_t left = grid.households;
  for (std::int64_t b = 1; b <= buildings; ++b) {
    const std::int64_t share = b == buildings ? left : grid.households / buildings;
    left -= share;
    territory::PlaceFields building{.kind = territory::PlaceKind::building, .code = fmt::format("{}-L{:02}", grid.code, b), .name = fmt::format("{}{}号楼", name, b),
                                    .address = estate.address, .area = grid.id, .within = id, .households = share,
                                    .floors = static_cast<std::int64_t>(5 + mixed(h, static_cast<std::uint64_t>(b)) % 3 * 6 + (h + static_cast<std::uint64_t>(b)) % 2),
                                    .property_company = estate.property_company, .valid_from = grid.valid_from, .source = "example"};
    put_point(building, grid, mixed(h, static_cast<std::uint64_t>(b) + 50));
    TRY(made, territory::create_place(unit, record, *r.tree, building));
    static_cast<void>(made);
  }
  return {};
}

base::Done lanes_and_market(store::Unit& unit, const territory::Recorder& record, const Registering& r, const territory::Area& community,
                            const std::vector<const territory::Area*>& grids) {
  const std::string stem = stem_of(community);
  const auto lanes = lane_names();
  const std::size_t count = community.kind == territory::AreaKind::village ? 2 : std::min<std::size_t>(lanes.size(), 3 + grids.size() / 3);
  for (std::size_t i = 0; i < count; ++i) {
    const territory::Area& at = *grids[i * grids.size() / count];
    territory::PlaceFields lane{.kind = territory::PlaceKind::lane, .code = fmt::format("{}-J{:02}", community.code, i + 1), .name = stem + std::string(lanes[i].zh),
                                .area = at.id, .valid_from = divided_from, .source = "example"};
    put_point(lane, at, mixed(r.seed, i * 7 + community.code.size()));
    TRY(made, territory::create_place(unit, record, *r.tree, lane));
    static_cast<void>(made);
  }
  if (community.kind == territory::AreaKind::village) return {};
  const std::uint64_t h = mixed(r.seed, number_of(community.code));
  territory::PlaceFields market{.kind = territory::PlaceKind::business_area, .code = fmt::format("{}-S1", community.code), .name = stem + std::string(market_names()[h % market_names().size()]),
                                .address = stem + "路口", .area = grids.back()->id, .property_company = h % 3 == 0 ? std::string{} : std::string(property_companies()[h % property_companies().size()]),
                                .valid_from = divided_from, .source = "example"};
  put_point(market, *grids.back(), h);
  TRY(made, territory::create_place(unit, record, *r.tree, market));
  static_cast<void>(made);
  return {};
}

base::Done register_community(store::Unit& unit, const territory::Recorder& record, const Registering& r, const territory::Area& community) {
  const auto grids = r.tree->children(community.id);
  if (grids.empty()) return {};
  for (std::size_t n = 0; n < grids.size(); ++n) {
    TRY_DO(estate_of_grid(unit, record, r, community, *grids[n], n));
  }
  return lanes_and_market(unit, record, r, community, grids);
}

}  // namespace

base::Done make_demo_places(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  Registering r{.house = house, .seed = plan.seed};
  const base::Instant real = house.real_clock.now();
  house.store.read([&](store::Session& s) {
    const auto row = store::district_by_id(s, district);
    r.work = {{district, row ? store::district_now(*row, real) : real, real}, {}};
    r.tree = house.areas.today(s, r.work.moment);
  });
  const territory::Recorder record = [&house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); };
  std::int64_t done = 0;
  for (const territory::Area& area : r.tree->all()) {
    if (area.kind != territory::AreaKind::community && area.kind != territory::AreaKind::village) continue;
    TRY_DO(house.store.write(r.work, [&](store::Unit& unit) { return register_community(unit, record, r, area); }));
    if (plan.progress) plan.progress(++done, 137);
  }
  return {};
}

}  // namespace divisions
