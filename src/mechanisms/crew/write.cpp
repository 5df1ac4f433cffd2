// Duties are set, ended and substituted; the crew is called, arrives, reports and hands over.
#include <algorithm>

#include "mechanisms/crew/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/links/links.hpp"

namespace crew {
namespace {

base::Subject crew_of(base::AreaId id) { return {"crew", id.value}; }
base::Subject subject(TaskId id) { return {"crew_task", id.value}; }
base::Subject subject(LineId id) { return {"crew_line", id.value}; }

base::Result<base::EventId> record(Call& call, store::Unit& u, std::string kind, base::Subject about, std::string body, base::AreaId area) {
  return registry::record(call.house, u, {.kind = std::move(kind), .subject = std::move(about), .body = std::move(body), .area = area});
}
base::Error fault(std::string field, std::string reason) { return {.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{std::move(field), std::move(reason), {}}}}; }

template <class Act>
base::Result<DoneView> write(Call& call, base::PostId through, const std::string& client_ref, const base::Subject& lock, Act act) {
  TRY(answer, call.house.store.write(call.work(through), [&](store::Unit& u) -> base::Result<std::string> {
    return store::once(u, client_ref, call.raw_body, [&](store::Unit& one) -> base::Result<std::string> {
      one.lock(lock_floor, lock);
      TRY(g, ground(call, one));
      TRY(id, act(one, g));
      return described::to_json(DoneView{std::to_string(id)});
    });
  }));
  return described::parse<DoneView>(answer);
}
base::Result<base::PostId> allowed(Call& call, const Ground& g, std::string_view action, base::AreaId area, std::vector<base::OrgUnitId> units = {}) {
  return people::may(call.principal, action, people::scope_of(*g.tree, "crew", 0, area, std::move(units)));
}

void look_again(store::Unit& u, const Ground& g, base::AreaId area) {
  if (const territory::Area* at = g.tree->find(area)) put_gap_due(u, g, *at, duties(u, u.district(), area), holders(u, u.district(), area, g.today));
}

base::Done right_post(const Ground& g, const Seat& seat, base::PostId id) {
  const people::Post* post = g.units->post(id);
  if (post == nullptr) return std::unexpected(fault("/post_id", "crew.no_such_post"));
  const people::OrgUnit* unit = g.units->find(post->org_unit);
  const bool kind = std::find(seat.post_kinds.begin(), seat.post_kinds.end(), post->kind) != seat.post_kinds.end();
  const bool of = seat.unit_codes.empty() || (unit != nullptr && std::find(seat.unit_codes.begin(), seat.unit_codes.end(), unit->code) != seat.unit_codes.end());
  if (!kind || !of) return base::refuse("crew.not_for_this_seat", law("seats"), "crew.choose_a_fitting_post", {{"seat", seat.zh}});
  return {};
}

std::string duty_body(const DutyRow& d, std::string reason) {
  return described::to_json(DutyNoted{d.id, d.seat, d.post_id, d.weekdays, d.from_minute, d.to_minute, d.valid_from, d.valid_to, std::move(reason)});
}

base::Result<DutyRow> duty_now(store::Session& s, base::DistrictId d, std::int64_t id) {
  const auto row = duty(s, d, {id});
  if (!row) return base::fail(base::ErrorCode::not_found, "crew.no_such_duty");
  return *row;
}
template <class Act>
base::Result<DoneView> at_duty(Call& call, std::int64_t id, const std::string& client_ref, Act act) {
  struct Found { DutyRow row{}; base::PostId through{}; };
  TRY(found, call.house.store.read([&](store::Session& s) -> base::Result<Found> {
    TRY(g, ground(call, s));
    TRY(row, duty_now(s, call.district(), id));
    TRY(through, allowed(call, g, keep_action, row.community_id));
    return Found{row, through};
  }));
  return write(call, found.through, client_ref, crew_of(found.row.community_id), [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(row, duty_now(u, u.district(), id));
    TRY_DO(act(u, g, row));
    look_again(u, g, row.community_id);
    return id;
  });
}

}  // namespace

