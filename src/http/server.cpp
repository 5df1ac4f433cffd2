#include "http/server.hpp"

#include <fmt/format.h>

#include <condition_variable>

#include "http/connection.hpp"

namespace http {

namespace {

constexpr std::int64_t sweep_ms = 250;

class Door {  // one listening socket; accepts into the loops in turn
 public:
  Door(Core& core, Face& face, std::vector<std::unique_ptr<Loop>>& loops)
      : core_(core), face_(face), loops_(loops), acceptor_(loops.front()->context.get_executor()), pause_(loops.front()->context.get_executor()) {}

  void open() {
    const Listener& l = face_.listener;
    error_code ec;
    const auto address = asio::ip::make_address(l.address, ec);
    if (ec) throw std::runtime_error(fmt::format("\"{}\" is not an IP address to listen on: give one such as 127.0.0.1 or 0.0.0.0", l.address));
    const asio::ip::tcp::endpoint end(address, l.port);
    acceptor_.open(end.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(end, ec);
    if (!ec) acceptor_.listen(asio::socket_base::max_listen_connections, ec);
    if (ec == asio::error::address_in_use)
      throw std::runtime_error(fmt::format("port {} of {} is taken: stop the program that uses it, or choose another with --port", l.port, l.address));
    if (ec) throw std::runtime_error(fmt::format("cannot listen on {} port {}: {}", l.address, l.port, ec.message()));
    port_ = acceptor_.local_endpoint().port();
  }
  void accept() {
    Loop& loop = *loops_[next_++ % loops_.size()];
    auto socket = std::make_shared<Socket>(loop.context.get_executor());
    acceptor_.async_accept(*socket, [this, &loop, socket](error_code ec) { on_accept(ec, loop, socket); });
  }
  void close() {
    error_code ec;
    acceptor_.close(ec);
    pause_.cancel();
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const std::string& name() const { return face_.listener.name; }

 private:
  void on_accept(error_code ec, Loop& loop, const std::shared_ptr<Socket>& socket) {
    if (core_.stopping || ec == asio::error::operation_aborted) return;
    if (ec) {  // out of file descriptors: try again in a moment
      pause_.expires_after(std::chrono::milliseconds(100));
      pause_.async_wait([this](error_code e) {
        if (!e) accept();
      });
      return;
    }
    asio::post(loop.context, [this, &loop, socket] { take(loop, std::move(*socket)); });
    accept();
  }
  void take(Loop& loop, Socket socket) {
    if (core_.stopping) return;
    if (core_.counters.connections.load() >= static_cast<std::int64_t>(core_.setup.limits.connections_max)) {
      static constexpr std::string_view full = "HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
      error_code ec;
      socket.non_blocking(true, ec);
      socket.write_some(asio::buffer(full), ec);
      ++core_.counters.rejected_full;
      return;
    }
    auto connection = std::make_shared<Connection>(core_, loop, face_, std::move(socket));
    loop.connections.emplace(connection.get(), connection);
    connection->start();
  }

  Core& core_;
  Face& face_;
  std::vector<std::unique_ptr<Loop>>& loops_;
  Acceptor acceptor_;
  Timer pause_;
  std::size_t next_ = 0;
  std::uint16_t port_ = 0;
};

class ServerOverAsio final : public Server {
 public:
  explicit ServerOverAsio(Setup setup) : core_(std::move(setup)) {
    for (int i = 0; i < std::max(1, core_.setup.limits.io_threads); ++i) loops_.push_back(std::make_unique<Loop>());
    for (Listener& l : core_.setup.listeners) {
      faces_.push_back(std::make_unique<Face>(std::move(l)));
      doors_.push_back(std::make_unique<Door>(core_, *faces_.back(), loops_));
    }
  }
  ~ServerOverAsio() override { ServerOverAsio::stop(); }

  void start() override {
    for (auto& door : doors_) door->open();
    core_.workers.start();
    for (auto& door : doors_) door->accept();
    for (auto& loop : loops_) {
      sweep(*loop);
      loop->thread = std::thread([&l = *loop] { l.context.run(); });
    }
    running_ = true;
  }

  void stop() override {
    if (!running_) return;
    running_ = false;
    core_.stopping = true;
    on_each_loop([this](Loop& loop) {
      if (&loop == loops_.front().get())
        for (auto& door : doors_) door->close();
      for (const auto& connection : snapshot(loop)) connection->stop_politely();
    });
    const std::int64_t until = steady_ms() + core_.setup.limits.stop_polite_ms;
    while (core_.counters.connections.load() > 0 && steady_ms() < until) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    on_each_loop([](Loop& loop) {
      for (const auto& connection : snapshot(loop)) connection->cut();
    });
    core_.workers.stop(/*drop_waiting=*/true);
    on_each_loop([](Loop& loop) {  // answers of the last handlers find their connections closed
      for (const auto& connection : snapshot(loop)) connection->cut();
      loop.ended = true;
      loop.sweep.cancel();
      loop.guard.reset();
    });
    for (auto& loop : loops_) loop->thread.join();  // after the last aborted read: every connection is gone
  }

  std::uint16_t port(std::string_view listener) const override {
    for (const auto& door : doors_)
      if (door->name() == listener) return door->port();
    return 0;
  }
  Metrics metrics() const override {
    const Counters& c = core_.counters;
    return {.requests = c.requests, .answered_5xx = c.answered_5xx, .rejected_full = c.rejected_full, .bytes_in = c.bytes_in, .bytes_out = c.bytes_out,
            .connections = c.connections, .event_streams = c.event_streams, .queue = static_cast<std::int64_t>(core_.workers.waiting())};
  }

 private:
  static std::vector<std::shared_ptr<Connection>> snapshot(Loop& loop) {
    std::vector<std::shared_ptr<Connection>> out;
    out.reserve(loop.connections.size());
    for (const auto& [key, connection] : loop.connections) out.push_back(connection);
    return out;
  }

  // One coarse timer a loop instead of one a connection.
  void sweep(Loop& loop) {
    loop.sweep.expires_after(std::chrono::milliseconds(sweep_ms));
    loop.sweep.async_wait([this, &loop](error_code ec) {
      if (ec || loop.ended) return;
      const std::int64_t now = steady_ms();
      for (const auto& connection : snapshot(loop)) connection->sweep(now);
      sweep(loop);
    });
  }

  // Runs fn on each loop's thread and waits for all.
  void on_each_loop(const std::function<void(Loop&)>& fn) {
    std::mutex mutex;
    std::condition_variable done;
    std::size_t left = loops_.size();
    for (auto& loop : loops_) {
      asio::post(loop->context, [&, l = loop.get()] {
        fn(*l);
        const std::lock_guard lock(mutex);
        --left;
        done.notify_one();
      });
    }
    std::unique_lock lock(mutex);
    done.wait(lock, [&] { return left == 0; });
  }

  mutable Core core_;
  std::vector<std::unique_ptr<Face>> faces_;
  std::vector<std::unique_ptr<Loop>> loops_;
  std::vector<std::unique_ptr<Door>> doors_;
  bool running_ = false;
};

}  // namespace

std::unique_ptr<Server> make_server(Setup setup) { return std::make_unique<ServerOverAsio>(std::move(setup)); }

}  // namespace http
