// The list of grids as a spreadsheet, for those who may take names out of the house.
#include <algorithm>

#include "mechanisms/grids/day.hpp"
#include "mechanisms/grids/service.hpp"
#include "people/access.hpp"
#include "registry/exports.hpp"

namespace grids {
namespace {

using formats::Cell;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : "、") + w;
  return out;
}

std::string in_words(const std::vector<std::string>& codes, const std::string& language) {
  static const std::map<std::string, std::pair<std::string, std::string>, std::less<>> words{
      {"contact", {"部门联系人", "contacts"}}, {"leader", {"网格长", "leader"}}, {"worker", {"网格员", "worker"}}, {"party", {"党组织", "Party organisation"}},
      {"leader_grids", {"网格长负责网格过多", "leads too many grids"}}, {"worker_households", {"网格员户数过多", "too many households"}},
      {"worker_open", {"网格员在办事项过多", "too many open matters"}}};
  std::vector<std::string> out;
  for (const std::string& code : codes)
    if (const auto it = words.find(code); it != words.end()) out.push_back(language == "en" ? it->second.second : it->second.first);
  return joined(out);
}

base::Result<registry::ExportPage> page(registry::Call& call, const base::Params& query) {
  TRY(found, lines(call, query));
  const auto tree = call.house.store.read([&](store::Session& s) { return call.house.areas.today(s, call.moment); });
  registry::ExportPage out{.next = found.next, .total_at_least = found.total};
  for (const GridLine& l : found.items) {
    if (!people::may(call.principal, export_action, people::scope_of(*tree, "grid", l.id.value, l.id))) continue;
    out.rows.push_back({l.code, l.name, l.community_name, l.subdistrict_name, l.households, l.open_matters, l.contacts_filled, l.contacts_all, joined(l.leaders),
                        joined(l.workers), joined(l.party), in_words(l.lacks, call.language), in_words(l.over, call.language)});
  }
  return out;
}

}  // namespace

const registry::ExportList& grids_export() {
  static const registry::ExportList list{
      .code = "grids", .path = "/api/v1/grids", .name_zh = "全科网格", .name_en = "Grids", .action = std::string(export_action), .personal = true,
      .columns = {{"网格代码", "Code"}, {"网格", "Grid"}, {"社区（村）", "Community"}, {"街道（乡镇）", "Subdistrict"}, {"户数", "Households"}, {"未办结事项", "Open matters"},
                  {"部门联系人（到位）", "Contacts"}, {"部门联系人（应有）", "Contacts due"}, {"网格长", "Leader"}, {"网格员", "Workers"}, {"党支部（党小组）", "Party organisation"},
                  {"缺", "Lacks"}, {"超负荷", "Overload"}},
      .page = page};
  return list;
}

}  // namespace grids
