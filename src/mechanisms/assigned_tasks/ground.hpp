// What the room needs to know of its surroundings, as of the district's day: areas, units, rules, times.
#pragma once
#include <map>
#include <memory>
#include <optional>

#include "definitions/times.hpp"
#include "instruments/workflow/limits.hpp"
#include "mechanisms/assigned_tasks/rules.hpp"
#include "mechanisms/assigned_tasks/tables.hpp"
#include "mechanisms/assigned_tasks/views.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/room.hpp"

namespace assigned_tasks {

constexpr int lock_floor = 11;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  std::shared_ptr<const workflow::Machine> task_machine{}, line_machine{};
  std::shared_ptr<const workflow::LimitTable> limits{};
  std::shared_ptr<const Door> door{};
  std::shared_ptr<const FactBook> facts{};
  std::optional<definitions::Times> times{};
  [[nodiscard]] base::CivilDate today() const { return tree->day(); }
  [[nodiscard]] workflow::TimeTable time() const;
};
[[nodiscard]] base::Result<Ground> ground(registry::House&, store::Session&, const store::Moment&);

[[nodiscard]] people::Scope scope(const Ground&, const Task&);          // stands on its department's line, in the whole district
[[nodiscard]] people::Scope scope(const Ground&, const Line&);
[[nodiscard]] store::AreaLevel levels(const Ground&);
[[nodiscard]] base::Subject subject_of(const Task&);
[[nodiscard]] base::Subject subject_of(const Line&);

struct Target { const people::OrgUnit* unit{}; const Filler* filler{}; const territory::Area* community{}; base::AreaId subdistrict{}; };
// The units that fill a task, by the names of areas and kinds in it, as of today.
[[nodiscard]] std::vector<Target> targets_of(const Ground&, const Task&);
[[nodiscard]] base::Instant due_instant(const Ground&, base::CivilDate);   // the close of office on that day, or of the day itself when it is free
[[nodiscard]] std::string due_state(const std::optional<base::Instant>& due_at, base::Instant now);
// What the guards look at; asks the database for hours and progress.
[[nodiscard]] TaskFacts facts_of(const Ground&, store::Session&, const Task&, const std::vector<Target>&, std::string_view over_reason);
[[nodiscard]] std::vector<Prefill> prefill_of(const Ground&, store::Session&, const Line&, const std::vector<FormField>&);

// The buttons: what the person has no right to is not shown; where a guard refuses, its rule stands beside it.
[[nodiscard]] std::vector<workflow::MoveView> moves_of(const workflow::Machine&, const workflow::Position&, const workflow::GuardCheck&,
                                                       const std::function<bool(const workflow::Move&)>& may);

}  // namespace assigned_tasks
