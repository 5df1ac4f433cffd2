#include "store/node_lease.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <unistd.h>

#include <atomic>
#include <chrono>

#include "store/sealing.hpp"

namespace store {
namespace {

constexpr std::chrono::minutes renewed_every{10};
constexpr std::chrono::seconds tried_again_after{20};

std::string new_holder(base::Random& random) {  // two programs of one seed are still two
  static std::atomic<int> count{0};
  return fmt::format("{}-{}-{}", random.token_hex(8), ::getpid(), ++count);
}

std::string name_of(std::uint32_t node) { return fmt::format("node {}", node); }

}  // namespace

NodeLease::NodeLease(Store& store, base::Clock& real_clock, base::Random& random)
    : store_(store), clock_(real_clock), holder_(new_holder(random)) {
  const std::uint64_t first = random.below(id_nodes);
  const base::Instant now = clock_.now();
  const auto taken = store_.write(Work{.moment = {.now = now, .real_now = now}}, [&](Unit& unit) -> base::Result<std::uint32_t> {
    for (std::uint64_t i = 0; i < id_nodes; ++i) {
      const auto node = static_cast<std::uint32_t>((first + i) % id_nodes);
      if (take_lease(unit, {}, name_of(node), holder_, now, now + node_lease_for)) return node;
    }
    return base::fail(base::ErrorCode::unavailable, "store.no_node");
  });
  if (!taken)
    throw Misconfigured(fmt::format("all {} node numbers of this database are taken: stop some programs, or wait two hours for those that died", id_nodes));
  node_ = *taken;
  until_ = now + node_lease_for;
}

NodeLease::~NodeLease() {
  if (thread_.joinable()) {
    thread_.request_stop();
    wake_.notify_all();
    thread_.join();
  }
  try {
    const base::Instant now = clock_.now();
    (void)store_.write(Work{.moment = {.now = now, .real_now = now}},
                       [&](Unit& unit) -> base::Result<bool> { return take_lease(unit, {}, name_of(node_), holder_, now, now); });
  } catch (const std::exception& e) {
    spdlog::warn("the node number {} is free again in two hours: {}", node_, e.what());
  }
}

bool NodeLease::renew() {
  const base::Instant now = clock_.now();
  const base::Instant until = now + node_lease_for;
  const auto mine = store_.write(Work{.moment = {.now = now, .real_now = now}},
                                 [&](Unit& unit) -> base::Result<bool> { return take_lease(unit, {}, name_of(node_), holder_, now, until); });
  if (!mine || !*mine) return false;
  until_ = until;
  return true;
}

void NodeLease::keep(std::function<void()> lost) {
  thread_ = std::jthread([this, lost = std::move(lost)](const std::stop_token& stop) { run(stop, lost); });
}

void NodeLease::run(const std::stop_token& stop, const std::function<void()>& lost) {
  std::chrono::seconds pause = renewed_every;
  for (;;) {
    {
      std::unique_lock hold(mutex_);
      wake_.wait_for(hold, stop, pause, [] { return false; });
    }
    if (stop.stop_requested()) return;
    try {
      if (!renew()) return lost();
      pause = renewed_every;
    } catch (const std::exception& e) {  // the database is away: others cannot take the number there either before the lease is over
      spdlog::warn("the lease of node number {} was not renewed: {}", node_, e.what());
      pause = tried_again_after;
    }
  }
}

}  // namespace store
