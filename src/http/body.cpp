#include "http/body.hpp"

#include <unistd.h>

#include "base/text.hpp"
#include "http/decode.hpp"
#include "http/temp_file.hpp"

namespace http {

namespace {

constexpr BodyRefusal too_large{413, "http.body_too_large"};

class TextSink final : public BodySink {
 public:
  TextSink(std::int64_t bytes_max, bool is_form) : bytes_max_(bytes_max), is_form_(is_form) {}

  std::optional<BodyRefusal> write(std::string_view bytes) override {
    if (static_cast<std::int64_t>(text_.size() + bytes.size()) > bytes_max_) return too_large;
    text_ += bytes;
    return std::nullopt;
  }
  std::optional<BodyRefusal> finish(Request& request) override {
    if (!base::valid_utf8(text_)) return BodyRefusal{400, "http.bad_utf8"};
    if (is_form_) {
      auto pairs = decode_pairs(text_);
      if (!pairs) return BodyRefusal{400, "http.bad_form"};
      for (auto& [name, value] : *pairs) request.parts.push_back({.name = std::move(name), .value = std::move(value)});
    }
    request.body = std::move(text_);
    return std::nullopt;
  }

 private:
  std::string text_;
  std::int64_t bytes_max_;
  bool is_form_;
};

class UploadSink final : public BodySink {
 public:
  UploadSink(const std::string& folder, std::int64_t bytes_max) : file_(folder), bytes_max_(bytes_max) {}

  std::optional<BodyRefusal> write(std::string_view bytes) override {
    if (file_.size() + static_cast<std::int64_t>(bytes.size()) > bytes_max_) return too_large;
    if (!file_.write(bytes)) return BodyRefusal{507, "http.no_space"};
    return std::nullopt;
  }
  std::optional<BodyRefusal> finish(Request& request) override {
    Part part{.name = "file", .content_type = media_type(request.header("content-type")), .sha256 = file_.finish(), .size = file_.size()};
    part.path = file_.release();
    request.parts.push_back(std::move(part));
    return std::nullopt;
  }

 private:
  TempFile file_;
  std::int64_t bytes_max_;
};

}  // namespace

SinkChoice sink_for(const Endpoint& endpoint, const Request& request, const std::string& temp_dir) {
  SinkChoice out;
  const std::string type = media_type(request.header("content-type"));
  switch (endpoint.body) {
    case BodyKind::none:
      out.refusal = BodyRefusal{413, "http.no_body_here"};
      return out;
    case BodyKind::text:
      out.sink = std::make_unique<TextSink>(endpoint.body_bytes_max, type == "application/x-www-form-urlencoded");
      return out;
    case BodyKind::upload:
      out.sink = std::make_unique<UploadSink>(temp_dir, endpoint.body_bytes_max);
      return out;
    case BodyKind::multipart:
      if (type == "application/x-www-form-urlencoded") {  // a form without a file
        out.sink = std::make_unique<TextSink>(std::min<std::int64_t>(endpoint.body_bytes_max, 64 * 1024), /*is_form=*/true);
        return out;
      }
      if (type == "multipart/form-data") {
        std::string boundary = header_parameter(request.header("content-type"), "boundary");
        if (boundary.empty() || boundary.size() > 70) {
          out.refusal = BodyRefusal{400, "http.bad_multipart"};
          return out;
        }
        out.sink = multipart_sink(std::move(boundary), temp_dir, endpoint.body_bytes_max);
        return out;
      }
      out.refusal = BodyRefusal{415, "http.form_wanted"};
      return out;
  }
  return out;
}

void remove_files(Request& request) {
  for (Part& part : request.parts)
    if (!part.path.empty()) ::unlink(part.path.c_str());  // already moved away: nothing there, which is fine
}

}  // namespace http
