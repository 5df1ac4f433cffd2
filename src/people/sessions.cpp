#include "people/sessions.hpp"

#include <fmt/format.h>

#include <mutex>
#include <unordered_map>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "people/claims.hpp"
#include "people/cookies.hpp"
#include "people/rules.hpp"
#include "people/tables.hpp"
#include "store/changes.hpp"
#include "store/journal.hpp"

namespace people {
namespace {

constexpr base::Duration seen_written_after = base::minutes(5);  // a session's last sight is not written at every request
constexpr std::size_t agent_bytes_max = 200;

base::Error signed_out(std::string reason) {
  return {.code = base::ErrorCode::unauthenticated, .reason = std::move(reason), .remedy = "people.sign_in_again"};
}

base::Duration days(std::int64_t n) { return base::hours(24 * n); }

Account as_account(const AccountRow& r) { return {r.id, r.person_id, r.login, r.demo_role, r.locked, r.must_change, r.version}; }
std::optional<Account> as_account(const std::optional<AccountRow>& r) { return r ? std::optional(as_account(*r)) : std::nullopt; }

// Who asks is asked at every request and seldom changes: kept for a second, and in this process not beyond the next commit that may
// have changed it. So a revocation holds at once here, and on another server within a second, as with rules and rights.
class Seen {
 public:
  struct Entry {
    SignedIn who{};
    base::Instant at{}, seen_at{}, expires_at{};
    std::uint64_t changes{};
  };
  std::optional<SignedIn> find(const std::string& value, base::Instant now) {
    const std::lock_guard hold(mutex_);
    const auto it = entries_.find(value);
    if (it == entries_.end()) return std::nullopt;
    const Entry& e = it->second;
    const bool fresh = e.changes == store::changes_of_who() && e.at <= now && now < e.at + base::Duration{kept_micros} && now < e.expires_at &&
                       now < e.seen_at + seen_written_after;
    if (fresh) return e.who;
    entries_.erase(it);
    return std::nullopt;
  }
  void keep(const std::string& value, Entry entry) {
    const std::lock_guard hold(mutex_);
    if (entries_.size() >= entries_max) entries_.clear();
    entries_.insert_or_assign(value, std::move(entry));
  }

 private:
  static constexpr std::int64_t kept_micros = 1'000'000;
  static constexpr std::size_t entries_max = 4'096;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;  // by the cookie's value
};

}  // namespace

struct Sessions::Inner {
  Inner(store::Store& s, base::Clock& c, base::Random& r, Directory& d, HashCost h) : store(s), clock(c), random(r), directory(d), cost(h) {}
  store::Store& store;
  base::Clock& clock;
  base::Random& random;
  Directory& directory;
  HashCost cost;
  Seen seen{};
  std::once_flag decoy_made{};
  std::string decoy{};     // a hash that no password opens: an unknown login takes as long as a known one

  store::Moment moment(const store::District& d) const {
    const base::Instant real = clock.now();
    return {d.id, store::district_now(d, real), real};
  }
  base::Result<std::string> hashed(const base::Secret& password) {
    return cost == HashCost::cheap ? base::hash_password_cheaply(password, random) : base::hash_password(password, random);
  }
  const std::string& a_decoy() {
    std::call_once(decoy_made, [&] {
      if (auto made = hashed(base::Secret(random.token_hex(24))); made) decoy = *made;
    });
    return decoy;
  }

  // Buckets of one try: name and how many failures it takes.
  struct Door { std::string name; std::int64_t failures_max; };
  static std::vector<Door> doors(const SignInLimits& limits, const std::string& login, const std::string& peer, std::int64_t device) {
    if (device != 0) return {{"device:" + std::to_string(device), limits.failures_known_device}};
    const std::string from = address_bucket(peer);
    return {{"pair:" + base::sha256_hex(login + "\n" + from).substr(0, 32), limits.failures_login_and_address},
            {"login:" + base::sha256_hex(login).substr(0, 32), limits.failures_login},
            {"peer:" + base::sha256_hex(from).substr(0, 32), limits.failures_address}};
  }

