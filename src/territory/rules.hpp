// Which areas may stand where and which dates fit: pure.
#pragma once
#include <string>
#include <vector>

#include "territory/changes.hpp"

namespace territory {

[[nodiscard]] bool may_stand_in(AreaKind child, AreaKind parent);   // a grid in a community or village, and so on
// The position in `history` (oldest first, not overlapping) of the version that holds on `day`; history.size(): none.
template <class V>
[[nodiscard]] std::size_t holding(const std::vector<V>& history, base::CivilDate day) {
  for (std::size_t i = 0; i < history.size(); ++i)
    if (history[i].valid_from <= day && (!history[i].valid_to || day < *history[i].valid_to)) return i;
  return history.size();
}
// "territory.no_name", "territory.no_code", "territory.wrong_parent", "territory.negative_households"
[[nodiscard]] base::Done check_words(std::string_view code, std::string_view name, std::int64_t households);

}  // namespace territory
