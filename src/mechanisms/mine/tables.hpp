// The SQL of saved views: a person's own, journaled by nobody because they change nothing that others see.
#pragma once
#include <vector>

#include "mechanisms/mine/model.hpp"
#include "store/session.hpp"

namespace mine {

[[nodiscard]] std::vector<SavedView> views_of(store::Session&, base::DistrictId, base::PersonId);
void insert_view(store::Unit&, base::PersonId, const SavedView&);
[[nodiscard]] bool delete_view(store::Unit&, base::PersonId, SavedViewId);   // false: none of this person's

}  // namespace mine
