// Calendar, office hours and time zone of a district as definitions say: what base/deadline.hpp needs.
#pragma once
#include <string_view>

#include "base/calendar.hpp"
#include "base/deadline.hpp"
#include "base/time.hpp"
#include "definitions/book.hpp"

namespace definitions {

[[nodiscard]] base::Result<base::WorkingCalendar> parse_calendar(const Doc&);     // kind "calendar"
[[nodiscard]] base::Result<base::OfficeHours> parse_office_hours(const Doc&);     // kind "office_hours"

struct Times {
  Parsed<base::WorkingCalendar> calendar{};
  Parsed<base::OfficeHours> hours{};
  base::Zone zone;
  [[nodiscard]] base::TimeRules rules() const { return {*calendar, *hours, zone}; }  // while this lives
};

// In force on the date: office_hours/default, and the calendar whose `time_zones` name the district's zone.
[[nodiscard]] base::Result<Times> times(Book&, store::Session&, base::DistrictId, std::string_view time_zone, base::CivilDate);
// The versions that a deadline kept.
[[nodiscard]] base::Result<Times> times_of(Book&, store::Session&, base::DistrictId, std::string_view time_zone, std::string_view calendar,
                                           std::int64_t calendar_version, std::string_view hours, std::int64_t hours_version);

void add_base_checkers(Book&);  // of the kinds that belong to no room: calendar, office_hours, publishing, laws

}  // namespace definitions
