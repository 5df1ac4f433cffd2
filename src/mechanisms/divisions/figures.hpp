// Numbers of the model district that the areas and the register carry; each is counted from rows.
#pragma once
#include <vector>

#include "registry/room.hpp"

namespace divisions {

[[nodiscard]] std::vector<registry::Figure> figures();

}  // namespace divisions
