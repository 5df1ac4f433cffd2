// Once a week: contacts of units that left all networks long ago are forgotten. And what must always hold of resources.
#pragma once
#include <string>

#include "registry/room.hpp"

namespace network {
[[nodiscard]] base::Result<store::JobDone> forget(registry::House&, store::JobRun&);
[[nodiscard]] std::string never_oversold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
}  // namespace network
