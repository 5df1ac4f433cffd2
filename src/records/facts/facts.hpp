// Facts: what happened, in numbers, so that obligations, ratings, archives and sheets never include the room that made it.
// A fact is a pure function of an event, written in the event's unit. It is never changed: taking one back adds a fact with the
// opposite amount that names it, so a sum up to any moment of recording is right for that moment (a frozen round stays frozen).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/session.hpp"

namespace facts {

struct FactTag;
using FactId = base::Id<FactTag>;

struct Fact {
  FactId id{};
  std::string kind{};                 // "matter.struck_off": declared once by its producer (registry::FactKind)
  base::Subject subject{};            // about whom or what
  std::int64_t amount{1};
  std::string measure{"count"};       // count, minutes, hours_x10 …: as the kind declares
  base::OrgUnitId org_unit{};         // of that day
  base::AreaId area{};
  std::int64_t area_version{};        // of that day; 0: without area
  base::CivilDate occurred_on{};
  base::Instant recorded_at{};        // set by add()
  base::EventId event{};              // the journal row that it follows from
  base::Subject evidence{};           // what a reader opens; kind empty: the subject itself
  FactId retracts{};                  // 0: an ordinary fact
};

FactId add(store::Unit&, const Fact&);
// The opposite of fact `id`, following from `event`. Refuses one that is not there or already taken back.
[[nodiscard]] base::Result<FactId> retract(store::Unit&, FactId id, base::EventId event);

[[nodiscard]] std::vector<Fact> of_subject(store::Session&, base::DistrictId, const base::Subject&, std::string_view kind);  // oldest first

struct Span { base::CivilDate from{}, to{}; };  // half-open
// Sum of a unit's amounts that occurred in the span and were recorded no later than `freeze` (empty: until now).
[[nodiscard]] std::int64_t sum_of_unit(store::Session&, base::DistrictId, base::OrgUnitId, std::string_view kind, Span, std::optional<base::Instant> freeze = {});
// The rows behind that sum.
[[nodiscard]] std::vector<Fact> of_unit(store::Session&, base::DistrictId, base::OrgUnitId, std::string_view kind, Span,
                                        std::optional<base::Instant> freeze = {}, int limit = 200);

}  // namespace facts
