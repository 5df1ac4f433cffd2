// The SQL of accounts, login sessions, limits on guessing, and claims (beside tables.cpp, which has organisations).
#include "people/tables.hpp"

namespace people::sql {
namespace {

using store::Statement;

#define ACCOUNT "SELECT id, person_id, login, password_hash, demo_role, locked, must_change, version FROM accounts WHERE district_id = $1"
const Statement read_account{"people.account", ACCOUNT " AND id = $2"};
const Statement read_account_login{"people.account_by_login", ACCOUNT " AND login = $2"};
const Statement read_account_person{"people.account_of_person", ACCOUNT " AND person_id = $2"};
const Statement read_account_role{"people.account_by_demo_role", ACCOUNT " AND demo_role = $2 ORDER BY id LIMIT 1"};
const Statement read_cards{
    "people.demo_cards",
    "SELECT a.id, a.demo_role, pe.name, COALESCE(po.kind, ''), COALESCE(po.name, '') FROM accounts a "
    "JOIN persons pe ON pe.district_id = a.district_id AND pe.id = a.person_id "
    "LEFT JOIN appointments ap ON ap.district_id = a.district_id AND ap.person_id = a.person_id AND ap.valid_from <= $2 "
    "AND (ap.valid_to IS NULL OR ap.valid_to > $2) LEFT JOIN posts po ON po.district_id = ap.district_id AND po.id = ap.post_id "
    "WHERE a.district_id = $1 AND a.demo_role <> '' AND a.demo_role <> 'visitor' AND a.locked = 0 ORDER BY a.id, ap.id"};
const Statement read_any{"people.any_account", "SELECT id FROM accounts WHERE district_id = $1 LIMIT 1"};
const Statement read_any_real{"people.any_real_account", "SELECT id FROM accounts WHERE district_id = $1 AND demo_role = '' LIMIT 1"};
const Statement write_account{"people.insert_account",
                              "INSERT INTO accounts (district_id, id, person_id, login, password_hash, demo_role, locked, must_change, version, "
                              "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)"};
const Statement write_password{"people.update_password",
                               "UPDATE accounts SET password_hash = $3, must_change = $4, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement write_blank{"people.blank_account",
                            "UPDATE accounts SET login = $3, password_hash = '', locked = 1, version = version + 1 WHERE district_id = $1 AND person_id = $2"};
const Statement write_locked{"people.update_locked", "UPDATE accounts SET locked = $3, version = version + 1 WHERE district_id = $1 AND id = $2"};

// One statement a request: the district, the session and its account in the first row, then the posts held and those acted in as a
// deputy. Each branch begins at the session's unique key.
#define SESSION_FROM                                                                                        \
  " FROM districts d JOIN login_sessions s ON s.district_id = d.id AND s.token_hash = $2 "                   \
  "JOIN accounts a ON a.district_id = s.district_id AND a.id = s.account_id "
const Statement read_session{
    "people.find_session",
    "SELECT 0 AS part, d.id AS district_id, d.code, d.name_zh, d.name_en, d.time_zone, d.token_prefix, d.demo, d.clock_offset_micros, d.epoch, "
    "s.id AS session_id, s.seen_at, s.expires_at, s.revoked_at, a.id AS account_id, a.person_id, a.login, a.demo_role, a.locked, a.must_change, "
    "pe.name, 0 AS post_id, '' AS kind, 0 AS org_unit_id, 0 AS area_id, 0 AS valid_from, NULL AS valid_to, 0 AS deputy, 0 AS leave_from, "
    "NULL AS leave_to, s.created_at" SESSION_FROM "JOIN persons pe ON pe.district_id = a.district_id AND pe.id = a.person_id WHERE d.code = $1 "
    "UNION ALL SELECT 1, 0, '', '', '', '', '', 0, 0, 0, 0, 0, 0, NULL, 0, a.person_id, '', '', 0, 0, '', ap.post_id, po.kind, po.org_unit_id, "
    "po.area_id, ap.valid_from, ap.valid_to, 0, ap.valid_from, ap.valid_to, 0" SESSION_FROM
    "JOIN appointments ap ON ap.district_id = a.district_id AND ap.person_id = a.person_id "
    "JOIN posts po ON po.district_id = ap.district_id AND po.id = ap.post_id WHERE d.code = $1 "
    "UNION ALL SELECT 1, 0, '', '', '', '', '', 0, 0, 0, 0, 0, 0, NULL, 0, a.person_id, '', '', 0, 0, '', ap.post_id, po.kind, po.org_unit_id, "
    "po.area_id, ap.valid_from, ap.valid_to, 1, de.valid_from, de.valid_to, 0" SESSION_FROM
    "JOIN deputies de ON de.district_id = a.district_id AND de.person_id = a.person_id "
    "JOIN appointments ap ON ap.district_id = de.district_id AND ap.id = de.appointment_id "
    "JOIN posts po ON po.district_id = ap.district_id AND po.id = ap.post_id WHERE d.code = $1"};

const Statement write_session{"people.insert_session",
                              "INSERT INTO login_sessions (district_id, id, account_id, token_hash, created_at, seen_at, expires_at, revoked_at, "
                              "peer, user_agent) VALUES ($1, $2, $3, $4, $5, $5, $6, NULL, $7, $8)"};
const Statement write_seen{"people.touch_session", "UPDATE login_sessions SET seen_at = $3, expires_at = $4 WHERE district_id = $1 AND id = $2"};
const Statement write_revoked{"people.revoke_session",
                              "UPDATE login_sessions SET revoked_at = $4 WHERE district_id = $1 AND account_id = $2 AND id = $3 AND revoked_at IS NULL"};
const Statement write_revoked_all{
    "people.revoke_all", "UPDATE login_sessions SET revoked_at = $4 WHERE district_id = $1 AND account_id = $2 AND id <> $3 AND revoked_at IS NULL"};
const Statement read_sessions{"people.sessions_of",
                              "SELECT id, created_at, seen_at, expires_at, peer, user_agent FROM login_sessions WHERE district_id = $1 AND "
                              "account_id = $2 AND revoked_at IS NULL AND expires_at > $3 ORDER BY seen_at DESC, id DESC LIMIT 100"};

const Statement read_bucket{"people.bucket",
                            "SELECT failures, window_at, blocked_until FROM login_attempts WHERE district_id = $1 AND bucket = $2"};
const Statement write_bucket{"people.put_bucket",
                             "INSERT INTO login_attempts (district_id, bucket, failures, window_at, blocked_until) VALUES ($1, $2, $3, $4, $5) "
                             "ON CONFLICT (district_id, bucket) DO UPDATE SET failures = $3, window_at = $4, blocked_until = $5"};
const Statement delete_bucket{"people.clear_bucket", "DELETE FROM login_attempts WHERE district_id = $1 AND bucket = $2"};
const Statement read_device{"people.known_device",
                            "SELECT id FROM known_devices WHERE district_id = $1 AND account_id = $2 AND token_hash = $3"};
const Statement write_device{"people.insert_device",
                             "INSERT INTO known_devices (district_id, id, account_id, token_hash, used_at) VALUES ($1, $2, $3, $4, $5)"};
const Statement write_device_used{"people.use_device", "UPDATE known_devices SET used_at = $3 WHERE district_id = $1 AND id = $2"};
const Statement sweep_sessions{"people.sweep_sessions", "DELETE FROM login_sessions WHERE district_id = $1 AND expires_at < $2"};
const Statement sweep_attempts{"people.sweep_attempts",
                               "DELETE FROM login_attempts WHERE district_id = $1 AND window_at < $2 AND blocked_until < $2"};
const Statement sweep_devices{"people.sweep_devices", "DELETE FROM known_devices WHERE district_id = $1 AND used_at < $2"};

const Statement read_claim{"people.claim", "SELECT code_hash, used_at FROM claims WHERE district_id = $1"};
const Statement write_claim{"people.put_claim",
                            "INSERT INTO claims (district_id, code_hash, used_at, created_at) VALUES ($1, $2, NULL, $3) "
                            "ON CONFLICT (district_id) DO UPDATE SET code_hash = $2, created_at = $3"};
const Statement write_claim_used{"people.claim_used", "UPDATE claims SET used_at = $2 WHERE district_id = $1"};

}  // namespace

std::optional<AccountRow> account(store::Session& s, base::DistrictId d, base::AccountId id) { return s.one<AccountRow>(read_account, d, id); }
std::optional<AccountRow> account_by_login(store::Session& s, base::DistrictId d, std::string_view login) {
  return s.one<AccountRow>(read_account_login, d, login);
}
std::optional<AccountRow> account_of_person(store::Session& s, base::DistrictId d, base::PersonId id) {
  return s.one<AccountRow>(read_account_person, d, id);
}
std::optional<AccountRow> account_by_demo_role(store::Session& s, base::DistrictId d, std::string_view role) {
  return s.one<AccountRow>(read_account_role, d, role);
}
std::vector<DemoCard> demo_cards(store::Session& s, base::DistrictId d, base::CivilDate day) {
  std::vector<DemoCard> out;
  s.rows(read_cards, [&](const store::Row& r) {
    const auto account_id = r.get<base::AccountId>(0);
    if (out.empty() || out.back().account != account_id)
      out.push_back({account_id, r.get<std::string>(1), r.get<std::string>(2), r.get<std::string>(3), r.get<std::string>(4)});
    return true;
  }, d, day);
  return out;
}
bool any_account(store::Session& s, base::DistrictId d) { return s.value<std::int64_t>(read_any, d).has_value(); }
bool any_real_account(store::Session& s, base::DistrictId d) { return s.value<std::int64_t>(read_any_real, d).has_value(); }
void insert_account(store::Unit& u, const AccountRow& r) {
  u.exec(write_account, u.district(), r.id, r.person_id, r.login, r.password_hash, r.demo_role, r.locked, r.must_change, u.moment().real_now);
}
void update_password(store::Unit& u, base::AccountId id, std::string_view hash, bool must_change) {
  u.exec(write_password, u.district(), id, hash, must_change);
}
void blank_account(store::Unit& u, base::PersonId person) { u.exec(write_blank, u.district(), person, "erased-" + std::to_string(person.value)); }
void update_locked(store::Unit& u, base::AccountId id, bool locked) { u.exec(write_locked, u.district(), id, locked); }

std::optional<Found> find_session(store::Session& s, std::string_view district_code, std::string_view token_hash) {
  std::optional<Found> out;
  std::vector<HeldRow> held;
  s.rows(read_session, [&](const store::Row& r) {
    if (r.integer(0) == 1) {
      held.push_back({.post_id = r.get<base::PostId>(21), .person_id = r.get<base::PersonId>(15), .name = {}, .kind = r.get<std::string>(22),
                      .org_unit_id = r.get<base::OrgUnitId>(23), .area_id = r.get<base::AreaId>(24), .appointment_id = {},
                      .valid_from = r.get<base::CivilDate>(25), .valid_to = r.get<std::optional<base::CivilDate>>(26), .deputy = r.get<bool>(27),
                      .leave_from = r.get<base::CivilDate>(28), .leave_to = r.get<std::optional<base::CivilDate>>(29)});
      return true;
    }
    Found& f = out.emplace();
    f.district = {.id = r.get<base::DistrictId>(1), .code = r.get<std::string>(2), .name_zh = r.get<std::string>(3),
                  .name_en = r.get<std::string>(4), .time_zone = r.get<std::string>(5), .token_prefix = r.get<std::string>(6),
                  .demo = r.get<bool>(7), .clock_offset_micros = r.integer(8), .epoch = r.integer(9)};
    f.session = r.get<LoginSessionId>(10);
    f.seen_at = r.get<base::Instant>(11);
    f.expires_at = r.get<base::Instant>(12);
    f.revoked_at = r.get<std::optional<base::Instant>>(13);
    f.account.id = r.get<base::AccountId>(14);
    f.account.person_id = r.get<base::PersonId>(15);
    f.account.login = r.get<std::string>(16);
    f.account.demo_role = r.get<std::string>(17);
    f.account.locked = r.get<bool>(18);
    f.account.must_change = r.get<bool>(19);
    f.name = r.get<std::string>(20);
    f.created_at = r.get<base::Instant>(30);
    return true;
  }, district_code, token_hash);
  if (out) out->held = std::move(held);
  return out;
}

void insert_session(store::Unit& u, const NewSession& n) {
  u.exec(write_session, u.district(), n.id, n.account, n.token_hash, n.created_at, n.expires_at, n.peer, n.user_agent);
}
void touch_session(store::Unit& u, LoginSessionId id, base::Instant seen, base::Instant expires) { u.exec(write_seen, u.district(), id, seen, expires); }
bool revoke_session(store::Unit& u, base::AccountId account_id, LoginSessionId id, base::Instant at) {
  return u.exec(write_revoked, u.district(), account_id, id, at) == 1;
}
void revoke_all(store::Unit& u, base::AccountId account_id, LoginSessionId but, base::Instant at) {
  u.exec(write_revoked_all, u.district(), account_id, but, at);
}
std::vector<SessionRow> sessions_of(store::Session& s, base::DistrictId d, base::AccountId id, base::Instant now) {
  return s.all<SessionRow>(read_sessions, d, id, now);
}

Tries bucket(store::Session& s, base::DistrictId d, std::string_view name) {
  Tries out;
  s.rows(read_bucket, [&](const store::Row& r) {
    out = {r.integer(0), r.get<base::Instant>(1), r.get<base::Instant>(2)};
    return false;
  }, d, name);
  return out;
}
void put_bucket(store::Unit& u, std::string_view name, const Tries& b) {
  u.exec(write_bucket, u.district(), name, b.failures, b.window_at, b.blocked_until);
}
void clear_bucket(store::Unit& u, std::string_view name) { u.exec(delete_bucket, u.district(), name); }
std::int64_t known_device(store::Session& s, base::DistrictId d, base::AccountId account_id, std::string_view token_hash) {
  return s.value<std::int64_t>(read_device, d, account_id, token_hash).value_or(0);
}
void insert_device(store::Unit& u, std::int64_t id, base::AccountId account_id, std::string_view token_hash, base::Instant at) {
  u.exec(write_device, u.district(), id, account_id, token_hash, at);
}
void use_device(store::Unit& u, std::int64_t id, base::Instant at) { u.exec(write_device_used, u.district(), id, at); }
std::int64_t sweep(store::Unit& u, base::Instant sessions_before, base::Instant attempts_before, base::Instant devices_before) {
  return u.exec(sweep_sessions, u.district(), sessions_before) + u.exec(sweep_attempts, u.district(), attempts_before) +
         u.exec(sweep_devices, u.district(), devices_before);
}

std::optional<Claim> claim(store::Session& s, base::DistrictId d) {
  std::optional<Claim> out;
  s.rows(read_claim, [&](const store::Row& r) {
    out = Claim{r.get<std::string>(0), r.get<std::optional<base::Instant>>(1)};
    return false;
  }, d);
  return out;
}
void put_claim(store::Unit& u, std::string_view code_hash, base::Instant at) { u.exec(write_claim, u.district(), code_hash, at); }
void claim_used(store::Unit& u, base::Instant at) { u.exec(write_claim_used, u.district(), at); }

}  // namespace people::sql
