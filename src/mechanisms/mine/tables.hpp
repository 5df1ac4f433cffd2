// The SQL of saved views and of what a person follows: their own, journaled by nobody because they change nothing that others see.
#pragma once
#include <vector>

#include "mechanisms/mine/model.hpp"
#include "store/session.hpp"

namespace mine {

[[nodiscard]] std::vector<SavedView> views_of(store::Session&, base::DistrictId, base::PersonId);
void give_away(store::Unit&, base::PersonId from, base::PersonId to);   // saved views go over; 0: they go; follows go
void insert_view(store::Unit&, base::PersonId, const SavedView&);
[[nodiscard]] bool delete_view(store::Unit&, base::PersonId, SavedViewId);   // false: none of this person's

inline constexpr std::int64_t follows_shown_max = 200;
[[nodiscard]] std::vector<FollowRow> follows_of(store::Session&, base::DistrictId, base::PersonId);  // newest first
void insert_follow(store::Unit&, base::PersonId, const FollowRow&);          // once per thing: the first reason stays
[[nodiscard]] bool delete_follow(store::Unit&, base::PersonId, FollowId);

}  // namespace mine
