#include "base/deadline.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/described/tables.hpp"
#include "base/limits.hpp"

DESCRIBE_ENUM(base::LimitUnit, "LimitUnit", clock_minutes, clock_hours, office_hours, working_days, natural_days)
DESCRIBE_ENUM(base::LineKind, "LineKind", start_day, working, makeup_working, rest, holiday, paused, natural)

namespace base {
namespace {

constexpr std::int64_t minute_micros = 60'000'000;
constexpr int days_max = 40'000;

struct Interval {
  std::int64_t from{}, to{};
};
using Intervals = std::vector<Interval>;  // ascending, not touching

// Pauses after the start, merged; one that is still open ends at INT64_MAX.
Intervals merged(const std::vector<Pause>& pauses, Instant start) {
  Intervals all;
  for (const Pause& p : pauses) {
    const Interval i{std::max(p.from.micros, start.micros), p.to ? p.to->micros : INT64_MAX};
    if (i.from < i.to) all.push_back(i);
  }
  std::sort(all.begin(), all.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
  Intervals out;
  for (const Interval& i : all) {
    if (!out.empty() && i.from <= out.back().to) out.back().to = std::max(out.back().to, i.to);
    else out.push_back(i);
  }
  return out;
}

Intervals without(const Intervals& all, const Intervals& pauses) {
  Intervals out;
  for (Interval i : all) {
    for (const Interval& p : pauses) {
      if (p.to <= i.from || p.from >= i.to) continue;
      if (p.from > i.from) out.push_back({i.from, p.from});
      i.from = std::min(p.to, i.to);
    }
    if (i.from < i.to) out.push_back(i);
  }
  return out;
}

std::int64_t length(const Intervals& all) {
  std::int64_t sum = 0;
  for (const Interval& i : all) sum += i.to - i.from;
  return sum;
}

bool counts_office(LimitUnit unit) { return unit == LimitUnit::office_hours || unit == LimitUnit::working_days; }

// The part of one day that the unit counts, not before `start`.
Intervals countable(LimitUnit unit, CivilDate day, Instant start, const TimeRules& rules) {
  Intervals out;
  const auto add = [&](Instant from, Instant to) {
    const Interval i{std::max(from.micros, start.micros), to.micros};
    if (i.from < i.to) out.push_back(i);
  };
  if (!counts_office(unit)) {
    add(rules.zone.start_of(day), rules.zone.start_of(day + 1));
  } else if (rules.calendar.working(day)) {
    for (const OfficeSpan& s : rules.hours.spans(day)) add(rules.zone.instant(day, 0, s.from_minute), rules.zone.instant(day, 0, s.to_minute));
  }
  return out;
}

LineKind kind_of(DayKind kind) {
  switch (kind) {
    case DayKind::working: return LineKind::working;
    case DayKind::makeup_working: return LineKind::makeup_working;
    case DayKind::rest: return LineKind::rest;
    case DayKind::holiday: return LineKind::holiday;
  }
  return LineKind::working;
}

Instant end_of(CivilDate day, const TimeRules& rules) { return rules.zone.start_of(day + 1) - seconds(1); }

// Close of office, or the end of a day without office hours.
Instant close_of(CivilDate day, const TimeRules& rules) {
  const auto& spans = rules.hours.spans(day);
  return spans.empty() ? end_of(day, rules) : rules.zone.instant(day, 0, spans.back().to_minute);
}

bool open_pause_by(const Intervals& pauses, Instant end) {
  return !pauses.empty() && pauses.back().to == INT64_MAX && pauses.back().from < end.micros;
}

// Minutes and hours: what is countable of each day, without the pauses, until the amount is used up.
Deadline by_time(const Limit& limit, Instant start, const Intervals& pauses, const TimeRules& rules) {
  Deadline out;
  const std::int64_t need = limit.amount * minute_micros * (limit.unit == LimitUnit::clock_minutes ? 1 : 60);
  if (need == 0) out.due_at = start;
  const bool office = counts_office(limit.unit);
  std::int64_t used = 0;
  CivilDate day = rules.zone.date_of(start);
  for (int n = 0; used < need; ++n, day = day + 1) {
    ASSERT(n < days_max);
    const Intervals all = countable(limit.unit, day, start, rules);
    const Intervals running = without(all, pauses);
    std::int64_t here = 0;
    for (const Interval& i : running) {
      const std::int64_t take = std::min(i.to - i.from, need - used - here);
      here += take;
      if (used + here == need) {
        out.due_at = Instant{i.from + take};
        break;
      }
    }
    DayLine line{.date = day, .kind = office ? kind_of(rules.calendar.kind(day)) : LineKind::natural};
    if (office) line.note = rules.calendar.name(day);
    if (!all.empty() && running.empty()) line.kind = LineKind::paused;
    line.paused_minutes = (length(all) - length(running)) / minute_micros;
    line.running = (used + here) / minute_micros;
    line.counted = line.running - used / minute_micros;
    used += here;
    out.lines.push_back(std::move(line));
    if (!out.due_at && open_pause_by(pauses, rules.zone.start_of(day + 1))) return out;
    out.provisional = out.provisional || (office && day > rules.calendar.known_until());
  }
  return out;
}

// May this day be the last one of a limit of no days? Only while there is time left on it.
bool serves_today(const Limit& limit, CivilDate day, Instant start, const TimeRules& rules) {
  if (limit.unit == LimitUnit::natural_days) return true;
  return rules.calendar.working(day) && start <= close_of(day, rules);
}

Deadline by_days(const Limit& limit, Instant start, const Intervals& pauses, const TimeRules& rules) {
  Deadline out;
  const bool working = limit.unit == LimitUnit::working_days;
  const CivilDate first = rules.zone.date_of(start);
  const bool today = limit.amount == 0 && serves_today(limit, first, start, rules);
  std::int64_t need = std::max<std::int64_t>(limit.amount, today ? 0 : 1);
  std::int64_t count = 0;
  CivilDate day = first;
  for (int n = 0;; ++n, day = day + 1) {
    ASSERT(n < days_max);
    const Intervals all = countable(limit.unit, day, start, rules);
    const bool touched = length(without(all, pauses)) != length(all);
    DayLine line{.date = day, .kind = working ? kind_of(rules.calendar.kind(day)) : LineKind::natural};
    if (working) line.note = rules.calendar.name(day);
    if (n == 0) line.kind = LineKind::start_day;
    if (n == 0) need = touched ? std::max<std::int64_t>(need, 1) : need;
    else if (touched) line.kind = LineKind::paused;
    else if (!working || rules.calendar.working(day)) line.counted = 1;
    count += line.counted;
    line.running = count;
    out.lines.push_back(std::move(line));
    out.provisional = out.provisional || (working && n > 0 && day > rules.calendar.known_until());
    if (count >= need) break;
    if (open_pause_by(pauses, rules.zone.start_of(day + 1))) return out;
  }
  out.due_at = working ? close_of(day, rules) : end_of(day, rules);
  return out;
}

}  // namespace

Deadline deadline(const Limit& limit, Instant start, const std::vector<Pause>& pauses, const TimeRules& rules) {
  ASSERT(limit.amount >= 0 && limit.amount <= limits::limit_amount_max * 60 * 24);
  const Intervals stops = merged(pauses, start);
  if (limit.unit == LimitUnit::working_days || limit.unit == LimitUnit::natural_days) return by_days(limit, start, stops, rules);
  return by_time(limit, start, stops, rules);
}

std::int64_t running_minutes(LimitUnit unit, Instant start, Instant end, const std::vector<Pause>& pauses, const TimeRules& rules) {
  if (end <= start) return 0;
  Intervals stops = merged(pauses, start);
  if (!counts_office(unit)) return length(without({{start.micros, end.micros}}, stops)) / minute_micros;
  std::erase_if(stops, [&](const Interval& i) { return i.from >= end.micros; });
  stops.push_back({end.micros, INT64_MAX});
  std::int64_t sum = 0;
  const CivilDate last = rules.zone.date_of(end);
  for (CivilDate day = rules.zone.date_of(start); day <= last; day = day + 1) sum += length(without(countable(unit, day, start, rules), stops));
  return sum / minute_micros;
}

}  // namespace base
