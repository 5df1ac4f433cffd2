#include "messages/texts.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "base/described/json_text.hpp"
#include "base/embedded.hpp"

namespace messages {

namespace {

using Sentences = std::map<std::string, std::string, std::less<>>;

void load(const base::EmbeddedFile& file, Sentences& into) {
  described::Reader reader(file.text());
  if (reader.peek() == described::Token::object) {
    reader.enter();
    std::string_view key;
    while (reader.next_key(key)) {
      std::string name(key);
      if (reader.peek() != described::Token::string) throw std::runtime_error(fmt::format("{}: \"{}\" is not a text", file.path, name));
      if (!into.emplace(name, std::string(reader.string())).second)
        throw std::runtime_error(fmt::format("{}: \"{}\" stands in another messages file too", file.path, name));
    }
  }
  if (!reader.ok() || !reader.finish()) throw std::runtime_error(fmt::format("{}: not a JSON object of texts (byte {})", file.path, reader.offset()));
}

std::string_view param(const base::Params& params, std::string_view name) {
  for (const auto& [key, value] : params)
    if (key == name) return value;
  return {};
}

}  // namespace

Texts::Texts() {
  for (const base::EmbeddedFile& file : base::embedded_messages()) {
    if (file.path.ends_with("/zh.json")) load(file, zh_);
    if (file.path.ends_with("/en.json")) load(file, en_);
  }
}

std::string Texts::say(std::string_view language, std::string_view key, const base::Params& params) const {
  const Sentences& sentences = all(language);
  const auto found = sentences.find(key);
  if (found == sentences.end()) return std::string(key);
  std::string out;
  std::string_view rest = found->second;
  while (true) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == std::string_view::npos ? open : rest.find('}', open);
    if (close == std::string_view::npos) return out += rest;
    out += rest.substr(0, open);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const std::string_view own = param(params, std::string(name) + "_" + std::string(language));
    out += own.empty() ? param(params, name) : own;
    rest.remove_prefix(close + 1);
  }
}

bool Texts::has(std::string_view language, std::string_view key) const { return all(language).contains(key); }

const Sentences& Texts::all(std::string_view language) const { return language == "en" ? en_ : zh_; }

}  // namespace messages
