// Teams, visits and items written. What an item becomes is opened first and the item locked after it, so that locks only rise.
#include <algorithm>
#include <set>

#include "mechanisms/talks/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/links/links.hpp"

namespace talks {
namespace {

base::Subject subject(TeamId id) { return {"talk_team", id.value}; }
base::Subject subject(VisitId id) { return {"talk_visit", id.value}; }
base::Subject subject(ItemId id) { return {"talk_item", id.value}; }
// After every other kind: a hook comes here with the locks of whatever the item became (whistle, project), and so do our own acts.
base::Subject lock_of(ItemId id) { return {"~talk_item", id.value}; }

base::Result<base::EventId> note(registry::House& house, store::Unit& u, std::string kind, base::Subject about, std::string body, base::AreaId area, std::string personal = {}) {
  return registry::record(house, u, {.kind = std::move(kind), .subject = std::move(about), .body = std::move(body), .personal = std::move(personal), .area = area});
}
base::Error wrong(std::string path, std::string reason) {
  return {.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{std::move(path), std::move(reason), {}}}};
}
base::Result<base::AreaId> community(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  if (area == nullptr || g.tree->community_of(id) != area) return base::fail(base::ErrorCode::not_found, "talks.no_such_community");
  return id;
}

template <class Find>
base::Result<base::PostId> allowed(Call& call, std::string_view action, Find find) {
  return call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(scope, find(s, g));
    return people::may(call.principal, action, scope);
  });
}
template <class Act>
base::Result<DoneView> write(Call& call, base::PostId through, const std::string& client_ref, Act act) {
  TRY(answer, call.house.store.write(call.work(through), [&](store::Unit& u) -> base::Result<std::string> {
    return store::once(u, client_ref, call.raw_body, [&](store::Unit& one) -> base::Result<std::string> {
      TRY(g, ground(call.house, one, call.moment));
      TRY(id, act(one, g));
      return described::to_json(DoneView{std::to_string(id)});
    });
  }));
  return described::parse<DoneView>(answer);
}
base::Result<base::PostId> may_answer(Call& call, std::int64_t id, std::string_view action = answer_action) {
  return allowed(call, action, [&](store::Session& s, const Ground& g) -> base::Result<people::Scope> {
    const auto row = item(s, call.district(), {id});
    if (!row) return base::fail(base::ErrorCode::not_found, "talks.no_such_item");
    return scope_of(g, *row);
  });
}

void owe_promise(store::Unit& u, const Ground& g, const ItemRow& i) {
  if (!i.owner_unit_id || !i.due_on || i.state != ItemState::open) return;
  const territory::Area* area = g.tree->find(i.community_id);
  const Topic* topic = g.settings->topic(i.category);
  dues::put(u, {.subject = subject(i.id), .kind = "talk_item.promise", .bucket = "to_handle", .org_unit = *i.owner_unit_id, .post_kind = i.owner_post, .area = i.community_id,
                .title = i.promise, .context = std::string(topic != nullptr ? topic->zh : "草坪说事") + " · " + (area != nullptr ? area->name : ""), .since = u.now(),
                .due_at = g.zone->instant(*i.due_on, 18, 0)});
}
void owe_reply(store::Unit& u, const Ground& g, const ItemRow& i) {
  if (!i.reply_due_on || i.replied_at) return;
  const territory::Area* area = g.tree->find(i.community_id);
  dues::put(u, {.subject = subject(i.id), .kind = "talk_item.reply", .bucket = "waiting_for_me", .org_unit = i.owner_unit_id.value_or(i.team_unit_id),
                .post_kind = i.owner_unit_id ? i.owner_post : "cadre", .area = i.community_id, .title = "答复说事居民", .context = "草坪说事 · " + (area != nullptr ? area->name : std::string{}),
                .since = u.now(), .due_at = g.zone->instant(*i.reply_due_on, 18, 0)});
}

constexpr std::size_t title_bytes_max = 240;
// At most so many bytes, never inside a character.
std::size_t utf8_cut(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text.size();
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return most;
}
std::string text_of(const ItemRow& i) { return i.promise.empty() ? i.words : i.words + "\n" + i.promise; }

