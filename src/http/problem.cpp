#include "http/problem.hpp"

#include <fmt/format.h>

#include "base/described/json_text.hpp"

namespace http {

namespace {

struct Line {
  base::ErrorCode code;
  int status;
  std::string_view word;
};
constexpr Line table[] = {
    {base::ErrorCode::malformed, 400, "malformed"},
    {base::ErrorCode::unauthenticated, 401, "unauthenticated"},
    {base::ErrorCode::forbidden, 403, "forbidden"},
    {base::ErrorCode::not_found, 404, "not_found"},
    {base::ErrorCode::stale, 409, "stale"},
    {base::ErrorCode::refused, 409, "refused"},
    {base::ErrorCode::reused_ref, 409, "reused_ref"},
    {base::ErrorCode::gone, 410, "gone"},
    {base::ErrorCode::too_large, 413, "too_large"},
    {base::ErrorCode::unsupported, 415, "unsupported"},
    {base::ErrorCode::invalid, 422, "invalid"},
    {base::ErrorCode::rate_limited, 429, "rate_limited"},
    {base::ErrorCode::unavailable, 503, "unavailable"},
    {base::ErrorCode::no_space, 507, "no_space"},
};

const Line& line_of(base::ErrorCode code) {
  const auto index = static_cast<std::size_t>(code);
  static_assert(static_cast<std::size_t>(base::ErrorCode::no_space) + 1 == std::size(table));
  return table[index];
}

void put_text(std::string& out, std::string_view key, std::string_view value) {
  described::put_key(out, key, /*first=*/false);
  described::put_string(out, value);
}

void put_params(std::string& out, const base::Params& params) {
  out += ",\"params\":{";
  bool first = true;
  for (const auto& [name, value] : params) {
    if (!std::exchange(first, false)) out += ',';
    described::put_string(out, name);
    out += ':';
    described::put_string(out, value);
  }
  out += '}';
}

void put_errors(std::string& out, const std::vector<base::FieldError>& errors) {
  out += ",\"errors\":[";
  bool first = true;
  for (const base::FieldError& error : errors) {
    out += std::exchange(first, false) ? "{\"path\":" : ",{\"path\":";
    described::put_string(out, error.path);
    put_text(out, "reason", error.reason);
    put_params(out, error.params);
    out += '}';
  }
  out += ']';
}

}  // namespace

int status_of(base::ErrorCode code) { return line_of(code).status; }

Response problem(const base::Error& error, std::string_view request_id) {
  const Line& line = line_of(error.code);
  Response r = plain_problem(line.status, line.word, error.reason, request_id);
  r.body.pop_back();
  put_params(r.body, error.params);
  put_errors(r.body, error.errors);
  if (error.rule) {
    r.body += ",\"rule\":{\"definition\":";
    described::put_string(r.body, error.rule->definition);
    r.body += fmt::format(",\"version\":{}", error.rule->version);
    put_text(r.body, "place", error.rule->place);
    r.body += '}';
  }
  if (!error.remedy.empty()) put_text(r.body, "remedy", error.remedy);
  if (error.now_version) r.body += fmt::format(",\"now_version\":{}", *error.now_version);
  r.body += '}';
  const std::int64_t wait_s = line.status == 503 ? std::max<std::int64_t>(1, error.retry_after_s) : error.retry_after_s;
  if (wait_s > 0) r.headers.emplace_back("retry-after", fmt::format("{}", wait_s));
  return r;
}

Response plain_problem(int status, std::string_view code, std::string_view reason, std::string_view request_id) {
  Response r;
  r.status = status;
  r.content_type = "application/problem+json";
  r.body = fmt::format("{{\"status\":{}", status);
  put_text(r.body, "code", code);
  put_text(r.body, "reason", reason);
  put_text(r.body, "request_id", request_id);
  r.body += '}';
  return r;
}

Response edge_problem(int status, std::string_view reason, std::string_view request_id) {
  std::string_view word = status >= 500 ? "internal" : "malformed";
  for (const Line& line : table)
    if (line.status == status) word = line.word;
  Response r = plain_problem(status, word, reason, request_id);
  if (status == 503) r.headers.emplace_back("retry-after", "1");
  return r;
}

}  // namespace http
