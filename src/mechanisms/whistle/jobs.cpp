// The watch over running clocks: warns, marks what is overdue once, reminds the subdistrict's director and the district's desk.
#include "mechanisms/whistle/room.hpp"
#include "mechanisms/whistle/service.hpp"

namespace whistle {
namespace {

constexpr int batch = 100;
constexpr base::Duration watch_every = base::minutes(1);

registry::Call system_call(registry::House& house, const store::Moment& moment) {
  registry::Call call{.house = house};
  call.principal = people::system_principal(moment.district);
  call.moment = moment;
  call.channel = "system";
  return call;
}

// Marks one clock, if it still runs unmarked. `load` is of the whistle or of the line.
template <class Id>
base::Done mark(registry::Call& call, store::Unit& unit, const workflow::Ripe& ripe, Id id) {
  auto before = load(unit, unit.district(), id);
  if (!before) return {};
  const workflow::Clock* clock = workflow::live_clock(before->clocks, ripe.code);
  const bool still = clock && clock->state == workflow::ClockState::running && !clock->overdue_at && (ripe.overdue || !clock->warned_at);
  if (!still) return {};
  TRY(g, ground(call.house, unit, unit.moment()));
  Marked body{.clock = ripe.code};
  body.clocks.push_back({.code = ripe.code, .change = ripe.overdue ? workflow::ChangeKind::overdue : workflow::ChangeKind::warn});
  constexpr bool line = std::is_same_v<Id, LineId>;
  const std::string kind = std::string(line ? "whistle.line_" : "whistle.") + (ripe.overdue ? "overdue" : "warned");
  const Act act{call, unit, g};
  const auto after = put(act, before, id, kind, described::to_json(body));
  if (!after) return std::unexpected(after.error());
  if constexpr (!line)
    if (ripe.overdue) put_reminders(unit, g, *after);
  return {};
}

base::Done mark_one(registry::House& house, const store::Moment& moment, const workflow::Ripe& ripe) {
  registry::Call call = system_call(house, moment);
  return house.store.write({moment, {.channel = "system"}}, [&](store::Unit& unit) -> base::Done {
    if (ripe.subject.kind == whistle_kind) {
      unit.lock(lock_floor, ripe.subject);
      return mark(call, unit, ripe, WhistleId{ripe.subject.id});
    }
    const auto line = load(unit, unit.district(), LineId{ripe.subject.id});
    if (!line) return {};
    unit.lock(lock_floor, {std::string(whistle_kind), line->line.whistle_id.value});
    return mark(call, unit, ripe, LineId{ripe.subject.id});
  });
}

}  // namespace

base::Done watch_at(registry::House& house, const store::Moment& moment) {
  for (const std::string_view kind : {whistle_kind, line_kind})
    for (;;) {
      const auto found = house.store.read([&](store::Session& s) { return workflow::ripe(s, moment.district, kind, moment.now, batch); });
      for (const workflow::Ripe& each : found) TRY_DO(mark_one(house, moment, each));
      if (found.size() < static_cast<std::size_t>(batch)) break;
    }
  return {};
}

base::Result<store::JobDone> watch(registry::House& house, store::JobRun& run) {
  TRY_DO(watch_at(house, run.moment()));
  return store::JobDone{.again_at = run.moment().now + watch_every};
}

}  // namespace whistle
