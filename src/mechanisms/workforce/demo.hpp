// The demo's register: everybody who holds a grid worker's post, with contract, probation and training hours, and the last weeks' day sheets.
#pragma once
#include <vector>

#include "registry/room.hpp"

namespace workforce {
[[nodiscard]] base::Done make_demo_workforce(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] std::vector<registry::Figure> figures();
}  // namespace workforce
