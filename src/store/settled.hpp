// Nobody is told what a power cut may still take back. SQLite's writer hands its groups to the disk while the next one is at work, so a
// snapshot may see a commit a moment before it is safe. It waits for that moment itself, unless its thread answers a request: then all of
// its snapshots, and the unit behind them, wait once, before the answer leaves.
#pragma once
#include <cstdint>

namespace store {

class Disk {
 public:
  virtual ~Disk() = default;
  virtual void wait_for(std::uint64_t commit) = 0;  // throws Unavailable if it never gets there
};

class AnswerGate {
 public:
  AnswerGate();
  ~AnswerGate();
  AnswerGate(const AnswerGate&) = delete;
  AnswerGate& operator=(const AnswerGate&) = delete;
  void settle();  // before it leaves

 private:
  friend void rests_on(Disk&, std::uint64_t);
  Disk* disk_ = nullptr;
  std::uint64_t commit_ = 0;
};

// What this thread just read is at most as new as `commit`: waits, or leaves it to its gate.
void rests_on(Disk&, std::uint64_t commit);

}  // namespace store
