// A sheet from facts: pure, in whole hundredths of a point, every item with the facts that it was counted from.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "instruments/assessment/framework.hpp"
#include "records/facts/facts.hpp"
#include "store/session.hpp"

namespace assessment {

struct Item {                            // one indicator of one target
  std::string code{};
  bool left_out{};                       // no fact to count: not part of the whole
  std::int64_t part{}, whole{};          // facts that count for it, of how many; of a mean the sum of amounts and the count
  std::int64_t points_x100{}, most_x100{};  // of a deduction: what it takes, and the most that it may
  std::vector<std::int64_t> facts{};     // evidence: ids of the facts, those that lost points first
  std::vector<std::int64_t> lost{};      // … those
};
struct Struck {                          // a veto that holds
  std::string code{};
  std::int64_t count{}, total_most{};
  std::vector<std::int64_t> facts{};
};
struct Sheet {
  std::optional<std::int64_t> total_x100{};  // empty: nothing to count at all
  std::string grade_zh{}, grade_en{};
  std::vector<Item> items{};
  std::vector<Struck> vetoes{};
};

// A target's facts, taken-back and excluded ones left out by net_of().
struct Mine { std::vector<const facts::Fact*> of_unit{}, of_area{}, of_subject{}; };
[[nodiscard]] Sheet compute(const Framework&, const Mine&);
// Facts that still stand: neither taken back nor excluded; the retractions themselves do not count.
[[nodiscard]] std::vector<facts::Fact> net_of(const std::vector<facts::Fact>&, const std::vector<std::int64_t>& excluded);

// All facts of these kinds that occurred in the span and were recorded by then, by id. The index by kind carries it.
[[nodiscard]] std::vector<facts::Fact> facts_of(store::Session&, base::DistrictId, const std::vector<std::string>& kinds, facts::Span, base::Instant recorded_by);
[[nodiscard]] std::vector<facts::Fact> facts_by_id(store::Session&, base::DistrictId, const std::vector<std::int64_t>& ids);

}  // namespace assessment

DESCRIBED(assessment::Item)
DESCRIBED(assessment::Struck)
DESCRIBED(assessment::Sheet)
