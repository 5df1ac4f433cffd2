#pragma once
#include <vector>

#include "registry/route.hpp"

namespace entrance {

[[nodiscard]] std::vector<registry::Route> routes();

}  // namespace entrance
