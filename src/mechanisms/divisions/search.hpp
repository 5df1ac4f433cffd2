// What the search box finds in this room.
#pragma once
#include "registry/room.hpp"

namespace divisions {

[[nodiscard]] base::Result<std::vector<registry::SearchHit>> find_areas(registry::Call&, std::string_view words, int limit);
[[nodiscard]] base::Result<std::vector<registry::SearchHit>> find_places(registry::Call&, std::string_view words, int limit);

}  // namespace divisions
