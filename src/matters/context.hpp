// What a service needs to know before and inside its unit: areas and organisations as of today, the rules in force, the scope of a
// matter. Read in a snapshot first, so that the writer does as little as it can.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "matters/events.hpp"
#include "matters/rulebook.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/call.hpp"
#include "territory/territory.hpp"

namespace matters {

struct Context {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  Rulebook rules{};
  base::MatterId by_link{};                // the matter whose reporter came by a private link; 0: nobody did
};
[[nodiscard]] base::Result<Context> context(registry::House&, store::Session&, const store::Moment&);

// The scope columns of an area.
struct Place {
  base::AreaId area{};
  std::int64_t area_version{};
  std::optional<std::int64_t> grid{}, community{}, subdistrict{};
};
[[nodiscard]] Place place_of(const territory::Tree&, base::AreaId);

[[nodiscard]] people::Scope scope_of(const Context&, const MatterRecord&);

// The dues of a matter as it stands now: all rows of the subject are replaced.
void put_dues(store::Unit&, const Context&, const workflow::Machine&, const CaseState&, std::string_view bucket_instead);
// Only what is asked of whoever dispatched: more time, while the request waits.
void put_request(store::Unit&, const Context&, const CaseState&);
// The first unit that owes the step now (the stage's first due rule); 0: none.
[[nodiscard]] base::OrgUnitId owner_of(const Context&, const workflow::Machine&, const MatterRecord&);
// A reminder for the rung above the one that let it run late: subdistrict above community and handling unit, district above that.
void put_escalation(store::Unit&, const Context&, const workflow::Machine&, const CaseState&);

// Appends the event, tells the hooks. `machine_version` names the definition that it followed.
[[nodiscard]] base::Result<base::EventId> record(registry::House&, store::Unit&, const MatterRecord&, std::string kind, std::string body,
                                                 std::string personal = {});

}  // namespace matters
