// Runs jobs: several servers and threads look at the same rows; a conditional update claims one, a lease by the real clock keeps it.
#include <spdlog/spdlog.h>

#include <atomic>
#include <condition_variable>
#include <set>
#include <thread>

#include "base/assert.hpp"
#include "base/limits.hpp"
#include "store/districts.hpp"
#include "store/idempotency.hpp"
#include "store/jobs_tables.hpp"

namespace store {
namespace {

using jobs_sql::Ticket;

constexpr int heartbeats = 4;  // in the time of a lease
constexpr std::chrono::milliseconds poll{300};
constexpr base::Duration first_pause = base::seconds(2);
constexpr base::Duration pause_max = base::hours(1);
constexpr std::string_view sweep_kind = "store.sweep";

bool later(base::ErrorCode code) {
  return code == base::ErrorCode::unavailable || code == base::ErrorCode::no_space || code == base::ErrorCode::rate_limited ||
         code == base::ErrorCode::stale;
}

// 2 s, 6 s, 18 s … an hour, each up to a fifth longer, so that many jobs that failed together do not come back together.
base::Duration pause_after(int attempts, base::Random& random) {
  base::Duration pause = first_pause;
  for (int i = 1; i < attempts && pause < pause_max; ++i) pause.micros *= 3;
  pause = std::min(pause, pause_max);
  return {pause.micros + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(pause.micros / 5)))};
}

class Run final : public JobRun {
 public:
  Run(Store& store, base::Clock& clock, base::Duration lease, Ticket ticket, JobView view, const std::atomic<bool>& stopping)
      : store_(store), clock_(clock), lease_(lease), ticket_(std::move(ticket)), view_(std::move(view)), stopping_(stopping) {}

  [[nodiscard]] const JobView& view() const override { return view_; }
  [[nodiscard]] base::DistrictId district() const override { return ticket_.district; }
  [[nodiscard]] Moment moment() const override {
    const base::Instant real = clock_.now();
    const auto row = store_.read([this](Session& s) { return district_by_id(s, ticket_.district); });
    return {ticket_.district, row ? district_now(*row, real) : real, real};
  }
  [[nodiscard]] std::string mark() const override { return view_.mark; }
  void progress(Unit& unit, std::int64_t done, std::int64_t total, std::string_view mark) override {
    if (!jobs_sql::progress(unit, ticket_, clock_.now() + lease_, done, total, mark)) throw LeaseLost("another server took over job " + std::to_string(ticket_.id.value));
    unit.after_commit([this, done, total, kept = std::string(mark)] {
      view_.progress_done = done;
      view_.progress_total = total;
      view_.mark = kept;
    });
  }
  [[nodiscard]] bool stopping() const override { return stopping_; }

  [[nodiscard]] const Ticket& ticket() const { return ticket_; }
  [[nodiscard]] Work work() const { return {.moment = moment()}; }

 private:
  Store& store_;
  base::Clock& clock_;
  const base::Duration lease_;
  const Ticket ticket_;
  JobView view_;
  const std::atomic<bool>& stopping_;
};

class Runner final : public JobRunner {
 public:
  Runner(Store& store, base::Clock& clock, base::Random& random, base::Duration lease)
      : store_(store), clock_(clock), random_(random), lease_(lease), holder_(random.token_hex(8)) {
    handlers_.emplace(sweep_kind, [this](JobRun& run) { return sweep(run); });
  }
  ~Runner() override { Runner::stop(); }

  void add(std::string kind, JobHandler handler) override {
    ASSERT(threads_.empty());
    const bool added = handlers_.emplace(std::move(kind), std::move(handler)).second;
    ASSERT(added);  // two rooms with one kind
  }

