// Signing in, on both engines: what an attacker tries, what a locked-out owner may still do, what one request costs.
#include <rapidcheck.h>

#include <thread>

#include "people/people_test.hpp"

using namespace people;
using namespace people::testing;

namespace {

const char* const right = "tractor-lamp-seven";

struct Door : Small {
  explicit Door(store::testing::Bed& b) : Small(b) {
    id = account(wang, "wang", right);
    REQUIRE(appoint(secretary, wang, day("2026-01-01")));
  }
  std::string knock(std::string_view login, std::string_view password, std::string_view peer = "203.0.113.1", std::string_view device = {}) {
    return reason(sign_in(login, password, peer, device));
  }
  base::AccountId id{};
};

}  // namespace

TEST_ON_BOTH("the right password opens, in any spelling of the login; nothing else does, and nothing says which half was wrong") {
  Door d(bed);
  const auto entered = d.sign_in("  WANG ", right);
  REQUIRE(entered);
  CHECK(entered->who.principal.person == d.wang);
  CHECK(d.kinds_of(entered->session_value) == std::vector<std::string>{"community_secretary"});
  CHECK(d.knock("wang", "wrong-password-1") == "people.wrong_login_or_password");
  CHECK(d.knock("nobody", right) == "people.wrong_login_or_password");
  CHECK(d.knock("", right) == "people.wrong_login_or_password");
  CHECK(d.knock("wang' OR 1=1 --", right) == "people.wrong_login_or_password");
  CHECK(reason(d.sessions.sign_in({.district = "nowhere", .login = "wang", .password = base::Secret(right)})) == "people.no_such_district");
}

TEST_ON_BOTH("only hashes are kept: no token, password or device value stands in the database") {
  Door d(bed);
  const auto entered = d.sign_in("wang", right);
  REQUIRE(entered);
  const std::string token = entered->session_value.substr(entered->session_value.find('.') + 1);
  const std::string device = entered->device_value.substr(entered->device_value.find('.') + 1);
  const auto everything = bed.store().read([&](store::Session& s) {
    std::string out;
    for (const auto* sql : {"SELECT token_hash FROM login_sessions", "SELECT token_hash FROM known_devices", "SELECT password_hash FROM accounts",
                            "SELECT body FROM journal"})
      s.run(store::Composed{sql}, {}, [&](const store::Row& r) { out += std::string(r.text(0)) + "\n"; return true; });
    return out;
  });
  CHECK(everything.size() > 100);
  CHECK(everything.find(token) == std::string::npos);
  CHECK(everything.find(device) == std::string::npos);
  CHECK(everything.find(right) == std::string::npos);
}

TEST_ON_BOTH("five wrong ones from one address close that pair; the owner elsewhere is not touched") {
  Door d(bed);
  for (int i = 0; i < 5; ++i) CHECK(d.knock("wang", "guess-number-1") == "people.wrong_login_or_password");
  const auto closed = d.sign_in("wang", right);
  REQUIRE(!closed);
  CHECK(closed.error().reason == "people.too_many_tries");
  CHECK(closed.error().code == base::ErrorCode::rate_limited);
  CHECK(closed.error().retry_after_s > 0);
  CHECK(closed.error().retry_after_s <= 15 * 60);
  CHECK(!closed.error().remedy.empty());
  CHECK(d.knock("wang", right, "198.51.100.7") == "done");
  bed.clock().advance(base::minutes(15));
  CHECK(d.knock("wang", right) == "done");
  CHECK(d.knock("wang", "guess-number-2") == "people.wrong_login_or_password");  // and the count began anew
}

TEST_ON_BOTH("a flood from many addresses shuts strangers out, never the owner's known browser") {
  Door d(bed);
  const auto home = d.sign_in("wang", right, "198.51.100.7");
  REQUIRE(home);
  int tried = 0;
  for (int i = 0; i < 60; ++i)
    if (d.knock("wang", "guess-number-1", "203.0.113." + std::to_string(i)) == "people.wrong_login_or_password") ++tried;
  CHECK(tried == 50);
  CHECK(d.knock("wang", right, "192.0.2.1") == "people.too_many_tries");                                   // a new browser waits
  CHECK(d.knock("wang", right, "192.0.2.1", home->device_value) == "done");                                // the known one does not
  CHECK(d.knock("wang", right, "192.0.2.1", "test." + std::string(64, 'a')) == "people.too_many_tries");   // an invented one does
}

TEST_ON_BOTH("a known browser has a limit too, and knows only its own account") {
  Door d(bed);
  d.account(d.li, "li", "another-long-word");
  const auto home = d.sign_in("wang", right);
  REQUIRE(home);
  for (int i = 0; i < 10; ++i) CHECK(d.knock("wang", "guess-number-1", "192.0.2.9", home->device_value) == "people.wrong_login_or_password");
  CHECK(d.knock("wang", right, "192.0.2.9", home->device_value) == "people.too_many_tries");
  // As a device of somebody else it counts as a stranger.
  for (int i = 0; i < 5; ++i) CHECK(d.knock("li", "guess-number-1", "192.0.2.10", home->device_value) == "people.wrong_login_or_password");
  CHECK(d.knock("li", "another-long-word", "192.0.2.10", home->device_value) == "people.too_many_tries");
  CHECK(d.knock("li", "another-long-word", "192.0.2.11", home->device_value) == "done");
}

