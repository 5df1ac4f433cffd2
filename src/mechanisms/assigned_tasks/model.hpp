// Tasks handed down 下派任务: a task with its form, one line of each community, what reached communities outside the door.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "instruments/workflow/clocks.hpp"

namespace assigned_tasks {

struct TaskTag;
struct LineTag;
struct OutsideTag;
using TaskId = base::Id<TaskTag>;
using LineId = base::Id<LineTag>;
using OutsideId = base::Id<OutsideTag>;

enum class FieldKind : std::uint8_t { text, number, date, choice, yes_no, photo };

struct FormField {                      // of a versioned form
  std::string code{};                   // unique in the form
  std::string label{};
  FieldKind kind{};
  bool required{};
  std::string fact{};                   // of the dictionary: prefilled where it is known, and feeds later forms; empty: none
  std::string unit{};                   // 户, 人 …
  std::string hint{};
  std::vector<std::string> choices{};
  std::optional<std::int64_t> least{}, most{};  // of a number
};
struct Answer {
  std::string code{};
  std::string value{};                  // number "12", date "2026-09-18", "yes"/"no", a choice, a text, file ids with commas between
  bool confirmed{};                     // was prefilled and confirmed, not typed
};

// ---- commands
struct SaveTask {                       // a draft: nothing but the title need be there yet
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string title{}, purpose{}, basis{};
  bool urgent{};
  std::string urgent_reason{};
  std::optional<base::CivilDate> due_on{};
  std::vector<std::string> unit_kinds{};
  std::vector<base::AreaId> areas{};    // empty: the whole district
  std::int64_t minutes{};               // estimated for one filling
  std::vector<FormField> fields{};
};
struct MoveTask {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string reason{}, over_reason{};
};
struct FillLine {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::vector<Answer> answers{};
  std::optional<std::int64_t> spent_minutes{};
};
struct NoteSpent {
  std::string client_ref{};
  std::int64_t spent_minutes{};
};
struct EnterOutside {
  std::string client_ref{};
  base::OrgUnitId department_id{};
  std::string title{};
  std::string channel{};                // message_group, telephone, meeting, paper, other_system, other
  base::CivilDate received_on{};
  std::int64_t minutes{};               // what it would have taken
  std::string note{};
};

// ---- rows
struct Task {
  base::DistrictId district_id{};
  TaskId id{};
  std::int64_t version{};
  std::string stage{};
  base::OrgUnitId org_unit_id{};
  std::string title{}, purpose{}, basis{};
  bool urgent{};
  std::string urgent_reason{};
  base::CivilDate due_on{};             // day 0: not said yet
  std::string unit_kinds{}, areas{};    // commas between
  std::int64_t minutes{}, form_version{};
  std::string fields{};                 // JSON of FormField
  std::int64_t line_count{};
  std::string reason{}, over_reason{};
  base::Instant drafted_at{};
  std::optional<base::Instant> asked_at{}, sent_at{}, urged_at{}, closed_at{};
};
struct Line {
  base::DistrictId district_id{};
  LineId id{};
  std::int64_t version{};
  TaskId task_id{};
  std::string stage{};
  std::int64_t round{};
  base::OrgUnitId department_id{}, org_unit_id{};
  std::string post_kind{};
  base::AreaId community_id{}, subdistrict_id{};
  std::string title{};
  std::int64_t form_version{}, minutes{};
  std::optional<std::int64_t> spent_minutes{};
  std::int64_t month{};                 // 202609: of the day on which it was due first; hours count there
  base::Instant due_at{}, sent_at{};
  std::optional<base::Instant> filled_at{};
  std::optional<bool> on_time{};        // of the first filling
  std::optional<base::Instant> ended_at{};
  std::string reason{};                 // of the last return
  std::string answers{};                // JSON of Answer
};
struct KnownFact {
  base::OrgUnitId org_unit_id{};
  std::string code{};
  LineId line_id{};
  std::string value{};
  base::CivilDate said_on{};
  base::Instant said_at{};
  std::int64_t fact_id{};               // in records/facts; 0: not a number there
  bool live{};
};
struct Outside {
  base::DistrictId district_id{};
  OutsideId id{};
  base::OrgUnitId org_unit_id{};
  base::AreaId community_id{}, subdistrict_id{};
  base::OrgUnitId department_id{};
  std::string title{}, channel{};
  base::CivilDate received_on{};
  std::int64_t minutes{};
  std::string note{};
  base::Instant entered_at{};
};

// ---- event bodies
struct TaskText {                       // assigned_task.drafted, .saved
  std::string stage{};
  base::OrgUnitId org_unit_id{};
  std::string title{}, purpose{}, basis{};
  bool urgent{};
  std::string urgent_reason{};
  base::CivilDate due_on{};
  std::string unit_kinds{}, areas{};
  std::int64_t minutes{}, form_version{};
  std::vector<FormField> fields{};
};
struct TaskMoved {
  std::string move{}, from{}, to{}, reason{}, over_reason{};
  std::int64_t line_count{};            // of admit
  std::vector<workflow::ClockChange> clocks{};
};
struct LineSent {                       // assigned_line.sent
  TaskId task_id{};
  std::string stage{};
  base::OrgUnitId department_id{}, org_unit_id{};
  std::string post_kind{};
  base::AreaId community_id{}, subdistrict_id{};
  std::string title{};
  std::int64_t form_version{}, minutes{}, month{};
  std::vector<workflow::ClockChange> clocks{};
};
struct LineMoved {
  std::string move{}, from{}, to{}, reason{};
  std::vector<Answer> answers{};        // of fill
  std::optional<std::int64_t> spent_minutes{};
  std::vector<workflow::ClockChange> clocks{};
};
struct SpentNoted {                     // assigned_line.spent
  std::int64_t spent_minutes{};
};

}  // namespace assigned_tasks

DESCRIBED_ENUM(assigned_tasks::FieldKind)
DESCRIBED(assigned_tasks::FormField)
DESCRIBED(assigned_tasks::Answer)
DESCRIBED(assigned_tasks::SaveTask)
DESCRIBED(assigned_tasks::MoveTask)
DESCRIBED(assigned_tasks::FillLine)
DESCRIBED(assigned_tasks::NoteSpent)
DESCRIBED(assigned_tasks::EnterOutside)
DESCRIBED(assigned_tasks::Task)
DESCRIBED(assigned_tasks::Line)
DESCRIBED(assigned_tasks::KnownFact)
DESCRIBED(assigned_tasks::Outside)
DESCRIBED(assigned_tasks::TaskText)
DESCRIBED(assigned_tasks::TaskMoved)
DESCRIBED(assigned_tasks::LineSent)
DESCRIBED(assigned_tasks::LineMoved)
DESCRIBED(assigned_tasks::SpentNoted)
