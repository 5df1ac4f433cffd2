// Units, posts, persons, appointments, deputies: who may change them, each in one unit.
#include "mechanisms/organisations/service.hpp"

#include "mechanisms/organisations/ground.hpp"
#include "mechanisms/organisations/tables.hpp"

namespace organisations {

using registry::Call;

namespace {

base::Result<base::PostId> may_shape_unit(Call& call, base::OrgUnitId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    const auto place = unit_place(s, call.district(), id);
    if (!place) return std::unexpected(not_found("people.no_such_unit"));
    return people::may(call.principal, shape_action, scope_at(ground(call, s), "org_unit", id.value, place->area_id));
  });
}
base::Result<base::PostId> may_shape_post(Call& call, base::PostId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    const auto line = post_line(s, call.district(), id);
    if (!line) return std::unexpected(not_found("people.no_such_post"));
    return people::may(call.principal, shape_action, scope_at(ground(call, s), "post", id.value, line->area_id));
  });
}

}  // namespace

base::Result<MadeView> add_unit(Call& call, std::int64_t, const AddOrgUnit& c) {
  const Ground g = ground(call);
  if (g.tree->find(c.area_id) == nullptr) return std::unexpected(not_found("territory.no_such_area"));
  TRY(post, people::may(call.principal, shape_action, scope_at(g, "org_unit", 0, c.area_id)));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY(id, people::create_org_unit(unit, recorder(call), {.tree = c.tree, .kind = c.kind, .code = c.code, .name = c.name, .name_en = c.name_en,
                                                           .parent = c.parent_id.value_or(base::OrgUnitId{}), .area = c.area_id,
                                                           .valid_from = c.valid_from}));
    return made(id);
  });
}

base::Result<MadeView> change_unit(Call& call, std::int64_t id, const ChangeOrgUnit& c) {
  TRY(post, may_shape_unit(call, base::OrgUnitId{id}));
  if (c.area_id && ground(call).tree->find(*c.area_id) == nullptr) return std::unexpected(not_found("territory.no_such_area"));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    people::OrgUnitChange change{.from = c.from, .name = c.name, .name_en = c.name_en, .parent = c.parent_id, .area = c.area_id};
    if (c.to_top) change.parent = base::OrgUnitId{};
    TRY_DO(people::change_org_unit(unit, recorder(call), base::OrgUnitId{id}, change));
    return made(base::OrgUnitId{id});
  });
}

base::Result<MadeView> close_unit(Call& call, std::int64_t id, const Close& c) {
  TRY(post, may_shape_unit(call, base::OrgUnitId{id}));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY_DO(people::close_org_unit(unit, recorder(call), base::OrgUnitId{id}, c.to, c.reason));
    return made(base::OrgUnitId{id});
  });
}

base::Result<MadeView> add_post(Call& call, std::int64_t, const AddPost& c) {
  const Ground g = ground(call);
  const people::OrgUnit* u = g.units->find(c.org_unit_id);
  if (u == nullptr) return std::unexpected(not_found("people.no_such_unit"));
  if (c.area_id && g.tree->find(*c.area_id) == nullptr) return std::unexpected(not_found("territory.no_such_area"));
  TRY(post, people::may(call.principal, shape_action, scope_at(g, "org_unit", u->id.value, u->area)));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    base::PostId last{};
    const std::int64_t seats = c.count.value_or(1);
    const people::PostKind* kind = call.principal.grants->post_kind(c.kind);
    const std::string name = c.name.empty() && kind != nullptr ? kind->name_zh : c.name;
    for (std::int64_t n = 1; n <= seats; ++n) {
      TRY(id, people::create_post(unit, recorder(call), *call.principal.grants,
                                  {.org_unit = c.org_unit_id, .kind = c.kind, .name = seats > 1 ? name + std::to_string(n) : name,
                                   .area = c.area_id.value_or(base::AreaId{}), .valid_from = c.valid_from}));
      last = id;
    }
    return made(last);
  });
}

base::Result<MadeView> rename_post(Call& call, std::int64_t id, const RenamePost& c) {
  TRY(post, may_shape_post(call, base::PostId{id}));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY_DO(people::rename_post(unit, recorder(call), base::PostId{id}, c.name));
    return made(base::PostId{id});
  });
}

base::Result<MadeView> close_post(Call& call, std::int64_t id, const Close& c) {
  TRY(post, may_shape_post(call, base::PostId{id}));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY_DO(people::close_post(unit, recorder(call), base::PostId{id}, c.to, c.reason));
    return made(base::PostId{id});
  });
}

base::Result<MadeView> add_person(Call& call, std::int64_t, const AddPerson& c) {
  TRY(post, people::may(call.principal, person_action, scope_at(ground(call), "person", 0, {})));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY(id, people::create_person(unit, recorder(call), {.name = c.name, .phone = c.phone, .note = c.note}));
    return made(id);
  });
}

