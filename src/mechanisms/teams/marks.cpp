// A month's marks: computed from records while the month runs, frozen after it; objection and ruling point by point.
#include <fmt/format.h>

#include <algorithm>

#include "mechanisms/teams/service.hpp"
#include "mechanisms/teams/writing.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"

namespace teams {

Records records(store::Session& s, base::DistrictId d, TeamId id, const Month& m) {
  return {days(s, d, id, m.from, m.to), breaches(s, d, id, m.from, m.to), closed_operations(s, d, m.from, m.to), called_teams(s, d, id, m.from, m.to), penalties_of(s, d, id, m.from, m.to)};
}

namespace {

base::Result<Month> asked(const base::Params& query, base::CivilDate today) {
  std::string text = month_text(today);
  for (const auto& [name, value] : query)
    if (name == "month" && !value.empty()) text = value;
  const auto m = month_of(text);
  if (!m) return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/month", "teams.not_a_month", {}}}});
  return *m;
}
// The part of all teams' records that is one team's.
Records of_team(const Records& all, TeamId id) {
  Records out{.operations = all.operations};
  for (const DayRow& d : all.days) if (d.team_id == id) out.days.push_back(d);
  for (const BreachRow& b : all.breaches) if (b.team_id == id) out.breaches.push_back(b);
  for (const CalledRow& c : all.called) if (c.team_id == id) out.called.push_back(c);
  for (const PenaltyRow& p : all.penalties) if (p.team_id == id) out.penalties.push_back(p);
  return out;
}
std::int64_t points_in(const std::vector<ItemView>& items, std::string_view code) {
  for (const ItemView& i : items)
    if (i.code == code) return i.points;
  return 0;
}

}  // namespace

base::Result<std::vector<MarksLine>> marks_list(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<MarksLine>> {
    TRY(g, ground(call, s));
    TRY(m, asked(query, g.today));
    const Records all = records(s, call.district(), {}, m);
    const auto frozen = months(s, call.district(), m.from);
    const auto kept = points(s, call.district(), m.from, {});
    std::vector<MarksLine> out;
    for (const TeamRow& t : teams(s, call.district())) {
      const auto month_row = std::find_if(frozen.begin(), frozen.end(), [&](const MonthRow& one) { return one.team_id == t.id; });
      std::vector<PointRow> mine;
      if (month_row == frozen.end()) mine = points_of(*g.rules, of_team(all, t.id));
      else for (const PointRow& p : kept) if (p.month_id == month_row->id) mine.push_back(p);
      const auto items = items_of(*g.rules, mine);
      out.push_back({t.id, t.name, g.units->name(t.home_unit_id), month_row != frozen.end(), month_row != frozen.end() && month_row->seen_at, total_of(items), points_in(items, "attendance"), points_in(items, "response"),
                     points_in(items, "cases"), points_in(items, "discipline"), std::count_if(mine.begin(), mine.end(), [](const PointRow& p) { return p.state == PointState::objected; })});
    }
    return out;
  });
}

base::Result<MarksView> marks_of(Call& call, std::int64_t id, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<MarksView> {
    TRY(g, ground(call, s));
    TRY(m, asked(query, g.today));
    const auto t = team(s, call.district(), {id});
    if (!t) return base::fail(base::ErrorCode::not_found, "teams.no_such_team");
    const auto frozen = month(s, call.district(), t->id, m.from);
    const auto rows = frozen ? points(s, call.district(), m.from, t->id) : points_of(*g.rules, records(s, call.district(), t->id, m));
    MarksView out{.team_id = t->id, .team_name = t->name, .home_unit_name = g.units->name(t->home_unit_id), .month = month_text(m.from), .frozen = frozen.has_value(),
                  .definition_version = frozen ? frozen->definition_version : g.rules.definition->version, .items = items_of(*g.rules, rows),
                  .can_freeze = !frozen && m.to <= g.today && allowed(call, g, keep_action, t->area_id).has_value()};
    if (frozen) {
      out.frozen_at = frozen->frozen_at, out.month_id = frozen->id, out.seen_at = frozen->seen_at;
      out.can_see = !frozen->seen_at && allowed(call, g, object_action, t->area_id, t->home_unit_id).has_value();
    }
    out.total = total_of(out.items);
    const bool may_object = allowed(call, g, object_action, t->area_id, t->home_unit_id).has_value(), may_rule = allowed(call, g, rule_action, t->area_id).has_value();
    for (const PointRow& p : rows)
      out.points.push_back({p.id, p.item, p.points, p.words, {p.evidence_kind, p.evidence_id}, p.state, p.objection, p.ruling,
                            frozen && may_object && p.state == PointState::stands, may_rule && p.state == PointState::objected});
    return out;
  });
}

std::string seen_due(RowId month) { return "team.month." + std::to_string(month.value); }

base::Result<RowId> freeze_in(Call& call, store::Unit& u, const Ground& g, const TeamRow& t, const Month& m) {
  TRY_DO(may_freeze(g.today, m));
  if (month(u, u.district(), t.id, m.from)) return base::refuse("teams.frozen_already", law("marks"), "teams.look_again");
  const MonthRow row{u.make<RowId>(), t.id, m.from, u.now(), g.rules.definition->version, {}};
  insert(u, row);
  auto rows = points_of(*g.rules, records(u, u.district(), t.id, m));
  for (PointRow& p : rows) {
    p.id = u.make<RowId>(), p.month_id = row.id, p.version = 1;
    insert(u, p);
  }
  const auto items = items_of(*g.rules, rows);
  TRY(event, registry::record(call.house, u, {.kind = "team.month_frozen", .subject = {"team_month", row.id.value}, .body = described::to_json(WordsNoted{row.id, month_text(m.from)}), .area = t.area_id}));
  const territory::Area* area = g.tree->find(t.area_id);
  facts::add(u, {.kind = "teams.month_marked", .subject = {"team", t.id.value}, .amount = total_of(items), .measure = "points", .org_unit = t.home_unit_id, .area = t.area_id,
                 .area_version = area != nullptr ? area->version.value : 0, .occurred_on = m.to + -1, .event = event, .evidence = {"team_month", row.id.value}});
  dues::put(u, {.subject = {"team", t.id.value}, .kind = seen_due(row.id), .bucket = "to_accept", .org_unit = t.home_unit_id, .post_kind = "department_handler", .area = t.area_id,
                .title = "执法队月度评分待阅：" + t.name, .context = month_text(m.from), .since = u.now()});
  return row.id;
}

}  // namespace teams
