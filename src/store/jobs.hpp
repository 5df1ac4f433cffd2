// Jobs are rows with a due time (the district's clock), a lease (real time) and a progress; the outbox is jobs with a dedupe key.
// A job may run again after a crash: its handler works in units of its own and leaves a mark in the same units.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/context.hpp"
#include "store/store.hpp"

namespace store {

inline constexpr int finished_jobs_kept_days = 30;      // done; failed ones stay until someone looks: 180
inline constexpr int failed_jobs_kept_days = 180;

struct NewJob {
  std::string kind{};          // "matters.export"
  std::string dedupe_key{};    // empty: none. A live job with the same kind and key is left alone (one that is running just now runs once more)
  std::string payload{};       // JSON
  base::Instant due_at{};      // district clock
  int attempts_max{8};
};
struct JobView {
  base::JobId id{};
  std::string kind{}, payload{}, state{};     // waiting, running, done, failed
  std::int64_t progress_done{}, progress_total{};
  int attempts{};
  std::string result{}, error{};              // JSON of JobDone; a message key (or words of a broken resource, for the log)
  base::Instant due_at{};
  std::string mark{};
  base::PersonId asked_by{};                  // the actor of the unit that enqueued it; 0: the system
};
base::JobId enqueue(Unit&, const NewJob&);
[[nodiscard]] std::optional<JobView> job(Session&, base::DistrictId, base::JobId);
// The newest jobs of a kind, newest first (an empty kind: of all); `state` empty: any.
[[nodiscard]] std::vector<JobView> jobs_of(Session&, base::DistrictId, std::string_view kind, std::string_view state, int limit);
// A failed job waits again, with all its attempts, from its mark. False: it is not failed.
[[nodiscard]] bool retry(Unit&, base::JobId);

// What a running job may do besides its own units: say how far it is and leave a mark to resume from.
class JobRun {
 public:
  virtual ~JobRun() = default;
  [[nodiscard]] virtual const JobView& view() const = 0;
  [[nodiscard]] virtual base::DistrictId district() const = 0;
  [[nodiscard]] virtual Moment moment() const = 0;     // read anew at each call
  [[nodiscard]] virtual std::string mark() const = 0;  // the last mark, after a crash too
  // In the caller's unit, so that progress and work commit together. Throws LeaseLost when another server took the job meanwhile
  // (this one slept too long): the unit rolls back, and nothing is done twice.
  virtual void progress(Unit&, std::int64_t done, std::int64_t total, std::string_view mark) = 0;
  [[nodiscard]] virtual bool stopping() const = 0;     // finish politely: return false from the handler to be resumed
};
struct LeaseLost : std::runtime_error { using runtime_error::runtime_error; };

struct JobDone {
  bool finished{true};         // false: run again later (resume from mark)
  std::string result{};        // JSON shown to who asked
  std::optional<base::Instant> again_at{};  // repeat at this district time
};
// An error value that says "later" (unavailable, no_space, rate_limited, stale) and every exception are tried again with growing
// pauses by the real clock, at most attempts_max times; any other error value fails the job at once, because it would only repeat.
using JobHandler = std::function<base::Result<JobDone>(JobRun&)>;

struct JobCounts { std::int64_t waiting{}, running{}, failed{}; };  // of one district, for /health and /metrics

// District clocks: real time plus a stored offset (demo mode), kept by the districts table; see store/districts.hpp.
class JobRunner {
 public:
  virtual ~JobRunner() = default;
  virtual void add(std::string kind, JobHandler) = 0;  // before start()
  virtual void start(int threads) = 0;
  virtual void stop() = 0;                       // polite: waits for the current step of each job
  // Runs every job that is due now in this thread, until none is (tests, demo clock, simulation). Returns how many ran.
  virtual int run_due(base::DistrictId) = 0;
  [[nodiscard]] virtual JobCounts counts(base::DistrictId) = 0;
};
// A running job whose server is silent for `lease_s` (it was killed, or sleeps) is taken over from its mark.
inline constexpr std::int64_t job_lease_s_default = 60;
[[nodiscard]] std::unique_ptr<JobRunner> job_runner(Store&, base::Clock& real_clock, base::Random&, std::int64_t lease_s = job_lease_s_default);

}  // namespace store
