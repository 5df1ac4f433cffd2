// Joint operations: planned, approved by another, attended, findings that open matters, numbers of penalty files, result.
#include <algorithm>

#include "mechanisms/teams/service.hpp"
#include "mechanisms/teams/writing.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/links/links.hpp"

namespace teams {
namespace {

base::Subject subject(OperationId id) { return {"joint_operation", id.value}; }
base::Result<base::EventId> note(Call& call, store::Unit& u, std::string kind, const OperationRow& o, std::string words, RowId row = {}, std::int64_t number = 0) {
  return registry::record(call.house, u, {.kind = std::move(kind), .subject = subject(o.id), .body = described::to_json(OperationNoted{o.state, std::move(words), row, number}), .area = o.area_id});
}
base::Result<OperationRow> operation_of(store::Session& s, base::DistrictId d, std::int64_t id) {
  const auto row = operation(s, d, {id});
  if (!row) return base::fail(base::ErrorCode::not_found, "teams.no_such_operation");
  return *row;
}
// Whom a called row stands for: the unit that answers for it, its posts.
base::OrgUnitId answers(const Ground& g, store::Session& s, base::DistrictId d, const CalledRow& c) {
  if (c.org_unit_id) return *c.org_unit_id;
  const auto t = team(s, d, *c.team_id);
  return t ? office_of(g, *t) : base::OrgUnitId{};
}
std::string called_due(const CalledRow& c) { return "team.called." + std::to_string(c.id.value); }
// Once approved, every called team and unit has it on its list for the day.
void call_units(store::Unit& u, const Ground& g, const OperationRow& o, base::Instant due) {
  for (const CalledRow& c : called(u, u.district(), o.id))
    dues::put(u, {.subject = subject(o.id), .kind = called_due(c), .bucket = "to_handle", .org_unit = answers(g, u, u.district(), c), .post_kind = c.team_id ? "team_leader" : "",
                  .area = o.area_id, .title = "联合执法到场：" + o.title, .context = o.place, .since = u.now(), .due_at = due});
}
base::Result<base::PostId> may_at(Call& call, std::int64_t id, std::string_view action) {
  return call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(row, operation_of(s, call.district(), id));
    return allowed(call, g, action, row.area_id);
  });
}
template <class Act>
base::Result<DoneView> at_operation(Call& call, std::int64_t id, std::string_view action, const std::string& client_ref, Act act) {
  TRY(through, may_at(call, id, action));
  return write(call, through, client_ref, subject(OperationId{id}), [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(row, operation_of(u, u.district(), id));
    TRY_DO(act(u, g, row));
    return id;
  });
}

}  // namespace

base::Result<OperationId> plan_in(Call& call, store::Unit& u, const Ground& g, const PlanOperation& c, base::OrgUnitId office, const base::Subject& origin) {
  if (g.tree->find(c.area_id) == nullptr) return std::unexpected(fault("/area_id", "teams.no_such_area"));
  if (c.team_ids.empty() && c.org_unit_ids.empty()) return std::unexpected(fault("/team_ids", "teams.call_somebody"));
  const territory::Area* above = g.tree->subdistrict_of(c.area_id);
  const OperationRow row{.id = u.make<OperationId>(), .title = c.title, .area_id = c.area_id, .subdistrict_id = above != nullptr ? above->id : base::AreaId{}, .place = c.place,
                         .plan = c.plan, .planned_on = c.planned_on, .state = OperationState::planned, .planned_by = call.principal.person, .planned_at = u.now(),
                         .org_unit_id = office, .origin_kind = origin.kind, .origin_id = origin.id, .version = 1};
  insert(u, row);
  for (const TeamId id : c.team_ids) {
    if (!team(u, u.district(), id)) return std::unexpected(fault("/team_ids", "teams.no_such_team"));
    insert(u, CalledRow{u.make<RowId>(), row.id, id, {}, 0, {}, {}});
  }
  for (const base::OrgUnitId id : c.org_unit_ids) {
    if (g.units->find(id) == nullptr) return std::unexpected(fault("/org_unit_ids", "teams.no_such_unit"));
    insert(u, CalledRow{u.make<RowId>(), row.id, {}, id, 0, {}, {}});
  }
  if (!origin.kind.empty()) links::add(u, "born_of", subject(row.id), origin);
  const people::OrgUnit* street = above != nullptr ? g.units->responsible_above(*g.tree, above->id) : nullptr;
  const auto centres = g.units->of_kind("command_centre");
  const bool director = street != nullptr && g.units->has_post_kind(street->id, "subdistrict_director");
  if (director || !centres.empty())
    dues::put(u, {.subject = subject(row.id), .kind = "team.approve", .bucket = "to_accept", .org_unit = director ? street->id : centres.front()->id,
                  .post_kind = director ? "subdistrict_director" : "", .area = row.area_id, .title = "联合执法待批准：" + row.title,
                  .context = row.place, .since = u.now()});
  TRY(event, note(call, u, "operation.planned", row, row.title));
  static_cast<void>(event);
  return row.id;
}
namespace {
base::OrgUnitId office_through(Call& call, base::PostId through) {
  for (const people::HeldPost& p : call.principal.posts)
    if (p.post == through) return p.org_unit;
  return {};
}
}  // namespace
base::Result<DoneView> plan(Call& call, std::int64_t, const PlanOperation& c) {
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    if (g.tree->find(c.area_id) == nullptr) return base::fail(base::ErrorCode::not_found, "teams.no_such_area");
    return allowed(call, g, operate_action, c.area_id);
  }));
  if (c.origin && !is_origin(c.origin->kind)) return std::unexpected(fault("/origin", "teams.not_an_origin"));
  return write(call, through, c.client_ref, {}, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(id, plan_in(call, u, g, c, office_through(call, through), c.origin.value_or(base::Subject{})));
    return id.value;
  });
}
base::Result<base::Subject> open_operation(Call& call, store::Unit& u, const base::Subject& origin, std::string_view command) {
  TRY(c, described::parse<PlanOperation>(command));
  TRY(g, ground(call, u));
  TRY(through, allowed(call, g, operate_action, c.area_id));
  TRY(id, plan_in(call, u, g, c, office_through(call, through), origin));
  return subject(id);
}

