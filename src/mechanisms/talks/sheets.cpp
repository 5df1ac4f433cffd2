// Lists as spreadsheets, the visit as a paper.
#include "base/iso.hpp"
#include "mechanisms/talks/service.hpp"
#include "messages/texts.hpp"

namespace talks {
namespace {

template <class T, class Row>
base::Result<registry::ExportPage> sheet(base::Result<Page<T>> (*list)(Call&, const base::Params&), Call& call, const base::Params& query, Row row) {
  TRY(found, list(call, query));
  registry::ExportPage out{.next = found.next, .total_at_least = found.total};
  for (const T& each : found.items) out.rows.push_back(row(each));
  return out;
}
std::optional<base::Zone> zone_of(Call& call) {
  return call.house.store.read([&](store::Session& s) -> std::optional<base::Zone> {
    const auto g = ground(call.house, s, call.moment);
    return g ? g->zone : std::nullopt;
  });
}
std::string in_row(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& each : words) out += (out.empty() ? "" : "、") + each;
  return out;
}
std::string said(Call& call, std::string_view key) { return call.house.texts.say(call.language, key); }

}  // namespace

const registry::ExportList& teams_export() {
  static const registry::ExportList list{
      .code = "talk_teams", .path = "/api/v1/talk_teams", .name_zh = "草坪说事小组", .name_en = "Talk teams", .action = std::string(export_action),
      .columns = {{"小组", "Team"}, {"单位", "Unit"}, {"干部", "Cadres"}, {"结对社区（村）", "Paired with"}, {"本年走访", "This year"}, {"本月走访", "This month"}},
      .page = [](Call& call, const base::Params& query) {
        return sheet<TeamLine>(&team_list, call, query, [](const TeamLine& t) {
          return std::vector<formats::Cell>{t.name, t.org_unit_name, t.members, in_row(t.communities), t.visits_this_year, t.visits_this_month};
        });
      }};
  return list;
}
const registry::ExportList& visits_export() {
  static const registry::ExportList list{
      .code = "talk_visits", .path = "/api/v1/talk_visits", .name_zh = "草坪说事走访", .name_en = "Talk visits", .action = std::string(export_action),
      .columns = {{"开始时间", "From"}, {"小组", "Team"}, {"社区（村）", "Community"}, {"网格", "Grid"}, {"参与居民", "Residents"}, {"事项", "Items"}, {"未办结", "Open"}},
      .page = [](Call& call, const base::Params& query) {
        return sheet<VisitLine>(&visit_list, call, query, [zone = zone_of(call)](const VisitLine& v) {
          return std::vector<formats::Cell>{zone ? formats::Cell{zone->local(v.began_at)} : formats::Cell{}, v.team_name, v.community_name, v.grid_name, v.residents, v.items, v.open};
        });
      }};
  return list;
}
const registry::ExportList& items_export() {
  static const registry::ExportList list{
      .code = "talk_items", .path = "/api/v1/talk_items", .name_zh = "草坪说事事项", .name_en = "What was said", .action = std::string(export_action),
      .columns = {{"社区（村）", "Community"}, {"小组", "Team"}, {"种类", "Kind"}, {"话题", "Topic"}, {"内容", "Said"}, {"承诺", "Promise"}, {"责任单位", "Owner"}, {"期限", "Due"}, {"状态", "State"}, {"结果", "Result"}},
      .page = [](Call& call, const base::Params& query) {
        return sheet<ItemLine>(&item_list, call, query, [&](const ItemLine& i) {
          return std::vector<formats::Cell>{i.community_name, i.team_name, said(call, "talks.kind." + std::string(described::word(i.kind))),
                                            call.language == "en" ? i.category_en : i.category_zh, i.words, i.promise, i.owner_name,
                                            i.due_on ? formats::Cell{*i.due_on} : formats::Cell{}, said(call, "talks.state." + std::string(described::word(i.state))), i.result};
        });
      }};
  return list;
}
const registry::ExportList& coverage_export() {
  static const registry::ExportList list{
      .code = "talk_coverage", .path = "/api/v1/talk_coverage", .name_zh = "草坪说事覆盖情况", .name_en = "Coverage of talk visits", .action = std::string(export_action),
      .columns = {{"街道（乡镇）", "Subdistrict"}, {"社区（村）", "Community"}, {"小组", "Team"}, {"本月走访", "This month"}, {"本季走访", "This quarter"}, {"最近走访", "Last"}, {"未办结事项", "Open"}},
      .page = [](Call& call, const base::Params& query) {
        return sheet<CoverageLine>(&coverage, call, query, [](const CoverageLine& c) {
          return std::vector<formats::Cell>{c.subdistrict_name, c.community_name, c.team_name, c.visits_this_month, c.visits_this_quarter, c.last_on ? formats::Cell{*c.last_on} : formats::Cell{}, c.open};
        });
      }};
  return list;
}

base::Result<registry::PaperContent> visit_paper(Call& call, const base::Subject& subject) {
  TRY(v, visit_page(call, subject.id));
  TRY(zone, call.house.store.read([&](store::Session& s) -> base::Result<base::Zone> {
    TRY(g, ground(call.house, s, call.moment));
    return *g.zone;
  }));
  std::vector<std::string> slots;
  for (const NamedCode& each : v.slots) slots.push_back(each.name_zh);
  registry::PaperContent out{.title = "草坪说事记录"};
  out.fields = {{"小组", v.visit.team_name}, {"社区", v.visit.community_name}, {"网格", v.visit.grid_name}, {"开始时间", zone.text(v.visit.began_at)},
                {"结束时间", zone.text(v.visit.ended_at)}, {"走访干部", in_row(v.people)}, {"参与居民", std::to_string(v.visit.residents)}, {"五融五送", in_row(slots)},
                {"情况", v.summary}, {"说明", v.exception_reason}};
  registry::PaperTable table{.name = "群众所说", .headings = {"种类", "内容", "承诺", "责任单位", "期限", "结果"}};
  for (const ItemLine& i : v.items)
    table.rows.push_back({call.house.texts.say("zh", "talks.kind." + std::string(described::word(i.kind))), i.words, i.promise, i.owner_name, i.due_on ? base::iso(*i.due_on) : std::string{}, i.result});
  out.tables.push_back(std::move(table));
  return out;
}

}  // namespace talks
