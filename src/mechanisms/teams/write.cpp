// Teams are founded, officers join and leave, days are filled, months frozen, points objected to and ruled upon.
#include <algorithm>

#include "mechanisms/teams/service.hpp"
#include "mechanisms/teams/writing.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"

namespace teams {
namespace {

base::Result<TeamRow> team_of(store::Session& s, base::DistrictId d, std::int64_t id) {
  const auto row = team(s, d, {id});
  if (!row) return base::fail(base::ErrorCode::not_found, "teams.no_such_team");
  return *row;
}
base::Done note(Call& call, store::Unit& u, std::string kind, const TeamRow& t, std::string body, std::optional<base::Subject> about = {}) {
  TRY(event, registry::record(call.house, u, {.kind = std::move(kind), .subject = about.value_or(base::Subject{"team", t.id.value}), .body = std::move(body), .area = t.area_id}));
  static_cast<void>(event);
  return {};
}
template <class Act>
base::Result<DoneView> at_team(Call& call, std::int64_t id, const std::string& client_ref, Act act) {
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(row, team_of(s, call.district(), id));
    return allowed(call, g, keep_action, row.area_id);
  }));
  return write(call, through, client_ref, {"team", id}, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(row, team_of(u, u.district(), id));
    return act(u, g, row);
  });
}
template <class Act>
base::Result<DoneView> at_officer(Call& call, std::int64_t id, const std::string& client_ref, Act act) {
  const auto before = call.house.store.read([&](store::Session& s) { return officer(s, call.district(), {id}); });
  if (!before) return base::fail(base::ErrorCode::not_found, "teams.no_such_officer");
  return at_team(call, before->team_id.value, client_ref, [&](store::Unit& u, const Ground& g, const TeamRow& t) -> base::Result<std::int64_t> {
    auto row = officer(u, u.district(), {id});
    if (row->left_on) return base::refuse("teams.left_already", law("teams"), "teams.look_again");
    TRY_DO(act(u, g, t, *row));
    return id;
  });
}
std::int64_t area_version(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area != nullptr ? area->version.value : 0;
}
bool frozen_day(store::Session& s, base::DistrictId d, TeamId id, base::CivilDate day) {
  const auto m = month_of(month_text(day));
  return m && month(s, d, id, m->from).has_value();
}

}  // namespace

void put_certificate_due(store::Unit& u, const Ground& g, const TeamRow& t, const OfficerRow& o) {
  const base::Subject about{"team", t.id.value};
  const std::string kind = "team.certificate." + std::to_string(o.id.value);
  if (!serves(o, g.today) || certificate_state(*g.rules, o.certificate_until, g.today) == "ok") return dues::remove(u, about, kind);
  const people::Post* post = g.units->post(o.post_id);
  dues::put(u, {.subject = about, .kind = kind, .bucket = "to_handle", .org_unit = office_of(g, t), .post_kind = "team_leader", .area = t.area_id,
                .title = "执法证即将到期：" + (post != nullptr ? post->name : std::string{}), .context = t.name, .since = u.now(),
                .due_at = base::Instant{u.now().micros + static_cast<std::int64_t>(o.certificate_until.days - g.today.days) * base::hours(24).micros}});
}

base::Result<TeamId> found_in(Call& call, store::Unit& u, const Ground& g, const FoundTeam& c, base::CivilDate from) {
  const bool brigade = c.kind == TeamKind::brigade;
  const base::AreaId area = brigade ? g.tree->root() : c.area_id.value_or(base::AreaId{});
  const territory::Area* at = g.tree->find(area);
  if (at == nullptr || (!brigade && at->parent != g.tree->root())) return std::unexpected(fault("/area_id", "teams.no_such_subdistrict"));
  if (brigade && g.rules->field(c.field) == nullptr) return std::unexpected(fault("/field", "teams.no_such_field"));
  if (g.units->find(c.home_unit_id) == nullptr) return std::unexpected(fault("/home_unit_id", "teams.no_such_unit"));
  for (const TeamRow& t : teams(u, u.district()))
    if (t.kind == c.kind && stands(t, from) && (brigade ? t.field == c.field : t.area_id == area)) return base::refuse("teams.there_already", law("teams"), "teams.look_again");
  const TeamRow row{u.make<TeamId>(), c.kind, brigade ? c.field : "", area, c.home_unit_id, c.name, from, {}, 1};
  insert(u, row);
  TRY_DO(note(call, u, "team.founded", row, described::to_json(TeamNoted{row.name, row.kind, row.field, row.area_id, row.home_unit_id})));
  return row.id;
}
base::Result<DoneView> found(Call& call, std::int64_t, const FoundTeam& c) {
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    return allowed(call, g, keep_action, c.kind == TeamKind::brigade ? g.tree->root() : c.area_id.value_or(g.tree->root()));
  }));
  return write(call, through, c.client_ref, {"team", 0}, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(id, found_in(call, u, g, c, g.today));
    return id.value;
  });
}

