// What both engines' units share: the order of locks, ids, randomness, what happens after COMMIT, and where a thread stands.
// For the drivers only.
#pragma once
#include <exception>
#include <functional>
#include <optional>
#include <vector>

#include "store/store.hpp"

namespace store {

// Where a subject's lock lives in PostgreSQL's 64-bit space. Two subjects on one key only wait for each other without need.
[[nodiscard]] std::int64_t lock_key(base::DistrictId, int floor, const base::Subject&);

class UnitBase : public Unit {
 public:
  UnitBase(base::Random& random, base::IdMaker& ids) : random_(&random), ids_(&ids) {}

  void start(const Work&);               // begins, or begins again after a conflict
  void require_intact() const;           // throws what the first failed statement threw, even if fn swallowed it
  [[nodiscard]] std::vector<std::function<void()>> take_after_commit() { return std::move(after_commit_); }

  void lock(int floor, const base::Subject&) final;
  [[nodiscard]] std::int64_t new_id() final { return ids_->next(); }
  [[nodiscard]] base::Random& random() final { return *random_; }
  void after_commit(std::function<void()> fn) final { after_commit_.push_back(std::move(fn)); }

 protected:
  virtual void take_lock(std::int64_t key) = 0;
  // Runs a statement's work; remembers its failure, because after one neither engine's unit may commit.
  template <class F>
  auto guarded(F&& work) {
    require_intact();
    ++statements_;
    try {
      return work();
    } catch (...) {
      failure_ = std::current_exception();
      throw;
    }
  }

 private:
  base::Random* random_;
  base::IdMaker* ids_;
  std::optional<std::pair<int, base::Subject>> last_lock_;
  std::vector<std::function<void()>> after_commit_;
  std::exception_ptr failure_;
};

// Runs the wake-ups of a committed unit; one that throws is logged and stops no other.
void wake(std::vector<std::function<void()>> after_commit);

// A thread inside a unit or snapshot must not start a unit: it would wait for itself. Held while fn runs.
class Inside {
 public:
  Inside() { ++depth; }
  ~Inside() { --depth; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  [[nodiscard]] static bool any() { return depth > 0; }

 private:
  static thread_local int depth;
};

}  // namespace store
