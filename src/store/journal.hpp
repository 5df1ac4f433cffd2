// One history: the journal row is the envelope of a typed event, with two bodies. Rows enter unsealed; the sealer
// (store/sealer.hpp) numbers and chains them per district a few tens of milliseconds later.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "store/session.hpp"

namespace store {

struct NewEvent {
  std::string kind{};            // "matter.registered"
  base::Subject subject{};
  std::string body{};            // JSON without personal columns: kept, hashed, the only input of state
  std::string personal{};        // JSON of personal columns, or empty: own table, own salted commitment, erasable
  std::string definition{};      // "matter@3": the definition version that it followed, or empty
  base::AreaId area{};           // scope for live events and audits; 0: none
  base::OrgUnitId org_unit{};
};

struct Event {  // as read back
  base::EventId id{};
  std::optional<std::int64_t> seq{};  // empty while unsealed
  std::string kind{};
  base::Subject subject{};
  std::string body{};
  std::string personal{};        // empty: none, or erased
  std::string definition{};
  base::AreaId area{};
  base::OrgUnitId org_unit{};
  Actor actor{};
  base::Instant happened_at{};   // district clock
  base::Instant recorded_at{};   // real clock
};

base::EventId append(Unit&, const NewEvent&);
[[nodiscard]] std::vector<Event> events_of(Session&, base::DistrictId, const base::Subject&);                       // oldest first
[[nodiscard]] std::vector<Event> sealed_after(Session&, base::DistrictId, std::int64_t seq, std::size_t limit);     // by seq
std::int64_t erase_personal(Unit&, const base::Subject&);  // journals nothing itself; returns how many bodies were erased

}  // namespace store
