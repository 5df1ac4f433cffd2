// Clocks of cases: started, due, met, paused, with the limit row and calendar version they used. State is the fold of the changes
// that events carry; the table is a projection. One case has at most one running or paused clock of a code.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/session.hpp"

namespace workflow {

enum class ClockState : std::uint8_t { running, paused, met, stopped };
enum class ChangeKind : std::uint8_t { start, meet, stop, pause, resume, warn, overdue, extend };

struct Pause {
  base::Instant from{};
  std::optional<base::Instant> to{};   // empty: still paused
  std::string reason{};
};

struct Extension {                     // more time, granted by somebody: the event of this instant says who
  base::Instant at{};
  std::int64_t amount{};
  base::LimitUnit unit{};
  std::optional<base::Instant> due_before{}, due_at{};
  std::string reason{};
};

struct Basis {                         // which rule made the deadline
  std::string limit{};                 // "limits/matters"; "source": another system set it
  std::int64_t limit_version{};
  std::string limit_place{};           // "handle/p-01-01/1": clock, category and grade of the row that held
  std::string calendar{};
  std::int64_t calendar_version{};
  std::string hours{};                 // office hours
  std::int64_t hours_version{};
};

struct More {                          // time that is granted on top
  std::int64_t amount{};
  base::LimitUnit unit{};
};

struct ClockChange {                   // part of an event's body
  std::string code{};
  ChangeKind change{};
  std::optional<base::Instant> due_at{}, warn_at{};  // start, resume, extend
  std::optional<Basis> basis{};                      // start
  std::string reason{};                              // pause, extend
  std::optional<More> more{};                        // extend
};

struct Clock {
  std::string code{};
  std::int64_t number{};               // the how-manieth of its code, from 1
  ClockState state{};
  base::Instant started_at{};
  std::optional<base::Instant> due_at{}, warn_at{}, ended_at{};
  Basis basis{};
  std::vector<Pause> pauses{};
  std::optional<base::Instant> warned_at{}, overdue_at{};
  std::vector<Extension> extensions{};

  [[nodiscard]] bool live() const { return state == ClockState::running || state == ClockState::paused; }
  [[nodiscard]] bool late(base::Instant now) const;   // past due: at its end, or now
};

// Folds one change; a change that does not fit (meeting what does not run) is left out when `lenient` machines name it, so a
// move may say "meets accept, register" and meet whichever runs.
void apply(std::vector<Clock>&, const ClockChange&, base::Instant at);
[[nodiscard]] const Clock* live_clock(const std::vector<Clock>&, std::string_view code);
// Minutes that counted against the case so far: end (or now) − start − pauses.
[[nodiscard]] std::int64_t used_minutes(const Clock&, base::Instant now);
[[nodiscard]] bool same(const Clock&, const Clock&);

// ---- the table
[[nodiscard]] std::vector<Clock> clocks_of(store::Session&, base::DistrictId, const base::Subject&);   // by start, then code
void save(store::Unit&, const base::Subject&, const std::vector<Clock>& before, const std::vector<Clock>& after);
void insert_clock(store::Unit&, const base::Subject&, const Clock&);

struct Ripe {                          // running clocks whose warning or deadline has come and is not marked yet
  base::Subject subject{};
  std::string code{};
  bool overdue{};                      // false: the warning
};
[[nodiscard]] std::vector<Ripe> ripe(store::Session&, base::DistrictId, std::string_view subject_kind, base::Instant now, int limit);

}  // namespace workflow

DESCRIBED_ENUM(workflow::ClockState)
DESCRIBED_ENUM(workflow::ChangeKind)
DESCRIBED(workflow::Pause)
DESCRIBED(workflow::Extension)
DESCRIBED(workflow::Basis)
DESCRIBED(workflow::More)
DESCRIBED(workflow::ClockChange)