base::Result<OfficerId> add_in(Call& call, store::Unit& u, const Ground& g, const TeamRow& t, const AddOfficer& c, base::CivilDate from) {
  const people::Post* post = g.units->post(c.post_id);
  if (post == nullptr || (post->kind != "team_officer" && post->kind != "team_leader")) return std::unexpected(fault("/post_id", "teams.not_an_officers_post"));
  if (c.certificate_until < g.today) return base::refuse("teams.certificate_ran_out", law("teams"), "teams.renew_first");
  for (const OfficerRow& o : officers(u, u.district(), {}))
    if (o.post_id == c.post_id && serves(o, from)) return base::refuse("teams.in_a_team_already", law("teams"), "teams.look_again");
  const OfficerRow row{u.make<OfficerId>(), t.id, c.post_id, c.certificate_number, c.certificate_until, from, {}, 1};
  insert(u, row);
  TRY_DO(note(call, u, "team.joined", t, described::to_json(OfficerNoted{row.id, row.post_id, row.certificate_until, {}})));
  put_certificate_due(u, g, t, row);
  return row.id;
}
base::Result<DoneView> add_officer(Call& call, std::int64_t id, const AddOfficer& c) {
  return at_team(call, id, c.client_ref, [&](store::Unit& u, const Ground& g, const TeamRow& t) -> base::Result<std::int64_t> {
    TRY(made, add_in(call, u, g, t, c, g.today));
    return made.value;
  });
}
base::Result<DoneView> renew(Call& call, std::int64_t id, const RenewCertificate& c) {
  return at_officer(call, id, c.client_ref, [&](store::Unit& u, const Ground& g, const TeamRow& t, OfficerRow row) -> base::Done {
    if (c.certificate_until < g.today) return base::refuse("teams.certificate_ran_out", law("teams"), "teams.renew_first");
    row.certificate_number = c.certificate_number, row.certificate_until = c.certificate_until;
    update(u, row);
    put_certificate_due(u, g, t, row);
    return note(call, u, "team.renewed", t, described::to_json(OfficerNoted{row.id, row.post_id, row.certificate_until, {}}));
  });
}
base::Result<DoneView> leave(Call& call, std::int64_t id, const LeaveTeam& c) {
  return at_officer(call, id, c.client_ref, [&](store::Unit& u, const Ground& g, const TeamRow& t, OfficerRow row) -> base::Done {
    row.left_on = g.today;
    update(u, row);
    put_certificate_due(u, g, t, row);
    return note(call, u, "team.left", t, described::to_json(OfficerNoted{row.id, row.post_id, row.certificate_until, c.reason}));
  });
}

base::Done fill_in(Call& call, store::Unit& u, const Ground& g, const TeamRow& t, const FillDay& c) {
  if (c.day > g.today || c.day < g.today + -g.rules->day_sheet_days_back || frozen_day(u, u.district(), t.id, c.day))
    return base::refuse("teams.not_this_day", law("days"), "teams.choose_another_day");
  DayNoted n{.day = c.day};
  for (const OfficerRow& o : officers(u, u.district(), t.id)) {
    if (!serves(o, c.day)) continue;
    const auto mark = std::find_if(c.marks.begin(), c.marks.end(), [&](const DayMark& m) { return m.officer_id == o.id; });
    if (mark == c.marks.end() && !c.rest_present) continue;
    const DayState state = mark == c.marks.end() ? DayState::present : mark->state;
    if (state != DayState::present && mark->reason.empty()) return std::unexpected(fault("/marks", "teams.say_the_reason"));
    insert(u, DayRow{u.make<RowId>(), t.id, o.id, c.day, state, state == DayState::present ? "" : mark->reason});
    ++(state == DayState::present ? n.present : state == DayState::absent ? n.absent : n.on_leave);
  }
  for (const DayMark& m : c.marks) {
    const auto o = officer(u, u.district(), m.officer_id);
    if (!o || o->team_id != t.id) return std::unexpected(fault("/marks", "teams.no_such_officer"));
  }
  return note(call, u, "team.day_filled", t, described::to_json(n));
}
base::Result<DoneView> fill_day(Call& call, std::int64_t id, const FillDay& c) {
  return at_team(call, id, c.client_ref, [&](store::Unit& u, const Ground& g, const TeamRow& t) -> base::Result<std::int64_t> {
    TRY_DO(fill_in(call, u, g, t, c));
    return id;
  });
}
base::Result<DoneView> note_breach(Call& call, std::int64_t id, const NoteBreach& c) {
  return at_team(call, id, c.client_ref, [&](store::Unit& u, const Ground& g, const TeamRow& t) -> base::Result<std::int64_t> {
    if (c.day > g.today || frozen_day(u, u.district(), t.id, c.day)) return base::refuse("teams.not_this_day", law("days"), "teams.choose_another_day");
    const BreachRow row{u.make<RowId>(), t.id, c.day, c.reason};
    insert(u, row);
    TRY_DO(note(call, u, "team.breach_noted", t, described::to_json(WordsNoted{row.id, c.reason})));
    return row.id.value;
  });
}
base::Result<DoneView> freeze(Call& call, std::int64_t id, const FreezeMonth& c) {
  const auto m = month_of(c.month);
  if (!m) return std::unexpected(fault("/month", "teams.not_a_month"));
  return at_team(call, id, c.client_ref, [&](store::Unit& u, const Ground& g, const TeamRow& t) -> base::Result<std::int64_t> {
    TRY(made, freeze_in(call, u, g, t, *m));
    return made.value;
  });
}

