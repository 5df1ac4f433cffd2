#include "http/decode.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include "base/text.hpp"

namespace {

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

}  // namespace

TEST_CASE("percent encoding: whatever is well-formed comes back, whatever is not is refused") {
  CHECK(http::percent_decode("%E5%B0%96%E8%8D%89%E5%9D%AA", false) == "尖草坪");
  CHECK(http::percent_decode("a+b", true) == "a b");
  CHECK(http::percent_decode("a+b", false) == "a+b");
  for (const auto* bad : {"%", "%4", "%zz", "%E5%B0", "%C0%AF", "%ED%A0%80", "%00", "%1F", "a\x01", "%FF"}) CHECK_MESSAGE(!http::percent_decode(bad, false), bad);
  CHECK(rc::check("printable ASCII round trip", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~'));
    RC_ASSERT(http::percent_decode(encoded(text), true) == text);
  }));
  CHECK(rc::check("any bytes: an answer that is UTF-8, or none", [](const std::string& text) {
    const auto decoded = http::percent_decode(text, true);
    RC_ASSERT((!decoded || base::valid_utf8(*decoded)));  // the macro alone would look at both sides
  }));
}

TEST_CASE("paths never climb, in any spelling") {
  for (const auto* bad : {"/..", "/a/../b", "/a/%2e%2e/b", "/%2E./x", "/a%2f..%2fb", "/a%5c..%5cb", "/./a", "a/b", "", "/a%00", "/%c0%ae%c0%ae/"})
    CHECK_MESSAGE(!http::decode_path(bad), bad);
  CHECK(http::decode_path("/a/b%20c/") == std::vector<std::string>{"a", "b c", ""});
  CHECK(http::decode_path("/limits%2Fmatters") == std::vector<std::string>{"limits/matters"});
  CHECK(http::decode_path("/a..b/...") == std::vector<std::string>{"a..b", "..."});
  CHECK(!http::decode_path("/" + std::string(200, '/')));
}

TEST_CASE("queries and forms keep order, repeats and empty values, with a bound on their number") {
  const auto pairs = http::decode_pairs("q=%E4%BA%95+%E7%9B%96&a=1&a=2&flag&=x&");
  REQUIRE(pairs);
  CHECK(*pairs == http::Pairs{{"q", "井 盖"}, {"a", "1"}, {"a", "2"}, {"flag", ""}, {"", "x"}});
  CHECK(!http::decode_pairs("a=%"));
  CHECK(!http::decode_pairs("a=1&b=2&c=3", 2));
}

TEST_CASE("cookies, media types, parameters, codings") {
  CHECK(http::cookie_value("a=1; red_session=jcp.abc; b=2", "red_session") == "jcp.abc");
  CHECK(http::cookie_value("xred_session=no", "red_session").empty());
  CHECK(http::media_type("Text/HTML; charset=utf-8") == "text/html");
  CHECK(http::header_parameter("form-data; name=\"a \\\"b\"; filename=c.jpg", "name") == "a \"b");
  CHECK(http::header_parameter("form-data; name=\"x; filename=evil\"; filename=c.jpg", "filename") == "c.jpg");
  CHECK(http::header_parameter("multipart/form-data; boundary=\"never closed", "boundary").empty());
  CHECK(http::accepts_encoding("gzip, deflate, br", "br"));
  CHECK_FALSE(http::accepts_encoding("gzip, br;q=0", "br"));
  CHECK(http::accepts_encoding("br;q=0.1", "br"));
}
