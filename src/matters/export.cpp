// The list as a spreadsheet (registry/exports.hpp): what the asker may export on the day the job runs. No personal column is in it.
#include "formats/sheet.hpp"
#include "matters/jobs.hpp"
#include "matters/list.hpp"

namespace matters {
namespace {

using formats::Cell;

std::string due_words(std::string_view state) {
  if (state == "ok") return "正常";
  if (state == "soon") return "将到期";
  if (state == "late") return "超时";
  if (state == "hold") return "挂账";
  return "";
}
std::string outcome_words(const std::string& outcome) {
  if (outcome == "solved") return "已解决";
  if (outcome == "explained") return "已说明";
  if (outcome == "rejected") return "不予立案";
  return outcome;
}

std::vector<Cell> cells_of(const Context& c, const MatterRow& r) {
  const base::Zone& zone = c.rules.zone();
  const auto at = [&zone](const std::optional<base::Instant>& t) { return t ? Cell{zone.local(*t)} : Cell{}; };
  std::string source = r.source;
  for (const SourceKind& each : *c.rules.sources)
    if (each.code == r.source) source = each.zh;
  return {r.report_number, r.serial.value_or(""), r.title, r.stage_zh, outcome_words(r.outcome.value_or("")), r.category_code, r.category_zh,
          r.community_name, r.area_name, r.place, source, Cell{zone.local(r.happened_at)}, at(r.due_at),
          due_words(r.due_state), at(r.closed_at), r.handler_unit_name, std::int64_t{r.photo_count}};
}

base::Result<registry::ExportPage> page(registry::Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<registry::ExportPage> {
    TRY(c, context(call.house, s, call.moment));
    TRY(parsed, parse_query(query, s.engine(), call.time_zone, c));
    const people::Reach reach = people::reach(call.principal, "matter.export");
    const bool first = std::none_of(query.begin(), query.end(), [](const auto& p) { return p.first == "after"; });
    registry::ExportPage out;
    if (first) out.total_at_least = count_of(s, parsed, reach, call.district(), call.moment.now).count;
    const RecordPage found = page_of(s, parsed, reach, call.district(), call.moment.now);
    for (const MatterRecord& m : found.items) out.rows.push_back(cells_of(c, list_row(c, *c.rules.machine, m, call.moment.now)));
    out.next = found.next;
    return out;
  });
}

}  // namespace

const registry::ExportList& matters_export() {
  static const registry::ExportList list{
      .code = "matters", .path = "/api/v1/matters", .name_zh = "事项清单", .name_en = "Matters", .action = "matter.export",
      .columns = {{"上报编号", "Report number"}, {"清单编号", "Serial"}, {"标题", "Title"}, {"环节", "Stage"}, {"结果", "Outcome"}, {"类别代码", "Category code"},
                  {"类别", "Category"}, {"社区", "Community"}, {"网格", "Grid"}, {"地点", "Place"}, {"来源", "Source"}, {"发生时间", "Happened at"},
                  {"到期时间", "Due at"}, {"时限状态", "Due state"}, {"办结时间", "Closed at"}, {"承办单位", "Handling unit"}, {"照片数", "Photos"}},
      .page = page};
  return list;
}

}  // namespace matters
