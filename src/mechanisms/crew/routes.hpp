// The routes that the room registers.
#pragma once
#include <vector>

#include "registry/route.hpp"

namespace crew {
[[nodiscard]] std::vector<registry::Route> routes();
}  // namespace crew
