// The demo's second district: real service requests of another city, with its own time zone and clock.
#pragma once
#include "registry/room.hpp"

namespace imports {

[[nodiscard]] base::Done demo(registry::House&, base::DistrictId demo_district, const registry::DemoPlan&);

}  // namespace imports