TEST_ON_BOTH("one address that tries every login is shut out; an unknown login is counted like a known one") {
  Door d(bed);
  int tried = 0;
  for (int i = 0; i < 60; ++i)
    if (d.knock("user" + std::to_string(i), "guess-number-1", "203.0.113.5") == "people.wrong_login_or_password") ++tried;
  CHECK(tried == 50);
  CHECK(d.knock("wang", right, "203.0.113.5") == "people.too_many_tries");
  CHECK(d.knock("wang", right, "203.0.113.6") == "done");
  for (int i = 0; i < 5; ++i) CHECK(d.knock("ghost", "guess-number-1", "203.0.113.7") == "people.wrong_login_or_password");
  CHECK(d.knock("ghost", "guess-number-1", "203.0.113.7") == "people.too_many_tries");
}

TEST_ON_BOTH("right ones do not count towards the address: an office behind one address works") {
  Door d(bed);
  for (int i = 0; i < 70; ++i) REQUIRE(d.knock("wang", right, "203.0.113.8") == "done");
}

TEST_ON_BOTH("many guesses at once are all counted") {
  Door d(bed);
  std::vector<std::thread> threads;
  std::array<std::string, 12> answers;
  for (std::size_t i = 0; i < answers.size(); ++i)
    threads.emplace_back([&, i] { answers[i] = d.knock("wang", "guess-number-1"); });
  for (std::thread& t : threads) t.join();
  CHECK(std::count(answers.begin(), answers.end(), "people.wrong_login_or_password") == 5);
  CHECK(std::count(answers.begin(), answers.end(), "people.too_many_tries") == 7);
}

TEST_ON_BOTH("revoking, locking and a new password act at the next request") {
  Door d(bed);
  const auto a = d.sign_in("wang", right), b = d.sign_in("wang", right);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(d.sessions.mine(a->who).size() == 2);
  REQUIRE(d.sessions.revoke(a->who, b->who.session));
  CHECK(reason(d.sessions.who(b->session_value)) == "people.session_over");
  CHECK(reason(d.sessions.who(a->session_value)) == "done");
  CHECK(reason(d.sessions.revoke(a->who, b->who.session)) == "people.no_such_session");
  d.account(d.li, "li", "another-long-word");
  const auto li = d.sign_in("li", "another-long-word");
  REQUIRE(li);
  CHECK(reason(d.sessions.revoke(li->who, a->who.session)) == "people.no_such_session");  // nobody ends another's
  REQUIRE(d.write([&](store::Unit& u) { return d.sessions.set_locked(u, d.record, d.id, true, "离岗"); }));
  CHECK(reason(d.sessions.who(a->session_value)) == "people.session_over");
  CHECK(d.knock("wang", right) == "people.account_locked");
  CHECK(d.knock("wang", "wrong-password-1") == "people.wrong_login_or_password");  // only its owner learns that it is locked
  REQUIRE(d.write([&](store::Unit& u) { return d.sessions.set_locked(u, d.record, d.id, false, "返岗"); }));
  const auto c = d.sign_in("wang", right);
  REQUIRE(c);
  CHECK(reason(d.sessions.change_password(c->who, base::Secret("not-the-old-one"), base::Secret("brand-new-sentence"))) == "people.old_password_wrong");
  CHECK(reason(d.sessions.change_password(c->who, base::Secret(right), base::Secret("kurz"))) == "people.password_too_short");
  const auto other = d.sign_in("wang", right);
  REQUIRE(other);
  REQUIRE(d.sessions.change_password(c->who, base::Secret(right), base::Secret("brand-new-sentence")));
  CHECK(reason(d.sessions.who(c->session_value)) == "done");
  CHECK(reason(d.sessions.who(other->session_value)) == "people.session_over");
  CHECK(d.knock("wang", right) == "people.wrong_login_or_password");
  CHECK(d.knock("wang", "brand-new-sentence") == "done");
}

TEST_ON_BOTH("a password that somebody else set opens nothing but its change") {
  Door d(bed);
  const auto set = d.sessions.hash(base::Secret("set-by-the-office"));
  REQUIRE(d.write([&](store::Unit& u) { return d.sessions.set_password(u, d.record, d.id, *set, true); }));
  const auto entered = d.sign_in("wang", "set-by-the-office");
  REQUIRE(entered);
  CHECK(entered->who.must_change_password);
  CHECK(entered->who.principal.posts.empty());
  const auto refused = need_action(entered->who.principal, "matter.register");
  CHECK(reason(refused) == "people.change_password_first");
  CHECK(!refused.error().remedy.empty());
  REQUIRE(d.sessions.change_password(entered->who, base::Secret("set-by-the-office"), base::Secret("brand-new-sentence")));
  CHECK(has_action(d.sessions.who(entered->session_value).value().principal, "matter.register"));
}