  void start(int threads) override {
    stopping_ = false;
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { loop(); });
    threads_.emplace_back([this] { beat(); });
  }

  void stop() override {
    {
      const std::lock_guard hold(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
  }

  int run_due(base::DistrictId district) override {
    int ran = 0;
    while (ran < base::limits::due_jobs_per_run_max && run_one(district)) ++ran;
    return ran;
  }

  [[nodiscard]] JobCounts counts(base::DistrictId district) override {
    return store_.read([&](Session& s) { return jobs_sql::counts(s, district); });
  }

 private:
  [[nodiscard]] Moment moment(base::DistrictId district) {
    const base::Instant real = clock_.now();
    const auto row = store_.read([&](Session& s) { return district_by_id(s, district); });
    return {district, row ? district_now(*row, real) : real, real};
  }

  // Claims and runs the first job that this process can; false: nothing is due.
  bool run_one(base::DistrictId district) {
    const Moment now = moment(district);
    const auto due = store_.read([&](Session& s) { return jobs_sql::candidates(s, district, now.now, now.real_now); });
    for (const auto& candidate : due) {
      const auto handler = handlers_.find(candidate.kind);
      if (handler == handlers_.end()) continue;  // of a newer program beside this one
      Ticket ticket{district, candidate.id, holder_ + "." + std::to_string(++tickets_)};
      int attempts_max = 0;
      auto claimed = store_.write(Work{.moment = now}, [&](Unit& unit) -> base::Result<std::optional<JobView>> {
        if (!jobs_sql::claim(unit, ticket, now.real_now + lease_)) return std::nullopt;
        attempts_max = jobs_sql::attempts_max(unit, ticket);
        return job(unit, district, candidate.id);
      });
      if (!claimed || !*claimed) continue;
      Run run(store_, clock_, lease_, std::move(ticket), **std::move(claimed), stopping_);
      perform(run, handler->second, attempts_max);
      return true;
    }
    return false;
  }

  void perform(Run& run, const JobHandler& handler, int attempts_max) {
    {
      const std::lock_guard hold(mutex_);
      running_.insert(&run);
    }
    struct Leave {
      Runner& runner;
      Run& run;
      ~Leave() {
        const std::lock_guard hold(runner.mutex_);
        runner.running_.erase(&run);
        if (runner.stopping_) runner.wake_.notify_all();
      }
    } leave{*this, run};
    const int attempts = run.view().attempts;
    if (attempts > attempts_max) return finish(run, [&](Unit& unit) { jobs_sql::fail(unit, run.ticket(), "store.job_crashed"); });
    try {
      const base::Result<JobDone> done = handler(run);
      if (!done) return failed(run, done.error().reason, later(done.error().code), attempts, attempts_max);
      if (!done->finished) return finish(run, [&](Unit& unit) { jobs_sql::pause(unit, run.ticket()); });
      finish(run, [&](Unit& unit) { jobs_sql::done(unit, run.ticket(), done->result, done->again_at); });
    } catch (const LeaseLost& e) {
      spdlog::warn("{}", e.what());
    } catch (const Unavailable& e) {
      spdlog::warn("job {} {}: {}", run.view().kind, run.ticket().id.value, e.what());
      const base::Duration pause = pause_after(attempts, random_);
      finish(run, [&](Unit& unit) { jobs_sql::away(unit, run.ticket(), "store.job_broken", unit.moment().real_now + pause); });
    } catch (const std::exception& e) {
      spdlog::error("job {} {}: {}", run.view().kind, run.ticket().id.value, e.what());
      failed(run, "store.job_broken", true, attempts, attempts_max);
    }
  }

  void failed(Run& run, std::string_view error, bool try_again, int attempts, int attempts_max) {
    if (!try_again || attempts >= attempts_max) {
      spdlog::error("job {} {} failed: {}", run.view().kind, run.ticket().id.value, error);
      return finish(run, [&](Unit& unit) { jobs_sql::fail(unit, run.ticket(), error); });
    }
    const base::Duration pause = pause_after(attempts, random_);
    finish(run, [&](Unit& unit) { jobs_sql::again(unit, run.ticket(), error, unit.moment().real_now + pause); });
  }

  // The run's last word. If the database is away the lease runs out and the job comes back from its mark.
  void finish(Run& run, const std::function<void(Unit&)>& last) {
    try {
      (void)store_.write(run.work(), [&](Unit& unit) -> base::Done { last(unit); return {}; });
    } catch (const std::exception& e) {
      spdlog::warn("job {} {} ends with its lease: {}", run.view().kind, run.ticket().id.value, e.what());
    }
  }

  void loop() {
    while (!stopping_) {
      bool ran = false;
      try {
        const auto all = store_.read([](Session& s) { return districts(s); });
        for (const auto& district : all) {
          if (stopping_) break;
          sweep_daily(district.id);
          ran = run_one(district.id) || ran;
        }
      } catch (const std::exception& e) {
        spdlog::error("jobs: {}", e.what());
      }
      if (ran) continue;
      std::unique_lock hold(mutex_);
      wake_.wait_for(hold, poll, [this] { return stopping_.load(); });
    }
  }

  // Leases of what runs here are extended while it runs, so an expired one means a crash or a long sleep.
  void beat() {
    for (;;) {
      std::unique_lock hold(mutex_);
      wake_.wait_for(hold, std::chrono::microseconds(lease_.micros / heartbeats), [this] { return stopping_ && running_.empty(); });
      if (stopping_ && running_.empty()) return;
      std::vector<Ticket> tickets;
      for (const Run* run : running_) tickets.push_back(run->ticket());
      hold.unlock();
      for (const auto& ticket : tickets) extend(ticket);
    }
  }

  void extend(const Ticket& ticket) {
    try {
      const base::Instant now = clock_.now();
      (void)store_.write(Work{.moment = {ticket.district, now, now}}, [&](Unit& unit) -> base::Result<bool> {
        return jobs_sql::extend(unit, ticket, now + lease_);
      });
    } catch (const std::exception& e) {
      spdlog::warn("the lease of job {} was not extended: {}", ticket.id.value, e.what());
    }
  }

  void sweep_daily(base::DistrictId district) {
    {
      const std::lock_guard hold(mutex_);
      if (!swept_.insert(district).second) return;
    }
    const Moment now = moment(district);
    (void)store_.write(Work{.moment = now}, [&](Unit& unit) -> base::Result<base::JobId> {
      return enqueue(unit, {.kind = std::string(sweep_kind), .dedupe_key = "daily", .due_at = now.now});
    });
  }

  // What has been kept long enough: answers to client references, finished jobs.
  base::Result<JobDone> sweep(JobRun& run) {
    const Moment now = run.moment();
    const int answers = sweep_answers(store_, now.district, now.real_now);
    int jobs = 0;
    for (;;) {
      const auto old = store_.read([&](Session& s) {
        return jobs_sql::finished_before(s, now.district, now.real_now - base::hours(24 * finished_jobs_kept_days),
                                         now.real_now - base::hours(24 * failed_jobs_kept_days), base::limits::job_chunk_rows);
      });
      if (old.empty()) break;
      TRY_DO(store_.write(Work{.moment = now}, [&](Unit& unit) -> base::Done {
        for (const auto id : old) jobs_sql::forget(unit, now.district, id);
        return {};
      }));
      jobs += static_cast<int>(old.size());
    }
    return JobDone{.result = "{\"answers\":" + std::to_string(answers) + ",\"jobs\":" + std::to_string(jobs) + "}", .again_at = now.now + base::hours(24)};
  }

  Store& store_;
  base::Clock& clock_;
  base::Random& random_;
  const base::Duration lease_;
  const std::string holder_;
  std::map<std::string, JobHandler, std::less<>> handlers_;
  std::atomic<std::uint64_t> tickets_{};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_{};
  std::set<const Run*> running_;               // under mutex_, as the next
  std::set<base::DistrictId> swept_;
  std::vector<std::jthread> threads_;
};

}  // namespace

std::unique_ptr<JobRunner> job_runner(Store& store, base::Clock& real_clock, base::Random& random, std::int64_t lease_s) {
  ASSERT(lease_s > 0);
  return std::make_unique<Runner>(store, real_clock, random, base::seconds(lease_s));
}

}  // namespace store
