// The fold of clock changes: pure.
#include "instruments/workflow/clocks.hpp"

#include <algorithm>

namespace workflow {
namespace {

Clock* live(std::vector<Clock>& clocks, std::string_view code) {
  for (Clock& each : clocks)
    if (each.code == code && each.live()) return &each;
  return nullptr;
}

void end(std::vector<Clock>& clocks, std::string_view code, ClockState state, base::Instant at) {
  Clock* clock = live(clocks, code);
  if (!clock) return;
  clock->state = state;
  clock->ended_at = at;
  if (!clock->pauses.empty() && !clock->pauses.back().to) clock->pauses.back().to = at;
}

void start(std::vector<Clock>& clocks, const ClockChange& change, base::Instant at) {
  end(clocks, change.code, ClockState::stopped, at);
  const auto before = std::count_if(clocks.begin(), clocks.end(), [&](const Clock& c) { return c.code == change.code; });
  Clock fresh{.code = change.code, .number = before + 1, .state = ClockState::running, .started_at = at};
  fresh.due_at = change.due_at;
  fresh.warn_at = change.warn_at;
  if (change.basis) fresh.basis = *change.basis;
  clocks.push_back(std::move(fresh));
}

void pause(std::vector<Clock>& clocks, const ClockChange& change, base::Instant at) {
  Clock* clock = live(clocks, change.code);
  if (!clock || clock->state == ClockState::paused) return;
  clock->state = ClockState::paused;
  clock->pauses.push_back({at, std::nullopt, change.reason});
}

void resume(std::vector<Clock>& clocks, const ClockChange& change, base::Instant at) {
  Clock* clock = live(clocks, change.code);
  if (!clock || clock->state != ClockState::paused) return;
  clock->state = ClockState::running;
  clock->pauses.back().to = at;
  if (change.due_at) clock->due_at = change.due_at;
  if (change.warn_at) clock->warn_at = change.warn_at;
}

// What was told about the old deadline is told anew about the new one.
void extend(std::vector<Clock>& clocks, const ClockChange& change, base::Instant at) {
  Clock* clock = live(clocks, change.code);
  if (!clock) return;
  clock->extensions.push_back({at, change.more.value_or(More{}).amount, change.more.value_or(More{}).unit, clock->due_at, change.due_at, change.reason});
  if (change.due_at) clock->due_at = change.due_at;
  if (change.warn_at) clock->warn_at = change.warn_at;
  clock->warned_at.reset();
  clock->overdue_at.reset();
}

}  // namespace

bool Clock::late(base::Instant now) const { return due_at && (ended_at ? *ended_at : now) > *due_at; }

void apply(std::vector<Clock>& clocks, const ClockChange& change, base::Instant at) {
  switch (change.change) {
    case ChangeKind::start: start(clocks, change, at); return;
    case ChangeKind::meet: end(clocks, change.code, ClockState::met, at); return;
    case ChangeKind::stop: end(clocks, change.code, ClockState::stopped, at); return;
    case ChangeKind::pause: pause(clocks, change, at); return;
    case ChangeKind::resume: resume(clocks, change, at); return;
    case ChangeKind::extend: extend(clocks, change, at); return;
    case ChangeKind::warn:
      if (Clock* clock = live(clocks, change.code)) clock->warned_at = at;
      return;
    case ChangeKind::overdue:
      if (Clock* clock = live(clocks, change.code)) clock->overdue_at = at;
      return;
  }
}

const Clock* live_clock(const std::vector<Clock>& clocks, std::string_view code) {
  for (const Clock& each : clocks)
    if (each.code == code && each.live()) return &each;
  return nullptr;
}

std::int64_t used_minutes(const Clock& clock, base::Instant now) {
  const base::Instant until = clock.ended_at ? *clock.ended_at : now;
  std::int64_t micros = until.micros - clock.started_at.micros;
  for (const Pause& p : clock.pauses) micros -= (p.to ? *p.to : until).micros - p.from.micros;
  return std::max<std::int64_t>(0, micros) / 60'000'000;
}

bool same(const Clock& a, const Clock& b) {
  const auto basis = [](const Basis& x) {
    return std::tie(x.limit, x.limit_version, x.limit_place, x.calendar, x.calendar_version, x.hours, x.hours_version);
  };
  const auto key = [](const Clock& c) {
    return std::tie(c.code, c.number, c.state, c.started_at, c.due_at, c.warn_at, c.ended_at, c.warned_at, c.overdue_at);
  };
  return key(a) == key(b) && basis(a.basis) == basis(b.basis) &&
         std::equal(a.pauses.begin(), a.pauses.end(), b.pauses.begin(), b.pauses.end(),
                    [](const Pause& x, const Pause& y) { return x.from == y.from && x.to == y.to && x.reason == y.reason; }) &&
         std::equal(a.extensions.begin(), a.extensions.end(), b.extensions.begin(), b.extensions.end(), [](const Extension& x, const Extension& y) {
           return std::tie(x.at, x.amount, x.unit, x.due_before, x.due_at, x.reason) == std::tie(y.at, y.amount, y.unit, y.due_before, y.due_at, y.reason);
         });
}

}  // namespace workflow
