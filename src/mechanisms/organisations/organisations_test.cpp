// Organisations through their routes: who may appoint whom, masked phones, accounts of administrators.
#include "base/iso.hpp"
#include "mechanisms/organisations/model.hpp"
#include "people/people.hpp"
#include "people/sessions.hpp"
#include "registry/testing.hpp"

extern const registry::Room organisations_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

namespace {

std::string text(std::int64_t id) { return std::to_string(id); }

struct Office : HouseBed {
  explicit Office(store::testing::Bed& b) : HouseBed(b, {&organisations_room}) {
    community = area("A0101");
    secretary = holder("community_secretary", community);
    system = holder("system_admin", area("A"));
    security = holder("security_admin", area("A"));
    as_secretary = sign_in(secretary);
    as_system = sign_in(system);
    as_security = sign_in(security);
  }
  std::string made(const http::Response& r) {
    INFO(r.body);
    REQUIRE((r.status == 200 || r.status == 201));
    const auto view = described::parse<organisations::MadeView>(r.body);
    REQUIRE(view);
    return view->id;
  }
  std::string unit_of(base::PersonId who) {
    const auto held = house().store.read([&](store::Session& s) { return people::posts_held(s, moment().district, who, *base::parse_date("2026-09-17")); });
    return text(held.at(0).org_unit.value);
  }
  std::string appointment_of(base::PersonId who) {
    const auto held = house().store.read([&](store::Session& s) {
      const auto posts = people::posts_held(s, moment().district, who, *base::parse_date("2026-09-17"));
      return people::holders_of(s, moment().district, posts.at(0).post, *base::parse_date("2026-09-17"));
    });
    return text(held.at(0).appointment.value);
  }
  http::Response post(std::string path, std::string body, std::string_view as) { return ask(Verb::post, std::move(path), std::move(body), as); }
  base::AreaId community{};
  base::PersonId secretary{}, system{}, security{};
  std::string as_secretary, as_system, as_security;
};

}  // namespace

TEST_ON_BOTH("the system administrator sets up, the security administrator appoints, neither does the other's part") {
  Office o(bed);
  const std::string unit = o.unit_of(o.secretary);
  const std::string new_post = R"({"org_unit_id":")" + unit + R"(","kind":"community_officer","valid_from":"2026-09-17"})";
  CHECK(o.post("/api/v1/posts", new_post, o.as_security).status == 403);
  CHECK(o.post("/api/v1/posts", new_post, o.as_secretary).status == 403);
  const std::string post = o.made(o.post("/api/v1/posts", new_post, o.as_system));
  const std::string person = o.made(o.post("/api/v1/persons", R"({"name":"周晓明","phone":"138 0000 1234"})", o.as_system));
  const std::string appoint = R"({"post_id":")" + post + R"(","person_id":")" + person + R"(","from":"2026-09-17"})";
  const auto refused = o.post("/api/v1/appointments", appoint, o.as_system);
  CHECK(refused.status == 403);
  CHECK(refused.body.find("安全保密管理员") != std::string::npos);  // who could
  const std::string appointment = o.made(o.post("/api/v1/appointments", appoint, o.as_security));
  CHECK(reason_of(o.post("/api/v1/appointments", appoint, o.as_security)) == "people.post_is_held");
  const auto seen = o.ask(Verb::get, "/api/v1/org_units/" + unit, {}, o.as_secretary);
  CHECK(seen.body.find("周晓明") != std::string::npos);
  CHECK(seen.body.find("138****1234") != std::string::npos);
  CHECK(seen.body.find("13800001234") == std::string::npos);
  const std::string end = "/api/v1/appointments/" + appointment + "/end";
  CHECK(reason_of(o.post(end, R"({"to":"2026-09-18","reason":"调动","if_version":7})", o.as_security)) == "organisations.changed_meanwhile");
  CHECK(o.post(end, R"({"to":"2026-09-18","reason":"调动","if_version":1})", o.as_security).status == 200);
}

