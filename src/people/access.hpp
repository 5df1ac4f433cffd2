// One function that answers may-this-principal-do-this-here-now, and its list form. Rights come from posts (definitions/*/rights.toml)
// and a closed list of relations, never from a person.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "people/principal.hpp"
#include "store/session.hpp"

namespace people {

enum class Relation : std::uint8_t { reporter_by_link, handling_unit, called_unit, on_the_roll, target_of_sheet };

// Filled by the owning room from the locked row.
struct Scope {
  std::string kind{};                    // "matter"
  std::int64_t id{};
  std::vector<base::AreaId> areas{};     // the area and all above it, nearest first (grid, community, subdistrict, district)
  std::vector<base::OrgUnitId> org_units{};  // units whose lines it is on (handling unit, called units)
  std::vector<Relation> relations{};
};

// The post that allows it (0 for a relation), or the refusal that names the action, the rule file and who could do it.
[[nodiscard]] base::Result<base::PostId> may(const Principal&, std::string_view action, const Scope&);
// The cheap question "has this action anywhere", for menus and before a unit.
[[nodiscard]] bool has_action(const Principal&, std::string_view action);
[[nodiscard]] std::vector<std::string> actions_of(const Principal&);

// List form: what may be seen. Only store/list.hpp's helper turns it into WHERE.
struct Reach {
  bool everything{};                         // the whole district
  std::vector<base::AreaId> areas{};         // rows in or below any of these
  std::vector<base::OrgUnitId> org_units{};  // or on a line of these
  [[nodiscard]] bool nothing() const { return !everything && areas.empty() && org_units.empty(); }
};
[[nodiscard]] Reach reach(const Principal&, std::string_view action);

}  // namespace people
