#include "messages/texts.hpp"

#include <doctest/doctest.h>

TEST_CASE("sentences are said in the reader's language with their parameters") {
  const messages::Texts texts;
  CHECK(texts.say("zh", "base.too_long", {{"max", "200"}, {"now", "201"}}) == "最多 200 个字，现有 201 个字。");
  CHECK(texts.say("en", "http.busy") == "Many people are working right now; try again in a few seconds.");
  CHECK(texts.say("fr", "http.busy") == texts.say("zh", "http.busy"));
}

TEST_CASE("a missing key answers itself, a missing parameter nothing") {
  const messages::Texts texts;
  CHECK(texts.say("zh", "nobody.wrote_this") == "nobody.wrote_this");
  CHECK_FALSE(texts.has("zh", "nobody.wrote_this"));
  CHECK(texts.say("en", "base.too_many") == texts.say("en", "base.too_many", {{"max", ""}}));
}

TEST_CASE("every key stands in both languages") {
  const messages::Texts texts;
  REQUIRE(texts.all("zh").size() > 20);
  for (const auto& [key, sentence] : texts.all("zh")) CHECK_MESSAGE(texts.has("en", key), key);
  CHECK(texts.all("zh").size() == texts.all("en").size());
}
