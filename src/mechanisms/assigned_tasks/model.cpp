#include "mechanisms/assigned_tasks/model.hpp"

#include "base/described/tables.hpp"
#include "base/limits.hpp"
#include "mechanisms/assigned_tasks/views.hpp"

namespace {
namespace limits = base::limits;
constexpr described::Format line = described::Format::line;
constexpr described::Format code = described::Format::code;
constexpr std::int64_t minutes_max = 10'000;
}  // namespace

DESCRIBE_ENUM(assigned_tasks::FieldKind, "FormFieldKind", text, number, date, choice, yes_no, photo)
DESCRIBE(assigned_tasks::FormField, "FormField", FIELD(code, .min = 1, .max = 40, .format = code), FIELD(label, .min = 1, .max = 60, .format = line), FIELD(kind),
         FIELD(required, .absent_ok = true), FIELD(fact, .max = 40, .absent_ok = true), FIELD(unit, .max = 10, .absent_ok = true),
         FIELD(hint, .max = 200, .absent_ok = true), FIELD(choices, .min = 1, .max = 40, .items_max = 30, .absent_ok = true), FIELD(least), FIELD(most))
DESCRIBE(assigned_tasks::Answer, "FormAnswer", FIELD(code, .min = 1, .max = 40), FIELD(value, .max = limits::description_chars_max),
         FIELD(confirmed, .absent_ok = true))

DESCRIBE(assigned_tasks::SaveTask, "SaveAssignedTask", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(title, .min = 2, .max = limits::title_chars_max, .format = line), FIELD(purpose, .max = limits::reason_chars_max, .absent_ok = true),
         FIELD(basis, .max = limits::reason_chars_max, .absent_ok = true), FIELD(urgent, .absent_ok = true),
         FIELD(urgent_reason, .max = limits::reason_chars_max, .absent_ok = true), FIELD(due_on),
         FIELD(unit_kinds, .min = 1, .max = 40, .items_max = 20, .absent_ok = true), FIELD(areas, .items_max = 300, .absent_ok = true),
         FIELD(minutes, .least = 0, .most = minutes_max, .absent_ok = true), FIELD(fields, .items_max = 100, .absent_ok = true))
DESCRIBE(assigned_tasks::MoveTask, "MoveAssignedTask", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(reason, .max = limits::reason_chars_max, .absent_ok = true), FIELD(over_reason, .max = limits::reason_chars_max, .absent_ok = true))
DESCRIBE(assigned_tasks::FillLine, "FillAssignedLine", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(answers, .items_max = 100), FIELD(spent_minutes, .least = 0, .most = minutes_max))
DESCRIBE(assigned_tasks::NoteSpent, "NoteSpentMinutes", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true),
         FIELD(spent_minutes, .least = 0, .most = minutes_max))
DESCRIBE(assigned_tasks::EnterOutside, "EnterOutsideTask", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(department_id),
         FIELD(title, .min = 2, .max = limits::title_chars_max, .format = line), FIELD(channel, .min = 1, .max = 20, .format = code), FIELD(received_on),
         FIELD(minutes, .least = 0, .most = minutes_max, .absent_ok = true), FIELD(note, .max = limits::reason_chars_max, .absent_ok = true))

DESCRIBE(assigned_tasks::Task, "AssignedTaskRecord", FIELD(district_id), FIELD(id), FIELD(version), FIELD(stage), FIELD(org_unit_id), FIELD(title),
         FIELD(purpose), FIELD(basis), FIELD(urgent), FIELD(urgent_reason), FIELD(due_on), FIELD(unit_kinds), FIELD(areas), FIELD(minutes),
         FIELD(form_version), FIELD(fields), FIELD(line_count), FIELD(reason), FIELD(over_reason), FIELD(drafted_at), FIELD(asked_at), FIELD(sent_at),
         FIELD(urged_at), FIELD(closed_at))
DESCRIBE(assigned_tasks::Line, "AssignedLineRecord", FIELD(district_id), FIELD(id), FIELD(version), FIELD(task_id), FIELD(stage), FIELD(round),
         FIELD(department_id), FIELD(org_unit_id), FIELD(post_kind), FIELD(community_id), FIELD(subdistrict_id), FIELD(title), FIELD(form_version),
         FIELD(minutes), FIELD(spent_minutes), FIELD(month), FIELD(due_at), FIELD(sent_at), FIELD(filled_at), FIELD(on_time), FIELD(ended_at),
         FIELD(reason), FIELD(answers))
DESCRIBE(assigned_tasks::KnownFact, "AssignedKnownFactRecord", FIELD(org_unit_id), FIELD(code), FIELD(line_id), FIELD(value), FIELD(said_on), FIELD(said_at),
         FIELD(fact_id), FIELD(live))
DESCRIBE(assigned_tasks::Outside, "AssignedOutsideRecord", FIELD(district_id), FIELD(id), FIELD(org_unit_id), FIELD(community_id), FIELD(subdistrict_id),
         FIELD(department_id), FIELD(title), FIELD(channel), FIELD(received_on), FIELD(minutes), FIELD(note), FIELD(entered_at))
DESCRIBE(assigned_tasks::TaskText, "AssignedTaskText", FIELD(stage), FIELD(org_unit_id), FIELD(title), FIELD(purpose), FIELD(basis), FIELD(urgent),
         FIELD(urgent_reason), FIELD(due_on), FIELD(unit_kinds), FIELD(areas), FIELD(minutes), FIELD(form_version), FIELD(fields))
