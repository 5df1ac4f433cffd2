// The sealer numbers and chains the journal per district: seq without a gap, hash = H(hash before, seq, envelope).
// SQLite seals at each group commit, in the group's own transaction. On PostgreSQL one server at a time (a lease per district, by
// the real clock) seals what others have committed, every few tens of milliseconds; unique keys are the second net, so two
// servers never fork the chain. Events are sealed in the order in which they become visible, never by their ids alone, so one
// that commits late is sealed late and not skipped. The unsealed window is at most a second.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/context.hpp"
#include "store/journal.hpp"
#include "store/store.hpp"

namespace store {

struct SealedRange {
  base::DistrictId district{};
  std::int64_t first{}, last{};
};

struct SealerOptions {
  std::string head_file{};         // daily heads are appended here, outside the database; empty: nowhere
  std::string erasure_file{};      // beside it: what was erased, for after a restore; empty: nowhere
  std::int64_t poll_ms{40};        // PostgreSQL: how often others' events are looked for
  std::int64_t lease_ms{800};       // so that a crashed leader leaves no more than a second unsealed
};

struct SealerStats {               // since the start, for /health and /metrics
  std::uint64_t sealed{}, rounds{}, failed_rounds{};
  bool leads{};                    // at least one district
  std::string head_file_error{};   // empty: the last append went well
  std::string last_error{};
};

class Sealer {
 public:
  virtual ~Sealer() = default;
  // Begins the thread. Before it, or without it, step() does the same once in the caller's thread (tests, simulation).
  virtual void start() = 0;
  virtual void stop() = 0;
  // Seals what waits, writes daily heads that are due, and tells subscribers what they have not heard. Returns how many were sealed here.
  virtual std::int64_t step() = 0;
  // `heard` is called with each new range after its commit, also for what another server sealed, from some thread of the store:
  // it must be quick and must not call the store.
  virtual int subscribe(std::function<void(const SealedRange&)> heard) = 0;
  virtual void unsubscribe(int subscription) = 0;
  [[nodiscard]] virtual SealerStats stats() const = 0;
  [[nodiscard]] virtual const SealerOptions& options() const = 0;
};

// One per process, made right after opening the store: before the first write.
[[nodiscard]] std::unique_ptr<Sealer> sealer(Store&, base::Clock& real_clock, base::Random&, SealerOptions);

// After a backup was restored: every district's epoch rises (clients notice and begin again), leases end, running jobs wait again.
[[nodiscard]] base::Done after_restore(Store&, base::Instant real_now);

}  // namespace store
