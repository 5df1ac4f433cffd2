// The crew through its routes: a joint task is called, each line arrives and settles, and the task closes with the last.
#include "mechanisms/crew/service.hpp"
#include "registry/testing.hpp"

extern const registry::Room crew_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

TEST_ON_BOTH("a secretary calls two seats and a guest; the task closes with its last line") {
  HouseBed house(bed, {&crew_room});
  const std::string secretary = house.sign_in(house.holder("community_secretary", house.area("A0101"))), elsewhere = house.sign_in(house.holder("community_secretary", house.area("A0102")));
  const std::string area = std::to_string(house.area("A0101").value);
  const std::string call = R"({"title":"夜间噪音","area_id":")" + area + R"(","place":"东门","seats":["police","grid_worker"],"guests":["物业"]})";
  CHECK(house.ask(Verb::post, "/api/v1/crew_tasks", call, elsewhere).status == 403);
  const auto made = house.ask(Verb::post, "/api/v1/crew_tasks", call, secretary);
  INFO(made.body);
  REQUIRE(made.status == 201);
  const std::string id = described::parse<crew::DoneView>(made.body)->id;
  const auto read = [&] {
    std::vector<crew::LineRow> out;
    house.house().store.read([&](store::Session& s) { out = crew::lines(s, house.moment().district, {std::stoll(id)}); });
    return out;
  };
  REQUIRE(read().size() == 3);
  for (const crew::LineRow& l : read()) {
    const std::string at = "/api/v1/crew_lines/" + std::to_string(l.id.value);
    CHECK(reason_of(house.ask(Verb::post, at + "/result", R"({"result":"已劝导"})", secretary)) == "crew.not_arrived");
    CHECK(house.ask(Verb::post, at + "/arrive", R"({"lon":112.4801,"lat":37.9401})", secretary).status == 200);
    CHECK(house.ask(Verb::post, at + "/result", R"({"result":"已劝导"})", secretary).status == 200);
  }
  CHECK(house.ask(Verb::get, "/api/v1/crew_tasks/" + id, {}, secretary).body.find("\"closed_at\":null") == std::string::npos);
  house.house().store.read([&](store::Session& s) {
    CHECK(crew::closed_with_its_lines(house.house(), s, house.moment().district, {}) == "");
    CHECK(crew::lines_fold(house.house(), s, house.moment().district, {}) == "");
  });
}
