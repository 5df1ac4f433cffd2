// The room's rules, pure: forms and answers checked, guards, the fold of both kinds of events.
#pragma once
#include <string_view>

#include "instruments/workflow/decide.hpp"
#include "mechanisms/assigned_tasks/door.hpp"

namespace assigned_tasks {

inline constexpr std::string_view task_kind = "assigned_task";
inline constexpr std::string_view line_kind = "assigned_line";
inline constexpr std::string_view outside_kind = "assigned_outside";
inline constexpr std::string_view fact_kind = "assigned_tasks.said";   // in records/facts: "assigned_tasks.said.<code>"

[[nodiscard]] std::vector<std::string> own_actions();
[[nodiscard]] std::vector<std::string> known_registers();              // what FactRule::known_from may name
[[nodiscard]] std::vector<std::string> outside_channels();

[[nodiscard]] std::vector<std::string> split(std::string_view commas);
[[nodiscard]] std::string join(const std::vector<std::string>&);
[[nodiscard]] std::vector<FormField> fields_of(const std::string& json);
[[nodiscard]] std::vector<Answer> answers_of(const std::string& json);
[[nodiscard]] std::string month_words(std::int64_t month);             // 202609 -> "2026-09"
[[nodiscard]] std::int64_t month_of(base::CivilDate);                  // 202609

// What is wrong with a form, by path below /fields: a doubled code, a choice without choices, a fact that the dictionary does not
// have or whose kind is another, more fields than the door allows.
[[nodiscard]] std::vector<base::FieldError> check_form(const std::vector<FormField>&, const FactBook&, const Door&);
// What is wrong with a filling, by path "/answers/<code>". Photos are files of the filler; the depot refuses others.
[[nodiscard]] std::vector<base::FieldError> check_answers(const std::vector<FormField>&, const std::vector<Answer>&);
[[nodiscard]] std::vector<base::FileId> photos_of(const std::vector<FormField>&, const std::vector<Answer>&);
// The amount of a fact that has one: a number, a date as its day, yes as 1. Empty: texts and choices.
[[nodiscard]] std::optional<std::int64_t> amount_of(FieldKind, std::string_view value);

// What the guards of a task look at; minutes_after of each target with this task counted in.
struct TargetLoad { base::OrgUnitId org_unit{}; std::int64_t minutes_after{}; };
struct TaskFacts {
  bool form_is_whole{true};
  std::int64_t targets{}, notice_days{};
  std::vector<TargetLoad> loads{};
  std::string over_reason{};
  std::int64_t owing{}, to_judge{};     // lines
};
[[nodiscard]] std::int64_t notice_needed(const Door&, bool urgent);
[[nodiscard]] std::vector<TargetLoad> over_limit(const Door&, const std::vector<TargetLoad>&);
[[nodiscard]] std::optional<workflow::Blocked> guard(std::string_view name, const Task&, const TaskFacts&, const Door&);

struct TaskState {
  Task task{};
  std::vector<workflow::Clock> clocks{};
};
struct LineState {
  Line line{};
  std::vector<workflow::Clock> clocks{};
};
[[nodiscard]] workflow::Position position_of(const Task&);
[[nodiscard]] workflow::Position position_of(const Line&);
// The only way state is made.
[[nodiscard]] base::Result<TaskState> fold(TaskState, std::string_view kind, std::string_view body, TaskId, base::Instant at);
[[nodiscard]] base::Result<LineState> fold(LineState, std::string_view kind, std::string_view body, LineId, base::Instant at);

}  // namespace assigned_tasks
