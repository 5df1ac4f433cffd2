// An assessment framework as data: indicators over kinds of facts, weights, vetoes, grades. Parsed once from a definition of kind
// "assessment"; rooms that assess somebody freeze its version in a round.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace definitions { class Doc; }

namespace assessment {

// rate: facts of `kinds` whose amount is at most `at_most`, of all of them. ratio: facts of `kinds` for each of `per_kinds`, at most one.
// free: one minus that. mean: the mean amount of `kinds` against `best`. band: 100 times facts of `kinds` for each of `per_kinds`, within
// low and high: whole points inside, `outside_percent` of them outside; never "more is better". deduction: each fact costs `each`.
enum class Formula : std::uint8_t { rate, ratio, free, mean, band, deduction };
enum class Belongs : std::uint8_t { unit, area, subject };  // whose a fact is: of its org_unit, of whoever answers for its area, of its own subject

struct Indicator {
  std::string code{}, zh{}, en{};
  Formula formula{};
  Belongs belongs{};
  std::vector<std::string> kinds{}, per_kinds{};
  std::int64_t weight{};                 // most points; of a deduction the most that it takes
  std::int64_t at_most{}, best{}, low{}, high{}, outside_percent{}, each{};
  std::int64_t needs{1};                 // of a ratio, its opposite and a band: so many to count for, else as without a fact
  bool left_out{};                       // without a fact: left out of the whole, else full points
  std::string words_zh{}, words_en{};    // how it is counted, for the assessed
};
struct Veto {
  std::string code{}, zh{}, en{};
  Belongs belongs{};
  std::vector<std::string> kinds{};
  std::int64_t at_least{};               // so many facts
  std::int64_t total_most{};             // … and the total is at most this
};
struct Grade { std::string zh{}, en{}; std::int64_t at_least{}; };  // of the total, best first

struct Framework {
  std::string code{}, zh{}, en{};
  std::int64_t version{};
  std::vector<std::string> target_kinds{};   // of org units …
  std::string target_subject{};          // … or the kind of the facts' subjects that are assessed themselves ("team"); empty: units
  std::vector<Indicator> indicators{};
  std::vector<Veto> vetoes{};
  std::int64_t least_weight{};           // a total stands on indicators of at least so much weight, else there is none
  std::vector<std::string> exclusion_reasons{};
  std::vector<Grade> grades{};
  [[nodiscard]] const Indicator* indicator(std::string_view code) const;
  [[nodiscard]] std::vector<std::string> kinds() const;   // every kind of fact that it reads, once
};
[[nodiscard]] base::Result<Framework> parse_framework(const definitions::Doc&);

}  // namespace assessment
