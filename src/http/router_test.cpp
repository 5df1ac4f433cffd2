#include "http/router.hpp"

#include <doctest/doctest.h>

#include "base/assert.hpp"
#include "http/decode.hpp"

namespace {

http::Router router() {
  using http::Verb;
  return http::Router({{.verb = Verb::get, .path = "/api/v1/matters"},
                       {.verb = Verb::post, .path = "/api/v1/matters"},
                       {.verb = Verb::get, .path = "/api/v1/matters/count"},
                       {.verb = Verb::get, .path = "/api/v1/matters/{id}"},
                       {.verb = Verb::post, .path = "/api/v1/matters/{id}/register"},
                       {.verb = Verb::get, .path = "/d/{district}/"},
                       {.verb = Verb::get, .path = "/files/{*rest}"}});
}
std::string taken(const http::Router& r, http::Verb verb, std::string_view path) {
  const http::Match m = r.find(verb, *http::decode_path(path));
  return m.endpoint == nullptr ? "" : m.endpoint->path;
}

}  // namespace

TEST_CASE("a literal wins over a capture, HEAD is served by GET") {
  const http::Router r = router();
  CHECK(taken(r, http::Verb::get, "/api/v1/matters/count") == "/api/v1/matters/count");
  CHECK(taken(r, http::Verb::get, "/api/v1/matters/77") == "/api/v1/matters/{id}");
  CHECK(taken(r, http::Verb::head, "/api/v1/matters") == "/api/v1/matters");
  CHECK(taken(r, http::Verb::get, "/api/v1/matters/").empty());
  const http::Match m = r.find(http::Verb::post, *http::decode_path("/api/v1/matters/77/register"));
  REQUIRE(m.endpoint != nullptr);
  CHECK(m.captures == std::vector<std::pair<std::string, std::string>>{{"id", "77"}});
}

TEST_CASE("a wrong verb says which would do; a missing slash is known") {
  const http::Router r = router();
  const http::Match wrong = r.find(http::Verb::del, *http::decode_path("/api/v1/matters"));
  CHECK(wrong.endpoint == nullptr);
  CHECK(wrong.allowed == std::vector<http::Verb>{http::Verb::get, http::Verb::post});
  CHECK(r.find(http::Verb::get, *http::decode_path("/d/jiancaoping")).with_slash);
  CHECK_FALSE(r.find(http::Verb::get, *http::decode_path("/d")).with_slash);
}

TEST_CASE("a last capture takes what remains") {
  const http::Router r = router();
  const http::Match m = r.find(http::Verb::get, *http::decode_path("/files/a/b/c.txt"));
  REQUIRE(m.endpoint != nullptr);
  CHECK(m.captures == std::vector<std::pair<std::string, std::string>>{{"rest", "a/b/c.txt"}});
}

TEST_CASE("two endpoints for one verb and path are our mistake") {
  CHECK_THROWS_AS(http::Router({{.verb = http::Verb::get, .path = "/a/{x}"}, {.verb = http::Verb::get, .path = "/a/{y}"}}), base::Bug);
}
