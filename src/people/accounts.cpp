// Accounts, and using the claim of a real district: what happens inside the caller's unit.
#include "people/claims.hpp"
#include "people/rules.hpp"
#include "people/sessions.hpp"
#include "people/tables.hpp"

namespace people {
namespace {

base::RuleRef rule(std::string place) { return {"rules/organisations", 1, std::move(place)}; }

base::Done noted(base::Result<base::EventId> event) {
  if (!event) return std::unexpected(std::move(event).error());
  return {};
}

base::Done say(store::Unit& unit, const territory::Recorder& record, std::string kind, const AccountRow& row, const std::string& reason) {
  return noted(record(unit, {.kind = std::move(kind), .subject = {"account", row.id.value},
                             .body = described::to_json(AccountEvent{row.person_id, reason})}));
}

}  // namespace

base::Result<base::AccountId> Sessions::create_account(store::Unit& unit, const territory::Recorder& record, const NewAccount& a,
                                                       std::string_view password_hash) {
  unit.lock(5, {"people", 0});
  const std::string login = login_of(a.login);
  if (login.empty()) {
    base::Error error{.code = base::ErrorCode::invalid, .reason = "people.bad_login"};
    error.errors.push_back({.path = "/login", .reason = "people.bad_login"});
    return std::unexpected(std::move(error));
  }
  if (sql::person_name(unit, unit.district(), a.person).empty()) return base::fail(base::ErrorCode::not_found, "people.no_such_person");
  if (sql::account_by_login(unit, unit.district(), login))
    return base::refuse("people.login_taken", rule("accounts"), "people.choose_another_login", {{"login", login}});
  if (sql::account_of_person(unit, unit.district(), a.person))
    return base::refuse("people.has_an_account", rule("accounts"), "people.use_the_account");
  const AccountRow row{unit.make<base::AccountId>(), a.person, login, std::string(password_hash), a.demo_role, false, a.must_change, 1};
  sql::insert_account(unit, row);
  TRY_DO(say(unit, record, "account.created", row, {}));
  return row.id;
}

base::Done Sessions::set_password(store::Unit& unit, const territory::Recorder& record, base::AccountId id, std::string_view password_hash,
                                  bool must_change) {
  unit.lock(5, {"people", 0});
  const auto row = sql::account(unit, unit.district(), id);
  if (!row) return base::fail(base::ErrorCode::not_found, "people.no_such_account");
  sql::update_password(unit, id, password_hash, must_change);
  sql::revoke_all(unit, id, {}, unit.moment().real_now);
  return say(unit, record, "account.password_set", *row, {});
}

base::Done Sessions::set_locked(store::Unit& unit, const territory::Recorder& record, base::AccountId id, bool locked, const std::string& reason) {
  unit.lock(5, {"people", 0});
  const auto row = sql::account(unit, unit.district(), id);
  if (!row) return base::fail(base::ErrorCode::not_found, "people.no_such_account");
  if (row->locked == locked)
    return base::refuse(locked ? "people.already_locked" : "people.not_locked", rule("accounts"), "people.nothing_to_do");
  sql::update_locked(unit, id, locked);
  if (locked) sql::revoke_all(unit, id, {}, unit.moment().real_now);
  return say(unit, record, locked ? "account.locked" : "account.unlocked", *row, reason);
}


base::Done Sessions::use_claim(store::Unit& unit, std::string_view code) {
  unit.lock(5, {"people", 0});
  if (sql::any_account(unit, unit.district())) return base::refuse("people.already_claimed", rule("claim"), "people.sign_in_with_password");
  TRY_DO(claim_opens(sql::claim(unit, unit.district()), code));
  sql::claim_used(unit, unit.moment().real_now);
  return {};
}

}  // namespace people
