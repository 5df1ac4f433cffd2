// What a reader may see and the district's tree, as the list dialect takes them (store/list.hpp): every list of every room is scoped by these.
#pragma once
#include <memory>

#include "people/access.hpp"
#include "store/list.hpp"
#include "territory/territory.hpp"

namespace people {

[[nodiscard]] store::ListReach list_reach(const Reach&);
// For lists whose area columns are grid, community, subdistrict: an area is looked for in the column of its own kind alone.
[[nodiscard]] store::AreaLevel area_levels(std::shared_ptr<const territory::Tree>);

}  // namespace people
