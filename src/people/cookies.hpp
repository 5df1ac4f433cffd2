// The value of both cookies: "<district code>.<64 hexadecimal digits>".
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace people {

struct CookieValue { std::string district{}; std::string token{}; };
[[nodiscard]] std::optional<CookieValue> parse_cookie(std::string_view);

}  // namespace people
