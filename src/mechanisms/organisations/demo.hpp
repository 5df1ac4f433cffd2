// The demo district's organisations, posts and people, made through people's own functions.
#pragma once
#include "registry/room.hpp"

namespace organisations {

[[nodiscard]] std::vector<registry::Figure> demo_figures();
[[nodiscard]] base::Done make_demo_people(registry::House&, base::DistrictId, const registry::DemoPlan&);

}  // namespace organisations
