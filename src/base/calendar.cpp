#include "base/calendar.hpp"

#include "base/assert.hpp"
#include "base/iso.hpp"

namespace base {

WorkingCalendar::WorkingCalendar(const std::vector<DayOverride>& overrides, CivilDate known_until) : known_until_(known_until) {
  for (const DayOverride& each : overrides) overrides_.insert_or_assign(each.date.days, each);
}

DayKind WorkingCalendar::kind(CivilDate d) const {
  const bool week_day = weekday(d) <= 5;
  const auto found = overrides_.find(d.days);
  if (found == overrides_.end()) return week_day ? DayKind::working : DayKind::rest;
  if (!found->second.working) return DayKind::holiday;
  return week_day ? DayKind::working : DayKind::makeup_working;
}

const std::string& WorkingCalendar::name(CivilDate d) const {
  static const std::string none;
  const auto found = overrides_.find(d.days);
  return found == overrides_.end() ? none : found->second.name;
}

CivilDate WorkingCalendar::add_working_days(CivilDate start, int days) const {
  CivilDate d = start;
  for (int step = 0; days > 0; ++step) {
    ASSERT(step < 100'000);
    d = d + 1;
    if (working(d)) --days;
  }
  return d;
}

int WorkingCalendar::working_days_after(CivilDate start, CivilDate end) const {
  int n = 0;
  for (CivilDate d = start + 1; d <= end; d = d + 1) n += working(d);
  return n;
}

int WorkingCalendar::working_days_in(int year) const {
  const auto before = civil(year - 1, 12, 31);
  const auto last = civil(year, 12, 31);
  ASSERT(before && last);
  return working_days_after(*before, *last);
}

const std::vector<OfficeSpan>& OfficeHours::spans(CivilDate d) const {
  static const std::vector<OfficeSpan> none;
  const YearMonthDay v = ymd(d);
  const int day = static_cast<int>(v.month * 100 + v.day);
  for (const OfficeSeason& s : seasons) {
    const bool inside = s.from_month_day <= s.to_month_day ? day >= s.from_month_day && day <= s.to_month_day
                                                           : day >= s.from_month_day || day <= s.to_month_day;
    if (inside) return s.spans;
  }
  return none;
}

}  // namespace base