// A matter of the loop, with this item as its origin.
base::Done become_matter(Call& call, store::Unit& u, const Ground& g, ItemRow& i, const std::string& place) {
  const registry::Opener* opener = call.house.rooms.opener("matters.report");
  if (opener == nullptr) return base::refuse("talks.cannot_be_opened", law("matters"), "talks.follow_it_here");
  const Topic* topic = g.settings->topic(i.category);
  std::string json = "{\"source\":\"desk\",\"description\":";
  described::to_json(json, text_of(i));
  json += ",\"place\":";
  described::to_json(json, place);
  json += ",\"area_id\":";
  described::to_json(json, i.community_id);
  if (topic != nullptr && !topic->category.empty()) {
    json += ",\"category\":";
    described::to_json(json, topic->category);
  }
  json += "}";
  TRY(opened, opener->run(call, u, subject(i.id), json));
  i.opened_kind = opened.kind;
  i.opened_id = opened.id;
  return {};
}
base::Done note_opened(registry::House& house, store::Unit& u, const ItemRow& i) {
  TRY(event, note(house, u, "talk_item.opened", subject(i.id), described::to_json(ItemOpened{i.opened_kind, i.opened_id}), i.community_id));
  static_cast<void>(event);
  return {};
}
base::Done still_open(const ItemRow& i) {
  if (i.state == ItemState::done) return base::refuse("talks.done_already", law("promises"), "talks.look_again");
  if (!i.opened_kind.empty()) return base::refuse("talks.opened_already", law("matters"), "talks.follow_what_it_became");
  return {};
}

// From now on the item is what it became; told twice it is told once.
base::Done note_became(registry::House& house, store::Unit& u, ItemId id, const base::Subject& what) {
  auto row = item(u, u.district(), id);
  if (row && row->opened_kind == what.kind && row->opened_id == what.id) return {};
  TRY_DO(still_open(*row));
  row->state = ItemState::open;
  row->opened_kind = what.kind;
  row->opened_id = what.id;
  update_item(u, *row);
  return note_opened(house, u, *row);
}

base::Result<ItemRow> make_item(const Ground& g, store::Unit& u, const VisitRow& v, base::OrgUnitId team_unit, const SaidItem& said) {
  TRY_DO(may_say(said, v.visited_on));
  ItemRow i{.id = u.make<ItemId>(), .visit_id = v.id, .team_id = v.team_id, .team_unit_id = team_unit, .community_id = v.community_id, .subdistrict_id = v.subdistrict_id, .said_on = v.visited_on, .kind = said.kind, .category = said.category,
            .words = said.words, .promise = said.promise, .due_on = said.due_on, .version = 1};
  const bool promised = !said.promise.empty() || said.as_matter;
  if (promised) {
    i.owner_unit_id = said.owner_unit_id.value_or(team_unit);
    const people::OrgUnit* owner = g.units->find(*i.owner_unit_id);
    if (owner == nullptr) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
    i.owner_post = !said.owner_post.empty() ? said.owner_post : g.units->has_post_kind(owner->id, "cadre") ? "cadre" : std::string{};
    if (said.as_matter && i.promise.empty()) i.promise = "转为事项办理，办结后答复";
    if (!i.due_on) i.due_on = v.visited_on + 30;
  }
  i.wants_answer = said.speaker_phone.has_value() || !said.speaker_name.empty();
  i.speaker_name = said.speaker_name;
  if (said.speaker_phone) i.speaker_phone = said.speaker_phone->reveal();
  i.state = promised || said.kind == ItemKind::problem ? ItemState::open : ItemState::heard;
  if (i.wants_answer && i.state == ItemState::heard) i.reply_due_on = v.visited_on + g.settings->reply_days;
  return i;
}

}  // namespace

