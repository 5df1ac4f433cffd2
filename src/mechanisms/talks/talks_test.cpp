// Talk visits through their routes, with stand-ins for the rooms that an item is handed to.
#include "mechanisms/talks/service.hpp"
#include "records/facts/facts.hpp"
#include "registry/testing.hpp"

extern const registry::Room talks_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

namespace {

registry::Room stand_in(std::string code, std::string opener, std::string subject) {
  return {.code = code,
          .name_zh = code,
          .name_en = code,
          .openers = {{opener, {"talk_item"}, std::string(talks::read_action), described::of<talks::HandOnItem>::type,
                       [subject](registry::Call&, store::Unit&, const base::Subject&, std::string_view) -> base::Result<base::Subject> { return base::Subject{subject, 77}; }}}};
}
const registry::Room lists = stand_in("lists_test", "matters.report", "matter"), whistles = stand_in("whistles_test", "whistle.blow", "whistle");

std::string text(std::int64_t id) { return std::to_string(id); }
std::string id_of(const http::Response& r) {
  INFO(r.body);
  REQUIRE(r.status / 100 == 2);
  return described::parse<talks::DoneView>(r.body)->id;
}

struct Evening {
  explicit Evening(store::testing::Bed& bed, std::vector<const registry::Room*> rooms) : house(bed, std::move(rooms)) {
    const base::PersonId who = house.holder("cadre", house.area("A01"));
    cadre = house.sign_in(who);
    desk = house.sign_in(house.holder("district_desk", house.area("A01")));
    person = text(who.value);
    const auto unit = house.house().store.read([&](store::Session& s) {
      const auto tree = house.house().areas.today(s, house.moment());
      return people::posts_held(s, house.moment().district, who, tree->day()).front().org_unit;
    });
    community = text(house.area("A0101").value);
    team = id_of(post("/api/v1/talk_teams", R"({"name":"园林中心小组","org_unit_id":")" + text(unit.value) + R"(","people":[")" + person + "\"]}", desk));
    static_cast<void>(id_of(post("/api/v1/talk_teams/" + team + "/pair", R"({"community_id":")" + community + R"(","from":"2026-01-01"})", desk)));
  }
  http::Response post(std::string path, std::string body, const std::string& as) { return house.ask(Verb::post, std::move(path), std::move(body), as); }
  http::Response visit(const std::string& began, const std::string& ended, const std::string& items, const std::string& more = "") {
    return post("/api/v1/talk_visits", R"({"team_id":")" + team + R"(","community_id":")" + community + R"(","began_at":")" + began + R"(","ended_at":")" + ended + R"(","people":[")" + person +
                                           R"("],"residents":6,"items":[)" + items + "]" + more + "}", cadre);
  }
  std::vector<talks::ItemRow> items() {
    return house.house().store.read([&](store::Session& s) { return talks::items(s, house.moment().district); });
  }
  void holds() {
    house.house().store.read([&](store::Session& s) {
      CHECK(talks::fold(house.house(), s, house.moment().district, {}) == "");
      CHECK(talks::promises(house.house(), s, house.moment().district, {}) == "");
    });
  }
  HouseBed house;
  std::string cadre, desk, person, community, team;
};
// 2026-09-16 19:00-20:00 in Shanghai, and 10:00-11:00 of that Wednesday.
constexpr const char *evening = "2026-09-16T11:00:00Z", *evening_end = "2026-09-16T12:00:00Z", *morning = "2026-09-16T02:00:00Z", *morning_end = "2026-09-16T03:00:00Z";

}  // namespace

TEST_ON_BOTH("a visit after hours is recorded, in office hours only with a reason") {
  Evening e(bed, {&talks_room});
  const auto refused = e.visit(morning, morning_end, "");
  CHECK(refused.status == 409);
  CHECK(reason_of(refused) == "talks.in_office_hours");
  CHECK(refused.body.find("rules/talks") != std::string::npos);
  static_cast<void>(id_of(e.visit(morning, morning_end, "", R"(,"exception_reason":"居民夜班")")));
  static_cast<void>(id_of(e.visit(evening, evening_end, "")));
  const auto facts = e.house.house().store.read([&](store::Session& s) { return facts::of_subject(s, e.house.moment().district, {"person", std::stoll(e.person)}, "talks.visited"); });
  CHECK(facts.size() == 2);
}

