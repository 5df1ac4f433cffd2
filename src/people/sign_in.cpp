#include "people/sign_in.hpp"

#include <arpa/inet.h>

#include "base/crypto.hpp"

namespace people {

base::Result<SignInLimits> parse_sign_in(const definitions::Doc& body) {
  definitions::Faults faults;
  SignInLimits out;
  const auto limits = body.at("limits");
  limits.only({"window_minutes", "block_minutes", "failures_login_and_address", "failures_login", "failures_address", "failures_known_device",
               "idle_hours", "session_days", "device_days"}, faults);
  const auto read = [&](std::string_view key, std::int64_t& value, std::int64_t most) { value = limits.need_integer(key, faults, 1, most); };
  read("window_minutes", out.window_minutes, 24 * 60);
  read("block_minutes", out.block_minutes, 24 * 60);
  read("failures_login_and_address", out.failures_login_and_address, 100);
  read("failures_login", out.failures_login, 10'000);
  read("failures_address", out.failures_address, 10'000);
  read("failures_known_device", out.failures_known_device, 100);
  read("idle_hours", out.idle_hours, 24 * 30);
  read("session_days", out.session_days, 90);
  read("device_days", out.device_days, 730);
  return definitions::value_or_faults(out, std::move(faults));
}

bool blocked(const Tries& tries, base::Instant now) { return now < tries.blocked_until; }

Tries counted(const Tries& before, const SignInLimits& limits, std::int64_t failures_max, base::Instant now) {
  Tries out = before;
  if (out.failures == 0 || now >= out.window_at + base::minutes(limits.window_minutes)) out = {0, now, {}};
  ++out.failures;
  if (out.failures >= failures_max) out.blocked_until = now + base::minutes(limits.block_minutes);
  return out;
}

Tries taken_back(const Tries& tries) { return {std::max<std::int64_t>(0, tries.failures - 1), tries.window_at, {}}; }

std::string address_bucket(std::string_view peer) {
  const std::string text(peer);
  in6_addr six{};
  if (text.find(':') != std::string::npos && inet_pton(AF_INET6, text.c_str(), &six) == 1)
    return "v6:" + base::hex(std::span<const unsigned char>(six.s6_addr, 8));
  return text.substr(0, 64);
}

}  // namespace people
