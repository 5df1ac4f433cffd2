// A Response turned into what goes over the wire: status line, headers (the security headers of every answer), conditional and
// range requests. Pure, apart from asking the size of a file body.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace http {

struct Wire {
  std::string head{};         // up to and with the empty line
  std::string body{};
  std::string file{};         // if set, [file_from, file_from + file_bytes) of it is the body
  std::int64_t file_from{}, file_bytes{};
  std::shared_ptr<const void> held{};
  int status{};
};

struct AnswerContext {
  bool head_only{};           // HEAD
  bool keep_alive{};
  bool http_1_0{};
  std::string date{};         // IMF-fixdate, or empty
};
[[nodiscard]] Wire to_wire(const Request&, Response&&, const AnswerContext&);
[[nodiscard]] std::string http_date(std::int64_t unix_seconds);
[[nodiscard]] std::string_view status_text(int status);

// One byte range of a body of `size` bytes. `none`: answer the whole.
struct Range {
  enum class Kind : std::uint8_t { none, part, unsatisfiable } kind{};
  std::int64_t from{}, bytes{};
};
[[nodiscard]] Range parse_range(std::string_view header, std::int64_t size);

}  // namespace http
