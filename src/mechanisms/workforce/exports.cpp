// The register and a community's month as spreadsheets.
#include "base/iso.hpp"
#include "mechanisms/workforce/service.hpp"

namespace workforce {
namespace {

using formats::Cell;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : "、") + w;
  return out;
}

std::string word(const std::string& language, const char* zh, const char* en) { return language == "en" ? en : zh; }

base::Result<registry::ExportPage> workers_page(Call& call, const base::Params& query) {
  TRY(found, list(call, query));
  TRY(g, call.house.store.read([&](store::Session& s) { return ground(call, s); }));
  registry::ExportPage out{.next = found.next, .total_at_least = found.total};
  for (const WorkerLine& l : found.items) {
    if (!people::may(call.principal, export_action, scope_at(g, l.community_id))) continue;
    const std::string kind = l.kind == WorkKind::full_time ? word(call.language, "专职", "full_time") : word(call.language, "兼职", "part_time");
    const std::string state = l.state == WorkerState::probation ? word(call.language, "试用", "probation")
                              : l.state == WorkerState::regular ? word(call.language, "在岗", "regular") : word(call.language, "已离岗", "left");
    out.rows.push_back({l.name, std::string(l.phone.text()), l.subdistrict_name, l.community_name, joined(l.grids), kind, state, l.hired_on,
                        l.probation_to ? Cell{*l.probation_to} : Cell{}, l.contract_number, l.contract_to, static_cast<double>(l.training_minutes) / 60.0,
                        l.training_required / 60});
  }
  return out;
}

base::Result<registry::ExportPage> month_page(Call& call, const base::Params& query) {
  TRY(sheet, month_sheet(call, query));
  const auto sign = [](const std::string& state) -> Cell {
    if (state.empty()) return {};
    return std::string(state == "present" ? "√" : state == "leave" ? "假" : state == "training" ? "训" : "缺");
  };
  registry::ExportPage out;
  for (const MonthLineView& l : sheet.lines) {
    std::vector<Cell> row{l.name};
    for (const std::string& state : l.days) row.push_back(sign(state));
    row.resize(32);
    for (const std::int64_t n : {l.present, l.on_leave, l.in_training, l.absent}) row.emplace_back(n);
    out.rows.push_back(std::move(row));
  }
  out.total_at_least = static_cast<std::int64_t>(out.rows.size());
  return out;
}

}  // namespace

const registry::ExportList& workers_export() {
  static const registry::ExportList list{
      .code = "grid_workers", .path = "/api/v1/grid_workers", .name_zh = "网格员名册", .name_en = "Grid workers", .action = std::string(export_action), .personal = true,
      .columns = {{"姓名", "Name"}, {"电话", "Phone"}, {"街道（乡镇）", "Subdistrict"}, {"社区（村）", "Community"}, {"网格", "Grids"}, {"用工性质", "Kind"}, {"状态", "State"},
                  {"入职日期", "From"}, {"试用期止", "Probation to"}, {"合同编号", "Contract number"}, {"合同止日", "Contract to"}, {"本年学时", "Hours"}, {"应有学时", "Hours due"}},
      .page = workers_page};
  return list;
}

const registry::ExportList& month_export() {
  static const registry::ExportList list = [] {
    registry::ExportList made{.code = "month_sheet", .path = "/api/v1/month_sheet", .name_zh = "月考勤", .name_en = "Attendance", .action = std::string(export_action),
                              .personal = true, .columns = {{"姓名", "Name"}}, .page = month_page};
    for (int day = 1; day <= 31; ++day) made.columns.push_back({std::to_string(day), std::to_string(day)});
    for (const auto& [zh, en] : {std::pair{"在岗", "Present"}, {"请假", "Leave"}, {"培训", "Training"}, {"缺勤", "Absent"}}) made.columns.push_back({zh, en});
    return made;
  }();
  return list;
}

}  // namespace workforce