TEST_ON_BOTH("a promise is kept and its speaker answered; the number is shown for a reason only") {
  Evening e(bed, {&talks_room});
  static_cast<void>(id_of(e.visit(evening, evening_end, R"({"kind":"problem","words":"楼道灯坏了","promise":"三天内修好","due_on":"2026-12-31","speaker_name":"王阿姨","speaker_phone":"13900001234"})")));
  REQUIRE(e.items().size() == 1);
  CHECK(e.items().front().owner_unit_id.has_value());
  const std::string item = "/api/v1/talk_items/" + text(e.items().front().id.value);
  const auto list = e.house.ask(Verb::get, "/api/v1/talk_items", {}, e.cadre);
  CHECK(list.body.find("139****1234") != std::string::npos);
  CHECK(list.body.find("13900001234") == std::string::npos);
  CHECK(e.post(item + "/unmask", R"({"reason":"答复"})", e.cadre).body.find("13900001234") != std::string::npos);
  static_cast<void>(id_of(e.post(item + "/finish", R"({"result":"已修好"})", e.cadre)));
  CHECK(e.items().front().reply_due_on.has_value());
  static_cast<void>(id_of(e.post(item + "/reply", R"({"how":"telephone","words":"已告知"})", e.cadre)));
  CHECK(reason_of(e.post(item + "/reply", R"({"how":"telephone","words":"再告知"})", e.cadre)) == "talks.replied_already");
  e.holds();
}

TEST_ON_BOTH("a problem becomes a matter and is done when that is struck off") {
  Evening e(bed, {&talks_room, &lists});
  static_cast<void>(id_of(e.visit(evening, evening_end, R"({"kind":"problem","words":"垃圾没人清","as_matter":true})")));
  REQUIRE(e.items().size() == 1);
  CHECK(e.items().front().opened_kind == "matter");
  CHECK(e.items().front().state == talks::ItemState::open);
  const auto told = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
    TRY(event, registry::record(e.house.house(), u, {.kind = "matter.struck_off", .subject = {"matter", 77}, .body = "{}"}));
    static_cast<void>(event);
    return {};
  });
  REQUIRE(told.has_value());
  CHECK(e.items().front().state == talks::ItemState::done);
  e.holds();
}

TEST_ON_BOTH("without the whistle's room an item is refused with rule and remedy") {
  const std::string problem = R"({"kind":"problem","words":"路灯成片不亮"})", blow = R"({"kind":"routine","title":"路灯成片不亮"})";
  Evening e(bed, {&talks_room});
  static_cast<void>(id_of(e.visit(evening, evening_end, problem)));
  const auto refused = e.post("/api/v1/talk_items/" + text(e.items().front().id.value) + "/whistle", blow, e.desk);
  CHECK(reason_of(refused) == "talks.no_whistle_here");
  CHECK(refused.body.find("rules/talks") != std::string::npos);
}

TEST_ON_BOTH("an item is blown once") {
  Evening e(bed, {&talks_room, &whistles});
  static_cast<void>(id_of(e.visit(evening, evening_end, R"({"kind":"problem","words":"路灯成片不亮"})")));
  const std::string path = "/api/v1/talk_items/" + text(e.items().front().id.value) + "/whistle";
  static_cast<void>(id_of(e.post(path, R"({"kind":"routine","title":"路灯成片不亮"})", e.desk)));
  CHECK(e.items().front().opened_kind == "whistle");
  CHECK(reason_of(e.post(path, R"({"kind":"routine","title":"路灯成片不亮"})", e.desk)) == "talks.opened_already");
  e.holds();
}
