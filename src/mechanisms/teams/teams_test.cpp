// Teams through their routes: a brigade is founded once, an operation is planned by one and approved by another.
#include "mechanisms/teams/service.hpp"
#include "registry/testing.hpp"

extern const registry::Room teams_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

TEST_ON_BOTH("one team a subdistrict; a plan is approved by another, attended, closed") {
  HouseBed house(bed, {&teams_room});
  const std::string dispatcher = house.sign_in(house.holder("subdistrict_dispatcher", house.area("A01")));
  const std::string director = house.sign_in(house.holder("subdistrict_director", house.area("A01")));
  const auto post = [&](std::string path, std::string body, const std::string& as) { return house.ask(Verb::post, std::move(path), std::move(body), as); };
  const std::string area = std::to_string(house.area("A01").value);
  std::string unit;
  house.house().store.read([&](store::Session& s) {
    const auto units = house.house().people.units(s, house.moment().district, {20'713});
    unit = std::to_string(units->all().front().id.value);
  });
  const std::string founding = R"({"kind":"subdistrict","area_id":")" + area + R"(","home_unit_id":")" + unit + R"(","name":"汇丰综合行政执法队"})";
  const auto made = post("/api/v1/teams", founding, dispatcher);
  INFO(made.body);
  REQUIRE(made.status == 201);
  CHECK(reason_of(post("/api/v1/teams", founding, dispatcher)) == "teams.there_already");
  const std::string team = described::parse<teams::DoneView>(made.body)->id;
  const auto planned = post("/api/v1/joint_operations", R"({"title":"夜市整治","area_id":")" + area + R"(","plan":"分组检查","planned_on":"2026-09-17","team_ids":[")" + team + R"("]})", dispatcher);
  INFO(planned.body);
  REQUIRE(planned.status == 201);
  const std::string at = "/api/v1/joint_operations/" + described::parse<teams::DoneView>(planned.body)->id;
  CHECK(reason_of(post(at + "/close", R"({"result":"已整治"})", dispatcher)) == "teams.not_approved");
  CHECK(post(at + "/approve", "{}", dispatcher).status == 403);
  CHECK(post(at + "/approve", "{}", director).status == 200);
  CHECK(reason_of(post(at + "/close", R"({"result":"已整治"})", dispatcher)) == "teams.nobody_came");
  CHECK(house.ask(Verb::get, "/api/v1/teams/" + team + "/marks", {}, dispatcher).body.find("\"total\":100") != std::string::npos);
  CHECK(house.ask(Verb::get, "/api/v1/team_marks", {}, dispatcher).status == 200);
  CHECK(house.ask(Verb::get, "/api/v1/teams", {}, dispatcher).status == 200);
  house.house().store.read([&](store::Session& s) { CHECK(teams::operations_fold(house.house(), s, house.moment().district, {}) == ""); });
}
