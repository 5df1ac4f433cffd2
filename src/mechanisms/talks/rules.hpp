// The laws of talk visits: outside office hours, who goes, what a promise needs. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
#include "base/time.hpp"
#include "definitions/doc.hpp"
#include "mechanisms/talks/model.hpp"

namespace talks {

struct Slot { std::string code{}, zh{}, en{}; };
struct Topic { std::string code{}, zh{}, en{}, category{}; };
struct Settings {                                    // definitions/talks/settings
  std::vector<Slot> merges{}, sends{};               // 五融, 五送
  std::vector<Topic> topics{};
  std::int32_t reply_days{}, names_kept_days{};
  [[nodiscard]] const Topic* topic(std::string_view code) const;
  [[nodiscard]] const Slot* slot(std::string_view code) const;
};
[[nodiscard]] base::Result<Settings> parse_settings(const definitions::Doc&);   // kind "talks"
[[nodiscard]] base::RuleRef law(std::string place);                             // of definitions/rules/talks

// Does any part of [from, to) lie in office hours of a working day?
[[nodiscard]] bool in_office_hours(const base::TimeRules&, base::Instant from, base::Instant to);
struct Going { bool office_hours{}; bool has_reason{}; bool members_only{}; bool paired{}; bool ended{}; };
[[nodiscard]] base::Done may_visit(const Going&);
// A promise has an owner and a date not before the visit; a question or problem whose speaker left a number gets an answer.
[[nodiscard]] base::Done may_say(const SaidItem&, base::CivilDate visited_on);
[[nodiscard]] bool holds(const PairingRow&, base::CivilDate day);
[[nodiscard]] bool late(const ItemRow&, base::CivilDate today);
[[nodiscard]] std::vector<std::string> split(std::string_view codes);
[[nodiscard]] std::string joined(const std::vector<std::string>& codes);
[[nodiscard]] base::CivilDate month_of(base::CivilDate);                        // its first day
[[nodiscard]] base::CivilDate quarter_of(base::CivilDate);
[[nodiscard]] base::CivilDate year_of(base::CivilDate);

}  // namespace talks
