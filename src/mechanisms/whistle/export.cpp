// Both lists as spreadsheets, what the search box finds, and the papers: 吹哨单 and 裁定书.
#include <algorithm>

#include "formats/pinyin.hpp"
#include "mechanisms/whistle/room.hpp"
#include "mechanisms/whistle/service.hpp"
#include "messages/texts.hpp"

namespace whistle {
namespace {

using formats::Cell;

Cell when(const base::Zone& zone, const std::optional<base::Instant>& t) { return t ? Cell{zone.local(*t)} : Cell{}; }
Cell yes(bool is) { return Cell{std::string(is ? "是" : "否")}; }
std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& each : names) out += (out.empty() ? "" : "、") + each;
  return out;
}
std::string outcome_words(const std::optional<std::string>& outcome) {
  if (!outcome) return {};
  return *outcome == "solved" ? "已解决" : *outcome == "partly" ? "部分解决" : "未解决";
}

base::Result<registry::ExportPage> whistles_page(registry::Call& call, const base::Params& query) {
  TRY(zone, base::Zone::named(call.time_zone));
  TRY(page, whistles(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const WhistleRow& r : page.items)
    out.rows.push_back({r.number.value_or(""), r.kind_zh, r.title, r.subdistrict_name, r.area_name, r.place, joined(r.called), r.stage_zh, when(zone, r.blown_at), when(zone, r.due_at),
                        r.lines, r.lines_open, r.lines_late, outcome_words(r.outcome), when(zone, r.closed_at)});
  return out;
}
base::Result<registry::ExportPage> lines_page(registry::Call& call, const base::Params& query) {
  TRY(zone, base::Zone::named(call.time_zone));
  TRY(page, lines(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const WhistleLineRow& r : page.items)
    out.rows.push_back({r.number.value_or(""), r.kind_zh, r.title, r.subdistrict_name, r.unit_name, r.item_zh, yes(r.lead), r.stage_zh, when(zone, r.called_at), when(zone, r.signed_at),
                        when(zone, r.contacted_at), when(zone, r.reported_in_at), when(zone, r.fed_back_at), when(zone, r.ended_at), yes(r.late), r.sent_back,
                        r.points ? Cell{*r.points} : Cell{}});
  return out;
}

struct Sheet {
  const base::Zone& zone;
  registry::PaperContent out{};
  [[nodiscard]] std::string at(const std::optional<base::Instant>& t) const { return t ? zone.text(*t) : std::string{}; }
  void field(std::string name, std::string words) { out.fields.emplace_back(std::move(name), std::move(words)); }
  void whistle(const WhistleRow& r) {
    field("编号", r.number.value_or(""));
    field("哨的种类", r.kind_zh);
    field("事项", r.title);
    field("吹哨单位", r.unit_name);
    field("地点", r.area_name + (r.place.empty() ? "" : " " + r.place));
    field("吹哨时间", at(r.blown_at));
    field("当前环节", r.stage_zh);
  }
};

base::Result<registry::PaperContent> whistle_sheet(registry::Call& call, const base::Subject& subject) {
  TRY(zone, base::Zone::named(call.time_zone));
  TRY(v, view(call, WhistleId{subject.id}));
  Sheet sheet{zone, {.title = "吹哨单"}};
  sheet.whistle(v.row);
  sheet.field("内容", v.description);
  sheet.field("牵头区领导", v.chair);
  sheet.field("拟哨人", v.drafter_name);
  sheet.field("审核人", v.approver_name);
  sheet.field("与权责清单不一致的理由", v.differ_reason);
  sheet.field("结果", outcome_words(v.row.outcome));
  sheet.field("办结时间", sheet.at(v.row.closed_at));
  registry::PaperTable called{.name = "被吹单位", .headings = {"单位", "权责事项", "依据", "签收", "报到", "反馈", "环节", "得分"}};
  for (const WhistleLineView& l : v.lines)
    called.rows.push_back({l.row.unit_name + (l.row.lead ? "（牵头）" : ""), l.row.item_zh, l.basis, sheet.at(l.row.signed_at), sheet.at(l.row.reported_in_at), sheet.at(l.row.fed_back_at),
                           l.row.stage_zh, l.row.points ? std::to_string(*l.row.points) : ""});
  for (const PlannedView& p : v.planned)
    if (v.lines.empty()) called.rows.push_back({p.unit_name + (p.lead ? "（牵头）" : ""), p.item_zh, "", "", "", "", "", ""});
  registry::PaperTable steps{.name = "办理过程", .headings = {"时间", "环节", "单位", "经办人", "说明"}};
  for (const WhistleTimelineItem& item : v.timeline)
    steps.rows.push_back({sheet.at(item.at), call.house.texts.say("zh", "whistle.timeline." + item.kind.substr(item.kind.find('.') + 1)) + (item.called_unit_name.empty() ? "" : "（" + item.called_unit_name + "）"),
                          item.unit_name, item.who, item.text.empty() ? item.reason : item.text});
  sheet.out.tables = {std::move(called), std::move(steps)};
  return std::move(sheet.out);
}

base::Result<registry::PaperContent> ruling(registry::Call& call, const base::Subject& subject) {
  TRY(zone, base::Zone::named(call.time_zone));
  TRY(line, view(call, LineId{subject.id}));
  if (!line.dispute || !line.dispute->ruled_at) return base::refuse("whistle.not_ruled", {"whistle_line", 1, "move/uphold"}, "whistle.rule_first");
  Sheet sheet{zone, {.title = "权责裁定书"}};
  sheet.field("编号", line.row.number.value_or(""));
  sheet.field("事项", line.row.title);
  sheet.field("地点", line.row.area_name + " " + line.row.place);
  sheet.field("提出单位", line.row.unit_name);
  sheet.field("权责事项", line.row.item_zh);
  sheet.field("权责依据", line.basis);
  sheet.field("异议理由", line.dispute->reason);
  sheet.field("异议时间", sheet.at(line.dispute->at));
  std::string result = "仍由" + line.row.unit_name + "承担";
  if (line.moved_to) {
    const auto other = call.house.store.read([&](store::Session& s) -> base::Result<std::string> {
      TRY(g, ground(call.house, s, call.moment));
      const auto next = load(s, call.district(), *line.moved_to);
      return next ? g.units->name(next->line.unit_id) : std::string{};
    });
    if (!other) return std::unexpected(other.error());
    result = "改由" + *other + "承担";
  }
  sheet.field("裁定结果", result);
  sheet.field("裁定依据", line.dispute->ruling);
  sheet.field("裁定时间", sheet.at(line.dispute->ruled_at));
  return std::move(sheet.out);
}

}  // namespace

const registry::ExportList& whistles_export() {
  static const registry::ExportList list{.code = "whistles", .path = "/api/v1/whistles", .name_zh = "吹哨清单", .name_en = "Whistles", .action = "whistle.read",
      .columns = {{"编号", "Number"}, {"种类", "Kind"}, {"事项", "Title"}, {"街道（镇）", "Subdistrict"}, {"所在", "Area"}, {"地点", "Place"}, {"被吹单位", "Called units"}, {"环节", "Stage"},
                  {"吹哨时间", "Blown"}, {"最近期限", "Due"}, {"条线", "Lines"}, {"未办结条线", "Open lines"}, {"超时条线", "Late lines"}, {"结果", "Outcome"}, {"办结时间", "Closed"}},
      .page = whistles_page};
  return list;
}
const registry::ExportList& lines_export() {
  static const registry::ExportList list{.code = "whistle_lines", .path = "/api/v1/whistle_lines", .name_zh = "报到清单", .name_en = "Lines of called units", .action = "whistle_line.read",
      .columns = {{"编号", "Number"}, {"种类", "Kind"}, {"事项", "Title"}, {"街道（镇）", "Subdistrict"}, {"单位", "Unit"}, {"权责事项", "Item"}, {"牵头", "Leads"}, {"环节", "Stage"}, {"吹哨", "Called"},
                  {"签收", "Signed"}, {"联系", "Contacted"}, {"报到", "Reported in"}, {"反馈", "Fed back"}, {"办结", "Ended"}, {"有超时", "Late"}, {"退回次数", "Sent back"}, {"得分", "Points"}},
      .page = lines_page};
  return list;
}

// By words of the title or place; of the newest in the reader's scope also by the initials of the title's pinyin.
base::Result<std::vector<registry::SearchHit>> find_whistles(registry::Call& call, std::string_view words, int limit) {
  constexpr const char* initials_among = "200";
  std::vector<registry::SearchHit> out;
  const std::string most = std::to_string(std::clamp(limit, 1, 50)), initials = formats::pinyin_typed(words);
  if (words.empty()) return out;
  const auto take = [&](const std::string& title, bool by_initials, registry::SearchHit hit) {
    if (static_cast<int>(out.size()) >= limit || (by_initials && formats::pinyin_initials(title).find(initials) == std::string::npos)) return;
    hit.title = title;
    out.push_back(std::move(hit));
  };
  const auto look = [&](const base::Params& query, bool by_initials) -> base::Done {
    if (people::has_action(call.principal, "whistle.read")) {
      TRY(found, whistles(call, query));
      for (const WhistleRow& w : found.items)
        take(w.title, by_initials, {{std::string(whistle_kind), w.id.value}, {}, w.kind_zh + " · " + w.subdistrict_name + " · " + w.stage_zh, "/whistles/" + std::to_string(w.id.value)});
    }
    if (!out.empty() || !people::has_action(call.principal, "whistle_line.read")) return {};
    TRY(mine, lines(call, query));
    for (const WhistleLineRow& l : mine.items)
      take(l.title, by_initials, {{std::string(line_kind), l.id.value}, {}, l.unit_name + " · " + l.stage_zh, "/whistles/" + std::to_string(l.whistle_id.value)});
    return {};
  };
  TRY_DO(look({{"filter.q", std::string(words)}, {"limit", most}}, false));
  if (out.empty() && initials.size() > 1) TRY_DO(look({{"limit", initials_among}}, true));
  return out;
}

std::vector<registry::PaperKind> papers() {
  return {{"whistle_sheet", "吹哨单", "Whistle sheet", "whistle", "whistle.read", whistle_sheet},
          {"whistle_ruling", "权责裁定书", "Ruling on competence", "whistle_line", "whistle_line.read", ruling}};
}

}  // namespace whistle
