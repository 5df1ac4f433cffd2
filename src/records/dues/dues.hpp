// Dues: what waits for whom. Written in the same unit by whoever owns the work and removed when done.
// *Mine*, the morning page, badges, reminders and the overdue list read only dues.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "store/session.hpp"

namespace dues {

struct Due {
  base::DueId id{};
  base::Subject subject{};
  std::string kind{};                 // "matter.to_register": one per (subject, kind, org_unit, post_kind)
  std::string bucket{};               // to_accept, to_dispatch, to_handle, to_inspect, waiting_for_me, returned, handed_down
  base::OrgUnitId org_unit{};         // the unit that owes it
  std::string post_kind{};            // … through which kind of post; empty: any of the unit
  base::AreaId area{};                // where it is (grid or community)
  std::string title{};                // no personal data: it is shown on badges
  std::string context{};              // the grey line: category, place (message-free words)
  base::Instant since{};
  std::optional<base::Instant> due_at{};
};

void put(store::Unit&, const Due&);   // inserts, or replaces the one with the same key
void remove(store::Unit&, const base::Subject&, std::string_view kind = {});  // empty kind: all of the subject

}  // namespace dues
