// The routes that the room registers.
#pragma once
#include <vector>

#include "registry/route.hpp"

namespace grids {
[[nodiscard]] std::vector<registry::Route> routes();
}  // namespace grids
