// The laws of the grid workforce and its definition: pure, no clock, no database.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "definitions/doc.hpp"
#include "mechanisms/workforce/model.hpp"

namespace workforce {

struct Reason { std::string code{}, name_zh{}, name_en{}; DayState state{}; };
struct Rules {                                  // definitions/workforce/rules
  std::vector<std::string> post_kinds{};
  std::int32_t contract_alert_days{}, probation_alert_days{}, probation_days_max{}, day_sheet_days_back{}, applicants_kept_days{};
  std::int64_t hours_full_time{}, hours_part_time{};
  std::vector<Reason> reasons{};
  [[nodiscard]] bool is_worker_post(std::string_view kind) const;
  [[nodiscard]] bool reason_fits(std::string_view code, DayState) const;
  [[nodiscard]] std::int64_t required_minutes(WorkKind kind) const { return (kind == WorkKind::full_time ? hours_full_time : hours_part_time) * 60; }
};
[[nodiscard]] base::Result<Rules> parse_rules(const definitions::Doc&);    // kind "workforce_rules"

[[nodiscard]] base::RuleRef law(std::string place);                        // of definitions/rules/workforce

// contract, probation, training, no_grid
[[nodiscard]] std::vector<std::string> alerts(const WorkerRow&, const Rules&, std::int64_t minutes, bool on_a_grid, base::CivilDate today);

[[nodiscard]] base::Done may_hire(const Rules&, base::CivilDate from, base::CivilDate contract_to, const std::optional<base::CivilDate>& probation_to);
[[nodiscard]] base::Done may_renew(const WorkerRow&, base::CivilDate from, base::CivilDate to);
[[nodiscard]] base::Done may_decide_probation(const WorkerRow&, const Rules&, bool passed, const std::optional<base::CivilDate>& extend_to);

// The day sheet: `there` is what stands, `on_duty` are the community's workers of that day.
struct DayChange { MarkDay mark{}; std::optional<DayRow> before{}; };
[[nodiscard]] base::Result<std::vector<DayChange>> fill_day(const FillDaySheet&, const Rules&, const std::vector<DayRow>& there,
                                                            const std::vector<WorkerId>& on_duty, base::CivilDate today);
[[nodiscard]] bool on_duty(const WorkerRow&, base::CivilDate day);

}  // namespace workforce
