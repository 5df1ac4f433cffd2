// SQLite has one writer. Units queue for it and are committed in groups: one fsync carries a whole group, so that FULL durability costs a
// fraction of what it would cost one by one. A second thread brings committed groups to the disk and answers them, while the writer is at
// the next one: a group grows as long as the one before is on its way, then ends with about half of those who write at the moment, so that
// one half is always written while the other half is made safe, answered and asked for more. Units go well or are refused before they
// wrote anything; only when one fails halfway the group is rolled back and its units run once more, each inside a savepoint of its own.
#pragma once
#include <semaphore.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "store/settled.hpp"
#include "store/sqlite/unit.hpp"

namespace store::sqlite {

class Writer final : public Disk {
 public:
  Writer(Connection&, const Options&, bool run_inline, base::Clock&, base::Random&, base::IdMaker&);
  ~Writer() override;  // finishes what is queued
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Returns after COMMIT, or after the roll-back that fn asked for. Throws what fn threw, Unavailable or NoSpace.
  void run(const Work&, const std::function<bool(Unit&)>& fn);
  void alone(const std::function<void(Connection&)>&);  // between groups, on the writer's connection
  void on_group(GroupHook);
  void count(Stats&) const;

  // A snapshot that was read before this is asked sees this commit at most.
  [[nodiscard]] std::uint64_t commits() const { return committed_; }
  void wait_for(std::uint64_t commit) override;

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
  struct Group {
    std::vector<Job*> jobs{};
    std::vector<std::function<void()>> wake_ups{};         // of the group's hook
    std::uint64_t commit{};
    bool wrote{};
  };
  // What a unit left in the transaction.
  enum class Left : std::uint8_t { stands, spoiled, lost };  // all or nothing of it · half of it · SQLite gave the transaction up

  void loop();
  void sync_loop();
  void bring_to_disk(std::vector<Group>&);
  void answer(Group&);
  void hand_over(Group);
  [[nodiscard]] Job* next();                             // nullptr: the queue is empty
  [[nodiscard]] Job* next_of_group(std::size_t taken);   // nullptr: the group ends here
  Group commit_group(const std::function<Job*()>& next_job);
  Left run_in_transaction(Job&, bool apart);             // apart: a savepoint around it, so that it can be undone alone
  bool again(std::vector<Job*>& group, Job* without);    // the group once more, each apart; false: the transaction is gone
  void keep_for_later(const std::vector<Unsealed>&);
  void run_hook(const std::vector<Job*>& group, std::vector<std::function<void()>>& after_commit);

  Connection& connection_;
  const std::size_t queue_max_;
  const bool inline_;
  const bool apart_;                                     // groups are brought to the disk by a thread of their own
  base::Clock& clock_;
  WriteUnit unit_;
  GroupHook hook_;
  std::recursive_mutex connection_mutex_;                // held for a whole group
  mutable std::mutex queue_mutex_;                       // of all that follows
  std::condition_variable arrived_, handed_over_, safe_now_;
  std::deque<Job*> queue_;
  std::size_t wake_at_ = 1;                              // so many must have come before the writer is woken
  std::size_t inside_ = 0, inside_peak_ = 0;             // units that wait for their answer; lately at most
  std::vector<Group> to_sync_;
  bool syncing_ = false;
  bool stopping_ = false, writer_ended_ = false;
  std::exception_ptr disk_failed_;                       // nothing is written any more: nobody knows what is on the disk
  std::atomic<std::uint64_t> committed_{}, safe_{};      // committed_ rises before its COMMIT, safe_ when it is on the disk
  std::atomic<std::uint64_t> units_{}, refused_{}, groups_{}, statements_{}, lost_groups_{};
  std::thread thread_, sync_thread_;
};

}  // namespace store::sqlite
