// One client's connection as a small state machine of callbacks on its loop's thread: head -> body -> handler -> answer -> again.
// Callbacks, not coroutines: g++ 12 destroys temporaries of co_await expressions twice, and an idle event stream stays small.
// One request at a time: what a client pipelines waits unread in the socket.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "http/answer.hpp"
#include "http/core.hpp"
#include "http/event_stream.hpp"

namespace http {

class RequestParser;

class Connection final : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Core& core, Loop& loop, Face& face, Socket socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  void sweep(std::int64_t now_ms);   // closes what is overdue, beats the heart of an event stream
  void stop_politely();              // idle: now; else after the answer that is on its way
  void cut();

 private:
  enum class Phase : std::uint8_t { head, body, running, writing, streaming, draining, closed };

  void begin_request();
  void read_more();
  void on_read(error_code, std::size_t bytes);
  void parse();
  void parse_head();
  void on_head();
  void receive_body();
  void parse_body();
  void on_whole_request();
  [[nodiscard]] bool prepare_request();           // false: refused
  [[nodiscard]] bool resolve_target();
  [[nodiscard]] bool find_endpoint();             // false: answered (404, 405, 501, OPTIONS, redirect)
  void run_handler();
  void refuse(int status, std::string_view reason, Headers headers = {});
  void answer(Response, bool close);
  void write_next();
  void on_written(error_code, std::size_t bytes);
  void finish_answer();
  void drain();
  void on_drained(error_code, std::size_t bytes);
  void start_stream();
  void flush_stream();
  void watch_stream();
  [[nodiscard]] bool load_file_piece();
  void log(const Request&, const Response&) const;

  Core& core_;
  Loop& loop_;
  Face& face_;
  Socket socket_;
  std::string peer_;
  Phase phase_ = Phase::head;
  std::int64_t deadline_ms_ = 0;
  std::int64_t body_started_ms_ = 0, body_bytes_ = 0;
  std::int64_t started_us_ = 0;
  std::vector<std::string> segments_;             // of the request's path
  bool verb_known_ = true;
  std::vector<char> in_;
  std::size_t in_begin_ = 0, in_end_ = 0, scanned_ = 0;
  std::unique_ptr<RequestParser> parser_;
  std::shared_ptr<Request> request_;
  const Endpoint* endpoint_ = nullptr;
  const Handler* handler_ = nullptr;
  bool close_after_ = false, unread_input_ = false;
  Wire wire_;
  int file_ = -1;
  std::shared_ptr<EventStream> stream_;
  std::string writing_;
  bool stream_writing_ = false;
  std::int64_t drained_bytes_ = 0;
};

}  // namespace http
