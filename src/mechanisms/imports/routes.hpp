// The imports' routes.
#pragma once
#include <vector>

#include "registry/route.hpp"

namespace imports {

[[nodiscard]] std::vector<registry::Route> routes();

}  // namespace imports
