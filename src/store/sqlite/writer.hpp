// SQLite has one writer. Units queue for it and are committed in groups: one fsync carries all that waited meanwhile, so
// that FULL durability costs a fifth of what it would cost one by one. The previous group's fsync is the batching window, and
// where several write at once a group lingers a little for the next one. Units go well or are refused before they wrote anything; only
// when one fails halfway the group is rolled back and its units run once more, each inside a savepoint of its own.
#pragma once
#include <semaphore.h>

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
  // Each calling thread waits at a place of its own and outlives its job: nobody who is woken stands in another's way.
  struct Seat {
    Seat() { sem_init(&answered, 0, 0); }
    ~Seat() { sem_destroy(&answered); }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    void wait() {
      while (sem_wait(&answered) != 0) {}  // a signal woke it
    }
    sem_t answered;  // the standard library's own spins first, which takes the processor from the writer
  };
  struct Job {
    const Work& work;
    const std::function<bool(Unit&)>& fn;
    Seat& seat;
    bool wants_commit{};                                 // fn said yes
    bool changed_who{};
    std::exception_ptr error{};
    std::vector<std::function<void()>> after_commit{};
    std::vector<Unsealed> unsealed{};                    // its events, for the end of the group
  };
  // What a unit left in the transaction.
  enum class Left : std::uint8_t { stands, spoiled, lost };  // all or nothing of it · half of it · SQLite gave the transaction up

  void loop();
  [[nodiscard]] Job* next();                             // nullptr: the queue is empty
  [[nodiscard]] Job* next_within(std::int64_t pause_us); // waits that long for some to come together
  std::vector<Job*> commit_group(const std::function<Job*()>& next_job);
  Left run_in_transaction(Job&, bool apart);             // apart: a savepoint around it, so that it can be undone alone
  bool again(std::vector<Job*>& group, Job* without);    // the group once more, each apart; false: the transaction is gone
  void keep_for_later(const std::vector<Unsealed>&);
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
  std::size_t wake_at_ = 1;                              // so many must have come before the writer is woken
  bool stopping_ = false;
  std::size_t last_group_ = 0;                           // units; these two: the writer's thread only
  std::int64_t commit_took_us_ = 0;
  std::atomic<std::uint64_t> units_{}, refused_{}, groups_{}, statements_{}, lost_groups_{};
  std::thread thread_;
};

}  // namespace store::sqlite
