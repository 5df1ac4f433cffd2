// The routes of this room: each calls one function of service.hpp.
#pragma once
#include <vector>

#include "registry/route.hpp"

namespace organisations {

[[nodiscard]] std::vector<registry::Route> routes();

}  // namespace organisations
