// When something is due, and why: a pure computation from the limit, the start, the pauses and the calendar, with one line a day.
//
// - clock_minutes, clock_hours: time goes on day and night.      - office_hours: only office hours of working days count.
// - working_days: the day of the start does not count; due at the close of office on the last day. 0: the same day.
// - natural_days: the day of the start does not count; due at 23:59:59 of the last day. 0: the same day.
// A pause stops the clock: of minutes and hours exactly what was paused is added; a day of a day limit that a pause touches
// (within its office hours, or at all for natural days) does not count. What was paused earlier stays paused for good.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/described/described.hpp"
#include "base/instant.hpp"
#include "base/time.hpp"

namespace base {

enum class LimitUnit : std::uint8_t { clock_minutes, clock_hours, office_hours, working_days, natural_days };
enum class LineKind : std::uint8_t { start_day, working, makeup_working, rest, holiday, paused, natural };

struct Limit {
  std::int64_t amount{};  // 0 … limits::limit_amount_max
  LimitUnit unit{};
  auto operator<=>(const Limit&) const = default;
};
struct Pause {
  Instant from{};
  std::optional<Instant> to{};  // none: still paused
};
struct TimeRules {  // what the district's definitions say; they must outlive the call
  const WorkingCalendar& calendar;
  const OfficeHours& hours;
  const Zone& zone;
};

struct DayLine {
  CivilDate date{};
  LineKind kind{};
  std::string note{};             // name of the holiday
  std::int64_t counted{};         // of this day: days for day limits, minutes for the others
  std::int64_t running{};         // … and up to here
  std::int64_t paused_minutes{};  // of this day's minutes that would have counted (hour limits)
};
struct Deadline {
  std::optional<Instant> due_at{};  // none while paused
  bool provisional{};               // counts over days whose holidays are not yet announced
  std::vector<DayLine> lines{};
};

[[nodiscard]] Deadline deadline(const Limit&, Instant start, const std::vector<Pause>&, const TimeRules&);

// Minutes that ran between two instants, as the limit's unit counts them: office minutes for office_hours and working_days, clock
// minutes for the others; pauses left out. For "used 47 minutes of 1 hour".
[[nodiscard]] std::int64_t running_minutes(LimitUnit, Instant start, Instant end, const std::vector<Pause>&, const TimeRules&);

}  // namespace base

DESCRIBED_ENUM(base::LimitUnit)
DESCRIBED_ENUM(base::LineKind)
