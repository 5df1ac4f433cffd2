#include "base/phone.hpp"

#include "base/text.hpp"

namespace base {
namespace {

bool all_digits(std::string_view s) {
  for (const char c : s)
    if (c < '0' || c > '9') return false;
  return !s.empty();
}

bool mainland_mobile(std::string_view s) { return s.size() == 11 && s[0] == '1' && s[1] >= '3' && s[1] <= '9'; }
bool land_line(std::string_view s) { return s.size() >= 10 && s.size() <= 12 && s[0] == '0' && s[1] != '0'; }

}  // namespace

std::optional<Phone> Phone::parse(std::string_view text) {
  std::string digits;
  for (const char c : normalised(text)) {
    if (c == ' ' || c == '-' || c == '(' || c == ')') continue;
    digits += c;
    if (digits.size() > 20) return std::nullopt;
  }
  std::string_view s = digits;
  if (s.starts_with("+86")) s.remove_prefix(3);
  else if (s.starts_with("0086")) s.remove_prefix(4);
  const bool international = s.starts_with('+');
  if (international) s.remove_prefix(1);
  if (!all_digits(s)) return std::nullopt;
  const bool taken = international ? s.size() >= 8 && s.size() <= 15 && s[0] != '0' : mainland_mobile(s) || land_line(s);
  if (!taken) return std::nullopt;
  Phone out;
  out.digits_ = (international ? "+" : "") + std::string(s);
  return out;
}

MaskedPhone::MaskedPhone(const Phone& phone) {
  const std::string_view s = phone.reveal();
  if (s.empty()) return;
  const std::size_t front = 3;
  const std::size_t back = mainland_mobile(s) ? 4 : s.size() > 10 ? 3 : 2;
  text_ = s.size() < front + back + 4 ? "****" : std::string(s.substr(0, front)) + "****" + std::string(s.substr(s.size() - back));
}

}  // namespace base
