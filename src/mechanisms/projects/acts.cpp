// The acts of the room: lock, load, ask the right, decide in write.cpp, save; once for one intention.
#include "mechanisms/projects/service.hpp"
#include "store/idempotency.hpp"
#include "store/journal.hpp"

namespace projects {
namespace {

// `find` gives the scope that the right is asked for; it reads before the unit, the laws read again inside.
template <class Find>
base::Result<base::PostId> allowed(Call& call, std::string_view action, Find find) {
  return call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(scope, find(s, g));
    return people::may(call.principal, action, scope);
  });
}
template <class Act>
base::Result<ProjectDone> write(Call& call, base::PostId through, const std::string& client_ref, Act act) {
  TRY(answer, call.house.store.write(call.work(through), [&](store::Unit& u) -> base::Result<std::string> {
    return store::once(u, client_ref, call.raw_body, [&](store::Unit& one) -> base::Result<std::string> {
      TRY(g, ground(call.house, one, call.moment));
      TRY(id, act(one, g));
      return described::to_json(ProjectDone{std::to_string(id)});
    });
  }));
  return described::parse<ProjectDone>(answer);
}
base::Result<base::PostId> may_on_programme(Call& call, std::int64_t id) {
  return allowed(call, keep_action, [&](store::Session& s, const Ground& g) -> base::Result<people::Scope> {
    const auto row = programme(s, call.district(), {id});
    if (!row) return std::unexpected(no_such_programme());
    return scope_at(g, row->area_id);
  });
}
base::Result<base::PostId> may_on(Call& call, std::string_view action, ProjectId id) {
  return allowed(call, action, [&](store::Session& s, const Ground& g) -> base::Result<people::Scope> {
    const auto row = project(s, call.district(), id);
    if (!row) return std::unexpected(no_such_project());
    return scope_of(g, *row);
  });
}
// An act on one project.
template <class Act>
base::Result<ProjectDone> on_project(Call& call, std::string_view action, ProjectId id, const std::string& client_ref, Act act) {
  TRY(through, may_on(call, action, id));
  return write(call, through, client_ref, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    u.lock(lock_floor, subject_of(id));
    const auto row = project(u, u.district(), id);
    TRY_DO(act(u, g, *row));
    return id.value;
  });
}
template <class Act>
base::Result<ProjectDone> on_milestone(Call& call, std::string_view action, MilestoneId id, const std::string& client_ref, Act act) {
  const auto before = call.house.store.read([&](store::Session& s) { return milestone(s, call.district(), id); });
  if (!before) return base::fail(base::ErrorCode::not_found, "projects.no_such_milestone");
  return on_project(call, action, before->project_id, client_ref, [&](store::Unit& u, const Ground& g, const ProjectRow& p) -> base::Done {
    return act(u, g, p, *milestone(u, u.district(), id));
  });
}

}  // namespace

