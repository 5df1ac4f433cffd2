// Practical projects through their routes, and their laws.
#include "mechanisms/projects/service.hpp"
#include "records/facts/facts.hpp"
#include "registry/testing.hpp"

extern const registry::Room projects_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

namespace {

std::string text(std::int64_t id) { return std::to_string(id); }
std::string id_of(const http::Response& r) {
  INFO(r.body);
  REQUIRE(r.status / 100 == 2);
  return described::parse<projects::ProjectDone>(r.body)->id;
}

struct Street {
  explicit Street(store::testing::Bed& bed) : house(bed, {&projects_room}) {
    const base::PersonId handler = house.holder("department_handler", house.area("A01"));
    owner = house.sign_in(handler);
    desk = house.sign_in(house.holder("district_desk", house.area("A01")));
    secretary = house.sign_in(house.holder("community_secretary", house.area("A0101")));
    unit = text(house.house().store.read([&](store::Session& s) {
      return people::posts_held(s, house.moment().district, handler, house.house().areas.today(s, house.moment())->day()).front().org_unit.value;
    }));
    programme = id_of(post("/api/v1/programmes", R"({"title":"区级民生实事","year":2026,"level":"district"})", desk));
  }
  http::Response post(std::string path, std::string body, const std::string& as) { return house.ask(Verb::post, std::move(path), std::move(body), as); }
  std::string list(const std::string& title = "补装路灯") {
    return id_of(post("/api/v1/projects", R"({"programme_id":")" + programme + R"(","title":")" + title + R"(","area_id":")" + text(house.area("A0101").value) + R"(","owner_unit_id":")" + unit +
                                              R"(","due_on":"2027-12-31","milestones":[{"title":"勘察","due_on":"2027-10-31"},{"title":"通电","due_on":"2027-11-30"}]})", desk));
  }
  projects::ProjectView view(const std::string& id, const std::string& as) { return *described::parse<projects::ProjectView>(house.ask(Verb::get, "/api/v1/projects/" + id, {}, as).body); }
  void meet_all(const std::string& id) {
    for (const auto& m : view(id, owner).milestones) CHECK(post("/api/v1/project_milestones/" + text(m.id.value) + "/meet", R"({"words":"完成"})", owner).status == 200);
  }
  void holds() {
    house.house().store.read([&](store::Session& s) {
      CHECK(projects::fold(house.house(), s, house.moment().district, {}) == "");
      CHECK(projects::accepted_by_others(house.house(), s, house.moment().district, {}) == "");
    });
  }
  HouseBed house;
  std::string owner, desk, secretary, unit, programme;
};

}  // namespace

TEST_ON_BOTH("a project goes from the list to its acceptance by those it serves, never by who worked on it") {
  Street t(bed);
  const std::string id = t.list();
  const std::string path = "/api/v1/projects/" + id;
  CHECK(reason_of(t.post(path + "/offer", R"({"words":"请验收"})", t.owner)) == "projects.milestones_left");
  t.meet_all(id);
  CHECK(t.post(path + "/offer", R"({"words":"请验收"})", t.owner).status == 200);
  CHECK(t.view(id, t.secretary).can_accept);
  CHECK_FALSE(t.view(id, t.owner).can_accept);
  const std::string few = R"({"how":"representatives","held_on":"2026-01-01","people":[{"name":"王秀兰","agrees":true}]})";
  const auto refused = t.post(path + "/accept", few, t.secretary);
  CHECK(reason_of(refused) == "projects.too_few_representatives");
  CHECK(refused.body.find("rules/projects") != std::string::npos);
  const std::string three = R"({"how":"representatives","held_on":"2026-01-01","people":[{"name":"王秀兰","agrees":true},{"name":"李国栋","agrees":true},{"name":"张丽萍","agrees":false,"words":"有点暗"}]})";
  CHECK(t.post(path + "/accept", three, t.owner).status == 403);
  CHECK(t.post(path + "/accept", three, t.secretary).status == 200);
  const auto v = t.view(id, t.desk);
  CHECK(v.project.state == projects::State::accepted);
  REQUIRE(v.acceptances.size() == 1);
  CHECK(v.acceptances.front().people.size() == 3);
  CHECK(t.post(path + "/close", R"({"result":"按期完成"})", t.desk).status == 200);
  const auto facts = t.house.house().store.read([&](store::Session& s) { return facts::of_subject(s, t.house.moment().district, {"project", std::stoll(id)}, "projects.milestone_met"); });
  CHECK(facts.size() == 2);
  t.holds();
}

