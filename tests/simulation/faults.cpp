#include "faults.hpp"

namespace simulation {
namespace {

[[noreturn]] void away(const char* when) { throw store::Unavailable(std::string(fault_words) + "the database went away " + when); }

}  // namespace

void FaultyStore::run_unit(const store::Work& work, const std::function<bool(store::Unit&)>& fn) {
  if (gone) {
    ++counts.gone;
    away("for minutes");
  }
  if (strikes(1)) {
    ++counts.before;
    away("before the unit");
  }
  if (strikes(1)) {
    ++counts.torn;
    inner_->run_unit(work, [&](store::Unit& unit) -> bool {
      static_cast<void>(fn(unit));
      away("inside the unit");
    });
  }
  if (strikes(1)) {  // what a conflict does: everything undone, then once more
    ++counts.again;
    inner_->run_unit(work, [&](store::Unit& unit) {
      static_cast<void>(fn(unit));
      return false;
    });
  }
  bool kept = false;
  inner_->run_unit(work, [&](store::Unit& unit) { return kept = fn(unit); });
  if (kept && committed) committed();
  if (kept && strikes(1)) {
    ++counts.after;
    away("after the COMMIT");
  }
}

void FaultyStore::run_snapshot(const std::function<void(store::Session&)>& fn) {
  if (gone) {
    ++counts.gone;
    away("for minutes");
  }
  if (strikes(10)) {
    ++counts.snapshots;
    away("before a snapshot");
  }
  inner_->run_snapshot(fn);
}

}  // namespace simulation
