// What the laws of one kind of subject share.
#pragma once
#include <fmt/format.h>

#include <numeric>
#include <string>
#include <string_view>

#include "instruments/workflow/limits.hpp"
#include "world.hpp"

namespace simulation {

[[noreturn]] inline void broken(std::string_view law, const std::string& how) { throw Broken(fmt::format("{}: {}", law, how)); }

// The plain sums that an official would make by hand; empty: they add up.
[[nodiscard]] inline std::string sums(const workflow::Clock& c, const workflow::Leg& leg) {
  if (!c.due_at) return {};
  const base::Limit& limit = leg.limit;
  std::int64_t counted = 0;
  for (const base::DayLine& line : leg.deadline.lines) counted += line.counted;
  const bool plain = c.pauses.empty() && c.extensions.empty();
  if (limit.unit == base::LimitUnit::clock_hours && plain && *c.due_at != c.started_at + base::hours(limit.amount)) return "hours do not add up";
  if (limit.unit == base::LimitUnit::clock_minutes && plain && *c.due_at != c.started_at + base::minutes(limit.amount)) return "minutes do not add up";
  if (limit.unit == base::LimitUnit::office_hours && counted != limit.amount * 60) return fmt::format("{} office minutes counted for {} hours", counted, limit.amount);
  const bool days = limit.unit == base::LimitUnit::working_days || limit.unit == base::LimitUnit::natural_days;
  if (days && counted != limit.amount) return fmt::format("{} days counted for {}", counted, limit.amount);
  return {};
}

}  // namespace simulation
