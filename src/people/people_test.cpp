// Posts and who holds them, on both engines: dates that do not overlap, deputies, administrators apart, what memory keeps.
#include "people/invariants.hpp"
#include "people/people_test.hpp"

using namespace people;
using namespace people::testing;
using Strings = std::vector<std::string>;

TEST_ON_BOTH("a post has one holder at a time, from its first day to the day before its last") {
  Small s(bed);
  const auto first = s.appoint(s.secretary, s.wang, day("2026-01-01"));
  REQUIRE(first);
  CHECK(reason(s.appoint(s.secretary, s.li, day("2026-06-01"))) == "people.post_is_held");
  CHECK(reason(s.appoint(s.secretary, s.li, day("2025-06-01"), day("2026-01-02"))) == "people.post_is_held");
  CHECK(reason(s.appoint(s.secretary, s.li, day("2025-06-01"), day("2026-01-01"))) == "done");
  CHECK(reason(s.appoint(s.secretary, s.li, day("2020-01-01"), day("2020-06-01"))) == "people.outside_the_post");
  CHECK(reason(s.appoint(s.officer, s.li, day("2026-06-01"), day("2026-06-01"))) == "people.ends_before_it_begins");
  REQUIRE(s.end(*first, day("2026-09-01")));
  CHECK(reason(s.end(*first, day("2026-10-01"))) == "people.already_ended");
  CHECK(reason(s.end(*first, day("2025-12-31"))) == "people.ends_before_it_begins");
  CHECK(reason(s.appoint(s.secretary, s.zhang, day("2026-09-01"))) == "done");
  const auto on = [&](std::string_view d) {
    return bed.store().read([&](store::Session& r) { return holders_of(r, bed.district(), s.secretary, day(d)); });
  };
  REQUIRE(on("2026-08-31").size() == 1);
  CHECK(on("2026-08-31")[0].person == s.wang);
  REQUIRE(on("2026-09-01").size() == 1);
  CHECK(on("2026-09-01")[0].person == s.zhang);
  CHECK(on("2025-12-31")[0].person == s.li);
}

TEST_ON_BOTH("a deputy is somebody else, one at a time, inside the appointment") {
  Small s(bed);
  const auto a = s.appoint(s.secretary, s.wang, day("2026-01-01"), day("2026-12-31"));
  REQUIRE(a);
  CHECK(reason(s.deputy(*a, s.wang, day("2026-09-01"), day("2026-09-08"))) == "people.deputy_of_oneself");
  CHECK(reason(s.deputy(*a, s.li, day("2026-12-30"), day("2027-01-02"))) == "people.outside_the_appointment");
  CHECK(reason(s.deputy(*a, s.li, day("2026-09-08"), day("2026-09-08"))) == "people.ends_before_it_begins");
  CHECK(reason(s.deputy(*a, s.li, day("2026-09-01"), day("2026-09-08"))) == "done");
  CHECK(reason(s.deputy(*a, s.zhang, day("2026-09-07"), day("2026-09-09"))) == "people.has_a_deputy");
  CHECK(reason(s.deputy(*a, s.zhang, day("2026-09-08"), day("2026-09-09"))) == "done");
  const auto refused = s.deputy(*a, s.wang, day("2026-10-01"), day("2026-10-08"));
  CHECK(refused.error().rule->definition == "rules/organisations");
  CHECK(!refused.error().remedy.empty());
}

