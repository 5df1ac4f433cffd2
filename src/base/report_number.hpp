// The number said aloud on the telephone: 8 letters and digits without look-alikes, the last one a check character that
// catches every single wrong character and every swap of two neighbours. It opens nothing by itself.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/context.hpp"
#include "base/instant.hpp"

namespace base {

[[nodiscard]] std::string make_report_number(Random&);  // of 23^7 = 3,404,825,447; unique per district by its key
// One of 4,096 that belong to this moment: those that are made together stand together in the index, which otherwise reads and writes a
// page for each. The moments come round again after 15 hours, so a number says nothing about when.
[[nodiscard]] std::string make_report_number(Instant now, Random&);
// What a person typed: lower case, spaces and hyphens are taken, O, I, L, B … are read as what they look like. Empty: not one.
[[nodiscard]] std::optional<std::string> read_report_number(std::string_view typed);
[[nodiscard]] std::string shown_report_number(std::string_view number);  // ABCD EFGH

}  // namespace base