base::Result<TeamId> form_in(registry::House& house, store::Unit& u, const Ground& g, const FormTeam& c) {
  if (name_taken(u, u.district(), c.name)) return base::refuse("talks.name_taken", law("teams"), "talks.choose_another_name", {{"name", c.name}});
  if (g.units->find(c.org_unit_id) == nullptr) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
  std::vector<base::PersonId> who = c.people;
  std::sort(who.begin(), who.end());
  who.erase(std::unique(who.begin(), who.end()), who.end());
  if (who.empty()) return base::refuse("talks.nobody_in_it", law("teams"), "talks.choose_people");
  if (people::person_names(u, u.district(), who).size() != who.size()) return base::fail(base::ErrorCode::not_found, "talks.no_such_person");
  const TeamRow row{u.make<TeamId>(), c.name, c.org_unit_id, g.today, 1};
  insert_team(u, row);
  for (const base::PersonId person : who) insert_member(u, row.id, person);
  TRY(event, note(house, u, "talk_team.formed", subject(row.id), described::to_json(TeamFormed{c.name, c.org_unit_id, who}), {}));
  static_cast<void>(event);
  return row.id;
}
base::Result<PairingId> pair_in(registry::House& house, store::Unit& u, const Ground& g, TeamId id, const PairTeam& c) {
  if (!team(u, u.district(), id)) return base::fail(base::ErrorCode::not_found, "talks.no_such_team");
  TRY(where, community(g, c.community_id));
  for (const PairingRow& p : pairings_of(u, u.district(), id))
    if (p.community_id == where && (!p.valid_to || c.from < *p.valid_to)) return base::refuse("talks.paired_already", law("pairings"), "talks.end_it_first");
  const PairingRow row{u.make<PairingId>(), id, where, c.from, {}};
  insert_pairing(u, row);
  TRY(event, note(house, u, "talk_team.paired", subject(id), described::to_json(TeamPaired{row.id, where, c.from, {}, {}}), where));
  static_cast<void>(event);
  return row.id;
}

base::Result<DoneView> form_team(Call& call, std::int64_t, const FormTeam& c) {
  TRY(through, allowed(call, keep_action, [&](store::Session&, const Ground& g) -> base::Result<people::Scope> { return scope_at(g, g.tree->root(), {}); }));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    u.lock(lock_floor, {"talk_team", 0});
    TRY(id, form_in(call.house, u, g, c));
    return id.value;
  });
}
base::Result<DoneView> change_team(Call& call, std::int64_t id, const ChangeTeam& c) {
  TRY(through, allowed(call, keep_action, [&](store::Session& s, const Ground& g) -> base::Result<people::Scope> {
    if (!team(s, call.district(), {id})) return base::fail(base::ErrorCode::not_found, "talks.no_such_team");
    return scope_at(g, g.tree->root(), {});
  }));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    u.lock(lock_floor, subject(TeamId{id}));
    std::set<base::PersonId> now;
    for (const base::PersonId each : members_of(u, u.district(), {id})) now.insert(each);
    TeamChanged change;
    for (const base::PersonId each : std::set<base::PersonId>(c.leave.begin(), c.leave.end()))
      if (now.erase(each) > 0) change.left.push_back(each);
    for (const base::PersonId each : std::set<base::PersonId>(c.join.begin(), c.join.end()))
      if (now.insert(each).second) change.joined.push_back(each);
    if (now.empty()) return base::refuse("talks.nobody_in_it", law("teams"), "talks.choose_people");
    if (!change.joined.empty() && people::person_names(u, u.district(), change.joined).size() != change.joined.size()) return base::fail(base::ErrorCode::not_found, "talks.no_such_person");
    if (change.joined.empty() && change.left.empty()) return id;
    for (const base::PersonId each : change.left) remove_member(u, {id}, each);
    for (const base::PersonId each : change.joined) insert_member(u, {id}, each);
    TRY(event, note(call.house, u, "talk_team.changed", subject(TeamId{id}), described::to_json(change), {}));
    static_cast<void>(event);
    return id;
  });
}
base::Result<DoneView> pair_team(Call& call, std::int64_t id, const PairTeam& c) {
  TRY(through, allowed(call, keep_action, [&](store::Session& s, const Ground& g) -> base::Result<people::Scope> {
    if (!team(s, call.district(), {id})) return base::fail(base::ErrorCode::not_found, "talks.no_such_team");
    return scope_at(g, g.tree->root(), {});
  }));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    u.lock(lock_floor, subject(TeamId{id}));
    TRY(made, pair_in(call.house, u, g, {id}, c));
    return made.value;
  });
}
base::Result<DoneView> unpair(Call& call, std::int64_t id, const EndPairing& c) {
  const auto before = call.house.store.read([&](store::Session& s) { return pairing(s, call.district(), {id}); });
  if (!before) return base::fail(base::ErrorCode::not_found, "talks.no_such_pairing");
  TRY(through, allowed(call, keep_action, [&](store::Session&, const Ground& g) -> base::Result<people::Scope> { return scope_at(g, g.tree->root(), {}); }));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    u.lock(lock_floor, subject(before->team_id));
    const auto row = pairing(u, u.district(), {id});
    if (row->valid_to || c.to < row->valid_from) return base::refuse("talks.pairing_ended", law("pairings"), "talks.look_again");
    end_pairing(u, row->id, c.to);
    TRY(event, note(call.house, u, "talk_team.unpaired", subject(row->team_id), described::to_json(TeamPaired{row->id, row->community_id, row->valid_from, c.to, c.reason}), row->community_id));
    static_cast<void>(event);
    return id;
  });
}

