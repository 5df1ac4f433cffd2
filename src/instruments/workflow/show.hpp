// What every case shows on its page, whatever its room: the strip of stages, moves with form and refusal, clocks, and a deadline
// explained day by day. The names in the API are these for all rooms.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "instruments/workflow/decide.hpp"
#include "instruments/workflow/limits.hpp"

namespace workflow {

struct StageView {
  std::string id{}, name_zh{}, name_en{};
  std::string state{};                     // done, now, next
  std::optional<base::Instant> at{}, due_at{};
  std::string who{};
};
struct OptionView {
  std::string code{}, name_zh{}, name_en{};
};
struct FieldView {
  std::string name{}, kind{};              // text, reason, unit_post, photos, yes_no, choice, date, category, area, number, cause, target, matter, parts
  bool required{};
  std::string label_zh{}, label_en{};
  std::vector<std::string> choices{};
  std::vector<OptionView> options{};       // the choices with their names, when they come from a definition
};
struct RuleView {
  std::string definition{};
  std::int64_t version{};
  std::string place{};
};
struct RefusalView {
  std::string reason{};
  base::Params params{};
  std::optional<RuleView> rule{};
  std::string remedy{};
};
struct MoveView {
  std::string id{}, name_zh{}, name_en{};
  bool main{}, allowed{};
  std::optional<RefusalView> refusal{};
  std::vector<FieldView> fields{};
  std::string then_zh{}, then_en{};
};
struct ClockView {
  std::string code{}, name_zh{}, name_en{};
  base::Instant started_at{};
  std::optional<base::Instant> due_at{}, met_at{};
  std::string state{};                     // running, soon, late, paused, met, met_late, cancelled
};
struct PhotoView {
  base::FileId file_id{};
  std::string role{}, taken{}, place{};
  std::string url{}, small_url{};
  base::Instant at{};
};
struct LimitView {
  std::string definition{};
  std::int64_t version{};
  std::string place{};
  std::int64_t amount{};
  std::string unit{};                      // clock_hours, office_hours, working_days, natural_days
  std::string source_tag{}, source_text{};
};
struct CalendarView {
  std::string definition{};
  std::int64_t version{};
};
struct DeadlineLine {
  std::string date{};                      // "2026-09-18"
  std::string kind{};                      // start_day, working, makeup_working, rest, holiday, paused, natural
  std::string note{};
  bool counted{};
  std::string running_zh{}, running_en{};
  std::int64_t part{};                     // 0: the limit itself; n: the n-th extension
};
struct ExtensionLine {                     // more time that was granted
  base::Instant at{};
  std::int64_t amount{};
  std::string unit{};
  std::optional<base::Instant> due_before{}, due_at{};
  std::string reason{}, who{}, post_name{}, unit_name{};
  std::optional<base::EventId> event_id{};
};
struct PauseView {
  base::Instant from{};
  std::optional<base::Instant> to{};
  std::string reason{};
};
struct DeadlineView {
  std::string clock{}, name_zh{}, name_en{};
  LimitView limit{};
  CalendarView calendar{};
  base::Instant started_at{};
  std::optional<base::Instant> due_at{};
  bool provisional{};                      // past the loaded calendar years
  std::vector<DeadlineLine> lines{};       // those of an extension say so in `part`
  std::vector<PauseView> pauses{};
  std::vector<ExtensionLine> extensions{};
};

// When each stage was entered last, by stage id, oldest first.
struct Reached { std::string stage{}; base::Instant at{}; std::string who{}; };
// The stages of the machine that stand on the strip, with what is done, now and next. A side stage (on hold, rejected) is shown behind
// the last one that was reached.
[[nodiscard]] std::vector<StageView> strip(const Machine&, std::string_view stage, const std::vector<Reached>&, const std::optional<base::Instant>& due_at);

// running, soon, late, paused, met, met_late, cancelled.
[[nodiscard]] std::string clock_state(const Clock&, base::Instant now);
[[nodiscard]] ClockView clock_view(const Clock&, const LimitTable& names, base::Instant now);
// ok, soon, late, none: of a deadline that runs.
[[nodiscard]] std::string due_word(const std::optional<base::Instant>& due_at, const std::optional<base::Instant>& warn_at, base::Instant now);

// Choices that a room fills in, by the kind of the field.
using OptionsOf = std::function<std::vector<OptionView>(const FormField&)>;
[[nodiscard]] MoveView move_view(const Move&, const base::Done& may, const OptionsOf&);
// All moves that a person could make from the stage, those that are allowed first; `may` asks for right and guards.
[[nodiscard]] std::vector<MoveView> moves_view(const Machine&, std::string_view stage, const std::function<base::Done(const Move&)>& may, const OptionsOf&);

// What a move does to the clocks: met and stopped where they run (with their stage targets), then started by the rows in force.
struct ClockRules {
  const LimitTable& limits;
  std::string_view category, grade;
  const TimeTable& time;
};
[[nodiscard]] std::vector<ClockChange> clock_plan(const Move&, const std::vector<Clock>& before, const ClockRules&, base::Instant now);

// The deadline without who granted its extensions. `limits` are those of the clock's own version; no row: another system set it.
[[nodiscard]] DeadlineView deadline_view(const Clock&, const LimitTable& names, const LimitTable* limits, const TimeTable*);

}  // namespace workflow

DESCRIBED(workflow::StageView)
DESCRIBED(workflow::OptionView)
DESCRIBED(workflow::FieldView)
DESCRIBED(workflow::RuleView)
DESCRIBED(workflow::RefusalView)
DESCRIBED(workflow::MoveView)
DESCRIBED(workflow::ClockView)
DESCRIBED(workflow::PhotoView)
DESCRIBED(workflow::LimitView)
DESCRIBED(workflow::CalendarView)
DESCRIBED(workflow::DeadlineLine)
DESCRIBED(workflow::ExtensionLine)
DESCRIBED(workflow::PauseView)
DESCRIBED(workflow::DeadlineView)