void put_gap_due(store::Unit& u, const Ground& g, const territory::Area& area, const std::vector<DutyRow>& all, const std::map<base::PostId, Held>& held) {
  std::set<base::PostId> posts;
  for (const auto& [post, who] : held) posts.insert(post);
  std::string words;
  for (const Seat& seat : g.rules->seats) {
    std::vector<DutyRow> there;
    for (const DutyRow& d : all)
      if (d.seat == seat.code) there.push_back(d);
    if (!gaps(seat, there, posts, g.today).empty()) words += (words.empty() ? "" : "、") + seat.zh;
  }
  const people::OrgUnit* unit = g.units->responsible_above(*g.tree, area.id);
  if (words.empty() || unit == nullptr) return dues::remove(u, crew_of(area.id), "crew.gap");
  dues::put(u, {.subject = crew_of(area.id), .kind = "crew.gap", .bucket = "to_handle", .org_unit = unit->id, .post_kind = "community_secretary", .area = area.id,
                .title = "六员值守有空档：" + words, .context = area.name, .since = u.now()});
}

base::Result<DutyId> set_in(Call& call, store::Unit& u, const Ground& g, base::AreaId area, const SetDuty& c) {
  const Seat* seat = g.rules->seat(c.seat);
  if (seat == nullptr) return std::unexpected(fault("/seat", "crew.no_such_seat"));
  const auto from = minute_of(c.from), to = minute_of(c.to);
  if (!from) return std::unexpected(fault("/from", "crew.not_a_time"));
  if (!to || *to <= *from) return std::unexpected(fault("/to", "crew.not_a_time"));
  if (!good_weekdays(c.weekdays)) return std::unexpected(fault("/weekdays", "crew.not_weekdays"));
  if (c.valid_to && *c.valid_to <= c.valid_from) return base::refuse("crew.outside_the_dates", law("dates"), "crew.choose_other_dates");
  TRY_DO(right_post(g, *seat, c.post_id));
  std::vector<DutyRow> there;
  for (DutyRow& d : duties(u, u.district(), area))
    if (d.seat == c.seat) there.push_back(std::move(d));
  const DutyRow row{u.make<DutyId>(), area, c.seat, c.post_id, c.weekdays, *from, *to, c.valid_from, c.valid_to, {}, {}, {}, 1};
  TRY_DO(may_stand(*seat, there, row));
  insert_duty(u, row);
  TRY(event, record(call, u, "crew.duty_set", crew_of(area), duty_body(row, {}), area));
  static_cast<void>(event);
  return row.id;
}

base::Result<DoneView> set_duty(Call& call, std::int64_t id, const SetDuty& c) {
  base::AreaId area{};
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(at, community(g, {id}));
    area = at->id;
    return allowed(call, g, keep_action, area);
  }));
  return write(call, through, c.client_ref, crew_of(area), [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(made, set_in(call, u, g, area, c));
    look_again(u, g, area);
    return made.value;
  });
}

base::Result<DoneView> end_duty(Call& call, std::int64_t id, const EndDuty& c) {
  return at_duty(call, id, c.client_ref, [&](store::Unit& u, const Ground& g, DutyRow row) -> base::Done {
    if (c.to < g.today || c.to < row.valid_from || (row.valid_to && *row.valid_to <= g.today))
      return base::refuse("crew.outside_the_dates", law("dates"), "crew.choose_other_dates");
    row.valid_to = c.to;
    update_duty(u, row);
    TRY(event, record(call, u, "crew.duty_ended", crew_of(row.community_id), duty_body(row, c.reason), row.community_id));
    static_cast<void>(event);
    return {};
  });
}

base::Result<DoneView> substitute(Call& call, std::int64_t id, const Substitute& c) {
  return at_duty(call, id, c.client_ref, [&](store::Unit& u, const Ground& g, DutyRow row) -> base::Done {
    const Seat* seat = g.rules->seat(row.seat);
    if (seat == nullptr) return base::fail(base::ErrorCode::not_found, "crew.no_such_seat");
    if (c.to <= c.from || c.from < g.today || c.from < row.valid_from || (row.valid_to && c.to > *row.valid_to))
      return base::refuse("crew.outside_the_dates", law("dates"), "crew.choose_other_dates");
    TRY_DO(right_post(g, *seat, c.post_id));
    if (c.post_id == row.post_id) return base::refuse("crew.stands_there_already", law("seats"), "crew.choose_a_fitting_post");
    DutyRow noted = row;
    noted.post_id = c.post_id, noted.valid_from = c.from, noted.valid_to = c.to;
    std::vector<DutyRow> beside;
    for (DutyRow& d : duties(u, u.district(), row.community_id))
      if (d.seat == row.seat && d.id != row.id) beside.push_back(std::move(d));
    TRY_DO(may_stand(*seat, beside, noted));
    row.substitute_id = c.post_id, row.substitute_from = c.from, row.substitute_to = c.to;
    update_duty(u, row);
    TRY(event, record(call, u, "crew.substituted", crew_of(row.community_id), duty_body(noted, c.reason), row.community_id));
    static_cast<void>(event);
    return {};
  });
}