base::Result<VisitId> visit_in(Call& call, store::Unit& u, const Ground& g, const RecordVisit& c) {
  const auto of = team(u, u.district(), c.team_id);
  if (!of) return base::fail(base::ErrorCode::not_found, "talks.no_such_team");
  TRY(where, community(g, c.community_id));
  if (c.grid_id && !g.tree->is_below(*c.grid_id, where)) return std::unexpected(wrong("/grid_id", "talks.no_such_grid"));
  if (c.ended_at <= c.began_at) return std::unexpected(wrong("/ended_at", "talks.ends_before_it_begins"));
  if (c.people.empty()) return std::unexpected(wrong("/people", "base.missing"));
  for (std::size_t n = 0; n < c.slots.size(); ++n)
    if (g.settings->slot(c.slots[n]) == nullptr) return std::unexpected(wrong("/slots/" + std::to_string(n), "talks.no_such_slot"));
  for (std::size_t n = 0; n < c.items.size(); ++n)
    if (!c.items[n].category.empty() && g.settings->topic(c.items[n].category) == nullptr) return std::unexpected(wrong("/items/" + std::to_string(n) + "/category", "talks.no_such_topic"));
  TRY(times, definitions::times(call.house.book, u, u.district(), g.time_zone, g.today));
  const base::CivilDate day = times.zone.date_of(c.began_at);
  const auto in_team = members_of(u, u.district(), of->id);
  auto who = c.people;
  std::sort(who.begin(), who.end());
  who.erase(std::unique(who.begin(), who.end()), who.end());
  const auto pairs = pairings_of(u, u.district(), of->id);
  TRY_DO(may_visit({.office_hours = in_office_hours(times.rules(), c.began_at, c.ended_at), .has_reason = !c.exception_reason.empty(),
                    .members_only = std::includes(in_team.begin(), in_team.end(), who.begin(), who.end()),
                    .paired = std::any_of(pairs.begin(), pairs.end(), [&](const PairingRow& p) { return p.community_id == where && holds(p, day); }),
                    .ended = c.ended_at <= u.now()}));
  const territory::Area* above = g.tree->subdistrict_of(where);
  const VisitRow v{u.make<VisitId>(), of->id, where, above != nullptr ? above->id : base::AreaId{}, c.grid_id, day, c.began_at, c.ended_at, c.residents, c.summary, c.exception_reason, joined(c.slots), u.actor().person};
  insert_visit(u, v);
  for (const base::PersonId person : who) insert_visitor(u, v.id, person);
  TRY(event, note(call.house, u, "talk.visited", subject(v.id), described::to_json(VisitMade{v.team_id, where, v.began_at, v.ended_at, v.residents, who, v.slots, v.exception_reason}), where));
  for (const base::PersonId person : who)
    facts::add(u, {.kind = "talks.visited", .subject = {"person", person.value}, .org_unit = of->org_unit_id, .area = where, .occurred_on = day, .event = event, .evidence = subject(v.id)});
  for (const SaidItem& said : c.items) {
    TRY(i, make_item(g, u, v, of->org_unit_id, said));
    insert_item(u, i);
    const std::string personal = i.wants_answer ? described::to_personal_json(Speaker{i.speaker_name, i.speaker_phone}) : std::string{};
    TRY(heard, note(call.house, u, "talk_item.said", subject(i.id), described::to_json(ItemNoted{v.id, i.kind, i.category, i.words, i.promise, i.owner_unit_id, i.owner_post, i.due_on, i.reply_due_on}), where, personal));
    static_cast<void>(heard);
    owe_promise(u, g, i);
    owe_reply(u, g, i);
    if (!said.as_matter) continue;
    TRY_DO(become_matter(call, u, g, i, g.tree->path_name(c.grid_id.value_or(where))));
    update_item(u, i);
    TRY_DO(note_opened(call.house, u, i));
  }
  return v.id;
}
base::Result<DoneView> record_visit(Call& call, std::int64_t, const RecordVisit& c) {
  TRY(through, allowed(call, visit_action, [&](store::Session& s, const Ground& g) -> base::Result<people::Scope> {
    const auto of = team(s, call.district(), c.team_id);
    if (!of) return base::fail(base::ErrorCode::not_found, "talks.no_such_team");
    return scope_at(g, g.tree->root(), {of->org_unit_id});
  }));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(id, visit_in(call, u, g, c));
    return id.value;
  });
}

