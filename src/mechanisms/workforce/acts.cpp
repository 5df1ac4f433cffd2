// From hiring to leaving. A post is given and taken through people's services, in the same unit as the register's row.
#include <algorithm>

#include "mechanisms/workforce/service.hpp"
#include "records/dues/dues.hpp"

namespace workforce {
namespace {

base::Subject subject(WorkerId id) { return {std::string(worker_kind), id.value}; }
DoneView done(WorkerId id) { return {std::to_string(id.value)}; }

// The community that a worker's post belongs to: of its grid, else of its unit.
base::Result<base::AreaId> community_of(const Ground& g, base::PostId id) {
  const people::Post* post = g.units->post(id);
  if (post == nullptr) return base::fail(base::ErrorCode::not_found, "people.no_such_post");
  if (!g.rules->is_worker_post(post->kind)) return base::refuse("workforce.not_a_worker_post", law("hiring"), "workforce.choose_a_worker_post");
  const territory::Area* area = g.tree->community_of(post->area);
  if (area == nullptr) return base::refuse("workforce.not_a_worker_post", law("hiring"), "workforce.choose_a_worker_post");
  return area->id;
}

const char* const vacancy = "workforce.vacancy";
void vacated(store::Unit& unit, const Ground& g, base::AreaId grid, const std::string& post_name) {
  const territory::Area *at = g.tree->find(grid), *community = at != nullptr ? g.tree->community_of(grid) : nullptr;
  if (community == nullptr) return;
  const territory::Area* above = g.tree->subdistrict_of(grid);
  const people::OrgUnit* office = above != nullptr ? g.units->responsible(above->id) : nullptr;
  if (office == nullptr) office = g.units->responsible_above(*g.tree, community->id);
  if (office == nullptr) return;
  dues::put(unit, {.subject = {"grid", grid.value}, .kind = vacancy, .bucket = "to_handle", .org_unit = office->id, .post_kind = "", .area = grid,
                   .title = post_name + "空缺，安排补缺", .context = community->name, .since = unit.now()});
}
void filled(store::Unit& unit, base::AreaId grid) { dues::remove(unit, {"grid", grid.value}, vacancy); }

std::vector<Posting> open_postings(store::Session& s, base::DistrictId d, const Ground& g, base::PersonId who, base::CivilDate day) {
  std::vector<Posting> out;
  for (Posting& p : postings_of(s, d, who))
    if (g.rules->is_worker_post(p.kind) && (!p.to || day < *p.to)) out.push_back(std::move(p));
  return out;
}

}  // namespace

base::Result<WorkerId> hire_in(Call& call, store::Unit& unit, const Ground& g, const people::Grants& grants, base::PersonId person, const HireWorker& c, bool appoint) {
  TRY(community, community_of(g, c.post_id));
  TRY_DO(may_hire(*g.rules, c.from, c.contract_to, c.probation_to));
  if (of_person(unit, unit.district(), person)) return base::refuse("workforce.on_the_register", law("hiring"), "workforce.look_again");
  if (contract_taken(unit, unit.district(), c.contract_number))
    return base::refuse("workforce.contract_number_taken", law("contracts"), "workforce.choose_another_number", {{"number", c.contract_number}});
  const people::Post* post = g.units->post(c.post_id);
  if (appoint) {
    TRY(appointment, people::appoint(unit, recorder(call), grants, {.post = c.post_id, .person = person, .from = c.from}));
    static_cast<void>(appointment);
  }
  const WorkerRow row{.id = unit.make<WorkerId>(), .person_id = person, .org_unit_id = post->org_unit, .area_id = community, .kind = c.kind,
                      .state = c.probation_to ? WorkerState::probation : WorkerState::regular, .hired_on = c.from, .probation_to = c.probation_to,
                      .contract_number = c.contract_number, .contract_from = c.from, .contract_to = c.contract_to, .version = 1};
  insert_worker(unit, row);
  insert_contract(unit, {unit.make<ContractId>(), row.id, c.contract_number, c.kind, c.from, c.contract_to});
  TRY(event, note(call, unit, "worker.hired", subject(row.id), described::to_json(WorkerHired{person, row.org_unit_id, community, c.kind, c.from, c.probation_to,
                  c.contract_number, c.from, c.contract_to}), community));
  static_cast<void>(event);
  put_probation_due(unit, g, row);
  filled(unit, post->area);
  return row.id;
}

base::Result<DoneView> hire(Call& call, std::int64_t, const HireWorker& c) {
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(community, community_of(g, c.post_id));
    return people::may(call.principal, manage_action, scope_at(g, community));
  }));
  return write<DoneView>(call, through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    base::PersonId person = c.person_id.value_or(base::PersonId{});
    std::optional<ApplicationRow> from;
    if (c.application_id) {
      from = application(unit, unit.district(), *c.application_id);
      if (!from) return base::fail(base::ErrorCode::not_found, "workforce.no_such_application");
      if (from->state != ApplicationState::passed) return base::refuse("workforce.not_passed", law("hiring"), "workforce.check_first");
    }
    if (!person) {
      const std::string name = from ? from->name : c.name;
      if (name.empty()) return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/name", "workforce.who", {}}}});
      TRY(made, people::create_person(unit, recorder(call), {.name = name, .phone = from ? base::Phone::parse(from->phone) : c.phone}));
      person = made;
    }
    TRY(id, hire_in(call, unit, g, *call.principal.grants, person, c, true));
    if (from) {
      from->state = ApplicationState::hired;
      from->worker_id = id;
      update_application(unit, *from);
      TRY(event, note(call, unit, "worker_application.decided", {"worker_application", from->id.value},
                      described::to_json(ApplicationEvent{from->id, from->state, "录用"}), {}));
      static_cast<void>(event);
    }
    return done(id);
  });
}

