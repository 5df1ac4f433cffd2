#include "formats/csv.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/text.hpp"

namespace formats {
namespace {

constexpr std::size_t buffer_bytes = 64 * 1024;

bool continues(int c) { return (c & 0xC0) == 0x80; }  // a following byte of a UTF-8 character

}  // namespace

CsvReader::CsvReader(Source source, CsvOptions options)
    : source_(std::move(source)),
      options_(options),
      buffer_(buffer_bytes),
      offset_(options.from_offset),
      line_(options.from_line),
      record_line_(options.from_line),
      first_(options.from_offset == 0) {}

CsvReader::Source CsvReader::from_text(std::string_view text) {
  return [rest = text](char* buffer, std::size_t size) mutable {
    const std::size_t n = std::min(size, rest.size());
    std::memcpy(buffer, rest.data(), n);
    rest.remove_prefix(n);
    return n;
  };
}

int CsvReader::peek() {
  if (at_ == filled_) {
    if (finished_) return -1;
    at_ = 0;
    filled_ = source_(buffer_.data(), buffer_.size());
    if (filled_ == 0) {
      finished_ = true;
      return -1;
    }
  }
  return static_cast<unsigned char>(buffer_[at_]);
}

int CsvReader::take() {
  const int c = peek();
  if (c < 0) return c;
  ++at_;
  ++offset_;
  if (!continues(c)) ++column_;
  return c;
}

// CR LF, LF or CR alone.
void CsvReader::end_line(int c) {
  if (c == '\r' && peek() == '\n') static_cast<void>(take());
  ++line_;
  column_ = 1;
}

void CsvReader::skip_line() {
  for (int c = take(); c >= 0; c = take()) {
    if (c != '\n' && c != '\r') continue;
    end_line(c);
    return;
  }
}

CsvReader::Place CsvReader::place(std::size_t field) const { return field < places_.size() ? places_[field] : Place{record_line_, 1}; }

std::unexpected<base::Error> CsvReader::wrong(std::string_view reason, Place place) {
  return base::fail(base::ErrorCode::malformed, std::string(reason),
                    {{"line", std::to_string(place.line)}, {"column", std::to_string(place.column)}});
}

// After the opening quote, up to and with the closing one.
base::Done CsvReader::quoted(std::string& out) {
  const Place opened{line_, column_ - 1};
  for (;;) {
    const int c = take();
    if (c < 0) return wrong("formats.csv_unterminated", opened);
    if (out.size() >= options_.field_bytes_max) return wrong("formats.csv_field_too_long", opened);
    if (c == '"') {
      if (peek() != '"') return {};
      static_cast<void>(take());
    } else if (c == '\n' || c == '\r') {
      const bool pair = c == '\r' && peek() == '\n';
      end_line(c);
      if (pair) out += '\r';
      out += pair ? '\n' : static_cast<char>(c);
      continue;
    }
    out += static_cast<char>(c);
  }
}

// `ended`: it was the record's last; `line_taken`: and its line end, or the file's, is behind us.
base::Done CsvReader::field(std::string& out, bool& ended, bool& line_taken) {
  out.clear();
  const Place begin{line_, column_};
  places_.push_back(begin);
  if (peek() == '"') {
    static_cast<void>(take());
    if (auto done = quoted(out); !done) return done;
    const int after = peek();
    if (after >= 0 && after != options_.separator && after != '\n' && after != '\r') return wrong("formats.csv_after_quote", {line_, column_});
  }
  for (;;) {
    const Place here{line_, column_};
    const int c = peek();
    if (c == '"') return wrong("formats.csv_quote_inside", here);
    if (c < 0 || c == '\n' || c == '\r' || c == options_.separator) break;
    if (out.size() >= options_.field_bytes_max) return wrong("formats.csv_field_too_long", begin);
    out += static_cast<char>(take());
  }
  const int c = take();
  ended = c != options_.separator;
  line_taken = ended;
  if (c == '\n' || c == '\r') end_line(c);
  if (!base::valid_utf8(out)) return wrong("formats.csv_not_utf8", begin);
  if (out.find('\0') != std::string::npos) return wrong("formats.csv_zero_byte", begin);
  return {};
}

base::Result<bool> CsvReader::next(std::vector<std::string>& fields) {
  if (first_) {  // a byte order mark is no part of the first field
    first_ = false;
    for (std::size_t n = 1; n != 0 && filled_ < csv_bom.size(); filled_ += n) n = source_(buffer_.data() + filled_, buffer_.size() - filled_);
    if (peek() == 0xEF && filled_ - at_ >= csv_bom.size() && std::string_view(buffer_.data() + at_, 3) == csv_bom) {
      at_ += csv_bom.size();
      offset_ += static_cast<std::int64_t>(csv_bom.size());
    }
  }
  for (int c = peek(); c == '\n' || c == '\r'; c = peek()) {
    static_cast<void>(take());
    end_line(c);
  }
  fields.clear();
  places_.clear();
  record_line_ = line_;
  if (peek() < 0) return false;
  for (bool ended = false; !ended;) {
    if (fields.size() >= options_.fields_max) {
      auto error = wrong("formats.csv_too_many_fields", {line_, column_});
      skip_line();
      return error;
    }
    bool line_taken = false;
    if (auto done = field(fields.emplace_back(), ended, line_taken); !done) {
      if (!line_taken) skip_line();
      return std::unexpected(std::move(done).error());
    }
  }
  return true;
}

std::string formula_safe(std::string_view s) {
  if (s.empty()) return {};
  static constexpr std::string_view full_width[] = {"＝", "＋", "－", "＠"};
  const bool sign = s[0] == '+' || s[0] == '-';
  bool risky = sign || s[0] == '=' || s[0] == '@' || s[0] == '\t' || s[0] == '\r' || s[0] == '\n';
  for (const std::string_view each : full_width) risky = risky || s.starts_with(each);
  if (sign && s.size() > 1 && s.size() <= 25) {  // a plain number is none
    bool number = true;
    int dots = 0;
    for (const char c : s.substr(1)) {
      dots += c == '.';
      number = number && ((c >= '0' && c <= '9') || c == '.');
    }
    if (number && dots <= 1 && s.back() != '.' && s[1] != '.') risky = false;
  }
  return risky ? "'" + std::string(s) : std::string(s);
}

void put_csv_row(std::string& out, std::span<const std::string> fields, char separator) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i != 0) out += separator;
    const std::string text = formula_safe(fields[i]);
    const bool quote = text.find_first_of("\"\r\n") != std::string::npos || text.find(separator) != std::string::npos || text.starts_with(' ') ||
                       text.ends_with(' ') || (fields.size() == 1 && text.empty());
    if (!quote) {
      out += text;
      continue;
    }
    out += '"';
    for (const char c : text) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

}  // namespace formats
