#include "store/role.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/crypto.hpp"

namespace store {
namespace {

using Held = std::set<std::string>;  // "table VERB column", the column empty for whole tables; "table ROWS policy"

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string upper(std::string word) {
  for (char& c : word)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return word;
}

// Names go into the text of GRANT: nothing but a plain name does.
const std::string& plain(const std::string& name) {
  const bool good = !name.empty() && name.size() <= 63 && !(name[0] >= '0' && name[0] <= '9') &&
                    std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (!good) throw Misconfigured(fmt::format("\"{}\" is no name of a role or table: use small letters, digits and _", name));
  return name;
}

// Named by what it says, so that a changed condition is a missing policy.
std::string policy_of(const std::string& condition) { return "red_" + base::sha256_hex(condition).substr(0, 12); }

// Several lists may name one table: what it gets is all of it, and whole rows where one of them wants whole rows.
Held wanted(std::span<const TableGrant> grants) {
  Held out;
  for (const TableGrant& grant : grants) {
    if (!grant.rows.empty()) out.insert(fmt::format("{} ROWS {}", plain(grant.table), policy_of(grant.rows)));
    for (const std::string& verb : words(grant.verbs)) {
      if (verb != "select" || grant.columns.empty()) out.insert(fmt::format("{} {} ", plain(grant.table), upper(verb)));
      else
        for (const std::string& column : grant.columns) out.insert(fmt::format("{} SELECT {}", plain(grant.table), plain(column)));
    }
  }
  std::erase_if(out, [&out](const std::string& one) { return !one.ends_with(' ') && out.contains(one.substr(0, one.rfind(' ') + 1)); });
  return out;
}

Held held(Admin& admin, const std::string& role) {
  Held out;
  for (const auto& row : admin.rows(
           "SELECT c.relname, a.privilege_type, '' FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a"
           " WHERE c.relnamespace = current_schema()::regnamespace AND a.grantee = to_regrole($1)"
           " UNION ALL SELECT c.relname, a.privilege_type, t.attname FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid"
           " CROSS JOIN LATERAL aclexplode(t.attacl) a WHERE c.relnamespace = current_schema()::regnamespace AND a.grantee = to_regrole($1)"
           " UNION ALL SELECT c.relname, 'ROWS', p.polname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
           " WHERE c.relnamespace = current_schema()::regnamespace AND p.polname LIKE 'red\\_%'",
           {role}))
    out.insert(fmt::format("{} {} {}", row.at(0), row.at(1), row.at(2)));
  return out;
}

bool yes(Admin& admin, std::string_view sql, const std::vector<std::string>& args = {}) {
  const auto rows = admin.rows(sql, args);
  return !rows.empty() && rows.front().front() == "t";
}

// What the server refuses inside the block leaves the transaction whole.
void attempt(Admin& admin, const std::string& statement) {
  admin.script(fmt::format("DO $try$ BEGIN {}; EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation OR"
                           " feature_not_supported OR invalid_grant_operation THEN NULL; END $try$", statement));
}

constexpr std::string_view known = "SELECT to_regrole($1) IS NOT NULL";
constexpr std::string_view may_become =
    "SELECT pg_has_role(current_user, $1, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)";

// Empty: the role is there and the login may work under it.
std::string stand(Admin& admin, const std::string& role) {
  const std::string owner = admin.rows("SELECT quote_ident(current_user)", {}).front().front();
  if (!yes(admin, known, {role})) attempt(admin, "CREATE ROLE " + role + " NOLOGIN");
  if (!yes(admin, known, {role}))
    return fmt::format("PostgreSQL lets {} make no role: the public face works with all rights of {}. Its administrator can mend that with "
                       "CREATE ROLE {} NOLOGIN; GRANT {} TO {}; then start again", owner, owner, role, role, owner);
  if (!yes(admin, may_become, {role})) attempt(admin, "GRANT " + role + " TO " + owner);
  if (!yes(admin, may_become, {role}))
    return fmt::format("PostgreSQL lets {} not work as {}: the public face works with all rights of {}. Its administrator can mend that with "
                       "GRANT {} TO {}; then start again", owner, role, owner, role, owner);
  return {};
}

// By table, what brings its policy to the list. A policy speaks of everybody but the owner: a dump names no role then, and can be restored
// where there is none.
std::map<std::string, std::string> policy_changes(const Held& now, std::span<const TableGrant> asked) {
  const Held grants = wanted(asked);
  std::map<std::string, std::string> out;
  for (const std::string& one : now)
    if (const auto parts = words(one); parts[1] == "ROWS" && !grants.contains(one)) out[parts[0]] += fmt::format("DROP POLICY IF EXISTS {} ON {};", parts[2], parts[0]);
  for (const TableGrant& grant : asked)
    if (!grant.rows.empty() && !now.contains(fmt::format("{} ROWS {}", grant.table, policy_of(grant.rows))))
      out[grant.table] += fmt::format(" ALTER TABLE {} ENABLE ROW LEVEL SECURITY; DROP POLICY IF EXISTS {} ON {}; CREATE POLICY {} ON {} USING ({}) WITH CHECK (true);", grant.table,
                                      policy_of(grant.rows), grant.table, policy_of(grant.rows), grant.table, grant.rows);
  return out;
}

void grant(Admin& admin, const std::string& role, const Held& grants) {
  if (held(admin, role) == grants) return;
  const std::string schema = admin.rows("SELECT quote_ident(current_schema())", {}).front().front();
  std::string sql = fmt::format("GRANT USAGE ON SCHEMA {} TO {}; REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {};", schema, role, schema, role);
  for (const std::string& one : grants) {
    const auto parts = words(one);
    if (parts[1] != "ROWS") sql += fmt::format(" GRANT {}{} ON {} TO {};", parts[1], parts.size() > 2 ? " (" + parts[2] + ")" : "", parts[0], role);
  }
  admin.script(sql);
}

// Other programs may be at work in the same tables: whoever meets them tries again.
void administer(Store& store, const std::function<void(Admin&)>& fn) {
  for (int run = 1;; ++run) {
    try {
      return store.administer(fn);
    } catch (const Unavailable&) {
      if (run >= 5) throw;
    }
  }
}

}  // namespace

std::string grant_role(Store& store, const std::string& role, std::span<const TableGrant> grants) {
  if (store.engine() != Engine::postgres) return {};
  std::string refused;
  Held now;
  administer(store, [&](Admin& admin) {
    refused = stand(admin, plain(role));
    now = held(admin, role);
  });
  if (!refused.empty()) return refused;
  const Held all = wanted(grants);
  // Rows are hidden before anything is granted; one table a transaction, for each waits alone, and not long, until nobody is in it.
  for (const auto& [table, sql] : policy_changes(now, grants)) administer(store, [&](Admin& admin) { admin.script("SET LOCAL lock_timeout = '3s'; " + sql); });
  administer(store, [&](Admin& admin) { grant(admin, role, all); });
  return {};
}

}  // namespace store
