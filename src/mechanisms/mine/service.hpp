// Dues of one's posts, what one follows, and saved views.
#pragma once
#include "mechanisms/mine/model.hpp"
#include "registry/room.hpp"
#include "registry/call.hpp"

namespace mine {

struct DuePage {
  std::vector<DueRow> items{};
  std::string next{};
  std::int64_t total_at_least{};
};
// Soonest first. Filters: bucket, kind, due_state (soon, late), area (and all below), context; after, limit.
[[nodiscard]] base::Result<DuePage> dues_of(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<DueSummary> summary(registry::Call&);

// The same dues, counted by where they come from or what they are about: by = subdistrict, community or category. Largest first.
[[nodiscard]] base::Result<std::vector<DueGroup>> groups_of(registry::Call&, const base::Params& query);

[[nodiscard]] std::vector<FollowRow> follows(registry::Call&);
[[nodiscard]] base::Result<FollowRow> follow(registry::Call&, const Follow&);
[[nodiscard]] base::Result<FollowRow> unfollow(registry::Call&, FollowId);
// Hook: who hands in a matter at the desk or in the field sees what becomes of it.
// Who leaves keeps nothing here.
[[nodiscard]] base::Done on_handed_over(registry::House&, store::Unit&, const store::NewEvent&);
[[nodiscard]] base::Done on_reported(registry::House&, store::Unit&, const store::NewEvent&);

[[nodiscard]] std::vector<SavedView> views(registry::Call&, std::string_view screen);
inline constexpr std::size_t views_max = 50;
[[nodiscard]] base::Result<SavedView> save(registry::Call&, const SaveView&);
[[nodiscard]] base::Result<SavedView> drop(registry::Call&, SavedViewId);

}  // namespace mine
