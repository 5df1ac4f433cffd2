// Coming in: sign-in, demo cards, who am I, the demo's clock, and the claim of a real district.
#pragma once
#include <vector>

#include "mechanisms/entrance/model.hpp"
#include "people/sessions.hpp"
#include "registry/room.hpp"

namespace entrance {

[[nodiscard]] base::Result<EntranceView> entrance(registry::House&);
[[nodiscard]] base::Result<Me> me(registry::House&, const people::SignedIn&);

[[nodiscard]] base::Result<people::Entered> enter_demo(registry::House&, const EnterDemo&, const people::Attempt&);
[[nodiscard]] base::Result<ClockView> clock(registry::House&, const people::SignedIn&);
[[nodiscard]] base::Result<ClockView> advance_clock(registry::House&, const people::SignedIn&, const AdvanceClock&);

[[nodiscard]] base::Done claim(registry::House&, const Claim&);

[[nodiscard]] base::Done make_demo_accounts(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] store::Moment moment_of(registry::House&, const store::District&);

}  // namespace entrance
