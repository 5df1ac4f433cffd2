// The demo's teams and joint operations.
#pragma once
#include <vector>

#include "registry/room.hpp"

namespace teams {
[[nodiscard]] base::Done make_demo_teams(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] base::Done make_demo_operations(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] std::vector<registry::Figure> figures();
}  // namespace teams
