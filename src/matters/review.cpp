#include "matters/review.hpp"

#include "matters/context.hpp"
#include "matters/tables.hpp"

namespace matters {

base::Done bring_back_held(registry::House& house, const store::Moment& moment) {
  constexpr int batch = 100;
  for (base::MatterId after{};;) {
    const auto found = house.store.read([&](store::Session& s) { return held_to_review(s, moment.district, house.areas.civil_today(s, moment), after, batch); });
    for (const base::MatterId id : found)
      TRY_DO(house.store.write({moment, {.channel = "system"}}, [&](store::Unit& unit) -> base::Done {
        unit.lock(10, {std::string(subject_kind), id.value});
        const auto state = load(unit, unit.district(), id);
        if (!state || state->record.stage != "on_hold") return {};
        TRY(c, context(house, unit, unit.moment()));
        TRY(machine, machine_of(house, unit, unit.district(), state->record.machine_version));
        put_dues(unit, c, *machine, *state, {});
        return {};
      }));
    if (found.size() < static_cast<std::size_t>(batch)) return {};
    after = found.back();
  }
}

}  // namespace matters
