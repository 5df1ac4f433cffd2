// base::Error -> application/problem+json, and the one table ErrorCode -> HTTP status.
#pragma once
#include <string_view>

#include "base/result.hpp"
#include "http/http.hpp"

namespace http {

[[nodiscard]] int status_of(base::ErrorCode);
[[nodiscard]] Response problem(const base::Error&, std::string_view request_id);

}  // namespace http
