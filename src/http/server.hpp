// The server: listeners (one a face), limits, worker pool, event streams, static files, two-stage shutdown.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "http/http.hpp"

namespace http {

struct Limits {
  int io_threads{1};
  int workers{4};
  std::size_t queue_max{256};              // waiting requests; more: 503 with Retry-After
  std::size_t connections_max{4096};
  std::size_t header_bytes_max{16 * 1024};
  std::int64_t head_timeout_ms{10'000};    // the whole head must have come
  std::int64_t body_timeout_ms{60'000};    // … and the body
  std::int64_t idle_timeout_ms{75'000};    // keep-alive
  std::int64_t stop_polite_ms{5'000};      // finish what runs; then cut
  std::size_t event_queue_max{64};         // events waiting for one slow client; more: dropped, it resumes
};

struct Listener {
  std::string name{};                      // the face: public, desk, field, wall, admin (or "all")
  std::string address{"127.0.0.1"};
  std::uint16_t port{};                    // 0: any; see Server::port
  std::vector<Endpoint> endpoints{};
  std::map<std::string, std::string, std::less<>> hosts{};  // a host in small letters stands for this path: where nothing else is, "/report" is "/d/code/report"
  Handler not_found{};                     // GET of what no endpoint takes (single-page shells); empty, or anything else: 404
};

struct Metrics {                           // read by /metrics
  std::uint64_t requests{}, answered_5xx{}, rejected_full{}, bytes_in{}, bytes_out{};
  std::int64_t connections{}, event_streams{}, queue{};
};

class Server {
 public:
  virtual ~Server() = default;
  virtual void start() = 0;                // throws std::runtime_error "port 8080 is taken: …" in one line
  virtual void stop() = 0;                 // polite, then firm; returns when all is quiet
  [[nodiscard]] virtual std::uint16_t port(std::string_view listener) const = 0;
  [[nodiscard]] virtual Metrics metrics() const = 0;
};

struct Setup {
  Limits limits{};
  std::vector<Listener> listeners{};
  std::string temp_dir{};                  // uploads on their way
  std::string trusted_proxy{};             // address whose X-Forwarded-* count; empty: none
  std::function<Response(const Request&, int status, std::string_view reason_key)> problem{};  // edge's own refusals as problem+json
  std::function<void(const Request&, const Response&, std::int64_t micros)> log{};             // one line a request
  std::function<std::string(std::size_t bytes)> random_hex{};                                  // request ids
  std::function<std::int64_t()> unix_seconds{};  // for the Date header; empty: none
};
[[nodiscard]] std::unique_ptr<Server> make_server(Setup);

}  // namespace http
