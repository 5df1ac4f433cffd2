#include "http/connection.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "http/parser.hpp"
#include "http/problem.hpp"

namespace http {

namespace {

constexpr std::size_t read_bytes = 16 * 1024;
constexpr std::size_t file_piece_bytes = 128 * 1024;
constexpr std::int64_t slowest_upload_bytes_per_ms = 8;   // 8 KB/s sustained earns more time for a long body
constexpr std::int64_t drain_ms = 2'000, drain_bytes_max = 4 * 1024 * 1024;
constexpr std::int64_t heartbeat_ms = 15'000, stream_write_ms = 20'000;
constexpr std::string_view proceed = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

Connection::Connection(Core& core, Loop& loop, Face& face, Socket socket)
    : core_(core), loop_(loop), face_(face), socket_(std::move(socket)) {
  error_code ec;
  socket_.set_option(asio::ip::tcp::no_delay(true), ec);
  const auto end = socket_.remote_endpoint(ec);
  if (!ec) peer_ = end.address().to_string();
  ++core_.counters.connections;
}

Connection::~Connection() {
  if (file_ >= 0) ::close(file_);
  --core_.counters.connections;
}

void Connection::start() {
  begin_request();
  read_more();
}

void Connection::begin_request() {
  phase_ = Phase::head;
  parser_ = std::make_unique<RequestParser>();
  request_.reset();
  endpoint_ = nullptr;
  handler_ = nullptr;
  scanned_ = in_begin_;
  deadline_ms_ = steady_ms() + (in_begin_ == in_end_ ? core_.setup.limits.idle_timeout_ms : core_.setup.limits.head_timeout_ms);
  if (in_begin_ == in_end_) {
    in_begin_ = in_end_ = scanned_ = 0;
    in_ = {};  // an idle connection holds no buffer
  }
}

void Connection::read_more() {
  if (phase_ == Phase::closed) return;
  if (in_begin_ > 0) {
    std::memmove(in_.data(), in_.data() + in_begin_, in_end_ - in_begin_);
    in_end_ -= in_begin_;
    scanned_ -= std::min(scanned_, in_begin_);
    in_begin_ = 0;
  }
  const std::size_t capacity = phase_ == Phase::head ? core_.setup.limits.header_bytes_max + 1 : std::max(in_.size(), read_bytes);
  if (in_.empty()) in_.resize(std::min<std::size_t>(2048, capacity));
  if (phase_ == Phase::body && in_.size() < read_bytes) in_.resize(read_bytes);
  if (in_end_ == in_.size()) in_.resize(std::min(std::max(in_.size() * 2, std::size_t{2048}), std::max(capacity, in_.size())));
  if (in_end_ == in_.size()) return refuse(phase_ == Phase::head ? 431 : 400, phase_ == Phase::head ? "http.head_too_large" : "http.malformed");
  auto self = shared_from_this();
  socket_.async_read_some(asio::buffer(in_.data() + in_end_, in_.size() - in_end_),
                          [self](error_code ec, std::size_t bytes) { self->on_read(ec, bytes); });
}

void Connection::on_read(error_code ec, std::size_t bytes) {
  if (phase_ != Phase::head && phase_ != Phase::body) return;
  if (ec) return cut();  // whoever goes away in the middle of a request gets no answer
  core_.counters.bytes_in += bytes;
  if (phase_ == Phase::head && in_begin_ == in_end_ && in_end_ == 0) deadline_ms_ = steady_ms() + core_.setup.limits.head_timeout_ms;
  in_end_ += bytes;
  parse();
}

void Connection::parse() {
  try {
    if (phase_ == Phase::head) parse_head();
    else if (phase_ == Phase::body) parse_body();
  } catch (const std::exception&) {  // no temporary file could be made
    refuse(507, "http.no_space");
  }
}

// Waits for the whole head before the grammar sees it, so that its size is bounded whatever the pieces.
void Connection::parse_head() {
  while (in_begin_ < in_end_ && (in_[in_begin_] == '\r' || in_[in_begin_] == '\n')) ++in_begin_;  // empty lines between requests
  const std::size_t from = std::max(in_begin_, scanned_ > in_begin_ + 3 ? scanned_ - 3 : in_begin_);
  const std::string_view seen(in_.data() + from, in_end_ - from);
  const std::size_t end = seen.find("\r\n\r\n");
  scanned_ = in_end_;
  if (end == std::string_view::npos) {
    if (in_end_ - in_begin_ > core_.setup.limits.header_bytes_max) return refuse(431, "http.head_too_large");
    return read_more();
  }
  const std::size_t head_bytes = from + end + 4 - in_begin_;
  if (head_bytes > core_.setup.limits.header_bytes_max) return refuse(431, "http.head_too_large");
  started_us_ = steady_us();
  parser_->header_limit(static_cast<std::uint32_t>(head_bytes + 1024));
  error_code ec;
  in_begin_ += parser_->put(asio::const_buffer(in_.data() + in_begin_, head_bytes), ec);
  if (parser_->too_many_headers) return refuse(431, "http.head_too_large");
  if (ec == boost::beast::http::error::bad_version) return refuse(505, "http.bad_version");
  if (ec || !parser_->is_header_done()) return refuse(400, "http.malformed");
  on_head();
}

void Connection::on_head() {
  ++core_.counters.requests;
  if (!prepare_request() || !find_endpoint()) return;
  const bool has_body = parser_->chunked() || parser_->content_length().value_or(0) > 0;
  if (!has_body) return on_whole_request();
  receive_body();
}

void Connection::receive_body() {
  if (endpoint_ == nullptr) return refuse(404, "http.not_found");
  const auto length = parser_->content_length();
  SinkChoice choice = sink_for(*endpoint_, *request_, core_.setup.temp_dir);
  if (choice.refusal) return refuse(choice.refusal->status, choice.refusal->reason);
  if (length && *length > static_cast<std::uint64_t>(endpoint_->body_bytes_max)) return refuse(413, "http.body_too_large");
  parser_->sink = std::move(choice.sink);
  parser_->eager(true);
  phase_ = Phase::body;
  body_started_ms_ = steady_ms();
  body_bytes_ = 0;
  deadline_ms_ = body_started_ms_ + core_.setup.limits.body_timeout_ms;
  const std::string_view expect = request_->header("expect");
  if (!expect.empty()) {
    if (!equal_ignoring_case(expect, "100-continue")) return refuse(417, "http.expectation");
    if (in_begin_ == in_end_) {
      auto self = shared_from_this();
      asio::async_write(socket_, asio::buffer(proceed), [self](error_code ec, std::size_t) { ec ? self->cut() : self->read_more(); });
      return;
    }
  }
  parse_body();
}

void Connection::parse_body() {
  while (in_begin_ < in_end_ && !parser_->is_done()) {
    error_code ec;
    const std::size_t used = parser_->put(asio::const_buffer(in_.data() + in_begin_, in_end_ - in_begin_), ec);
    in_begin_ += used;
    body_bytes_ += static_cast<std::int64_t>(used);
    if (parser_->refusal) return refuse(parser_->refusal->status, parser_->refusal->reason);
    if (ec == boost::beast::http::error::need_more) break;
    if (ec) return refuse(400, "http.malformed");
  }
  if (!parser_->is_done()) {
    deadline_ms_ = body_started_ms_ + core_.setup.limits.body_timeout_ms + body_bytes_ / slowest_upload_bytes_per_ms;
    return read_more();
  }
  if (const auto refusal = parser_->sink->finish(*request_)) return refuse(refusal->status, refusal->reason);
  on_whole_request();
}

void Connection::on_whole_request() {
  close_after_ = !parser_->keep_alive() || core_.stopping;
  parser_->sink.reset();
  run_handler();
}

void Connection::run_handler() {
  phase_ = Phase::running;
  deadline_ms_ = 0;  // a handler takes the time that it takes
  const Handler& handler = *handler_;
  auto request = request_;
  auto self = shared_from_this();
  Core& core = core_;
  const std::int64_t started_us = started_us_;
  auto work = [self, request, &handler, &core, started_us]() -> Response {
    Response response;
    try {
      response = handler(*request);
    } catch (const std::exception&) {  // handlers answer for their own; this is the net below them
      response = edge_problem(500, "http.internal", request->request_id);
    }
    remove_files(*request);
    if (core.setup.log) core.setup.log(*request, response, steady_us() - started_us);
    return response;
  };
  if (endpoint_ != nullptr && endpoint_->on_io_thread) return answer(work(), close_after_);
  const bool taken = core_.workers.submit([self, work] {
    auto response = std::make_shared<Response>(work());
    asio::post(self->loop_.context, [self, response] {
      if (self->phase_ == Phase::running) self->answer(std::move(*response), self->close_after_);
      else if (response->events) response->events->close();
    });
  });
  if (taken) return;
  ++core_.counters.rejected_full;
  remove_files(*request_);
  Response full = core_.setup.problem ? core_.setup.problem(*request_, 503, "http.busy") : edge_problem(503, "http.busy", request_->request_id);
  log(*request_, full);
  answer(std::move(full), close_after_);
}

void Connection::log(const Request& request, const Response& response) const {
  if (core_.setup.log) core_.setup.log(request, response, started_us_ == 0 ? 0 : steady_us() - started_us_);
}

// An answer of the edge itself. What the client still sends is not read as a next request.
void Connection::refuse(int status, std::string_view reason, Headers headers) {
  if (!request_) {
    request_ = std::make_shared<Request>();
    request_->peer = peer_;
    if (core_.setup.random_hex) request_->request_id = core_.setup.random_hex(8);
  }
  const bool body_unread = parser_ && !parser_->is_done();
  Response r = core_.setup.problem ? core_.setup.problem(*request_, status, reason) : edge_problem(status, reason, request_->request_id);
  for (auto& header : headers) r.headers.push_back(std::move(header));
  if (parser_) parser_->sink.reset();
  remove_files(*request_);
  log(*request_, r);
  unread_input_ = body_unread;
  const bool keep = status != 400 && !body_unread && parser_ && parser_->is_header_done() && parser_->keep_alive() && !core_.stopping;
  answer(std::move(r), !keep);
}

void Connection::answer(Response response, bool close) {
  close_after_ = close || core_.stopping;
  if (response.status >= 500) ++core_.counters.answered_5xx;
  const bool http_1_0 = parser_ && parser_->is_header_done() && parser_->version_number == 10;
  stream_ = std::dynamic_pointer_cast<EventStream>(response.events);
  if (stream_ && request_->verb == Verb::head) std::exchange(stream_, nullptr)->detach();
  AnswerContext context{.head_only = request_->verb == Verb::head, .keep_alive = !close_after_, .http_1_0 = http_1_0};
  if (stream_) {
    response.content_type = "text/event-stream";
    response.headers.emplace_back("x-accel-buffering", "no");
    context.keep_alive = false;
  }
  if (core_.setup.unix_seconds) context.date = http_date(core_.setup.unix_seconds());
  wire_ = to_wire(*request_, std::move(response), context);
  if (!wire_.file.empty()) {
    file_ = ::open(wire_.file.c_str(), O_RDONLY | O_CLOEXEC);
    if (file_ < 0) return cut();  // vanished between two calls
  }
  phase_ = Phase::writing;
  writing_ = std::move(wire_.head);
  if (wire_.body.size() <= read_bytes) writing_ += std::exchange(wire_.body, {});
  write_next();
}

void Connection::write_next() {
  deadline_ms_ = steady_ms() + core_.setup.limits.body_timeout_ms;  // each piece must make progress
  auto self = shared_from_this();
  asio::async_write(socket_, asio::buffer(writing_), [self](error_code ec, std::size_t bytes) { self->on_written(ec, bytes); });
}

void Connection::on_written(error_code ec, std::size_t bytes) {
  core_.counters.bytes_out += bytes;
  if (ec || phase_ == Phase::closed) return cut();
  writing_.clear();
  if (!wire_.body.empty()) {
    writing_ = std::exchange(wire_.body, {});
    return write_next();
  }
  if (file_ >= 0 && wire_.file_bytes > 0) {
    if (!load_file_piece()) return cut();
    return write_next();
  }
  finish_answer();
}

bool Connection::load_file_piece() {
  writing_.resize(static_cast<std::size_t>(std::min<std::int64_t>(wire_.file_bytes, static_cast<std::int64_t>(file_piece_bytes))));
  const ssize_t n = ::pread(file_, writing_.data(), writing_.size(), wire_.file_from);
  if (n <= 0) return false;
  writing_.resize(static_cast<std::size_t>(n));
  wire_.file_from += n;
  wire_.file_bytes -= n;
  return true;
}

void Connection::finish_answer() {
  if (file_ >= 0) ::close(std::exchange(file_, -1));
  wire_ = {};
  writing_ = {};
  if (stream_) return start_stream();
  if (unread_input_) return drain();
  if (close_after_) return cut();
  begin_request();
  if (in_begin_ < in_end_) parse();  // pipelined
  else read_more();
}

// After a refusal the client may still be sending: reading a while lets it see the answer instead of a reset.
void Connection::drain() {
  phase_ = Phase::draining;
  deadline_ms_ = steady_ms() + drain_ms;
  error_code ec;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ec);
  in_.resize(read_bytes);
  on_drained({}, 0);
}

void Connection::on_drained(error_code ec, std::size_t bytes) {
  drained_bytes_ += static_cast<std::int64_t>(bytes);
  if (ec || phase_ != Phase::draining || drained_bytes_ > drain_bytes_max) return cut();
  auto self = shared_from_this();
  socket_.async_read_some(asio::buffer(in_), [self](error_code e, std::size_t n) { self->on_drained(e, n); });
}

void Connection::start_stream() {
  phase_ = Phase::streaming;
  ++core_.counters.event_streams;
  parser_.reset();
  request_.reset();
  in_ = {};
  in_begin_ = in_end_ = 0;
  deadline_ms_ = steady_ms() + heartbeat_ms;
  std::weak_ptr<Connection> weak = weak_from_this();
  asio::io_context& context = loop_.context;
  stream_->attach(core_.setup.limits.event_queue_max, [weak, &context] {
    asio::post(context, [weak] {
      if (const auto self = weak.lock()) self->flush_stream();
    });
  });
  watch_stream();
  flush_stream();
}

void Connection::flush_stream() {
  if (phase_ != Phase::streaming || stream_writing_) return;
  if (!stream_->take(writing_)) return cut();
  if (writing_.empty()) return;
  stream_writing_ = true;
  deadline_ms_ = steady_ms() + stream_write_ms;
  auto self = shared_from_this();
  asio::async_write(socket_, asio::buffer(writing_), [self](error_code ec, std::size_t bytes) {
    self->core_.counters.bytes_out += bytes;
    self->stream_writing_ = false;
    if (ec) return self->cut();
    self->writing_ = {};
    self->deadline_ms_ = steady_ms() + heartbeat_ms;
    self->flush_stream();
  });
}

// A client of a stream sends nothing more: the end of its input is the end of the stream, anything else is thrown away.
void Connection::watch_stream() {
  auto self = shared_from_this();
  socket_.async_wait(Socket::wait_read, [self](error_code ec) {
    if (self->phase_ != Phase::streaming) return;
    std::array<char, 512> sink{};
    const std::size_t n = ec ? 0 : self->socket_.read_some(asio::buffer(sink), ec);
    if (ec || n == 0) return self->cut();
    self->watch_stream();
  });
}

void Connection::sweep(std::int64_t now_ms) {
  if (phase_ == Phase::closed || deadline_ms_ == 0 || now_ms < deadline_ms_) return;
  if (phase_ == Phase::streaming && !stream_writing_) {
    stream_writing_ = true;
    writing_ = ":\n\n";
    deadline_ms_ = now_ms + stream_write_ms;
    auto self = shared_from_this();
    asio::async_write(socket_, asio::buffer(writing_), [self](error_code ec, std::size_t) {
      self->stream_writing_ = false;
      if (ec) return self->cut();
      self->writing_ = {};
      self->deadline_ms_ = steady_ms() + heartbeat_ms;
      self->flush_stream();
    });
    return;
  }
  if (phase_ == Phase::body || (phase_ == Phase::head && in_end_ > in_begin_)) {
    socket_.cancel();
    return refuse(408, "http.too_slow");
  }
  cut();
}

void Connection::stop_politely() {
  if (phase_ == Phase::streaming) return stream_->close();
  if (phase_ == Phase::head && in_begin_ == in_end_) return cut();
  close_after_ = true;
}

void Connection::cut() {
  if (phase_ == Phase::closed) return;
  auto self = shared_from_this();
  const bool streamed = phase_ == Phase::streaming;
  phase_ = Phase::closed;
  if (parser_) parser_->sink.reset();
  error_code ec;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ec);
  socket_.close(ec);
  if (stream_) stream_->detach();
  if (streamed) --core_.counters.event_streams;
  loop_.connections.erase(this);
}

}  // namespace http