base::Done finish_in(registry::House& house, store::Unit& u, const Ground& g, ItemRow i, const std::string& result) {
  i.state = ItemState::done;
  i.done_on = g.today;
  i.result = result;
  if (i.wants_answer && !i.replied_at) i.reply_due_on = g.today + g.settings->reply_days;
  update_item(u, i);
  dues::remove(u, subject(i.id), "talk_item.promise");
  owe_reply(u, g, i);
  TRY(event, note(house, u, "talk_item.done", subject(i.id), described::to_json(ItemDone{result, g.today, i.reply_due_on}), i.community_id));
  if (i.promise.empty()) return {};
  const bool late = i.due_on && *i.due_on < g.today;
  if (const auto v = visit(u, u.district(), i.visit_id); v && v->entered_by)
    facts::add(u, {.kind = late ? "talks.promise_late" : "talks.promise_kept", .subject = {"person", v->entered_by.value}, .org_unit = i.team_unit_id, .area = i.community_id, .occurred_on = g.today, .event = event, .evidence = subject(i.id)});
  return {};
}
base::Result<DoneView> finish_item(Call& call, std::int64_t id, const FinishItem& c) {
  TRY(through, may_answer(call, id));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    u.lock(lock_floor, lock_of(ItemId{id}));
    const auto row = item(u, u.district(), {id});
    TRY_DO(still_open(*row));
    TRY_DO(finish_in(call.house, u, g, *row, c.result));
    return id;
  });
}
base::Done reply_in(registry::House& house, store::Unit& u, ItemRow i, const ReplyItem& c) {
  i.replied_at = u.now();
  i.replied_by = u.actor().person;
  i.reply_how = c.how;
  i.reply_words = c.words;
  update_item(u, i);
  dues::remove(u, subject(i.id), "talk_item.reply");
  TRY(event, note(house, u, "talk_item.replied", subject(i.id), described::to_json(ItemReplied{c.how, c.words}), i.community_id));
  static_cast<void>(event);
  return {};
}
base::Result<DoneView> reply_item(Call& call, std::int64_t id, const ReplyItem& c) {
  TRY(through, may_answer(call, id));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    u.lock(lock_floor, lock_of(ItemId{id}));
    const auto row = item(u, u.district(), {id});
    if (c.how != "telephone" && c.how != "visit" && c.how != "message") return std::unexpected(wrong("/how", "talks.no_such_way"));
    if (!row->wants_answer) return base::refuse("talks.nobody_waits", law("replies"), "talks.finish_instead");
    if (row->replied_at) return base::refuse("talks.replied_already", law("replies"), "talks.look_again");
    TRY_DO(reply_in(call.house, u, *row, c));
    return id;
  });
}
base::Result<DoneView> report_item(Call& call, std::int64_t id, const ReportItem& c) {
  TRY(through, may_answer(call, id));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    auto row = item(u, u.district(), {id});
    TRY_DO(still_open(*row));
    if (row->kind != ItemKind::problem && row->kind != ItemKind::suggestion) return base::refuse("talks.not_for_the_list", law("matters"), "talks.only_problems");
    TRY_DO(become_matter(call, u, g, *row, c.place.empty() ? g.tree->path_name(row->community_id) : c.place));
    u.lock(lock_floor, lock_of(row->id));
    TRY_DO(still_open(*item(u, u.district(), {id})));
    row->state = ItemState::open;
    update_item(u, *row);
    TRY_DO(note_opened(call.house, u, *row));
    return id;
  });
}
base::Result<DoneView> blow_item(Call& call, std::int64_t id, const BlowItem& c) {
  TRY(through, may_answer(call, id));
  const registry::Opener* opener = call.house.rooms.opener("whistle.blow");
  if (opener == nullptr) return base::refuse("talks.no_whistle_here", law("whistle"), "talks.report_it_instead");
  TRY_DO(people::need_action(call.principal, opener->action));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    auto row = item(u, u.district(), {id});
    TRY_DO(still_open(*row));
    std::string json = "{\"kind\":";
    described::to_json(json, c.kind);
    json += ",\"title\":";
    described::to_json(json, c.title);
    json += ",\"description\":";
    described::to_json(json, text_of(*row));
    json += ",\"area_id\":";
    described::to_json(json, row->community_id);
    json += ",\"lines\":[";
    if (c.org_unit_id) {
      json += "{\"unit_id\":";
      described::to_json(json, *c.org_unit_id);
      json += ",\"post_kind\":\"department_handler\",\"item\":";
      described::to_json(json, c.item);
      json += ",\"lead\":true}";
    }
    json += "]}";
    TRY(opened, opener->run(call, u, subject(row->id), json));
    u.lock(lock_floor, lock_of(row->id));
    TRY_DO(note_became(call.house, u, row->id, opened));
    return id;
  });
}
base::Result<DoneView> hand_on_item(Call& call, std::int64_t id, const HandOnItem& c) {
  TRY(through, may_answer(call, id));
  const registry::Opener* opener = call.house.rooms.opener("projects.gather");
  if (opener == nullptr) return base::refuse("talks.no_projects_here", law("matters"), "talks.report_it_instead");
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    auto row = item(u, u.district(), {id});
    TRY_DO(still_open(*row));
    std::string json = "{\"project_id\":\"" + std::to_string(c.project_id.value) + "\",\"title\":";
    described::to_json(json, row->words.substr(0, utf8_cut(row->words, title_bytes_max)));
    json += "}";
    TRY(opened, opener->run(call, u, subject(row->id), json));
    u.lock(lock_floor, lock_of(row->id));
    TRY_DO(note_became(call.house, u, row->id, opened));
    return id;
  });
}
base::Result<ShownPhone> show_speaker(Call& call, std::int64_t id, const ShowPhone& c) {
  TRY(through, may_answer(call, id, unmask_action));
  return call.house.store.write(call.work(through), [&](store::Unit& u) -> base::Result<ShownPhone> {
    const auto row = item(u, u.district(), {id});
    if (row->speaker_phone.empty()) return base::refuse("talks.no_phone", law("replies"), "talks.answer_by_visit");
    TRY(event, note(call.house, u, "talk_item.unmasked", subject(row->id), described::to_json(PhoneShown{c.reason}), row->community_id));
    static_cast<void>(event);
    return ShownPhone{row->speaker_name, row->speaker_phone};
  });
}

