// The room's lists: visits and items page by page from SQL; teams and communities are few and counted whole.
#include <algorithm>
#include <charconv>
#include <set>

#include "base/limits.hpp"
#include "mechanisms/talks/service.hpp"

namespace talks {
namespace {

store::ListReach reach_of(const people::Principal& who) {
  const people::Reach reach = people::reach(who, read_action);
  store::ListReach out{.everything = reach.everything};
  for (const base::AreaId each : reach.areas) out.areas.push_back(each.value);
  for (const base::OrgUnitId each : reach.org_units) out.org_units.push_back(each.value);
  return out;
}

// A short list's own reading of the dialect.
struct Asked {
  std::map<std::string, std::string, std::less<>> filters{};
  std::string sort{};
  std::size_t after{}, limit{base::limits::page_rows};
  [[nodiscard]] std::string get(std::string_view name) const {
    const auto it = filters.find(name);
    return it == filters.end() ? std::string{} : it->second;
  }
  [[nodiscard]] std::int64_t id(std::string_view name) const {
    std::int64_t out = 0;
    const std::string text = get(name);
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
  }
};
template <class N>
bool number(std::string_view text, N& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}
base::Result<Asked> read_query(const base::Params& query, const std::set<std::string, std::less<>>& known, const std::set<std::string, std::less<>>& sorts) {
  Asked out;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    if (name == "sort") {
      out.sort = value;
      if (!sorts.contains(std::string_view(value).substr(value.starts_with('-') ? 1 : 0))) wrong.errors.push_back({"/sort", "store.unknown_parameter", {}});
    } else if (name == "after") {
      if (!number(value, out.after)) return base::fail(base::ErrorCode::malformed, "store.bad_cursor");
    } else if (name == "limit") {
      if (!number(value, out.limit) || out.limit < 1 || out.limit > base::limits::page_rows_max)
        wrong.errors.push_back({"/limit", "base.out_of_range", {{"least", "1"}, {"most", std::to_string(base::limits::page_rows_max)}}});
    } else if (name.starts_with("filter.") && known.contains(std::string_view(name).substr(7))) {
      out.filters[name.substr(7)] = value;
    } else {
      wrong.errors.push_back({"/" + name, "store.unknown_parameter", {}});
    }
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return out;
}
template <class T>
Page<T> page_of(std::vector<T> all, const Asked& a) {
  Page<T> out{.total = static_cast<std::int64_t>(all.size())};
  for (std::size_t i = a.after; i < all.size() && i < a.after + a.limit; ++i) out.items.push_back(std::move(all[i]));
  if (a.after + a.limit < all.size()) out.next = std::to_string(a.after + a.limit);
  return out;
}
template <class T, class Key>
void sort_by(std::vector<T>& all, const Asked& a, std::string_view field, Key key) {
  const bool down = a.sort.starts_with('-');
  if (std::string_view(a.sort).substr(down ? 1 : 0) != field) return;
  std::stable_sort(all.begin(), all.end(), [&](const T& x, const T& y) { return down ? key(y) < key(x) : key(x) < key(y); });
}
bool has(const std::string& text, const std::string& part) { return part.empty() || text.find(part) != std::string::npos; }

base::Result<std::vector<TeamLine>> asked_teams(Call& call, store::Session& s, const Asked& a) {
  TRY(g, ground(call.house, s, call.moment));
  std::vector<TeamLine> out;
  for (TeamLine& line : team_lines(g, s, call.district()))
    if (has(line.name, a.get("q")) && (a.get("unit").empty() || line.org_unit_id.value == a.id("unit"))) out.push_back(std::move(line));
  sort_by(out, a, "visits_this_year", [](const TeamLine& x) { return x.visits_this_year; });
  sort_by(out, a, "visits_this_month", [](const TeamLine& x) { return x.visits_this_month; });
  sort_by(out, a, "members", [](const TeamLine& x) { return x.members; });
  return out;
}
base::Result<std::vector<CoverageLine>> asked_coverage(Call& call, store::Session& s, const Asked& a) {
  TRY(g, ground(call.house, s, call.moment));
  std::vector<CoverageLine> out;
  const std::string missed = a.get("not_visited");
  for (CoverageLine& line : covered(g, s, call.district())) {
    if (!a.get("area").empty() && !g.tree->is_below(line.community_id, {a.id("area")})) continue;
    if (!a.get("without").empty() && line.team_id) continue;
    if ((missed == "month" && line.visits_this_month > 0) || (missed == "quarter" && line.visits_this_quarter > 0)) continue;
    if (has(line.community_name, a.get("q"))) out.push_back(std::move(line));
  }
  sort_by(out, a, "visits_this_month", [](const CoverageLine& x) { return x.visits_this_month; });
  sort_by(out, a, "visits_this_quarter", [](const CoverageLine& x) { return x.visits_this_quarter; });
  sort_by(out, a, "last_on", [](const CoverageLine& x) { return x.last_on.value_or(base::CivilDate{}); });
  sort_by(out, a, "open", [](const CoverageLine& x) { return x.open; });
  return out;
}
const std::set<std::string, std::less<>> team_filters{"q", "unit"}, team_sorts{"visits_this_year", "visits_this_month", "members"};
const std::set<std::string, std::less<>> coverage_filters{"area", "without", "not_visited", "q"}, coverage_sorts{"visits_this_month", "visits_this_quarter", "last_on", "open"};

template <class T, class List>
base::Result<Page<T>> short_list(Call& call, const base::Params& query, const std::set<std::string, std::less<>>& filters, const std::set<std::string, std::less<>>& sorts, List list) {
  TRY(a, read_query(query, filters, sorts));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<T>> {
    TRY(all, list(call, s, a));
    return page_of(std::move(all), a);
  });
}
base::Result<store::ListQuery> parsed(const Call& call, const Ground& g, const store::ListSpec& spec, const base::Params& query) {
  return store::parse_list(spec, query, {.time_zone = call.time_zone, .level = levels(g)});
}

}  // namespace