base::Result<ProjectDone> open_programme(Call& call, std::int64_t, const OpenProgramme& c) {
  TRY(through, allowed(call, keep_action, [&](store::Session&, const Ground& g) -> base::Result<people::Scope> {
    const base::AreaId area = c.level == Level::district ? g.tree->root() : c.area_id.value_or(g.tree->root());
    return scope_at(g, g.tree->find(area) != nullptr ? area : g.tree->root());
  }));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    u.lock(lock_floor, {"programme", 0});
    TRY(id, open_in(call.house, u, g, c));
    return id.value;
  });
}
base::Result<ProjectDone> show_programme(Call& call, std::int64_t id, const ShowProgramme& c) {
  TRY(through, may_on_programme(call, id));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    u.lock(lock_floor, subject_of(ProgrammeId{id}));
    auto row = programme(u, u.district(), {id});
    if (row->shown == c.shown) return base::refuse(c.shown ? "projects.shown_already" : "projects.hidden_already", law("public"), "projects.look_again");
    row->shown = c.shown;
    update_programme(u, *row);
    TRY(event, registry::record(call.house, u, {.kind = "programme.shown", .subject = subject_of(row->id), .body = described::to_json(ProgrammeShown{c.shown}), .area = row->area_id}));
    static_cast<void>(event);
    return id;
  });
}
base::Result<ProjectDone> close_programme(Call& call, std::int64_t id, const CloseProgramme& c) {
  TRY(through, may_on_programme(call, id));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    u.lock(lock_floor, subject_of(ProgrammeId{id}));
    auto row = programme(u, u.district(), {id});
    if (row->closed_on) return base::refuse("projects.programme_closed", law("programmes"), "projects.look_again");
    for (const ProjectRow& p : projects_of(u, u.district(), row->id))
      if (p.state != State::closed && p.state != State::dropped) return base::refuse("projects.projects_left", law("closing"), "projects.close_them_first", {{"title", p.title}});
    row->closed_on = g.today;
    update_programme(u, *row);
    TRY(event, registry::record(call.house, u, {.kind = "programme.closed", .subject = subject_of(row->id), .body = described::to_json(Told{c.words}), .area = row->area_id}));
    static_cast<void>(event);
    return id;
  });
}
base::Result<ProjectDone> list_project(Call& call, std::int64_t, const ListProject& c) {
  TRY(through, may_on_programme(call, c.programme_id.value));
  return write(call, through, c.client_ref, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    u.lock(lock_floor, subject_of(c.programme_id));
    TRY(id, list_in(call.house, u, g, c));
    return id.value;
  });
}
base::Result<ProjectDone> set_milestone(Call& call, std::int64_t id, const SetMilestone& c) {
  return on_project(call, keep_action, {id}, c.client_ref, [&](store::Unit& u, const Ground& g, const ProjectRow& p) { return plan_in(call.house, u, g, p, c); });
}
base::Result<ProjectDone> move_milestone(Call& call, std::int64_t id, const MoveMilestone& c) {
  return on_milestone(call, keep_action, {id}, c.client_ref, [&](store::Unit& u, const Ground& g, const ProjectRow& p, const MilestoneRow& m) { return move_in(call.house, u, g, p, m, c); });
}
base::Result<ProjectDone> meet_milestone(Call& call, std::int64_t id, const ReportProgress& c) {
  return on_milestone(call, report_action, {id}, c.client_ref, [&](store::Unit& u, const Ground& g, const ProjectRow& p, const MilestoneRow& m) { return meet_in(call.house, u, g, p, m, c); });
}
base::Result<ProjectDone> report(Call& call, std::int64_t id, const ReportProgress& c) {
  return on_project(call, report_action, {id}, c.client_ref, [&](store::Unit& u, const Ground&, const ProjectRow& p) { return report_in(call.house, u, p, c); });
}
base::Result<ProjectDone> offer(Call& call, std::int64_t id, const OfferProject& c) {
  return on_project(call, report_action, {id}, c.client_ref, [&](store::Unit& u, const Ground& g, const ProjectRow& p) { return offer_in(call.house, u, g, p, c); });
}
base::Result<ProjectDone> accept(Call& call, std::int64_t id, const AcceptProject& c) {
  return on_project(call, accept_action, {id}, c.client_ref, [&](store::Unit& u, const Ground& g, const ProjectRow& p) { return accept_in(call.house, u, g, p, c); });
}
base::Result<ProjectDone> close_project(Call& call, std::int64_t id, const CloseProject& c) {
  return on_project(call, keep_action, {id}, c.client_ref, [&](store::Unit& u, const Ground& g, const ProjectRow& p) { return close_in(call.house, u, g, p, c); });
}
base::Result<ProjectDone> drop_project(Call& call, std::int64_t id, const DropProject& c) {
  return on_project(call, keep_action, {id}, c.client_ref, [&](store::Unit& u, const Ground& g, const ProjectRow& p) { return drop_in(call.house, u, g, p, c); });
}
base::Result<ProjectDone> gather(Call& call, std::int64_t id, const GatherRecord& c) {
  return on_project(call, gather_action, {id}, c.client_ref, [&](store::Unit& u, const Ground& g, const ProjectRow& p) -> base::Done {
    const base::Subject what{c.kind, c.id.value};
    if (c.kind == "project" || store::events_of(u, u.district(), what).empty()) return base::fail(base::ErrorCode::not_found, "projects.no_such_record");
    return gather_in(call.house, u, g, p, what, c.title);
  });
}
base::Result<ProjectDone> release(Call& call, std::int64_t id, const ReleaseRecord& c) {
  return on_project(call, gather_action, {id}, c.client_ref, [&](store::Unit& u, const Ground&, const ProjectRow& p) -> base::Done {
    return release_in(call.house, u, p, {c.kind, c.id.value}, c.reason);
  });
}

}  // namespace projects
