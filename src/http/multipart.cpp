// Streaming multipart/form-data (RFC 7578): whatever the chunks, memory stays bounded by one part's head or one field.
#include "base/text.hpp"
#include "http/body.hpp"
#include "http/decode.hpp"
#include "http/temp_file.hpp"

namespace http {

namespace {

constexpr BodyRefusal bad{400, "http.bad_multipart"};
constexpr BodyRefusal too_large{413, "http.body_too_large"};

class MultipartSink final : public BodySink {
 public:
  MultipartSink(std::string boundary, std::string temp_dir, std::int64_t bytes_max, MultipartLimits limits)
      : delimiter_("\r\n--" + boundary), temp_dir_(std::move(temp_dir)), bytes_max_(bytes_max), limits_(limits) {
    window_ = "\r\n";  // so that the first delimiter looks like every other
  }
  ~MultipartSink() override {
    Request leftovers;
    leftovers.parts = std::move(parts_);
    remove_files(leftovers);
  }

  std::optional<BodyRefusal> write(std::string_view bytes) override {
    total_ += static_cast<std::int64_t>(bytes.size());
    if (total_ > bytes_max_) return too_large;
    if (state_ == State::done) return std::nullopt;  // the epilogue is ignored
    window_ += bytes;
    while (true) {
      bool more = false;
      std::optional<BodyRefusal> refusal;
      switch (state_) {
        case State::preamble: refusal = on_preamble(more); break;
        case State::after_delimiter: refusal = on_delimiter_end(more); break;
        case State::head: refusal = on_head(more); break;
        case State::content: refusal = on_content(more); break;
        case State::done: break;
      }
      if (refusal || !more) return refusal;
    }
  }

  std::optional<BodyRefusal> finish(Request& request) override {
    if (state_ != State::done) return bad;
    for (Part& part : parts_) request.parts.push_back(std::move(part));
    parts_.clear();
    return std::nullopt;
  }

 private:
  enum class State : std::uint8_t { preamble, after_delimiter, head, content, done };

  void drop(std::size_t bytes) { window_.erase(0, bytes); }

  std::optional<BodyRefusal> on_preamble(bool& more) {
    const std::size_t at = window_.find(delimiter_);
    if (at == std::string::npos) {
      if (window_.size() > limits_.part_head_bytes_max) return bad;
      return std::nullopt;
    }
    drop(at + delimiter_.size());
    state_ = State::after_delimiter;
    more = true;
    return std::nullopt;
  }

  std::optional<BodyRefusal> on_delimiter_end(bool& more) {
    if (window_.size() < 2) return std::nullopt;
    if (window_.starts_with("--")) {
      state_ = State::done;
      window_ = {};
      return std::nullopt;
    }
    const std::size_t line_end = window_.find("\r\n");
    if (line_end == std::string::npos) return window_.size() > 64 ? std::optional(bad) : std::nullopt;
    if (!trim(std::string_view(window_).substr(0, line_end)).empty()) return bad;
    drop(line_end);  // the line end stays: an empty head is then "\r\n\r\n" as well
    state_ = State::head;
    more = true;
    return std::nullopt;
  }

  std::optional<BodyRefusal> on_head(bool& more) {
    const std::size_t end = window_.find("\r\n\r\n");
    if (end == std::string::npos) return window_.size() > limits_.part_head_bytes_max ? std::optional(bad) : std::nullopt;
    if (end > limits_.part_head_bytes_max) return bad;
    if (auto refusal = open_part(std::string_view(window_).substr(0, end))) return refusal;
    drop(end + 4);
    window_.insert(0, "\r\n");  // an empty part's delimiter follows at once; content skips these two bytes
    skip_ = 2;
    state_ = State::content;
    more = true;
    return std::nullopt;
  }