DESCRIBE(assigned_tasks::TaskMoved, "AssignedTaskMoved", FIELD(move), FIELD(from), FIELD(to), FIELD(reason), FIELD(over_reason), FIELD(line_count), FIELD(clocks))
DESCRIBE(assigned_tasks::LineSent, "AssignedLineSent", FIELD(task_id), FIELD(stage), FIELD(department_id), FIELD(org_unit_id), FIELD(post_kind),
         FIELD(community_id), FIELD(subdistrict_id), FIELD(title), FIELD(form_version), FIELD(minutes), FIELD(month), FIELD(clocks))
DESCRIBE(assigned_tasks::LineMoved, "AssignedLineMoved", FIELD(move), FIELD(from), FIELD(to), FIELD(reason), FIELD(answers), FIELD(spent_minutes), FIELD(clocks))
DESCRIBE(assigned_tasks::SpentNoted, "AssignedSpentNoted", FIELD(spent_minutes))

DESCRIBE(assigned_tasks::TaskRow, "AssignedTaskRow", FIELD(id), FIELD(version), FIELD(title), FIELD(stage), FIELD(stage_zh), FIELD(stage_en),
         FIELD(org_unit_id), FIELD(org_unit_name), FIELD(due_on), FIELD(due_state), FIELD(urgent), FIELD(minutes), FIELD(lines), FIELD(filled),
         FIELD(accepted), FIELD(returned), FIELD(late), FIELD(drafted_at), FIELD(asked_at), FIELD(sent_at))
DESCRIBE(assigned_tasks::NamedArea, "AssignedArea", FIELD(id), FIELD(name))
DESCRIBE(assigned_tasks::OverLimit, "AssignedOverLimit", FIELD(org_unit_id), FIELD(name), FIELD(minutes))
DESCRIBE(assigned_tasks::KnownField, "AssignedKnownField", FIELD(code), FIELD(label), FIELD(known))
DESCRIBE(assigned_tasks::Judgement, "AssignedJudgement", FIELD(targets), FIELD(limit_minutes), FIELD(notice_days), FIELD(notice_needed), FIELD(month),
         FIELD(over), FIELD(known), FIELD(rule_version))
DESCRIBE(assigned_tasks::HistoryItem, "AssignedHistoryItem", FIELD(kind), FIELD(who), FIELD(reason), FIELD(at))
DESCRIBE(assigned_tasks::TaskView, "AssignedTaskView", FIELD(row), FIELD(purpose), FIELD(basis), FIELD(urgent_reason), FIELD(unit_kinds), FIELD(areas),
         FIELD(form_version), FIELD(fields), FIELD(reason), FIELD(over_reason), FIELD(may_edit), FIELD(moves), FIELD(judgement), FIELD(history))
DESCRIBE(assigned_tasks::LineRow, "AssignedLineRow", FIELD(id), FIELD(version), FIELD(task_id), FIELD(title), FIELD(stage), FIELD(stage_zh), FIELD(stage_en),
         FIELD(department_id), FIELD(org_unit_id), FIELD(department_name), FIELD(org_unit_name), FIELD(community_id), FIELD(community_name),
         FIELD(subdistrict_name), FIELD(due_at), FIELD(due_state), FIELD(filled_at), FIELD(on_time), FIELD(minutes), FIELD(spent_minutes), FIELD(month),
         FIELD(reason))
DESCRIBE(assigned_tasks::Prefill, "AssignedPrefill", FIELD(code), FIELD(value), FIELD(source), FIELD(from_zh), FIELD(from_en), FIELD(said_on), FIELD(line_id))
DESCRIBE(assigned_tasks::LineView, "AssignedLineView", FIELD(row), FIELD(purpose), FIELD(basis), FIELD(urgent), FIELD(fields), FIELD(answers),
         FIELD(prefill), FIELD(moves), FIELD(month_minutes), FIELD(limit_minutes), FIELD(history))
DESCRIBE(assigned_tasks::AcceptedMany, "AssignedAcceptedMany", FIELD(accepted))
DESCRIBE(assigned_tasks::HoursRow, "AssignedHoursRow", FIELD(org_unit_id), FIELD(name), FIELD(community_id), FIELD(subdistrict_name), FIELD(month),
         FIELD(lines), FIELD(minutes), FIELD(spent_minutes), FIELD(limit_minutes))
DESCRIBE(assigned_tasks::DepartmentHours, "AssignedDepartmentHours", FIELD(org_unit_id), FIELD(name), FIELD(month), FIELD(tasks), FIELD(lines),
         FIELD(minutes), FIELD(spent_minutes), FIELD(refused_outside))
DESCRIBE(assigned_tasks::OutsideRow, "AssignedOutsideRow", FIELD(id), FIELD(org_unit_id), FIELD(org_unit_name), FIELD(community_name), FIELD(department_id),
         FIELD(department_name), FIELD(title), FIELD(channel), FIELD(received_on), FIELD(minutes), FIELD(note), FIELD(entered_at))
DESCRIBE(assigned_tasks::FactChoice, "AssignedFactChoice", FIELD(code), FIELD(zh), FIELD(en), FIELD(kind), FIELD(unit), FIELD(known_from), FIELD(valid_days),
         FIELD(choices))
DESCRIBE(assigned_tasks::FillerChoice, "AssignedFillerChoice", FIELD(unit_kind), FIELD(zh), FIELD(en), FIELD(units))
DESCRIBE(assigned_tasks::DepartmentChoice, "AssignedDepartment", FIELD(id), FIELD(name))
DESCRIBE(assigned_tasks::Dictionary, "AssignedDictionary", FIELD(facts), FIELD(fillers), FIELD(departments), FIELD(minutes_per_month),
         FIELD(minutes_per_filling_max), FIELD(notice_working_days), FIELD(urgent_notice_working_days), FIELD(fields_max), FIELD(rule_version))
DESCRIBE(assigned_tasks::TaskCount, "AssignedTaskCount", FIELD(count))
