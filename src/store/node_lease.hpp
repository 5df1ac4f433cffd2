// Ids carry a node number. Two programs on one database must never have the same one, so it is leased in the database, by the real
// clock, and renewed while the program runs. Leases stand beside those of the sealer, under no district.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "base/context.hpp"
#include "store/store.hpp"

namespace store {

inline constexpr std::uint64_t id_nodes = 1024;  // ten bits of an id
inline constexpr base::Duration node_lease_for = base::minutes(120);

class NodeLease {
 public:
  // Takes a free number, looking from a random one on. Throws Misconfigured when all are taken.
  NodeLease(Store&, base::Clock& real_clock, base::Random&);
  ~NodeLease();  // gives it back
  NodeLease(const NodeLease&) = delete;
  NodeLease& operator=(const NodeLease&) = delete;

  [[nodiscard]] std::uint32_t node() const { return node_; }
  // False: somebody else has it, because this program was silent for longer than the lease. It must make no more ids.
  [[nodiscard]] bool renew();
  // Renews in a thread of its own until the end; `lost` is called once when that fails for good.
  void keep(std::function<void()> lost);

 private:
  void run(const std::stop_token&, const std::function<void()>& lost);

  Store& store_;
  base::Clock& clock_;
  const std::string holder_;
  std::uint32_t node_ = 0;
  base::Instant until_{};
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

}  // namespace store
