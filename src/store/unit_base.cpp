#include "store/unit_base.hpp"

#include <spdlog/spdlog.h>

#include <atomic>

#include "base/assert.hpp"

namespace store {

thread_local int Inside::depth = 0;

namespace {

std::atomic<std::uint64_t> who_changed{1};

}  // namespace

std::uint64_t changes_of_who() { return who_changed; }
void note_change_of_who() { ++who_changed; }
bool may_change_who(std::string_view statement) {
  return statement.starts_with("people.") || statement.starts_with("store.") || statement.starts_with("definitions.") || statement.starts_with("restore.");
}

std::int64_t lock_key(base::DistrictId district, int floor, const base::Subject& subject) {
  std::uint64_t h = 0xcbf29ce484222325U;
  const auto mix = [&h](std::uint64_t v) {  // splitmix64's finaliser over what came before
    h ^= v;
    h = (h ^ (h >> 30U)) * 0xbf58476d1ce4e5b9U;
    h = (h ^ (h >> 27U)) * 0x94d049bb133111ebU;
    h ^= h >> 31U;
  };
  mix(static_cast<std::uint64_t>(district.value));
  mix(static_cast<std::uint64_t>(floor));
  for (const char c : subject.kind) mix(static_cast<unsigned char>(c));
  mix(static_cast<std::uint64_t>(subject.id));
  return static_cast<std::int64_t>(h);
}

void UnitBase::start(const Work& work) {
  moment_ = work.moment;
  actor_ = work.actor;
  statements_ = 0;
  last_lock_.reset();
  after_commit_.clear();
  failure_ = nullptr;
  kept_.clear();
  offered_.clear();
  changed_who_ = false;
}

bool UnitBase::keep_unsealed(Unsealed one) {
  if (!seals_with_group_) return false;
  kept_.push_back(std::move(one));
  return true;
}

std::vector<Unsealed> UnitBase::take_offered(base::DistrictId district, std::size_t max) {
  std::vector<Unsealed> out, rest;
  for (Unsealed& one : offered_) (one.district == district && out.size() < max ? out : rest).push_back(std::move(one));
  offered_ = std::move(rest);
  return out;
}

void UnitBase::require_intact() const {
  if (failure_) std::rethrow_exception(failure_);
}

void UnitBase::lock(int floor, const base::Subject& subject) {
  std::pair<int, base::Subject> wanted{floor, subject};
  if (last_lock_ && *last_lock_ == wanted) return;
  ASSERT(!last_lock_ || *last_lock_ < wanted);  // locks ascend by (floor, kind, id), or two units could wait for each other
  require_intact();
  last_lock_ = std::move(wanted);
  try {
    take_lock(lock_key(moment_.district, floor, subject));
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

void wake(std::vector<std::function<void()>> after_commit) {
  for (const auto& fn : after_commit) {
    try {
      fn();
    } catch (const std::exception& e) {
      spdlog::error("after_commit: {}", e.what());
    }
  }
}

}  // namespace store
