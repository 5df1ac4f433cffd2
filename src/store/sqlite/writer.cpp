#include "store/sqlite/writer.hpp"

#include <spdlog/spdlog.h>

#include <chrono>

#include "base/assert.hpp"
#include "store/sealing.hpp"

namespace store::sqlite {
namespace {

constexpr std::size_t group_units_max = 256;
constexpr std::chrono::milliseconds group_time_max{25};  // a group takes no further unit after that
constexpr std::size_t come_together = 4;                 // woken for each single one, the writer would sleep and wake once a unit
constexpr std::chrono::microseconds pause{150};          // for those who have just been answered and come again

}  // namespace

Writer::Writer(Connection& connection, const Options& options, bool run_inline, base::Clock& clock, base::Random& random, base::IdMaker& ids)
    : connection_(connection), queue_max_(options.queue_max), inline_(run_inline), apart_(!run_inline && connection.syncs_later()), clock_(clock),
      unit_(connection, random, ids) {
  if (!inline_) thread_ = std::thread([this] { loop(); });
  if (apart_) sync_thread_ = std::thread([this] { sync_loop(); });
}

Writer::~Writer() {
  {
    const std::lock_guard hold(queue_mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
  if (thread_.joinable()) thread_.join();
  {
    const std::lock_guard hold(queue_mutex_);
    writer_ended_ = true;
  }
  handed_over_.notify_all();
  if (sync_thread_.joinable()) sync_thread_.join();
}

void Writer::run(const Work& work, const std::function<bool(Unit&)>& fn) {
  ASSERT(!Inside::any());  // a unit or snapshot that starts a unit would wait for itself
  thread_local Seat seat;
  Job job{work, fn, seat};
  if (inline_) {
    const std::lock_guard hold(connection_mutex_);
    Job* only = &job;
    Group group = commit_group([&only] { return std::exchange(only, nullptr); });
    const Inside inside;  // a wake-up that wrote would wait for this very thread
    wake(std::move(group.wake_ups));
  } else {
    bool enough = false;
    {
      const std::lock_guard hold(queue_mutex_);
      if (disk_failed_) std::rethrow_exception(disk_failed_);
      if (stopping_ || queue_.size() >= queue_max_) throw Unavailable("the queue of writes is full");
      queue_.push_back(&job);
      inside_peak_ = std::max(inside_peak_, ++inside_);
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
    const std::lock_guard hold(connection_mutex_);
    const auto until = std::chrono::steady_clock::now() + group_time_max;
    std::size_t taken = 0;
    Group group = commit_group([&]() -> Job* {
      if (taken >= group_units_max || (taken > 0 && std::chrono::steady_clock::now() >= until)) return nullptr;
      Job* job = next_of_group(taken);
      taken += job != nullptr ? 1 : 0;
      return job;
    });
    if (apart_) {
      hand_over(std::move(group));
      connection_.checkpoint_if_due();
    } else {
      answer(group);
    }
  }
}

void Writer::hand_over(Group group) {
  {
    const std::lock_guard hold(queue_mutex_);
    to_sync_.push_back(std::move(group));
    syncing_ = true;
  }
  handed_over_.notify_one();
}

void Writer::sync_loop() {
  std::vector<Group> groups;
  for (;;) {
    {
      std::unique_lock hold(queue_mutex_);
      handed_over_.wait(hold, [this] { return writer_ended_ || !to_sync_.empty(); });
      if (to_sync_.empty()) return;
      groups.swap(to_sync_);
    }
    bring_to_disk(groups);
    {
      const std::lock_guard hold(queue_mutex_);
      syncing_ = !to_sync_.empty();
    }
    arrived_.notify_one();  // the writer may wait for this with half a group
    safe_now_.notify_all();
    for (Group& group : groups) answer(group);
    groups.clear();
  }
}

void Writer::bring_to_disk(std::vector<Group>& groups) {
  std::exception_ptr failed;
  try {
    if (std::ranges::any_of(groups, &Group::wrote)) connection_.sync_log();
  } catch (...) {
    failed = std::current_exception();
    spdlog::critical("the disk did not take the log of writes: nothing is written until the program starts again");
  }
  const std::lock_guard hold(queue_mutex_);
  if (!disk_failed_) disk_failed_ = failed;  // and it stays so: a later sync says nothing about what this one lost
  if (!disk_failed_) {
    safe_ = groups.back().commit;
    return;
  }
  for (Group& group : groups) {
    group.wake_ups.clear();
    for (Job* job : group.jobs)
      if (!job->error) job->error = disk_failed_;
  }
}

void Writer::answer(Group& group) {
  {
    const Inside inside;  // a wake-up that wrote would wait for this very thread
    wake(std::move(group.wake_ups));
  }
  {
    const std::lock_guard hold(queue_mutex_);
    inside_ -= group.jobs.size();
  }
  for (const Job* job : group.jobs) sem_post(&job->seat.answered);  // the job is gone as soon as its caller looks; its seat stays
}

void Writer::wait_for(std::uint64_t commit) {
  if (!apart_ || safe_ >= commit) return;
  std::unique_lock hold(queue_mutex_);
  safe_now_.wait(hold, [&] { return disk_failed_ || safe_ >= commit; });
  if (safe_ < commit) std::rethrow_exception(disk_failed_);
}

Writer::Job* Writer::next() {
  const std::lock_guard hold(queue_mutex_);
  if (queue_.empty()) return nullptr;
  Job* job = queue_.front();
  queue_.pop_front();
  return job;
}

// The group takes what is queued. While the group before is on its way to the disk this one may grow: it could not be made safe earlier
// anyway. After that it ends at half of those who write: the others' turn is next.
Writer::Job* Writer::next_of_group(std::size_t taken) {
  std::unique_lock hold(queue_mutex_);
  if (taken == 0) inside_peak_ = std::max(inside_, inside_peak_ - std::min<std::size_t>(inside_peak_, 1 + inside_peak_ / 16));
  const std::size_t half = (inside_peak_ + 1) / 2;
  if (taken > 0 && apart_ && queue_.empty()) {
    const auto enough = [this] { return stopping_ || queue_.size() >= come_together; };
    wake_at_ = come_together;
    if (syncing_) arrived_.wait_for(hold, group_time_max, [&] { return enough() || !syncing_; });
    if (queue_.empty() && taken < half) arrived_.wait_for(hold, pause, enough);
    wake_at_ = 1;
  }
  if (queue_.empty() || (taken > 0 && apart_ && !syncing_ && taken >= half)) return nullptr;
  Job* job = queue_.front();
  queue_.pop_front();
  return job;
}

// Every job of the group leaves it either committed, or with wants_commit false, or with an error. A refusal that rests on
// what an earlier unit of the group wrote fails with it: nothing is answered before COMMIT.
Writer::Group Writer::commit_group(const std::function<Job*()>& next_job) {
  Group out;
  std::vector<Job*>& group = out.jobs;
  try {
    connection_.begin_immediate();
    const std::int64_t before = connection_.rows_changed();
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
      run_hook(group, out.wake_ups);
      out.wrote = connection_.rows_changed() != before;
      ++committed_;
      if (apart_) connection_.commit_later();
      else connection_.commit();
      ++groups_;
    }
  } catch (...) {
    connection_.rollback();
    out.wake_ups.clear();
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
  out.commit = committed_;
  return out;
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
