#include "http/event_stream.hpp"

namespace http {

namespace {

void append_line(std::string& out, std::string_view field, std::string_view value) {
  out += field;
  for (const char c : value)
    if (c != '\n' && c != '\r') out += c;
  out += '\n';
}

}  // namespace

bool EventStream::push(std::string_view event, std::string_view id, std::string_view data) {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  if (count_ >= queue_max_ || waiting_.size() + data.size() > bytes_max) {
    overflowed_ = closed_ = true;  // the client comes back with Last-Event-ID
  } else {
    ++count_;
    if (!event.empty()) append_line(waiting_, "event: ", event);
    if (!id.empty()) append_line(waiting_, "id: ", id);
    while (true) {
      const std::size_t end = data.find('\n');
      append_line(waiting_, "data: ", data.substr(0, end));
      if (end == std::string_view::npos) break;
      data.remove_prefix(end + 1);
    }
    waiting_ += '\n';
  }
  if (wake_ && !woken_) {
    woken_ = true;
    wake_();
  }
  return !closed_;
}

void EventStream::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  if (wake_ && !woken_) {
    woken_ = true;
    wake_();
  }
}

void EventStream::on_close(std::function<void()> tell) {
  {
    const std::lock_guard lock(mutex_);
    if (!gone_) {
      tell_ = std::move(tell);
      return;
    }
  }
  tell();
}

void EventStream::attach(std::size_t queue_max, std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  queue_max_ = queue_max;
  wake_ = std::move(wake);
  woken_ = true;  // the connection looks for the first time right after attaching
}

void EventStream::detach() {
  std::function<void()> tell;
  {
    const std::lock_guard lock(mutex_);
    closed_ = gone_ = true;
    wake_ = nullptr;
    waiting_ = {};
    tell.swap(tell_);
  }
  if (tell) tell();
}

bool EventStream::take(std::string& out) {
  const std::lock_guard lock(mutex_);
  woken_ = false;
  count_ = 0;
  out.clear();
  if (overflowed_) return false;
  out.swap(waiting_);
  return !out.empty() || !closed_;
}

std::shared_ptr<Events> make_events() { return std::make_shared<EventStream>(); }

}  // namespace http
