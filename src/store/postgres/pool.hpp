// A bounded pool of connections. A dead server costs callers an Unavailable, and the first call after its return works again.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "store/postgres/connection.hpp"

namespace store::postgres {

class Pool {
 public:
  Pool(std::string url, bool durable, std::string role, std::size_t connections_max, std::size_t waiting_max);

  // One connection for the holder's life. Comes back unless it is broken.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_(pool), connection_(std::move(connection)) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection* operator->() { return connection_.get(); }
    Connection& operator*() { return *connection_; }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  [[nodiscard]] Lease take();                          // throws Unavailable
  [[nodiscard]] std::unique_ptr<Connection> extra();   // outside the pool: administration
  void forget_idle();                                  // after a lost connection: the others are likely dead too
  [[nodiscard]] std::size_t waiting();

 private:
  void give_back(std::unique_ptr<Connection>);

  const std::string url_;
  const bool durable_;
  const std::string role_;
  const std::size_t connections_max_, waiting_max_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t in_use_ = 0, waiting_ = 0;
};

}  // namespace store::postgres
