// The laws of holding posts: pure.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "people/grants.hpp"
#include "people/model.hpp"

namespace people {

struct Span {                      // half-open civil dates; no end: open
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
  [[nodiscard]] bool holds(base::CivilDate day) const { return from <= day && (!to || day < *to); }
  [[nodiscard]] bool empty() const { return to && *to <= from; }
};
[[nodiscard]] bool overlap(const Span&, const Span&);
[[nodiscard]] bool within(const Span& inner, const Span& outer);
// When somebody really acts in the post: the holder's dates, for a deputy met with those of the leave.
[[nodiscard]] Span acts(const HeldRow&);
[[nodiscard]] bool acts_on(const HeldRow&, base::CivilDate day);

// May a person with these posts (past, present, future, own and as deputy) take one of this kind in this span?
// "people.administrators_apart": one of the three administrators (三员) holds that post alone.
[[nodiscard]] base::Done may_take(const Grants&, const std::vector<HeldRow>& held, std::string_view kind, const Span&);

// A login as it is kept and compared: trimmed, half-width, lower case. Empty: not usable (2–40 letters, digits, '.', '_', '-', '@').
[[nodiscard]] std::string login_of(std::string_view typed);
// "people.password_too_short", "people.password_too_long", "people.password_too_common"
[[nodiscard]] base::Done check_password(std::string_view password);

}  // namespace people
