#include "json.hpp"

#include <charconv>

namespace simulation {
namespace {

const Json nothing{};

Json read(described::Reader& r) {
  Json out{.kind = r.peek()};
  std::string_view key;
  switch (out.kind) {
    case described::Token::boolean: out.text = r.boolean() ? "true" : "false"; break;
    case described::Token::number: out.text = r.number(); break;
    case described::Token::string: out.text = r.string(); break;
    case described::Token::array:
      r.enter();
      while (r.next_item()) out.items.push_back(read(r));
      break;
    case described::Token::object:
      r.enter();
      while (r.next_key(key)) {
        std::string name(key);
        out.members.emplace_back(std::move(name), read(r));
      }
      break;
    case described::Token::null: r.null(); break;
    case described::Token::bad: break;
  }
  return out;
}

}  // namespace

const Json& Json::at(std::string_view key) const {
  for (const auto& [name, value] : members)
    if (name == key) return value;
  return nothing;
}

std::int64_t Json::number(std::string_view key) const {
  const std::string& text_of = at(key).text;
  std::int64_t out = 0;
  std::from_chars(text_of.data(), text_of.data() + text_of.size(), out);
  return out;
}

Json read_json(std::string_view text) {
  described::Reader reader(text);
  Json out = read(reader);
  return reader.ok() ? out : Json{};
}

std::string quoted(std::string_view text) {
  std::string out;
  described::put_string(out, text);
  return out;
}

}  // namespace simulation
