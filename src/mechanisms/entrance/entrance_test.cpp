// Coming in through the routes: cookies and CSRF, cards, the clock, a real district's claim.
#include "definitions/book.hpp"
#include "mechanisms/entrance/model.hpp"
#include "people/sessions.hpp"
#include "registry/testing.hpp"
#include "store/districts.hpp"
#include "territory/changes.hpp"

extern const registry::Room entrance_room;

using http::Verb;
using registry::testing::HouseBed;
using registry::testing::reason_of;

namespace {

http::Request posting(std::string path, std::string body) {
  http::Request r;
  r.verb = Verb::post;
  r.target = std::move(path);
  r.headers = {{"content-type", "application/json"}, {"host", "red.example"}};
  r.body = std::move(body);
  r.peer = "192.0.2.1";
  return r;
}

std::string cookie_of(const http::Response& r, std::string_view name) {
  for (const auto& [key, value] : r.headers)
    if (key == "set-cookie" && value.starts_with(name)) return value.substr(0, value.find(';'));
  return {};
}

http::Response act(HouseBed& h, std::string path, std::string body, const std::string& cookie) {  // with the CSRF token that Me gave
  return h.ask(Verb::post, std::move(path), std::move(body), cookie, {{"x-csrf-token", people::csrf_of(cookie.substr(cookie.find('=') + 1))}});
}

base::AccountId account(HouseBed& h, base::PersonId who, std::string login, std::string_view password, std::string role = {}) {
  const auto hash = password.empty() ? base::Result<std::string>("") : h.house().sessions.hash(base::Secret(std::string(password)));
  REQUIRE(hash);
  const auto made = h.house().store.write(h.bed().work(), [&](store::Unit& u) {
    return h.house().sessions.create_account(u, territory::plain_recorder(), {.person = who, .login = login, .demo_role = role}, *hash);
  });
  REQUIRE(made);
  return *made;
}

}  // namespace

TEST_ON_BOTH("signing in gives who I am and two cookies; signing out takes it back") {
  HouseBed h(bed, {&entrance_room});
  account(h, h.holder("community_secretary", h.area("A0101")), "wang", "tractor-lamp-seven");
  const auto wrong = h.ask(posting("/api/v1/login_sessions", R"({"district":"test","login":"wang","password":"not-this-word"})"));
  CHECK(wrong.status == 401);
  CHECK(reason_of(wrong) == "people.wrong_login_or_password");
  const auto in = h.ask(posting("/api/v1/login_sessions", R"({"district":"test","login":"wang","password":"tractor-lamp-seven"})"));
  REQUIRE(in.status == 200);
  const auto me = described::parse<entrance::Me>(in.body);
  REQUIRE(me);
  CHECK(me->posts.at(0).kind == "community_secretary");
  CHECK(me->posts.at(0).area_name == "槐园社区");
  CHECK(me->district.code == "test");
  const std::string cookie = cookie_of(in, "red_session=");
  CHECK(!cookie_of(in, "red_device=").empty());
  for (const auto& [key, value] : in.headers)
    if (key == "set-cookie") CHECK(value.find("; HttpOnly; SameSite=Lax") != std::string::npos);
  CHECK(h.ask(Verb::get, "/api/v1/me", {}, cookie).status == 200);
  CHECK(h.ask(Verb::get, "/api/v1/login_sessions", {}, cookie).body.find("\"current\":true") != std::string::npos);
  CHECK(h.ask(Verb::post, "/api/v1/login_sessions/current/revoke", {}, cookie, {{"x-csrf-token", "forged"}}).status == 403);
  const auto out = act(h, "/api/v1/login_sessions/current/revoke", {}, cookie);
  CHECK(out.status == 200);
  CHECK(cookie_of(out, "red_session=") == "red_session=");
  CHECK(h.ask(Verb::get, "/api/v1/me", {}, cookie).status == 401);
}

