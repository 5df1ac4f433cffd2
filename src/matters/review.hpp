// A held matter 挂账 leaves the lists of its dispatcher until its day of review; on that day it waits for him again.
#pragma once
#include "matters/model.hpp"
#include "registry/room.hpp"

namespace matters {

[[nodiscard]] std::vector<base::MatterId> held_to_review(store::Session&, base::DistrictId, base::CivilDate today, base::MatterId after, int limit);
// Part of the watch: lays those before their dispatchers whose day has come.
[[nodiscard]] base::Done bring_back_held(registry::House&, const store::Moment&);

}  // namespace matters