base::Result<DoneView> renew(Call& call, std::int64_t id, const RenewContract& c) {
  TRY(a, allowed(call, id, manage_action));
  return write<DoneView>(call, a.through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    TRY(w, again(unit, id, c.if_version));
    TRY_DO(may_renew(w, c.from, c.to));
    if (contract_taken(unit, unit.district(), c.number))
      return base::refuse("workforce.contract_number_taken", law("contracts"), "workforce.choose_another_number", {{"number", c.number}});
    insert_contract(unit, {unit.make<ContractId>(), w.id, c.number, c.kind, c.from, c.to});
    w.kind = c.kind;
    w.contract_number = c.number;
    w.contract_from = c.from;
    w.contract_to = c.to;
    update_worker(unit, w);
    dues::remove(unit, subject(w.id), "workforce.contract");
    if (c.to <= g.today + g.rules->contract_alert_days) put_contract_due(unit, g, w);
    TRY(event, note(call, unit, "worker.contracted", subject(w.id), described::to_json(WorkerContracted{c.number, c.kind, c.from, c.to}), w.area_id));
    static_cast<void>(event);
    return done(w.id);
  });
}

base::Result<DoneView> decide_probation(Call& call, std::int64_t id, const DecideProbation& c) {
  TRY(a, allowed(call, id, manage_action));
  return write<DoneView>(call, a.through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    TRY(w, again(unit, id, c.if_version));
    TRY_DO(may_decide_probation(w, *g.rules, c.passed, c.extend_to));
    if (c.passed) w.state = WorkerState::regular;
    else w.probation_to = c.extend_to;
    update_worker(unit, w);
    put_probation_due(unit, g, w);
    TRY(event, note(call, unit, "worker.confirmed", subject(w.id), described::to_json(WorkerConfirmed{c.passed, w.probation_to, c.reason}), w.area_id));
    static_cast<void>(event);
    return done(w.id);
  });
}

base::Result<DoneView> transfer(Call& call, std::int64_t id, const TransferWorker& c) {
  TRY(a, allowed(call, id, manage_action));
  TRY_DO(call.house.store.read([&](store::Session& s) -> base::Done {   // the community that receives is asked too
    TRY(g, ground(call, s));
    TRY(community, community_of(g, c.post_id));
    TRY(through, people::may(call.principal, manage_action, scope_at(g, community)));
    static_cast<void>(through);
    return {};
  }));
  return write<DoneView>(call, a.through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    TRY(w, again(unit, id, c.if_version));
    if (w.state == WorkerState::left) return base::refuse("workforce.has_left", law("leaving"), "workforce.hire_anew");
    TRY(community, community_of(g, c.post_id));
    WorkerTransferred body{.to = c.post_id, .on = c.from, .reason = c.reason};
    for (const Posting& p : open_postings(unit, unit.district(), g, w.person_id, c.from)) {
      if (p.post == c.post_id) return base::refuse("workforce.already_there", law("transfer"), "workforce.choose_a_worker_post");
      TRY_DO(people::end_appointment(unit, recorder(call), p.appointment, std::max(c.from, p.from), c.reason));
      vacated(unit, g, p.area, p.name);
      body.from = p.post;
    }
    TRY(appointment, people::appoint(unit, recorder(call), *call.principal.grants, {.post = c.post_id, .person = w.person_id, .from = c.from}));
    static_cast<void>(appointment);
    const people::Post* post = g.units->post(c.post_id);
    w.area_id = body.area = community;
    w.org_unit_id = body.org_unit = post->org_unit;
    update_worker(unit, w);
    filled(unit, post->area);
    put_probation_due(unit, g, w);
    TRY(event, note(call, unit, "worker.transferred", subject(w.id), described::to_json(body), w.area_id));
    static_cast<void>(event);
    return done(w.id);
  });
}

base::Result<DoneView> leave(Call& call, std::int64_t id, const LeaveWork& c) {
  TRY(a, allowed(call, id, manage_action));
  return write<DoneView>(call, a.through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    TRY(w, again(unit, id, c.if_version));
    if (w.state == WorkerState::left) return base::refuse("workforce.has_left", law("leaving"), "workforce.hire_anew");
    if (c.on < w.hired_on || c.on > g.today + g.rules->day_sheet_days_back)
      return base::refuse("workforce.leaving_day", law("leaving"), "workforce.choose_other_days", {{"days", std::to_string(g.rules->day_sheet_days_back)}});
    for (const Posting& p : open_postings(unit, unit.district(), g, w.person_id, c.on)) {
      TRY_DO(people::end_appointment(unit, recorder(call), p.appointment, std::max(c.on, p.from), c.reason));
      vacated(unit, g, p.area, p.name);
    }
    w.state = WorkerState::left;
    w.left_on = c.on;
    w.leave_reason = c.reason;
    update_worker(unit, w);
    dues::remove(unit, subject(w.id));
    TRY(event, note(call, unit, "worker.left", subject(w.id), described::to_json(WorkerLeft{c.on, c.reason}), w.area_id));
    static_cast<void>(event);
    return done(w.id);
  });
}

}  // namespace workforce
