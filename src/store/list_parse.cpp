// A client's query to a checked ListQuery.
#include <fmt/format.h>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "store/list_cursor.hpp"

namespace store {
namespace {

constexpr std::size_t value_chars_max = 200;

std::optional<std::int64_t> whole_number(std::string_view s) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  if (error != std::errc{} || end != s.data() + s.size()) return std::nullopt;
  return value;
}

std::vector<std::string_view> split(std::string_view s) {
  std::vector<std::string_view> out;
  while (!s.empty()) {
    const std::size_t end = std::min(s.find(','), s.size());
    if (end > 0) out.push_back(s.substr(0, end));
    s.remove_prefix(std::min(end + 1, s.size()));
  }
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

class Parser {
 public:
  Parser(const ListSpec& spec, const ListContext& context) : spec_(spec), context_(context) {}

  base::Result<ListQuery> parse(const base::Params& query) {
    query_.level = context_.level;
    query_.limit = spec_.limit_default;
    std::string sort = spec_.sort, after;
    for (const auto& [name, value] : query) {
      if (name == "sort") { if (!value.empty()) sort = value; }
      else if (name == "after") after = value;
      else if (name == "limit") limit(value);
      else if (name.starts_with("filter.")) filter(name, value);
      else if (std::ranges::find(spec_.also, name) == spec_.also.end()) error("/" + name, "store.unknown_parameter");
    }
    order(sort);
    if (!error_.errors.empty()) return std::unexpected(std::move(error_));
    if (!after.empty()) {
      TRY(cursor, read_cursor(query_, after));
      query_.after = std::move(cursor);
    }
    return std::move(query_);
  }

 private:
  void error(std::string path, std::string reason, base::Params params = {}) {
    error_.errors.push_back({std::move(path), std::move(reason), std::move(params)});
  }

  void limit(std::string_view value) {
    const auto n = whole_number(value);
    if (n && *n >= 1 && *n <= spec_.limit_max) query_.limit = static_cast<int>(*n);
    else error("/limit", "base.out_of_range", {{"least", "1"}, {"most", std::to_string(spec_.limit_max)}});
  }

  void order(std::string_view sort) {
    query_.descending = sort.starts_with('-');
    if (query_.descending) sort.remove_prefix(1);
    const auto found = std::ranges::find_if(spec_.fields, [&](const ListField& f) { return f.sorts && f.name == sort; });
    if (found != spec_.fields.end()) {
      query_.sort = &*found;
      return;
    }
    std::vector<std::string> choices;
    for (const ListField& f : spec_.fields)
      if (f.sorts) choices.push_back(f.name);
    error("/sort", "base.unknown_choice", {{"choices", joined(choices)}});
  }

  void filter(const std::string& path_name, const std::string& raw) {
    const std::string_view name = std::string_view(path_name).substr(7);
    const auto found = std::ranges::find_if(spec_.fields, [&](const ListField& f) {
      return f.name == name && (f.test != ListTest::none || !f.where.empty());
    });
    const std::string path = "/" + path_name;
    if (found == spec_.fields.end()) return error(path, "store.unknown_filter");
    const std::string value = base::normalised(raw);
    if (value.empty()) return;  // an empty box of a form
    if (base::code_points(value) > value_chars_max && found->kind == ListKind::text)
      return error(path, "base.too_long", {{"max", std::to_string(value_chars_max)}, {"now", std::to_string(base::code_points(value))}});
    ListValue out{.field = &*found};
    if (read_value(path, value, out)) query_.values.push_back(std::move(out));
  }

  // Answers false after an error, or when the value asks for nothing.
  bool read_value(const std::string& path, const std::string& value, ListValue& out) {
    switch (out.field->kind) {
      case ListKind::integer: return numbers(path, value, out, "base.not_whole_number");
      case ListKind::id: return numbers(path, value, out, "base.not_id");
      case ListKind::word: return words(path, value, out);
      case ListKind::text: out.texts.push_back(value); return true;
      case ListKind::flag:
        if (value != "true" && value != "false") return error(path, "base.not_yes_no"), false;
        out.numbers.push_back(value == "true");
        return true;
      case ListKind::date: return date(path, value, out);
      case ListKind::instant: return instant(path, value, out);
      case ListKind::area: return area(path, value, out);
    }
    return false;
  }

  bool numbers(const std::string& path, const std::string& value, ListValue& out, const char* reason) {
    const auto parts = split(value);
    if (parts.size() > static_cast<std::size_t>(base::limits::filter_values_max)) return too_many(path);
    for (const std::string_view part : parts) {
      const auto n = whole_number(part);
      if (!n) return error(path, reason), false;
      out.numbers.push_back(*n);
    }
    return !parts.empty();
  }

  bool words(const std::string& path, const std::string& value, ListValue& out) {
    const auto parts = split(value);
    if (parts.size() > static_cast<std::size_t>(base::limits::filter_values_max)) return too_many(path);
    for (const std::string_view part : parts) {
      const auto& known = out.field->words;
      if (!known.empty() && std::ranges::find(known, part) == known.end())
        return error(path, "base.unknown_choice", {{"choices", joined(known)}}), false;
      out.texts.emplace_back(part);
    }
    return !parts.empty();
  }

  bool date(const std::string& path, const std::string& value, ListValue& out) {
    const auto parsed = base::parse_date(value);
    if (!parsed) return error(path, "base.not_date"), false;
    out.numbers.push_back(parsed->days + (out.field->test == ListTest::until ? 1 : 0));
    return true;
  }

  bool instant(const std::string& path, const std::string& value, ListValue& out) {
    if (const auto exact = base::parse_instant(value)) {
      out.numbers.push_back(exact->micros);
      return true;
    }
    const auto day = base::parse_date(value);
    if (!day || out.field->test == ListTest::equal) return error(path, "base.not_instant"), false;
    const auto zone = base::Zone::named(context_.time_zone);
    if (!zone) return error(path, "base.time_zone_unknown", {{"zone", context_.time_zone}}), false;
    out.numbers.push_back(zone->instant(*day + (out.field->test == ListTest::until ? 1 : 0), 0, 0).micros);
    return true;
  }

  bool area(const std::string& path, const std::string& value, ListValue& out) {
    const auto id = whole_number(value);
    if (!id) return error(path, "base.not_id"), false;
    out.numbers.push_back(*id);
    out.columns = spec_.area_columns;
    if (!context_.level) return true;
    const auto level = context_.level(*id);
    if (!level) return error(path, "store.unknown_area"), false;
    if (*level == whole) return false;
    out.columns = {spec_.area_columns.at(*level)};
    return true;
  }

  bool too_many(const std::string& path) {
    return error(path, "base.too_many", {{"max", std::to_string(base::limits::filter_values_max)}}), false;
  }

  const ListSpec& spec_;
  const ListContext& context_;
  ListQuery query_;
  base::Error error_{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
};

std::string check_of(std::string_view body) { return base::sha256_hex(body).substr(0, 8); }

}  // namespace

base::Result<ListQuery> parse_list(const ListSpec& spec, const base::Params& query, const ListContext& context) {
  return Parser(spec, context).parse(query);
}

bool numeric(ListKind kind) { return kind != ListKind::word && kind != ListKind::text; }

std::string write_cursor(const ListQuery& query, const ListCursor& cursor) {
  const auto* number = std::get_if<std::int64_t>(&cursor.key);
  const std::string body = fmt::format("{}{}\n{}\n{}\n{}", query.descending ? "-" : "", query.sort->name, cursor.seen, cursor.id,
                                       number != nullptr ? std::to_string(*number) : std::get<std::string>(cursor.key));
  const std::string all = check_of(body) + body;
  return base::base64url({reinterpret_cast<const unsigned char*>(all.data()), all.size()});
}

base::Result<ListCursor> read_cursor(const ListQuery& query, std::string_view text) {
  const auto bad = [] { return base::fail(base::ErrorCode::malformed, "store.bad_cursor"); };
  const auto all = base::from_base64url(text);
  if (!all || all->size() < 8 || check_of(std::string_view(*all).substr(8)) != all->substr(0, 8)) return bad();
  std::array<std::string_view, 4> parts{};  // sort, seen, id, key: the last may hold line ends
  std::string_view rest = std::string_view(*all).substr(8);
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return bad();
    parts[i] = rest.substr(0, end);
    rest.remove_prefix(end + 1);
  }
  parts[3] = rest;
  if (parts[0] != (query.descending ? "-" : "") + query.sort->name) return base::fail(base::ErrorCode::malformed, "store.cursor_other_sort");
  const auto seen = whole_number(parts[1]), id = whole_number(parts[2]), number = whole_number(parts[3]);
  if (!seen || *seen < 0 || !id || (numeric(query.sort->kind) && !number)) return bad();
  ListCursor out{.id = *id, .seen = *seen};
  if (numeric(query.sort->kind)) out.key = *number;
  else out.key = std::string(parts[3]);
  return out;
}

}  // namespace store
