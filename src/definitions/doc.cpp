#include "definitions/doc.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "base/described/json_text.hpp"
#include "base/iso.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace definitions {
namespace {

constexpr int depth_max = 12;

}  // namespace

struct Doc::Node {
  enum class Type : std::uint8_t { table, list, text, integer, number, boolean, date, other };
  Type type{Type::other};
  std::string text{};
  std::int64_t integer{};
  double number{};
  bool boolean{};
  base::CivilDate date{};
  std::vector<std::pair<std::string, Node>> members{};  // of a table, in the file's order
  std::vector<Node> items{};
  int line{};
};

struct Doc::Path {
  std::shared_ptr<const Path> up;
  std::string name;
};

// Copies the library's tree into ours.
struct Build {
  static bool node(const toml::node& from, Doc::Node& out, int depth) {
    using Type = Doc::Node::Type;
    if (depth > depth_max) return false;
    out.line = static_cast<int>(from.source().begin.line);
    if (const auto* table = from.as_table()) return members(*table, out, depth);
    if (const auto* list = from.as_array()) {
      out.type = Type::list;
      for (const toml::node& each : *list)
        if (!node(each, out.items.emplace_back(), depth + 1)) return false;
    } else if (const auto* s = from.as_string()) {
      out.type = Type::text;
      out.text = s->get();
    } else if (const auto* i = from.as_integer()) {
      out.type = Type::integer;
      out.integer = i->get();
    } else if (const auto* f = from.as_floating_point()) {
      out.type = Type::number;
      out.number = f->get();
    } else if (const auto* b = from.as_boolean()) {
      out.type = Type::boolean;
      out.boolean = b->get();
    } else if (const auto* d = from.as_date()) {
      const auto date = base::civil(d->get().year, d->get().month, d->get().day);
      if (date) out.type = Type::date;
      out.date = date.value_or(base::CivilDate{});
    }
    return true;
  }
  static bool members(const toml::table& table, Doc::Node& out, int depth) {
    out.type = Doc::Node::Type::table;
    std::vector<std::pair<std::string_view, const toml::node*>> all;
    for (const auto& [key, value] : table) all.emplace_back(key.str(), &value);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second->source().begin < b.second->source().begin; });
    for (const auto& [key, value] : all) {
      out.members.emplace_back(std::string(key), Doc::Node{});
      if (!node(*value, out.members.back().second, depth + 1)) return false;
    }
    return true;
  }
};

base::Result<Doc> Doc::parse(std::string_view toml) {
  const auto broken = [](int line, int column) {
    return base::fail(base::ErrorCode::invalid, "definitions.not_toml", {{"line", std::to_string(line)}, {"column", std::to_string(column)}});
  };
  if (toml.size() > base::limits::definition_bytes_max)
    return base::fail(base::ErrorCode::too_large, "definitions.too_large", {{"max", std::to_string(base::limits::definition_bytes_max)}});
  if (!base::valid_utf8(toml)) return broken(1, 1);
  try {
    const toml::table table = toml::parse(toml);
    auto root = std::make_shared<Node>();
    if (!Build::node(table, *root, 0)) return broken(1, 1);
    const Node* node = root.get();
    return Doc(std::move(root), node, nullptr);
  } catch (const toml::parse_error& e) {
    return broken(static_cast<int>(e.source().begin.line), static_cast<int>(e.source().begin.column));
  }
}

bool Doc::is_table() const { return node_ != nullptr && node_->type == Node::Type::table; }
bool Doc::is_list() const { return node_ != nullptr && node_->type == Node::Type::list; }

Doc Doc::child(const Node& node, std::string key, int index) const {
  return {root_, &node, std::make_shared<Path>(path_, index < 0 ? std::move(key) : std::to_string(index))};
}

Doc Doc::at(std::string_view key) const {
  if (is_table())
    for (const auto& [name, node] : node_->members)
      if (name == key) return child(node, name, -1);
  return {};
}

std::vector<Doc> Doc::items() const {
  std::vector<Doc> out;
  if (!is_list()) return out;
  for (std::size_t i = 0; i < node_->items.size(); ++i) out.push_back(child(node_->items[i], {}, static_cast<int>(i)));
  return out;
}

std::vector<std::pair<std::string_view, Doc>> Doc::entries() const {
  std::vector<std::pair<std::string_view, Doc>> out;
  if (is_table())
    for (const auto& [name, node] : node_->members) out.emplace_back(name, child(node, name, -1));
  return out;
}

std::string Doc::place() const {
  std::string out;
  for (const Path* p = path_.get(); p != nullptr; p = p->up.get()) out = "/" + p->name + out;
  return out;
}

int Doc::line() const { return node_ == nullptr ? 0 : node_->line; }

std::optional<std::string> Doc::text() const {
  if (node_ == nullptr || node_->type != Node::Type::text) return std::nullopt;
  return node_->text;
}
std::optional<std::int64_t> Doc::integer() const {
  if (node_ == nullptr || node_->type != Node::Type::integer) return std::nullopt;
  return node_->integer;
}
std::optional<double> Doc::number() const {
  if (const auto whole = integer()) return static_cast<double>(*whole);
  if (node_ == nullptr || node_->type != Node::Type::number) return std::nullopt;
  return node_->number;
}
std::optional<bool> Doc::boolean() const {
  if (node_ == nullptr || node_->type != Node::Type::boolean) return std::nullopt;
  return node_->boolean;
}
std::optional<base::CivilDate> Doc::date() const {
  if (node_ != nullptr && node_->type == Node::Type::date) return node_->date;
  const auto s = text();
  return s ? base::parse_date(*s) : std::nullopt;
}

