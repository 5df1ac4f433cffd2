// What the room registers, for room.cpp and tests.
#pragma once
#include "registry/room.hpp"

namespace whistle {

inline constexpr const char* watch_job = "whistle.watch";

[[nodiscard]] std::vector<registry::Route> routes();
[[nodiscard]] base::Result<store::JobDone> watch(registry::House&, store::JobRun&);
[[nodiscard]] base::Result<std::vector<registry::SearchHit>> find_whistles(registry::Call&, std::string_view words, int limit);
[[nodiscard]] std::vector<registry::PaperKind> papers();
[[nodiscard]] base::Done make_demo(registry::House&, base::DistrictId, const registry::DemoPlan&);

}  // namespace whistle
