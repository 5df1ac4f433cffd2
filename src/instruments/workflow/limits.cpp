#include "instruments/workflow/limits.hpp"

#include <algorithm>

namespace workflow {
namespace {

std::vector<base::Pause> pauses_of(const Clock& clock) {
  std::vector<base::Pause> out;
  out.reserve(clock.pauses.size());
  for (const Pause& p : clock.pauses) out.push_back({p.from, p.to});
  return out;
}

// "p-01-01" -> "p-01" -> "*"
std::string_view wider(std::string_view category) {
  const std::size_t dash = category.rfind('-');
  if (category == "*" || dash == std::string_view::npos || category.find('-') == dash) return "*";
  return category.substr(0, dash);
}

// The legs of a deadline; stops at the first that has no end, since the clock stands still in it.
std::vector<Leg> legs_of(const base::Limit& first, const std::vector<base::Limit>& more, base::Instant start, const std::vector<base::Pause>& pauses,
                         const TimeTable& time) {
  std::vector<Leg> out{{first, base::deadline(first, start, pauses, time.rules)}};
  for (const base::Limit& each : more) {
    const std::optional<base::Instant> from = out.back().deadline.due_at;
    if (!from) break;
    out.push_back({each, base::deadline(each, *from, pauses, time.rules)});
  }
  return out;
}

std::vector<base::Limit> extensions_of(const Clock& clock) {
  std::vector<base::Limit> out;
  for (const Extension& each : clock.extensions) out.push_back({each.amount, each.unit});
  return out;
}

const LimitRow* find(const LimitTable& table, std::string_view clock, std::string_view category, std::string_view grade) {
  for (const LimitRow& row : table.rows)
    if (row.clock == clock && row.category == category && row.grade == grade) return &row;
  return nullptr;
}

}  // namespace

const ClockName* LimitTable::clock(std::string_view wanted) const {
  for (const ClockName& each : clocks)
    if (each.code == wanted) return &each;
  return nullptr;
}

const LimitRow* LimitTable::at(std::string_view place) const {
  for (const LimitRow& row : rows)
    if (row.place() == place) return &row;
  return nullptr;
}

const LimitRow* pick(const LimitTable& table, std::string_view clock, std::string_view category, std::string_view grade) {
  for (std::string_view c = category.empty() ? "*" : category;; c = wider(c)) {
    if (!grade.empty() && grade != "*")
      if (const LimitRow* row = find(table, clock, c, grade)) return row;
    if (const LimitRow* row = find(table, clock, c, "*")) return row;
    if (c == "*") return nullptr;
  }
}

std::vector<std::string> whole_clocks(const LimitTable& table) {
  std::vector<std::string> out;
  for (const ClockName& each : table.clocks)
    if (find(table, each.code, "*", "*")) out.push_back(each.code);
  return out;
}

namespace {

ClockChange started(std::string_view code, const LimitRow* row, const LimitTable& table, base::Instant now, const TimeTable& time) {
  ClockChange change{.code = std::string(code), .change = ChangeKind::start};
  Basis basis{.limit = table.code, .limit_version = table.version};
  if (row) {
    basis.limit_place = row->place();
    change.due_at = base::deadline(row->limit, now, {}, time.rules).due_at;
    if (change.due_at) change.warn_at = now + base::Duration{(change.due_at->micros - now.micros) / 100 * table.warn_percent};
  }
  basis.calendar = time.calendar;
  basis.calendar_version = time.calendar_version;
  basis.hours = time.hours;
  basis.hours_version = time.hours_version;
  change.basis = std::move(basis);
  return change;
}

}  // namespace

ClockChange start_clock(std::string_view code, const LimitTable& table, std::string_view category, std::string_view grade, base::Instant now,
                        const TimeTable& time) {
  return started(code, pick(table, code, category, grade), table, now, time);
}

std::vector<ClockChange> start_clocks(std::string_view code, std::string_view limit, const LimitTable& table, std::string_view category, std::string_view grade,
                                      base::Instant now, const TimeTable& time) {
  const LimitRow* row = pick(table, limit, category, grade);
  std::vector<ClockChange> out{started(code, row, table, now, time)};
  if (!row) return out;
  for (const std::string& target : row->targets) out.push_back(started(target, find(table, target, row->category, row->grade), table, now, time));
  return out;
}

std::vector<const Clock*> family(const std::vector<Clock>& clocks, std::string_view code) {
  std::vector<const Clock*> out;
  for (const Clock& each : clocks) {
    const bool target = each.code.size() > code.size() && each.code.starts_with(code) && each.code[code.size()] == '.';
    if (each.live() && (each.code == code || target)) out.push_back(&each);
  }
  return out;
}

ClockChange resume_clock(const Clock& clock, const base::Limit& limit, base::Instant now, const TimeTable& time) {
  ClockChange change{.code = clock.code, .change = ChangeKind::resume};
  std::vector<base::Pause> pauses = pauses_of(clock);
  if (!pauses.empty() && !pauses.back().to) pauses.back().to = now;
  change.due_at = legs_of(limit, extensions_of(clock), clock.started_at, pauses, time).back().deadline.due_at;
  if (change.due_at && clock.due_at && clock.warn_at) change.warn_at = *change.due_at - (*clock.due_at - *clock.warn_at);
  return change;
}

ClockChange extend_clock(const Clock& clock, const base::Limit& limit, const base::Limit& more, const TimeTable& time) {
  ClockChange change{.code = clock.code, .change = ChangeKind::extend, .more = More{more.amount, more.unit}};
  std::vector<base::Limit> all = extensions_of(clock);
  all.push_back(more);
  change.due_at = legs_of(limit, all, clock.started_at, pauses_of(clock), time).back().deadline.due_at;
  if (change.due_at && clock.due_at && clock.warn_at) change.warn_at = *change.due_at - (*clock.due_at - *clock.warn_at);
  return change;
}

std::vector<Leg> explain(const Clock& clock, const base::Limit& limit, const TimeTable& time) {
  return legs_of(limit, extensions_of(clock), clock.started_at, pauses_of(clock), time);
}

}  // namespace workflow
