// The edge's half of http::Events: a bounded queue that the connection empties. Its lock is held for moments only.
#pragma once
#include <functional>
#include <mutex>
#include <string>

#include "http/events.hpp"

namespace http {

class EventStream final : public Events {
 public:
  static constexpr std::size_t bytes_max = 64 * 1024;  // of one client's waiting events

  bool push(std::string_view event, std::string_view id, std::string_view data) override;
  void close() override;
  void on_close(std::function<void()> tell) override;

  // The connection's side. `wake` is called (under no lock of the connection) when something is to be written or the producer closed.
  void attach(std::size_t queue_max, std::function<void()> wake);
  void detach();                                        // the client is gone: tells the producer once
  [[nodiscard]] bool take(std::string& out);            // everything that waits; false: nothing waits and it is closed

 private:
  std::mutex mutex_;
  std::string waiting_;
  std::size_t count_ = 0, queue_max_ = 64;
  bool closed_ = false, overflowed_ = false, woken_ = false, gone_ = false;
  std::function<void()> wake_, tell_;
};

}  // namespace http
