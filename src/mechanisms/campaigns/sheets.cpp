// What leaves the room: lists as spreadsheets, the closing report as an official paper, what the search box finds.
#include <algorithm>

#include "base/iso.hpp"
#include "mechanisms/campaigns/service.hpp"

namespace campaigns {
namespace {

using formats::Cell;
using registry::PaperContent;
using registry::PaperTable;

Cell when(const base::Zone& zone, const std::optional<base::Instant>& t) { return t ? Cell{zone.local(*t)} : Cell{}; }
std::string state_zh(LineState state) {
  switch (state) {
    case LineState::open: return "排查中";
    case LineState::done: return "已查完";
    case LineState::unfinished: return "未查完";
    case LineState::called_off: return "已撤回";
  }
  return {};
}

base::Result<registry::ExportPage> campaigns_page(Call& call, const base::Params& query) {
  TRY(zone, base::Zone::named(call.time_zone));
  TRY(page, campaigns(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const CampaignRow& r : page.items)
    out.rows.push_back({r.title, r.org_unit_name, r.stage_zh, r.due_on ? Cell{*r.due_on} : Cell{}, r.lines, r.lines_done, r.sites, r.sites_done, r.findings, r.struck_off, r.handed_on,
                        when(zone, r.sent_at)});
  return out;
}
base::Result<registry::ExportPage> lines_page(Call& call, const base::Params& query) {
  TRY(zone, base::Zone::named(call.time_zone));
  TRY(page, lines(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const LineRow& r : page.items)
    out.rows.push_back({r.title, r.subdistrict_name, r.community_name, r.area_name, r.org_unit_name, state_zh(r.state), r.sites, r.sites_done, when(zone, r.due_at), when(zone, r.done_at), r.urges});
  return out;
}
base::Result<registry::ExportPage> findings_page(Call& call, const base::Params& query) {
  TRY(zone, base::Zone::named(call.time_zone));
  TRY(page, findings(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const FindingRow& r : page.items)
    out.rows.push_back({r.campaign_title, r.title, Cell{std::string(r.serious ? "严重" : "一般")}, r.site, r.subdistrict_name, r.community_name, r.area_name, r.stage_zh, when(zone, r.found_at),
                        when(zone, r.due_at), when(zone, r.fixed_at), when(zone, r.ended_at)});
  return out;
}

std::string percent(std::int64_t part, std::int64_t whole) { return whole == 0 ? "—" : std::to_string((part * 1000 / whole + 5) / 10) + "%"; }

// Every number is counted from rows on the day of printing; the words are the closer's own.
base::Result<PaperContent> report_paper(Call& call, const base::Subject& subject) {
  TRY(v, view(call, CampaignId{subject.id}));
  TRY(by_community, progress(call, CampaignId{subject.id}, true));
  return call.house.store.read([&](store::Session& s) -> base::Result<PaperContent> {
    TRY(g, ground(call.house, s, call.moment));
    const auto at = [&g](const std::optional<base::Instant>& t) { return t ? g.times->zone.text(*t) : std::string{}; };
    const auto all = findings_of(s, call.district(), CampaignId{subject.id});
    std::int64_t serious = 0, late = 0;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> kinds;
    for (const Finding& f : all) {
      if (f.stage == "dropped") continue;
      serious += f.serious ? 1 : 0;
      late += f.due_at && f.stage != "struck_off" && *f.due_at < call.moment.now ? 1 : 0;
      auto& [count, done] = kinds[f.question];
      ++count;
      done += f.stage == "struck_off" ? 1 : 0;
    }
    const CampaignRow& r = v.row;
    PaperContent out{.title = "专项整治工作报告"};
    out.fields = {{"专项", r.title}, {"牵头单位", r.org_unit_name}, {"目的", v.purpose}, {"依据", v.basis}, {"当前状态", r.stage_zh}, {"下发时间", at(r.sent_at)},
                  {"完成时限", r.due_on ? base::iso(*r.due_on) : ""}, {"总结时间", at(r.closed_at)}, {"应查单位", std::to_string(r.lines)}, {"查完单位", std::to_string(r.lines_done)},
                  {"应查点位", std::to_string(r.sites)}, {"已查点位", std::to_string(r.sites_done)}, {"点位完成率", percent(r.sites_done, r.sites)}, {"发现问题", std::to_string(r.findings)},
                  {"其中严重", std::to_string(serious)}, {"已销号", std::to_string(r.struck_off)}, {"转办中", std::to_string(r.handed_on)}, {"销号率", percent(r.struck_off, r.findings)},
                  {"逾期未改", std::to_string(late)}, {"工作小结", v.text}};
    PaperTable streets{.name = "各街道（镇）情况", .headings = {"街道（镇）", "单位", "查完", "应查点位", "已查", "问题", "销号", "销号率"}};
    for (const Progress& p : v.progress)
      streets.rows.push_back({p.name, std::to_string(p.lines), std::to_string(p.lines_done), std::to_string(p.sites), std::to_string(p.sites_done), std::to_string(p.findings),
                              std::to_string(p.struck_off), percent(p.struck_off, p.findings)});
    PaperTable questions{.name = "问题类型", .headings = {"检查项", "问题", "销号"}};
    for (const Question& q : v.questions)
      if (const auto it = kinds.find(q.code); it != kinds.end()) questions.rows.push_back({q.words, std::to_string(it->second.first), std::to_string(it->second.second)});
    PaperTable behind{.name = "未查完的社区", .headings = {"社区", "应查点位", "已查"}};
    for (const Progress& p : by_community)
      if (p.sites_done < p.sites && behind.rows.size() < 200) behind.rows.push_back({p.name, std::to_string(p.sites), std::to_string(p.sites_done)});
    out.tables = {std::move(streets), std::move(questions), std::move(behind)};
    return out;
  });
}

}  // namespace

const registry::ExportList& campaigns_export() {
  static const registry::ExportList list{.code = "campaigns", .path = "/api/v1/campaigns", .name_zh = "专项整治", .name_en = "Campaigns", .action = "campaign.read",
      .columns = {{"专项", "Campaign"}, {"牵头单位", "Unit"}, {"环节", "Stage"}, {"期限", "Due"}, {"单位数", "Lines"}, {"查完", "Done"}, {"应查点位", "Sites"}, {"已查点位", "Checked"},
                  {"问题", "Findings"}, {"销号", "Struck off"}, {"转办", "Handed on"}, {"下发时间", "Sent"}},
      .page = campaigns_page};
  return list;
}
const registry::ExportList& lines_export() {
  static const registry::ExportList list{.code = "campaign_lines", .path = "/api/v1/campaign_lines", .name_zh = "专项任务清单", .name_en = "Lines of campaigns", .action = "campaign.read",
      .columns = {{"专项", "Campaign"}, {"街道（镇）", "Subdistrict"}, {"社区", "Community"}, {"网格", "Grid"}, {"单位", "Unit"}, {"状态", "State"}, {"应查点位", "Sites"}, {"已查点位", "Checked"},
                  {"期限", "Due"}, {"查完时间", "Done"}, {"催办次数", "Urges"}},
      .page = lines_page};
  return list;
}
const registry::ExportList& findings_export() {
  static const registry::ExportList list{.code = "campaign_findings", .path = "/api/v1/campaign_findings", .name_zh = "专项问题清单", .name_en = "Findings", .action = "campaign.read",
      .columns = {{"专项", "Campaign"}, {"问题", "Finding"}, {"程度", "Gravity"}, {"点位", "Site"}, {"街道（镇）", "Subdistrict"}, {"社区", "Community"}, {"网格", "Grid"}, {"环节", "Stage"},
                  {"发现时间", "Found"}, {"期限", "Due"}, {"报整改时间", "Fixed"}, {"销号时间", "Struck off"}},
      .page = findings_page};
  return list;
}

std::vector<registry::PaperKind> papers() {
  return {{"campaign_report", "专项整治工作报告", "Report of a campaign", std::string(campaign_kind), "campaign.read", report_paper}};
}

base::Result<std::vector<registry::SearchHit>> find(Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  if (words.empty() || !people::has_action(call.principal, "campaign.read")) return out;
  const std::string most = std::to_string(std::clamp(limit, 1, 50));
  TRY(found, campaigns(call, {{"filter.q", std::string(words)}, {"limit", most}}));
  for (const CampaignRow& c : found.items)
    out.push_back({{std::string(campaign_kind), c.id.value}, c.title, c.org_unit_name + " · " + c.stage_zh, "/campaigns/" + std::to_string(c.id.value)});
  return out;
}

}  // namespace campaigns
