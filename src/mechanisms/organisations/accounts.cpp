// Accounts: who keeps whose, and that nobody keeps their own.
#include "mechanisms/organisations/ground.hpp"
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

AccountView account_view(const AccountLine& a) {
  return {a.id, a.login, a.person_id, a.person_name, a.locked ? "locked" : "active", a.last_login_at, a.version};
}

// A command with a password is never remembered, not even as a hash of its body; a doubled one meets its login.
const std::string no_ref;

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

base::Result<Page<AccountView>> accounts(Call& call, const base::Params& query) {
  TRY(parsed, store::parse_list(accounts_list(), query, {.time_zone = call.time_zone}));
  auto page = call.house.store.read(
      [&](store::Session& s) { return store::list_page<AccountLine>(s, accounts_list(), parsed, {.everything = true}, call.district()); });
  Page<AccountView> out{.next = std::move(page.next), .total_at_least = page.total_at_least};
  for (const AccountLine& a : page.items) out.items.push_back(account_view(a));
  return out;
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

}  // namespace organisations
