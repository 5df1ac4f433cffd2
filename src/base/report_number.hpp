// The number said aloud on the telephone: 8 letters and digits without look-alikes, the last one a check character that
// catches every single wrong character and every swap of two neighbours. It opens nothing by itself.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/context.hpp"

namespace base {

[[nodiscard]] std::string make_report_number(Random&);  // 29^7 = 17 thousand million; unique per district by its key
// What a person typed: lower case, spaces and hyphens are taken, O, I, L, B … are read as what they look like. Empty: not one.
[[nodiscard]] std::optional<std::string> read_report_number(std::string_view typed);
[[nodiscard]] std::string shown_report_number(std::string_view number);  // ABCD EFGH

}  // namespace base
