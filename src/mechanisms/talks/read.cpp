// Teams, visits, items, coverage and figures as they are read. Counted from rows; topics of items, never profiles of people.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>

#include "base/iso.hpp"
#include "base/limits.hpp"
#include "mechanisms/talks/service.hpp"
#include "records/facts/facts.hpp"
#include "store/districts.hpp"

namespace talks {

base::Result<Ground> ground(registry::House& house, store::Session& s, const store::Moment& moment) {
  Ground out;
  out.tree = house.areas.today(s, moment);
  out.today = out.tree->day();
  out.units = house.people.units(s, moment.district, out.today);
  TRY(settings, house.book.in_force_as<Settings>(&parse_settings, s, moment.district, "talks/settings", out.today));
  out.settings = settings;
  if (const auto row = store::district_by_id(s, moment.district)) out.time_zone = row->time_zone;
  TRY(zone, base::Zone::named(out.time_zone));
  out.zone = zone;
  return out;
}

namespace {

struct Asked {
  std::map<std::string, std::string, std::less<>> filters{};
  std::string sort{};
  std::size_t after{}, limit{base::limits::page_rows};
  [[nodiscard]] std::string get(std::string_view name) const {
    const auto it = filters.find(name);
    return it == filters.end() ? std::string{} : it->second;
  }
  [[nodiscard]] std::int64_t id(std::string_view name) const { return std::strtoll(get(name).c_str(), nullptr, 10); }
  [[nodiscard]] std::optional<base::CivilDate> date(std::string_view name) const { return base::parse_date(get(name)); }
};
template <class N>
bool number(std::string_view text, N& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}
base::Result<Asked> read_query(const base::Params& query, const std::set<std::string, std::less<>>& known) {
  Asked out;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    if (name == "sort") out.sort = value;
    else if (name == "after") { if (!number(value, out.after)) return base::fail(base::ErrorCode::malformed, "store.bad_cursor"); }
    else if (name == "limit") {
      if (!number(value, out.limit) || out.limit < 1 || out.limit > base::limits::page_rows_max)
        wrong.errors.push_back({"/limit", "base.out_of_range", {{"least", "1"}, {"most", std::to_string(base::limits::page_rows_max)}}});
    } else if (name.starts_with("filter.") && known.contains(std::string_view(name).substr(7))) out.filters[name.substr(7)] = value;
    else wrong.errors.push_back({"/" + name, "store.unknown_parameter", {}});
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
// "-field": descending; an unknown field keeps the order.
template <class T, class Key>
void sort_by(std::vector<T>& all, const Asked& a, std::string_view field, Key key) {
  const bool down = a.sort.starts_with('-');
  if (std::string_view(a.sort).substr(down ? 1 : 0) != field) return;
  std::stable_sort(all.begin(), all.end(), [&](const T& x, const T& y) { return down ? key(y) < key(x) : key(x) < key(y); });
}

struct Lists {
  std::vector<TeamRow> teams{};
  std::vector<MemberRow> members{};
  std::vector<PairingRow> pairings{};
  std::vector<VisitRow> visits{};
  std::vector<ItemRow> items{};
  std::map<TeamId, const TeamRow*> team{};
  std::map<VisitId, const VisitRow*> visit{};
};
Lists lists(store::Session& s, base::DistrictId d) {
  Lists out{.teams = teams(s, d), .members = members(s, d), .pairings = pairings(s, d), .visits = visits(s, d), .items = items(s, d)};
  for (const TeamRow& each : out.teams) out.team[each.id] = &each;
  for (const VisitRow& each : out.visits) out.visit[each.id] = &each;
  return out;
}
std::string name_of(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area != nullptr ? area->name : std::string{};
}
bool may(Call& call, const Ground& g, std::string_view action, base::AreaId area, std::vector<base::OrgUnitId> on) {
  return people::may(call.principal, action, people::scope_of(*g.tree, "talk", 0, area, std::move(on))).has_value();
}
std::string team_name(const Lists& l, TeamId id) {
  const auto it = l.team.find(id);
  return it == l.team.end() ? std::string{} : it->second->name;
}

TeamLine team_line(const Ground& g, const Lists& l, const TeamRow& t) {
  TeamLine out{.id = t.id, .name = t.name, .org_unit_id = t.org_unit_id, .org_unit_name = g.units->name(t.org_unit_id)};
  out.members = std::count_if(l.members.begin(), l.members.end(), [&](const MemberRow& m) { return m.team_id == t.id; });
  for (const PairingRow& p : l.pairings)
    if (p.team_id == t.id && holds(p, g.today)) out.communities.push_back(name_of(g, p.community_id));
  for (const VisitRow& v : l.visits) {
    if (v.team_id != t.id) continue;
    ++out.visits;
    if (v.visited_on >= month_of(g.today)) ++out.visits_this_month;
  }
  return out;
}
VisitLine visit_line(const Ground& g, const Lists& l, const VisitRow& v) {
  VisitLine out{.id = v.id, .team_id = v.team_id, .team_name = team_name(l, v.team_id), .community_id = v.community_id, .community_name = name_of(g, v.community_id),
                .grid_name = v.grid_id ? name_of(g, *v.grid_id) : std::string{}, .began_at = v.began_at, .ended_at = v.ended_at, .residents = v.residents,
                .exception = !v.exception_reason.empty()};
  for (const ItemRow& i : l.items) {
    if (i.visit_id != v.id) continue;
    ++out.items;
    if (i.state == ItemState::open) ++out.open;
  }
  return out;
}
ItemLine item_line(Call& call, const Ground& g, const Lists& l, const ItemRow& i, const std::map<base::PersonId, std::string>& names) {
  ItemLine out{.id = i.id, .visit_id = i.visit_id, .community_id = i.community_id, .community_name = name_of(g, i.community_id), .kind = i.kind, .category = i.category,
               .category_zh = i.category, .category_en = i.category, .words = i.words, .promise = i.promise, .due_on = i.due_on, .state = i.state, .late = late(i, g.today),
               .done_on = i.done_on, .result = i.result, .opened_kind = i.opened_kind, .opened_id = i.opened_id != 0 ? std::to_string(i.opened_id) : std::string{}, .wants_answer = i.wants_answer,
               .speaker_name = i.speaker_name, .reply_due_on = i.reply_due_on, .replied_at = i.replied_at, .reply_how = i.reply_how, .reply_words = i.reply_words,
               .version = i.version};
  if (const auto v = l.visit.find(i.visit_id); v != l.visit.end()) out.team_name = team_name(l, v->second->team_id);
  if (const Topic* topic = g.settings->topic(i.category)) out.category_zh = topic->zh, out.category_en = topic->en;
  if (i.owner_unit_id) out.owner_name = g.units->name(*i.owner_unit_id);
  if (const auto phone = base::Phone::parse(i.speaker_phone)) out.speaker_phone = base::MaskedPhone(*phone);
  if (i.replied_by)
    if (const auto it = names.find(*i.replied_by); it != names.end()) out.replied_by = it->second;
  std::vector<base::OrgUnitId> on{i.team_unit_id};
  if (i.owner_unit_id) on.push_back(*i.owner_unit_id);
  out.can_answer = may(call, g, answer_action, i.community_id, on);
  out.can_unmask = !i.speaker_phone.empty() && may(call, g, unmask_action, i.community_id, on);
  if (!out.can_answer) out.speaker_name.clear(), out.speaker_phone = {};   // a name is for who answers
  return out;
}
std::map<base::PersonId, std::string> repliers(store::Session& s, base::DistrictId d, const std::vector<ItemRow>& rows) {
  std::set<base::PersonId> ids;
  for (const ItemRow& i : rows)
    if (i.replied_by) ids.insert(*i.replied_by);
  return ids.empty() ? std::map<base::PersonId, std::string>{} : people::person_names(s, d, {ids.begin(), ids.end()});
}
bool has(const std::string& text, const std::string& part) { return part.empty() || text.find(part) != std::string::npos; }

std::vector<CoverageLine> covered(const Ground& g, const Lists& l) {
  std::vector<CoverageLine> out;
  for (const territory::Area& area : g.tree->all()) {
    if (area.kind != territory::AreaKind::community && area.kind != territory::AreaKind::village) continue;
    CoverageLine line{.community_id = area.id, .community_name = area.name};
    if (const territory::Area* above = g.tree->subdistrict_of(area.id)) line.subdistrict_name = above->name;
    for (const PairingRow& p : l.pairings)
      if (p.community_id == area.id && holds(p, g.today)) line.team_id = p.team_id, line.team_name += (line.team_name.empty() ? "" : "、") + team_name(l, p.team_id);
    for (const VisitRow& v : l.visits) {
      if (v.community_id != area.id) continue;
      if (!line.last_on || *line.last_on < v.visited_on) line.last_on = v.visited_on;
      if (v.visited_on >= month_of(g.today)) ++line.visits_this_month;
    }
    line.open = std::count_if(l.items.begin(), l.items.end(), [&](const ItemRow& i) { return i.community_id == area.id && i.state == ItemState::open; });
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace

base::Result<Page<TeamLine>> team_list(Call& call, const base::Params& query) {
  TRY(a, read_query(query, {"q", "unit"}));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<TeamLine>> {
    TRY(g, ground(call.house, s, call.moment));
    const Lists l = lists(s, call.district());
    std::vector<TeamLine> out;
    for (const TeamRow& t : l.teams)
      if (has(t.name, a.get("q")) && (a.get("unit").empty() || t.org_unit_id.value == a.id("unit"))) out.push_back(team_line(g, l, t));
    sort_by(out, a, "visits", [](const TeamLine& x) { return x.visits; });
    sort_by(out, a, "visits_this_month", [](const TeamLine& x) { return x.visits_this_month; });
    sort_by(out, a, "members", [](const TeamLine& x) { return x.members; });
    return page_of(std::move(out), a);
  });
}
base::Result<Page<VisitLine>> visit_list(Call& call, const base::Params& query) {
  TRY(a, read_query(query, {"area", "team", "from", "to", "q", "exception"}));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<VisitLine>> {
    TRY(g, ground(call.house, s, call.moment));
    const Lists l = lists(s, call.district());
    std::vector<VisitLine> out;
    for (const VisitRow& v : l.visits) {
      if (!a.get("area").empty() && !g.tree->is_below(v.community_id, {a.id("area")})) continue;
      if (!a.get("team").empty() && v.team_id.value != a.id("team")) continue;
      if ((a.date("from") && v.visited_on < *a.date("from")) || (a.date("to") && v.visited_on > *a.date("to"))) continue;
      if (!a.get("exception").empty() && v.exception_reason.empty()) continue;
      VisitLine line = visit_line(g, l, v);
      if (has(line.team_name, a.get("q")) || has(line.community_name, a.get("q")) || has(v.summary, a.get("q"))) out.push_back(std::move(line));
    }
    sort_by(out, a, "began_at", [](const VisitLine& x) { return x.began_at; });
    sort_by(out, a, "residents", [](const VisitLine& x) { return x.residents; });
    sort_by(out, a, "open", [](const VisitLine& x) { return x.open; });
    return page_of(std::move(out), a);
  });
}
base::Result<Page<ItemLine>> item_list(Call& call, const base::Params& query) {
  TRY(a, read_query(query, {"area", "kind", "state", "category", "unit", "late", "q", "unanswered", "from", "to"}));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<ItemLine>> {
    TRY(g, ground(call.house, s, call.moment));
    const Lists l = lists(s, call.district());
    const auto names = repliers(s, call.district(), l.items);
    std::vector<ItemLine> out;
    for (const ItemRow& i : l.items) {
      if (!a.get("area").empty() && !g.tree->is_below(i.community_id, {a.id("area")})) continue;
      if (!a.get("kind").empty() && described::word(i.kind) != a.get("kind")) continue;
      if (!a.get("state").empty() && described::word(i.state) != a.get("state")) continue;
      if (!a.get("category").empty() && i.category != a.get("category")) continue;
      if (!a.get("unit").empty() && (!i.owner_unit_id || i.owner_unit_id->value != a.id("unit"))) continue;
      if (!a.get("late").empty() && !late(i, g.today)) continue;
      if (!a.get("unanswered").empty() && (!i.wants_answer || i.replied_at)) continue;
      if (const auto v = l.visit.find(i.visit_id); v != l.visit.end() && ((a.date("from") && v->second->visited_on < *a.date("from")) || (a.date("to") && v->second->visited_on > *a.date("to")))) continue;
      if (has(i.words, a.get("q")) || has(i.promise, a.get("q"))) out.push_back(item_line(call, g, l, i, names));
    }
    const base::CivilDate never{INT32_MAX};
    sort_by(out, a, "due_on", [&](const ItemLine& x) { return x.due_on.value_or(never); });
    return page_of(std::move(out), a);
  });
}
base::Result<Page<CoverageLine>> coverage(Call& call, const base::Params& query) {
  TRY(a, read_query(query, {"area", "without", "not_visited", "q"}));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<CoverageLine>> {
    TRY(g, ground(call.house, s, call.moment));
    std::vector<CoverageLine> out;
    for (CoverageLine& line : covered(g, lists(s, call.district()))) {
      if (!a.get("area").empty() && !g.tree->is_below(line.community_id, {a.id("area")})) continue;
      if ((!a.get("without").empty() && line.team_id) || (!a.get("not_visited").empty() && line.visits_this_month > 0)) continue;
      if (has(line.community_name, a.get("q"))) out.push_back(std::move(line));
    }
    sort_by(out, a, "visits_this_month", [](const CoverageLine& x) { return x.visits_this_month; });
    sort_by(out, a, "last_on", [](const CoverageLine& x) { return x.last_on.value_or(base::CivilDate{}); });
    sort_by(out, a, "open", [](const CoverageLine& x) { return x.open; });
    return page_of(std::move(out), a);
  });
}

base::Result<FiguresView> figures(Call& call, const base::Params& query) {
  TRY(a, read_query(query, {"area", "from", "to"}));
  return call.house.store.read([&](store::Session& s) -> base::Result<FiguresView> {
    TRY(g, ground(call.house, s, call.moment));
    const Lists l = lists(s, call.district());
    FiguresView out{.from = a.date("from").value_or(month_of(g.today)), .to = a.date("to").value_or(g.today)};
    const auto inside = [&](const VisitRow& v) { return v.visited_on >= out.from && v.visited_on <= out.to && (a.get("area").empty() || g.tree->is_below(v.community_id, {a.id("area")})); };
    std::map<std::string, std::int64_t> topics, slots;
    std::set<VisitId> counted;
    for (const VisitRow& v : l.visits) {
      if (!inside(v)) continue;
      counted.insert(v.id);
      ++out.visits;
      out.residents += v.residents;
      for (const std::string& code : split(v.slots)) ++slots[code];
    }
    std::set<base::PersonId> went;
    for (const VisitorRow& each : visitors(s, call.district()))
      if (counted.contains(each.visit_id)) went.insert(each.person_id);
    out.cadres = static_cast<std::int64_t>(went.size());
    for (const ItemRow& i : l.items) {
      if (!counted.contains(i.visit_id)) continue;
      ++out.items;
      if (i.kind != ItemKind::praise) ++topics[i.category];
      if (i.kind == ItemKind::problem) ++out.to_solve, out.solved += i.state == ItemState::done ? 1 : 0;
      if (!i.promise.empty()) ++out.promises, out.kept += i.state == ItemState::done && i.done_on && i.due_on && *i.done_on <= *i.due_on ? 1 : 0;
      if (i.wants_answer) ++out.answers_due, out.answered += i.replied_at ? 1 : 0;
    }
    out.solved_per_mille = out.to_solve > 0 ? out.solved * 1000 / out.to_solve : 0;
    for (const CoverageLine& line : covered(g, l)) {
      if (!a.get("area").empty() && !g.tree->is_below(line.community_id, {a.id("area")})) continue;
      out.without_team += line.team_id ? 0 : 1;
      out.not_visited += line.visits_this_month == 0 ? 1 : 0;
    }
    for (const Topic& t : g.settings->topics)
      if (topics.contains(t.code)) out.topics.push_back({t.code, t.zh, t.en, topics[t.code]});
    std::stable_sort(out.topics.begin(), out.topics.end(), [](const NamedCode& x, const NamedCode& y) { return x.count > y.count; });
    for (const auto* list : {&g.settings->merges, &g.settings->sends})
      for (const Slot& each : *list) out.slots.push_back({each.code, each.zh, each.en, slots[each.code]});
    return out;
  });
}

base::Result<ChoicesView> choices(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<ChoicesView> {
    TRY(g, ground(call.house, s, call.moment));
    ChoicesView out{.reply_days = g.settings->reply_days, .me = call.principal.person};
    const auto all = members(s, call.district());
    const auto pairs = pairings(s, call.district());
    std::vector<base::PersonId> ids;
    for (const TeamRow& t : teams(s, call.district())) {
      if (!may(call, g, visit_action, g.tree->root(), {t.org_unit_id})) continue;
      TeamChoice one{.id = t.id, .name = t.name, .org_unit_id = t.org_unit_id};
      for (const PairingRow& p : pairs)
        if (p.team_id == t.id && holds(p, g.today)) one.communities.push_back({p.id, p.community_id, name_of(g, p.community_id), p.valid_from, p.valid_to});
      for (const MemberRow& m : all)
        if (m.team_id == t.id) one.people.push_back({m.person_id, {}}), ids.push_back(m.person_id);
      out.teams.push_back(std::move(one));
    }
    const auto names = ids.empty() ? std::map<base::PersonId, std::string>{} : people::person_names(s, call.district(), ids);
    for (TeamChoice& t : out.teams)
      for (PersonChoice& p : t.people)
        if (const auto it = names.find(p.id); it != names.end()) p.name = it->second;
    std::stable_partition(out.teams.begin(), out.teams.end(), [&](const TeamChoice& t) { return std::any_of(t.people.begin(), t.people.end(), [&](const PersonChoice& p) { return p.id == out.me; }); });
    for (const Slot& each : g.settings->merges) out.merges.push_back({each.code, each.zh, each.en, 0});
    for (const Slot& each : g.settings->sends) out.sends.push_back({each.code, each.zh, each.en, 0});
    for (const Topic& each : g.settings->topics) out.categories.push_back({each.code, each.zh, each.en, 0});
    return out;
  });
}

