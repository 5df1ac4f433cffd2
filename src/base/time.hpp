// Time zones: local civil time <-> Instant. The only bridge to the time-zone library, which stays inside time.cpp.
// A local time that the clock skips is read as the first instant after the gap; one that comes twice as the first of the two.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/iso.hpp"
#include "base/result.hpp"

namespace base {

struct LocalTime {
  CivilDate date{};
  Duration since_midnight{};  // as the wall clock shows: 08:30 is hours(8) + minutes(30), also on days that skip an hour
  auto operator<=>(const LocalTime&) const = default;
};

class Zone {  // a cheap value
 public:
  [[nodiscard]] static Result<Zone> named(std::string_view iana);  // invalid base.time_zone_unknown
  [[nodiscard]] std::string name() const;
  [[nodiscard]] LocalTime local(Instant) const;
  [[nodiscard]] CivilDate date_of(Instant t) const { return local(t).date; }
  [[nodiscard]] Instant instant(LocalTime) const;
  [[nodiscard]] Instant instant(CivilDate date, int hour, int minute, int second = 0) const {
    return instant(LocalTime{date, hours(hour) + minutes(minute) + seconds(second)});
  }
  [[nodiscard]] Instant start_of(CivilDate date) const { return instant(LocalTime{date, {}}); }
  [[nodiscard]] std::string text(Instant) const;         // 2026-09-17 08:30, for people
  [[nodiscard]] std::string iso_local(Instant) const;    // 2026-09-17T08:30:00+08:00, for files

 private:
  explicit Zone(const void* zone) : zone_(zone) {}
  const void* zone_;  // lives as long as the program
};

// "2015-04-01T13:45:10", "2015-04-01 13:45:10" or without seconds: a wall-clock time without a zone.
[[nodiscard]] std::optional<LocalTime> parse_local(std::string_view);

}  // namespace base
