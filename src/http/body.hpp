// Where a request's body goes while it streams in: text to memory, a raw upload to a temporary file, multipart/form-data to parts
// (fields to memory, files to temporary files). Each has its bounds; a refusal stops the request at once.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace http {

struct BodyRefusal {       // what the edge answers: a status and a message key of http/messages
  int status{};
  std::string_view reason{};
};

class BodySink {
 public:
  virtual ~BodySink() = default;
  [[nodiscard]] virtual std::optional<BodyRefusal> write(std::string_view bytes) = 0;
  // All has come: fills body or parts. File parts in `request.parts` are then the caller's to remove.
  [[nodiscard]] virtual std::optional<BodyRefusal> finish(Request& request) = 0;
};

struct MultipartLimits {
  std::size_t parts_max = 64;
  std::size_t files_max = 12;
  std::size_t part_head_bytes_max = 4096;   // all headers of one part
  std::size_t field_bytes_max = 64 * 1024;  // an ordinary field
  std::size_t name_bytes_max = 256;
};

// The sink for what this endpoint takes and this request brings, or the refusal (415).
struct SinkChoice {
  std::unique_ptr<BodySink> sink{};
  std::optional<BodyRefusal> refusal{};
};
[[nodiscard]] SinkChoice sink_for(const Endpoint&, const Request&, const std::string& temp_dir);
[[nodiscard]] std::unique_ptr<BodySink> multipart_sink(std::string boundary, std::string temp_dir, std::int64_t bytes_max, MultipartLimits = {});

void remove_files(Request&);  // temporary files of parts that nobody moved away

}  // namespace http