namespace {

// Who owes a called seat: who stands there now, else who usually does, else the community's own office, which then sees to it.
struct Owes { base::OrgUnitId unit{}; std::optional<base::PostId> post{}; std::string post_kind{}; };
Owes owes(const Ground& g, base::AreaId area, const std::vector<DutyRow>& all, const std::map<base::PostId, Held>& held, std::string_view seat) {
  const DutyRow* found = nullptr;
  for (const DutyRow& d : all) {
    if (d.seat != seat || !in_force(d, g.today) || !held.contains(stands(d, g.today))) continue;
    if (found == nullptr || (at_work(d, g.today, g.minute) && !at_work(*found, g.today, g.minute))) found = &d;
  }
  if (found != nullptr)
    if (const people::Post* p = g.units->post(stands(*found, g.today))) return {p->org_unit, p->id, p->kind};
  const people::OrgUnit* office = g.units->responsible_above(*g.tree, area);
  return {office != nullptr ? office->id : base::OrgUnitId{}, {}, ""};
}

base::Done tell(Call& call, store::Unit& u, const Ground& g, const TaskRow& t, std::string seat, std::string guest, const Owes& to, LineId* made = nullptr) {
  const LineRow l{.id = u.make<LineId>(), .task_id = t.id, .seat = std::move(seat), .guest = std::move(guest), .org_unit_id = to.unit, .post_id = to.post,
                  .state = LineState::told, .told_at = u.now(), .version = 1};
  insert_line(u, l);
  if (made != nullptr) *made = l.id;
  const Seat* s = g.rules->seat(l.seat);
  dues::put(u, {.subject = subject(t.id), .kind = "crew.line." + std::to_string(l.id.value), .bucket = "to_handle", .org_unit = to.unit, .post_kind = to.post_kind,
                .area = t.community_id, .title = "联动到场：" + t.title, .context = (s != nullptr ? s->zh : l.guest) + " · " + t.place, .since = u.now(),
                .due_at = answer_by(u.now(), t.meet_at, g.rules->answer_minutes)});
  TRY(event, record(call, u, "crew.told", subject(t.id), described::to_json(LineNoted{l.id, l.seat, l.guest, l.org_unit_id, l.state, l.spot, {}, 0}), t.community_id));
  static_cast<void>(event);
  return {};
}

void add_fact(store::Unit& u, const Ground& g, const TaskRow& t, const LineRow& l, std::string kind, std::int64_t amount, base::EventId event, std::string measure = "count") {
  const territory::Area* area = g.tree->find(t.community_id);
  facts::add(u, {.kind = std::move(kind), .subject = subject(l.id), .amount = amount, .measure = std::move(measure), .org_unit = l.org_unit_id, .area = t.community_id,
                 .area_version = area != nullptr ? area->version.value : 0, .occurred_on = g.today, .event = event, .evidence = subject(t.id)});
}

base::Result<TaskRow> task_now(store::Session& s, base::DistrictId d, std::int64_t id) {
  const auto row = task(s, d, {id});
  if (!row) return base::fail(base::ErrorCode::not_found, "crew.no_such_task");
  return *row;
}

base::Done close_if_settled(Call& call, store::Unit& u, const TaskRow& t) {
  const auto all = lines(u, u.district(), t.id);
  if (!std::all_of(all.begin(), all.end(), [](const LineRow& l) { return settled(l); })) return {};
  close_task(u, t.id, u.now());
  TRY(event, record(call, u, "crew.closed", subject(t.id), described::to_json(TaskNoted{t.title, t.preset, t.community_id, t.meet_at, t.origin_kind, t.origin_id}), t.community_id));
  static_cast<void>(event);
  return {};
}
std::string due_kind(const LineRow& l) { return "crew.line." + std::to_string(l.id.value); }

}  // namespace

