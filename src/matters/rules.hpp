// The matter's own rules: guards of the machine, how due a matter is, its title, the strip of stages. Pure: time and facts come in.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
#include "instruments/workflow/clocks.hpp"
#include "instruments/workflow/decide.hpp"
#include "matters/model.hpp"

namespace matters {

// What guards ask. Facts that belong to a form are empty while moves are only shown; then their guards stay silent.
struct GuardFacts {
  workflow::Position at{};
  base::PersonId person{};
  base::Instant now{};
  base::CivilDate today{};                     // in the district's zone
  bool in_a_community{};                       // after the form's area, if it gave one
  bool sorted{};                               // category known, after the form's
  bool trying{};                               // false: only shown
  std::optional<bool> unit_has_post{};         // dispatch: the unit named has a post of the kind named
  std::optional<base::CivilDate> review_on{};  // hold
  std::optional<base::Instant> urged_at{};
  // Beside the loop. What needs another look at the tables is empty while moves are only shown in a list.
  std::string extension_state{};
  std::int64_t extension_count{}, extensions_max{};
  std::optional<base::Instant> handle_due{};   // of the clock that is shown
  std::optional<base::Limit> asked{}, most{};  // request: what is asked for; the most of its unit
  bool unit_unknown{};                         // … in a unit that cannot be asked for
  bool set_the_clock{true}, asked_oneself{};
  bool holds_rung{true}, rung_above{true}, has_unit{true}, question_open{}, was_merged{true};
  std::optional<bool> cause_known{}, into_open{}, parts_untouched{}, inside_own_unit{}, target_open{};
  std::optional<std::int64_t> parts{}, photos{}, held_by{};
  std::int64_t parts_max{}, photos_min{}, reopen_days{};
  std::optional<base::Instant> closed_at{};
};
[[nodiscard]] std::optional<workflow::Blocked> guard(std::string_view name, const GuardFacts&);
[[nodiscard]] std::vector<std::string> own_guards();

inline constexpr std::string_view unsorted_category = "s-08-01";
inline constexpr std::int32_t hold_days_max = 180;

// ok, soon, late, hold, none.
[[nodiscard]] std::string due_state(const std::optional<base::Instant>& due_at, const std::optional<base::Instant>& warn_at,
                                    const std::optional<base::CivilDate>& review_on, const std::optional<base::Instant>& closed_at, base::Instant now);
using workflow::clock_state;

// "槐园小区 3 号楼东侧 · 井盖破损缺失": place and category, never words of the reporter.
[[nodiscard]] std::string made_title(std::string_view place, std::string_view category_zh);
[[nodiscard]] std::string serial_text(std::int64_t year, std::int64_t serial);   // 2026-0137

// Which form fields came with a value.
[[nodiscard]] std::vector<std::string> given_fields(const MoveMatter&);

using workflow::Reached;
using workflow::strip;

}  // namespace matters
