// Telephone numbers. Phone enters by parse() and may stand in Commands and Rows; what a View shows is a MaskedPhone, which can
// only be made by masking and so cannot hold a number. Revealing one is a POST with a reason that writes a journal row.
#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace described {
struct PhoneAccess;  // the engine reads and writes the text of both types
}

namespace base {

class Phone {
 public:
  Phone() = default;  // none
  // Mainland mobile (with or without +86), land line with area code, or an international number with '+'; spaces, hyphens
  // and brackets are dropped, full-width digits accepted. Empty for anything else.
  [[nodiscard]] static std::optional<Phone> parse(std::string_view text);
  [[nodiscard]] bool empty() const { return digits_.empty(); }
  // The number itself: for the database, for sending, and for a revealing that is journaled. Never for a log.
  [[nodiscard]] const std::string& reveal() const { return digits_; }
  auto operator<=>(const Phone&) const = default;

 private:
  friend struct described::PhoneAccess;
  std::string digits_{};
};

class MaskedPhone {
 public:
  MaskedPhone() = default;
  explicit MaskedPhone(const Phone&);  // 138****2210
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  auto operator<=>(const MaskedPhone&) const = default;

 private:
  friend struct described::PhoneAccess;
  std::string text_{};
};

}  // namespace base
