// The laws of a grid's seats and the definition that says which departments enter a grid: pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "definitions/doc.hpp"
#include "mechanisms/grids/model.hpp"

namespace grids {

struct Item { std::string zh{}, en{}; };
struct Department {
  std::string code{}, name_zh{}, name_en{};
  std::string unit{};                      // code of its organisation; contacts' posts are in it
  std::vector<Item> items{};               // what of its work the grid takes on 入格事项
};
struct Bands { std::int64_t leader_grids_max{}, worker_households_max{}, worker_open_max{}; };
struct Setup {                             // definitions/grids/all_purpose
  std::vector<std::string> contact_kinds{}, leader_kinds{}, worker_kinds{};   // kinds of posts for each seat
  std::vector<std::string> committee_kinds{};                                 // posts that make their holder a member of the two committees
  Bands bands{};
  std::vector<Department> departments{};
  [[nodiscard]] const Department* department(std::string_view code) const;
};
[[nodiscard]] base::Result<Setup> parse_setup(const definitions::Doc&);   // kind "all_purpose_grid"

// What an act changes on one grid. `slot` are all seats of that grid and kind (of a contact: of that department), any dates.
struct Wanted { SeatKind seat{}; std::string department{}; std::optional<base::PostId> post{}; base::OrgUnitId org_unit{}; };
struct Change {
  std::vector<SeatEnded> ended{};
  bool begins{};                           // a new seat as wanted, from the day on
  [[nodiscard]] bool nothing() const { return ended.empty() && !begins; }
};
// Contact and leader: the one before ends on the day. Workers and Party organisations stand beside one another, each once.
// refused "grids.later_seat": somebody has been named from a later day on.
[[nodiscard]] base::Result<Change> set_seat(const std::vector<SeatRow>& slot, const Wanted&, base::CivilDate from, const base::RuleRef&);
[[nodiscard]] Change end_seats(const std::vector<SeatRow>& slot, const std::optional<base::PostId>& post,
                               const std::optional<base::OrgUnitId>& org_unit, base::CivilDate to);
[[nodiscard]] bool holds(const SeatRow&, base::CivilDate day);
[[nodiscard]] bool one_at_a_time(SeatKind);
// Empty, or what is broken: seats of one place overlap, or a post stands twice on a grid.
[[nodiscard]] std::string overlaps(const std::vector<SeatRow>& of_one_grid);

// A grid's leader is a Party member of the community's two committees 两委. Posts are those that the holder has on the day.
struct LeaderPost { std::string kind{}; bool in_party_tree{}; base::AreaId unit_area{}; };
// Message key of what does not fit; empty: fits. "grids.leader_not_in_committees", "grids.leader_not_party"
[[nodiscard]] std::string leader_fault(const Setup&, base::AreaId community, const std::vector<LeaderPost>& held);

}  // namespace grids
