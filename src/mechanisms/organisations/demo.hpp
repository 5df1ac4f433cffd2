// The demo district's organisations, posts and people, made through people's own functions.
#pragma once
#include "registry/call.hpp"

namespace organisations {

[[nodiscard]] base::Done make_demo_people(registry::House&, base::DistrictId);

}  // namespace organisations
