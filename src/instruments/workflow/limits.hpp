// Limits as data: which row holds for a clock, a category and an area grade, and the deadline that it makes. Pure.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "instruments/workflow/clocks.hpp"

namespace definitions { class Doc; }

namespace workflow {

struct LimitRow {
  std::string clock{}, category{}, grade{};   // "*": any
  base::Limit limit{};
  std::string tag{}, note{};                  // where this row's number comes from
  std::vector<std::string> targets{};         // clocks of stage targets that start with this one: "handle.stop"; rows of their own
  [[nodiscard]] std::string place() const { return clock + "/" + category + "/" + grade; }
};
struct ClockName { std::string code{}, zh{}, en{}; };
struct LimitTable {
  std::string code{};
  std::int64_t version{};
  std::int64_t warn_percent{80};
  std::string source_tag{}, source_text{};
  std::vector<ClockName> clocks{};
  std::vector<LimitRow> rows{};
  [[nodiscard]] const ClockName* clock(std::string_view code) const;
  [[nodiscard]] const LimitRow* at(std::string_view place) const;
};
[[nodiscard]] base::Result<LimitTable> parse_limits(const definitions::Doc&);

// The most exact row: "p-01-01" before its class "p-01" before "*", and within that the named grade before "*". Null: none.
[[nodiscard]] const LimitRow* pick(const LimitTable&, std::string_view clock, std::string_view category, std::string_view grade);
// Clocks that have a row for every case ("*" and "*"): what a machine may show.
[[nodiscard]] std::vector<std::string> whole_clocks(const LimitTable&);

// Which definitions' versions a deadline was made with; the rules they stand for come with it.
struct TimeTable {
  base::TimeRules rules;
  std::string calendar{};
  std::int64_t calendar_version{};
  std::string hours{};
  std::int64_t hours_version{};
};

// Starts a clock. A clock without a row runs without a deadline (the check refuses machines for which that could happen).
[[nodiscard]] ClockChange start_clock(std::string_view code, const LimitTable&, std::string_view category, std::string_view grade, base::Instant now,
                                      const TimeTable&);
// The same with the limit rows of another name, and with the stage targets of the row that holds.
[[nodiscard]] std::vector<ClockChange> start_clocks(std::string_view code, std::string_view limit, const LimitTable&, std::string_view category,
                                                    std::string_view grade, base::Instant now, const TimeTable&);
// The clock itself and the stage targets that hang on it, as far as they are live: what is done to one is done to all.
[[nodiscard]] std::vector<const Clock*> family(const std::vector<Clock>&, std::string_view code);
// Resumes one: the deadline moves by what was paused, as the limit's unit counts it; `limit` is the row that it started with.
[[nodiscard]] ClockChange resume_clock(const Clock&, const base::Limit& limit, base::Instant now, const TimeTable&);
// Grants more time: it is counted from the deadline that stood before.
[[nodiscard]] ClockChange extend_clock(const Clock&, const base::Limit& limit, const base::Limit& more, const TimeTable&);
// The limit itself, then each extension: every one begins where the one before ends.
struct Leg {
  base::Limit limit{};
  base::Deadline deadline{};
};
[[nodiscard]] std::vector<Leg> explain(const Clock&, const base::Limit& limit, const TimeTable&);

}  // namespace workflow
