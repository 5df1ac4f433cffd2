// base::Error -> application/problem+json, and the one table ErrorCode -> HTTP status.
#pragma once
#include <string_view>

#include "base/result.hpp"
#include "http/http.hpp"

namespace http {

[[nodiscard]] int status_of(base::ErrorCode);
[[nodiscard]] Response problem(const base::Error&, std::string_view request_id);
// A status that no ErrorCode has (405, 408, 431, 500 …), or one that the edge answers by itself.
[[nodiscard]] Response plain_problem(int status, std::string_view code, std::string_view reason, std::string_view request_id);
[[nodiscard]] Response edge_problem(int status, std::string_view reason, std::string_view request_id);

}  // namespace http
