// Seats never overlap whatever is done in whatever order, a grid has one leader a day; who may lead.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "definitions/seeds.hpp"
#include "mechanisms/grids/rules.hpp"

using namespace grids;

namespace {

const base::RuleRef law{"rules/grids", 1, "dates"};

Setup setup() {
  for (const definitions::Pack& pack : definitions::packs())
    if (pack.header.code == "grids/all_purpose") {
      const auto doc = definitions::Doc::parse(pack.text);
      REQUIRE(doc);
      const auto parsed = parse_setup(*doc);
      REQUIRE(parsed);
      return *parsed;
    }
  FAIL("no pack");
  return {};
}

}  // namespace

TEST_CASE("fifteen departments enter a grid, each with items") {
  const Setup s = setup();
  CHECK(s.departments.size() == 15);
  for (const Department& d : s.departments) CHECK_FALSE(d.items.empty());
}

TEST_CASE("seats never overlap, and one post leads a grid a day, whatever is set and ended in whatever order") {
  const bool held = rc::check([] {
    std::vector<SeatRow> rows;
    std::int64_t next = 1;
    const auto acts = *rc::gen::inRange(1, 30);
    for (int i = 0; i < acts; ++i) {
      const SeatKind kind = *rc::gen::element(SeatKind::contact, SeatKind::leader, SeatKind::worker, SeatKind::party);
      const base::CivilDate day{*rc::gen::inRange(20'000, 20'020)};
      const std::int64_t who = *rc::gen::inRange(1, 4);
      const std::string department = kind == SeatKind::contact ? "csgl" : "";
      std::vector<SeatRow> slot;
      std::copy_if(rows.begin(), rows.end(), std::back_inserter(slot), [&](const SeatRow& r) { return r.seat == kind; });
      const Wanted wanted{kind, department, kind == SeatKind::party ? std::nullopt : std::optional(base::PostId{who}), base::OrgUnitId{who}};
      Change change;
      if (*rc::gen::inRange(0, 3) == 0) {
        change = end_seats(slot, {}, {}, day);
      } else if (const auto set = set_seat(slot, wanted, day, law)) {
        change = *set;
      } else {
        RC_ASSERT(set.error().reason == "grids.later_seat");
        continue;
      }
      for (const SeatEnded& e : change.ended)
        for (SeatRow& r : rows)
          if (r.id == e.id) r.valid_to = e.to;
      if (change.begins) rows.push_back({{next++}, {7}, kind, department, wanted.post, wanted.org_unit, day, {}});
      RC_ASSERT(overlaps(rows).empty());
      for (std::int32_t d = 20'000; d < 20'021; ++d)
        RC_ASSERT(std::count_if(rows.begin(), rows.end(), [&](const SeatRow& r) { return r.seat == SeatKind::leader && holds(r, {d}); }) <= 1);
    }
  });
  CHECK(held);
}

TEST_CASE("what is set holds on its day: the new one sits, the one before does not") {
  const std::vector<SeatRow> slot{{{1}, {7}, SeatKind::leader, "", base::PostId{1}, {1}, {20'000}, {}}};
  const auto change = set_seat(slot, {SeatKind::leader, "", base::PostId{2}, {1}}, {20'010}, law);
  REQUIRE(change);
  CHECK(change->begins);
  REQUIRE(change->ended.size() == 1);
  CHECK(change->ended[0].to == base::CivilDate{20'010});
  const auto same = set_seat(slot, {SeatKind::leader, "", base::PostId{1}, {1}}, {20'010}, law);
  REQUIRE(same);
  CHECK(same->nothing());
  const auto workers = set_seat({{{1}, {7}, SeatKind::worker, "", base::PostId{1}, {1}, {20'000}, {}}}, {SeatKind::worker, "", base::PostId{2}, {1}}, {20'010}, law);
  REQUIRE(workers);
  CHECK(workers->begins);
  CHECK(workers->ended.empty());
}

TEST_CASE("a leader is a member of the community's two committees and of the Party") {
  const Setup s = setup();
  const base::AreaId community{5}, other{6};
  CHECK(leader_fault(s, community, {}) == "grids.leader_not_in_committees");
  CHECK(leader_fault(s, community, {{"grid_leader", false, community}}) == "grids.leader_not_in_committees");
  CHECK(leader_fault(s, community, {{"committee_member", false, other}}) == "grids.leader_not_in_committees");
  CHECK(leader_fault(s, community, {{"committee_member", false, community}}) == "grids.leader_not_party");
  CHECK(leader_fault(s, community, {{"committee_member", false, community}, {"party_committee_member", true, community}}).empty());
}
