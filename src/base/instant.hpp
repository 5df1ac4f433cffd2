// Points in time and civil dates as plain numbers; the bridge to time zones and calendars is base/time.hpp.
#pragma once
#include <compare>
#include <cstdint>

namespace base {

struct Duration {  // microseconds
  std::int64_t micros{};
  auto operator<=>(const Duration&) const = default;
};
constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
constexpr Duration hours(std::int64_t n) { return minutes(n * 60); }

struct Instant {  // microseconds since 1970-01-01T00:00:00Z
  std::int64_t micros{};
  auto operator<=>(const Instant&) const = default;
};
constexpr Instant operator+(Instant t, Duration d) { return {t.micros + d.micros}; }
constexpr Instant operator-(Instant t, Duration d) { return {t.micros - d.micros}; }
constexpr Duration operator-(Instant a, Instant b) { return {a.micros - b.micros}; }
constexpr Duration operator+(Duration a, Duration b) { return {a.micros + b.micros}; }

struct CivilDate {  // days since 1970-01-01 in the district's time zone
  std::int32_t days{};
  auto operator<=>(const CivilDate&) const = default;
};
constexpr CivilDate operator+(CivilDate d, std::int32_t n) { return {d.days + n}; }

}  // namespace base
