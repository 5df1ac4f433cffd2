// The workforce through its routes: hired to a vacant post, marked, corrected, moved, gone; what stands folds from the events.
#include "mechanisms/workforce/jobs.hpp"
#include "mechanisms/workforce/model.hpp"
#include "people/people.hpp"
#include "records/facts/facts.hpp"
#include "registry/testing.hpp"

extern const registry::Room workforce_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

namespace {

std::string text(std::int64_t id) { return std::to_string(id); }
constexpr base::CivilDate today{20'713};   // 2026-09-17

struct Office : HouseBed {
  explicit Office(store::testing::Bed& b) : HouseBed(b, {&workforce_room}) {
    community = area("A0101");
    dispatcher = sign_in(holder("subdistrict_dispatcher", area("A01")));
    secretary_person = holder("community_secretary", community);
    secretary = sign_in(secretary_person);
  }
  base::PostId vacant(base::AreaId grid) {
    auto grants = house().store.read([&](store::Session& s) { return house().people.grants(s, moment().district, today); });
    const auto unit = house().store.read([&](store::Session& s) { return people::posts_held(s, moment().district, secretary_person, today).at(0).org_unit; });
    const auto made = house().store.write(bed().work(), [&](store::Unit& u) -> base::Result<base::PostId> {
      u.after_commit([this] { house().people.forget(moment().district); });
      return people::create_post(u, territory::plain_recorder(), **grants, {.org_unit = unit, .kind = "grid_worker", .area = grid, .valid_from = today});
    });
    REQUIRE(made);
    return *made;
  }
  http::Response post(std::string path, std::string body, std::string_view as) { return ask(Verb::post, std::move(path), std::move(body), as); }
  std::string hire(base::PostId at, std::string number, std::string probation = "") {
    const auto r = post("/api/v1/grid_workers", R"({"name":"周新来","phone":"13800001234","post_id":")" + text(at.value) + R"(","kind":"full_time","from":"2026-09-17","contract_number":")" +
                            number + R"(","contract_to":"2027-09-17")" + (probation.empty() ? "" : R"(,"probation_to":")" + probation + "\"") + "}", dispatcher);
    INFO(r.body);
    REQUIRE(r.status == 201);
    return described::parse<workforce::DoneView>(r.body)->id;
  }
  void holds() {
    house().store.read([&](store::Session& s) {
      CHECK(workforce::workers_fold(house(), s, moment().district, {}) == "");
      CHECK(workforce::days_fold(house(), s, moment().district, {}) == "");
    });
  }
  base::AreaId community{};
  base::PersonId secretary_person{};
  std::string dispatcher, secretary;
};

}  // namespace

TEST_ON_BOTH("hired to a vacant post only, contract numbers once, the secretary does not hire") {
  Office o(bed);
  const base::PostId at = o.vacant(o.area("A010101"));
  const std::string body = R"({"name":"周","post_id":")" + text(at.value) + R"(","kind":"full_time","from":"2026-09-17","contract_number":"A-1","contract_to":"2027-09-17"})";
  CHECK(o.post("/api/v1/grid_workers", body, o.secretary).status == 403);
  const std::string id = o.hire(at, "A-1");
  CHECK(reason_of(o.post("/api/v1/grid_workers", body, o.dispatcher)) == "workforce.contract_number_taken");
  CHECK(reason_of(o.post("/api/v1/grid_workers", R"({"name":"周","post_id":")" + text(at.value) + R"(","kind":"full_time","from":"2026-09-17","contract_number":"A-2","contract_to":"2027-09-17"})", o.dispatcher)) == "people.post_is_held");
  const auto seen = o.ask(Verb::get, "/api/v1/grid_workers/" + id, {}, o.secretary);
  CHECK(seen.body.find("138****1234") != std::string::npos);
  CHECK(seen.body.find("13800001234") == std::string::npos);
  o.holds();
}

