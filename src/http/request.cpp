// Lookups on a parsed request.
#include "http/decode.hpp"
#include "http/http.hpp"

namespace http {

std::string_view Request::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers)
    if (name == lower_case_name) return value;
  return {};
}

std::string_view Request::capture(std::string_view name) const {
  for (const auto& [key, value] : captures)
    if (key == name) return value;
  return {};
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::string_view Request::cookie(std::string_view name) const { return cookie_value(header("cookie"), name); }

std::string_view Request::form(std::string_view name) const {
  for (const Part& part : parts)
    if (part.name == name && part.path.empty()) return part.value;
  return {};
}

}  // namespace http
