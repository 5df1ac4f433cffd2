// What the room's reads and acts share.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "definitions/book.hpp"
#include "mechanisms/talks/model.hpp"
#include "mechanisms/talks/rules.hpp"
#include "mechanisms/talks/tables.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/call.hpp"

namespace talks {

using registry::Call;

inline constexpr std::string_view read_action = "talk.read";
inline constexpr std::string_view keep_action = "talk.keep";       // teams and pairings
inline constexpr std::string_view visit_action = "talk.visit";
inline constexpr std::string_view answer_action = "talk.answer";   // what follows from an item
inline constexpr std::string_view unmask_action = "talk.unmask";
inline constexpr std::string_view export_action = "talk.export";
inline constexpr int lock_floor = 11;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  base::CivilDate today{};
  definitions::Parsed<Settings> settings{};
  std::string time_zone{};
  std::optional<base::Zone> zone{};
  [[nodiscard]] std::string area_name(base::AreaId) const;   // empty: unknown
};
[[nodiscard]] base::Result<Ground> ground(registry::House&, store::Session&, const store::Moment&);
[[nodiscard]] store::AreaLevel levels(const Ground&);
[[nodiscard]] people::Scope scope_at(const Ground&, base::AreaId, std::vector<base::OrgUnitId>);
[[nodiscard]] people::Scope scope_of(const Ground&, const ItemRow&);

[[nodiscard]] std::map<TeamId, TeamRow> teams_by_id(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<VisitLine> lines_of(const Ground&, store::Session&, base::DistrictId, const std::vector<ListedVisit>&);
[[nodiscard]] VisitLine line_of(const Ground&, store::Session&, base::DistrictId, const VisitRow&, const std::vector<ItemRow>& said);
[[nodiscard]] std::vector<ItemLine> lines_of(const Call&, const Ground&, store::Session&, base::DistrictId, const std::vector<ItemRow>&);

}  // namespace talks
