// One client's server-sent event stream. The producer pushes from any thread; a full queue closes the stream
// (the client comes back with Last-Event-ID and resumes from the journal's seq).
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace http {

class Events {
 public:
  virtual ~Events() = default;
  // False: closed (client gone or queue full). `id` becomes Last-Event-ID; empty: none.
  virtual bool push(std::string_view event, std::string_view id, std::string_view data) = 0;
  virtual void close() = 0;
  // Called once when the client is gone, from an I/O thread: must not block.
  virtual void on_close(std::function<void()>) = 0;
};

[[nodiscard]] std::shared_ptr<Events> make_events();  // the edge attaches it to the connection when the Response is sent

}  // namespace http
