// What the room's screens read.
#pragma once
#include "instruments/workflow/show.hpp"
#include "mechanisms/assigned_tasks/model.hpp"

namespace assigned_tasks {

struct TaskRow {
  TaskId id{};
  std::int64_t version{};
  std::string title{}, stage{}, stage_zh{}, stage_en{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{};
  std::optional<base::CivilDate> due_on{};
  std::string due_state{};              // ok, soon, late, none
  bool urgent{};
  std::int64_t minutes{}, lines{}, filled{}, accepted{}, returned{}, late{};
  base::Instant drafted_at{};
  std::optional<base::Instant> asked_at{}, sent_at{};
};
struct NamedArea { base::AreaId id{}; std::string name{}; };
struct OverLimit {                      // a community for which this task would be too much
  base::OrgUnitId org_unit_id{};
  std::string name{};
  std::int64_t minutes{};               // with this task
};
struct KnownField {                     // how often a field's fact is known already
  std::string code{}, label{};
  std::int64_t known{};
};
struct Judgement {                      // what the admission looks at
  std::int64_t targets{}, limit_minutes{}, notice_days{}, notice_needed{};
  std::string month{};                  // "2026-09"
  std::vector<OverLimit> over{};
  std::vector<KnownField> known{};
  std::int64_t rule_version{};
};
struct HistoryItem {
  std::string kind{}, who{}, reason{};
  base::Instant at{};
};
struct TaskView {
  TaskRow row{};
  std::string purpose{}, basis{}, urgent_reason{};
  std::vector<std::string> unit_kinds{};
  std::vector<NamedArea> areas{};
  std::int64_t form_version{};
  std::vector<FormField> fields{};
  std::string reason{}, over_reason{};
  bool may_edit{};
  std::vector<workflow::MoveView> moves{};
  Judgement judgement{};
  std::vector<HistoryItem> history{};
};
struct LineRow {
  LineId id{};
  std::int64_t version{};
  TaskId task_id{};
  std::string title{}, stage{}, stage_zh{}, stage_en{};
  base::OrgUnitId department_id{}, org_unit_id{};
  std::string department_name{}, org_unit_name{};
  base::AreaId community_id{};
  std::string community_name{}, subdistrict_name{};
  base::Instant due_at{};
  std::string due_state{};              // ok, soon, late, none
  std::optional<base::Instant> filled_at{};
  std::optional<bool> on_time{};
  std::int64_t minutes{};
  std::optional<std::int64_t> spent_minutes{};
  std::string month{}, reason{};
};
struct Prefill {                        // known already: from where and when
  std::string code{}, value{};
  std::string source{};                 // line, register
  std::string from_zh{}, from_en{};     // the earlier form's title, or the register's name
  base::CivilDate said_on{};
  LineId line_id{};                     // 0: a register
};
struct LineView {
  LineRow row{};
  std::string purpose{}, basis{};
  bool urgent{};
  std::vector<FormField> fields{};
  std::vector<Answer> answers{};
  std::vector<Prefill> prefill{};
  std::vector<workflow::MoveView> moves{};
  std::int64_t month_minutes{}, limit_minutes{};
  std::vector<HistoryItem> history{};
};
struct AcceptedMany {
  std::int64_t accepted{};
};
struct HoursRow {                       // hours asked of a community in a month
  base::OrgUnitId org_unit_id{};
  std::string name{};
  base::AreaId community_id{};
  std::string subdistrict_name{}, month{};
  std::int64_t lines{}, minutes{}, spent_minutes{}, limit_minutes{};
};
struct DepartmentHours {
  base::OrgUnitId org_unit_id{};
  std::string name{}, month{};
  std::int64_t tasks{}, lines{}, minutes{}, spent_minutes{}, refused_outside{};
};
struct OutsideRow {
  OutsideId id{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{}, community_name{};
  base::OrgUnitId department_id{};
  std::string department_name{}, title{}, channel{};
  base::CivilDate received_on{};
  std::int64_t minutes{};
  std::string note{};
  base::Instant entered_at{};
};
struct FactChoice {                     // of the dictionary
  std::string code{}, zh{}, en{};
  FieldKind kind{};
  std::string unit{}, known_from{};
  std::int64_t valid_days{};
  std::vector<std::string> choices{};
};
struct FillerChoice { std::string unit_kind{}, zh{}, en{}; std::int64_t units{}; };
struct DepartmentChoice { base::OrgUnitId id{}; std::string name{}; };
struct Dictionary {                     // what the editor of a task needs
  std::vector<FactChoice> facts{};
  std::vector<FillerChoice> fillers{};
  std::vector<DepartmentChoice> departments{};
  std::int64_t minutes_per_month{}, minutes_per_filling_max{}, notice_working_days{}, urgent_notice_working_days{}, fields_max{}, rule_version{};
};
struct TaskCount { std::int64_t count{}; };

}  // namespace assigned_tasks

DESCRIBED(assigned_tasks::TaskRow)
DESCRIBED(assigned_tasks::NamedArea)
DESCRIBED(assigned_tasks::OverLimit)
DESCRIBED(assigned_tasks::KnownField)
DESCRIBED(assigned_tasks::Judgement)
DESCRIBED(assigned_tasks::HistoryItem)
DESCRIBED(assigned_tasks::TaskView)
DESCRIBED(assigned_tasks::LineRow)
DESCRIBED(assigned_tasks::Prefill)
DESCRIBED(assigned_tasks::LineView)
DESCRIBED(assigned_tasks::AcceptedMany)
DESCRIBED(assigned_tasks::HoursRow)
DESCRIBED(assigned_tasks::DepartmentHours)
DESCRIBED(assigned_tasks::OutsideRow)
DESCRIBED(assigned_tasks::FactChoice)
DESCRIBED(assigned_tasks::FillerChoice)
DESCRIBED(assigned_tasks::DepartmentChoice)
DESCRIBED(assigned_tasks::Dictionary)
DESCRIBED(assigned_tasks::TaskCount)
