// What of tasks handed down prints: the task's sheet with who fills it, and the notice to one community. Field names stand in templates
// that an official edits, so they are Chinese and stay.
#include "base/iso.hpp"
#include "mechanisms/assigned_tasks/room.hpp"
#include "mechanisms/assigned_tasks/service.hpp"

namespace assigned_tasks {
namespace {

using registry::PaperContent;
using registry::PaperTable;

std::string kind_zh(FieldKind kind) {
  switch (kind) {
    case FieldKind::text: return "文字";
    case FieldKind::number: return "数字";
    case FieldKind::date: return "日期";
    case FieldKind::choice: return "选项";
    case FieldKind::yes_no: return "是否";
    case FieldKind::photo: return "照片";
  }
  return {};
}

PaperTable form_table(const std::vector<FormField>& fields) {
  PaperTable out{.name = "填报内容", .headings = {"序号", "填报项", "类型", "是否必填", "说明"}};
  for (const FormField& f : fields) {
    std::string kind = kind_zh(f.kind);
    if (!f.unit.empty()) kind += "（" + f.unit + "）";
    out.rows.push_back({std::to_string(out.rows.size() + 1), f.label, std::move(kind), f.required ? "必填" : "选填", f.hint});
  }
  return out;
}

base::Result<PaperContent> task_sheet(registry::Call& call, const base::Subject& subject) {
  TRY(v, view(call, TaskId{subject.id}));
  return call.house.store.read([&](store::Session& s) -> base::Result<PaperContent> {
    TRY(g, ground(call.house, s, call.moment));
    const auto at = [&g](const std::optional<base::Instant>& t) { return t ? g.times->zone.text(*t) : std::string{}; };
    PaperContent out{.title = "任务单"};
    std::string areas;
    for (const NamedArea& each : v.areas) areas += (areas.empty() ? "" : "、") + each.name;
    out.fields = {{"任务", v.row.title}, {"下派单位", v.row.org_unit_name}, {"用途", v.purpose}, {"依据", v.basis}, {"是否紧急", v.row.urgent ? "紧急：" + v.urgent_reason : "一般"},
                  {"完成时限", v.row.due_on ? base::iso(*v.row.due_on) : "未定"}, {"填报范围", areas.empty() ? "全区" : areas}, {"每份用时", std::to_string(v.row.minutes) + " 分钟"},
                  {"当前状态", v.row.stage_zh}, {"下发时间", at(v.row.sent_at)}, {"应填份数", std::to_string(v.row.lines)}, {"已填份数", std::to_string(v.row.filled)},
                  {"已确认份数", std::to_string(v.row.accepted)}, {"超期份数", std::to_string(v.row.late)}};
    PaperTable lines{.name = "填报单位", .headings = {"序号", "单位", "到期时间", "状态", "填报时间"}};
    for (const Line& each : lines_of(s, call.district(), TaskId{subject.id})) {
      const LineRow r = row_of(g, each, call.moment.now);
      lines.rows.push_back({std::to_string(lines.rows.size() + 1), r.org_unit_name, at(r.due_at), r.stage_zh, at(r.filled_at)});
    }
    out.tables = {form_table(v.fields), std::move(lines)};
    return out;
  });
}

base::Result<PaperContent> line_notice(registry::Call& call, const base::Subject& subject) {
  TRY(v, view(call, LineId{subject.id}));
  TRY(g, call.house.store.read([&](store::Session& s) { return ground(call.house, s, call.moment); }));
  PaperContent out{.title = "任务填报通知单"};
  out.fields = {{"任务", v.row.title}, {"下派单位", v.row.department_name}, {"填报单位", v.row.org_unit_name}, {"用途", v.purpose}, {"依据", v.basis},
                {"是否紧急", v.urgent ? "紧急" : "一般"}, {"到期时间", g.times->zone.text(v.row.due_at)}, {"预计用时", std::to_string(v.row.minutes) + " 分钟"},
                {"当前状态", v.row.stage_zh}, {"退回原因", v.row.reason}};
  out.tables = {form_table(v.fields)};
  return out;
}

}  // namespace

std::vector<registry::PaperKind> papers() {
  return {{"task_sheet", "任务单", "Task sheet", std::string(task_kind), "assigned_task.read", task_sheet},
          {"line_notice", "任务填报通知单", "Notice to fill a form", std::string(line_kind), "assigned_task.read", line_notice}};
}

}  // namespace assigned_tasks
