// Recruiting: a notice, applications that the office takes in, each checked with a reason; who passed may be hired.
#include "mechanisms/workforce/service.hpp"

namespace workforce {
namespace {

struct Found { RecruitmentRow row{}; base::PostId through{}; };
base::Result<Found> found(Call& call, RecruitmentId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Found> {
    TRY(g, ground(call, s));
    const auto row = recruitment(s, call.district(), id);
    if (!row) return base::fail(base::ErrorCode::not_found, "workforce.no_such_recruitment");
    TRY(through, people::may(call.principal, manage_action, scope_at(g, row->area_id)));
    return Found{*row, through};
  });
}

RecruitmentView view_of(const Ground& g, const RecruitmentRow& r, const std::vector<ApplicationRow>& all) {
  const territory::Area* area = g.tree->find(r.area_id);
  RecruitmentView out{.id = r.id, .area_id = r.area_id, .area_name = area != nullptr ? area->name : std::string{}, .title = r.title, .conditions = r.conditions,
                      .kind = r.kind, .seats = r.seats, .opens_on = r.opens_on, .closes_on = r.closes_on, .closed = r.closed, .version = r.version};
  for (const ApplicationRow& a : all) {
    if (a.recruitment_id != r.id) continue;
    if (a.state == ApplicationState::hired) ++out.hired;
    if (a.state == ApplicationState::applied) ++out.waiting;
  }
  return out;
}

std::string event_body(const RecruitmentRow& r) { return described::to_json(RecruitmentEvent{r.area_id, r.title, r.kind, r.seats, r.opens_on, r.closes_on}); }
base::Subject subject(RecruitmentId id) { return {"recruitment", id.value}; }
base::Subject subject(ApplicationId id) { return {"worker_application", id.value}; }   // its own, so that it can be forgotten alone

}  // namespace

base::Result<std::vector<RecruitmentView>> recruitment_list(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<RecruitmentView>> {
    TRY(g, ground(call, s));
    const auto all = applications(s, call.district(), {});
    std::vector<RecruitmentView> out;
    for (const RecruitmentRow& r : recruitments(s, call.district())) {
      const people::Scope scope = scope_at(g, r.area_id);
      if (!people::may(call.principal, read_action, scope)) continue;
      out.push_back(view_of(g, r, all));
      out.back().can_manage = people::may(call.principal, manage_action, scope).has_value();
    }
    return out;
  });
}

base::Result<RecruitmentView> recruitment_one(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<RecruitmentView> {
    TRY(g, ground(call, s));
    const auto row = recruitment(s, call.district(), {id});
    if (!row) return base::fail(base::ErrorCode::not_found, "workforce.no_such_recruitment");
    const people::Scope scope = scope_at(g, row->area_id);
    TRY(through, people::may(call.principal, read_action, scope));
    static_cast<void>(through);
    const auto all = applications(s, call.district(), {id});
    RecruitmentView out = view_of(g, *row, all);
    out.can_manage = people::may(call.principal, manage_action, scope).has_value();
    for (const ApplicationRow& a : all) {
      const auto phone = base::Phone::parse(a.phone);
      out.applications.push_back({a.id, a.name, phone ? base::MaskedPhone(*phone) : base::MaskedPhone{}, a.note, a.state, a.reason, a.received_on, a.worker_id, a.version});
    }
    return out;
  });
}

base::Result<DoneView> publish(Call& call, std::int64_t, const PublishRecruitment& c) {
  TRY(through, allowed_at(call, c.area_id, manage_action));
  return write<DoneView>(call, through, c.client_ref, [&](store::Unit& unit, const Ground&) -> base::Result<DoneView> {
    if (c.closes_on < c.opens_on) return base::refuse("workforce.ends_before_it_begins", law("hiring"), "workforce.choose_other_days");
    const RecruitmentRow row{unit.make<RecruitmentId>(), c.area_id, c.title, c.conditions, c.kind, c.seats, c.opens_on, c.closes_on, false, 1};
    insert_recruitment(unit, row);
    TRY(event, note(call, unit, "recruitment.published", subject(row.id), event_body(row), row.area_id));
    static_cast<void>(event);
    return DoneView{std::to_string(row.id.value)};
  });
}

base::Result<DoneView> close(Call& call, std::int64_t id, const CloseRecruitment& c) {
  TRY(f, found(call, {id}));
  return write<DoneView>(call, f.through, c.client_ref, [&](store::Unit& unit, const Ground&) -> base::Result<DoneView> {
    const auto row = recruitment(unit, unit.district(), {id});
    if (row->closed) return base::refuse("workforce.recruitment_closed", law("hiring"), "workforce.publish_anew");
    close_recruitment(unit, {id});
    TRY(event, note(call, unit, "recruitment.closed", subject(RecruitmentId{id}), event_body(*row), row->area_id));
    static_cast<void>(event);
    return DoneView{std::to_string(id)};
  });
}

base::Result<DoneView> apply(Call& call, std::int64_t id, const AddApplication& c) {
  TRY(f, found(call, {id}));
  return write<DoneView>(call, f.through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    const auto row = recruitment(unit, unit.district(), {id});
    if (row->closed || g.today < row->opens_on || g.today > row->closes_on)
      return base::refuse("workforce.recruitment_closed", law("hiring"), "workforce.publish_anew");
    const ApplicationRow a{unit.make<ApplicationId>(), {id}, c.name, c.phone ? c.phone->reveal() : std::string{}, c.note, ApplicationState::applied, {}, g.today, {}, {}, 1};
    insert_application(unit, a);
    TRY(event, note(call, unit, "worker_application.received", subject(a.id), described::to_json(ApplicationEvent{a.id, a.state, {}}), row->area_id,
                    described::to_personal_json(ApplicantPersonal{a.name, a.phone, a.note})));
    static_cast<void>(event);
    return DoneView{std::to_string(a.id.value)};
  });
}

base::Result<DoneView> decide(Call& call, std::int64_t id, const DecideApplication& c) {
  const auto before = call.house.store.read([&](store::Session& s) { return application(s, call.district(), {id}); });
  if (!before) return base::fail(base::ErrorCode::not_found, "workforce.no_such_application");
  TRY(f, found(call, before->recruitment_id));
  return write<DoneView>(call, f.through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    auto a = application(unit, unit.district(), {id});
    if (a->state == ApplicationState::hired) return base::refuse("workforce.already_hired", law("hiring"), "workforce.look_again");
    a->state = c.passed ? ApplicationState::passed : ApplicationState::failed;
    a->reason = c.reason;
    a->decided_on = g.today;
    update_application(unit, *a);
    TRY(event, note(call, unit, "worker_application.decided", subject(a->id), described::to_json(ApplicationEvent{a->id, a->state, c.reason}), f.row.area_id));
    static_cast<void>(event);
    return DoneView{std::to_string(id)};
  });
}

}  // namespace workforce