TEST_ON_BOTH("a meeting that does not agree sends it back; who reported cannot record the acceptance, whatever post they hold") {
  Street t(bed);
  const std::string id = t.list();
  t.meet_all(id);
  CHECK(t.post("/api/v1/projects/" + id + "/report", R"({"words":"社区一起看过"})", t.desk).status == 200);
  CHECK(t.post("/api/v1/projects/" + id + "/offer", R"({"words":"请验收"})", t.owner).status == 200);
  const std::string no = R"({"how":"meeting","held_on":"2026-01-01","attended":10,"agreed":5,"words":"还有两盏不亮"})";
  CHECK(reason_of(t.post("/api/v1/projects/" + id + "/accept", no, t.desk)) == "projects.own_work");
  CHECK(t.post("/api/v1/projects/" + id + "/accept", no, t.secretary).status == 200);
  CHECK(t.view(id, t.desk).project.state == projects::State::doing);
  CHECK(reason_of(t.post("/api/v1/projects/" + id + "/close", R"({"result":"完成"})", t.desk)) == "projects.not_accepted");
  t.holds();
}

TEST_ON_BOTH("a programme is closed when its projects have ended; only a shown one stands on the public page, without names") {
  Street t(bed);
  const std::string id = t.list();
  CHECK(reason_of(t.post("/api/v1/programmes/" + t.programme + "/close", R"({"words":"全年完成"})", t.desk)) == "projects.projects_left");
  CHECK(t.house.get("/d/test/projects").body.find("补装路灯") == std::string::npos);
  CHECK(t.post("/api/v1/programmes/" + t.programme + "/show", R"({"shown":true})", t.desk).status == 200);
  CHECK(t.house.get("/d/test/projects").body.find("补装路灯") != std::string::npos);
  CHECK(t.post("/api/v1/projects/" + id + "/drop", R"({"reason":"与上级项目重复"})", t.desk).status == 200);
  CHECK(t.house.get("/d/test/projects").body.find("补装路灯") == std::string::npos);
  CHECK(t.post("/api/v1/programmes/" + t.programme + "/close", R"({"words":"全年完成"})", t.desk).status == 200);
  t.holds();
}

TEST_ON_BOTH("what is gathered is gathered once, and its end is told") {
  Street t(bed);
  const std::string id = t.list();
  const auto note = [&](const std::string& kind) {
    const auto told = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
      TRY(event, registry::record(t.house.house(), u, {.kind = kind, .subject = {"matter", 77}, .body = "{}"}));
      static_cast<void>(event);
      return {};
    });
    REQUIRE(told.has_value());
  };
  const std::string gather = R"({"kind":"matter","id":"77","title":"路灯不亮"})";
  CHECK(t.post("/api/v1/projects/" + id + "/gather", gather, t.desk).status == 404);
  note("matter.reported");
  CHECK(t.post("/api/v1/projects/" + id + "/gather", gather, t.desk).status == 200);
  CHECK(reason_of(t.post("/api/v1/projects/" + id + "/gather", gather, t.desk)) == "projects.gathered_already");
  CHECK_FALSE(t.view(id, t.desk).gathered.front().done_on.has_value());
  note("matter.struck_off");
  CHECK(t.view(id, t.desk).gathered.front().done_on.has_value());
  t.holds();
}

TEST_CASE("the share that must agree is met exactly, and a day ahead is no day to accept") {
  const projects::Settings settings{3, 60};
  const base::CivilDate today{20'000};
  projects::AcceptProject c{.how = projects::How::meeting, .held_on = today, .attended = 10, .agreed = 6};
  CHECK(projects::judged(c, settings, today)->passed);
  c.agreed = 5;
  CHECK_FALSE(projects::judged(c, settings, today)->passed);
  c.agreed = 11;
  CHECK(projects::judged(c, settings, today).error().reason == "projects.more_agreed_than_came");
  c.agreed = 6;
  c.held_on = today + 1;
  CHECK(projects::judged(c, settings, today).error().reason == "projects.not_held_yet");
}

TEST_CASE("the next milestone is the soonest that is not met") {
  const std::vector<projects::MilestoneRow> all{{{1}, {9}, "a", {30}, base::CivilDate{29}}, {{2}, {9}, "b", {50}, {}}, {{3}, {9}, "c", {40}, {}}};
  REQUIRE(projects::next(all) != nullptr);
  CHECK(projects::next(all)->id.value == 3);
  CHECK(projects::next({}) == nullptr);
}
