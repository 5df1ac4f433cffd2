// The demo district's areas: 14 real township-level units, communities, villages and grids made from a plan and marked 示例.
#pragma once
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "registry/room.hpp"
#include "territory/geometry.hpp"

namespace divisions {

// The small district: a few communities on a chessboard.
struct PlannedCommunity {
  std::string name{}, name_en{};
  std::string subdistrict_code{};
  bool named_in_article{};      // otherwise its name carries 示例
  int grids{};
  int column{}, line{};         // its cell of the plan's chessboard
};
[[nodiscard]] const std::vector<PlannedCommunity>& planned_communities();

// A community's outline and its grids: neighbours share every corner, so that the grids tile the community and communities never
// overlap. The same plan gives the same shapes.
struct Tiling { territory::Shape outline{}; std::vector<territory::Shape> grids{}; };
[[nodiscard]] Tiling tiling(const PlannedCommunity&);

// What is to be made, drawn and counted: the same for both sizes.
struct DrawnGrid {
  territory::Shape shape{};
  std::int64_t households{};
  std::vector<std::size_t> successors{};  // of an earlier grid: which of its community's grids took its place
};
struct DrawnCommunity {
  std::string name{}, name_en{};
  std::string subdistrict_code{};
  bool village{}, named_in_article{};
  territory::Shape outline{};
  std::vector<DrawnGrid> grids{};         // in force today
  std::vector<DrawnGrid> earlier{};       // before the re-division; empty: none
};
struct DrawnDistrict {
  territory::Shape outline{};             // empty: none of its own
  std::vector<std::pair<std::string, territory::Shape>> subdistricts{};  // by code
  std::vector<DrawnCommunity> communities{};
};
[[nodiscard]] DrawnDistrict small_district();
// 77 communities with 803 grids (515 before the re-division) and 60 villages with one grid each, over 14 units. Pure.
[[nodiscard]] DrawnDistrict full_district(std::uint64_t seed);

inline constexpr base::CivilDate divided_from{18'628};     // 2021-01-01: since when the areas stand
inline constexpr base::CivilDate redivided_from{19'539};   // 2023-07-01: the 515 grids became 803

// A number that is always the same for the same two numbers.
[[nodiscard]] std::uint64_t mixed(std::uint64_t a, std::uint64_t b);

[[nodiscard]] base::Done make_demo_areas(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] base::Done make_demo_places(registry::House&, base::DistrictId, const registry::DemoPlan&);

}  // namespace divisions
