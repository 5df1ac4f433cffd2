// Sign-in: accounts with Argon2id, login sessions whose random token is known to the browser alone (only its hash is stored), limits on
// guessing that cannot be used to lock somebody else out, and the principal of a request in one statement. Real clock throughout.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/context.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "people/directory.hpp"
#include "people/principal.hpp"
#include "store/districts.hpp"
#include "store/store.hpp"
#include "territory/recorder.hpp"

namespace people {

// Names of the two cookies. Over TLS they carry the prefix "__Host-". The session's value is "<district code>.<64 hex>", the known
// device's the same form; both HttpOnly, SameSite=Lax, Path=/.
inline constexpr std::string_view session_cookie = "red_session";
inline constexpr std::string_view device_cookie = "red_device";
[[nodiscard]] std::string cookie_name(std::string_view base_name, bool secure);
[[nodiscard]] std::string set_cookie(std::string_view base_name, std::string_view value, bool secure, std::int64_t max_age_s);  // 0 s: remove

// The request's sign-in, found in one statement.
struct SignedIn {
  store::District district{};
  Principal principal{};
  LoginSessionId session{};
  std::string csrf_token{};            // what X-CSRF-Token of an unsafe verb must equal
  base::CivilDate today{};             // in the district's zone
  bool must_change_password{};
};
[[nodiscard]] std::string csrf_of(std::string_view session_cookie_value);
[[nodiscard]] bool csrf_matches(std::string_view session_cookie_value, std::string_view header);   // in constant time

struct Attempt {                       // what the edge knows of somebody who tries to sign in
  std::string district{};              // code
  std::string login{};
  base::Secret password{};
  std::string peer{};                  // address
  std::string device{};                // value of the device cookie, may be empty
  std::string user_agent{};
};
struct Entered {                       // a new session: cookies for the browser
  std::string session_value{};         // the only time the token exists outside the browser
  std::string device_value{};
  std::int64_t max_age_s{};
  SignedIn who{};
};

struct SessionInfo {
  LoginSessionId id{};
  base::Instant created_at{}, last_seen_at{}, expires_at{};
  std::string peer{}, user_agent{};
  bool current{};
};

struct NewAccount {
  base::PersonId person{};
  std::string login{};
  std::string demo_role{};             // of a demo card, "visitor" for what is made inside a demo; empty: a real user
  bool must_change{};                  // a password that somebody else set
};
struct Account {
  base::AccountId id{};
  base::PersonId person{};
  std::string login{};
  std::string demo_role{};
  bool locked{}, must_change{};
  std::int64_t version{};
};

// Argon2id of base/crypto.hpp; tests and simulated districts take the cheap one.
enum class HashCost : std::uint8_t { full, cheap };

class Sessions {
 public:
  Sessions(store::Store& store, base::Clock& real_clock, base::Random& random, Directory& directory, HashCost cost = HashCost::full);
  ~Sessions();

  // From the cookie. "people.sign_in_first" when there is none, "people.session_over" when it is expired or revoked.
  [[nodiscard]] base::Result<SignedIn> who(std::string_view session_cookie_value);
  [[nodiscard]] base::Result<Entered> sign_in(const Attempt&);
  // Demo cards: without a password, only in a demo district that has no real user.
  [[nodiscard]] base::Result<Entered> enter_demo(const store::District&, base::AccountId, const Attempt&);
  [[nodiscard]] std::vector<SessionInfo> mine(const SignedIn&);
  [[nodiscard]] base::Done revoke(const SignedIn&, LoginSessionId);            // one of one's own
  [[nodiscard]] base::Done change_password(const SignedIn&, const base::Secret& old_password, const base::Secret& new_password);

  // Inside the caller's unit. A hash takes some tens of milliseconds: make it before the unit with hash().
  [[nodiscard]] base::Result<std::string> hash(const base::Secret& password);     // "people.password_too_short", "people.password_too_common", "people.busy"
  // An empty hash: no password opens it (demo cards).
  [[nodiscard]] base::Result<base::AccountId> create_account(store::Unit&, const territory::Recorder&, const NewAccount&, std::string_view password_hash);
  [[nodiscard]] base::Done set_password(store::Unit&, const territory::Recorder&, base::AccountId, std::string_view password_hash, bool must_change);
  [[nodiscard]] base::Done set_locked(store::Unit&, const territory::Recorder&, base::AccountId, bool locked, const std::string& reason);  // ends its sessions

  // A real district's first start: prints-once code with which the three administrators are made. Empty: already claimed.
  [[nodiscard]] base::Result<std::string> issue_claim(const store::District&);
  [[nodiscard]] base::Done use_claim(store::Unit&, std::string_view code);     // in the unit that makes the administrators
  [[nodiscard]] base::Done check_claim(const store::District&, std::string_view code);   // counts wrong codes; the code is spent by use_claim
  // Old sessions, attempts and devices are swept by this; how many rows went.
  std::int64_t sweep(base::DistrictId);

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

[[nodiscard]] std::optional<Account> account(store::Session&, base::DistrictId, base::AccountId);
[[nodiscard]] std::optional<Account> account_by_login(store::Session&, base::DistrictId, std::string_view login);
[[nodiscard]] std::optional<Account> account_by_demo_role(store::Session&, base::DistrictId, std::string_view role);
struct DemoCard { base::AccountId account{}; std::string role{}, person_name{}, post_kind{}, post_name{}; };
[[nodiscard]] std::vector<DemoCard> demo_cards(store::Session&, base::DistrictId, base::CivilDate day);   // the first post of each, in one statement
[[nodiscard]] bool needs_claim(store::Session&, const store::District&);  // a real district without any account
[[nodiscard]] bool has_real_user(store::Session&, base::DistrictId);   // an account that is not a demo card's

}  // namespace people
