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
  const auto centres = g.units->of_kind("command_centre");
  if (!centres.empty())
    dues::put(u, {.subject = subject(row.id), .kind = "team.approve", .bucket = "to_accept", .org_unit = centres.front()->id, .area = row.area_id, .title = "联合执法待批准：" + row.title,
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
  return write(call, through, c.client_ref, {"joint_operation", 0}, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(id, plan_in(call, u, g, c, office_through(call, through), {}));
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

base::Done decide_in(Call& call, store::Unit& u, const OperationRow& before, OperationState to, const std::string& words) {
  OperationRow row = before;
  row.state = to;
  if (to == OperationState::approved && call.principal.person) row.approved_by = call.principal.person;
  if (to == OperationState::closed) row.result = words, row.closed_at = u.now();
  update(u, row);
  dues::remove(u, subject(row.id));
  TRY(event, note(call, u, to == OperationState::approved ? "operation.approved" : to == OperationState::closed ? "operation.closed" : "operation.cancelled", row, words));
  static_cast<void>(event);
  return {};
}
base::Result<DoneView> approve(Call& call, std::int64_t id, const Decide& c) {
  return at_operation(call, id, approve_action, c.client_ref, [&](store::Unit& u, const Ground&, const OperationRow& o) -> base::Done {
    TRY_DO(may_approve(o, call.principal.person));
    return decide_in(call, u, o, OperationState::approved, c.reason);
  });
}
base::Result<DoneView> cancel(Call& call, std::int64_t id, const Decide& c) {
  return at_operation(call, id, operate_action, c.client_ref, [&](store::Unit& u, const Ground&, const OperationRow& o) -> base::Done {
    TRY_DO(may_cancel(o));
    return decide_in(call, u, o, OperationState::cancelled, c.reason);
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
  TRY(event, note(call, u, "operation.attended", o, c.who, row.id, c.came));
  if (!first || c.came == 0) return {};
  const auto t = row.team_id ? team(u, u.district(), *row.team_id) : std::nullopt;
  const territory::Area* area = g.tree->find(o.area_id);
  facts::add(u, {.kind = "teams.attended", .subject = row.team_id ? base::Subject{"team", row.team_id->value} : base::Subject{"org_unit", row.org_unit_id->value}, .amount = c.came,
                 .measure = "persons", .org_unit = t ? t->home_unit_id : row.org_unit_id.value_or(base::OrgUnitId{}), .area = o.area_id,
                 .area_version = area != nullptr ? area->version.value : 0, .occurred_on = g.today, .event = event, .evidence = subject(o.id)});
  return {};
}
base::Result<DoneView> attend(Call& call, std::int64_t id, const Attend& c) {
  return at_operation(call, id, operate_action, c.client_ref, [&](store::Unit& u, const Ground& g, const OperationRow& o) { return attend_in(call, u, g, o, c); });
}

// The matter is opened first: its locks lie on a lower floor than the operation's.
base::Result<DoneView> find(Call& call, std::int64_t id, const Find& c) {
  TRY(through, may_at(call, id, operate_action));
  const registry::Opener* opener = call.house.rooms.opener("matters.report");
  if (opener == nullptr) return base::fail(base::ErrorCode::not_found, "teams.no_matters");
  return write(call, through, c.client_ref, {}, [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    TRY(before, operation_of(u, u.district(), id));
    TRY_DO(may_record(before));
    std::string json = R"({"title":)";
    described::to_json(json, c.title);
    json += R"(,"description":)";
    described::to_json(json, c.description.empty() ? c.title : c.description);
    json += R"(,"place":)";
    described::to_json(json, c.place.empty() ? before.place : c.place);
    json += R"(,"area_id":")" + std::to_string(before.area_id.value) + R"("})";
    TRY(matter, opener->run(call, u, subject(before.id), json));
    u.lock(lock_floor, subject(OperationId{id}));
    TRY(o, operation_of(u, u.district(), id));
    TRY_DO(may_record(o));
    const FindingRow row{u.make<RowId>(), o.id, c.title, {matter.id}};
    insert(u, row);
    links::add(u, "found_by", matter, subject(o.id));
    TRY(event, note(call, u, "operation.found", o, c.title, row.id));
    static_cast<void>(event);
    return matter.id;
  });
}
base::Result<DoneView> note_penalty(Call& call, std::int64_t id, const NotePenalty& c) {
  return at_operation(call, id, operate_action, c.client_ref, [&](store::Unit& u, const Ground& g, const OperationRow& o) -> base::Done {
    TRY_DO(may_record(o));
    if (!team(u, u.district(), c.team_id)) return std::unexpected(fault("/team_id", "teams.no_such_team"));
    if (file_known(u, u.district(), c.file_number)) return base::refuse("teams.file_noted", law("operations"), "teams.look_again");
    const PenaltyRow row{u.make<RowId>(), o.id, c.team_id, c.file_number, c.outcome, g.today};
    insert(u, row);
    TRY(event, note(call, u, "operation.penalty_noted", o, c.file_number, row.id));
    static_cast<void>(event);
    return {};
  });
}
base::Result<DoneView> close(Call& call, std::int64_t id, const CloseOperation& c) {
  return at_operation(call, id, operate_action, c.client_ref, [&](store::Unit& u, const Ground&, const OperationRow& o) -> base::Done {
    TRY_DO(may_close(o, called(u, u.district(), o.id)));
    return decide_in(call, u, o, OperationState::closed, c.result);
  });
}

}  // namespace teams
