// Pages as text: every sentence is there in both languages, what people typed is escaped, times read as people say them.
#include <doctest/doctest.h>

#include "mechanisms/intake/pages.hpp"
#include "mechanisms/intake/render.hpp"
#include "messages/texts.hpp"

using namespace intake;

TEST_CASE("every sentence of every template stands in both languages") {
  const messages::Texts texts;
  const auto keys = sentence_keys();
  CHECK(keys.size() > 80);
  for (const auto& key : keys)
    for (const std::string_view language : {"zh", "en"}) {
      CAPTURE(key);
      CHECK(texts.has(language, key));
    }
}

TEST_CASE("what was typed cannot become markup") {
  const messages::Texts texts;
  View view;
  view.text("heading", "<script>alert(1)</script>").text("text", "\"quoted\" & 'single'").text("home", "/d/x/").text("district_name", "<b>");
  const auto page = render(texts, "zh", "message", view);
  CHECK(page.find("<script>") == std::string::npos);
  CHECK(page.find("&lt;script&gt;") != std::string::npos);
  CHECK(page.find("&quot;quoted&quot; &amp; &#39;single&#39;") != std::string::npos);
  CHECK(page.find("{{") == std::string::npos);
  CHECK(page.find("intake.") == std::string::npos);
}

TEST_CASE("pages carry no inline script or style") {
  const messages::Texts texts;
  for (const std::string_view name : {"home", "report", "progress", "find", "message", "poster"}) {
    const auto page = render(texts, "zh", name, View{}.flag("script").flag("fresh"));
    CHECK(page.find(" style=") == std::string::npos);
    CHECK(page.find("<style") == std::string::npos);
    CHECK(page.find(" on") == page.find(" one"));
    CHECK(page.find("javascript:") == std::string::npos);
  }
}

TEST_CASE("times and spans as people say them") {
  const messages::Texts texts;
  const base::Instant at{1'789'693'511'000'000};  // 2026-09-18T01:05:11Z
  CHECK(when_text(at, "Asia/Shanghai", "zh") == "9月18日 周五 09:05");
  CHECK(when_text(at, "America/New_York", "en") == "Thu 17 Sep 21:05");
  CHECK(span_text(texts, "zh", base::hours(51)) == "2 天 3 小时");
  CHECK(span_text(texts, "zh", base::hours(48)) == "2 天");
  CHECK(span_text(texts, "en", base::minutes(75)) == "1 h 15 min");
  CHECK(span_text(texts, "zh", base::seconds(5)) == "1 分钟");
}

TEST_CASE("style and script are small, and the first page with them too") {
  CHECK(asset("resident.css")->bytes.size() < 16'000);
  CHECK(asset("resident.js")->bytes.size() < 8'000);
  CHECK(asset("../messages/zh.json") == nullptr);
}