base::Result<TaskId> call_in(Call& call, store::Unit& u, const Ground& g, const CallCrew& c, base::OrgUnitId caller) {
  TRY(area, community(g, c.area_id));
  std::vector<std::string> seats = c.seats, guests = c.guests;
  if (!c.preset.empty()) {
    const Preset* p = g.rules->preset(c.preset);
    if (p == nullptr) return std::unexpected(fault("/preset", "crew.no_such_preset"));
    if (seats.empty() && guests.empty()) seats = p->seats, guests = p->guests;
  }
  std::set<std::string> seen;
  for (const std::string& seat : seats)
    if (g.rules->seat(seat) == nullptr || !seen.insert(seat).second) return std::unexpected(fault("/seats", "crew.no_such_seat"));
  for (const std::string& guest : guests)
    if (guest.empty() || guest.size() > 120 || !seen.insert("guest " + guest).second) return std::unexpected(fault("/guests", "crew.not_a_guest"));
  if (seen.empty()) return std::unexpected(fault("/seats", "crew.call_somebody"));
  const territory::Area* above = g.tree->subdistrict_of(area->id);
  TaskRow t{.id = u.make<TaskId>(), .title = c.title, .preset = c.preset, .community_id = area->id, .subdistrict_id = above != nullptr ? above->id : base::AreaId{},
            .place = c.place, .what = c.what, .meet_at = c.meet_at.value_or(u.now()), .called_at = u.now(), .called_by = call.principal.person, .org_unit_id = caller, .version = 1};
  if (c.origin) t.origin_kind = c.origin->kind, t.origin_id = c.origin->id;
  insert_task(u, t);
  if (c.origin) links::add(u, "born_of", subject(t.id), *c.origin);
  TRY(event, record(call, u, "crew.called", subject(t.id), described::to_json(TaskNoted{t.title, t.preset, t.community_id, t.meet_at, t.origin_kind, t.origin_id}), t.community_id));
  static_cast<void>(event);
  const auto all = duties(u, u.district(), area->id);
  const auto held = holders(u, u.district(), area->id, g.today);
  for (const std::string& seat : seats) TRY_DO(tell(call, u, g, t, seat, {}, owes(g, area->id, all, held, seat)));
  for (const std::string& guest : guests) TRY_DO(tell(call, u, g, t, {}, guest, owes(g, area->id, {}, {}, "")));
  return t.id;
}

bool is_origin(std::string_view kind) {
  const auto kinds = origin_kinds();
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

base::Result<DoneView> call_crew(Call& call, std::int64_t, const CallCrew& c) {
  base::AreaId area{};
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(at, community(g, c.area_id));
    area = at->id;
    return allowed(call, g, call_action, area);
  }));
  if (c.origin && !is_origin(c.origin->kind)) return std::unexpected(fault("/origin", "crew.not_an_origin"));
  return write(call, through, c.client_ref, crew_of(area), [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    base::OrgUnitId caller{};
    for (const people::HeldPost& p : call.principal.posts)
      if (p.post == through) caller = p.org_unit;
    TRY(id, call_in(call, u, g, c, caller));
    return id.value;
  });
}

base::Result<base::Subject> open_call(Call& call, store::Unit& u, const base::Subject& origin, std::string_view command) {
  TRY(c, described::parse<CallCrew>(command));
  TRY(g, ground(call, u));
  TRY(at, community(g, c.area_id));
  TRY(through, allowed(call, g, call_action, at->id));
  base::OrgUnitId caller{};
  for (const people::HeldPost& p : call.principal.posts)
    if (p.post == through) caller = p.org_unit;
  CallCrew with = c;
  if (!origin.kind.empty()) with.origin = origin;
  TRY(id, call_in(call, u, g, with, caller));
  return subject(id);
}

base::Done arrive_in(Call& call, store::Unit& u, const Ground& g, LineRow l, const Arrive& c) {
  TRY_DO(may_arrive(l));
  const auto t = task(u, u.district(), l.task_id);
  l.state = LineState::arrived, l.arrived_at = u.now(), l.who = c.who;
  if (call.principal.person) l.arrived_by = call.principal.person;
  if (c.lon && c.lat) {
    const territory::Area* at = g.tree->locate(*c.lon, *c.lat);
    l.spot = at != nullptr && g.tree->is_below(at->id, t->community_id) ? Spot::here : Spot::away;
  }
  update_line(u, l);
  const std::int64_t late = minutes_late(u.now(), answer_by(l.told_at, t->meet_at, g.rules->answer_minutes));
  TRY(event, record(call, u, "crew.arrived", subject(l.task_id), described::to_json(LineNoted{l.id, l.seat, l.guest, l.org_unit_id, l.state, l.spot, {}, late}), t->community_id));
  add_fact(u, g, *t, l, "crew.arrived", late, event, "minutes late");
  return {};
}

base::Done settle_in(Call& call, store::Unit& u, const Ground& g, LineRow l, const GiveResult& c) {
  TRY_DO(may_settle(l));
  const auto t = task(u, u.district(), l.task_id);
  l.state = LineState::done, l.result = c.result, l.settled_at = u.now();
  update_line(u, l);
  dues::remove(u, subject(l.task_id), due_kind(l));
  TRY(event, record(call, u, "crew.done", subject(l.task_id), described::to_json(LineNoted{l.id, l.seat, l.guest, l.org_unit_id, l.state, l.spot, c.result, 0}), t->community_id));
  add_fact(u, g, *t, l, "crew.done", 1, event);
  return close_if_settled(call, u, *t);
}

