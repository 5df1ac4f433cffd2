#include "mechanisms/organisations/service.hpp"

#include "mechanisms/organisations/tables.hpp"
#include "people/access.hpp"
#include "people/people.hpp"
#include "people/sessions.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"
#include "store/idempotency.hpp"

namespace organisations {
namespace {

using registry::Call;

struct Ground {                         // what every question here needs, read in one snapshot
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  base::CivilDate today{};
};
Ground ground(Call& call, store::Session& s) {
  Ground out;
  out.tree = call.house.areas.today(s, call.moment);
  out.today = out.tree->day();
  out.units = call.house.people.units(s, call.district(), out.today);
  return out;
}
Ground ground(Call& call) {
  return call.house.store.read([&](store::Session& s) { return ground(call, s); });
}

territory::Recorder recorder(Call& call) {
  return [&house = call.house](store::Unit& unit, const store::NewEvent& event) { return registry::record(house, unit, event); };
}

std::string area_name(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area != nullptr ? area->name : std::string{};
}

PostView post_view(const Ground& g, const people::Grants& grants, const PostLine& p) {
  const people::PostKind* kind = grants.post_kind(p.kind);
  return {.id = p.id, .kind = p.kind, .name_zh = kind != nullptr ? kind->name_zh : p.kind, .name_en = kind != nullptr ? kind->name_en : p.kind,
          .name = p.name, .org_unit_id = p.org_unit_id, .org_unit_name = g.units->name(p.org_unit_id), .area_id = p.area_id,
          .area_name = area_name(g, p.area_id)};
}

AccountView account_view(const AccountLine& a) {
  return {a.id, a.login, a.person_id, a.person_name, a.locked ? "locked" : "active", a.last_login_at, a.version};
}

base::Error not_found(std::string reason) { return {.code = base::ErrorCode::not_found, .reason = std::move(reason)}; }

people::Scope scope_at(const Ground& g, std::string kind, std::int64_t id, base::AreaId area) {
  return people::scope_of(*g.tree, std::move(kind), id, area ? area : g.tree->root());
}

// Every write of this room: through the post that allows it, once per client_ref, and then the organisations in memory are old.
template <class View, class Act>
base::Result<View> write(Call& call, base::PostId post, const std::string& client_ref, Act act) {
  TRY(answer, call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<std::string> {
    return store::once(unit, client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(view, act(u));
      u.after_commit([&people = call.house.people, district = u.district()] { people.forget(district); });
      return described::to_json(view);
    });
  }));
  return described::parse<View>(answer);
}

// A command with a password is never remembered, not even as a hash of its body; a doubled one meets its login.
const std::string no_ref;

template <class Id>
MadeView made(Id id) { return {std::to_string(id.value)}; }

// Accounts of administrators are the security administrator's business, and nobody keeps their own.
base::Result<base::PostId> may_keep(Call& call, store::Session& s, const Ground& g, base::PersonId person) {
  bool administrator = false;
  for (const people::HeldPost& held : people::posts_held(s, call.district(), person, g.today))
    if (const people::PostKind* kind = call.principal.grants->post_kind(held.kind); kind != nullptr && kind->administrator) administrator = true;
  if (person == call.principal.person)
    return base::refuse("organisations.own_account", {"rules/organisations", 1, "accounts"}, "organisations.use_change_password");
  return people::may(call.principal, administrator ? account_administrator_action : account_action, scope_at(g, "account", person.value, {}));
}

struct AccountWork { AccountLine account{}; base::PostId post{}; };
base::Result<AccountWork> account_work(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<AccountWork> {
    const auto account = account_line(s, call.district(), base::AccountId{id});
    if (!account) return std::unexpected(not_found("people.no_such_account"));
    TRY(post, may_keep(call, s, ground(call, s), account->person_id));
    return AccountWork{*account, post};
  });
}

base::Result<AccountView> set_locked(Call& call, std::int64_t id, const LockAccount& c, bool locked) {
  TRY(work, account_work(call, id));
  return write<AccountView>(call, work.post, c.client_ref, [&](store::Unit& unit) -> base::Result<AccountView> {
    TRY_DO(call.house.sessions.set_locked(unit, recorder(call), base::AccountId{id}, locked, c.reason));
    return account_view(*account_line(unit, unit.district(), base::AccountId{id}));
  });
}

}  // namespace

base::Result<std::vector<OrgUnitLine>> units(Call& call) {
  const Ground g = ground(call);
  std::vector<OrgUnitLine> out;
  for (const people::OrgUnit& u : g.units->all()) {
    OrgUnitLine line{.id = u.id, .tree = u.tree, .kind = u.kind, .code = u.code, .name = u.name, .name_en = u.name_en};
    if (u.parent) line.parent_id = u.parent;
    if (u.area) {
      line.area_id = u.area;
      line.area_name = area_name(g, u.area);
    }
    out.push_back(std::move(line));
  }
  return out;
}

base::Result<OrgUnitView> unit(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<OrgUnitView> {
    const Ground g = ground(call, s);
    const people::OrgUnit* u = g.units->find(base::OrgUnitId{id});
    if (u == nullptr) return std::unexpected(not_found("people.no_such_unit"));
    OrgUnitView out{.id = u->id, .tree = u->tree, .kind = u->kind, .code = u->code, .name = u->name, .name_en = u->name_en};
    if (u->parent) out.parent_id = u->parent;
    if (u->area) {
      out.area_id = u->area;
      out.area_name = area_name(g, u->area);
    }
    std::vector<base::PostId> ids;
    for (const people::Post* p : g.units->posts_of(u->id)) {
      ids.push_back(p->id);
      out.posts.push_back(post_view(g, *call.principal.grants, {p->id, p->kind, p->name, p->org_unit, p->area}));
    }
    auto held = holders(s, call.district(), ids, g.today);
    for (PostView& p : out.posts) p.holders = std::move(held[p.id]);
    return out;
  });
}

