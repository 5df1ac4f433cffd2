// What the search box finds here: areas by name, code or the initials of their pinyin, and the register by name, address or code.
#include "mechanisms/divisions/search.hpp"

#include "formats/pinyin.hpp"
#include "mechanisms/divisions/places.hpp"
#include "mechanisms/divisions/service.hpp"
#include "people/access.hpp"
#include "territory/territory.hpp"

namespace divisions {

base::Result<std::vector<registry::SearchHit>> find_areas(registry::Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  if (!people::has_action(call.principal, read_action)) return out;
  const auto tree = call.house.store.read([&](store::Session& s) { return call.house.areas.today(s, call.moment); });
  for (const territory::Area& area : tree->all()) {   // parents stand first
    if (static_cast<int>(out.size()) >= limit) break;
    if (area.code != words && !formats::pinyin_fits(area.name, {}, words)) continue;
    out.push_back({{"area", area.id.value}, call.language == "en" && !area.name_en.empty() ? area.name_en : area.name,
                   tree->path_name(area.parent, call.language), "/divisions/" + std::to_string(area.id.value)});
  }
  return out;
}

base::Result<std::vector<registry::SearchHit>> find_places(registry::Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  if (!people::has_action(call.principal, read_action)) return out;
  const std::string most = std::to_string(std::clamp(limit, 1, 50)), initials = formats::pinyin_typed(words);
  TRY(page, places(call, {{"filter.q", std::string(words)}, {"limit", most}}));
  if (page.items.empty() && !initials.empty() && initials != words) {  // "HY XQ" as "hyxq" is kept
    TRY(again, places(call, {{"filter.q", initials}, {"limit", most}}));
    page = std::move(again);
  }
  for (const PlaceView& p : page.items)
    out.push_back({{"place", p.id.value}, p.name, p.area_name + (p.address.empty() ? "" : " · " + p.address), "/places/" + std::to_string(p.id.value)});
  return out;
}

}  // namespace divisions
