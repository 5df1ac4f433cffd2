// What must always hold of grids' seats. Empty: it holds.
#pragma once
#include <string>

#include "base/ids.hpp"
#include "registry/call.hpp"
#include "store/session.hpp"

namespace grids {
[[nodiscard]] std::string never_overlap(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);   // rows are what the events say
}  // namespace grids