TEST_ON_BOTH("an appointment that ends takes its rights from an open sign-in at once") {
  Door d(bed);
  const auto entered = d.sign_in("wang", right);
  REQUIRE(entered);
  CHECK(has_action(d.sessions.who(entered->session_value).value().principal, "matter.register"));
  const auto held = bed.store().read([&](store::Session& s) { return holders_of(s, bed.district(), d.secretary, day("2026-09-17")); });
  REQUIRE(d.end(held.at(0).appointment, day("2026-09-17")));
  const auto who = d.sessions.who(entered->session_value);
  REQUIRE(who);
  CHECK(who->principal.posts.empty());
  CHECK(actions_of(who->principal).empty());
}

TEST_ON_BOTH("a sign-in ends after its idle time and after its days, by the real clock") {
  Door d(bed);
  const auto idle = d.sign_in("wang", right);
  REQUIRE(idle);
  bed.clock().advance(base::hours(12));
  CHECK(reason(d.sessions.who(idle->session_value)) == "people.session_over");
  const auto busy = d.sign_in("wang", right);
  REQUIRE(busy);
  int hours_lived = 0;
  while (d.sessions.who(busy->session_value) && hours_lived < 24 * 10) {
    bed.clock().advance(base::hours(6));
    hours_lived += 6;
  }
  CHECK(hours_lived == 24 * 7);
  CHECK(d.sessions.sweep(bed.district()) > 0);
}

TEST_ON_BOTH("a cookie opens its own district only, and nonsense opens nothing") {
  Door d(bed);
  bed.add_district("other");
  const auto entered = d.sign_in("wang", right);
  REQUIRE(entered);
  const std::string token = entered->session_value.substr(5);
  CHECK(reason(d.sessions.who("test." + token)) == "done");
  CHECK(reason(d.sessions.who("other." + token)) == "people.sign_in_first");
  CHECK(reason(d.sessions.who("")) == "people.sign_in_first");
  CHECK(reason(d.sessions.who(entered->device_value)) == "people.sign_in_first");
  CHECK(rc::check("any cookie: a refusal", [&](const std::string& noise) { RC_ASSERT(!d.sessions.who(noise)); }));
}

TEST_ON_BOTH("a request finds its whole principal in one statement") {
  Door d(bed);
  const auto entered = d.sign_in("wang", right);
  REQUIRE(entered);
  const auto before = bed.store().stats();
  REQUIRE(d.sessions.who(entered->session_value));
  const auto after = bed.store().stats();
  CHECK(after.units == before.units);
  CHECK(after.statements <= before.statements + 1);
  REQUIRE(d.sessions.who(entered->session_value));   // known for a second, unless something changed
  CHECK(bed.store().stats().statements == after.statements);
}

TEST_ON_BOTH("demo cards open without a password, only in a demo district without a real user") {
  Small s(bed);
  const auto card = s.account(s.li, "demo.secretary", "", "community_secretary");
  const auto district = *bed.store().read([&](store::Session& r) { return store::district_by_code(r, "test"); });
  CHECK(reason(s.sessions.enter_demo(district, card, {.peer = "203.0.113.1"})) == "done");
  CHECK(reason(s.sign_in("demo.secretary", "")) == "people.wrong_login_or_password");
  CHECK(reason(s.sign_in("demo.secretary", "anything-at-all")) == "people.wrong_login_or_password");
  s.account(s.zhang, "visitor", "another-long-word", "visitor");     // made inside the demo: not a real user
  CHECK(reason(s.sessions.enter_demo(district, card, {.peer = "203.0.113.1"})) == "done");
  s.account(s.wang, "wang", right);
  CHECK(reason(s.sessions.enter_demo(district, card, {.peer = "203.0.113.1"})) == "people.demo_is_over");
}

TEST_ON_BOTH("a claim code opens a real district once, until somebody has an account") {
  Small s(bed);
  store::District real{.code = "real", .name_zh = "真区", .name_en = "Real", .time_zone = "Asia/Shanghai"};
  const auto made = store::create_district(bed.store(), real);
  REQUIRE(made);
  const auto old = s.sessions.issue_claim(*made), code = s.sessions.issue_claim(*made);
  REQUIRE(code);
  CHECK(reason(s.sessions.check_claim(*made, *old)) == "people.claim_code_wrong");  // a restart prints a new one
  CHECK(reason(s.sessions.check_claim(*made, *code)) == "done");
  const auto use = [&] {
    return bed.store().write(bed.work(made->id), [&](store::Unit& u) -> base::Done { return s.sessions.use_claim(u, *code); });
  };
  CHECK(reason(use()) == "done");
  CHECK(reason(use()) == "people.claim_code_wrong");
  const auto demo = *bed.store().read([&](store::Session& r) { return store::district_by_code(r, "test"); });
  CHECK(s.sessions.issue_claim(demo)->empty());
}
