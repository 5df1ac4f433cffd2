// What both engines' units share: the order of locks, ids, randomness, what happens after COMMIT, and where a thread stands.
// For the drivers only.
#pragma once
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/changes.hpp"
#include "store/store.hpp"

namespace store {

// Where a subject's lock lives in PostgreSQL's 64-bit space. Two subjects on one key only wait for each other without need.
[[nodiscard]] std::int64_t lock_key(base::DistrictId, int floor, const base::Subject&);

// An event that has no seal yet.
struct Unsealed {
  base::DistrictId district{};
  std::int64_t id{};
  std::string envelope{};
};

class UnitBase : public Unit {
 public:
  UnitBase(base::Random& random, base::IdMaker& ids) : random_(&random), ids_(&ids) {}

  void start(const Work&);               // begins, or begins again after a conflict
  void require_intact() const;           // throws what the first failed statement threw, even if fn swallowed it
  [[nodiscard]] std::vector<std::function<void()>> take_after_commit() { return std::move(after_commit_); }

  // Where the group of units seals in its own transaction, what waits for its seal never needs a row. `kept`: by this unit, until the
  // writer takes it; `offered`: by all units of the group, to the unit that seals.
  void seals_with_group(bool does) { seals_with_group_ = does; }
  [[nodiscard]] bool keep_unsealed(Unsealed);  // false: write the row
  [[nodiscard]] std::vector<Unsealed> take_kept() { return std::move(kept_); }
  void offer(std::vector<Unsealed> all) { offered_ = std::move(all); }
  [[nodiscard]] std::vector<Unsealed> take_offered(base::DistrictId, std::size_t max);

  void note(std::string_view statement) { changed_who_ = changed_who_ || may_change_who(statement); }
  [[nodiscard]] bool changed_who() const { return changed_who_; }

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
  bool seals_with_group_ = false;
  bool changed_who_ = false;
  std::vector<Unsealed> kept_, offered_;
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
