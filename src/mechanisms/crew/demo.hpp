// The demo's crews and joint tasks.
#pragma once
#include <vector>

#include "registry/room.hpp"

namespace crew {
[[nodiscard]] base::Done make_demo_crews(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] base::Done make_demo_tasks(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] std::vector<registry::Figure> figures();
}  // namespace crew
