// What must always hold of areas: asked by the simulation after each unit and by `redengine check`. Empty: it holds.
#pragma once
#include <string>

#include "store/session.hpp"
#include "territory/territory.hpp"

namespace territory {

// Versions of one area do not overlap, a code is of one area a day, and every parent is there on every day of its children.
[[nodiscard]] std::string versions_fit(store::Session&, base::DistrictId);
// Versions folded again from the journal equal the table. area 0: all areas.
[[nodiscard]] std::string areas_fold(store::Session&, base::DistrictId, base::AreaId);

}  // namespace territory
