// Teams through their routes: a brigade is founded once, an operation is planned by one and approved by another.
#include "mechanisms/teams/service.hpp"

#include "base/iso.hpp"
#include "records/facts/facts.hpp"
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

namespace {

// A subdistrict with its team: the dispatcher keeps it, the home department is the unit of a handler elsewhere.
struct Street {
  explicit Street(store::testing::Bed& bed) : house(bed, {&teams_room}) {
    dispatcher = house.sign_in(house.holder("subdistrict_dispatcher", house.area("A01")));
    director = house.sign_in(house.holder("subdistrict_director", house.area("A01")));
    centre = house.sign_in(house.holder("district_desk", house.area("A")));
    const base::PersonId handler = house.holder("department_handler", house.area("A0102"));
    home = house.sign_in(handler);
    house.house().store.read([&](store::Session& s) {
      today = house.house().areas.civil_today(s, house.moment());
      home_unit = people::posts_held(s, house.moment().district, handler, today).front().org_unit;
    });
    team = made(post("/api/v1/teams", R"({"kind":"subdistrict","area_id":")" + area() + R"(","home_unit_id":")" + std::to_string(home_unit.value) + R"(","name":"汇丰综合行政执法队"})", dispatcher));
  }
  [[nodiscard]] std::string area() { return std::to_string(house.area("A01").value); }
  http::Response post(std::string path, std::string body, const std::string& as) { return house.ask(Verb::post, std::move(path), std::move(body), as); }
  static std::string made(const http::Response& r) {
    INFO(r.body);
    REQUIRE((r.status == 201 || r.status == 200));
    return described::parse<teams::DoneView>(r.body)->id;
  }
  [[nodiscard]] teams::MarksView marks(const std::string& month) {
    return *described::parse<teams::MarksView>(house.ask(Verb::get, "/api/v1/teams/" + team + "/marks?month=" + month, {}, home).body);
  }
  [[nodiscard]] std::int64_t facts_of(std::string_view kind) {
    return house.house().store.read([&](store::Session& s) {
      std::int64_t sum = 0;
      for (const facts::Fact& f : facts::of_subject(s, house.moment().district, {"team", std::stoll(team)}, kind)) sum += f.amount;
      return sum;
    });
  }
  HouseBed house;
  std::string dispatcher{}, director{}, centre{}, home{}, team{};
  base::CivilDate today{};
  base::OrgUnitId home_unit{};
};

}  // namespace

TEST_ON_BOTH("a month is frozen after its end, seen and objected to by the home department, ruled upon once") {
  Street t{bed};
  const auto this_month = teams::month_of(teams::month_text(t.today));
  const auto before = teams::month_of(teams::month_text(this_month->from + -1));
  const std::string month = teams::month_text(before->from);
  const std::string at = "/api/v1/teams/" + t.team;
  CHECK(reason_of(t.post(at + "/freeze", R"({"month":")" + teams::month_text(t.today) + R"("})", t.dispatcher)) == "teams.month_runs");
  CHECK(t.post(at + "/breaches", R"({"day":")" + base::iso(before->to + -1) + R"(","reason":"着装不规范"})", t.dispatcher).status == 201);
  CHECK(t.marks(month).total == 95);
  CHECK_FALSE(t.marks(month).month_id);
  CHECK(t.post(at + "/freeze", R"({"month":")" + month + R"("})", t.home).status == 403);
  Street::made(t.post(at + "/freeze", R"({"month":")" + month + R"("})", t.dispatcher));
  CHECK(reason_of(t.post(at + "/freeze", R"({"month":")" + month + R"("})", t.dispatcher)) == "teams.frozen_already");
  // What comes after the freeze changes nothing.
  CHECK(reason_of(t.post(at + "/breaches", R"({"day":")" + base::iso(before->to + -1) + R"(","reason":"迟到"})", t.dispatcher)) == "teams.not_this_day");
  CHECK(t.facts_of("teams.month_marked") == 95);
  const teams::MarksView frozen = t.marks(month);
  REQUIRE(frozen.month_id);
  CHECK(frozen.can_see);
  const std::string month_at = "/api/v1/team_months/" + std::to_string(frozen.month_id->value) + "/see";
  CHECK(t.post(month_at, "{}", t.dispatcher).status == 403);
  CHECK(t.post(month_at, "{}", t.home).status == 200);
  CHECK(reason_of(t.post(month_at, "{}", t.home)) == "teams.seen_already");
  REQUIRE(frozen.points.size() == 1);
  CHECK(frozen.points.front().can_object);
  const std::string point = "/api/v1/team_points/" + std::to_string(frozen.points.front().id.value);
  CHECK(reason_of(t.post(point + "/rule", R"({"upheld":false,"ruling":"照片属实"})", t.centre)) == "teams.nothing_to_rule");
  CHECK(t.post(point + "/object", R"({"objection":"已按规定着装"})", t.dispatcher).status == 403);
  CHECK(t.post(point + "/object", R"({"objection":"已按规定着装"})", t.home).status == 200);
  CHECK(reason_of(t.post(point + "/object", R"({"objection":"再次异议"})", t.home)) == "teams.objected_already");
  CHECK(t.post(point + "/rule", R"({"upheld":false,"ruling":"照片属实"})", t.home).status == 403);
  CHECK(t.post(point + "/rule", R"({"upheld":false,"ruling":"照片属实"})", t.centre).status == 200);
  CHECK(t.marks(month).total == 100);
  CHECK(t.facts_of("teams.point_lifted") == 5);
  t.house.house().store.read([&](store::Session& s) {
    CHECK(teams::marks_hold(t.house.house(), s, t.house.moment().district, {}) == "");
    CHECK(teams::nobody_in_two_teams(t.house.house(), s, t.house.moment().district, {}) == "");
  });
}