TEST_ON_BOTH("another site cannot sign anybody in, nor can a form") {
  HouseBed h(bed, {&entrance_room});
  account(h, h.person("王"), "wang", "tractor-lamp-seven");
  const std::string body = R"({"district":"test","login":"wang","password":"tractor-lamp-seven"})";
  auto foreign = posting("/api/v1/login_sessions", body);
  foreign.headers.emplace_back("origin", "https://evil.example");
  CHECK(h.ask(foreign).status == 403);
  auto form = posting("/api/v1/login_sessions", body);
  form.headers[0].second = "text/plain";
  CHECK(h.ask(form).status == 415);
}

TEST_ON_BOTH("a new sign-in on a browser ends the one before; others are ended from the list") {
  HouseBed h(bed, {&entrance_room});
  account(h, h.person("王"), "wang", "tractor-lamp-seven");
  const auto sign_in = [&](std::string_view before) {
    auto r = posting("/api/v1/login_sessions", R"({"district":"test","login":"wang","password":"tractor-lamp-seven"})");
    if (!before.empty()) r.headers.emplace_back("cookie", before);
    return cookie_of(h.ask(r), "red_session=");
  };
  const std::string first = sign_in({}), second = sign_in(first), third = sign_in({});
  CHECK(h.ask(Verb::get, "/api/v1/me", {}, first).status == 401);
  CHECK(h.ask(Verb::get, "/api/v1/me", {}, second).status == 200);
  const auto list = h.ask(Verb::get, "/api/v1/login_sessions", {}, third);
  const std::size_t other = list.body.find("\"current\":false");
  REQUIRE(other != std::string::npos);
  const std::size_t at = list.body.rfind("\"id\":\"", other) + 6;
  const std::string id = list.body.substr(at, list.body.find('"', at) - at);
  CHECK(act(h, "/api/v1/login_sessions/" + id + "/revoke", {}, third).status == 200);
  CHECK(h.ask(Verb::get, "/api/v1/me", {}, second).status == 401);
  CHECK(act(h, "/api/v1/login_sessions/12345/revoke", {}, third).status == 404);
}

TEST_ON_BOTH("cards open the demo; a real user closes them, and the clock with them") {
  HouseBed h(bed, {&entrance_room});
  account(h, h.holder("community_secretary", h.area("A0101")), "demo.secretary", "", "community_secretary");
  const auto entrance = h.get("/api/v1/entrance");
  CHECK(entrance.body.find("\"code\":\"community_secretary\"") != std::string::npos);
  CHECK(entrance.body.find("\"opens\":\"public\"") != std::string::npos);
  const auto enter = [&](std::string_view role) {
    return h.ask(posting("/api/v1/demo/enter", R"({"district":"test","role":")" + std::string(role) + "\"}"));
  };
  CHECK(enter("visitor").status == 404);
  CHECK(enter("king").status == 404);
  const auto in = enter("community_secretary");
  REQUIRE(in.status == 200);
  const std::string cookie = cookie_of(in, "red_session=");
  const auto before = described::parse<entrance::ClockView>(h.ask(Verb::get, "/api/v1/demo/clock", {}, cookie).body);
  const auto after = described::parse<entrance::ClockView>(act(h, "/api/v1/demo/clock/advance", R"({"step":"week"})", cookie).body);
  REQUIRE(before);
  REQUIRE(after);
  CHECK((after->now - before->now).micros == base::hours(24 * 7).micros);
  CHECK(act(h, "/api/v1/demo/clock/advance", R"({"step":"year"})", cookie).status == 422);
  account(h, h.person("真人"), "real", "tractor-lamp-seven");
  CHECK(reason_of(enter("community_secretary")) == "people.demo_is_over");
  CHECK(h.ask(Verb::get, "/api/v1/demo/clock", {}, cookie).status == 409);
  CHECK(reason_of(act(h, "/api/v1/demo/clock/advance", R"({"step":"week"})", cookie)) == "entrance.clock_not_movable");
  CHECK(h.get("/api/v1/entrance").body.find("demo.secretary") == std::string::npos);
  CHECK(h.get("/api/v1/entrance").body.find("\"demo_roles\":[]") != std::string::npos);
}