TEST_ON_BOTH("one of the three administrators gets no second post, and the refusal says the rule and what to do") {
  Office o(bed);
  const std::string unit = o.unit_of(o.secretary);
  const std::string post = o.made(o.post("/api/v1/posts", R"({"org_unit_id":")" + unit + R"(","kind":"community_officer","valid_from":"2026-09-17"})", o.as_system));
  for (const base::PersonId who : {o.system, o.security}) {
    const auto refused = o.post("/api/v1/appointments", R"({"post_id":")" + post + R"(","person_id":")" + text(who.value) + R"(","from":"2026-09-17"})", o.as_security);
    CHECK(refused.status == 409);
    CHECK(reason_of(refused) == "people.administrators_apart");
    CHECK(refused.body.find("people/post_kinds") != std::string::npos);
    CHECK(refused.body.find("people.choose_another_person") != std::string::npos);
  }
}

TEST_ON_BOTH("a secretary names a deputy in the own community only") {
  Office o(bed);
  const base::PersonId stand_in = o.person("钱一"), elsewhere = o.holder("community_secretary", o.area("A0102"));
  const auto deputy = [&](const std::string& appointment, std::string_view as) {
    return o.post("/api/v1/deputies", R"({"appointment_id":")" + appointment + R"(","person_id":")" + text(stand_in.value) +
                                          R"(","from":"2026-09-17","to":"2026-09-20","reason":"休假"})", as);
  };
  CHECK(deputy(o.appointment_of(elsewhere), o.as_secretary).status == 403);
  CHECK(deputy(o.appointment_of(o.system), o.as_secretary).status == 403);
  CHECK(deputy(o.appointment_of(o.secretary), o.as_system).status == 403);
  CHECK(deputy(o.appointment_of(o.secretary), o.as_secretary).status == 201);
  const auto me = o.ask(Verb::get, "/api/v1/org_units/" + o.unit_of(o.secretary), {}, o.sign_in(stand_in));
  CHECK(me.status == 200);  // the deputy has the secretary's rights now
  CHECK(me.body.find("\"deputy\":true") != std::string::npos);
}

TEST_ON_BOTH("a phone is shown for a reason that the journal keeps, to those whose area it is") {
  Office o(bed);
  const std::string unit = o.unit_of(o.secretary);
  const std::string post = o.made(o.post("/api/v1/posts", R"({"org_unit_id":")" + unit + R"(","kind":"grid_worker","valid_from":"2026-09-17"})", o.as_system));
  const std::string worker = o.made(o.post("/api/v1/persons", R"({"name":"周晓明","phone":"13800001234"})", o.as_system));
  const std::string own = "/api/v1/persons/" + worker + "/unmask";
  CHECK(o.post(own, R"({"reason":"巡查联系"})", o.as_secretary).status == 403);  // nobody's area yet
  static_cast<void>(o.made(o.post("/api/v1/appointments", R"({"post_id":")" + post + R"(","person_id":")" + worker + R"(","from":"2026-09-17"})", o.as_security)));
  CHECK(o.post(own, R"({"reason":"巡查联系"})", o.as_system).status == 403);
  const base::PersonId other = o.holder("grid_worker", o.area("A0102"));
  CHECK(o.post("/api/v1/persons/" + text(other.value) + "/unmask", R"({"reason":"巡查联系"})", o.as_secretary).status == 403);
  CHECK(o.post(own, R"({"reason":"x"})", o.as_secretary).status == 422);
  const auto shown = o.post(own, R"({"reason":"巡查联系"})", o.as_secretary);
  CHECK(shown.body == R"({"phone":"13800001234"})");
  const auto events = o.house().store.read([&](store::Session& s) { return store::events_of(s, o.moment().district, {"person", std::stoll(worker)}); });
  CHECK(events.back().kind == "person.unmasked");
  CHECK(events.back().body.find("巡查联系") != std::string::npos);
  CHECK(events.back().actor.person == o.secretary);
  CHECK(static_cast<bool>(events.back().actor.post));
}