TEST_ON_BOTH("who was called and did not come is on record; a file's outcome may follow and then stays") {
  Street t{bed};
  const std::string brigade = Street::made(t.post("/api/v1/teams", R"({"kind":"brigade","field":"market","home_unit_id":")" + std::to_string(t.home_unit.value) + R"(","name":"市场监管综合行政执法大队"})", t.centre));
  const auto planned = t.post("/api/v1/joint_operations", R"({"title":"夜市整治","area_id":")" + t.area() + R"(","plan":"分组检查","planned_on":")" + base::iso(t.today) + R"(","team_ids":[")" + t.team +
                                                              R"(",")" + brigade + R"("]})", t.dispatcher);
  const std::string at = "/api/v1/joint_operations/" + Street::made(planned);
  CHECK(t.post(at + "/approve", R"({"reason":"同意"})", t.director).status == 200);
  const auto view = [&] { return *described::parse<teams::OperationView>(t.house.ask(Verb::get, at, {}, t.dispatcher).body); };
  REQUIRE(view().called.size() == 2);
  CHECK(view().called.front().can_attend);
  CHECK(t.post(at + "/attend", R"({"called_id":")" + std::to_string(view().called.front().id.value) + R"(","came":4,"who":"队长带队"})", t.dispatcher).status == 200);
  const auto file = [&](const char* outcome) { return t.post(at + "/penalties", R"({"team_id":")" + t.team + R"(","file_number":"汇丰执〔2026〕9 号")" + outcome + "}", t.dispatcher); };
  CHECK(file("").status == 200);
  CHECK(reason_of(file("")) == "teams.file_noted");
  CHECK(t.marks(teams::month_text(t.today)).total == 98);            // without an outcome it costs; and only while it has none
  CHECK(t.post(at + "/close", R"({"result":"清理摊位 12 处"})", t.dispatcher).status == 200);
  CHECK(file(R"(,"outcome":"责令改正")").status == 200);
  CHECK(reason_of(file(R"(,"outcome":"罚款")")) == "teams.file_noted");
  CHECK(t.marks(teams::month_text(t.today)).total == 100);
  CHECK(t.facts_of("teams.attended") == 4);
  CHECK(t.facts_of("teams.not_attended") == 0);
  t.team = brigade;
  CHECK(t.facts_of("teams.not_attended") == 1);
  t.house.house().store.read([&](store::Session& s) { CHECK(teams::operations_fold(t.house.house(), s, t.house.moment().district, {}) == ""); });
}

TEST_ON_BOTH("a power is given to a subdistrict once at a time and taken back from a day on; the competence list reads it as published") {
  Street t{bed};
  const std::string body = R"({"power":"command","item":"comprehensive","area_id":")" + t.area() + R"(","basis":"区委办〔2026〕3 号","valid_from":")" + base::iso(t.today) + R"("})";
  CHECK(t.post("/api/v1/delegations", body, t.dispatcher).status == 403);
  const std::string id = Street::made(t.post("/api/v1/delegations", body, t.centre));
  CHECK(reason_of(t.post("/api/v1/delegations", body, t.centre)) == "teams.given_already");
  static const store::Statement published{"teams_test.published", "SELECT COUNT(*) FROM v_teams_delegations WHERE district_id = $1 AND item = 'comprehensive' AND (valid_to IS NULL OR valid_to > $2)"};
  const auto seen = [&] { return t.house.house().store.read([&](store::Session& s) { return s.value<std::int64_t>(published, t.house.moment().district, t.today + 3); }); };
  CHECK(seen() == 1);
  const std::string end = "/api/v1/delegations/" + id + "/end";
  CHECK(reason_of(t.post(end, R"({"to":")" + base::iso(t.today + -1) + R"(","reason":"调整"})", t.centre)) == "teams.power_ends_later");
  CHECK(t.post(end, R"({"to":")" + base::iso(t.today + 1) + R"(","reason":"调整"})", t.centre).status == 200);
  CHECK(seen() == 0);
}