std::vector<TeamLine> team_lines(const Ground& g, store::Session& s, base::DistrictId d) {
  std::map<TeamId, TeamCount> counts;
  for (const TeamCount& each : count_teams(s, d, year_of(g.today), month_of(g.today))) counts[each.team] = each;
  std::map<TeamId, std::vector<std::string>> where;
  for (const PairingRow& p : pairings(s, d))
    if (holds(p, g.today)) where[p.team_id].push_back(g.area_name(p.community_id));
  std::vector<TeamLine> out;
  for (const TeamRow& t : teams(s, d)) {
    const TeamCount& n = counts[t.id];
    out.push_back({t.id, t.name, t.org_unit_id, g.units->name(t.org_unit_id), n.members, std::move(where[t.id]), n.year, n.month});
  }
  return out;
}
std::vector<CoverageLine> covered(const Ground& g, store::Session& s, base::DistrictId d) {
  const auto names = teams_by_id(s, d);
  std::map<base::AreaId, PlaceCount> counts;
  for (const PlaceCount& each : count_places(s, d, month_of(g.today), quarter_of(g.today))) counts[each.community] = each;
  auto open = open_by_place(s, d);
  std::multimap<base::AreaId, TeamId> paired;
  for (const PairingRow& p : pairings(s, d))
    if (holds(p, g.today)) paired.emplace(p.community_id, p.team_id);
  std::vector<CoverageLine> out;
  for (const territory::Area& area : g.tree->all()) {
    if (area.kind != territory::AreaKind::community && area.kind != territory::AreaKind::village) continue;
    CoverageLine line{.community_id = area.id, .community_name = area.name};
    if (const territory::Area* above = g.tree->subdistrict_of(area.id)) line.subdistrict_name = above->name;
    for (auto [it, end] = paired.equal_range(area.id); it != end; ++it) {
      line.team_id = it->second;
      if (const auto name = names.find(it->second); name != names.end()) line.team_name += (line.team_name.empty() ? "" : "、") + name->second.name;
    }
    if (const auto it = counts.find(area.id); it != counts.end())
      line.visits_this_month = it->second.month, line.visits_this_quarter = it->second.quarter, line.last_on = it->second.last;
    line.open = open[area.id];
    out.push_back(std::move(line));
  }
  return out;
}

base::Result<Page<TeamLine>> team_list(Call& call, const base::Params& query) { return short_list<TeamLine>(call, query, team_filters, team_sorts, asked_teams); }
base::Result<Page<CoverageLine>> coverage(Call& call, const base::Params& query) { return short_list<CoverageLine>(call, query, coverage_filters, coverage_sorts, asked_coverage); }
base::Result<TalkCount> count_team_list(Call& call, const base::Params& query) {
  TRY(page, team_list(call, query));
  return TalkCount{page.total};
}
base::Result<TalkCount> count_coverage(Call& call, const base::Params& query) {
  TRY(page, coverage(call, query));
  return TalkCount{page.total};
}

base::Result<Page<VisitLine>> visit_list(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<VisitLine>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(q, parsed(call, g, visit_list_spec(), query));
    const auto found = store::list_page<ListedVisit>(s, visit_list_spec(), q, reach_of(call.principal), call.district());
    return Page<VisitLine>{lines_of(g, s, call.district(), found.items), found.next, found.total_at_least};
  });
}
base::Result<TalkCount> count_visits(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TalkCount> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(q, parsed(call, g, visit_list_spec(), query));
    return TalkCount{store::list_count(s, visit_list_spec(), q, reach_of(call.principal), call.district())};
  });
}
base::Result<Page<ItemLine>> item_list(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<ItemLine>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(q, parsed(call, g, item_list_spec(), query));
    const auto found = store::list_page<ItemRow>(s, item_list_spec(), q, reach_of(call.principal), call.district(), g.today);
    return Page<ItemLine>{lines_of(call, g, s, call.district(), found.items), found.next, found.total_at_least};
  });
}
base::Result<TalkCount> count_items(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TalkCount> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(q, parsed(call, g, item_list_spec(), query));
    return TalkCount{store::list_count(s, item_list_spec(), q, reach_of(call.principal), call.district(), g.today)};
  });
}

base::Result<std::vector<registry::SearchHit>> find_talks(Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  if (words.empty() || !people::has_action(call.principal, read_action)) return out;
  const std::string most = std::to_string(std::clamp(limit, 1, 50));
  TRY(teams, team_list(call, {{"filter.q", std::string(words)}, {"limit", most}}));
  for (const TeamLine& t : teams.items) out.push_back({{"talk_team", t.id.value}, t.name, t.org_unit_name, "/talk-teams/" + std::to_string(t.id.value)});
  TRY(said, item_list(call, {{"filter.q", std::string(words)}, {"limit", most}}));
  for (const ItemLine& i : said.items)
    if (static_cast<int>(out.size()) < limit) out.push_back({{"talk_item", i.id.value}, i.words, i.community_name + " · " + i.team_name, "/talk-items/" + std::to_string(i.id.value)});
  return out;
}

}  // namespace talks
