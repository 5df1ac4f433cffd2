// SQLite has one writer. Units queue for it and are committed in groups: one fsync carries all that waited meanwhile, so
// that FULL durability costs a fifth of what it would cost one by one. The previous group's fsync is the batching window.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "store/sqlite/unit.hpp"

namespace store::sqlite {

class Writer {
 public:
  Writer(Connection&, const Options&, bool run_inline, base::Clock&, base::Random&, base::IdMaker&);
  ~Writer();  // finishes what is queued
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Returns after COMMIT, or after the roll-back that fn asked for. Throws what fn threw, Unavailable or NoSpace.
  void run(const Work&, const std::function<bool(Unit&)>& fn);
  void alone(const std::function<void(Connection&)>&);  // between groups, on the writer's connection
  void on_group(GroupHook);
  void count(Stats&) const;

 private:
  struct Job {
    const Work& work;
    const std::function<bool(Unit&)>& fn;
    bool wants_commit{};                                 // fn said yes
    bool finished{};                                     // guarded by queue_mutex_
    std::exception_ptr error{};
    std::vector<std::function<void()>> after_commit{};
    std::condition_variable answered{};
  };

  void loop();
  [[nodiscard]] Job* next();                             // nullptr: the queue is empty
  std::vector<Job*> commit_group(const std::function<Job*()>& next_job);
  void run_in_transaction(Job&);
  bool rescue(std::vector<Job*>& group);                 // after one unit's failure took the whole transaction with it
  void run_hook(const std::vector<Job*>& group, std::vector<std::function<void()>>& after_commit);

  Connection& connection_;
  const std::size_t queue_max_;
  const bool inline_;
  base::Clock& clock_;
  WriteUnit unit_;
  GroupHook hook_;
  std::recursive_mutex connection_mutex_;                // held for a whole group
  mutable std::mutex queue_mutex_;
  std::condition_variable arrived_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::atomic<std::uint64_t> units_{}, refused_{}, groups_{}, statements_{}, lost_groups_{};
  std::thread thread_;
};

}  // namespace store::sqlite
