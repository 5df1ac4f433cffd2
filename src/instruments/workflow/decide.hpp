// May this case make this move now, and what follows: pure. The caller has authorised the action already or asks may() beside it;
// guards are the room's registered functions, called through `GuardCheck` by name.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "instruments/workflow/machine.hpp"

namespace workflow {

// What the instrument knows of a case; rooms keep it as columns and fold it from events.
struct Position {
  std::string stage{};
  std::int64_t round{1};                  // raised when a case is sent back
  std::vector<base::PersonId> handlers{}; // persons who worked on it in this round, through whatever post
  std::string came_from{};                // the stage that a move aside remembered; empty: none
  std::int64_t version{};                 // number of events so far
  auto operator<=>(const Position&) const = default;
};

struct Attempt {
  std::string move{};
  base::PersonId person{};
  base::Instant now{};
  std::optional<std::int64_t> if_version{};
  std::vector<std::string> given{};       // names of the form fields that came with a value
};

struct Blocked {                          // a guard's no
  std::string reason{}, remedy{};         // message keys
  base::Params params{};
};
using GuardCheck = std::function<std::optional<Blocked>(std::string_view guard)>;

struct Decision {
  const Move* move{};
  std::string from{}, to{};
};

// Refusals: stale (if_version), refused "workflow.not_from_here" with the moves that are possible as remedy, invalid with a path
// per missing or unknown form field, and the guards' own. Every business refusal carries machine, version and place.
[[nodiscard]] base::Result<Decision> decide(const Machine&, const Position&, const Attempt&, const GuardCheck&);
// The same without form and version: what a screen shows before anything is tried.
[[nodiscard]] base::Done possible(const Machine&, const Position&, const Move&, const GuardCheck&);

// One step of the fold: what the journal's event says happened. Fails only on a damaged history.
struct Step {
  std::string from{}, to{};
  std::vector<std::string> effects{};
  base::PersonId person{};
};
[[nodiscard]] base::Result<Position> fold(Position, const Step&);

// The instrument's own guards and effects, by name@version.
//   no_self_strike_off@1: nobody who worked on it in this round inspects, sends back or strikes off.
//   handled_by_actor@1: the actor joins the handlers of this round.   new_round@1: round + 1, no handlers yet.
//   remember_stage@1: the stage that is left is kept for a move whose `to` is "<".   forget_stage@1: it is not needed any more.
[[nodiscard]] std::optional<Blocked> no_self_strike_off(const Position&, base::PersonId);
[[nodiscard]] std::vector<std::string> own_guards();
[[nodiscard]] std::vector<std::string> own_effects();

}  // namespace workflow
