// The search box over two rooms: by name and by initials, never more than asked, never what the reader may not see.
#include "mechanisms/search/model.hpp"
#include "people/people.hpp"
#include "registry/testing.hpp"
#include "territory/recorder.hpp"

extern const registry::Room search_room;

namespace {

// Two rooms of the test's own: what they answer shows order, limits and rights.
base::Result<std::vector<registry::SearchHit>> many(registry::Call&, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  for (int i = 0; i < limit && words == "hysq"; ++i) out.push_back({{"thing", i + 1}, "槐园社区" + std::to_string(i), "", "/things/" + std::to_string(i + 1)});
  return out;
}
base::Result<std::vector<registry::SearchHit>> own(registry::Call& call, std::string_view, int) {
  std::vector<registry::SearchHit> out;
  if (!call.principal.posts.empty()) out.push_back({{"matter", 7}, "事项", "在读者的范围内", "/matters/7"});
  return out;
}
const registry::Room things{.code = "things", .name_zh = "物", .name_en = "Things", .searchers = {{"things", "t.things", many}}};
const registry::Room mine{.code = "mine_too", .name_zh = "我", .name_en = "Mine", .searchers = {{"matters", "t.matters", own}}};

}  // namespace

TEST_ON_BOTH("sections come in the order people look for, with at most so many hits, in the reader's scope") {
  registry::testing::HouseBed house(bed, {&search_room, &things, &mine});
  const std::string in_post = house.sign_in(house.holder("community_secretary", house.area("A0101"))), without = house.sign_in(house.person("某某"));
  const auto ask = [&](std::string query, std::string_view who) { return house.ask(http::Verb::get, "/api/v1/search?" + query, {}, who); };
  const auto found = described::parse<search::FoundView>(ask("q=hysq&limit=3", in_post).body);
  REQUIRE(found);
  REQUIRE(found->sections.size() == 2);
  CHECK(found->sections[0].code == "matters");   // registered last, looked for first
  CHECK(found->sections[1].hits.size() == 3);
  CHECK(found->sections[1].more);
  CHECK(!found->sections[0].more);
  const auto outside = described::parse<search::FoundView>(ask("q=nothing", without).body);
  REQUIRE(outside);
  CHECK(outside->sections.empty());
  CHECK(described::parse<search::FoundView>(ask("q=hysq&section=things", in_post).body)->sections.size() == 1);
  CHECK(registry::testing::reason_of(ask("q=%20", in_post)) == "search.no_words");
  CHECK(registry::testing::reason_of(ask("q=hy&limit=21", in_post)) == "search.limit");
  std::string long_words = "q=";
  for (int i = 0; i < 61; ++i) long_words += "a";
  CHECK(registry::testing::reason_of(ask(long_words, in_post)) == "search.too_long");
  CHECK(ask("q=hysq", {}).status == 401);
}
