#include "store/postgres/pool.hpp"

#include <chrono>

#include "store/unit_base.hpp"

namespace store::postgres {
namespace {

constexpr std::chrono::seconds wait_max{10};

}  // namespace

Pool::Pool(std::string url, bool durable, std::string role, std::size_t connections_max, std::size_t waiting_max)
    : url_(std::move(url)), durable_(durable), role_(std::move(role)), connections_max_(connections_max), waiting_max_(waiting_max) {}

Pool::Lease Pool::take() {
  {
    std::unique_lock hold(mutex_);
    // Inside a unit or snapshot nobody waits: the holder of the last connection might be the one that waits.
    if (!Inside::any() && in_use_ >= connections_max_) {
      if (waiting_ >= waiting_max_) throw Unavailable("the queue for a database connection is full");
      ++waiting_;
      const bool got = returned_.wait_for(hold, wait_max, [this] { return in_use_ < connections_max_; });
      --waiting_;
      if (!got) throw Unavailable("all database connections are busy");
    }
    ++in_use_;
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(connection)};
    }
  }
  try {
    return {*this, extra()};
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

std::unique_ptr<Connection> Pool::extra() { return std::make_unique<Connection>(url_, durable_, role_); }

void Pool::give_back(std::unique_ptr<Connection> connection) {
  if (connection) connection->rollback();
  const bool keep = connection && connection->usable();
  const std::lock_guard hold(mutex_);
  --in_use_;
  if (keep && idle_.size() < connections_max_) idle_.push_back(std::move(connection));
  returned_.notify_one();
}

void Pool::forget_idle() {
  std::vector<std::unique_ptr<Connection>> dead;
  const std::lock_guard hold(mutex_);
  dead.swap(idle_);
}

std::size_t Pool::waiting() {
  const std::lock_guard hold(mutex_);
  return waiting_;
}

}  // namespace store::postgres
