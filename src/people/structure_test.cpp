// Organisations and posts by dates: renamed, moved, closed; concurrent posts and what they hang on; keys for finding names.
#include "people/invariants.hpp"
#include "people/people_test.hpp"

using namespace people;
using people::testing::day;
using people::testing::reason;
using people::testing::Small;

namespace {

base::OrgUnitId office_of(Small& s, const char* kind, const char* code, OrgTree tree = OrgTree::administrative, base::OrgUnitId parent = {}) {
  const auto made = s.write([&](store::Unit& u) {
    return create_org_unit(u, s.record, {.tree = tree, .kind = kind, .code = code, .name = std::string("机构") + code, .parent = parent, .area = s.community,
                                         .valid_from = people::testing::start});
  });
  REQUIRE(made);
  return *made;
}
base::PostId post_in(Small& s, base::OrgUnitId office, const char* kind) {
  const auto made = s.write([&](store::Unit& u) { return create_post(u, s.record, *s.grants, {.org_unit = office, .kind = kind, .valid_from = people::testing::start}); });
  REQUIRE(made);
  return *made;
}
std::string name_on(Small& s, base::OrgUnitId id, const char* date) {
  return s.bed.store().read([&](store::Session& r) { return s.directory.units(r, s.bed.district(), day(date))->name(id); });
}
base::OrgUnitId parent_on(Small& s, base::OrgUnitId id, const char* date) {
  return s.bed.store().read([&](store::Session& r) {
    const auto units = s.directory.units(r, s.bed.district(), day(date));
    const OrgUnit* u = units->find(id);
    return u != nullptr ? u->parent : base::OrgUnitId{-1};
  });
}

}  // namespace

TEST_ON_BOTH("an organisation is called and hangs as it did on each day") {
  Small s(bed);
  const auto top = office_of(s, "government", "gov"), other = office_of(s, "government", "gov2");
  const auto change = [&](const OrgUnitChange& c) { return reason(s.write([&](store::Unit& u) { return change_org_unit(u, s.record, s.office, c); })); };
  CHECK(change({.from = day("2026-05-01"), .name = "槐园社区居委会"}) == "done");
  CHECK(change({.from = day("2026-10-01"), .parent = top}) == "done");
  CHECK(change({.from = day("2026-08-01"), .name = "更早"}) == "people.changed_later_already");
  CHECK(change({.from = day("2020-08-01"), .name = "太早"}) == "people.outside_the_unit");
  CHECK(change({.from = day("2026-10-01"), .parent = other}) == "done");   // the same day again: corrected
  CHECK(change({.from = day("2026-11-01"), .parent = s.office}) == "people.parent_hangs_on_it");
  CHECK(name_on(s, s.office, "2026-04-30") == "居委会");
  CHECK(name_on(s, s.office, "2026-05-01") == "槐园社区居委会");
  CHECK(parent_on(s, s.office, "2026-09-30") == base::OrgUnitId{});
  CHECK(parent_on(s, s.office, "2026-10-01") == other);
  const auto below = office_of(s, "group", "g", OrgTree::administrative, s.office);
  CHECK(reason(s.write([&](store::Unit& u) { return change_org_unit(u, s.record, s.office, {.from = day("2026-12-01"), .parent = below}); })) == "people.parent_hangs_on_it");
  CHECK(bed.store().read([&](store::Session& r) { return org_units_fold(r, bed.district(), {}); }).empty());
}

TEST_ON_BOTH("closing waits until everything is handed over, and vacant posts end with their organisation") {
  Small s(bed);
  const auto close = [&](const char* to) { return reason(s.write([&](store::Unit& u) { return close_org_unit(u, s.record, s.office, day(to), "撤并"); })); };
  const auto a = s.appoint(s.secretary, s.wang, day("2026-01-01"));
  REQUIRE(a);
  const auto below = office_of(s, "group", "g", OrgTree::administrative, s.office);
  CHECK(close("2026-10-01") == "people.unit_has_units");
  CHECK(reason(s.write([&](store::Unit& u) { return close_org_unit(u, s.record, below, day("2026-09-30"), "撤并"); })) == "done");
  CHECK(close("2026-10-01") == "people.unit_has_holders");
  CHECK(reason(s.write([&](store::Unit& u) { return close_post(u, s.record, s.secretary, day("2026-10-01"), "撤并"); })) == "people.post_has_holder");
  CHECK(s.end(*a, day("2026-10-01")));
  CHECK(close("2026-10-01") == "done");
  CHECK(close("2026-11-01") == "people.already_ended");
  CHECK(name_on(s, s.office, "2026-09-30") == "居委会");
  CHECK(name_on(s, s.office, "2026-10-01").empty());
  CHECK(reason(s.appoint(s.officer, s.li, day("2026-10-01"))) == "people.outside_the_post");
  CHECK(bed.store().read([&](store::Session& r) { return org_units_fold(r, bed.district(), {}); }).empty());
  CHECK(bed.store().read([&](store::Session& r) { return appointments_fold(r, bed.district(), {}); }).empty());
}

