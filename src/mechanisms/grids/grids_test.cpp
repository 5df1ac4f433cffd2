// Grids through their routes: seats of posts, one act for many grids, laws with rule and remedy, phones for a reason.
#include "mechanisms/grids/invariants.hpp"
#include "mechanisms/grids/model.hpp"
#include "people/people.hpp"
#include "registry/testing.hpp"

extern const registry::Room grids_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

namespace {

std::string text(std::int64_t id) { return std::to_string(id); }
constexpr base::CivilDate today{20'713};   // 2026-09-17

struct Town : HouseBed {
  explicit Town(store::testing::Bed& b) : HouseBed(b, {&grids_room}) {
    community = area("A0101");
    grid = area("A010101");
    other = area("A010102");
    secretary = sign_in(holder("community_secretary", community));
  }
  people::HeldPost held(base::PersonId who) {
    return house().store.read([&](store::Session& s) { return people::posts_held(s, moment().district, who, today); }).at(0);
  }
  base::Result<base::PostId> also(base::PersonId who, people::OrgTree tree, std::string unit_kind, std::string kind, base::AreaId at) {   // a further post of this person
    auto grants = house().store.read([&](store::Session& s) { return house().people.grants(s, moment().district, today); });
    const auto record = territory::plain_recorder();
    return house().store.write(bed().work(), [&](store::Unit& u) -> base::Result<base::PostId> {
      TRY(unit, people::create_org_unit(u, record, {.tree = tree, .kind = unit_kind, .code = unit_kind + kind + text(who.value), .name = "某组织", .area = at, .valid_from = today}));
      TRY(post, people::create_post(u, record, **grants, {.org_unit = unit, .kind = kind, .valid_from = today}));
      TRY(appointment, people::appoint(u, record, **grants, {.post = post, .person = who, .from = today}));
      static_cast<void>(appointment);
      u.after_commit([this] { house().people.forget(moment().district); });
      return post;
    });
  }
  http::Response set(std::string seat, base::PostId post, base::AreaId at, std::string from = "2026-09-17") {
    return ask(Verb::post, "/api/v1/grids/seat", R"({"seat":")" + seat + R"(","post_id":")" + text(post.value) + R"(","area_id":")" + text(at.value) + R"(","from":")" + from + R"("})", secretary);
  }
  void holds() {
    house().store.read([&](store::Session& s) {
      CHECK(grids::never_overlap(house(), s, moment().district, {}) == "");
      CHECK(grids::fold(house(), s, moment().district, {}) == "");
    });
  }
  base::AreaId community{}, grid{}, other{};
  std::string secretary;
};

}  // namespace

TEST_ON_BOTH("a worker's post sits on every grid of the community in one act; again changes nothing; it ends on a day") {
  Town t(bed);
  const auto worker = t.held(t.holder("grid_worker", t.community));
  const auto first = t.set("worker", worker.post, t.community);
  INFO(first.body);
  CHECK(first.body.find("\"grids\":2,\"begun\":2") != std::string::npos);
  CHECK(t.set("worker", worker.post, t.community).body.find("\"unchanged\":2") != std::string::npos);
  const auto page = t.ask(Verb::get, "/api/v1/grids/" + text(t.grid.value), {}, t.secretary);
  CHECK(page.status == 200);
  CHECK(page.body.find("\"workers\":[{") != std::string::npos);
  CHECK(page.body.find("\"lacks\":[\"contact\",\"leader\",\"party\"]") != std::string::npos);
  const std::string end = R"({"seat":"worker","area_id":")" + text(t.grid.value) + R"(","to":"2026-09-18","reason":"调整"})";
  CHECK(t.ask(Verb::post, "/api/v1/grids/unseat", end, t.secretary).body.find("\"ended\":1") != std::string::npos);
  CHECK(reason_of(t.ask(Verb::post, "/api/v1/grids/unseat", end, t.secretary)) == "grids.nothing_to_end");
  t.holds();
}

TEST_ON_BOTH("a leader is a Party member of the community's two committees, and the refusal says the rule and what to do") {
  Town t(bed);
  const base::PersonId who = t.holder("grid_leader", t.community);
  const auto post = t.held(who).post;
  const auto refused = t.set("leader", post, t.grid);
  CHECK(refused.status == 409);
  CHECK(reason_of(refused) == "grids.leader_not_in_committees");
  CHECK(refused.body.find("rules/grids") != std::string::npos);
  CHECK(refused.body.find("grids.choose_a_committee_member") != std::string::npos);
  REQUIRE(t.also(who, people::OrgTree::administrative, "residents_committee", "committee_member", t.community));
  CHECK(reason_of(t.set("leader", post, t.grid)) == "grids.leader_not_party");
  REQUIRE(t.also(who, people::OrgTree::party, "community_party", "party_committee_member", t.community));
  CHECK(t.set("leader", post, t.community).body.find("\"begun\":2") != std::string::npos);   // and may lead several
  t.holds();
}

TEST_ON_BOTH("one leader a day: the new one begins when the one before ends; a later one stands in the way") {
  Town t(bed);
  base::PostId posts[2];
  for (base::PostId& post : posts) {
    const base::PersonId who = t.holder("grid_leader", t.community);
    post = t.held(who).post;
    REQUIRE(t.also(who, people::OrgTree::party, "community_party", "party_committee_member", t.community));
  }
  CHECK(t.set("leader", posts[0], t.grid).status == 200);
  CHECK(t.set("leader", posts[1], t.grid, "2026-10-01").body.find("\"begun\":1,\"ended\":1") != std::string::npos);
  CHECK(reason_of(t.set("leader", posts[0], t.grid, "2026-09-20")) == "grids.later_seat");
  t.holds();
}

TEST_ON_BOTH("who may: a secretary in the own community only; a worker nowhere; posts of elsewhere do not fit") {
  Town t(bed);
  const auto there = t.held(t.holder("grid_worker", t.area("A0102")));
  CHECK(reason_of(t.set("worker", there.post, t.grid)) == "grids.not_a_worker_post");
  const std::string worker = t.sign_in(t.holder("grid_worker", t.community));
  CHECK(t.ask(Verb::post, "/api/v1/grids/seat", R"({"seat":"worker","post_id":")" + text(there.post.value) + R"(","area_id":")" + text(t.grid.value) + R"(","from":"2026-09-17"})", worker).status != 200);
  CHECK(t.ask(Verb::get, "/api/v1/grids", {}, worker).status == 200);
}

TEST_ON_BOTH("a number is shown only of who serves the grid, with a reason that the journal keeps") {
  Town t(bed);
  const base::PersonId who = t.holder("grid_worker", t.community);
  const std::string path = "/api/v1/grids/" + text(t.grid.value) + "/unmask", body = R"({"person_id":")" + text(who.value) + R"(","reason":"通知巡查"})";
  CHECK(t.ask(Verb::post, path, body, t.secretary).status == 404);   // sits nowhere yet
  CHECK(t.set("worker", t.held(who).post, t.grid).status == 200);
  const auto shown = t.ask(Verb::post, path, body, t.secretary);
  CHECK((shown.status == 200 || reason_of(shown) == "grids.no_phone"));
  CHECK(t.ask(Verb::post, path, R"({"person_id":")" + text(who.value) + R"("})", t.secretary).status == 422);
}

TEST_ON_BOTH("the list asks a constant number of statements, whatever its length") {
  Town t(bed);
  CHECK(t.set("worker", t.held(t.holder("grid_worker", t.community)).post, t.community).status == 200);
  const auto cost = [&](std::string_view query) {
    const auto before = t.house().store.stats().statements;
    CHECK(t.ask(Verb::get, "/api/v1/grids?" + std::string(query), {}, t.secretary).status == 200);
    return t.house().store.stats().statements - before;
  };
  static_cast<void>(cost("limit=1"));
  CHECK(cost("limit=1") == cost("limit=50"));
}
