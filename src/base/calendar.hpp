// Which days are worked and at which hours: the ordinary week, the year's holidays and make-up days, the office hours.
// A day that the notice names off is a holiday, one that it names on is a make-up working day, else Monday to Friday is worked.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/instant.hpp"

namespace base {

enum class DayKind : std::uint8_t { working, makeup_working, rest, holiday };

struct DayOverride {
  CivilDate date{};
  bool working{};
  std::string name{};  // of the holiday that it belongs to
};

class WorkingCalendar {
 public:
  // Days after `known_until` follow the ordinary week and make what is counted over them provisional.
  WorkingCalendar(const std::vector<DayOverride>& overrides, CivilDate known_until);
  [[nodiscard]] DayKind kind(CivilDate) const;
  [[nodiscard]] bool working(CivilDate d) const { return kind(d) == DayKind::working || kind(d) == DayKind::makeup_working; }
  [[nodiscard]] const std::string& name(CivilDate) const;  // of the holiday; empty on ordinary days
  [[nodiscard]] CivilDate known_until() const { return known_until_; }
  [[nodiscard]] CivilDate add_working_days(CivilDate start, int days) const;        // the day after the start counts 1
  [[nodiscard]] int working_days_after(CivilDate start, CivilDate end) const;       // in (start, end]; 0 when end <= start
  [[nodiscard]] int working_days_in(int year) const;

 private:
  std::map<std::int32_t, DayOverride> overrides_;
  CivilDate known_until_;
};

struct OfficeSpan {
  int from_minute{}, to_minute{};  // of the local day: 08:30 is 510
  auto operator<=>(const OfficeSpan&) const = default;
};
struct OfficeSeason {              // both days belong to it; one that runs over New Year has from > to
  int from_month_day{101}, to_month_day{1231};  // 1001 is 1 October
  std::vector<OfficeSpan> spans{};              // ascending, not touching
};
struct OfficeHours {
  std::vector<OfficeSeason> seasons{};
  [[nodiscard]] const std::vector<OfficeSpan>& spans(CivilDate) const;  // of a working day; the first season that has it
};

}  // namespace base
