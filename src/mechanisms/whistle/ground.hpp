// What the room needs to know of its surroundings, as of the district's day: areas, units, rules, times.
#pragma once
#include <memory>
#include <optional>

#include "definitions/times.hpp"
#include "instruments/workflow/limits.hpp"
#include "mechanisms/whistle/tables.hpp"
#include "mechanisms/whistle/views.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/room.hpp"

namespace whistle {

constexpr int lock_floor = 11;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  std::shared_ptr<const workflow::Machine> machine{}, line_machine{};
  std::shared_ptr<const workflow::LimitTable> limits{};
  std::shared_ptr<const Kinds> kinds{};
  std::shared_ptr<const Competence> competence{};
  std::shared_ptr<const Rating> rating{};
  std::optional<definitions::Times> times{};
  [[nodiscard]] base::CivilDate today() const { return tree->day(); }
  [[nodiscard]] workflow::TimeTable time() const;
  [[nodiscard]] const base::Zone& zone() const;
};
[[nodiscard]] base::Result<Ground> ground(registry::House&, store::Session&, const store::Moment&);

[[nodiscard]] people::Scope scope(const Ground&, const Whistle&, std::vector<base::OrgUnitId> called = {});
[[nodiscard]] people::Scope scope(const Ground&, const Line&);
[[nodiscard]] base::Subject subject_of(const Whistle&);
[[nodiscard]] base::Subject subject_of(const Line&);
[[nodiscard]] std::vector<base::OrgUnitId> units_of(const std::vector<Line>&);
[[nodiscard]] store::AreaLevel levels(const Ground&);

// The kind of post that answers for a called unit; empty: nobody there does.
[[nodiscard]] std::string answering_post(const Ground&, base::OrgUnitId, std::string_view wanted);
// A property company and its like: called, though nobody there has an account.
[[nodiscard]] bool is_guest(const Ground&, base::OrgUnitId);
[[nodiscard]] bool may_be_called(const Ground&, base::OrgUnitId, std::string_view post_kind);
[[nodiscard]] bool differs(const Ground&, const std::vector<PlannedLine>&);
[[nodiscard]] std::vector<std::string> posts_at(const people::Principal&, std::string_view action, const people::Scope&);
[[nodiscard]] std::int64_t year_of(const Ground&, base::Instant);

// Guards see this of a case; what belongs to a form is added by whoever moves it.
[[nodiscard]] Facts facts_of(const Ground&, const people::Principal&, const Whistle&, const std::vector<Line>&);
[[nodiscard]] Facts facts_of(const Ground&, const people::Principal&, const LineState&, const std::vector<Line>& siblings, base::Instant now);

// What waits for whom; `bucket`: instead of the stage's own.
void put_dues(store::Unit&, const Ground&, const WhistleState&, std::string_view bucket = {});
void put_dues(store::Unit&, const Ground&, const LineState&, std::string_view bucket = {});
void put_reminders(store::Unit&, const Ground&, const LineState&);     // above: the subdistrict's director and the district's desk
void put_reminders(store::Unit&, const Ground&, const WhistleState&);

}  // namespace whistle
