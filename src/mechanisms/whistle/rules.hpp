// The room's rules, pure: guards of both machines, marks of a line, the fold of its events.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "instruments/workflow/decide.hpp"
#include "mechanisms/whistle/kinds.hpp"
#include "mechanisms/whistle/model.hpp"

namespace whistle {

inline constexpr std::string_view whistle_kind = "whistle";
inline constexpr std::string_view line_kind = "whistle_line";
inline constexpr std::string_view waits_link = "waits_for";   // "origin waits_for whistle": the origin's own guard looks for it
inline constexpr std::string_view born_link = "born_of";      // "whistle born_of origin"

[[nodiscard]] std::vector<std::string> own_actions();
[[nodiscard]] std::vector<std::string> own_guards();
[[nodiscard]] std::vector<std::string> own_effects();

[[nodiscard]] std::vector<PlannedLine> planned_of(const Whistle&);
[[nodiscard]] std::vector<Score> scores_of(const Line&);
[[nodiscard]] std::vector<base::PersonId> handlers_of(const Line&);
[[nodiscard]] std::optional<std::string> number_of(std::optional<std::int64_t> year, std::optional<std::int64_t> serial);
[[nodiscard]] bool is_closed(const Line&);                    // rated, released, cancelled
[[nodiscard]] bool is_late(const Line&, base::Instant now);   // some step was late, or the one that runs is
// The first called unit was the competent one: what was called when it was blown has not been ruled away.
[[nodiscard]] bool first_was_right(const Line&);

// What guards ask. Empty: not looked at while moves are only shown; then the guard stays silent.
struct Facts {
  workflow::Position at{};
  base::PersonId person{};
  std::vector<std::string> posts{};             // kinds of posts that the person holds over the place
  const Kind* kind{};
  std::int64_t planned{}, lines{}, open{}, live{};  // live: neither cancelled nor released
  bool differs{};                               // a planned unit is not the one that the competence list names
  const Whistle* whistle{};
  const Line* line{};
  std::optional<bool> unit_called{}, unit_has_post{}, into_open{}, scores_known{};
  bool urged_today{};
  base::Instant now{};
  std::optional<base::Instant> finish_due{};    // of the handling that runs
  std::optional<std::int64_t> amount{};         // of more time that is asked for
  bool objection_over{};                        // the days for objecting have passed
  std::optional<bool> marks_known{};
};
[[nodiscard]] std::optional<workflow::Blocked> guard(std::string_view name, const Facts&);

[[nodiscard]] bool competent(const Item&, std::string_view unit_code);
// What the marks are made of, with its bounds: the rule's amount and nothing (or the other way round when it is taken off).
[[nodiscard]] bool mark_fits(const Rating&, const Line&, const PointOf&);
// The marks with those items in place of what stood.
[[nodiscard]] std::vector<PointOf> corrected(std::vector<PointOf> list, const std::vector<PointOf>& instead);
// Marks of a line that was accepted and is rated with these scores.
[[nodiscard]] std::vector<PointOf> points(const Rating&, const Line&, const std::vector<Score>&);

struct WhistleState {
  Whistle whistle{};
  std::vector<workflow::Clock> clocks{};
};
struct LineState {
  Line line{};
  std::vector<workflow::Clock> clocks{};
};
[[nodiscard]] workflow::Position position_of(const Whistle&);
[[nodiscard]] workflow::Position position_of(const Line&);
struct Happened { std::string_view kind{}, body{}; base::PersonId person{}; base::Instant at{}; };
// The only way state is made.
[[nodiscard]] base::Result<WhistleState> fold(WhistleState, WhistleId, const Happened&);
[[nodiscard]] base::Result<LineState> fold(LineState, LineId, const Happened&);

}  // namespace whistle
