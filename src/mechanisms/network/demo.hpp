// The demo's networks: units, property companies and groups around every community, with resources and some use of them.
#pragma once
#include <vector>

#include "registry/room.hpp"

namespace network {
[[nodiscard]] base::Done make_demo_network(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] std::vector<registry::Figure> figures();
}  // namespace network