TEST_ON_BOTH("the day sheet is facts: all present in one act, a correction takes one back and adds another") {
  Office o(bed);
  const std::string a = o.hire(o.vacant(o.area("A010101")), "A-1"), b = o.hire(o.vacant(o.area("A010102")), "A-2");
  const std::string head = R"({"area_id":")" + text(o.community.value) + R"(","day":"2026-09-17",)";
  const auto filled = o.post("/api/v1/day_sheet", head + R"("marks":[{"worker_id":")" + a + R"(","state":"leave","reason":"sick"}],"rest_present":true})", o.secretary);
  INFO(filled.body);
  CHECK(filled.body.find("\"written\":2") != std::string::npos);
  CHECK(o.post("/api/v1/day_sheet", head + R"("marks":[{"worker_id":")" + a + R"(","state":"present"}]})", o.secretary).body.find("\"corrected\":1") != std::string::npos);
  CHECK(o.post("/api/v1/day_sheet", head + R"("rest_present":true})", o.secretary).body.find("\"unchanged\":2") != std::string::npos);
  o.house().store.read([&](store::Session& s) {
    const base::Subject subject{"grid_worker", std::stoll(a)};
    const auto leave = facts::of_subject(s, o.moment().district, subject, "attendance.leave"), present = facts::of_subject(s, o.moment().district, subject, "attendance.present");
    REQUIRE(leave.size() == 2);
    CHECK(leave[0].amount + leave[1].amount == 0);   // taken back, never changed
    CHECK(present.size() == 1);
  });
  const auto month = o.ask(Verb::get, "/api/v1/month_sheet?month=2026-09", {}, o.secretary);
  CHECK(month.body.find("\"present\":1") != std::string::npos);
  o.holds();
}

TEST_ON_BOTH("probation is a due and a decision; transfer moves the appointment; leaving ends it and makes the vacancy a due") {
  Office o(bed);
  const base::PostId first = o.vacant(o.area("A010101")), second = o.vacant(o.area("A010102"));
  const std::string path = "/api/v1/grid_workers/" + o.hire(first, "A-1", "2026-12-17");
  CHECK(o.post(path + "/probation", R"({"passed":true,"reason":"合格"})", o.dispatcher).status == 200);
  CHECK(reason_of(o.post(path + "/probation", R"({"passed":true,"reason":"合格"})", o.dispatcher)) == "workforce.not_on_probation");
  CHECK(o.post(path + "/transfer", R"({"post_id":")" + text(second.value) + R"(","from":"2026-09-18","reason":"需要"})", o.dispatcher).status == 200);
  CHECK(reason_of(o.post(path + "/leave", R"({"on":"2026-09-20","reason":"辞职","if_version":1})", o.dispatcher)) == "workforce.changed_meanwhile");
  CHECK(o.post(path + "/leave", R"({"on":"2026-09-20","reason":"辞职"})", o.dispatcher).status == 200);
  o.house().store.read([&](store::Session& s) {
    CHECK(people::holders_of(s, o.moment().district, second, today + 2).size() == 1);
    CHECK(people::holders_of(s, o.moment().district, second, today + 3).empty());
  });
  CHECK(reason_of(o.post(path + "/contract", R"({"number":"B","kind":"full_time","from":"2027-09-17","to":"2028-09-17"})", o.dispatcher)) == "workforce.has_left");
  o.holds();
}

TEST_ON_BOTH("only who passed is hired; an applicant is seen masked") {
  Office o(bed);
  const auto made = o.post("/api/v1/recruitments", R"({"area_id":")" + text(o.community.value) + R"(","title":"招聘","kind":"full_time","seats":1,"opens_on":"2026-09-01","closes_on":"2026-09-30"})", o.dispatcher);
  const std::string recruitment = described::parse<workforce::DoneView>(made.body)->id;
  const std::string application =
      described::parse<workforce::DoneView>(o.post("/api/v1/recruitments/" + recruitment + "/applications", R"({"name":"周应聘","phone":"13800001234"})", o.dispatcher).body)->id;
  const std::string hire = R"({"application_id":")" + application + R"(","post_id":")" + text(o.vacant(o.area("A010101")).value) +
                           R"(","kind":"full_time","from":"2026-09-17","contract_number":"A-1","contract_to":"2027-09-17"})";
  CHECK(reason_of(o.post("/api/v1/grid_workers", hire, o.dispatcher)) == "workforce.not_passed");
  CHECK(o.post("/api/v1/worker_applications/" + application + "/decide", R"({"passed":true,"reason":"合格"})", o.dispatcher).status == 200);
  CHECK(o.post("/api/v1/grid_workers", hire, o.dispatcher).status == 201);
  const auto seen = o.ask(Verb::get, "/api/v1/recruitments/" + recruitment, {}, o.secretary);
  CHECK(seen.body.find("138****1234") != std::string::npos);
  CHECK(seen.body.find("\"state\":\"hired\"") != std::string::npos);
  o.holds();
}
