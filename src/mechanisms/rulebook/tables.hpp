// The rulebook's questions to other rooms' published views.
#pragma once
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "store/session.hpp"

namespace rulebook {

struct LiveVersion { std::int64_t version{}, open{}; };
[[nodiscard]] std::vector<LiveVersion> machine_versions(store::Session&, base::DistrictId);   // of open matters
[[nodiscard]] std::int64_t open_matters(store::Session&, base::DistrictId);

struct ClockGroup {               // running clocks of open matters that one row of limits made
  std::string clock{};
  std::int64_t limit_version{};
  std::string place{}, category{};
  base::AreaId area{};
  std::int64_t n{};
};
[[nodiscard]] std::vector<ClockGroup> clock_groups(store::Session&, base::DistrictId, std::string_view limit_code);

struct LiveClock {
  base::MatterId matter{};
  std::string report_number{}, title{}, clock{};
  base::Instant started_at{}, due_at{};
  std::string limit_code{};
  std::int64_t limit_version{};
  std::string place{}, category{};
  base::AreaId area{};
  std::string calendar{}, hours{};
  std::int64_t calendar_version{}, hours_version{};
};
// Clocks that were never paused nor extended, newest matters first: examples of a group, or those that count by a calendar or office hours.
[[nodiscard]] std::vector<LiveClock> clocks_of_group(store::Session&, base::DistrictId, std::string_view limit_code, const ClockGroup&, int limit);
[[nodiscard]] std::vector<LiveClock> clocks_by_times(store::Session&, base::DistrictId, std::string_view code, int limit);

struct CategoryUse { std::string category{}; std::int64_t open{}; };
[[nodiscard]] std::vector<CategoryUse> categories_in_use(store::Session&, base::DistrictId);

}  // namespace rulebook
