#include "http/answer.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "http/problem.hpp"
#include "http/static_files.hpp"
#include "http/testing.hpp"

namespace {

http::Wire wire(http::Response r, http::Headers headers = {}, http::Verb verb = http::Verb::get) {
  http::Request request{.verb = verb, .headers = std::move(headers), .request_id = "abc"};
  return http::to_wire(request, std::move(r), {.head_only = verb == http::Verb::head, .keep_alive = true});
}
bool has(const http::Wire& w, std::string_view text) { return w.head.find(text) != std::string::npos; }
void write(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

}  // namespace

TEST_CASE("every answer carries the security headers; a page may replace one") {
  const http::Wire plain = wire({.body = "{}"});
  CHECK(has(plain, "content-security-policy: default-src 'self'; script-src 'self';"));
  CHECK(has(plain, "x-content-type-options: nosniff"));
  CHECK(has(plain, "cache-control: no-store"));
  CHECK(has(plain, "x-request-id: abc"));
  http::Response own{.body = "x"};
  own.headers.emplace_back("content-security-policy", "script-src 'nonce-1'");
  const http::Wire replaced = wire(std::move(own));
  CHECK(has(replaced, "content-security-policy: script-src 'nonce-1'\r\n"));
  CHECK_FALSE(has(replaced, "default-src"));
}

TEST_CASE("a header value cannot break out of its line") {
  http::Response r;
  r.headers.emplace_back("location", "/x\r\nset-cookie: evil=1");
  CHECK_FALSE(has(wire(std::move(r)), "\r\nset-cookie:"));
}

TEST_CASE("ranges") {
  using Kind = http::Range::Kind;
  const auto is = [](std::string_view header, Kind kind, std::int64_t from = 0, std::int64_t bytes = 0) {
    const http::Range r = http::parse_range(header, 100);
    return r.kind == kind && r.from == from && r.bytes == bytes;
  };
  CHECK(is("bytes=0-9", Kind::part, 0, 10));
  CHECK(is("bytes=90-", Kind::part, 90, 10));
  CHECK(is("bytes=-5", Kind::part, 95, 5));
  CHECK(is("bytes=-500", Kind::part, 0, 100));
  CHECK(is("bytes=50-500", Kind::part, 50, 50));
  CHECK(is("bytes=100-", Kind::unsatisfiable));
  CHECK(is("bytes=-0", Kind::unsatisfiable));
  for (const auto* whole : {"", "bytes=", "bytes=-", "bytes=9-1", "bytes=0-1,4-5", "items=0-1", "bytes=a-b", "bytes=0-99999999999999999999"})
    CHECK_MESSAGE(is(whole, Kind::none), whole);
}

TEST_CASE("a file body: whole, a part, none, not there, not changed") {
  const http::testing::Folder folder;
  const std::string path = folder.path() + "/photo.jpg";
  write(path, "0123456789");
  const auto file = [&] {
    http::Response r{.content_type = "image/jpeg", .file = path};
    r.headers.emplace_back("etag", "\"e1\"");
    return r;
  };
  CHECK(has(wire(file()), "content-length: 10\r\n"));
  const http::Wire part = wire(file(), {{"range", "bytes=2-4"}});
  CHECK(part.status == 206);
  CHECK(has(part, "content-range: bytes 2-4/10"));
  CHECK(part.file_from == 2);
  CHECK(part.file_bytes == 3);
  CHECK(wire(file(), {{"range", "bytes=10-"}}).status == 416);
  CHECK(wire(file(), {{"range", "bytes=2-4"}, {"if-range", "\"other\""}}).status == 200);
  const http::Wire same = wire(file(), {{"if-none-match", "\"x\", W/\"e1\""}});
  CHECK(same.status == 304);
  CHECK(same.file.empty());
  const http::Wire head = wire(file(), {}, http::Verb::head);
  CHECK(has(head, "content-length: 10"));
  CHECK(head.file.empty());
  CHECK(wire({.file = folder.path() + "/gone"}).status == 404);
  CHECK(wire({.file = folder.path()}).status == 404);
}

TEST_CASE("static files: precompressed neighbours, caching by name, no way out of the folder") {
  const http::testing::Folder folder;
  std::filesystem::create_directories(folder.path() + "/assets");
  write(folder.path() + "/assets/index-Bx1_9aZq.js", "plain");
  write(folder.path() + "/assets/index-Bx1_9aZq.js.br", "br");
  write(folder.path() + "/index.html", "<p>");
  write(folder.path() + "/.secret", "no");
  const http::StaticFiles files(folder.path());
  const auto ask = [&](std::string_view path, http::Headers headers = {}) { return files.answer({.headers = std::move(headers)}, path); };
  const auto packed = ask("assets/index-Bx1_9aZq.js", {{"accept-encoding", "gzip, br"}});
  REQUIRE(packed);
  CHECK(packed->file.ends_with(".js.br"));
  CHECK(packed->content_type == "text/javascript; charset=utf-8");
  CHECK(has(wire(*packed), "content-encoding: br"));
  CHECK(has(wire(*packed), "immutable"));
  CHECK(ask("assets/index-Bx1_9aZq.js", {{"accept-encoding", "gzip"}})->file.ends_with(".js"));
  CHECK(has(wire(*ask("index.html")), "cache-control: no-cache"));
  for (const auto* bad : {"../etc/passwd", ".secret", "assets/../index.html", "assets//index.html", "", "assets", "no.js", "assets\\..\\index.html"})
    CHECK_MESSAGE(!ask(bad), bad);
}

TEST_CASE("a refusal is a problem with reason, fields, rule and remedy") {
  base::Error e{.code = base::ErrorCode::refused, .reason = "matters.no_self_strike_off", .rule = base::RuleRef{"matter", 3, "/guard"}, .remedy = "matters.ask"};
  e.params = {{"who", "a\"b"}};
  e.errors = {{"/title", "base.too_long", {{"max", "9"}}}};
  e.now_version = 4;
  const http::Response r = http::problem(e, "id1");
  CHECK(r.status == 409);
  CHECK(r.content_type == "application/problem+json");
  CHECK(r.body ==
        R"({"status":409,"code":"refused","reason":"matters.no_self_strike_off","request_id":"id1","params":{"who":"a\"b"},"errors":[{"path":"/title",)"
        R"("reason":"base.too_long","params":{"max":"9"}}],"rule":{"definition":"matter","version":3,"place":"/guard"},"remedy":"matters.ask","now_version":4})");
}

TEST_CASE("each code has the status that clients rely on") {
  using base::ErrorCode;
  const std::pair<ErrorCode, int> all[] = {{ErrorCode::malformed, 400}, {ErrorCode::unauthenticated, 401}, {ErrorCode::forbidden, 403}, {ErrorCode::not_found, 404},
                                           {ErrorCode::stale, 409}, {ErrorCode::refused, 409}, {ErrorCode::reused_ref, 409}, {ErrorCode::gone, 410},
                                           {ErrorCode::too_large, 413}, {ErrorCode::unsupported, 415}, {ErrorCode::invalid, 422}, {ErrorCode::rate_limited, 429},
                                           {ErrorCode::unavailable, 503}, {ErrorCode::no_space, 507}};
  for (const auto& [code, status] : all) CHECK(http::status_of(code) == status);
  CHECK(http::problem({.code = ErrorCode::unavailable}, "").headers == http::Headers{{"retry-after", "1"}});
  CHECK(http::problem({.code = ErrorCode::rate_limited, .retry_after_s = 30}, "").headers == http::Headers{{"retry-after", "30"}});
}
