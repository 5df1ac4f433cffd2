#include "mechanisms/divisions/figures.hpp"

#include "mechanisms/divisions/demo.hpp"
#include "store/districts.hpp"
#include "territory/changes.hpp"
#include "territory/places.hpp"

namespace divisions {
namespace {

using registry::House;
using territory::Area;
using territory::AreaKind;

constexpr std::int64_t band_low = 300, band_high = 500;                       // households of a grid, by the standard
constexpr std::int64_t all_low = 240'000, all_high = 400'000;                 // 800 grids of them

std::shared_ptr<const territory::Tree> today(House& house, store::Session& s, base::DistrictId district) {
  const auto row = store::district_by_id(s, district);
  const base::Instant real = house.real_clock.now();
  return house.areas.today(s, {district, row ? store::district_now(*row, real) : real, real});
}

template <class Test>
std::int64_t count(const territory::Tree& tree, Test test) {
  std::int64_t out = 0;
  for (const Area& area : tree.all()) out += test(area) ? 1 : 0;
  return out;
}

bool township(const Area& a) {
  return a.kind == AreaKind::subdistrict || a.kind == AreaKind::town || a.kind == AreaKind::township || a.kind == AreaKind::development_zone;
}
bool grid_of(const territory::Tree& tree, const Area& a, AreaKind home) {
  if (a.kind != AreaKind::grid) return false;
  const Area* community = tree.community_of(a.id);
  return community != nullptr && community->kind == home;
}
std::int64_t community_households(const territory::Tree& tree) {
  std::int64_t out = 0;
  for (const Area& a : tree.all())
    if (grid_of(tree, a, AreaKind::community)) out += a.households;
  return out;
}
std::int64_t without_successor(House& house, store::Session& s, base::DistrictId d) {
  const auto before = house.areas.as_of(s, d, redivided_from + -1);
  const auto now = today(house, s, d);
  return count(*before, [&](const Area& a) { return grid_of(*before, a, AreaKind::community) && now->find(a.id) == nullptr && territory::successors(s, d, a.id).empty(); });
}

}  // namespace

std::vector<registry::Figure> figures() {
  using D = base::DistrictId;
  return {
      {"divisions.townships", "街道、镇、乡和开发区", "Township-level units", 14, false, "areas today of kind subdistrict, town, township, development_zone",
       [](House& h, store::Session& s, D d) { return count(*today(h, s, d), township); }},
      {"divisions.communities", "社区", "Communities", 77, false, "areas today of kind community",
       [](House& h, store::Session& s, D d) { return count(*today(h, s, d), [](const Area& a) { return a.kind == AreaKind::community; }); }},
      {"divisions.grids_before", "重新划分前的网格", "Grids before the re-division", 515, false, "areas of kind grid in communities on 2023-06-30, the day before",
       [](House& h, store::Session& s, D d) {
         const auto before = h.areas.as_of(s, d, redivided_from + -1);
         return count(*before, [&](const Area& a) { return grid_of(*before, a, AreaKind::community); });
       }},
      {"divisions.grids_without_successor", "没有承接网格的原网格", "Earlier grids whose successor is unknown", 0, false, "those of them that are gone and have no row in area_lineage", without_successor},
      {"divisions.grids", "网格（社区内）", "Grids in communities", 803, false, "areas today of kind grid in communities",
       [](House& h, store::Session& s, D d) {
         const auto tree = today(h, s, d);
         return count(*tree, [&](const Area& a) { return grid_of(*tree, a, AreaKind::community); });
       }},
      {"divisions.villages", "行政村（单列）", "Villages, counted apart", 60, false, "areas today of kind village",
       [](House& h, store::Session& s, D d) { return count(*today(h, s, d), [](const Area& a) { return a.kind == AreaKind::village; }); }},
      {"divisions.village_grids", "村网格（单列）", "Grids of villages, counted apart", 60, false, "areas today of kind grid in villages",
       [](House& h, store::Session& s, D d) {
         const auto tree = today(h, s, d);
         return count(*tree, [&](const Area& a) { return grid_of(*tree, a, AreaKind::village); });
       }},
      {"divisions.grids_outside_band", "户数不在 300–500 的网格", "Grids outside 300 to 500 households", 0, false, "grids in communities today with fewer than 300 or more than 500 households",
       [](House& h, store::Session& s, D d) {
         const auto tree = today(h, s, d);
         return count(*tree, [&](const Area& a) { return grid_of(*tree, a, AreaKind::community) && (a.households < band_low || a.households > band_high); });
       }},
      {"divisions.households", "户数（社区内，24–40 万）", "Households in communities (240,000 to 400,000)", all_low, true, "sum of households of grids in communities today; 0 if above 400,000",
       [](House& h, store::Session& s, D d) {
         const std::int64_t all = community_households(*today(h, s, d));
         return all > all_high ? 0 : all;
       }},
      {"divisions.estates", "小区、院落登记", "Estates in the register", 803, true, "places today of kind estate",
       [](House& h, store::Session& s, D d) { return territory::place_sums(s, d, today(h, s, d)->day()).estates; }},
      {"divisions.household_difference", "楼宇户数与网格户数之差", "Households of buildings less those of grids", 0, false, "sum over places of kind building less the sum over all grids today",
       [](House& h, store::Session& s, D d) {
         const auto tree = today(h, s, d);
         std::int64_t grids = 0;
         for (const Area& a : tree->all()) grids += a.kind == AreaKind::grid ? a.households : 0;
         return territory::place_sums(s, d, tree->day()).building_households - grids;
       }},
      {"divisions.lanes", "街巷登记", "Lanes in the register", 400, true, "places today of kind lane",
       [](House& h, store::Session& s, D d) { return territory::place_sums(s, d, today(h, s, d)->day()).lanes; }},
      {"divisions.business_areas", "商圈市场登记", "Business areas in the register", 77, true, "places today of kind business_area",
       [](House& h, store::Session& s, D d) { return territory::place_sums(s, d, today(h, s, d)->day()).business_areas; }},
  };
}

}  // namespace divisions
