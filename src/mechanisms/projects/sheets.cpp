// The lists as spreadsheets; the ledger of a programme 实事清单 and the sheet of one project as papers.
#include "base/iso.hpp"
#include "mechanisms/projects/service.hpp"
#include "messages/texts.hpp"

namespace projects {
namespace {

using formats::Cell;

Cell when(const std::optional<base::CivilDate>& day) { return day ? Cell{*day} : Cell{}; }
std::string date(const std::optional<base::CivilDate>& day) { return day ? base::iso(*day) : std::string{}; }
std::string state_words(Call& call, State state, std::string_view language) { return call.house.texts.say(std::string(language), "projects.state." + std::string(described::word(state))); }

base::Result<registry::ExportPage> projects_page(Call& call, const base::Params& query) {
  TRY(found, project_list(call, query));
  registry::ExportPage out{.next = found.next, .total_at_least = found.total};
  for (const ProjectLine& p : found.items)
    out.rows.push_back({p.programme_title, p.number, p.title, p.area_name, p.place, p.owner_name, Cell{p.due_on}, p.milestones, p.met, when(p.next_due), state_words(call, p.state, call.language), p.gathered});
  return out;
}
base::Result<registry::ExportPage> programmes_page(Call& call, const base::Params& query) {
  TRY(found, programme_list(call, query));
  registry::ExportPage out{.total_at_least = found.total};
  for (const ProgrammeLine& p : found.items)
    out.rows.push_back({p.year, p.title, p.area_name, p.projects, p.doing, p.to_accept, p.done, p.dropped, p.late, p.milestones, p.met, p.met_on_time, p.gathered, p.gathered_done});
  return out;
}

base::Result<registry::PaperContent> ledger(Call& call, const base::Subject& subject) {
  TRY(v, programme_page(call, subject.id));
  registry::PaperContent out{.title = "民生实事清单"};
  const ProgrammeLine& p = v.programme;
  out.fields = {{"清单", p.title}, {"年度", std::to_string(p.year)}, {"范围", p.area_name}, {"说明", p.note}, {"项目", std::to_string(p.projects)}, {"已验收", std::to_string(p.done)},
                {"超期", std::to_string(p.late)}};
  registry::PaperTable table{.name = "项目", .headings = {"序号", "项目", "地点", "责任单位", "完成时限", "节点", "状态"}};
  base::Params query{{"filter.programme", std::to_string(subject.id)}, {"sort", "number"}, {"limit", "200"}};
  TRY(found, project_list(call, query));
  for (const ProjectLine& each : found.items)
    table.rows.push_back({std::to_string(each.number), each.title, each.area_name + (each.place.empty() ? "" : " " + each.place), each.owner_name, base::iso(each.due_on),
                          std::to_string(each.met) + "/" + std::to_string(each.milestones), state_words(call, each.state, "zh")});
  out.tables.push_back(std::move(table));
  return out;
}
base::Result<registry::PaperContent> project_sheet(Call& call, const base::Subject& subject) {
  TRY(v, project_page(call, subject.id));
  registry::PaperContent out{.title = "民生实事项目单"};
  out.fields = {{"清单", v.project.programme_title}, {"序号", std::to_string(v.project.number)}, {"项目", v.project.title}, {"内容", v.what},
                {"地点", v.project.area_name + (v.project.place.empty() ? "" : " " + v.project.place)}, {"责任单位", v.project.owner_name}, {"完成时限", base::iso(v.project.due_on)},
                {"状态", state_words(call, v.project.state, "zh")}, {"验收时间", date(v.accepted_on)}, {"办结情况", v.result}};
  registry::PaperTable steps{.name = "节点", .headings = {"节点", "时限", "完成"}};
  for (const MilestoneLine& m : v.milestones) steps.rows.push_back({m.title, base::iso(m.due_on), date(m.met_on)});
  registry::PaperTable accepted{.name = "群众验收", .headings = {"方式", "时间", "参加", "同意", "结果", "意见"}};
  for (const AcceptanceLine& a : v.acceptances)
    accepted.rows.push_back({a.how == How::meeting ? "代表会议" : "群众代表", base::iso(a.held_on), std::to_string(a.attended), std::to_string(a.agreed), a.passed ? "通过" : "退回", a.words});
  out.tables = {std::move(steps), std::move(accepted)};
  return out;
}

}  // namespace

const registry::ExportList& projects_export() {
  static const registry::ExportList list{
      .code = "projects", .path = "/api/v1/projects", .name_zh = "民生实事项目", .name_en = "Practical projects", .action = std::string(export_action),
      .columns = {{"清单", "Programme"}, {"序号", "No."}, {"项目", "Project"}, {"所在", "Area"}, {"地点", "Place"}, {"责任单位", "Owner"}, {"完成时限", "Due"}, {"节点", "Milestones"}, {"已完成节点", "Met"},
                  {"下一节点", "Next"}, {"状态", "State"}, {"归集事项", "Gathered"}},
      .page = projects_page};
  return list;
}
const registry::ExportList& programmes_export() {
  static const registry::ExportList list{
      .code = "programmes", .path = "/api/v1/programmes", .name_zh = "民生实事清单", .name_en = "Programmes", .action = std::string(export_action),
      .columns = {{"年度", "Year"}, {"清单", "Programme"}, {"范围", "Area"}, {"项目", "Projects"}, {"实施中", "In progress"}, {"待验收", "To accept"}, {"已验收", "Accepted"}, {"已撤销", "Dropped"}, {"超期", "Late"},
                  {"节点", "Milestones"}, {"已完成节点", "Met"}, {"按期完成", "Met in time"}, {"归集事项", "Gathered"}, {"已办结事项", "Gathered and done"}},
      .page = programmes_page};
  return list;
}
std::vector<registry::PaperKind> papers() {
  return {{"programme_ledger", "民生实事清单", "Ledger of a programme", "programme", std::string(read_action), &ledger},
          {"project_sheet", "民生实事项目单", "Sheet of a project", "project", std::string(read_action), &project_sheet}};
}

}  // namespace projects
