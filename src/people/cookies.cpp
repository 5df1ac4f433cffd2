#include "people/cookies.hpp"

#include <fmt/format.h>

#include "base/crypto.hpp"
#include "people/sessions.hpp"

namespace people {

std::optional<CookieValue> parse_cookie(std::string_view value) {
  const std::size_t dot = value.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot > 40 || value.size() - dot - 1 != 64) return std::nullopt;
  const std::string_view token = value.substr(dot + 1);
  if (token.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
  return CookieValue{std::string(value.substr(0, dot)), std::string(token)};
}

std::string cookie_name(std::string_view base_name, bool secure) { return (secure ? "__Host-" : "") + std::string(base_name); }

std::string set_cookie(std::string_view base_name, std::string_view value, bool secure, std::int64_t max_age_s) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", cookie_name(base_name, secure), value, max_age_s, secure ? "; Secure" : "");
}

// Derived from the session's token, which only its browser has: nothing to store, and another site cannot know it.
std::string csrf_of(std::string_view session_cookie_value) {
  const auto cookie = parse_cookie(session_cookie_value);
  return cookie ? base::hex(base::hmac_sha256(cookie->token, "red engine: unsafe verbs")) : std::string{};
}

bool csrf_matches(std::string_view session_cookie_value, std::string_view header) {
  const std::string wanted = csrf_of(session_cookie_value);
  return !wanted.empty() && base::same_in_constant_time(wanted, header);
}

}  // namespace people