  std::optional<BodyRefusal> on_content(bool& more) {
    const std::size_t at = window_.find(delimiter_);
    if (at == std::string::npos) {
      if (window_.size() < delimiter_.size()) return std::nullopt;
      const std::size_t certain = window_.size() - (delimiter_.size() - 1);
      auto refusal = take(certain);
      return refusal;
    }
    if (auto refusal = take(at)) return refusal;
    skip_ = 0;
    drop(delimiter_.size());
    state_ = State::after_delimiter;
    more = true;
    return close_part();
  }

  // Moves the first `bytes` of the window into the part, without the two that on_head put in front.
  std::optional<BodyRefusal> take(std::size_t bytes) {
    const std::size_t skipped = std::min(skip_, bytes);
    skip_ -= skipped;
    const std::string_view content = std::string_view(window_).substr(skipped, bytes - skipped);
    if (file_) {
      if (!file_->write(content)) return BodyRefusal{507, "http.no_space"};
    } else {
      if (part_.value.size() + content.size() > limits_.field_bytes_max) return too_large;
      part_.value += content;
    }
    drop(bytes);
    return std::nullopt;
  }

  std::optional<BodyRefusal> open_part(std::string_view head) {
    if (parts_.size() == limits_.parts_max) return BodyRefusal{413, "http.too_many_parts"};
    part_ = {};
    bool is_file = false;
    while (!head.empty()) {
      head.remove_prefix(std::min<std::size_t>(2, head.size()));  // each line begins after "\r\n"
      const std::size_t end = head.find("\r\n");
      const std::string_view line = head.substr(0, end);
      head = end == std::string_view::npos ? std::string_view{} : head.substr(end);
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) {
        if (line.empty()) continue;
        return bad;
      }
      const std::string name = lower(trim(line.substr(0, colon)));
      const std::string_view value = trim(line.substr(colon + 1));
      if (name == "content-disposition") {
        if (media_type(value) != "form-data") return bad;
        part_.name = header_parameter(value, "name");
        part_.filename = header_parameter(value, "filename");
        is_file = value.find("filename=") != std::string_view::npos;
      } else if (name == "content-type") {
        part_.content_type = media_type(value);
      }
    }
    if (part_.name.empty() || part_.name.size() > limits_.name_bytes_max || part_.filename.size() > limits_.name_bytes_max) return bad;
    if (!base::valid_utf8(part_.name) || !base::valid_utf8(part_.filename)) return BodyRefusal{400, "http.bad_utf8"};
    if (is_file && ++files_ > limits_.files_max) return BodyRefusal{413, "http.too_many_parts"};
    if (is_file) file_ = std::make_unique<TempFile>(temp_dir_);
    return std::nullopt;
  }

  std::optional<BodyRefusal> close_part() {
    if (file_) {
      part_.sha256 = file_->finish();
      part_.size = file_->size();
      // A file input left empty sends a part without name and bytes: the field was not used.
      if (!part_.filename.empty() || part_.size > 0) {
        part_.path = file_->release();
        parts_.push_back(std::move(part_));
      }
      file_.reset();
    } else {
      part_.size = static_cast<std::int64_t>(part_.value.size());
      if (!base::valid_utf8(part_.value)) return BodyRefusal{400, "http.bad_utf8"};
      parts_.push_back(std::move(part_));
    }
    part_ = {};
    return std::nullopt;
  }

  std::string delimiter_, temp_dir_, window_;
  std::int64_t bytes_max_, total_ = 0;
  MultipartLimits limits_;
  State state_ = State::preamble;
  Part part_;
  std::unique_ptr<TempFile> file_;
  std::vector<Part> parts_;
  std::size_t files_ = 0, skip_ = 0;
};

}  // namespace

std::unique_ptr<BodySink> multipart_sink(std::string boundary, std::string temp_dir, std::int64_t bytes_max, MultipartLimits limits) {
  return std::make_unique<MultipartSink>(std::move(boundary), std::move(temp_dir), bytes_max, limits);
}

}  // namespace http
