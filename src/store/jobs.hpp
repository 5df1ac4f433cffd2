// Jobs are rows with a due time (the district's clock), a lease (real time) and a progress; the outbox is jobs with a dedupe key.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/context.hpp"
#include "store/store.hpp"

namespace store {

struct NewJob {
  std::string kind{};          // "matters.export"
  std::string dedupe_key{};    // empty: none. A live job with the same kind and key is left alone
  std::string payload{};       // JSON
  base::Instant due_at{};      // district clock
  int attempts_max{8};
};
struct JobView {
  base::JobId id{};
  std::string kind{}, payload{}, state{};     // waiting, running, done, failed
  std::int64_t progress_done{}, progress_total{};
  int attempts{};
  std::string result{}, error{};
  base::Instant due_at{};
};
base::JobId enqueue(Unit&, const NewJob&);
[[nodiscard]] std::optional<JobView> job(Session&, base::DistrictId, base::JobId);

// What a running job may do besides its own units: say how far it is and leave a mark to resume from.
class JobRun {
 public:
  virtual ~JobRun() = default;
  [[nodiscard]] virtual const JobView& view() const = 0;
  [[nodiscard]] virtual base::DistrictId district() const = 0;
  [[nodiscard]] virtual Moment moment() const = 0;
  [[nodiscard]] virtual std::string mark() const = 0;  // the last mark, after a crash too
  // In the caller's unit, so that progress and work commit together.
  virtual void progress(Unit&, std::int64_t done, std::int64_t total, std::string_view mark) = 0;
  [[nodiscard]] virtual bool stopping() const = 0;     // finish politely: return false from the handler to be resumed
};
struct JobDone {
  bool finished{true};         // false: run again later (resume from mark)
  std::string result{};        // JSON shown to who asked
  std::optional<base::Instant> again_at{};  // repeat at this district time
};
using JobHandler = std::function<base::Result<JobDone>(JobRun&)>;

// District clocks: real time plus a stored offset (demo mode), kept by the districts table; see store/districts.hpp.
class JobRunner {
 public:
  virtual ~JobRunner() = default;
  virtual void add(std::string kind, JobHandler) = 0;
  virtual void start(int threads) = 0;
  virtual void stop() = 0;                       // polite: waits for the current step of each job
  // Runs every job that is due now in this thread, until none is (tests, demo clock, simulation). Returns how many ran.
  virtual int run_due(base::DistrictId) = 0;
};
[[nodiscard]] std::unique_ptr<JobRunner> job_runner(Store&, base::Clock& real_clock, base::Random&);

}  // namespace store
