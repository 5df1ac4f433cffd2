// The laws of teams, joint operations and monthly marks. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "definitions/doc.hpp"
#include "mechanisms/teams/model.hpp"

namespace teams {

struct Field { std::string code{}, zh{}, en{}, unit_code{}; };
struct Power { std::string code{}, zh{}, en{}, basis{}, effect_zh{}, effect_en{}; };
struct Mark { std::string code{}, zh{}, en{}; std::int64_t points{}, each{}; };  // each: taken off for one record
struct Rules {                                                 // definitions/teams/rules
  std::vector<Field> fields{};
  std::vector<Power> powers{};
  std::vector<Mark> marks{};
  std::int32_t expiry_alert_days{}, day_sheet_days_back{};
  [[nodiscard]] const Field* field(std::string_view code) const;
  [[nodiscard]] const Power* power(std::string_view code) const;
  [[nodiscard]] const Mark* mark(std::string_view code) const;
};
[[nodiscard]] base::Result<Rules> parse_rules(const definitions::Doc&);   // kind "team_rules"
[[nodiscard]] base::RuleRef law(std::string place);                       // of definitions/rules/teams

[[nodiscard]] bool stands(const TeamRow&, base::CivilDate);
[[nodiscard]] bool serves(const OfficerRow&, base::CivilDate);
[[nodiscard]] std::string certificate_masked(std::string_view number);    // the last four stay
[[nodiscard]] std::string certificate_state(const Rules&, base::CivilDate until, base::CivilDate today);  // ok, soon, expired

struct Month { base::CivilDate from{}, to{}; };
[[nodiscard]] std::optional<Month> month_of(std::string_view text);       // "2026-09"
[[nodiscard]] std::string month_text(base::CivilDate first);

// What a month's records take off, each with what proves it; the same for the sheet that still runs and for freezing.
struct Records {
  std::vector<DayRow> days{};
  std::vector<BreachRow> breaches{};
  std::vector<OperationRow> operations{};                      // of the month, closed
  std::vector<CalledRow> called{};                             // this team's
  std::vector<PenaltyRow> penalties{};                         // this team's
};
[[nodiscard]] std::vector<PointRow> points_of(const Rules&, const Records&);
[[nodiscard]] std::vector<ItemView> items_of(const Rules&, const std::vector<PointRow>&);   // never below zero; lifted points do not count
[[nodiscard]] std::int64_t total_of(const std::vector<ItemView>&);

[[nodiscard]] base::Done may_approve(const OperationRow&, base::PersonId who);
[[nodiscard]] base::Done may_record(const OperationRow&);
[[nodiscard]] base::Done may_close(const OperationRow&, const std::vector<CalledRow>&);
[[nodiscard]] base::Done may_cancel(const OperationRow&);
[[nodiscard]] base::Done may_freeze(base::CivilDate today, const Month&);

}  // namespace teams
