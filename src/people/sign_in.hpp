// Limits on guessing passwords, and how long a sign-in lasts (definitions/people/sign_in.toml). Pure.
// Somebody else's wrong guesses can never lock an account's owner out: they are counted per login and address, and only a flood
// against one login, or from one address, closes the door to browsers that have never signed in to that account. A known browser has a count of its own.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "definitions/doc.hpp"

namespace people {

struct SignInLimits {
  std::int64_t version{1};                    // of the definition that said so
  std::int64_t window_minutes{15};            // failures are counted this long
  std::int64_t block_minutes{15};
  std::int64_t failures_login_and_address{5}; // strangers, one login from one address
  std::int64_t failures_login{50};            // strangers, one login from anywhere
  std::int64_t failures_address{50};          // strangers, all logins from one address
  std::int64_t failures_known_device{10};
  std::int64_t idle_hours{12};                // a session ends after so long without a request
  std::int64_t session_days{7};               // … and in any case
  std::int64_t device_days{180};              // a browser is known this long after its last sign-in
};
[[nodiscard]] base::Result<SignInLimits> parse_sign_in(const definitions::Doc&);

// One bucket of failures.
struct Tries {
  std::int64_t failures{};
  base::Instant window_at{};
  base::Instant blocked_until{};
};
[[nodiscard]] bool blocked(const Tries&, base::Instant now);
// The next try is counted before the password is looked at, so that many at once cannot slip through.
[[nodiscard]] Tries counted(const Tries&, const SignInLimits&, std::int64_t failures_max, base::Instant now);
[[nodiscard]] Tries taken_back(const Tries&);      // it was right after all
// "203.0.113.9" as it is; IPv6 by its first 64 bits, because one subscriber has them all.
[[nodiscard]] std::string address_bucket(std::string_view peer);

}  // namespace people
