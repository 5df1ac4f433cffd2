// The demo district's areas: 14 real township-level units, communities and grids made from a plan and marked 示例.
#pragma once
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "registry/room.hpp"
#include "territory/geometry.hpp"

namespace divisions {

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

[[nodiscard]] base::Done make_demo_areas(registry::House&, base::DistrictId, const registry::DemoPlan&);

}  // namespace divisions
