// JSON to values, by table: every error of the document at once, each with its path. Paths are frames on the stack; they become
// text only when there is an error to tell.
#include <charconv>
#include <cmath>

#include "base/described/engine.hpp"
#include "base/described/json_text.hpp"
#include "base/iso.hpp"
#include "base/text.hpp"

namespace described {
namespace {

struct Path {
  const Path* up;
  std::string_view name;  // no data: an item of a list
  std::size_t index;
};

// A member name that the client made up comes back in the path: shortened, without control characters, JSON pointer escapes.
void append_name(std::string& out, std::string_view name) {
  std::size_t shown = 0;
  for (const char* at = name.data(); at < name.data() + name.size() && shown < 60; ++shown) {
    const std::size_t n = base::utf8_sequence(at, name.data() + name.size());
    if (*at == '~') out += "~0";
    else if (*at == '/') out += "~1";
    else if ((*at >= 0 && *at < 32) || *at == 127) out += '?';
    else out.append(at, n);
    at += n;
  }
}

std::string text_of(const Path* at) {
  std::vector<const Path*> frames;
  for (; at != nullptr; at = at->up) frames.push_back(at);
  std::string out;
  for (auto i = frames.rbegin(); i != frames.rend(); ++i) {
    out += '/';
    if ((*i)->name.data() == nullptr) put_integer(out, static_cast<std::int64_t>((*i)->index));
    else append_name(out, (*i)->name);
  }
  return out;
}

std::string choices(const Type& t) {
  std::string out;
  for (std::size_t i = 0; i < t.count; ++i) {
    if (i != 0) out += ", ";
    out += t.words[i];
  }
  return out;
}

bool control(std::string_view s, Format format) {
  for (const char c : s)
    if ((c >= 0 && c < 32 && !(c == '\t' || ((c == '\n' || c == '\r') && format == Format::any))) || c == 127) return true;
  return false;
}

bool code(std::string_view s) {
  if (s.empty()) return true;
  for (const char c : s)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '/' || c == '.' || c == '-')) return false;
  return s[0] >= 'a' && s[0] <= 'z';
}

template <class T>
bool whole(std::string_view s, T& v) {
  const auto r = std::from_chars(s.data(), s.data() + s.size(), v);
  return !s.empty() && r.ec == std::errc{} && r.ptr == s.data() + s.size();
}

class Engine {
 public:
  Engine(std::string_view text, std::vector<base::FieldError>& errors) : in_(text), errors_(&errors) {}
  void value(const Type&, const Rules&, void*, const Path*);
  Reader& in() { return in_; }
  [[nodiscard]] bool full() const { return errors_->size() >= errors_max; }

 private:
  void error(const Path* at, const char* reason, base::Params params = {}) {
    if (!full()) errors_->push_back({text_of(at), std::string("base.") + reason, std::move(params)});
  }
  void text(const Type&, const Rules&, void*, const Path*, std::string_view);
  void plain(std::string_view, const Rules&, std::string&, const Path*);
  void integer(const Type&, const Rules&, void*, const Path*, std::string_view);
  void number(const Rules&, void*, const Path*, std::string_view);
  void range(const Rules&, const Path*);
  void list(const Type&, const Rules&, void*, const Path*);
  void object(const Type&, void*, const Path*);
  void member(const Type&, std::size_t index, std::uint64_t& seen, void*, const Path*);
  void params(base::Params&, const Path*);
  Reader in_;
  std::vector<base::FieldError>* errors_;
};

const char* wanted(Kind kind) {
  switch (kind) {
    case Kind::boolean: return "not_yes_no";
    case Kind::int32: case Kind::int64: return "not_whole_number";
    case Kind::number: return "not_number";
    case Kind::string: case Kind::secret: case Kind::masked_phone: return "not_text";
    case Kind::id: return "not_id";
    case Kind::instant: return "not_instant";
    case Kind::date: return "not_date";
    case Kind::phone: return "not_phone";
    case Kind::enumeration: return "unknown_choice";
    case Kind::vector: return "not_list";
    case Kind::object: case Kind::params: return "not_object";
    case Kind::optional: case Kind::json: break;
  }
  return "invalid";
}

