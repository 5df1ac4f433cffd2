// The crew through its routes: a joint task is called, each line arrives and settles, and the task closes with the last.
#include "mechanisms/crew/service.hpp"
#include "base/iso.hpp"
#include "people/people.hpp"
#include "registry/testing.hpp"

extern const registry::Room crew_room;
extern const registry::Room matters_room;

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

TEST_ON_BOTH("what the crew finds becomes a matter, and who has not come is called off") {
  HouseBed house(bed, {&crew_room, &matters_room});
  const std::string secretary = house.sign_in(house.holder("community_secretary", house.area("A0101")));
  const std::string elsewhere = house.sign_in(house.holder("community_secretary", house.area("A0102")));
  const std::string area = std::to_string(house.area("A0101").value);
  const auto made = house.ask(Verb::post, "/api/v1/crew_tasks", R"({"title":"乱停车","preset":"parking","area_id":")" + area + R"("})", secretary);
  REQUIRE(made.status == 201);
  const std::string at = "/api/v1/crew_tasks/" + described::parse<crew::DoneView>(made.body)->id;
  const std::string finding = R"({"title":"消防栓被圈占","place":"2 号楼"})";
  CHECK(house.ask(Verb::post, at + "/findings", finding, elsewhere).status == 403);
  const auto found = house.ask(Verb::post, at + "/findings", finding, secretary);
  INFO(found.body);
  REQUIRE(found.status == 201);
  const auto view = [&] { return *described::parse<crew::TaskView>(house.ask(Verb::get, at, {}, secretary).body); };
  REQUIRE(view().findings.size() == 1);
  CHECK_FALSE(view().findings.front().ended_at);
  const base::MatterId matter = view().findings.front().matter_id;
  const auto hear = [&](auto hook) {
    const auto call = house.call();
    const auto done = house.house().store.write(store::Work{house.moment(), {}}, [&](store::Unit& u) -> base::Done {
      return hook(house.house(), u, store::NewEvent{.kind = "matter.struck_off", .subject = {"matter", matter.value}});
    });
    CHECK(done);
  };
  hear(&crew::finding_ended);
  CHECK(view().findings.front().ended_at);
  hear(&crew::finding_reopened);
  CHECK_FALSE(view().findings.front().ended_at);

  const crew::LineView first = view().lines.front();
  const std::string line = "/api/v1/crew_lines/" + std::to_string(first.id.value);
  REQUIRE(house.ask(Verb::post, line + "/arrive", "{}", secretary).status == 200);
  REQUIRE(house.ask(Verb::post, line + "/result", R"({"result":"已移车"})", secretary).status == 200);
  CHECK(house.ask(Verb::post, at + "/call_off", R"({"reason":"已解决"})", elsewhere).status == 403);
  CHECK(house.ask(Verb::post, at + "/call_off", R"({"reason":"已解决"})", secretary).status == 200);
  CHECK(view().task.closed_at);
  CHECK(view().lines.front().state == crew::LineState::done);
  CHECK(view().lines.back().state == crew::LineState::called_off);
  CHECK(reason_of(house.ask(Verb::post, at + "/call_off", R"({"reason":"已解决"})", secretary)) == "crew.closed_already");
  CHECK(reason_of(house.ask(Verb::post, at + "/findings", finding, secretary)) == "crew.closed_already");
  house.house().store.read([&](store::Session& s) {
    CHECK(crew::closed_with_its_lines(house.house(), s, house.moment().district, {}) == "");
    CHECK(crew::lines_fold(house.house(), s, house.moment().district, {}) == "");
  });
}

TEST_ON_BOTH("a substitute never stands on a seat twice at one time") {
  HouseBed house(bed, {&crew_room});
  const std::string secretary = house.sign_in(house.holder("community_secretary", house.area("A0101")));
  const auto posts = [&](std::string_view kind) {
    const base::PersonId who = house.holder(kind, house.area("A0101"));
    base::PostId out{};
    house.house().store.read([&](store::Session& s) {
      const auto units = house.house().people.units(s, house.moment().district, house.house().areas.civil_today(s, house.moment()));
      for (const people::Post& p : units->posts())
        for (const people::Holder& h : people::holders_of(s, house.moment().district, p.id, house.house().areas.civil_today(s, house.moment())))
          if (h.person == who) out = p.id;
    });
    return out;
  };
  const base::PostId one = posts("grid_worker"), two = posts("grid_worker");
  const std::string crew_at = "/api/v1/crews/" + std::to_string(house.area("A0101").value);
  const auto set = [&](base::PostId post, const char* from, const char* to) {
    const auto made = house.ask(Verb::post, crew_at + "/duties", R"({"seat":"grid_worker","post_id":")" + std::to_string(post.value) + R"(","weekdays":"12345","from":")" + from +
                                                                     R"(","to":")" + to + R"(","valid_from":"2026-01-01"})", secretary);
    INFO(made.body);
    REQUIRE(made.status == 201);
    return described::parse<crew::DoneView>(made.body)->id;
  };
  const std::string morning = set(one, "08:00", "12:00");
  set(two, "10:00", "14:00");
  const auto stand = [&](const std::string& duty, base::PostId post) {
    const base::CivilDate today = house.house().store.read([&](store::Session& s) { return house.house().areas.civil_today(s, house.moment()); });
    return house.ask(Verb::post, "/api/v1/crew_duties/" + duty + "/substitute", R"({"post_id":")" + std::to_string(post.value) + R"(","from":")" + base::iso(today) + R"(","to":")" +
                                                                                    base::iso(today + 3) + R"(","reason":"请假"})", secretary);
  };
  CHECK(reason_of(stand(morning, two)) == "crew.stands_there_already");
  CHECK(stand(morning, posts("grid_worker")).status == 200);
}
