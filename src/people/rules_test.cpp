// Pure laws: spans of civil dates, three administrators apart, logins and passwords, counting guesses.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include "people/rules.hpp"
#include "people/sign_in.hpp"
#include "people/cookies.hpp"
#include "people/sessions.hpp"
#include "people/claims.hpp"

using namespace people;

namespace {

Span span(int from, int length) { return {{from}, length < 0 ? std::nullopt : std::optional(base::CivilDate{from + length})}; }

HeldRow held(std::string kind, int from, int length) {
  const Span s = span(from, length);
  return {.kind = std::move(kind), .valid_from = s.from, .valid_to = s.to};
}

}  // namespace

TEST_CASE("overlap and within say the same as asking every day") {
  CHECK(rc::check([](std::uint8_t a, std::int8_t la, std::uint8_t b, std::int8_t lb) {
    const Span p = span(a, la), q = span(b, lb);
    bool both = false, inside = true, any = false;
    for (int d = 0; d < 600; ++d) {
      const bool in_p = p.holds({d}), in_q = q.holds({d});
      both |= in_p && in_q;
      any |= in_p;
      if (in_p && !in_q) inside = false;
    }
    RC_ASSERT(overlap(p, q) == both);
    RC_ASSERT(overlap(p, q) == overlap(q, p));
    if (any && within(p, q)) RC_ASSERT(inside);
    if (any && inside && p.to && p.from >= q.from) RC_ASSERT(within(p, q));
  }));
}

TEST_CASE("a deputy acts only while both the leave and the appointment hold") {
  HeldRow row = held("community_secretary", 10, 90);
  row.deputy = true;
  row.leave_from = {20};
  row.leave_to = base::CivilDate{25};
  CHECK(!acts_on(row, {19}));
  CHECK(acts_on(row, {20}));
  CHECK(acts_on(row, {24}));
  CHECK(!acts_on(row, {25}));       // the end is the first day without
  row.valid_to = base::CivilDate{22};  // the holder leaves office during the leave
  CHECK(acts_on(row, {21}));
  CHECK(!acts_on(row, {22}));
}

TEST_CASE("an administrator holds that post alone, in any order and also as a deputy") {
  const auto grants = *seed_grants();
  const auto reason = [&](std::vector<HeldRow> posts, std::string_view kind, Span s) {
    const auto out = may_take(*grants, posts, kind, s);
    return out ? std::string{} : out.error().reason;
  };
  CHECK(reason({held("system_admin", 0, -1)}, "security_admin", span(5, -1)) == "people.administrators_apart");
  CHECK(reason({held("system_admin", 0, -1)}, "community_secretary", span(5, -1)) == "people.administrators_apart");
  CHECK(reason({held("community_secretary", 0, -1)}, "audit_admin", span(5, -1)) == "people.administrators_apart");
  CHECK(reason({held("community_secretary", 0, 5)}, "audit_admin", span(5, -1)).empty());  // handed over on the day
  CHECK(reason({held("community_secretary", 0, -1)}, "grid_leader", span(5, -1)).empty());
  CHECK(reason({held("system_admin", 0, 5)}, "system_admin", span(2, -1)).empty());
  CHECK(reason({}, "nobody", span(0, -1)) == "people.unknown_post_kind");
  const auto refused = may_take(*grants, {held("system_admin", 0, -1)}, "audit_admin", span(1, 1));
  CHECK(refused.error().rule->definition == "people/post_kinds");
  CHECK(!refused.error().remedy.empty());
}

TEST_CASE("logins are compared in one spelling; what is not one is refused") {
  CHECK(login_of("  Zhang.San ") == "zhang.san");
  CHECK(login_of("ＺｈａｎｇＳ") == "zhangs");
  CHECK(login_of("张三").empty());
  CHECK(login_of("a").empty());
  CHECK(login_of("a b").empty());
  CHECK(login_of(std::string(41, 'a')).empty());
}

TEST_CASE("passwords: long enough, not what everybody tries") {
  const auto reason = [](std::string_view p) {
    const auto out = check_password(p);
    return out ? std::string{} : out.error().reason;
  };
  CHECK(reason("kurz") == "people.password_too_short");
  CHECK(reason("井盖破损报修登记表") == "people.password_too_short");
  CHECK(reason("井盖破损报修登记表第一号").empty());
  CHECK(reason("1234567890ab") == "people.password_too_common");
  CHECK(reason("Password1234") == "people.password_too_common");
  CHECK(reason("aaaaaaaaaaaa") == "people.password_too_common");
  CHECK(reason(fmt::format("{:x>140}", "y")) == "people.password_too_long");
  CHECK(reason("tractor-lamp-seven").empty());
  CHECK(reason("\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff") == "people.password_too_short");
}

TEST_CASE("guesses are counted in a window and block for a while") {
  const SignInLimits limits;
  Tries t;
  base::Instant now{1'000'000'000'000};
  for (int i = 0; i < 4; ++i) {
    t = counted(t, limits, 5, now);
    CHECK(!blocked(t, now));
  }
  t = counted(t, limits, 5, now);
  CHECK(blocked(t, now));
  CHECK(blocked(t, now + base::minutes(15) - base::seconds(1)));
  CHECK(!blocked(t, now + base::minutes(15)));
  CHECK(counted(t, limits, 5, now + base::minutes(15)).failures == 1);  // a new window
  CHECK(taken_back(counted({}, limits, 5, now)).failures == 0);
}

TEST_CASE("addresses of one IPv6 subscriber are one bucket") {
  CHECK(address_bucket("203.0.113.9") == "203.0.113.9");
  CHECK(address_bucket("2001:db8:1:2::1") == address_bucket("2001:db8:1:2:ffff::7"));
  CHECK(address_bucket("2001:db8:1:2::1") != address_bucket("2001:db8:1:3::1"));
  CHECK(address_bucket(std::string(1000, 'x')).size() <= 64);
}

TEST_CASE("cookies: only one's own form is read, and no form crosses the header") {
  const std::string token(64, 'a');
  CHECK(parse_cookie("jiancaoping." + token)->district == "jiancaoping");
  CHECK(!parse_cookie("x"));
  CHECK(!parse_cookie(token));
  CHECK(!parse_cookie(fmt::format(".{}", token)));
  CHECK(!parse_cookie(fmt::format("d.{}a", token)));
  CHECK(!parse_cookie(fmt::format("d.{:G>64}", "")));
  CHECK(!parse_cookie(fmt::format("d.{:\n>64}", "")));
  CHECK(set_cookie(session_cookie, "v", true, 60).starts_with("__Host-red_session=v; Path=/;"));
  CHECK(set_cookie(session_cookie, "v", true, 60).ends_with("Secure"));
  CHECK(set_cookie(session_cookie, "v", false, 60).find("Secure") == std::string::npos);
  CHECK(csrf_matches("d." + token, csrf_of("d." + token)));
  CHECK(!csrf_matches("d." + token, csrf_of("d." + std::string(64, 'b'))));
  CHECK(!csrf_matches("", ""));
  CHECK(!csrf_matches("junk", ""));
}

TEST_CASE("a claim code is read as people type it") {
  const auto random = base::seeded_random(7);
  const std::string code = new_claim_code(*random);
  CHECK(code.size() == 19);
  std::string typed;
  for (const char c : code) typed += c == '-' ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  CHECK(claim_hash(typed) == claim_hash(code));
  CHECK(claim_hash(code) != claim_hash(code.substr(1)));
}