TEST_ON_BOTH("midnight in the district's zone gives and takes a deputy's rights while the sign-in goes on") {
  Small s(bed);
  const auto a = s.appoint(s.secretary, s.wang, day("2026-01-01"));
  REQUIRE(s.appoint(s.officer, s.li, day("2026-01-01")));
  REQUIRE(s.deputy(*a, s.li, day("2026-09-18"), day("2026-09-20")));
  s.account(s.li, "li", "tractor-lamp-seven");
  s.set_local("2026-09-17", 23, 0);
  const auto entered = s.sign_in("li", "tractor-lamp-seven");
  REQUIRE(entered);
  const std::string& cookie = entered->session_value;
  const auto can = [&](std::string_view action) { return has_action(s.sessions.who(cookie).value().principal, action); };
  s.set_local("2026-09-17", 23, 59, 59);
  CHECK(s.kinds_of(cookie) == Strings{"community_officer"});
  CHECK(!can("organisation.deputy"));
  s.set_local("2026-09-18", 0, 0, 0);
  CHECK(s.kinds_of(cookie) == Strings{"community_officer", "community_secretary*"});
  CHECK(can("organisation.deputy"));
  s.set_local("2026-09-18", 9, 0);  // a request in between: the sign-in does not fall idle
  CHECK(can("organisation.deputy"));
  s.set_local("2026-09-18", 20, 0);
  CHECK(can("organisation.deputy"));
  REQUIRE(s.end(*a, day("2026-09-19")));  // the secretary leaves office: nobody to stand in for
  s.set_local("2026-09-18", 23, 59, 59);
  CHECK(s.kinds_of(cookie) == Strings{"community_officer", "community_secretary*"});
  s.set_local("2026-09-19", 0, 0, 0);
  CHECK(s.kinds_of(cookie) == Strings{"community_officer"});
  CHECK(!can("organisation.deputy"));
}

TEST_ON_BOTH("three administrators are three persons, through appointments and deputies alike") {
  Small s(bed);
  const auto system = s.post("system_admin"), security = s.post("security_admin");
  const auto a = s.appoint(system, s.wang, day("2026-01-01"));
  REQUIRE(a);
  CHECK(reason(s.appoint(security, s.wang, day("2026-02-01"))) == "people.administrators_apart");
  CHECK(reason(s.appoint(s.officer, s.wang, day("2026-02-01"))) == "people.administrators_apart");
  REQUIRE(s.appoint(s.officer, s.li, day("2026-01-01")));
  CHECK(reason(s.deputy(*a, s.li, day("2026-03-01"), day("2026-03-08"))) == "people.administrators_apart");
  CHECK(reason(s.deputy(*a, s.zhang, day("2026-03-01"), day("2026-03-08"))) == "done");
  CHECK(reason(s.appoint(security, s.zhang, day("2026-03-05"))) == "people.administrators_apart");
  CHECK(reason(s.appoint(security, s.zhang, day("2026-03-08"))) == "done");
}

TEST_ON_BOTH("posts stand where their kind may stand; codes are unique; both trees keep to themselves") {
  Small s(bed);
  const auto try_post = [&](const char* kind) {
    return s.write([&](store::Unit& u) { return create_post(u, s.record, *s.grants, {.org_unit = s.office, .kind = kind, .valid_from = start}); });
  };
  CHECK(reason(try_post("district_desk")) == "people.post_does_not_fit_unit");
  CHECK(reason(try_post("king")) == "people.unknown_post_kind");
  const auto try_unit = [&](NewOrgUnit o) { return s.write([&](store::Unit& u) { return create_org_unit(u, s.record, o); }); };
  CHECK(reason(try_unit({.tree = OrgTree::party, .kind = "community_branch", .code = "jwh", .name = "x", .area = s.community, .valid_from = start})) == "people.code_taken");
  CHECK(reason(try_unit({.tree = OrgTree::party, .kind = "community_branch", .code = "dzb", .name = "x", .parent = s.office, .area = s.community,
                         .valid_from = start})) == "people.parent_does_not_fit");
  CHECK(reason(try_unit({.tree = OrgTree::party, .kind = "community_branch", .code = "dzb", .name = "x", .area = s.community, .valid_from = start})) == "done");
  const auto units = bed.store().read([&](store::Session& r) { return s.directory.units(r, bed.district(), day("2026-09-17")); });
  CHECK(units->responsible(s.community)->id == s.office);
  CHECK(units->responsible(s.community, OrgTree::party)->code == "dzb");
  CHECK(units->responsible(s.root) == nullptr);
  CHECK(units->has_post_kind(s.office, "community_secretary"));
  CHECK(units->post(s.secretary)->area == s.community);
  // A partner answers for no area, though it stands there on top of a tree of its own.
  CHECK(reason(try_unit({.tree = OrgTree::administrative, .kind = "resident_unit", .code = "factory", .name = "z", .area = s.root, .valid_from = start})) == "done");
  CHECK(reason(try_unit({.tree = OrgTree::administrative, .kind = "subdistrict_office", .code = "jd", .name = "y", .parent = s.office, .area = s.root, .valid_from = start})) == "done");
  const auto later = bed.store().read([&](store::Session& r) { return s.directory.units(r, bed.district(), day("2026-09-17")); });
  REQUIRE(later->by_code("factory") != nullptr);
  CHECK(later->responsible(s.root)->code == "jd");
}