  struct Knock {           // what is known before the password is looked at
    store::District district{};
    SignInLimits limits{};
    std::optional<AccountRow> account{};
    std::int64_t device{};
    std::vector<Door> doors{};
  };
  base::Result<Knock> knock(const Attempt& attempt, const std::string& login);
  base::Done count(const Knock&);
  base::Result<Entered> open(const Knock&, const Attempt&, std::string_view way);
  SignedIn signed_in(store::Session&, const sql::Found&, std::string_view value);
};

base::Result<Sessions::Inner::Knock> Sessions::Inner::knock(const Attempt& attempt, const std::string& login) {
  return store.read([&](store::Session& s) -> base::Result<Knock> {
    Knock out;
    const auto district = store::district_by_code(s, attempt.district);
    if (!district) return base::fail(base::ErrorCode::not_found, "people.no_such_district");
    out.district = *district;
    const auto zone = base::Zone::named(district->time_zone);
    out.limits = directory.sign_in_limits(s, district->id, zone ? zone->date_of(moment(*district).now) : base::CivilDate{});
    if (!login.empty()) out.account = sql::account_by_login(s, district->id, login);
    if (const auto device = parse_cookie(attempt.device); device && out.account && device->district == district->code)
      out.device = sql::known_device(s, district->id, out.account->id, base::sha256_hex(device->token));
    out.doors = doors(out.limits, login, attempt.peer, out.device);
    return out;
  });
}

// Counts the try at all its doors, or refuses it when one is shut. In one unit under one lock: parallel guesses are all counted.
base::Done Sessions::Inner::count(const Knock& knock) {
  const store::Work work{moment(knock.district), {}};
  return store.write(work, [&](store::Unit& unit) -> base::Done {
    unit.lock(5, {"sign_in", 0});
    const base::Instant now = unit.moment().real_now;
    std::vector<Tries> tries;
    for (const Door& door : knock.doors) {
      tries.push_back(sql::bucket(unit, unit.district(), door.name));
      if (!blocked(tries.back(), now)) continue;
      const std::int64_t wait_s = ((tries.back().blocked_until - now).micros + 999'999) / 1'000'000;
      base::Error error{.code = base::ErrorCode::rate_limited, .reason = "people.too_many_tries",
                        .params = {{"minutes", std::to_string((wait_s + 59) / 60)}},
                        .rule = base::RuleRef{"people/sign_in", knock.limits.version, "limits"}, .remedy = "people.wait_or_known_device"};
      error.retry_after_s = wait_s;
      return std::unexpected(std::move(error));
    }
    for (std::size_t i = 0; i < tries.size(); ++i) {
      const Tries next = counted(tries[i], knock.limits, knock.doors[i].failures_max, now);
      sql::put_bucket(unit, knock.doors[i].name, next);
      if (!blocked(next, now)) continue;
      const base::Subject subject = knock.account ? base::Subject{"account", knock.account->id.value} : base::Subject{"sign_in", 0};
      store::append(unit, {.kind = "account.sign_in_blocked", .subject = subject,
                           .body = described::to_json(SignInBlocked{knock.doors[i].name.substr(0, knock.doors[i].name.find(':')), knock.limits.block_minutes})});
    }
    return {};
  });
}

SignedIn Sessions::Inner::signed_in(store::Session& s, const sql::Found& found, std::string_view value) {
  SignedIn out;
  out.district = found.district;
  out.session = found.session;
  out.csrf_token = csrf_of(value);
  out.must_change_password = found.account.must_change;
  if (const auto zone = base::Zone::named(found.district.time_zone); zone)
    out.today = zone->date_of(store::district_now(found.district, clock.now()));
  Principal& p = out.principal;
  p.district = found.district.id;
  p.account = found.account.id;
  p.person = found.account.person_id;
  p.name = found.name;
  p.must_change_password = found.account.must_change;
  for (const HeldRow& row : found.held)
    if (!p.must_change_password && acts_on(row, out.today)) p.posts.push_back({row.post_id, row.kind, row.org_unit_id, row.area_id, row.deputy});
  if (auto grants = directory.grants(s, found.district.id, out.today); grants) p.grants = *grants;
  return out;
}

base::Result<Entered> Sessions::Inner::open(const Knock& knock, const Attempt& attempt, std::string_view way) {
  const AccountRow& account = *knock.account;
  const auto known = knock.device != 0 ? parse_cookie(attempt.device) : std::nullopt;
  const store::Work work{moment(knock.district), store::Actor{account.person_id, {}, {}, "desk"}};
  auto entered = store.write(work, [&](store::Unit& unit) -> base::Result<Entered> {
    unit.lock(5, {"sign_in", 0});
    const base::Instant now = unit.moment().real_now;
    for (const Door& door : knock.doors) {
      if (door.name.starts_with("peer:")) sql::put_bucket(unit, door.name, taken_back(sql::bucket(unit, unit.district(), door.name)));
      else sql::clear_bucket(unit, door.name);
    }
    Entered out;
    const std::string token = unit.random().token_hex(32);
    const std::string device = known ? known->token : unit.random().token_hex(32);
    out.session_value = knock.district.code + "." + token;
    out.device_value = knock.district.code + "." + device;
    out.max_age_s = days(knock.limits.session_days).micros / 1'000'000;
    const auto id = unit.make<LoginSessionId>();
    sql::insert_session(unit, {id, account.id, base::sha256_hex(token), now, now + base::hours(knock.limits.idle_hours),
                               attempt.peer.substr(0, 64), std::string(attempt.user_agent.substr(0, agent_bytes_max))});
    if (known) sql::use_device(unit, knock.device, now);
    else sql::insert_device(unit, unit.new_id(), account.id, base::sha256_hex(device), now);
    store::append(unit, {.kind = "account.signed_in", .subject = {"account", account.id.value},
                         .body = described::to_json(SignedInEvent{id, std::string(way)})});
    return out;
  });
  if (!entered) return entered;
  const auto cookie = parse_cookie(entered->session_value);
  return store.read([&](store::Session& s) -> base::Result<Entered> {
    const auto found = sql::find_session(s, cookie->district, base::sha256_hex(cookie->token));
    if (!found) return std::unexpected(signed_out("people.session_over"));
    entered->who = signed_in(s, *found, entered->session_value);
    return std::move(*entered);
  });
}

Sessions::Sessions(store::Store& store, base::Clock& real_clock, base::Random& random, Directory& directory, HashCost cost)
    : inner_(std::make_unique<Inner>(store, real_clock, random, directory, cost)) {}
Sessions::~Sessions() = default;

base::Result<SignedIn> Sessions::who(std::string_view value) {
  if (value.empty()) return std::unexpected(signed_out("people.sign_in_first"));
  const auto cookie = parse_cookie(value);
  if (!cookie) return std::unexpected(signed_out("people.sign_in_first"));
  const base::Instant now = inner_->clock.now();
  const std::string key(value);
  if (auto known = inner_->seen.find(key, now)) return std::move(*known);
  const std::uint64_t changes = store::changes_of_who();  // before the snapshot: what is committed meanwhile makes it old
  std::optional<sql::Found> found;
  auto out = inner_->store.read([&](store::Session& s) -> base::Result<SignedIn> {
    found = sql::find_session(s, cookie->district, base::sha256_hex(cookie->token));
    if (!found) return std::unexpected(signed_out("people.sign_in_first"));
    if (found->revoked_at || now >= found->expires_at) return std::unexpected(signed_out("people.session_over"));
    if (found->account.locked) return std::unexpected(signed_out("people.account_locked"));
    return inner_->signed_in(s, *found, value);
  });
  if (!out) return out;
  if (now < found->seen_at + seen_written_after) {
    inner_->seen.keep(key, {*out, now, found->seen_at, found->expires_at, changes});
    return out;
  }
  const store::Work work{inner_->moment(found->district), {}};
  auto touched = inner_->store.write(work, [&](store::Unit& unit) -> base::Done {
    const SignInLimits limits = inner_->directory.sign_in_limits(unit, found->district.id, out->today);
    sql::touch_session(unit, found->session, now, std::min(now + base::hours(limits.idle_hours), found->created_at + days(limits.session_days)));
    return {};
  });
  if (!touched) return std::unexpected(std::move(touched).error());
  return out;
}

base::Result<Entered> Sessions::sign_in(const Attempt& attempt) {
  const std::string login = login_of(attempt.login);
  TRY(knock, inner_->knock(attempt, login));
  TRY_DO(inner_->count(knock));
  const bool has_password = knock.account && !knock.account->password_hash.empty();
  TRY(right, base::verify_password(attempt.password, has_password ? knock.account->password_hash : inner_->a_decoy()));
  if (!right || !has_password)
    return std::unexpected(base::Error{.code = base::ErrorCode::unauthenticated, .reason = "people.wrong_login_or_password",
                                       .remedy = "people.ask_system_admin"});
  if (knock.account->locked)
    return std::unexpected(base::Error{.code = base::ErrorCode::forbidden, .reason = "people.account_locked",
                                       .rule = base::RuleRef{"rules/organisations", 1, "accounts"}, .remedy = "people.ask_system_admin"});
  return inner_->open(knock, attempt, "password");
}

base::Result<Entered> Sessions::enter_demo(const store::District& district, base::AccountId id, const Attempt& attempt) {
  Inner::Knock knock{.district = district};
  const bool real = inner_->store.read([&](store::Session& s) {
    knock.account = sql::account(s, district.id, id);
    return sql::any_real_account(s, district.id);
  });
  if (!district.demo || real)
    return base::refuse("people.demo_is_over", {"rules/organisations", 1, "demo"}, "people.sign_in_with_password");
  if (!knock.account || knock.account->locked) return base::fail(base::ErrorCode::not_found, "people.no_such_account");
  return inner_->open(knock, attempt, "demo");
}

std::vector<SessionInfo> Sessions::mine(const SignedIn& who) {
  const auto rows = inner_->store.read(
      [&](store::Session& s) { return sql::sessions_of(s, who.district.id, who.principal.account, inner_->clock.now()); });
  std::vector<SessionInfo> out;
  for (const SessionRow& r : rows) out.push_back({r.id, r.created_at, r.seen_at, r.expires_at, r.peer, r.user_agent, r.id == who.session});
  return out;
}

base::Done Sessions::revoke(const SignedIn& who, LoginSessionId id) {
  const store::Work work{inner_->moment(who.district), store::Actor{who.principal.person, {}, {}, "desk"}};
  return inner_->store.write(work, [&](store::Unit& unit) -> base::Done {
    if (!sql::revoke_session(unit, who.principal.account, id, unit.moment().real_now))
      return base::fail(base::ErrorCode::not_found, "people.no_such_session");
    return {};
  });
}

base::Done Sessions::change_password(const SignedIn& who, const base::Secret& old_password, const base::Secret& new_password) {
  const auto row = inner_->store.read([&](store::Session& s) { return sql::account(s, who.district.id, who.principal.account); });
  if (!row || row->password_hash.empty())
    return base::refuse("people.no_password_here", {"rules/organisations", 1, "demo"}, "people.nothing_to_do");
  Attempt attempt{.district = who.district.code, .login = row->login, .peer = "own session"};
  TRY(knock, inner_->knock(attempt, row->login));
  TRY_DO(inner_->count(knock));
  TRY(right, base::verify_password(old_password, row->password_hash));
  if (!right) {
    base::Error error{.code = base::ErrorCode::invalid, .reason = "people.old_password_wrong"};
    error.errors.push_back({.path = "/old_password", .reason = "people.old_password_wrong"});
    return std::unexpected(std::move(error));
  }
  TRY(made, hash(new_password));
  const store::Work work{inner_->moment(who.district), store::Actor{who.principal.person, {}, {}, "desk"}};
  return inner_->store.write(work, [&](store::Unit& unit) -> base::Done {
    unit.lock(5, {"sign_in", 0});
    for (const auto& door : knock.doors) sql::clear_bucket(unit, door.name);
    sql::update_password(unit, row->id, made, false);
    sql::revoke_all(unit, row->id, who.session, unit.moment().real_now);
    store::append(unit, {.kind = "account.password_set", .subject = {"account", row->id.value},
                         .body = described::to_json(AccountEvent{row->person_id, "own"})});
    return {};
  });
}

base::Result<std::string> Sessions::hash(const base::Secret& password) {
  TRY_DO(check_password(password.reveal()));
  return inner_->hashed(password);
}

base::Result<std::string> Sessions::issue_claim(const store::District& district) {
  if (!inner_->store.read([&](store::Session& s) { return needs_claim(s, district); })) return std::string{};
  const std::string code = new_claim_code(inner_->random);
  TRY_DO(inner_->store.write(store::Work{inner_->moment(district), {}}, [&](store::Unit& unit) -> base::Done {
    sql::put_claim(unit, claim_hash(code), unit.moment().real_now);
    return {};
  }));
  return code;
}

base::Done Sessions::check_claim(const store::District& district, std::string_view code) {
  return inner_->store.read([&](store::Session& s) -> base::Done {
    if (!needs_claim(s, district)) return base::refuse("people.already_claimed", {"rules/organisations", 1, "claim"}, "people.sign_in_with_password");
    return claim_opens(sql::claim(s, district.id), code);
  });
}

std::int64_t Sessions::sweep(base::DistrictId district) {
  const base::Instant now = inner_->clock.now();
  const SignInLimits limits;
  auto gone = inner_->store.write(store::Work{{district, now, now}, {}}, [&](store::Unit& unit) -> base::Result<std::int64_t> {
    return sql::sweep(unit, now - days(limits.session_days), now - days(1), now - days(limits.device_days));
  });
  return gone.value_or(0);
}

std::optional<Account> account(store::Session& s, base::DistrictId d, base::AccountId id) { return as_account(sql::account(s, d, id)); }
std::optional<Account> account_by_login(store::Session& s, base::DistrictId d, std::string_view login) {
  return as_account(sql::account_by_login(s, d, login_of(login)));
}
std::optional<Account> account_by_demo_role(store::Session& s, base::DistrictId d, std::string_view role) {
  return as_account(sql::account_by_demo_role(s, d, role));
}
std::vector<DemoCard> demo_cards(store::Session& s, base::DistrictId d, base::CivilDate day) { return sql::demo_cards(s, d, day); }
bool needs_claim(store::Session& s, const store::District& d) { return !d.demo && !sql::any_account(s, d.id); }
bool has_real_user(store::Session& s, base::DistrictId d) { return sql::any_real_account(s, d); }

}  // namespace people
