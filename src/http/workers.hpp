// The bounded pool on which handlers run. A full queue is an answer (503), never a wait.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

class Workers {
 public:
  Workers(int threads, std::size_t queue_max) : threads_wanted_(threads), queue_max_(queue_max) {}
  ~Workers() { stop(/*drop_waiting=*/true); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void start();
  [[nodiscard]] bool submit(std::function<void()> task);  // false: full, or stopping
  void stop(bool drop_waiting);                           // joins; what runs is finished, what waits too unless dropped
  [[nodiscard]] std::size_t waiting();

 private:
  void run();
  int threads_wanted_;
  std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  std::vector<std::thread> threads_;
  bool stopping_ = false;
};

}  // namespace http
