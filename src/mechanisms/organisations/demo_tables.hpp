// All SQL of the model district's numbers.
#pragma once
#include <map>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "store/session.hpp"

namespace organisations {

// Who holds which post on that day, without deputies: the whole district in one statement.
[[nodiscard]] std::map<base::PostId, std::vector<base::PersonId>> everybody_in_post(store::Session&, base::DistrictId, base::CivilDate day);

}  // namespace organisations