namespace {

template <class Command, class Act>
base::Result<DoneView> at_line(Call& call, std::int64_t id, const Command& c, Act act) {
  struct Found { LineRow line{}; base::PostId through{}; };
  TRY(found, call.house.store.read([&](store::Session& s) -> base::Result<Found> {
    TRY(g, ground(call, s));
    const auto l = line(s, call.district(), {id});
    if (!l) return base::fail(base::ErrorCode::not_found, "crew.no_such_line");
    const auto t = task(s, call.district(), l->task_id);
    TRY(through, allowed(call, g, answer_action, t->community_id, {l->org_unit_id}));
    return Found{*l, through};
  }));
  return write(call, found.through, c.client_ref, subject(found.line.task_id), [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    const auto l = line(u, u.district(), {id});
    if (c.if_version && *c.if_version != l->version)
      return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "crew.changed_meanwhile", .rule = law("lines"), .remedy = "crew.look_again", .now_version = l->version});
    TRY_DO(act(u, g, *l));
    return id;
  });
}

}  // namespace

base::Result<DoneView> arrive(Call& call, std::int64_t id, const Arrive& c) {
  return at_line(call, id, c, [&](store::Unit& u, const Ground& g, const LineRow& l) { return arrive_in(call, u, g, l, c); });
}
base::Result<DoneView> settle(Call& call, std::int64_t id, const GiveResult& c) {
  return at_line(call, id, c, [&](store::Unit& u, const Ground& g, const LineRow& l) { return settle_in(call, u, g, l, c); });
}

base::Result<DoneView> hand_over(Call& call, std::int64_t id, const HandOver& c) {
  if (c.seat.empty() == !c.org_unit_id) return std::unexpected(fault("/seat", "crew.one_of_the_two"));
  return at_line(call, id, c, [&](store::Unit& u, const Ground& g, LineRow l) -> base::Done {
    TRY_DO(may_hand_over(l));
    const auto t = task(u, u.district(), l.task_id);
    Owes to{};
    if (!c.seat.empty()) {
      if (g.rules->seat(c.seat) == nullptr || c.seat == l.seat) return std::unexpected(fault("/seat", "crew.no_such_seat"));
      to = owes(g, t->community_id, duties(u, u.district(), t->community_id), holders(u, u.district(), t->community_id, g.today), c.seat);
    } else {
      if (g.units->find(*c.org_unit_id) == nullptr) return std::unexpected(fault("/org_unit_id", "crew.no_such_unit"));
      to.unit = *c.org_unit_id;
    }
    LineId made{};
    TRY_DO(tell(call, u, g, *t, c.seat, c.seat.empty() ? g.units->name(to.unit) : std::string{}, to, &made));
    l.state = LineState::handed_over, l.result = c.reason, l.settled_at = u.now(), l.handed_to = made;
    update_line(u, l);
    dues::remove(u, subject(l.task_id), due_kind(l));
    TRY(event, record(call, u, "crew.handed_over", subject(l.task_id), described::to_json(LineNoted{l.id, l.seat, l.guest, l.org_unit_id, l.state, l.spot, c.reason, 0}), t->community_id));
    add_fact(u, g, *t, l, "crew.handed_over", 1, event);
    return {};
  });
}

base::Result<DoneView> call_off(Call& call, std::int64_t id, const CallOff& c) {
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(t, task_now(s, call.district(), id));
    return allowed(call, g, call_action, t.community_id);
  }));
  return write(call, through, c.client_ref, {"crew_task", id}, [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    TRY(t, task_now(u, u.district(), id));
    TRY_DO(may_change(t));
    for (LineRow& l : lines(u, u.district(), t.id)) {
      if (settled(l)) continue;
      l.state = LineState::called_off, l.result = c.reason, l.settled_at = u.now();
      update_line(u, l);
      dues::remove(u, subject(t.id), due_kind(l));
      TRY(event, record(call, u, "crew.called_off", subject(t.id), described::to_json(LineNoted{l.id, l.seat, l.guest, l.org_unit_id, l.state, l.spot, c.reason, 0}), t.community_id));
      static_cast<void>(event);
    }
    TRY_DO(close_if_settled(call, u, t));
    return id;
  });
}

}  // namespace crew
