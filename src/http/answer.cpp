#include "http/answer.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <ctime>

#include "http/decode.hpp"

namespace http {

namespace {

// A page may override any of these by a header of its own. Scripts and styles come from our own files only; the screens' components
// position themselves through the object model, so style attributes are not needed either (tests/browser listens for violations).
constexpr std::pair<std::string_view, std::string_view> security_headers[] = {
    {"content-security-policy",
     "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
     "connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"x-content-type-options", "nosniff"},
    {"x-frame-options", "DENY"},
    {"referrer-policy", "same-origin"},
    {"cross-origin-opener-policy", "same-origin"},
    {"cross-origin-resource-policy", "same-origin"},
    {"permissions-policy", "geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()"},
    {"cache-control", "no-store"},
};

std::string_view own(const Response& r, std::string_view name) {
  for (const auto& [key, value] : r.headers)
    if (key == name) return value;
  return {};
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  for (const char c : value) out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  out += "\r\n";
}

bool etag_listed(std::string_view list, std::string_view etag) {
  if (trim(list) == "*") return true;
  const auto strong = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  while (!list.empty()) {
    const std::size_t end = list.find(',');
    if (strong(trim(list.substr(0, end))) == strong(etag)) return true;
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
  }
  return false;
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || ec != std::errc{} || end != text.data() + text.size() || out < 0) return std::nullopt;
  return out;
}

// Decides what of the file goes out; changes the status to 206, 416 or, for a file that is not there, 404.
void choose_file_part(const Request& request, Response& r, Wire& wire) {
  struct stat info {};
  if (::stat(r.file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) {
    r.status = 404;
    r.file.clear();
    r.body.clear();
    return;
  }
  wire.file = r.file;
  wire.file_bytes = info.st_size;
  if (r.status != 200) return;
  r.headers.emplace_back("accept-ranges", "bytes");
  const std::string_view if_range = request.header("if-range");
  if (!if_range.empty() && if_range != own(r, "etag")) return;
  const Range range = parse_range(request.header("range"), info.st_size);
  if (range.kind == Range::Kind::unsatisfiable) {
    r.status = 416;
    r.headers.emplace_back("content-range", fmt::format("bytes */{}", info.st_size));
    wire.file.clear();
    wire.file_bytes = 0;
  } else if (range.kind == Range::Kind::part) {
    r.status = 206;
    r.headers.emplace_back("content-range", fmt::format("bytes {}-{}/{}", range.from, range.from + range.bytes - 1, info.st_size));
    wire.file_from = range.from;
    wire.file_bytes = range.bytes;
  }
}

void write_head(const Request& request, const Response& r, const AnswerContext& context, std::int64_t length, Wire& wire) {
  std::string& out = wire.head;
  out.reserve(1024);
  out += fmt::format("HTTP/1.{} {} {}\r\n", context.http_1_0 ? 0 : 1, r.status, status_text(r.status));
  if (!context.date.empty()) append_header(out, "date", context.date);
  const bool has_body = r.status != 204 && r.status != 304;
  if (has_body && !r.content_type.empty()) append_header(out, "content-type", r.content_type);
  if (has_body && !r.events) append_header(out, "content-length", fmt::format("{}", length));
  for (const auto& [name, value] : r.headers) append_header(out, name, value);
  for (const auto& [name, value] : security_headers)
    if (own(r, name).empty()) append_header(out, name, value);
  if (request.secure) append_header(out, "strict-transport-security", "max-age=31536000");
  if (!request.request_id.empty()) append_header(out, "x-request-id", request.request_id);
  append_header(out, "connection", context.keep_alive ? "keep-alive" : "close");
  out += "\r\n";
}

}  // namespace

Wire to_wire(const Request& request, Response&& r, const AnswerContext& context) {
  Wire wire;
  wire.held = std::move(r.held);
  const bool reading = request.verb == Verb::get || request.verb == Verb::head;
  const std::string_view etag = own(r, "etag");
  const std::string_view if_none_match = request.header("if-none-match");
  if (reading && r.status == 200 && !etag.empty() && !if_none_match.empty() && etag_listed(if_none_match, etag)) {
    r.status = 304;
    r.body.clear();
    r.file.clear();
  }
  if (!r.file.empty()) choose_file_part(request, r, wire);
  const std::int64_t length = wire.file.empty() ? static_cast<std::int64_t>(r.body.size()) : wire.file_bytes;
  wire.status = r.status;
  write_head(request, r, context, length, wire);
  if (context.head_only || r.status == 204 || r.status == 304) {
    wire.file.clear();
    wire.file_bytes = 0;
  } else {
    wire.body = std::move(r.body);
  }
  return wire;
}

Range parse_range(std::string_view header, std::int64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit) || header.find(',') != std::string_view::npos) return {};
  header.remove_prefix(unit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return {};
  const auto first = number(trim(header.substr(0, dash)));
  const auto last = number(trim(header.substr(dash + 1)));
  if (dash == 0) {  // the last n bytes
    if (!last) return {};
    if (*last == 0 || size == 0) return {.kind = Range::Kind::unsatisfiable};
    const std::int64_t bytes = std::min(*last, size);
    return {.kind = Range::Kind::part, .from = size - bytes, .bytes = bytes};
  }
  if (!first || (dash + 1 < header.size() && !last) || (last && *last < *first)) return {};
  if (*first >= size) return {.kind = Range::Kind::unsatisfiable};
  const std::int64_t end = last ? std::min(*last, size - 1) : size - 1;
  return {.kind = Range::Kind::part, .from = *first, .bytes = end - *first + 1};
}

std::string http_date(std::int64_t unix_seconds) {
  static constexpr std::string_view days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t t = unix_seconds;
  std::tm utc{};
  ::gmtime_r(&t, &utc);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour,
                     utc.tm_min, utc.tm_sec);
}

std::string_view status_text(int status) {
  static constexpr std::pair<int, std::string_view> texts[] = {
      {200, "OK"}, {201, "Created"}, {202, "Accepted"}, {204, "No Content"}, {206, "Partial Content"}, {301, "Moved Permanently"},
      {302, "Found"}, {303, "See Other"}, {304, "Not Modified"}, {307, "Temporary Redirect"}, {308, "Permanent Redirect"},
      {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"}, {404, "Not Found"}, {405, "Method Not Allowed"},
      {408, "Request Timeout"}, {409, "Conflict"}, {410, "Gone"}, {411, "Length Required"}, {413, "Content Too Large"},
      {414, "URI Too Long"}, {415, "Unsupported Media Type"}, {416, "Range Not Satisfiable"}, {417, "Expectation Failed"},
      {422, "Unprocessable Content"}, {429, "Too Many Requests"}, {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"}, {501, "Not Implemented"}, {503, "Service Unavailable"}, {505, "HTTP Version Not Supported"},
      {507, "Insufficient Storage"}};
  for (const auto& [code, text] : texts)
    if (code == status) return text;
  return "Status";
}

}  // namespace http