namespace {
// The fact is about the team or the unit; it counts for a team's home department.
base::Subject about(const CalledRow& c) { return c.team_id ? base::Subject{"team", c.team_id->value} : base::Subject{"org_unit", c.org_unit_id->value}; }
base::OrgUnitId home_of(store::Session& s, base::DistrictId d, const CalledRow& c) {
  const auto t = c.team_id ? team(s, d, *c.team_id) : std::nullopt;
  return t ? t->home_unit_id : c.org_unit_id.value_or(base::OrgUnitId{});
}
void add_fact(store::Unit& u, const Ground& g, const OperationRow& o, std::string kind, base::Subject of, std::int64_t amount, std::string measure, base::OrgUnitId unit, base::EventId event,
              base::Subject evidence) {
  const territory::Area* area = g.tree->find(o.area_id);
  facts::add(u, {.kind = std::move(kind), .subject = std::move(of), .amount = amount, .measure = std::move(measure), .org_unit = unit, .area = o.area_id,
                 .area_version = area != nullptr ? area->version.value : 0, .occurred_on = g.today, .event = event, .evidence = std::move(evidence)});
}
}  // namespace
std::vector<std::string> origin_kinds() { return {"whistle", "whistle_line", "matter", "campaign_finding"}; }
bool is_origin(std::string_view kind) {
  const auto kinds = origin_kinds();
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

base::Done decide_in(Call& call, store::Unit& u, const Ground& g, const OperationRow& before, OperationState to, const std::string& words) {
  OperationRow row = before;
  row.state = to;
  if (to == OperationState::approved && call.principal.person) row.approved_by = call.principal.person;
  if (to == OperationState::closed) row.result = words, row.closed_at = u.now();
  update(u, row);
  dues::remove(u, subject(row.id));
  if (to == OperationState::approved) call_units(u, g, row, g.zone->start_of(row.planned_on + 1));
  TRY(event, note(call, u, to == OperationState::approved ? "operation.approved" : to == OperationState::closed ? "operation.closed" : "operation.cancelled", row, words));
  if (to != OperationState::closed) return {};
  for (const CalledRow& c : called(u, u.district(), row.id))
    if (!c.attended_at) add_fact(u, g, row, "teams.not_attended", about(c), 1, "count", home_of(u, u.district(), c), event, subject(row.id));
  return {};
}
base::Result<DoneView> approve(Call& call, std::int64_t id, const Decide& c) {
  return at_operation(call, id, approve_action, c.client_ref, [&](store::Unit& u, const Ground& g, const OperationRow& o) -> base::Done {
    TRY_DO(may_approve(o, call.principal.person));
    return decide_in(call, u, g, o, OperationState::approved, c.reason);
  });
}
base::Result<DoneView> cancel(Call& call, std::int64_t id, const Decide& c) {
  return at_operation(call, id, operate_action, c.client_ref, [&](store::Unit& u, const Ground& g, const OperationRow& o) -> base::Done {
    TRY_DO(may_cancel(o));
    return decide_in(call, u, g, o, OperationState::cancelled, c.reason);
  });
}

base::Done attend_in(Call& call, store::Unit& u, const Ground& g, const OperationRow& o, const Attend& c) {
  TRY_DO(may_record(o));
  const auto all = called(u, u.district(), o.id);
  const auto it = std::find_if(all.begin(), all.end(), [&](const CalledRow& r) { return r.id == c.called_id; });
  if (it == all.end()) return std::unexpected(fault("/called_id", "teams.not_called"));
  CalledRow row = *it;
  const bool first = !row.attended_at;
  row.came = c.came, row.who = c.who;
  if (c.came > 0) row.attended_at = row.attended_at.value_or(u.now());
  update(u, row);
  if (c.came > 0) dues::remove(u, subject(o.id), called_due(row));
  TRY(event, note(call, u, "operation.attended", o, {}, row.id, c.came));
  if (first && c.came > 0) add_fact(u, g, o, "teams.attended", about(row), c.came, "persons", home_of(u, u.district(), row), event, subject(o.id));
  return {};
}
base::Result<DoneView> attend(Call& call, std::int64_t id, const Attend& c) {
  // Whoever leads the operation says it for all, a called unit for itself.
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(row, operation_of(s, call.district(), id));
    base::OrgUnitId own{};
    for (const CalledRow& each : called(s, call.district(), row.id))
      if (each.id == c.called_id) own = answers(g, s, call.district(), each);
    return allowed(call, g, operate_action, row.area_id, own);
  }));
  return write(call, through, c.client_ref, subject(OperationId{id}), [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(row, operation_of(u, u.district(), id));
    TRY_DO(attend_in(call, u, g, row, c));
    return id;
  });
}