TEST_ON_BOTH("accounts: made, locked, unlocked, reset; administrators' by the security administrator; nobody's own") {
  Office o(bed);
  const base::PersonId worker = o.holder("grid_worker", o.community);
  const std::string add = R"({"person_id":")" + text(worker.value) + R"(","login":"Worker.1","password":"tractor-lamp-seven"})";
  CHECK(o.post("/api/v1/accounts", add, o.as_secretary).status == 403);
  CHECK(o.post("/api/v1/accounts", add, o.as_security).status == 403);
  const auto made = o.post("/api/v1/accounts", add, o.as_system);
  REQUIRE(made.status == 201);
  const auto account = described::parse<organisations::AccountView>(made.body);
  REQUIRE(account);
  CHECK(account->login == "worker.1");
  CHECK(reason_of(o.post("/api/v1/accounts", add, o.as_system)) == "people.login_taken");
  CHECK(reason_of(o.post("/api/v1/accounts", R"({"person_id":")" + text(worker.value) + R"(","login":"worker.2","password":"tractor-lamp-seven"})", o.as_system)) ==
        "people.has_an_account");
  CHECK(o.post("/api/v1/accounts", R"({"person_id":")" + text(worker.value) + R"(","login":"w","password":"short"})", o.as_system).status == 422);
  const std::string path = "/api/v1/accounts/" + text(account->id.value);
  CHECK(o.post(path + "/lock", R"({"reason":"离岗"})", o.as_system).status == 200);
  CHECK(reason_of(o.post(path + "/lock", R"({"reason":"离岗"})", o.as_system)) == "people.already_locked");
  CHECK(o.post(path + "/unlock", R"({"reason":"返岗"})", o.as_system).status == 200);
  CHECK(o.post(path + "/reset_password", R"({"password":"brand-new-sentence"})", o.as_system).status == 200);
  const auto in = o.house().sessions.sign_in({.district = "test", .login = "worker.1", .password = base::Secret("brand-new-sentence"), .peer = "192.0.2.4"});
  REQUIRE(in);
  CHECK(in->who.must_change_password);
  // The three administrators' accounts.
  const auto account_of = [&](base::PersonId who) {
    const auto list = o.ask(Verb::get, "/api/v1/accounts?filter.person=" + text(who.value), {}, o.as_system);
    const auto at = list.body.find("\"id\":\"") + 6;
    return list.body.substr(at, list.body.find('"', at) - at);
  };
  CHECK(o.post("/api/v1/accounts/" + account_of(o.security) + "/lock", R"({"reason":"试试"})", o.as_system).status == 403);
  CHECK(reason_of(o.post("/api/v1/accounts/" + account_of(o.system) + "/lock", R"({"reason":"试试"})", o.as_system)) == "organisations.own_account");
  CHECK(o.post("/api/v1/accounts/" + account_of(o.system) + "/lock", R"({"reason":"离岗"})", o.as_security).status == 200);
  CHECK(o.ask(Verb::get, "/api/v1/accounts", {}, o.as_system).status == 401);  // locked out at once
}

TEST_ON_BOTH("lists: posts by kind and vacancy, persons by part of a name, a constant number of statements") {
  Office o(bed);
  for (int i = 0; i < 5; ++i) CHECK(static_cast<bool>(o.holder("grid_worker", o.community)));
  CHECK(o.ask(Verb::get, "/api/v1/posts?filter.kind=grid_worker&limit=2", {}, o.as_secretary).body.find("\"total_at_least\":3") != std::string::npos);
  CHECK(o.ask(Verb::get, "/api/v1/posts?filter.vacant=true", {}, o.as_secretary).body.find("\"items\":[]") != std::string::npos);
  CHECK(o.ask(Verb::get, "/api/v1/posts?filter.colour=red", {}, o.as_secretary).status == 422);
  CHECK(static_cast<bool>(o.person("欧阳百分%号")));
  CHECK(o.ask(Verb::get, "/api/v1/persons?filter.name=%E6%AC%A7%E9%98%B3", {}, o.as_secretary).body.find("欧阳百分") != std::string::npos);
  CHECK(o.ask(Verb::get, "/api/v1/persons?filter.name=%25", {}, o.as_secretary).body.find("\"items\":[]") != std::string::npos);
  const auto cost = [&](std::string_view limit) {
    const auto before = o.house().store.stats().statements;
    const auto r = o.ask(Verb::get, "/api/v1/posts?limit=" + std::string(limit), {}, o.as_secretary);
    CHECK(r.status == 200);
    return o.house().store.stats().statements - before;
  };
  static_cast<void>(cost("1"));
  CHECK(cost("1") == cost("8"));
}