Token token_for(Kind kind) {
  switch (kind) {
    case Kind::boolean: return Token::boolean;
    case Kind::int32: case Kind::int64: case Kind::number: return Token::number;
    case Kind::vector: return Token::array;
    case Kind::object: case Kind::params: return Token::object;
    default: return Token::string;
  }
}

void Engine::value(const Type& t, const Rules& rules, void* p, const Path* at) {
  const Token token = in_.peek();
  if (token == Token::bad) return;
  if (t.kind == Kind::optional) {
    t.sequence->clear(p);
    if (token == Token::null) in_.null();
    else value(*t.element, rules, t.sequence->push(p), at);
    return;
  }
  if (t.kind == Kind::json) {
    as<Json>(p).text = in_.raw();
    return;
  }
  if (token != token_for(t.kind)) {
    in_.skip();
    if (in_.ok()) error(at, wanted(t.kind), t.kind == Kind::enumeration ? base::Params{{"choices", choices(t)}} : base::Params{});
    return;
  }
  switch (token) {
    case Token::boolean: as<bool>(p) = in_.boolean(); return;
    case Token::number: {
      const std::string_view s = in_.number();
      if (!in_.ok()) return;
      if (t.kind == Kind::number) number(rules, p, at, s);
      else integer(t, rules, p, at, s);
      return;
    }
    case Token::string: {
      const std::string_view s = in_.string();
      if (in_.ok()) text(t, rules, p, at, s);
      return;
    }
    case Token::array: list(t, rules, p, at); return;
    case Token::object:
      if (t.kind == Kind::params) params(as<base::Params>(p), at);
      else object(t, p, at);
      return;
    case Token::null: case Token::bad: return;
  }
}

void Engine::range(const Rules& rules, const Path* at) {
  if (rules.most == INT64_MAX) error(at, "too_small", {{"least", std::to_string(rules.least)}});
  else if (rules.least == INT64_MIN) error(at, "too_large", {{"most", std::to_string(rules.most)}});
  else error(at, "out_of_range", {{"least", std::to_string(rules.least)}, {"most", std::to_string(rules.most)}});
}

void Engine::integer(const Type& t, const Rules& rules, void* p, const Path* at, std::string_view s) {
  std::int64_t v = 0;
  if (!whole(s, v) || (t.kind == Kind::int32 && (v < INT32_MIN || v > INT32_MAX))) return error(at, "not_whole_number");
  if (v < rules.least || v > rules.most) return range(rules, at);
  if (t.kind == Kind::int32) put32(p, static_cast<std::int32_t>(v));
  else put64(p, v);
}

void Engine::number(const Rules& rules, void* p, const Path* at, std::string_view s) {
  double v = 0;
  const auto r = std::from_chars(s.data(), s.data() + s.size(), v);
  if (r.ec != std::errc{} || !std::isfinite(v)) return error(at, "not_number");
  if ((rules.least != INT64_MIN && v < static_cast<double>(rules.least)) || (rules.most != INT64_MAX && v > static_cast<double>(rules.most)))
    return range(rules, at);
  as<double>(p) = v;
}

void Engine::plain(std::string_view s, const Rules& rules, std::string& out, const Path* at) {
  const std::size_t n = base::code_points(s);
  if (n > rules.max) return error(at, "too_long", {{"max", std::to_string(rules.max)}, {"now", std::to_string(n)}});
  if (rules.min != 0) {
    const std::size_t kept = base::code_points(base::trimmed(s));
    if (kept == 0) return error(at, "empty");
    if (kept < rules.min) return error(at, "too_short", {{"min", std::to_string(rules.min)}, {"now", std::to_string(kept)}});
  }
  if (control(s, rules.format)) return error(at, "control_character");
  if (rules.format == Format::code && !code(s)) return error(at, "not_code");
  out = s;
}