// The matter is opened first: its locks lie on a lower floor than the operation's.
base::Result<DoneView> find(Call& call, std::int64_t id, const Find& c) {
  TRY(through, may_at(call, id, operate_action));
  const registry::Opener* opener = call.house.rooms.opener("matters.report");
  if (opener == nullptr) return base::fail(base::ErrorCode::not_found, "teams.no_matters");
  return write(call, through, c.client_ref, {}, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(before, operation_of(u, u.district(), id));
    TRY_DO(may_record(before));
    std::string json = R"({"title":)";
    described::to_json(json, c.title);
    json += R"(,"description":)";
    described::to_json(json, c.description.empty() ? c.title : c.description);
    json += R"(,"place":)";
    described::to_json(json, c.place.empty() ? before.place : c.place);
    if (!c.category.empty()) {
      json += R"(,"category":)";
      described::to_json(json, c.category);
    }
    json += R"(,"photos":[)";
    for (std::size_t i = 0; i < c.photos.size(); ++i) json += (i == 0 ? "\"" : ",\"") + std::to_string(c.photos[i].value) + "\"";
    json += R"(],"area_id":")" + std::to_string(before.area_id.value) + R"("})";
    TRY(matter, opener->run(call, u, subject(before.id), json));
    u.lock(lock_floor, subject(OperationId{id}));
    TRY(o, operation_of(u, u.district(), id));
    TRY_DO(may_record(o));
    const FindingRow row{u.make<RowId>(), o.id, c.title, {matter.id}, {}};
    insert(u, row);
    TRY(event, note(call, u, "operation.found", o, c.title, row.id));
    add_fact(u, g, o, "teams.finding_reported", subject(o.id), 1, "count", o.org_unit_id, event, matter);
    return matter.id;
  });
}
// A file is noted once, with its number; its outcome may follow later, also after the operation has ended, and then stays.
base::Done penalty_in(Call& call, store::Unit& u, const Ground& g, const OperationRow& o, const NotePenalty& c) {
  const auto before = penalty_of_file(u, u.district(), c.file_number);
  if (before && (before->operation_id != o.id || !before->outcome.empty() || c.outcome.empty())) return base::refuse("teams.file_noted", law("operations"), "teams.look_again");
  if (before) {
    set_outcome(u, before->id, c.outcome);
    TRY(event, note(call, u, "operation.penalty_settled", o, c.outcome, before->id));
    static_cast<void>(event);
    return {};
  }
  TRY_DO(may_record(o));
  const auto t = team(u, u.district(), c.team_id);
  if (!t) return std::unexpected(fault("/team_id", "teams.no_such_team"));
  const PenaltyRow row{u.make<RowId>(), o.id, c.team_id, c.file_number, c.outcome, g.today};
  insert(u, row);
  TRY(event, note(call, u, "operation.penalty_noted", o, c.file_number, row.id));
  add_fact(u, g, o, "teams.penalty_noted", {"team", t->id.value}, 1, "count", t->home_unit_id, event, subject(o.id));
  return {};
}
base::Result<DoneView> note_penalty(Call& call, std::int64_t id, const NotePenalty& c) {
  return at_operation(call, id, operate_action, c.client_ref, [&](store::Unit& u, const Ground& g, const OperationRow& o) { return penalty_in(call, u, g, o, c); });
}
base::Result<DoneView> close(Call& call, std::int64_t id, const CloseOperation& c) {
  return at_operation(call, id, operate_action, c.client_ref, [&](store::Unit& u, const Ground& g, const OperationRow& o) -> base::Done {
    TRY_DO(may_close(o, called(u, u.district(), o.id)));
    return decide_in(call, u, g, o, OperationState::closed, c.result);
  });
}


base::Done finding_ended(registry::House&, store::Unit& u, const store::NewEvent& event) {
  if (const auto found = finding_of(u, u.district(), {event.subject.id})) end_finding(u, found->id, u.now());
  return {};
}
base::Done finding_reopened(registry::House&, store::Unit& u, const store::NewEvent& event) {
  if (const auto found = finding_of(u, u.district(), {event.subject.id})) end_finding(u, found->id, {});
  return {};
}

}  // namespace teams