TEST_ON_BOTH("a concurrent post goes to who holds the post it comes from, and ends with it") {
  Small s(bed);
  const auto branch = office_of(s, "community_party", "dzb", OrgTree::party), factory = office_of(s, "resident_unit", "cj"), property = office_of(s, "property_company", "wy");
  const auto seat = post_in(s, branch, "concurrent_committee_member"), second = post_in(s, branch, "concurrent_committee_member");
  const auto secretary = post_in(s, factory, "party_secretary"), in_charge = post_in(s, property, "party_member_in_charge");
  const auto take = [&](base::PostId post, base::PersonId who, std::string source, const char* from = "2026-02-01", std::optional<base::CivilDate> to = {}) {
    return s.write([&](store::Unit& u) { return appoint(u, s.record, *s.grants, {.post = post, .person = who, .from = day(from), .to = to, .letter = "组〔2026〕3号", .source = std::move(source)}); });
  };
  CHECK(reason(take(seat, s.wang, "resident_unit")) == "people.source_does_not_fit");
  const auto base_post = s.appoint(secretary, s.wang, day("2026-01-01"));
  REQUIRE(base_post);
  CHECK(reason(take(seat, s.wang, "")) == "people.source_not_named");
  CHECK(reason(take(seat, s.wang, "support_unit")) == "people.source_does_not_fit");     // its secretary, but no support unit
  CHECK(reason(take(seat, s.wang, "resident_unit", "2025-12-01")) == "people.source_does_not_fit");  // not yet
  CHECK(reason(take(seat, s.wang, "resident_unit")) == "done");
  REQUIRE(s.appoint(in_charge, s.li, day("2026-01-01"), day("2026-12-31")));
  CHECK(reason(take(second, s.li, "property_company")) == "people.source_does_not_fit");  // open end, but the post has one
  CHECK(reason(take(second, s.li, "property_company", "2026-02-01", day("2026-12-31"))) == "done");
  CHECK(s.end(*base_post, day("2026-09-01")));
  const auto held = [&](base::PersonId who, const char* date) {
    return bed.store().read([&](store::Session& r) { return posts_held(r, bed.district(), who, day(date)).size(); });
  };
  CHECK(held(s.wang, "2026-08-31") == 2);
  CHECK(held(s.wang, "2026-09-01") == 0);
  CHECK(bed.store().read([&](store::Session& r) { return appointments_fold(r, bed.district(), {}); }).empty());
}

TEST_ON_BOTH("a deputy's leave ends early or never begins") {
  Small s(bed);
  const auto a = s.appoint(s.secretary, s.wang, day("2026-01-01"));
  REQUIRE(a);
  const auto end = [&](DeputyId id, const char* to) { return reason(s.write([&](store::Unit& u) { return end_deputy(u, s.record, id, day(to), "提前返岗"); })); };
  const auto first = s.deputy(*a, s.li, day("2026-09-01"), day("2026-09-20"));
  REQUIRE(first);
  CHECK(end(*first, "2026-09-10") == "done");
  CHECK(end(*first, "2026-09-10") == "people.already_ended");
  const auto second = s.deputy(*a, s.zhang, day("2026-09-10"), day("2026-09-20"));
  REQUIRE(second);
  CHECK(end(*second, "2026-09-10") == "done");
  CHECK(end(*second, "2026-09-10") == "people.no_such_deputy");
  CHECK(reason(s.deputy(*a, s.li, day("2026-09-10"), day("2026-09-20"))) == "done");
}

TEST_ON_BOTH("a person's name, phone and note are changed, and stay out of the event's kept body") {
  Small s(bed);
  CHECK(reason(s.write([&](store::Unit& u) { return change_person(u, s.record, s.wang, {.name = "王建中", .phone = base::Phone::parse("13900001111")}); })) == "done");
  CHECK(bed.store().read([&](store::Session& r) { return person_name(r, bed.district(), s.wang); }) == "王建中");
  const auto events = bed.store().read([&](store::Session& r) { return store::events_of(r, bed.district(), {"person", s.wang.value}); });
  CHECK(events.back().kind == "person.changed");
  CHECK(events.back().body.find("王建中") == std::string::npos);
  CHECK(events.back().personal.find("王建中") != std::string::npos);
  CHECK(s.write([&](store::Unit& u) -> base::Result<int> { return make_search_keys(u, 100); }).value() == 0);   // every row has its key
}