void Doc::json(std::string& out) const {
  if (node_ == nullptr) {
    out += "null";
    return;
  }
  bool first = true;
  switch (node_->type) {
    case Node::Type::table:
      out += '{';
      for (const auto& [name, value] : entries()) {
        described::put_key(out, name, std::exchange(first, false));
        value.json(out);
      }
      out += '}';
      return;
    case Node::Type::list:
      out += '[';
      for (const Doc& each : items()) {
        if (!std::exchange(first, false)) out += ',';
        each.json(out);
      }
      out += ']';
      return;
    case Node::Type::text: described::put_string(out, node_->text); return;
    case Node::Type::integer: described::put_integer(out, node_->integer); return;
    case Node::Type::number: described::put_number(out, node_->number); return;
    case Node::Type::boolean: out += node_->boolean ? std::string_view("true") : std::string_view("false"); return;
    case Node::Type::date: described::put_string(out, base::iso(node_->date)); return;
    case Node::Type::other: out += "null"; return;
  }
}

void Doc::fault(Faults& faults, std::string reason, base::Params params) const {
  params.emplace_back("line", std::to_string(line()));
  faults.push_back({place(), std::move(reason), std::move(params)});
}

Doc Doc::wanted(std::string_view key, Faults& faults) const {
  Doc found = at(key);
  if (!found.present()) {
    fault(faults, "definitions.missing", {{"name", std::string(key)}});
    faults.back().path += "/" + std::string(key);
  }
  return found;
}

std::string Doc::need_text(std::string_view key, Faults& faults) const {
  const Doc found = wanted(key, faults);
  const auto value = found.text();
  if (found.present() && (!value || base::trimmed(*value).empty())) found.fault(faults, "definitions.not_text");
  return value.value_or("");
}

std::int64_t Doc::need_integer(std::string_view key, Faults& faults, std::int64_t least, std::int64_t most) const {
  const Doc found = wanted(key, faults);
  const auto value = found.integer();
  if (found.present() && !value) found.fault(faults, "definitions.not_whole_number");
  if (value && (*value < least || *value > most))
    found.fault(faults, "definitions.out_of_range", {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
  return value.value_or(0);
}

double Doc::need_number(std::string_view key, Faults& faults) const {
  const Doc found = wanted(key, faults);
  const auto value = found.number();
  if (found.present() && !value) found.fault(faults, "definitions.not_number");
  return value.value_or(0);
}

bool Doc::need_boolean(std::string_view key, Faults& faults) const {
  const Doc found = wanted(key, faults);
  const auto value = found.boolean();
  if (found.present() && !value) found.fault(faults, "definitions.not_yes_no");
  return value.value_or(false);
}

base::CivilDate Doc::need_date(std::string_view key, Faults& faults) const {
  const Doc found = wanted(key, faults);
  const auto value = found.date();
  if (found.present() && !value) found.fault(faults, "definitions.not_date");
  return value.value_or(base::CivilDate{});
}

std::vector<Doc> Doc::need_list(std::string_view key, Faults& faults) const {
  const Doc found = wanted(key, faults);
  if (found.present() && !found.is_list()) found.fault(faults, "definitions.not_list");
  return found.items();
}

std::vector<std::string> Doc::need_texts(std::string_view key, Faults& faults) const {
  std::vector<std::string> out;
  for (const Doc& each : need_list(key, faults)) {
    if (const auto s = each.text()) out.push_back(*s);
    else each.fault(faults, "definitions.not_text");
  }
  return out;
}

std::string Doc::text_or(std::string_view key, std::string_view otherwise, Faults& faults) const {
  const Doc found = at(key);
  const auto value = found.text();
  if (found.present() && !value) found.fault(faults, "definitions.not_text");
  return value.value_or(std::string(otherwise));
}

std::int64_t Doc::integer_or(std::string_view key, std::int64_t otherwise, Faults& faults) const {
  const Doc found = at(key);
  const auto value = found.integer();
  if (found.present() && !value) found.fault(faults, "definitions.not_whole_number");
  return value.value_or(otherwise);
}

bool Doc::boolean_or(std::string_view key, bool otherwise, Faults& faults) const {
  const Doc found = at(key);
  const auto value = found.boolean();
  if (found.present() && !value) found.fault(faults, "definitions.not_yes_no");
  return value.value_or(otherwise);
}

std::vector<std::string> Doc::texts_or_none(std::string_view key, Faults& faults) const {
  return at(key).present() ? need_texts(key, faults) : std::vector<std::string>{};
}

void Doc::only(std::initializer_list<std::string_view> known, Faults& faults) const {
  for (const auto& [name, each] : entries())
    if (std::find(known.begin(), known.end(), name) == known.end()) each.fault(faults, "definitions.unknown_name", {{"name", std::string(name)}});
}

}  // namespace definitions
