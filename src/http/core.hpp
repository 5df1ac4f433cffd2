// What connections share: the set-up, the routers of each face, the pool, counters; and one loop an I/O thread.
#pragma once
#include <atomic>
#include <chrono>
#include <thread>
#include <unordered_map>

#include "http/asio.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "http/workers.hpp"

namespace http {

class Connection;

struct Face {
  Face(Listener l) : listener(std::move(l)), router(std::move(listener.endpoints)) {}
  Listener listener;
  Router router;
};

struct Counters {
  std::atomic<std::uint64_t> requests{}, answered_5xx{}, rejected_full{}, bytes_in{}, bytes_out{};
  std::atomic<std::int64_t> connections{}, event_streams{};
};

struct Core {
  explicit Core(Setup s) : setup(std::move(s)), workers(setup.limits.workers, setup.limits.queue_max) {}
  Setup setup;
  Workers workers;
  Counters counters;
  std::atomic<bool> stopping{false};
};

// One I/O thread. Its connections are touched on that thread only: the loop is their strand.
struct Loop {
  asio::io_context context{1};
  asio::executor_work_guard<Executor> guard{context.get_executor()};  // keeps run() going while nothing happens
  Timer sweep{context.get_executor()};
  bool ended = false;  // on the loop's thread: the sweep is not set again, and run() ends with the last handler
  std::unordered_map<Connection*, std::shared_ptr<Connection>> connections{};
  std::thread thread{};
};

[[nodiscard]] inline std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
[[nodiscard]] inline std::int64_t steady_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace http
