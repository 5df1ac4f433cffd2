// Answers as simulated people read them: a small tree of JSON.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/described/json_text.hpp"

namespace simulation {

struct Json {
  described::Token kind{described::Token::null};
  std::string text{};                                   // of a string or number, "true", "false"
  std::vector<Json> items{};
  std::vector<std::pair<std::string, Json>> members{};

  [[nodiscard]] const Json& at(std::string_view key) const;    // what is not there is null
  [[nodiscard]] std::string operator[](std::string_view key) const { return at(key).text; }
  [[nodiscard]] std::int64_t number(std::string_view key) const;
};
[[nodiscard]] Json read_json(std::string_view text);           // what is no JSON is null
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace simulation
