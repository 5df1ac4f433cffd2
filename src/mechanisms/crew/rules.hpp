// The laws of the crew: who stands when, how many at once, where a seat is empty. Pure.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "definitions/doc.hpp"
#include "mechanisms/crew/model.hpp"

namespace crew {

struct Seat {
  std::string code{}, zh{}, en{};
  std::vector<std::string> post_kinds{}, unit_codes{};   // unit_codes empty: any unit
  std::int64_t capacity{};
  std::string weekdays{};                                // when somebody should stand
  std::int64_t from_minute{}, to_minute{};
};
struct Preset { std::string code{}, zh{}, en{}; std::vector<std::string> seats{}, guests{}; std::string bring_zh{}, bring_en{}; };
struct Rules {                                           // definitions/crew/rules
  std::vector<Seat> seats{};
  std::vector<Preset> presets{};
  std::int64_t answer_minutes{};
  [[nodiscard]] const Seat* seat(std::string_view code) const;
  [[nodiscard]] const Preset* preset(std::string_view code) const;
};
[[nodiscard]] base::Result<Rules> parse_rules(const definitions::Doc&);   // kind "crew_rules"
[[nodiscard]] base::RuleRef law(std::string place);                       // of definitions/rules/crew

[[nodiscard]] std::optional<std::int64_t> minute_of(std::string_view text);  // "08:30"; "24:00" is the day's end
[[nodiscard]] std::string text_of(std::int64_t minute);
[[nodiscard]] bool good_weekdays(std::string_view);                       // digits 1 to 7, rising, none twice
[[nodiscard]] int weekday_of(base::CivilDate);                            // Monday is 1

[[nodiscard]] bool in_force(const DutyRow&, base::CivilDate);
[[nodiscard]] base::PostId stands(const DutyRow&, base::CivilDate);       // the substitute on its days
[[nodiscard]] bool at_work(const DutyRow&, base::CivilDate, std::int64_t minute);
// How many stand on a seat at most at one moment of any day from `from` on (its duties given).
[[nodiscard]] std::int64_t most_at_once(const std::vector<DutyRow>& of_seat);
[[nodiscard]] base::Done may_stand(const Seat&, const std::vector<DutyRow>& of_seat, const DutyRow& wanted);

struct Gap { int weekday{}; std::int64_t from{}, to{}; };
// Where the seat should be filled in the week and nobody stands: duties in force on `day` whose post is held.
[[nodiscard]] std::vector<Gap> gaps(const Seat&, const std::vector<DutyRow>& of_seat, const std::set<base::PostId>& held, base::CivilDate day);

[[nodiscard]] base::Instant answer_by(base::Instant told, base::Instant meet, std::int64_t answer_minutes);
[[nodiscard]] std::int64_t minutes_late(base::Instant arrived, base::Instant answer_by);     // 0: in time
[[nodiscard]] bool settled(const LineRow&);
[[nodiscard]] base::Done may_arrive(const LineRow&);
[[nodiscard]] base::Done may_settle(const LineRow&);
[[nodiscard]] base::Done may_hand_over(const LineRow&);
[[nodiscard]] base::Done may_change(const TaskRow&);                       // findings and calling off: while it is open

}  // namespace crew
