// What waits for me, and my saved views.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"

namespace mine {

struct SavedViewTag;
using SavedViewId = base::Id<SavedViewTag>;

struct DueRow {                     // View
  base::DueId id{};
  base::Subject subject{};
  std::string kind{}, bucket{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{};
  std::optional<std::string> area_name{}, community_name{}, subdistrict_name{};
  std::string title{}, context{};
  base::Instant since{};
  std::optional<base::Instant> due_at{};
  std::string due_state{};          // ok, soon, late, none
  std::vector<std::string> moves{};  // of a matter: what the reader may do with it now
};
struct DueSummary {                 // View
  std::int64_t to_accept{}, to_dispatch{}, to_handle{}, to_inspect{}, waiting_for_me{}, returned{}, handed_down{}, soon{}, late{}, total{};
};

struct DueGroup {                   // View: how much of it comes from one place, or is about one thing
  std::string key{};                // an area's id, or the words of the category: value of filter.area, filter.context
  std::string name{};
  std::int64_t total{}, soon{}, late{};
};

struct FollowTag;
using FollowId = base::Id<FollowTag>;
struct FollowedTag;
using FollowedId = base::Id<FollowedTag>;  // of any room
struct Follow {                     // Command: a thing whose end somebody wants to see
  std::optional<std::string> client_ref{};
  std::string subject_kind{};       // "matter"
  FollowedId subject_id{};
};
struct FollowRow {                  // Row and View
  FollowId id{};
  std::string subject_kind{};
  FollowedId subject_id{};
  std::string reason{};             // reported: handed in by this person; chosen: followed by hand
  base::Instant since{};
};

struct SaveView {                   // Command
  std::optional<std::string> client_ref{};
  std::string name{};
  std::string screen{};             // "matters"
  std::string query{};              // the screen's own address query
};
struct SavedView {                  // Row and View
  SavedViewId id{};
  std::string name{}, screen{}, query{};
};
struct Nothing {                    // Command without a body
  std::optional<std::string> client_ref{};
};

}  // namespace mine

DESCRIBED(mine::DueRow)
DESCRIBED(mine::DueSummary)
DESCRIBED(mine::DueGroup)
DESCRIBED(mine::Follow)
DESCRIBED(mine::FollowRow)
DESCRIBED(mine::SaveView)
DESCRIBED(mine::SavedView)
DESCRIBED(mine::Nothing)
