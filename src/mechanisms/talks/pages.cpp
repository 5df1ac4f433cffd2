// One team, one visit, one item; and what the form of a visit offers to who opens it.
#include <algorithm>

#include "mechanisms/talks/service.hpp"
#include "records/facts/facts.hpp"
#include "store/journal.hpp"

namespace talks {

base::Result<ChoicesView> choices(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<ChoicesView> {
    TRY(g, ground(call.house, s, call.moment));
    ChoicesView out{.reply_days = g.settings->reply_days, .me = call.principal.person};
    const auto all = members(s, call.district());
    const auto pairs = pairings(s, call.district());
    std::vector<base::PersonId> ids;
    for (const TeamRow& t : teams(s, call.district())) {
      if (!people::may(call.principal, visit_action, scope_at(g, g.tree->root(), {t.org_unit_id}))) continue;
      TeamChoice one{.id = t.id, .name = t.name, .org_unit_id = t.org_unit_id};
      for (const PairingRow& p : pairs)
        if (p.team_id == t.id && holds(p, g.today)) one.communities.push_back({p.id, p.community_id, g.area_name(p.community_id), p.valid_from, p.valid_to});
      for (const MemberRow& m : all)
        if (m.team_id == t.id) one.people.push_back({m.person_id, {}}), ids.push_back(m.person_id);
      out.teams.push_back(std::move(one));
    }
    const auto names = ids.empty() ? std::map<base::PersonId, std::string>{} : people::person_names(s, call.district(), ids);
    for (TeamChoice& t : out.teams)
      for (PersonChoice& p : t.people)
        if (const auto it = names.find(p.id); it != names.end()) p.name = it->second;
    // Who opens the form finds the own team first.
    std::stable_partition(out.teams.begin(), out.teams.end(),
                          [&](const TeamChoice& t) { return std::any_of(t.people.begin(), t.people.end(), [&](const PersonChoice& p) { return p.id == out.me; }); });
    for (const Slot& each : g.settings->merges) out.merges.push_back({each.code, each.zh, each.en, 0});
    for (const Slot& each : g.settings->sends) out.sends.push_back({each.code, each.zh, each.en, 0});
    for (const Topic& each : g.settings->topics) out.categories.push_back({each.code, each.zh, each.en, 0});
    return out;
  });
}

base::Result<TeamView> team_page(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TeamView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto row = team(s, call.district(), {id});
    if (!row) return base::fail(base::ErrorCode::not_found, "talks.no_such_team");
    TeamView out{.can_keep = people::may(call.principal, keep_action, scope_at(g, g.tree->root(), {})).has_value()};
    for (TeamLine& line : team_lines(g, s, call.district()))
      if (line.id == row->id) out.team = std::move(line);
    const auto who = members_of(s, call.district(), row->id);
    std::map<base::PersonId, DeedLine> deeds;
    for (const base::PersonId each : who) deeds[each] = {.person_id = each};
    for (const auto& [person, visits] : visits_of_members(s, call.district(), row->id, year_of(g.today)))
      if (const auto it = deeds.find(person); it != deeds.end()) it->second.visits = visits;
    // This year's deeds, from facts, so that marks say the same.
    const facts::Span year{year_of(g.today), g.today + 1};
    constexpr int deeds_max = 5000;
    const auto add = [&](std::string_view kind, std::int64_t DeedLine::*into) {
      for (const facts::Fact& f : facts::of_unit(s, call.district(), row->org_unit_id, kind, year, {}, deeds_max))
        if (const auto it = deeds.find({f.subject.id}); it != deeds.end()) it->second.*into += f.amount;
    };
    add("talks.promise_kept", &DeedLine::kept);
    add("talks.whistle_answered", &DeedLine::whistles);
    const auto names = people::person_names(s, call.district(), who);
    for (auto& [person, line] : deeds) {
      if (const auto it = names.find(person); it != names.end()) line.name = it->second;
      out.people.push_back(line);
    }
    for (const PairingRow& p : pairings_of(s, call.district(), row->id)) out.pairings.push_back({p.id, p.community_id, g.area_name(p.community_id), p.valid_from, p.valid_to});
    return out;
  });
}

base::Result<VisitView> visit_page(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<VisitView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto v = visit(s, call.district(), {id});
    if (!v) return base::fail(base::ErrorCode::not_found, "talks.no_such_visit");
    const auto said = items_of(s, call.district(), v->id);
    VisitView out{.visit = line_of(g, s, call.district(), *v, said), .summary = v->summary, .exception_reason = v->exception_reason};
    for (const auto& [person, name] : people::person_names(s, call.district(), visitors_of(s, call.district(), v->id))) out.people.push_back(name);
    for (const std::string& code : split(v->slots))
      if (const Slot* slot = g.settings->slot(code)) out.slots.push_back({slot->code, slot->zh, slot->en, 1});
    out.items = lines_of(call, g, s, call.district(), said);
    return out;
  });
}

base::Result<ItemView> item_page(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<ItemView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto row = item(s, call.district(), {id});
    const auto v = row ? visit(s, call.district(), row->visit_id) : std::nullopt;
    if (!v) return base::fail(base::ErrorCode::not_found, "talks.no_such_item");
    ItemView out{.item = lines_of(call, g, s, call.district(), {*row}).front(), .visit = line_of(g, s, call.district(), *v, items_of(s, call.district(), v->id))};
    const registry::Opener* blow = call.house.rooms.opener("whistle.blow");
    out.can_blow = out.item.can_answer && blow != nullptr && people::may(call.principal, blow->action, scope_at(g, row->community_id, {})).has_value();
    std::vector<base::PersonId> ids;
    const auto events = store::events_of(s, call.district(), {"talk_item", row->id.value});
    for (const store::Event& e : events)
      if (e.actor.person) ids.push_back(e.actor.person);
    const auto names = people::person_names(s, call.district(), ids);
    for (const store::Event& e : events) {
      HistoryLine line{.kind = e.kind.substr(e.kind.find('.') + 1), .at = e.happened_at};
      if (const auto it = names.find(e.actor.person); it != names.end()) line.who = it->second;
      if (e.kind == "talk_item.done") { if (const auto b = described::parse<ItemDone>(e.body)) line.words = b->result; }
      if (e.kind == "talk_item.replied") { if (const auto b = described::parse<ItemReplied>(e.body)) line.words = b->words; }
      if (e.kind == "talk_item.unmasked") { if (const auto b = described::parse<PhoneShown>(e.body)) line.words = b->reason; }
      out.history.push_back(std::move(line));
    }
    return out;
  });
}

}  // namespace talks
