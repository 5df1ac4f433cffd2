// Once a day: contracts that end soon become dues, applicants who were not taken are forgotten. And what must always hold.
#pragma once
#include <string>

#include "registry/room.hpp"

namespace workforce {
[[nodiscard]] base::Result<store::JobDone> watch(registry::House&, store::JobRun&);
[[nodiscard]] base::Result<store::JobDone> forget(registry::House&, store::JobRun&);
[[nodiscard]] std::string workers_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string days_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
}  // namespace workforce
