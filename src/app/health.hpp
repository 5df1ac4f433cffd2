// Is this process ready? A thread of its own asks the database every two seconds, so that /health never waits for it and
// answers when all workers are busy.
#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/http.hpp"
#include "store/sealer.hpp"
#include "store/store.hpp"

namespace app {

class Health {
 public:
  Health(store::Store& store, const store::Sealer* sealer) : store_(store), sealer_(sealer) {}
  ~Health() { stop(); }
  Health(const Health&) = delete;
  Health& operator=(const Health&) = delete;
  void start();   // asks once before it returns
  void stop();
  [[nodiscard]] http::Response ready() const;        // 200, or 503 while the database is away or the program stops
  [[nodiscard]] static http::Response alive();

 private:
  void ask();
  store::Store& store_;
  const store::Sealer* sealer_;
  std::atomic<bool> database_{false}, stopping_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::thread thread_;
};

}  // namespace app
