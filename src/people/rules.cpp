#include "people/rules.hpp"

#include "base/text.hpp"

namespace people {
namespace {

constexpr std::size_t password_chars_min = 12;
constexpr std::size_t password_chars_max = 128;
// Beginnings that guessers try first; a long password that only continues one of these is still refused when it is all there is.
constexpr std::string_view common[] = {"1234567890", "0123456789", "password", "passw0rd", "qwertyuiop", "admin", "administrator", "abc123",
                                       "iloveyou",   "111111",     "000000",   "letmein",  "welcome",    "jiancaoping", "redengine"};

}  // namespace

bool overlap(const Span& a, const Span& b) {
  if (a.empty() || b.empty()) return false;
  return (!a.to || b.from < *a.to) && (!b.to || a.from < *b.to);
}

bool within(const Span& inner, const Span& outer) {
  if (inner.from < outer.from) return false;
  if (!outer.to) return true;
  return inner.to && *inner.to <= *outer.to;
}

Span acts(const HeldRow& row) {
  Span out{row.valid_from, row.valid_to};
  if (!row.deputy) return out;
  out.from = std::max(out.from, row.leave_from);
  if (row.leave_to && (!out.to || *row.leave_to < *out.to)) out.to = row.leave_to;
  return out;
}

bool acts_on(const HeldRow& row, base::CivilDate day) { return acts(row).holds(day); }

base::Done may_take(const Grants& grants, const std::vector<HeldRow>& held, std::string_view kind, const Span& span) {
  const PostKind* wanted = grants.post_kind(kind);
  if (wanted == nullptr) return base::fail(base::ErrorCode::invalid, "people.unknown_post_kind", {{"kind", std::string(kind)}});
  for (const HeldRow& row : held) {
    if (row.kind == kind || !overlap(acts(row), span)) continue;
    const PostKind* has = grants.post_kind(row.kind);
    if (!wanted->administrator && (has == nullptr || !has->administrator)) continue;
    return base::refuse("people.administrators_apart", {"people/post_kinds", grants.post_kinds_version(), "administrator"},
                        "people.choose_another_person",
                        {{"wanted_zh", wanted->name_zh}, {"wanted_en", wanted->name_en},
                         {"has_zh", has != nullptr ? has->name_zh : row.kind}, {"has_en", has != nullptr ? has->name_en : row.kind}});
  }
  return {};
}

std::string login_of(std::string_view typed) {
  std::string out = base::normalised(typed);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
    if (!fits) return {};
  }
  if (out.size() < 2 || out.size() > 40) return {};
  return out;
}

base::Done check_password(std::string_view password) {
  const std::size_t length = base::valid_utf8(password) ? base::code_points(password) : 0;
  const auto wrong = [](std::string reason) -> base::Done {
    base::Error error{.code = base::ErrorCode::invalid, .reason = reason, .params = {{"min", std::to_string(password_chars_min)}}};
    error.errors.push_back({.path = "/password", .reason = std::move(reason), .params = error.params});
    return std::unexpected(std::move(error));
  };
  if (length < password_chars_min) return wrong("people.password_too_short");
  if (length > password_chars_max) return wrong("people.password_too_long");
  std::string lower(password);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const bool one_character = lower.find_first_not_of(lower.front()) == std::string::npos;
  for (const std::string_view word : common)
    if (one_character || (lower.starts_with(word) && lower.size() < word.size() + 6)) return wrong("people.password_too_common");
  return {};
}

}  // namespace people
