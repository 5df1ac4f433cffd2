// The routes that the room registers.
#pragma once
#include <vector>

#include "registry/route.hpp"

namespace network {
[[nodiscard]] std::vector<registry::Route> routes();
}  // namespace network
