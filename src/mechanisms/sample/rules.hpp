// The sample room's rules: its guard, and the fold of its events. Pure: no clock, no database.
#pragma once
#include <string_view>

#include "instruments/workflow/decide.hpp"
#include "mechanisms/sample/model.hpp"

namespace sample {

inline constexpr std::string_view subject_kind = "loan";

struct GuardFacts {
  workflow::Position at{};
  base::PersonId person{};
  std::int64_t lent_elsewhere{};        // loans of the same tool in the same area that are out
};
//   tool_is_here@1: no other loan of this tool in this area is out.
[[nodiscard]] std::optional<workflow::Blocked> guard(std::string_view name, const GuardFacts&);

struct State {
  Loan loan{};
  std::vector<workflow::Clock> clocks{};
};
[[nodiscard]] workflow::Position position_of(const Loan&);
// The only way state is made: services fold what they write, the invariant folds what the journal has.
[[nodiscard]] base::Result<State> fold(State, std::string_view kind, std::string_view body, std::string_view personal, LoanId, base::PersonId actor,
                                       base::Instant at);

}  // namespace sample
