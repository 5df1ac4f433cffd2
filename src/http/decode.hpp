// What clients send, decoded with a limit on everything: percent encoding, UTF-8, query strings, forms, cookies, header parameters.
// Pure functions; an empty optional means "not well-formed" and becomes a 400.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Decodes %XX (and '+' as space when `plus_is_space`); refuses broken escapes, control characters other than tab and line ends, and bad UTF-8.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
// "a=1&b=2" of a query or an urlencoded form; more than `pairs_max` pairs are refused.
[[nodiscard]] std::optional<Pairs> decode_pairs(std::string_view text, std::size_t pairs_max = 256);
// The path of a request target, one decoded text a segment: "/a/b%20c/" -> {"a", "b c", ""}. Refuses "." and ".." in any spelling.
[[nodiscard]] std::optional<std::vector<std::string>> decode_path(std::string_view path);
// Value of one cookie in a Cookie header.
[[nodiscard]] std::string_view cookie_value(std::string_view header, std::string_view name);
// `boundary` of "multipart/form-data; boundary=abc", quoted or not.
[[nodiscard]] std::string header_parameter(std::string_view header, std::string_view name);
// "text/html; charset=utf-8" -> "text/html", lower case.
[[nodiscard]] std::string media_type(std::string_view header);
// Does Accept-Encoding take this coding (present and not q=0)?
[[nodiscard]] bool accepts_encoding(std::string_view header, std::string_view coding);

[[nodiscard]] std::string lower(std::string_view text);  // ASCII only
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace http
