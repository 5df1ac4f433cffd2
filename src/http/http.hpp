// The border of the HTTP edge. Nothing outside http/ sees Asio; a handler is a plain blocking function
// Request -> Response on a bounded worker pool.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

enum class Verb : std::uint8_t { get, post, put, del, head, options };

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case

// One part of a multipart/form-data body. File parts were streamed to a temporary file.
struct Part {
  std::string name{};
  std::string filename{};      // empty: an ordinary field
  std::string content_type{};
  std::string value{};         // of an ordinary field
  std::string path{};          // of a file part: temporary file, removed after the request unless moved away
  std::string sha256{};        // of a file part, hexadecimal
  std::int64_t size{};
};

struct Request {
  Verb verb{};
  std::string target{};        // as sent: path and query
  std::string path{};          // decoded
  std::string route{};         // the pattern that took it, "/api/v1/matters/{id}": what a log may say
  std::vector<std::pair<std::string, std::string>> query{};      // decoded, in order
  std::vector<std::pair<std::string, std::string>> captures{};   // {id} of the route's path
  Headers headers{};
  std::string body{};          // JSON, form-urlencoded; empty for multipart and streamed uploads
  std::vector<Part> parts{};   // multipart/form-data; or one file part for a raw upload route
  std::string peer{};          // address of the connection, or of X-Forwarded-For behind a trusted proxy
  std::string request_id{};    // random, in every log line and problem
  bool secure{};               // TLS ended here or at the trusted proxy

  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;   // empty: absent
  [[nodiscard]] std::string_view capture(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
  [[nodiscard]] std::string_view cookie(std::string_view name) const;
  [[nodiscard]] std::string_view form(std::string_view name) const;                // urlencoded or multipart field
};

class Events;  // a server-sent event stream's sending end (http/events.hpp)

struct Response {
  int status{200};
  std::string content_type{"application/json"};
  Headers headers{};           // besides content-type, content-length, date, and the security headers of every answer
  std::string body{};
  std::string file{};          // if set: the body is this file (range requests answered by the edge)
  std::shared_ptr<const void> held{};  // lives until the body is sent: whoever made a file for this answer alone removes it then
  std::shared_ptr<Events> events{};  // if set: the connection becomes an event stream
};

using Handler = std::function<Response(const Request&)>;

enum class BodyKind : std::uint8_t { none, text, multipart, upload };  // upload: the raw body goes to a temporary file

struct Endpoint {
  Verb verb{};
  std::string path{};          // "/api/v1/matters/{id}/register"; a last "{*rest}" takes what remains
  Handler handler{};
  BodyKind body{BodyKind::none};
  std::int64_t body_bytes_max{64 * 1024};
  bool on_io_thread{};         // tiny answers without blocking only (/health)
};

}  // namespace http