namespace {

struct PointFound { PointRow row{}; TeamRow of{}; base::PostId through{}; };
template <class Act>
base::Result<DoneView> at_point(Call& call, std::int64_t id, std::string_view action, const std::string& client_ref, Act act) {
  TRY(found, call.house.store.read([&](store::Session& s) -> base::Result<PointFound> {
    TRY(g, ground(call, s));
    const auto p = point(s, call.district(), {id});
    const auto m = p ? month_of_id(s, call.district(), p->month_id) : std::nullopt;
    if (!m) return base::fail(base::ErrorCode::not_found, "teams.no_such_point");
    TRY(t, team_of(s, call.district(), m->team_id.value));
    TRY(through, allowed(call, g, action, t.area_id, t.home_unit_id));
    return PointFound{*p, t, through};
  }));
  return write(call, found.through, client_ref, {"team", found.of.id.value}, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY_DO(act(u, g, found.of, *point(u, u.district(), {id})));
    return id;
  });
}

}  // namespace

base::Result<DoneView> see_month(Call& call, std::int64_t id, const SeeMonth& c) {
  struct Found { TeamRow of{}; base::PostId through{}; };
  TRY(found, call.house.store.read([&](store::Session& s) -> base::Result<Found> {
    TRY(g, ground(call, s));
    const auto m = month_of_id(s, call.district(), {id});
    if (!m) return base::fail(base::ErrorCode::not_found, "teams.no_such_month");
    TRY(t, team_of(s, call.district(), m->team_id.value));
    TRY(through, allowed(call, g, object_action, t.area_id, t.home_unit_id));
    return Found{t, through};
  }));
  return write(call, found.through, c.client_ref, {"team", found.of.id.value}, [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    const auto m = month_of_id(u, u.district(), {id});
    if (m->seen_at) return base::refuse("teams.seen_already", law("marks"), "teams.look_again");
    set_seen(u, m->id, u.now());
    dues::remove(u, {"team", found.of.id.value}, seen_due(m->id));
    TRY_DO(note(call, u, "team.month_seen", found.of, described::to_json(WordsNoted{m->id, month_text(m->month)}), base::Subject{"team_month", id}));
    return id;
  });
}

base::Result<DoneView> object(Call& call, std::int64_t id, const ObjectPoint& c) {
  return at_point(call, id, object_action, c.client_ref, [&](store::Unit& u, const Ground& g, const TeamRow& t, PointRow p) -> base::Done {
    if (p.state != PointState::stands) return base::refuse("teams.objected_already", law("marks"), "teams.look_again");
    p.state = PointState::objected, p.objection = c.objection;
    update(u, p);
    const auto centres = g.units->of_kind("command_centre");
    if (!centres.empty())
      dues::put(u, {.subject = {"team", t.id.value}, .kind = "team.objection." + std::to_string(id), .bucket = "to_handle", .org_unit = centres.front()->id, .area = t.area_id,
                    .title = "执法队月度评分异议待裁定", .context = t.name, .since = u.now()});
    return note(call, u, "team.objected", t, described::to_json(WordsNoted{p.id, c.objection}), base::Subject{"team_month", p.month_id.value});
  });
}
base::Result<DoneView> rule(Call& call, std::int64_t id, const RulePoint& c) {
  return at_point(call, id, rule_action, c.client_ref, [&](store::Unit& u, const Ground& g, const TeamRow& t, PointRow p) -> base::Done {
    if (p.state != PointState::objected) return base::refuse("teams.nothing_to_rule", law("marks"), "teams.look_again");
    p.state = c.upheld ? PointState::upheld : PointState::lifted, p.ruling = c.ruling;
    update(u, p);
    dues::remove(u, {"team", t.id.value}, "team.objection." + std::to_string(id));
    TRY(event, registry::record(call.house, u, {.kind = "team.ruled", .subject = {"team_month", p.month_id.value}, .body = described::to_json(WordsNoted{p.id, c.ruling}), .area = t.area_id}));
    if (!c.upheld)
      facts::add(u, {.kind = "teams.point_lifted", .subject = {"team", t.id.value}, .amount = p.points, .measure = "points", .org_unit = t.home_unit_id, .area = t.area_id,
                     .area_version = area_version(g, t.area_id), .occurred_on = g.today, .event = event, .evidence = {"team_month", p.month_id.value}});
    return {};
  });
}

}  // namespace teams
