// Dues of one's posts, and saved views.
#pragma once
#include "mechanisms/mine/model.hpp"
#include "registry/call.hpp"

namespace mine {

struct DuePage {
  std::vector<DueRow> items{};
  std::string next{};
  std::int64_t total_at_least{};
};
// Soonest first. Filters: bucket, kind, due_state (soon, late); after, limit.
[[nodiscard]] base::Result<DuePage> dues_of(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<DueSummary> summary(registry::Call&);

[[nodiscard]] std::vector<SavedView> views(registry::Call&, std::string_view screen);
inline constexpr std::size_t views_max = 50;
[[nodiscard]] base::Result<SavedView> save(registry::Call&, const SaveView&);
[[nodiscard]] base::Result<SavedView> drop(registry::Call&, SavedViewId);

}  // namespace mine
