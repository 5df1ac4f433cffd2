// One history: the journal row is the envelope of a typed event, with two bodies. Rows enter unsealed; the sealer
// (store/sealer.hpp) numbers and chains them per district a few tens of milliseconds later.
#pragma once
#include <functional>
#include <map>
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
  std::string personal_commitment{};  // empty: there never was a personal body; kept when it is erased
  std::string definition{};
  base::AreaId area{};
  base::OrgUnitId org_unit{};
  Actor actor{};                 // on_behalf_of is kept with the personal body and erased with it
  base::Instant happened_at{};   // district clock
  base::Instant recorded_at{};   // real clock
};

base::EventId append(Unit&, const NewEvent&);
[[nodiscard]] std::vector<Event> events_of(Session&, base::DistrictId, const base::Subject&);                       // oldest first
// The same for many subjects of one kind, asked for with rising ids: the journal is read once, in pages. For laws that look at all.
class SubjectEvents {
 public:
  SubjectEvents(Session& s, base::DistrictId district, std::string_view kind) : s_(s), district_(district), kind_(kind) {}
  const std::vector<Event>& of(std::int64_t subject);  // oldest first; stands until the next call. An id that does not rise costs a query

 private:
  Session& s_;
  base::DistrictId district_;
  std::string kind_;
  std::vector<Event> page_{}, here_{};
  std::size_t at_{};
  std::pair<std::int64_t, std::int64_t> read_{};  // subject and event that were read last
  std::int64_t asked_{};
  bool ended_{};
};
// Through which post each of these subjects met this kind of event last; who never did is left out. One statement.
[[nodiscard]] std::map<std::int64_t, base::PostId> posts_of_last(Session&, base::DistrictId, std::string_view kind, std::string_view subject_kind,
                                                                 const std::vector<std::int64_t>& subjects);
[[nodiscard]] std::vector<Event> sealed_after(Session&, base::DistrictId, std::int64_t seq, std::size_t limit);     // by seq
[[nodiscard]] std::optional<Event> event(Session&, base::DistrictId, base::EventId);
std::int64_t erase_personal(Unit&, const base::Subject&);  // journals nothing itself; returns how many bodies were erased

// What live events carry: no body. By seq, oldest first.
struct Notice {
  std::int64_t seq{};
  base::EventId id{};
  std::string kind{};
  base::Subject subject{};
  base::AreaId area{};
  base::OrgUnitId org_unit{};
  base::PersonId person{};
};
[[nodiscard]] std::vector<Notice> notices_after(Session&, base::DistrictId, std::int64_t seq, std::size_t limit);

// The journal as the auditor reads it: newest first, every filter optional, pages by id.
struct JournalQuery {
  base::Subject subject{};               // kind empty: any; id 0: all of the kind
  base::PersonId person{};
  std::string kind{};                    // exact, or a family: "matter." takes all that begin so
  bool unmaskings{};                     // only kinds that end in ".unmasked"
  std::optional<base::Instant> from{};   // happened_at, district clock; half-open
  std::optional<base::Instant> to{};
  std::optional<base::Instant> recorded_from{}, recorded_to{};  // real clock: bounds of the ids, so that only this stretch is read
  base::EventId before{};                // 0: from the newest
  int limit{50};
};
[[nodiscard]] std::vector<Event> journal_page(Session&, base::DistrictId, const JournalQuery&);

struct Head {                            // of a chain; seq 0: nothing is sealed yet
  std::int64_t seq{};
  std::string hash{};
};
[[nodiscard]] Head chain_head(Session&, base::DistrictId);

struct DailyHead {
  base::CivilDate day{};                 // the civil day that had ended
  std::int64_t seq{};
  std::string hash{};
  base::Instant made_at{};               // real clock
};
[[nodiscard]] std::vector<DailyHead> daily_heads(Session&, base::DistrictId, std::optional<base::CivilDate> before, int limit);  // newest first

}  // namespace store
