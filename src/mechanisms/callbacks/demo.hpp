// The demo district's call-backs: samples of the weeks that were lived, calls, answers, exclusions, one closed month.
#pragma once
#include "registry/room.hpp"

namespace callbacks {

[[nodiscard]] base::Done live_demo(registry::House&, base::DistrictId, const registry::DemoPlan&);

}  // namespace callbacks
