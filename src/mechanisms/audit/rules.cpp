#include "mechanisms/audit/rules.hpp"

#include "base/described/json_text.hpp"
#include "base/limits.hpp"

namespace audit {
namespace {

constexpr std::size_t word_chars_max = 60;
constexpr std::size_t hash_digits = 64;

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size() || out <= 0) return std::nullopt;
  return out;
}

// Words of the house: "matter", "matter.registered", "matter." for the whole family.
std::optional<std::string> word(std::string_view text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; };
  if (text.size() > word_chars_max || !std::ranges::all_of(text, fits)) return std::nullopt;
  return std::string(text);
}

std::optional<base::Instant> moment(std::string_view text, const base::Zone& zone, bool end) {
  if (const auto date = base::parse_date(text)) return zone.start_of(end ? *date + 1 : *date);
  return base::parse_instant(text);
}

template <class T, class From>
bool take(T& out, std::optional<From> value) {
  if (!value) return false;
  out = T{*std::move(value)};
  return true;
}

// False: the value is wrong. An unknown name answers nothing.
std::optional<bool> take(Question& q, std::string_view name, std::string_view value, const base::Zone& zone) {
  if (name == "filter.subject_kind") return take(q.subject.kind, word(value));
  if (name == "filter.subject_id") return take(q.subject.id, whole(value));
  if (name == "filter.person") return take(q.person.value, whole(value));
  if (name == "filter.kind") return take(q.kind, word(value));
  if (name == "filter.from") return take(q.from, moment(value, zone, false));
  if (name == "filter.to") return take(q.to, moment(value, zone, true));
  if (name == "after") return take(q.before.value, whole(value));
  if (name != "limit") return std::nullopt;
  const auto limit = whole(value);
  if (!limit || *limit > base::limits::page_rows_max) return false;
  q.limit = static_cast<int>(*limit);
  return true;
}

}  // namespace

base::Result<Question> read_question(const base::Params& query, const base::Zone& zone) {
  Question out;
  base::Error error{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    const auto taken = take(out, name, value, zone);
    if (taken == false && name == "after") return base::fail(base::ErrorCode::malformed, "store.bad_cursor");
    if (!taken) error.errors.push_back({"/" + name, "store.unknown_parameter"});
    if (taken == false) error.errors.push_back({"/" + name, "audit.wrong_value"});
  }
  if (out.subject.id != 0 && out.subject.kind.empty()) error.errors.push_back({"/filter.subject_kind", "audit.subject_kind_missing"});
  if (out.from && out.to && *out.to <= *out.from) error.errors.push_back({"/filter.to", "audit.ends_before_it_begins"});
  if (!error.errors.empty()) return std::unexpected(std::move(error));
  return out;
}

base::Done check_head(const VerifyJournal& command) {
  const auto hexadecimal = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (command.head_seq == 0 && command.head_hash.empty()) return {};
  base::Error error{.code = base::ErrorCode::invalid, .reason = "audit.head_invalid"};
  if (command.head_seq == 0) error.errors.push_back({"/head_seq", "audit.head_seq_missing"});
  if (command.head_hash.size() != hash_digits || !std::ranges::all_of(command.head_hash, hexadecimal))
    error.errors.push_back({"/head_hash", "audit.head_hash_wrong"});
  if (!error.errors.empty()) return std::unexpected(std::move(error));
  return {};
}

std::string reason_of(std::string_view body) {
  described::Reader reader(body);
  if (reader.peek() != described::Token::object) return {};
  reader.enter();
  for (std::string_view key; reader.next_key(key);) {
    if (key == "reason" && reader.peek() == described::Token::string) return std::string(reader.string());
    reader.skip();
  }
  return {};
}

}  // namespace audit