TEST_ON_BOTH("names and phones are in the personal body of the event alone") {
  Small s(bed);
  const auto events = bed.store().read([&](store::Session& r) { return store::events_of(r, bed.district(), {"person", s.wang.value}); });
  REQUIRE(events.size() == 1);
  CHECK(events[0].body.find("王") == std::string::npos);
  CHECK(events[0].personal.find("王建国") != std::string::npos);
  CHECK(events[0].personal.find("13800001234") != std::string::npos);
}

TEST_ON_BOTH("who is asked for by number is named in one statement") {
  Small s(bed);
  bed.store().read([&](store::Session& r) {
    const auto before = r.statements();
    const auto names = person_names(r, bed.district(), {s.wang, s.li, s.wang, {999}});
    CHECK(r.statements() == before + 1);
    CHECK(names.size() == 2);
    CHECK(names.at(s.li) == "李秀英");
  });
}

TEST_ON_BOTH("who left long ago is forgotten: name, phone, the journal's personal body, the account; what they did stays") {
  Small s(bed);
  const auto a = s.appoint(s.secretary, s.wang, day("2021-02-01"), day("2022-02-01"));
  REQUIRE(a);
  REQUIRE(s.appoint(s.officer, s.li, day("2021-02-01"), day("2026-01-01")));
  s.account(s.wang, "wang", "tractor-lamp-seven");
  const auto erase = [&](std::string_view today) {
    return s.write([&](store::Unit& u) { return erase_long_gone(u, s.record, day(today), 3); });
  };
  CHECK(erase("2026-09-17").value() == 0);  // entered only now
  s.set_local("2029-12-31", 9, 0);
  CHECK(erase("2029-12-31").value() == 3);  // 王, 李 and 张, who never held a post
  CHECK(erase("2029-12-31").value() == 0);
  bed.store().read([&](store::Session& r) {
    CHECK(person_name(r, bed.district(), s.wang).empty());
    const auto events = store::events_of(r, bed.district(), {"person", s.wang.value});
    CHECK(events.front().personal.empty());
    CHECK(events.back().kind == "person.erased");
    CHECK(!account_by_login(r, bed.district(), "wang"));
    CHECK(appointments_fold(r, bed.district(), {}).empty());   // the fold holds after an erasure too
  });
  CHECK(reason(s.sign_in("wang", "tractor-lamp-seven")) == "people.wrong_login_or_password");
}

TEST_ON_BOTH("the invariants hold, and each sees what it is for") {
  Small s(bed);
  REQUIRE(s.appoint(s.secretary, s.wang, day("2026-01-01")));
  const auto system = s.post("system_admin");
  REQUIRE(s.appoint(system, s.li, day("2026-01-01")));
  const auto check = [&](auto law) { return bed.store().read([&](store::Session& r) { return law(r); }); };
  const auto holders = [&](store::Session& r) { return one_holder_a_post(r, bed.district()); };
  const auto apart = [&](store::Session& r) { return administrators_apart(r, bed.district(), *s.grants); };
  const auto fold = [&](store::Session& r) { return appointments_fold(r, bed.district(), {}); };
  CHECK(check(holders).empty());
  CHECK(check(apart).empty());
  CHECK(check(fold).empty());
  if (bed.store().engine() == store::Engine::postgres) bed.store().script("ALTER TABLE appointments DROP CONSTRAINT appointments_apart");  // the second net
  bed.store().script("INSERT INTO appointments SELECT district_id, id + 1, post_id, " + std::to_string(s.li.value) +
                     ", valid_from, valid_to, end_reason, version, letter, source, source_post_id FROM appointments WHERE person_id = " + std::to_string(s.wang.value));
  CHECK(!check(holders).empty());
  CHECK(!check(apart).empty());
  CHECK(!check(fold).empty());
}
