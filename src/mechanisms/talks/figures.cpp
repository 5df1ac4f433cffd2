// Counts of a span: visits, who went, what was said and what became of it; topics by what they are about, never by person.
#include <algorithm>
#include <set>

#include "base/iso.hpp"
#include "mechanisms/talks/service.hpp"

namespace talks {
namespace {

struct Asked { std::optional<base::CivilDate> from{}, to{}; std::optional<base::AreaId> area{}; };
base::Result<Asked> read(const base::Params& query) {
  Asked out;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    if (name == "from" || name == "to") {
      const auto day = base::parse_date(value);
      if (!day) wrong.errors.push_back({"/" + name, "base.not_date", {}});
      (name == "from" ? out.from : out.to) = day;
    } else if (name == "area") {
      const auto id = described::parse<base::AreaId>("\"" + value + "\"");
      if (!id) wrong.errors.push_back({"/area", "store.unknown_parameter", {}});
      else out.area = *id;
    } else {
      wrong.errors.push_back({"/" + name, "store.unknown_parameter", {}});
    }
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return out;
}

}  // namespace

base::Result<FiguresView> figures(Call& call, const base::Params& query) {
  TRY(a, read(query));
  return call.house.store.read([&](store::Session& s) -> base::Result<FiguresView> {
    TRY(g, ground(call.house, s, call.moment));
    FiguresView out{.from = a.from.value_or(month_of(g.today)), .to = a.to.value_or(g.today)};
    const base::DistrictId d = call.district();
    const auto here = [&](base::AreaId community) { return !a.area || g.tree->is_below(community, *a.area); };
    std::map<std::string, std::int64_t> topics, slots;
    for (const VisitSum& v : sum_visits(s, d, out.from, out.to)) {
      if (!here(v.community)) continue;
      out.visits += v.visits;
      out.residents += v.residents;
      for (const std::string& code : split(v.slots)) slots[code] += v.visits;
    }
    std::set<base::PersonId> went;
    for (const Went& each : who_went(s, d, out.from, out.to))
      if (here(each.community)) went.insert(each.person);
    out.cadres = static_cast<std::int64_t>(went.size());
    for (const ItemSum& i : sum_items(s, d, out.from, out.to)) {
      if (!here(i.community)) continue;
      out.items += i.items;
      if (i.kind != ItemKind::praise) topics[i.category] += i.items;
      if (i.kind == ItemKind::problem) out.to_solve += i.items, out.solved += i.done;
      out.promises += i.promises;
      out.kept += i.kept;
      out.answers_due += i.asked;
      out.answered += i.answered;
    }
    out.solved_per_mille = out.to_solve > 0 ? out.solved * 1000 / out.to_solve : 0;
    for (const CoverageLine& line : covered(g, s, d)) {
      if (!here(line.community_id)) continue;
      out.without_team += line.team_id ? 0 : 1;
      out.not_visited += line.visits_this_month == 0 ? 1 : 0;
      out.not_visited_this_quarter += line.visits_this_quarter == 0 ? 1 : 0;
    }
    for (const Topic& t : g.settings->topics)
      if (topics.contains(t.code)) out.topics.push_back({t.code, t.zh, t.en, topics[t.code]});
    std::stable_sort(out.topics.begin(), out.topics.end(), [](const NamedCode& x, const NamedCode& y) { return x.count > y.count; });
    for (const auto* list : {&g.settings->merges, &g.settings->sends})
      for (const Slot& each : *list) out.slots.push_back({each.code, each.zh, each.en, slots[each.code]});
    return out;
  });
}

}  // namespace talks
