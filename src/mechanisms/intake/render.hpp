// Pages from templates: pages/*.mustache with sentences from messages/*.json. What is put in a View is escaped by the template.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "messages/texts.hpp"

namespace intake {

struct View {
  std::vector<std::pair<std::string, std::string>> texts{};             // empty text: as if it were not there
  std::vector<std::pair<std::string, std::vector<View>>> lists{};
  std::vector<std::string> flags{};

  View& text(std::string name, std::string value) {
    texts.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  View& flag(std::string name, bool on = true) {
    if (on) flags.push_back(std::move(name));
    return *this;
  }
  std::vector<View>& list(std::string name) { return lists.emplace_back(std::move(name), std::vector<View>{}).second; }
};

// The page `name` ("report") in one language. In a template, {{#t}}report.title{{/t}} is the sentence intake.report.title, and
// {{#t}}key n={{{count}}}{{/t}} fills its {n}.
[[nodiscard]] std::string render(const messages::Texts&, std::string_view language, std::string_view name, const View&);
// The templates' sentence keys, for the test that none is missing.
[[nodiscard]] std::vector<std::string> sentence_keys();

// A file that pages load: public/<name>.
struct Asset {
  std::string_view bytes{};
  std::string mark{};   // first 16 hexadecimal characters of its hash
};
[[nodiscard]] const Asset* asset(std::string_view name);  // null: none

}  // namespace intake
