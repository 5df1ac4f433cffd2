// What room.cpp registers from the room's other files.
#pragma once
#include "registry/room.hpp"

namespace assigned_tasks {

[[nodiscard]] std::vector<registry::Route> routes();
[[nodiscard]] std::vector<registry::PaperKind> papers();
[[nodiscard]] base::Done make_demo_tasks(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] base::Result<std::vector<registry::SearchHit>> find_tasks(registry::Call&, std::string_view words, int limit);

}  // namespace assigned_tasks
