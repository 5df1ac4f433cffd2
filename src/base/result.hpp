// What a user or the world can cause is a value: Result<T>. Broken resources throw; our own mistakes ASSERT.
#pragma once
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

// The closed list of refusals; http/problem.cpp maps it to HTTP in one place.
enum class ErrorCode : std::uint8_t {
  malformed,        // 400: not JSON, bad cursor, bad header
  unauthenticated,  // 401: sign in first
  forbidden,        // 403: no post or relation of yours allows this here, now
  not_found,        // 404
  stale,            // 409: the record moved on; now_version says where it is
  refused,          // 409: a business rule says no; rule and remedy say why and what to do
  reused_ref,       // 409: the same client_ref with another body
  gone,             // 410: expired or withdrawn link
  too_large,        // 413
  unsupported,      // 415: a file or content type that is not taken
  invalid,          // 422: fields are wrong; errors[] has all of them
  rate_limited,     // 429: retry_after_s
  unavailable,      // 503: full queue, database away; retry_after_s
  no_space,         // 507: disk full
};

using Params = std::vector<std::pair<std::string, std::string>>;  // for the sentence in messages/*.json

struct FieldError {
  std::string path{};    // JSON pointer, e.g. "/items/0/phone"
  std::string reason{};  // message key, e.g. "base.too_long"
  Params params{};
};

struct RuleRef {  // where the rule can be read: a definition's code, version and place in it
  std::string definition{};
  std::int64_t version{};
  std::string place{};
};

struct Error {
  ErrorCode code{};
  std::string reason{};  // message key "<room>.<key>"; the sentence stands in that room's messages
  Params params{};
  std::vector<FieldError> errors{};
  std::optional<RuleRef> rule{};
  std::string remedy{};  // message key: what to do now
  std::optional<std::int64_t> now_version{};
  std::int64_t retry_after_s{};
};

template <class T>
using Result = std::expected<T, Error>;
using Done = std::expected<void, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string reason, Params params = {}) {
  return std::unexpected(Error{.code = code, .reason = std::move(reason), .params = std::move(params)});
}
[[nodiscard]] inline std::unexpected<Error> refuse(std::string reason, RuleRef rule, std::string remedy, Params params = {}) {
  return std::unexpected(Error{.code = ErrorCode::refused,
                               .reason = std::move(reason),
                               .params = std::move(params),
                               .rule = std::move(rule),
                               .remedy = std::move(remedy)});
}

}  // namespace base

// TRY(name, expression): `name` becomes the value, or this function returns the error.
#define TRY_JOIN2(a, b) a##b
#define TRY_JOIN(a, b) TRY_JOIN2(a, b)
#define TRY(name, ...)                                                              \
  auto TRY_JOIN(try_result_, __LINE__) = (__VA_ARGS__);                             \
  if (!TRY_JOIN(try_result_, __LINE__))                                             \
    return std::unexpected(std::move(TRY_JOIN(try_result_, __LINE__)).error());     \
  auto name = *std::move(TRY_JOIN(try_result_, __LINE__))
// TRY_DO(expression): for a Done.
#define TRY_DO(...)                                                                 \
  do {                                                                              \
    if (auto try_done = (__VA_ARGS__); !try_done)                                   \
      return std::unexpected(std::move(try_done).error());                          \
  } while (false)