base::Result<TeamView> team_page(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TeamView> {
    TRY(g, ground(call.house, s, call.moment));
    const Lists l = lists(s, call.district());
    const auto found = l.team.find({id});
    if (found == l.team.end()) return base::fail(base::ErrorCode::not_found, "talks.no_such_team");
    TeamView out{.team = team_line(g, l, *found->second), .can_keep = may(call, g, keep_action, g.tree->root(), {})};
    std::map<base::PersonId, DeedLine> deeds;
    for (const MemberRow& m : l.members)
      if (m.team_id.value == id) deeds[m.person_id] = {.person_id = m.person_id};
    for (const VisitorRow& v : visitors(s, call.district()))
      if (const auto it = deeds.find(v.person_id); it != deeds.end()) ++it->second.visits;
    const facts::Span ever{{0}, g.today + 1};
    for (const facts::Fact& f : facts::of_unit(s, call.district(), found->second->org_unit_id, "talk.promise_kept", ever, {}, 2000))
      if (const auto it = deeds.find({f.subject.id}); it != deeds.end()) it->second.kept += f.amount;
    for (const facts::Fact& f : facts::of_unit(s, call.district(), found->second->org_unit_id, "talk.whistle_answered", ever, {}, 2000))
      if (const auto it = deeds.find({f.subject.id}); it != deeds.end()) it->second.whistles += f.amount;
    std::vector<base::PersonId> ids;
    for (const auto& each : deeds) ids.push_back(each.first);
    const auto names = people::person_names(s, call.district(), ids);
    for (auto& [person, line] : deeds) {
      if (const auto it = names.find(person); it != names.end()) line.name = it->second;
      out.people.push_back(line);
    }
    for (const PairingRow& p : l.pairings)
      if (p.team_id.value == id) out.pairings.push_back({p.id, p.community_id, name_of(g, p.community_id), p.valid_from, p.valid_to});
    return out;
  });
}
base::Result<VisitView> visit_page(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<VisitView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto v = visit(s, call.district(), {id});
    if (!v) return base::fail(base::ErrorCode::not_found, "talks.no_such_visit");
    Lists l{.teams = teams(s, call.district()), .visits = {*v}, .items = items_of(s, call.district(), {id})};
    for (const TeamRow& each : l.teams) l.team[each.id] = &each;
    l.visit[v->id] = &l.visits.front();
    VisitView out{.visit = visit_line(g, l, *v), .summary = v->summary, .exception_reason = v->exception_reason};
    for (const auto& [person, name] : people::person_names(s, call.district(), visitors_of(s, call.district(), v->id))) out.people.push_back(name);
    for (const std::string& code : split(v->slots))
      if (const Slot* slot = g.settings->slot(code)) out.slots.push_back({slot->code, slot->zh, slot->en, 1});
    const auto names = repliers(s, call.district(), l.items);
    for (const ItemRow& i : l.items) out.items.push_back(item_line(call, g, l, i, names));
    return out;
  });
}

}  // namespace talks
