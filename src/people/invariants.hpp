// What must always hold of people's tables: asked by the simulation after each unit and by `redengine check`. Empty: it holds.
#pragma once
#include <string>

#include "people/grants.hpp"
#include "store/session.hpp"

namespace people {

[[nodiscard]] std::string one_holder_a_post(store::Session&, base::DistrictId);
[[nodiscard]] std::string administrators_apart(store::Session&, base::DistrictId, const Grants&);
// Appointments folded again from the journal equal the table. post 0: all posts.
[[nodiscard]] std::string appointments_fold(store::Session&, base::DistrictId, base::PostId);
// The dated versions of one organisation, or of all (0), are the fold of their events.
[[nodiscard]] std::string org_units_fold(store::Session&, base::DistrictId, base::OrgUnitId);

}  // namespace people
