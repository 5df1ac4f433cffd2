// Lists as spreadsheets: the three long ones by the house's export job, the short ones (a month's hours; the answers of a task, one row
// of each community and one column of each field) at once.
#include <algorithm>
#include <charconv>

#include "mechanisms/assigned_tasks/service.hpp"

namespace assigned_tasks {
namespace {

using formats::Cell;

struct Table {
  formats::SheetHead head{};
  std::vector<std::vector<Cell>> rows{};
};

Cell when(const base::Zone& zone, const std::optional<base::Instant>& t) { return t ? Cell{zone.local(*t)} : Cell{}; }
Cell day(const std::optional<base::CivilDate>& d) { return d ? Cell{*d} : Cell{}; }
Cell hours_cell(std::int64_t minutes) { return static_cast<double>(minutes) / 60; }

std::string_view channel_words(std::string_view code) {
  if (code == "message_group") return "工作群";
  if (code == "telephone") return "电话";
  if (code == "meeting") return "会议";
  if (code == "paper") return "纸质文件";
  if (code == "other_system") return "其他系统";
  return "其他";
}

base::Result<base::Zone> zone_of(const registry::Call& call) { return base::Zone::named(call.time_zone); }

base::Result<registry::ExportPage> tasks_page(registry::Call& call, const base::Params& query) {
  TRY(zone, zone_of(call));
  TRY(page, tasks(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const TaskRow& r : page.items)
    out.rows.push_back({r.title, r.org_unit_name, r.stage_zh, day(r.due_on), Cell{std::string(r.urgent ? "是" : "否")}, hours_cell(r.minutes), r.lines, r.filled,
                        r.accepted, r.returned, r.late, when(zone, r.sent_at)});
  return out;
}

base::Result<registry::ExportPage> lines_page(registry::Call& call, const base::Params& query) {
  TRY(zone, zone_of(call));
  TRY(page, lines(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const LineRow& r : page.items)
    out.rows.push_back({r.title, r.department_name, r.subdistrict_name, r.community_name, r.org_unit_name, r.stage_zh, when(zone, r.due_at), when(zone, r.filled_at),
                        Cell{std::string(!r.on_time ? "" : *r.on_time ? "是" : "否")}, hours_cell(r.minutes), r.spent_minutes ? hours_cell(*r.spent_minutes) : Cell{}, r.reason});
  return out;
}

base::Result<registry::ExportPage> outside_page(registry::Call& call, const base::Params& query) {
  TRY(zone, zone_of(call));
  TRY(page, outside(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const OutsideRow& r : page.items)
    out.rows.push_back({r.department_name, r.title, r.community_name, r.org_unit_name, Cell{std::string(channel_words(r.channel))}, r.received_on, hours_cell(r.minutes), r.note,
                        when(zone, r.entered_at)});
  return out;
}

Cell answer_cell(const FormField& f, const std::vector<Answer>& answers) {
  const auto it = std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return a.code == f.code; });
  if (it == answers.end() || it->value.empty()) return {};
  switch (f.kind) {
    case FieldKind::number:
      if (const auto n = amount_of(f.kind, it->value)) return *n;
      return it->value;
    case FieldKind::date:
      if (const auto n = amount_of(f.kind, it->value)) return base::CivilDate{static_cast<std::int32_t>(*n)};
      return it->value;
    case FieldKind::yes_no: return std::string(it->value == "yes" ? "是" : "否");
    case FieldKind::photo: return static_cast<std::int64_t>(split(it->value).size());
    case FieldKind::text:
    case FieldKind::choice: return it->value;
  }
  return {};
}

base::Result<Table> answer_table(registry::Call& call, const base::Zone& zone, std::string_view task) {
  TaskId id;
  std::from_chars(task.data(), task.data() + task.size(), id.value);
  return call.house.store.read([&](store::Session& s) -> base::Result<Table> {
    TRY(g, ground(call.house, s, call.moment));
    const auto state = load(s, call.district(), id);
    if (!state) return base::fail(base::ErrorCode::not_found, "assigned_tasks.no_such_task");
    if (auto post = people::may(call.principal, "assigned_task.read", scope(g, state->task)); !post) return std::unexpected(std::move(post).error());
    const auto fields = fields_of(state->task.fields);
    Table t{.head = {.name = "填报汇总", .columns = {"街道（镇）", "社区", "填报单位", "环节", "报送时间"}}};
    for (const FormField& f : fields) t.head.columns.push_back(f.unit.empty() ? f.label : f.label + "（" + f.unit + "）");
    for (const Line& l : lines_of(s, call.district(), id)) {
      const LineRow r = row_of(g, l, call.moment.now);
      std::vector<Cell> row{r.subdistrict_name, r.community_name, r.org_unit_name, r.stage_zh, when(zone, r.filled_at)};
      for (const FormField& f : fields) row.push_back(answer_cell(f, answers_of(l.answers)));
      t.rows.push_back(std::move(row));
    }
    return t;
  });
}

base::Result<Table> hours_table(registry::Call& call, std::string_view month) {
  TRY(rows, hours(call, month));
  Table t{.head = {.name = "社区时数", .columns = {"月份", "街道（镇）", "单位", "份数", "估时合计（小时）", "实际合计（小时）", "每月上限（小时）"}}};
  for (const HoursRow& r : rows)
    t.rows.push_back({r.month, r.subdistrict_name, r.name, r.lines, hours_cell(r.minutes), hours_cell(r.spent_minutes), hours_cell(r.limit_minutes)});
  return t;
}

base::Result<Table> department_table(registry::Call& call, std::string_view month) {
  TRY(rows, department_hours(call, month));
  Table t{.head = {.name = "部门时数", .columns = {"月份", "部门", "任务数", "份数", "估时合计（小时）", "实际合计（小时）", "未经准入被拒"}}};
  for (const DepartmentHours& r : rows)
    t.rows.push_back({r.month, r.name, r.tasks, r.lines, hours_cell(r.minutes), hours_cell(r.spent_minutes), r.refused_outside});
  return t;
}

std::string value_of(const base::Params& query, std::string_view name) {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return {};
}

}  // namespace

const registry::ExportList& tasks_export() {
  static const registry::ExportList list{.code = "assigned_tasks", .path = "/api/v1/assigned_tasks", .name_zh = "下派任务", .name_en = "Tasks handed down",
      .action = "assigned_task.read",
      .columns = {{"任务", "Task"}, {"部门", "Department"}, {"环节", "Stage"}, {"期限", "Due"}, {"紧急", "Urgent"}, {"每份估时（小时）", "Hours of one"}, {"份数", "Lines"},
                  {"已报", "Filled"}, {"已采用", "Accepted"}, {"退回", "Returned"}, {"超期未报", "Overdue"}, {"下达时间", "Sent"}},
      .page = tasks_page};
  return list;
}
const registry::ExportList& lines_export() {
  static const registry::ExportList list{.code = "assigned_lines", .path = "/api/v1/assigned_lines", .name_zh = "任务清单", .name_en = "Lines of tasks handed down",
      .action = "assigned_task.read",
      .columns = {{"任务", "Task"}, {"下派部门", "Department"}, {"街道（镇）", "Subdistrict"}, {"社区", "Community"}, {"填报单位", "Unit"}, {"环节", "Stage"}, {"期限", "Due"},
                  {"报送时间", "Filled"}, {"按时", "On time"}, {"估时（小时）", "Hours estimated"}, {"实际（小时）", "Hours spent"}, {"退回理由", "Reason of return"}},
      .page = lines_page};
  return list;
}
const registry::ExportList& outside_export() {
  static const registry::ExportList list{.code = "assigned_outside", .path = "/api/v1/assigned_outside", .name_zh = "未经准入清单", .name_en = "Refused: not admitted",
      .action = "assigned_task.read",
      .columns = {{"部门", "Department"}, {"任务", "Task"}, {"社区", "Community"}, {"单位", "Unit"}, {"下达方式", "How it came"}, {"收到日期", "Received"},
                  {"约需（小时）", "Hours"}, {"说明", "Note"}, {"登记时间", "Entered"}},
      .page = outside_page};
  return list;
}

base::Result<std::string> export_sheet(registry::Call& call, std::string_view what, formats::SheetFormat format, base::Params query) {
  TRY(zone, base::Zone::named(call.time_zone));
  const auto table = [&]() -> base::Result<Table> {
    if (what == "answers") return answer_table(call, zone, value_of(query, "filter.task"));
    if (what == "hours") return hours_table(call, value_of(query, "month"));
    if (what == "departments") return department_table(call, value_of(query, "month"));
    return base::fail(base::ErrorCode::not_found, "assigned_tasks.no_such_list");
  }();
  if (!table) return std::unexpected(table.error());
  formats::SheetHead head = table->head;
  head.mark = call.principal.name + " " + zone.text(call.moment.now);
  return formats::write_sheet(format, head, table->rows);
}

}  // namespace assigned_tasks