void Engine::text(const Type& t, const Rules& rules, void* p, const Path* at, std::string_view s) {
  switch (t.kind) {
    case Kind::string: return plain(s, rules, as<std::string>(p), at);
    case Kind::secret: {
      Rules limited = rules;
      limited.max = std::min(rules.max, 1024U);
      return plain(s, limited, SecretAccess::text(as<base::Secret>(p)), at);
    }
    case Kind::id: {
      std::int64_t v = 0;
      if (s.size() > 19 || !whole(s, v) || s[0] == '-') return error(at, "not_id");
      return put64(p, v);
    }
    case Kind::instant: {
      const auto v = base::parse_instant(s);
      if (!v) return error(at, "not_instant");
      as<base::Instant>(p) = *v;
      return;
    }
    case Kind::date: {
      const auto v = base::parse_date(s);
      if (!v) return error(at, "not_date");
      as<base::CivilDate>(p) = *v;
      return;
    }
    case Kind::phone: {
      const auto v = base::Phone::parse(s);
      if (!v) return error(at, "not_phone");
      as<base::Phone>(p) = *v;
      return;
    }
    case Kind::masked_phone:
      if (!s.empty() && !looks_masked(s)) return error(at, "not_masked");
      PhoneAccess::text(as<base::MaskedPhone>(p)) = s;
      return;
    case Kind::enumeration:
      if (!put_word(t, p, s)) error(at, "unknown_choice", {{"choices", choices(t)}});
      return;
    default: return;
  }
}

void Engine::list(const Type& t, const Rules& rules, void* p, const Path* at) {
  t.sequence->clear(p);
  in_.enter();
  Path here{at, {}, 0};
  while (in_.ok() && in_.next_item()) {
    if (here.index < rules.items_max) {
      value(*t.element, rules, t.sequence->push(p), &here);
    } else {
      if (here.index == rules.items_max) error(at, "too_many", {{"max", std::to_string(rules.items_max)}});
      in_.skip();
    }
    if (full()) return;
    ++here.index;
  }
}

void Engine::params(base::Params& out, const Path* at) {
  out.clear();
  in_.enter();
  std::string_view key;
  while (in_.ok() && in_.next_key(key)) {
    std::string name(key);
    const Path here{at, name, 0};
    std::string text;
    if (in_.peek() == Token::string) {
      if (const std::string_view s = in_.string(); in_.ok()) plain(s, Rules{}, text, &here);
    } else {
      in_.skip();
      if (in_.ok()) error(&here, "not_text");
    }
    if (!in_.ok() || full()) return;
    for (const auto& [known, ignored] : out)
      if (known == name) error(&here, "duplicate_member");
    out.emplace_back(std::move(name), std::move(text));
  }
}

void Engine::member(const Type& t, std::size_t index, std::uint64_t& seen, void* p, const Path* at) {
  const Field& f = t.fields[index];
  const Path here{at, f.name, 0};
  if ((seen >> index & 1) != 0) {
    in_.skip();
    if (in_.ok()) error(&here, "duplicate_member");
    return;
  }
  seen |= std::uint64_t{1} << index;
  value(*f.type, f.rules, static_cast<char*>(p) + f.offset, &here);
}

void Engine::object(const Type& t, void* p, const Path* at) {
  in_.enter();
  std::uint64_t seen = 0;
  std::size_t hint = 0;
  std::string_view key;
  while (in_.ok() && in_.next_key(key)) {
    std::size_t i = hint;
    if (i >= t.count || t.fields[i].name != key)
      for (i = 0; i < t.count && t.fields[i].name != key;) ++i;
    if (i < t.count) {
      hint = i + 1;
      member(t, i, seen, p, at);
    } else {
      const std::string name(key);  // the reader's buffer is used again by skip()
      const Path here{at, name, 0};
      in_.skip();
      if (in_.ok()) error(&here, "unknown_member");
    }
    if (full()) return;
  }
  if (!in_.ok()) return;
  for (std::size_t i = 0; i < t.count; ++i) {
    const Field& f = t.fields[i];
    if ((seen >> i & 1) != 0 || f.rules.absent_ok || f.type->kind == Kind::optional) continue;
    const Path here{at, f.name, 0};
    error(&here, "missing");
  }
}

}  // namespace

bool looks_masked(std::string_view s) {
  std::size_t digits = 0;
  for (const char c : s) digits += c >= '0' && c <= '9';
  return digits <= 7 && s.size() <= 24 && s.find("****") != std::string_view::npos;
}

base::Done read(std::string_view json, const Type& t, void* value) {
  std::vector<base::FieldError> errors;
  Engine engine(json, errors);
  engine.value(t, Rules{}, value, nullptr);
  if (!engine.full() && !engine.in().finish())
    return base::fail(base::ErrorCode::malformed, "base.malformed_json", {{"offset", std::to_string(engine.in().offset())}});
  if (errors.empty()) return {};
  return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = std::move(errors)});
}

}  // namespace described