base::Result<Page<PostView>> posts(Call& call, const base::Params& query) {
  TRY(parsed, store::parse_list(posts_list(), query, {.time_zone = call.time_zone}));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<PostView>> {
    const Ground g = ground(call, s);
    auto page = store::list_page<PostLine>(s, posts_list(), parsed, {.everything = true}, call.district(), g.today);
    Page<PostView> out{.next = std::move(page.next), .total_at_least = page.total_at_least};
    std::vector<base::PostId> ids;
    for (const PostLine& p : page.items) {
      ids.push_back(p.id);
      out.items.push_back(post_view(g, *call.principal.grants, p));
    }
    auto held = holders(s, call.district(), ids, g.today);
    for (PostView& p : out.items) p.holders = std::move(held[p.id]);
    return out;
  });
}

base::Result<Page<PersonView>> persons(Call& call, const base::Params& query) {
  TRY(parsed, store::parse_list(persons_list(), query, {.time_zone = call.time_zone}));
  auto page = call.house.store.read(
      [&](store::Session& s) { return store::list_page<PersonLine>(s, persons_list(), parsed, {.everything = true}, call.district()); });
  Page<PersonView> out{.next = std::move(page.next), .total_at_least = page.total_at_least};
  for (PersonLine& p : page.items)
    out.items.push_back({p.id, std::move(p.name), p.phone ? base::MaskedPhone(*p.phone) : base::MaskedPhone{}, std::move(p.note)});
  return out;
}

base::Result<Page<AccountView>> accounts(Call& call, const base::Params& query) {
  TRY(parsed, store::parse_list(accounts_list(), query, {.time_zone = call.time_zone}));
  auto page = call.house.store.read(
      [&](store::Session& s) { return store::list_page<AccountLine>(s, accounts_list(), parsed, {.everything = true}, call.district()); });
  Page<AccountView> out{.next = std::move(page.next), .total_at_least = page.total_at_least};
  for (const AccountLine& a : page.items) out.items.push_back(account_view(a));
  return out;
}

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

base::Result<MadeView> add_post(Call& call, std::int64_t, const AddPost& c) {
  const Ground g = ground(call);
  const people::OrgUnit* u = g.units->find(c.org_unit_id);
  if (u == nullptr) return std::unexpected(not_found("people.no_such_unit"));
  if (c.area_id && g.tree->find(*c.area_id) == nullptr) return std::unexpected(not_found("territory.no_such_area"));
  TRY(post, people::may(call.principal, shape_action, scope_at(g, "org_unit", u->id.value, u->area)));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY(id, people::create_post(unit, recorder(call), *call.principal.grants, {.org_unit = c.org_unit_id, .kind = c.kind, .name = c.name,
                                                                               .area = c.area_id.value_or(base::AreaId{}), .valid_from = c.valid_from}));
    return made(id);
  });
}

base::Result<MadeView> add_person(Call& call, std::int64_t, const AddPerson& c) {
  TRY(post, people::may(call.principal, person_action, scope_at(ground(call), "person", 0, {})));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY(id, people::create_person(unit, recorder(call), {.name = c.name, .phone = c.phone, .note = c.note}));
    return made(id);
  });
}

base::Result<MadeView> appoint(Call& call, std::int64_t, const Appoint& c) {
  const Ground g = ground(call);
  const people::Post* p = g.units->post(c.post_id);
  if (p == nullptr) return std::unexpected(not_found("people.no_such_post"));
  TRY(post, people::may(call.principal, appoint_action, scope_at(g, "post", p->id.value, p->area)));
  return write<MadeView>(call, post, c.client_ref, [&](store::Unit& unit) -> base::Result<MadeView> {
    TRY(id, people::appoint(unit, recorder(call), *call.principal.grants, {.post = c.post_id, .person = c.person_id, .from = c.from, .to = c.to}));
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

base::Result<AccountView> add_account(Call& call, std::int64_t, const AddAccount& c) {
  struct Way { base::PostId post{}; bool demo{}; };
  TRY(way, call.house.store.read([&](store::Session& s) -> base::Result<Way> {
    if (people::person_name(s, call.district(), c.person_id).empty()) return std::unexpected(not_found("people.no_such_person"));
    TRY(post, may_keep(call, s, ground(call, s), c.person_id));
    const auto district = store::district_by_id(s, call.district());
    return Way{post, district && district->demo};
  }));
  TRY(hash, call.house.sessions.hash(c.password));
  return write<AccountView>(call, way.post, no_ref, [&](store::Unit& unit) -> base::Result<AccountView> {
    TRY(id, call.house.sessions.create_account(unit, recorder(call), {.person = c.person_id, .login = c.login, .demo_role = way.demo ? "visitor" : "",
                                                                      .must_change = true}, hash));
    return account_view(*account_line(unit, unit.district(), id));
  });
}

base::Result<AccountView> lock_account(Call& call, std::int64_t id, const LockAccount& c) { return set_locked(call, id, c, true); }
base::Result<AccountView> unlock_account(Call& call, std::int64_t id, const LockAccount& c) { return set_locked(call, id, c, false); }

base::Result<AccountView> reset_password(Call& call, std::int64_t id, const ResetPassword& c) {
  TRY(work, account_work(call, id));
  TRY(hash, call.house.sessions.hash(c.password));
  return write<AccountView>(call, work.post, no_ref, [&](store::Unit& unit) -> base::Result<AccountView> {
    TRY_DO(call.house.sessions.set_password(unit, recorder(call), base::AccountId{id}, hash, /*must_change=*/true));
    return account_view(*account_line(unit, unit.district(), base::AccountId{id}));
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
