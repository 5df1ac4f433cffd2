#include "live/audience.hpp"

namespace live {
namespace {

// Who signs in, who is locked, what the auditor verifies: no colleague's screen hears of it.
constexpr std::string_view quiet[] = {"account", "claim", "login_session", "person", "verification"};

}  // namespace

const people::Reach& Audience::reach_of(const std::string& subject_kind) {
  for (const auto& [kind, reach] : reaches_)
    if (kind == subject_kind) return reach;
  std::string action = subject_kind + ".read";
  if (std::ranges::find(quiet, subject_kind) != std::end(quiet)) return reaches_.emplace_back(subject_kind, people::Reach{}).second;
  if (who_.grants == nullptr || who_.grants->rule(action) == nullptr) action = "live.follow";
  return reaches_.emplace_back(subject_kind, people::reach(who_, action)).second;
}

bool Audience::hears(const store::Notice& n, const std::vector<base::AreaId>& above) {
  if (n.person && n.person == who_.person) return true;  // one's own acts, in another window
  const people::Reach& reach = reach_of(n.subject.kind);
  if (reach.everything) return true;
  if (n.org_unit && std::ranges::find(reach.org_units, n.org_unit) != reach.org_units.end()) return true;
  return std::ranges::any_of(above, [&](base::AreaId a) { return std::ranges::find(reach.areas, a) != reach.areas.end(); });
}

}  // namespace live
