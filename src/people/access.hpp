// One function that answers may-this-principal-do-this-here-now, and its list form. Rights come from posts (definitions/*/rights.toml)
// and a closed list of relations, never from a person.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "people/grants.hpp"
#include "people/principal.hpp"
#include "store/session.hpp"
#include "territory/territory.hpp"

namespace people {

// Filled by the owning room from the locked row.
struct Scope {
  std::string kind{};                    // "matter"
  std::int64_t id{};
  std::vector<base::AreaId> areas{};     // the area and all above it, nearest first (grid, community, subdistrict, district)
  std::vector<base::OrgUnitId> org_units{};  // units whose lines it is on (handling unit, called units)
  std::vector<Relation> relations{};     // of this principal to the record
};
[[nodiscard]] Scope scope_of(const territory::Tree&, std::string kind, std::int64_t id, base::AreaId area,
                             std::vector<base::OrgUnitId> org_units = {}, std::vector<Relation> relations = {});

// The post that allows it (0 for a relation or a job), or the refusal that names the action, the rule file and who could do it.
// A post held oneself goes before one held as a deputy, a nearer scope before a wider one.
[[nodiscard]] base::Result<base::PostId> may(const Principal&, std::string_view action, const Scope&);
// The cheap question "has this action anywhere", for menus and before a unit.
[[nodiscard]] bool has_action(const Principal&, std::string_view action);
[[nodiscard]] base::Done need_action(const Principal&, std::string_view action);   // … as a refusal like may()'s
[[nodiscard]] std::vector<std::string> actions_of(const Principal&);               // sorted

// List form: what may be seen. Only store/list.hpp's helper turns it into WHERE.
struct Reach {
  bool everything{};                         // the whole district
  std::vector<base::AreaId> areas{};         // rows in or below any of these
  std::vector<base::OrgUnitId> org_units{};  // or on a line of these
  [[nodiscard]] bool nothing() const { return !everything && areas.empty() && org_units.empty(); }
};
[[nodiscard]] Reach reach(const Principal&, std::string_view action);

// A job's principal, and a resident's who came by a private link.
[[nodiscard]] Principal system_principal(base::DistrictId);
[[nodiscard]] Principal link_principal(base::DistrictId, std::string link_token_hash, std::shared_ptr<const Grants>);

}  // namespace people
