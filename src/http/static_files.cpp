#include "http/static_files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include "http/decode.hpp"

namespace http {

namespace {

struct Found {
  std::string path;
  std::string etag;
};

std::optional<Found> regular_file(std::string path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  std::string etag = fmt::format("\"{:x}-{:x}{:08x}\"", info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
  return Found{std::move(path), std::move(etag)};
}

// "assets/index-B1x_9aZq.js": eight or more characters of a hash before the extension.
bool name_has_hash(std::string_view path) {
  if (path.find("assets/") == std::string_view::npos) return false;
  const std::size_t dot = path.rfind('.');
  const std::size_t dash = path.rfind('-', dot == std::string_view::npos ? dot : dot - 1);
  return dot != std::string_view::npos && dash != std::string_view::npos && dot - dash >= 9;
}

bool stays_inside(std::string_view path) {
  if (path.find('\0') != std::string_view::npos || path.find('\\') != std::string_view::npos) return false;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part.empty() || part.front() == '.') return false;  // "..", hidden files, doubled slashes
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

std::optional<Response> StaticFiles::answer(const Request& request, std::string_view path) const {
  if (folder_.empty() || !stays_inside(path)) return std::nullopt;
  const std::string plain = fmt::format("{}/{}", folder_, path);
  auto found = regular_file(plain);
  if (!found) return std::nullopt;
  Response r;
  r.content_type = content_type_of(path);
  r.headers.emplace_back("vary", "accept-encoding");
  const std::string_view accepts = request.header("accept-encoding");
  for (const auto& [coding, extension] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
    if (!accepts_encoding(accepts, coding)) continue;
    auto packed = regular_file(plain + extension);
    if (!packed) continue;
    found = std::move(packed);
    r.headers.emplace_back("content-encoding", coding);
    break;
  }
  r.headers.emplace_back("etag", found->etag);
  r.headers.emplace_back("cache-control", name_has_hash(path) ? "public, max-age=31536000, immutable" : "no-cache");
  r.file = found->path;
  return r;
}

std::string_view content_type_of(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"}, {".json", "application/json"}, {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"}, {".png", "image/png"}, {".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".webp", "image/webp"},
      {".ico", "image/x-icon"}, {".woff2", "font/woff2"}, {".woff", "font/woff"}, {".txt", "text/plain; charset=utf-8"},
      {".md", "text/plain; charset=utf-8"}, {".csv", "text/csv; charset=utf-8"}, {".geojson", "application/geo+json"},
      {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
  for (const auto& [extension, type] : types)
    if (name.ends_with(extension)) return type;
  return "application/octet-stream";
}

}  // namespace http
