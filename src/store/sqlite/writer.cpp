#include "store/sqlite/writer.hpp"

#include <spdlog/spdlog.h>

#include <chrono>

#include "base/assert.hpp"
#include "store/sealing.hpp"

namespace store::sqlite {
namespace {

constexpr std::size_t group_units_max = 256;
constexpr std::chrono::milliseconds group_time_max{25};  // a group takes no further unit after that
// Where several write at once, a group waits a little for the next one: a unit that comes along shares the pages and the
// fsync of this COMMIT. The pause is a small part of what a COMMIT costs here, and who writes alone never waits.
constexpr int commit_parts = 8;
constexpr std::int64_t pause_max_us = 1'000;
constexpr std::size_t come_together = 4;  // woken for each single one, the writer would sleep and wake once a unit

}  // namespace

Writer::Writer(Connection& connection, const Options& options, bool run_inline, base::Clock& clock, base::Random& random, base::IdMaker& ids)
    : connection_(connection), queue_max_(options.queue_max), inline_(run_inline), clock_(clock), unit_(connection, random, ids) {
  if (!inline_) thread_ = std::thread([this] { loop(); });
}

Writer::~Writer() {
  {
    const std::lock_guard hold(queue_mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Writer::run(const Work& work, const std::function<bool(Unit&)>& fn) {
  ASSERT(!Inside::any());  // a unit or snapshot that starts a unit would wait for itself
  thread_local Seat seat;
  Job job{work, fn, seat};
  if (inline_) {
    const std::lock_guard hold(connection_mutex_);
    Job* only = &job;
    commit_group([&only] { return std::exchange(only, nullptr); });
  } else {
    bool enough = false;
    {
      const std::lock_guard hold(queue_mutex_);
      if (stopping_ || queue_.size() >= queue_max_) throw Unavailable("the queue of writes is full");
      queue_.push_back(&job);
      enough = queue_.size() == wake_at_;
    }
    if (enough) arrived_.notify_one();
    seat.wait();
  }
  if (job.error) std::rethrow_exception(job.error);
  wake(std::move(job.after_commit));
}

void Writer::alone(const std::function<void(Connection&)>& fn) {
  const std::lock_guard hold(connection_mutex_);
  fn(connection_);
}

void Writer::on_group(GroupHook hook) {
  const std::lock_guard hold(connection_mutex_);
  hook_ = std::move(hook);
}

void Writer::count(Stats& stats) const {
  stats.units = units_;
  stats.refused = refused_;
  stats.groups = groups_;
  stats.conflicts = lost_groups_;
  stats.statements += statements_;
  const std::lock_guard hold(queue_mutex_);
  stats.queued = queue_.size();
}

void Writer::loop() {
  for (;;) {
    {
      std::unique_lock hold(queue_mutex_);
      arrived_.wait(hold, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
    }
    std::vector<Job*> group;
    {
      const std::lock_guard hold(connection_mutex_);
      const auto until = std::chrono::steady_clock::now() + group_time_max;
      std::size_t taken = 0;
      group = commit_group([&]() -> Job* {
        if (taken >= group_units_max || (taken > 0 && std::chrono::steady_clock::now() >= until)) return nullptr;
        const bool in_company = taken > 1 || (taken == 1 && last_group_ > 1);
        Job* job = in_company ? next_within(std::min(commit_took_us_ / commit_parts, pause_max_us)) : next();
        taken += job != nullptr ? 1 : 0;
        return job;
      });
      last_group_ = taken;
    }
    for (const Job* job : group) sem_post(&job->seat.answered);  // the job is gone as soon as its caller looks; its seat stays
  }
}

Writer::Job* Writer::next() {
  const std::lock_guard hold(queue_mutex_);
  if (queue_.empty()) return nullptr;
  Job* job = queue_.front();
  queue_.pop_front();
  return job;
}

Writer::Job* Writer::next_within(std::int64_t pause_us) {
  if (Job* here = next()) return here;
  {
    std::unique_lock hold(queue_mutex_);
    wake_at_ = come_together;
    arrived_.wait_for(hold, std::chrono::microseconds(pause_us), [this] { return stopping_ || queue_.size() >= come_together; });
    wake_at_ = 1;
  }
  return next();
}

// Every job of the group leaves it either committed, or with wants_commit false, or with an error. A refusal that rests on
// what an earlier unit of the group wrote fails with it: nothing is answered before COMMIT.
std::vector<Writer::Job*> Writer::commit_group(const std::function<Job*()>& next_job) {
  std::vector<Job*> group;
  std::vector<std::function<void()>> wake_ups;
  try {
    connection_.begin_immediate();
    bool apart = false;
    while (Job* job = next_job()) {
      group.push_back(job);
      const Left left = run_in_transaction(*job, apart);
      if (left == Left::stands) continue;
      apart = true;
      if (left == Left::lost) {
        ++lost_groups_;
        if (!again(group, job)) break;
      } else {
        connection_.rollback();
        if (group.size() > 1 && !again(group, nullptr)) break;
        if (group.size() == 1) connection_.begin_immediate();  // it failed on what is committed: nobody to run again
      }
    }
    if (connection_.in_transaction()) {
      run_hook(group, wake_ups);
      const auto began = std::chrono::steady_clock::now();
      connection_.commit();
      commit_took_us_ = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began).count();
      ++groups_;
    }
  } catch (...) {
    connection_.rollback();
    wake_ups.clear();
    if (group.empty()) {  // BEGIN failed: none of those who wait would do better
      while (Job* job = next_job()) group.push_back(job);
      while (Job* job = next()) group.push_back(job);
    }
    for (Job* job : group) {
      job->wants_commit = false;
      if (!job->error) job->error = std::current_exception();
    }
  }
  for (const Job* job : group) {
    ++(job->wants_commit ? units_ : refused_);
    if (job->wants_commit && job->changed_who) note_change_of_who();
  }
  const Inside inside;  // a wake-up that wrote would wait for this very thread
  wake(std::move(wake_ups));
  return group;
}

Writer::Left Writer::run_in_transaction(Job& job, bool apart) {
  job.error = nullptr;
  job.wants_commit = false;
  if (apart) connection_.savepoint();
  const std::int64_t before = connection_.rows_changed();
  unit_.seals_with_group(static_cast<bool>(hook_));
  try {
    const Inside inside;
    unit_.start(job.work);
    job.wants_commit = job.fn(unit_);
    unit_.require_intact();
  } catch (...) {
    job.wants_commit = false;
    job.error = std::current_exception();
  }
  statements_ += unit_.statements();
  if (!connection_.in_transaction()) {  // disk full, I/O error
    job.wants_commit = false;
    if (!job.error) job.error = std::make_exception_ptr(Unavailable("the transaction was lost"));
    return Left::lost;
  }
  if (job.wants_commit) {
    if (apart) connection_.release();
    job.after_commit = unit_.take_after_commit();
    job.unsealed = unit_.take_kept();
    job.changed_who = unit_.changed_who();
    return Left::stands;
  }
  if (apart) connection_.rollback_to_savepoint();
  return apart || connection_.rows_changed() == before ? Left::stands : Left::spoiled;
}

// The units of the group run once more, each apart. `without` took the transaction down and keeps its error: the others did nothing wrong.
bool Writer::again(std::vector<Job*>& group, Job* without) {
  connection_.begin_immediate();
  for (Job* job : group) {
    if (job == without || run_in_transaction(*job, true) == Left::stands) continue;
    if (without == nullptr) return again(group, job);
    for (Job* each : group) {
      each->wants_commit = false;
      if (!each->error) each->error = job->error;
    }
    return false;
  }
  return true;
}

void Writer::run_hook(const std::vector<Job*>& group, std::vector<std::function<void()>>& after_commit) {
  if (!hook_) return;
  std::vector<base::DistrictId> districts;
  std::vector<Unsealed> unsealed;
  for (const Job* job : group) {
    if (!job->wants_commit) continue;
    districts.push_back(job->work.moment.district);
    unsealed.insert(unsealed.end(), job->unsealed.begin(), job->unsealed.end());
  }
  std::ranges::sort(districts);
  districts.erase(std::ranges::unique(districts).begin(), districts.end());
  if (districts.empty()) return;
  Work work;
  work.moment.real_now = clock_.now();
  work.moment.now = work.moment.real_now;
  connection_.savepoint();
  try {
    const Inside inside;
    unit_.start(work);
    unit_.offer(unsealed);
    hook_(unit_, districts);
    unit_.require_intact();
    statements_ += unit_.statements();
    connection_.release();
    after_commit = unit_.take_after_commit();
  } catch (const std::exception& e) {
    if (!connection_.in_transaction()) throw;
    connection_.rollback_to_savepoint();  // the units stand; what the hook wanted it does with the next group
    keep_for_later(unsealed);
    spdlog::error("end of a group of writes: {}", e.what());
  }
}

void Writer::keep_for_later(const std::vector<Unsealed>& unsealed) {
  const Inside inside;
  unit_.start({});
  for (const Unsealed& one : unsealed) put_unsealed(unit_, one);
}

}  // namespace store::sqlite