base::Result<MadeView> change_person(Call& call, std::int64_t id, const ChangePerson& c) {
  TRY(post, people::may(call.principal, person_action, scope_at(ground(call), "person", id, {})));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY_DO(people::change_person(unit, recorder(call), base::PersonId{id}, {.name = c.name, .phone = c.phone, .note = c.note}));
    return made(base::PersonId{id});
  });
}

base::Result<MadeView> appoint(Call& call, std::int64_t, const Appoint& c) {
  TRY(post, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    const auto line = post_line(s, call.district(), c.post_id);   // one that begins later may be filled ahead
    if (!line) return std::unexpected(not_found("people.no_such_post"));
    return people::may(call.principal, appoint_action, scope_at(ground(call, s), "post", line->id.value, line->area_id));
  }));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY(id, people::appoint(unit, recorder(call), *call.principal.grants, {.post = c.post_id, .person = c.person_id, .from = c.from, .to = c.to, .letter = c.letter,
                                                                             .source = c.source}));
    return made(id);
  });
}

namespace {

// The post that lets this principal do `action` to an appointment.
base::Result<base::PostId> may_about(Call& call, people::AppointmentId id, std::string_view action) {
  return call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    const auto row = people::appointment(s, call.district(), id);
    if (!row) return std::unexpected(not_found("people.no_such_appointment"));
    const Ground g = ground(call, s);
    const people::Post* p = g.units->post(row->post);
    const people::PostKind* kind = p != nullptr ? call.principal.grants->post_kind(p->kind) : nullptr;
    const bool administrator = kind != nullptr && kind->administrator;  // who stands in for an administrator is given that post's rights
    return people::may(call.principal, administrator ? appoint_action : action,
                       scope_at(g, "post", row->post.value, p != nullptr ? p->area : base::AreaId{}));
  });
}

}  // namespace

base::Result<MadeView> end_appointment(Call& call, std::int64_t id, const EndAppointment& c) {
  const people::AppointmentId appointment{id};
  TRY(post, may_about(call, appointment, appoint_action));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    unit.lock(5, {"people", 0});
    const auto row = people::appointment(unit, unit.district(), appointment);
    if (row && c.if_version && *c.if_version != row->version)
      return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "organisations.changed_meanwhile",
                                         .rule = base::RuleRef{"rules/organisations", 1, "dates"}, .remedy = "organisations.look_again",
                                         .now_version = row->version});
    TRY_DO(people::end_appointment(unit, recorder(call), appointment, c.to, c.reason));
    return made(appointment);
  });
}

base::Result<MadeView> appoint_deputy(Call& call, std::int64_t, const AppointDeputy& c) {
  TRY(post, may_about(call, c.appointment_id, deputy_action));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY(id, people::appoint_deputy(unit, recorder(call), *call.principal.grants,
                                   {.appointment = c.appointment_id, .person = c.person_id, .from = c.from, .to = c.to, .reason = c.reason}));
    return made(id);
  });
}

base::Result<MadeView> end_deputy(Call& call, std::int64_t id, const EndDeputy& c) {
  const people::DeputyId deputy{id};
  TRY(post, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    const auto of = post_of_deputy(s, call.district(), deputy);
    const auto line = of ? post_line(s, call.district(), *of) : std::nullopt;
    if (!line) return std::unexpected(not_found("people.no_such_deputy"));
    const people::PostKind* kind = call.principal.grants->post_kind(line->kind);
    return people::may(call.principal, kind != nullptr && kind->administrator ? appoint_action : deputy_action,
                       scope_at(ground(call, s), "post", line->id.value, line->area_id));
  }));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY_DO(people::end_deputy(unit, recorder(call), deputy, c.to, c.reason));
    return made(deputy);
  });
}

base::Result<Revealed> unmask(Call& call, std::int64_t id, const UnmaskPhone& c) {
  const base::PersonId who{id};
  TRY(post, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    if (!person(s, call.district(), who)) return std::unexpected(not_found("people.no_such_person"));
    const Ground g = ground(call, s);
    people::Scope scope{.kind = "person", .id = id};  // a person is where their posts are
    for (const people::HeldPost& held : people::posts_held(s, call.district(), who, g.today)) {
      const auto areas = g.tree->ancestors(held.area);
      scope.areas.insert(scope.areas.end(), areas.begin(), areas.end());
      scope.org_units.push_back(held.org_unit);
    }
    return people::may(call.principal, unmask_action, scope);
  }));
  return call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<Revealed> {
    const auto row = person(unit, unit.district(), who);
    if (!row || !row->phone)
      return base::refuse("organisations.no_phone", {"rules/organisations", 1, "unmasking"}, "organisations.ask_for_the_phone");
    TRY(event, registry::record(call.house, unit, {.kind = "person.unmasked", .subject = {"person", id}, .body = described::to_json(UnmaskedEvent{c.reason})}));
    static_cast<void>(event);
    return Revealed{row->phone->reveal()};
  });
}

}  // namespace organisations
