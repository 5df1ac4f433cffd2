// Who may hear of an event: pure, from the principal's rights and the areas above the event's place.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "people/access.hpp"
#include "store/journal.hpp"

namespace live {

class Audience {
 public:
  explicit Audience(people::Principal who) : who_(std::move(who)) {}
  // `above`: the event's area and all above it; empty for none.
  [[nodiscard]] bool hears(const store::Notice&, const std::vector<base::AreaId>& above);

 private:
  [[nodiscard]] const people::Reach& reach_of(const std::string& subject_kind);
  people::Principal who_;
  std::vector<std::pair<std::string, people::Reach>> reaches_;  // by subject kind; a handful
};

}  // namespace live
