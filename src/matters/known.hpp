// What a matter's machine may refer to.
#pragma once
#include <string>
#include <vector>

#include "instruments/workflow/machine.hpp"

namespace matters {

[[nodiscard]] std::vector<std::string> own_actions();
[[nodiscard]] workflow::Known known(std::vector<std::string> post_kinds, std::vector<std::string> clocks);

}  // namespace matters
