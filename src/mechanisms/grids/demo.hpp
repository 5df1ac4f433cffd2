// The demo's seats: every grid gets its fifteen contacts, leader, workers and Party organisation from the posts that stand, with some
// believable gaps; and the numbers that must come from rows.
#pragma once
#include <vector>

#include "registry/room.hpp"

namespace grids {
[[nodiscard]] base::Done make_demo_seats(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] std::vector<registry::Figure> figures();
}  // namespace grids
