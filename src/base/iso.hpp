// Instants and civil dates as ISO 8601 text, without time zones (base/time.hpp has those).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace base {

struct YearMonthDay {
  int year{};
  unsigned month{}, day{};
  auto operator<=>(const YearMonthDay&) const = default;
};
[[nodiscard]] YearMonthDay ymd(CivilDate);
[[nodiscard]] std::optional<CivilDate> civil(int year, unsigned month, unsigned day);  // empty: no such day
[[nodiscard]] int weekday(CivilDate);                                                  // 1 Monday … 7 Sunday

[[nodiscard]] std::string iso(Instant);                          // 2026-09-18T01:10:00.000000Z
[[nodiscard]] std::string iso(CivilDate);                        // 2026-09-17
void append_iso(std::string& out, Instant);
void append_iso(std::string& out, CivilDate);
// UTC only ("…Z"), years 0001–9999, up to six digits of a second.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view);
[[nodiscard]] std::optional<CivilDate> parse_date(std::string_view);

}  // namespace base
