// What happens in the demo district, one story a matter: the table's (demo_rows.cpp) and, in the whole district, those that chance makes
// from a seed: believable kinds, hours, weekends, seasons, and ways of going.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/time.hpp"
#include "matters/demo.hpp"
#include "registry/room.hpp"
#include "territory/territory.hpp"

namespace matters {

struct Story {
  std::uint64_t number{};           // of this story; what differs by chance follows from it
  base::AreaId community{}, grid{};
  std::string source{}, category{}, title{}, place{}, description{}, reporter{}, unit{}, done{};
  bool secret{}, photos{}, on_the_spot{};
  bool fixed{};                     // of the table: goes exactly as it says there
  base::Instant at{};
  // As DemoMatter::steps, and: M goes on after H; E e more time asked and granted; P p paused and continued; Z reopened.
  std::string steps{};
  int pace{1};
};

// The table's rows; rows whose community is not there are left out.
[[nodiscard]] std::vector<Story> told_stories(const territory::Tree&, const base::Zone&, base::CivilDate first_day);

struct StoryTeller {
  std::uint64_t seed{};
  double a_day{};                   // matters a day and community
  const territory::Tree* tree{};    // of that day
  const base::Zone* zone{};
  const base::WorkingCalendar* calendar{};
  base::CivilDate first_day{};      // of the demo: the last days have photos and matters solved on the spot
  [[nodiscard]] std::vector<Story> of_day(base::CivilDate) const;   // by time
};

}  // namespace matters