TEST_ON_BOTH("one's own password changes with the old one, and ends one's other sign-ins") {
  HouseBed h(bed, {&entrance_room});
  account(h, h.person("王"), "wang", "tractor-lamp-seven");
  const auto sign_in = [&](std::string_view password) {
    return h.ask(posting("/api/v1/login_sessions", R"({"district":"test","login":"wang","password":")" + std::string(password) + "\"}"));
  };
  const std::string here = cookie_of(sign_in("tractor-lamp-seven"), "red_session="), there = cookie_of(sign_in("tractor-lamp-seven"), "red_session=");
  CHECK(act(h, "/api/v1/me/password", R"({"old_password":"wrong-old-word","new_password":"brand-new-sentence"})", here).status == 422);
  CHECK(act(h, "/api/v1/me/password", R"({"old_password":"tractor-lamp-seven","new_password":"brand-new-sentence"})", here).status == 200);
  CHECK(h.ask(Verb::get, "/api/v1/me", {}, here).status == 200);
  CHECK(h.ask(Verb::get, "/api/v1/me", {}, there).status == 401);
  CHECK(sign_in("tractor-lamp-seven").status == 401);
  CHECK(sign_in("brand-new-sentence").status == 200);
}

TEST_ON_BOTH("a real district is opened once, by three persons in three posts") {
  HouseBed h(bed, {&entrance_room});
  const auto made = store::create_district(bed.store(), {.code = "real", .name_zh = "真区", .name_en = "Real", .time_zone = "Asia/Shanghai"});
  REQUIRE(made);
  REQUIRE(definitions::load_seeds(bed.store(), bed.work(made->id), h.house().book));
  const auto code = h.house().sessions.issue_claim(*made);
  REQUIRE(code);
  CHECK(h.get("/api/v1/entrance").body.find(R"("code":"real","name_zh":"真区","name_en":"Real","demo":false,"needs_claim":true)") != std::string::npos);
  const auto claim = [&](std::string_view with, std::string_view second_kind, std::string_view third_login) {
    const auto admin = [](std::string_view kind, std::string_view name, std::string_view login) {
      return R"({"post_kind":")" + std::string(kind) + R"(","person_name":")" + std::string(name) + R"(","login":")" + std::string(login) + R"(","password":"tractor-lamp-seven"})";
    };
    return h.ask(posting("/api/v1/claim", R"({"district":"real","code":")" + std::string(with) + R"(","admins":[)" + admin("system_admin", "甲", "jia") + "," +
                                              admin(second_kind, "乙", "yi") + "," + admin("audit_admin", "丙", third_login) + "]}"));
  };
  CHECK(reason_of(claim("AAAA-BBBB-CCCC-DDDD", "security_admin", "bing")) == "people.claim_code_wrong");
  CHECK(claim(*code, "system_admin", "bing").status == 422);
  CHECK(claim(*code, "community_secretary", "bing").status == 422);
  CHECK(claim(*code, "security_admin", "JIA").status == 422);
  REQUIRE(claim(*code, "security_admin", "bing").status == 201);
  CHECK(reason_of(claim(*code, "security_admin", "bing")) == "people.already_claimed");
  const auto in = h.ask(posting("/api/v1/login_sessions", R"({"district":"real","login":"yi","password":"tractor-lamp-seven"})"));
  REQUIRE(in.status == 200);
  const auto me = described::parse<entrance::Me>(in.body);
  REQUIRE(me);
  CHECK(me->posts.at(0).kind == "security_admin");
  CHECK(me->district.demo == false);
  CHECK(reason_of(h.ask(posting("/api/v1/demo/enter", R"({"district":"real","role":"auditor"})"))) == "people.demo_is_over");
  CHECK(reason_of(h.ask(posting("/api/v1/claim", R"({"district":"test","code":"x","admins":[]})"))) == "entrance.demo_is_not_claimed");
}
