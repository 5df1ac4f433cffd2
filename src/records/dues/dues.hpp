// Dues: what waits for whom. Written in the same unit by whoever owns the work and removed when done.
// *Mine*, the morning page, badges, reminders and the overdue list read only dues.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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

void put(store::Unit&, const Due&);   // inserts, or replaces the one with the same key (its id stays)
void remove(store::Unit&, const base::Subject&, std::string_view kind = {});  // empty kind: all of the subject
[[nodiscard]] std::vector<Due> of_subject(store::Session&, base::DistrictId, const base::Subject&);

// Whose dues: a person's posts, each as (unit, kind of post, and a grid post's own grid). At most seats_max; more are left out.
struct Seat {
  base::OrgUnitId org_unit{};
  std::string post_kind{};
  base::AreaId area{};          // not 0: only dues that stand on exactly this area (a grid worker's own grid)
};
inline constexpr std::size_t seats_max = 32;
inline constexpr int page_max = 200;

struct Filter {
  std::string bucket{};                             // empty: all
  std::string kind{};                               // empty: all
  std::optional<base::Instant> due_from{};          // due at or after: "soon" is [now, now + some)
  std::optional<base::Instant> due_before{};        // due before: "late" is before now
};
struct Cursor {                                     // the last row that was seen; due_at empty: it had none
  std::optional<base::Instant> due_at{};
  base::DueId id{};
};
// Soonest first, those without a date last. One statement.
[[nodiscard]] std::vector<Due> list(store::Session&, base::DistrictId, const std::vector<Seat>&, const Filter&, const std::optional<Cursor>& after, int limit);

struct Summary {
  std::map<std::string, std::int64_t, std::less<>> buckets{};  // only those with dues
  std::int64_t total{}, soon{}, late{};
};
// One statement. late: due before `now`; soon: due from `now` to before `soon_before`.
[[nodiscard]] Summary summary(store::Session&, base::DistrictId, const std::vector<Seat>&, base::Instant now, base::Instant soon_before);

}  // namespace dues
