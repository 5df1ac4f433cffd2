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
  // From here on it is "soon". The room's clock knows it (the limit's warning share); without one: warning_share of the time given.
  std::optional<base::Instant> warn_at{};
};
inline constexpr int warning_share_percent = 80;

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
  std::string context{};                            // the line up to its first " · "; empty: all
  std::vector<base::AreaId> areas{};                // exactly one of these; empty: anywhere. At most areas_max
  std::optional<base::Instant> due_from{};          // due at or after …
  std::optional<base::Instant> due_before{};        // due before: "late" is before now
  std::optional<base::Instant> warned_by{};         // to be warned of by then: "soon" is warned by now and due from now on
};
inline constexpr std::size_t areas_max = 400;
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
// One statement. late: due before `now`; soon: its warning has come, its deadline not yet.
[[nodiscard]] Summary summary(store::Session&, base::DistrictId, const std::vector<Seat>&, base::Instant now);

// How much of it stands where, and is about what: one statement, at most groups_max groups, the largest first.
struct Group {
  base::AreaId area{};
  std::string context{};
  std::int64_t total{}, soon{}, late{};
};
inline constexpr int groups_max = 2000;
[[nodiscard]] std::vector<Group> groups(store::Session&, base::DistrictId, const std::vector<Seat>&, const Filter&, base::Instant now);

}  // namespace dues
