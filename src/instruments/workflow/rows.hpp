// The clock as the database keeps it.
#pragma once
#include <optional>
#include <string>

#include "instruments/workflow/clocks.hpp"

namespace workflow {

struct ClockRow {
  base::DistrictId district_id{};
  std::string subject_kind{};
  std::int64_t subject_id{};
  std::string code{};
  std::int64_t number{};
  ClockState state{};
  base::Instant started_at{};
  std::optional<base::Instant> due_at{}, warn_at{}, ended_at{};
  std::string limit_code{};
  std::int64_t limit_version{};
  std::string limit_place{};
  std::string calendar{};
  std::int64_t calendar_version{};
  std::string hours{};
  std::int64_t hours_version{};
  std::optional<std::string> pauses{};   // JSON list of Pause; empty: none
  std::optional<base::Instant> warned_at{}, overdue_at{}, look_at{};
  std::optional<std::string> extensions{};   // JSON list of Extension; empty: none
};

}  // namespace workflow

DESCRIBED(workflow::ClockRow)