base::Done on_ended(registry::House& house, store::Unit& u, const store::NewEvent& e) {
  for (const ItemRow& found : items_opened(u, u.district(), e.subject)) {
    if (found.state == ItemState::done) continue;
    u.lock(lock_floor, lock_of(found.id));
    TRY(g, ground(house, u, u.moment()));
    TRY_DO(finish_in(house, u, g, found, e.subject.kind == "matter" ? "所转事项已销号" : e.subject.kind == "project" ? "所转民生实事项目已办结" : "所吹哨事项已办结"));
  }
  return {};
}
base::Done on_fell_through(registry::House& house, store::Unit& u, const store::NewEvent& e) {
  for (ItemRow i : items_opened(u, u.district(), e.subject)) {
    if (i.state == ItemState::done) continue;
    u.lock(lock_floor, lock_of(i.id));
    i.opened_kind.clear();
    i.opened_id = 0;
    update_item(u, i);
    TRY_DO(note_opened(house, u, i));
  }
  return {};
}
base::Done on_blown(registry::House& house, store::Unit& u, const store::NewEvent& e) {
  for (const links::Link& each : links::out_of(u, u.district(), e.subject)) {
    if (each.kind != "born_of" || each.to.kind != "talk_item") continue;
    u.lock(lock_floor, lock_of(ItemId{each.to.id}));
    const auto row = item(u, u.district(), {each.to.id});
    if (!row || row->state == ItemState::done || !row->opened_kind.empty()) continue;
    TRY_DO(note_became(house, u, row->id, e.subject));
  }
  return {};
}
base::Done on_reported_in(registry::House& house, store::Unit& u, const store::NewEvent& e) {
  const auto of = team_of_person(u, u.district(), u.actor().person);
  if (!of) return {};
  const auto row = team(u, u.district(), *of);
  TRY(g, ground(house, u, u.moment()));
  TRY(event, note(house, u, "talk_team.answered_whistle", subject(*of), "{}", e.area));
  facts::add(u, {.kind = "talks.whistle_answered", .subject = {"person", u.actor().person.value}, .org_unit = row->org_unit_id, .occurred_on = g.today, .event = event, .evidence = e.subject});
  return {};
}

}  // namespace talks
