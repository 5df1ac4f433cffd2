// The canonical export: every row of a district as one JSON line, tables and rows sorted by key. What differs from run to run without
// meaning anything (seals, sign-ins, leases) is left out: two installations with the same export are the same district.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/ids.hpp"
#include "store/store.hpp"

namespace app {

std::int64_t canonical_export(store::Store&, base::DistrictId, const std::function<void(std::string_view line)>& write);  // rows

// Moves the clock of every demo district, also back: for the moment at which one is ready.
void shift_demo_clocks(store::Store&, base::Duration);

[[nodiscard]] bool has_table(store::Store&, const std::string& name);

}  // namespace app
