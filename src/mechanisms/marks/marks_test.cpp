// A round on both engines: marks fall with a late fact, every point opens its evidence, exclusions, objection and ruling, publication; and
// a second computation from the journal's facts agrees.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include "mechanisms/marks/service.hpp"
#include "records/dues/dues.hpp"
#include "registry/testing.hpp"

extern const registry::Room marks_room;
extern const registry::Room matters_room;

namespace {

using namespace marks;
constexpr base::CivilDate today{20'713};  // Thursday 2026-09-17

struct District {
  explicit District(store::testing::Bed& b) : bed(b), house(b, {&matters_room, &marks_room}) {
    desk = house.holder("district_desk", house.area("A01"));
    first = house.holder("department_handler", house.area("A01"));
    second = house.holder("department_handler", house.area("A01"));
  }
  Call as(base::PersonId who) {
    Call c = house.call();
    c.moment.now = c.moment.now + later;
    c.principal = {.district = bed.district(), .account = {1}, .person = who};
    bed.store().read([&](store::Session& s) {
      c.principal.grants = house.house().people.grants(s, bed.district(), today).value();
      c.principal.posts = people::posts_held(s, bed.district(), who, today);
    });
    return c;
  }
  base::OrgUnitId unit(base::PersonId who) { return as(who).principal.posts.front().org_unit; }
  facts::FactId say(base::PersonId who, std::string kind, std::int64_t amount, std::int64_t subject = 1) {
    facts::FactId out{};
    Call c = as(who);
    REQUIRE(bed.store().write(c.work(), [&](store::Unit& u) -> base::Done {
      out = facts::add(u, {.kind = std::move(kind), .subject = {"whistle_line", subject}, .amount = amount, .org_unit = c.principal.posts.front().org_unit, .area = house.area("A0101"),
                           .occurred_on = today + -3, .event = {1}});
      return {};
    }).has_value());
    return out;
  }
  base::Result<RoundView> made() {
    auto d = as(desk);
    return make_round(d, {.framework = "marks/departments", .title = "九月考核", .from = today + -10, .to = today + -1});
  }
  SheetId sheet(const RoundView& v, base::PersonId who) {
    for (const SheetRow& each : v.sheets)
      if (each.unit_id == unit(who)) return each.id;
    FAIL("no sheet");
    return {};
  }
  std::string broken() {
    return bed.store().read([&](store::Session& s) {
      std::string all;
      for (const registry::Invariant& each : marks_room.invariants) all += each.check(house.house(), s, bed.district(), {});
      return all;
    });
  }
  store::testing::Bed& bed;
  registry::testing::HouseBed house;
  base::PersonId desk{}, first{}, second{};
  base::Duration later{base::hours(1)};
};

}  // namespace

TEST_ON_BOTH("a late line lowers the department's marks, its evidence opens, an upheld objection lifts them again, and the notice is inside") {
  District d(bed);
  d.say(d.first, "whistle.line_signed", 0);
  const auto late = d.say(d.first, "whistle.line_signed", 42, 7);
  d.say(d.first, "whistle.line_rated", 100);
  d.say(d.second, "whistle.line_signed", 0);
  d.say(d.second, "whistle.line_rated", 100);
  const auto v = d.made();
  REQUIRE_MESSAGE(v.has_value(), (v ? "" : v.error().reason));
  CHECK(d.broken().empty());
  const SheetId mine = d.sheet(*v, d.first), other = d.sheet(*v, d.second);
  auto desk = d.as(d.desk), first = d.as(d.first), second = d.as(d.second);
  auto s = view(desk, mine).value();
  CHECK(s.row.total_x100 == 8'333);                                   // 7.5 of 15 and 30 of 30
  CHECK(view(desk, other)->row.total_x100 == 10'000);
  const auto facts = evidence(desk, mine, "sign").value();
  REQUIRE(facts.size() == 2);
  CHECK(facts[0].fact_id.value == late.value);
  CHECK(facts[0].lost);
  CHECK(facts[0].subject_kind == "whistle_line");
  CHECK(facts[0].subject_id.value == 7);
  CHECK(view(first, mine).error().reason == "marks.not_shown");
  CHECK(object(first, mine, {.item = "sign", .words = "系统故障"}).error().reason == "marks.not_shown");
  REQUIRE(move_round(desk, v->row.id, "show", {.days = 0}).has_value());
  CHECK(view(first, mine).has_value());
  CHECK(view(second, mine).error().code == base::ErrorCode::forbidden);
  CHECK(object(second, mine, {.item = "sign", .words = "不是我"}).error().code == base::ErrorCode::forbidden);
  const auto objected = object(first, mine, {.item = "sign", .fact_id = FactRef{late.value}, .words = "当日平台故障"});
  REQUIRE_MESSAGE(objected.has_value(), (objected ? "" : objected.error().reason));
  CHECK(object(first, mine, {.item = "sign", .fact_id = FactRef{late.value}, .words = "再提"}).error().reason == "marks.objected_already");
  CHECK(move_round(desk, v->row.id, "publish", {}).error().reason == "marks.something_is_open");
  const auto ruled = rule(desk, objected->objections.at(0).id, {.yes = true, .words = "经查属实"});
  REQUIRE_MESSAGE(ruled.has_value(), (ruled ? "" : ruled.error().reason));
  CHECK(ruled->row.total_x100 == 10'000);
  CHECK(ruled->row.first_x100 == 8'333);
  CHECK(ruled->exclusions.size() == 1);
  CHECK(rule(desk, objected->objections.at(0).id, {.yes = false, .words = "又想了想"}).error().reason == "marks.ruled_already");
  const auto published = move_round(desk, v->row.id, "publish", {.words = "通报"});
  REQUIRE_MESSAGE(published.has_value(), (published ? "" : published.error().reason));
  CHECK(view(second, mine).has_value());                              // inside, for whoever reads marks
  CHECK(object(first, mine, {.item = "sign", .words = "晚了"}).error().reason == "marks.not_shown");
  const auto paper = papers().front().fill(desk, {"mark_round", v->row.id.value});
  REQUIRE(paper.has_value());
  CHECK(paper->tables.at(0).rows.size() == 2);
  CHECK(paper->tables.at(2).rows.size() == 1);
  CHECK(rounds_export().page(desk, {}).value().rows.at(0).size() == rounds_export().columns.size());
  CHECK(d.broken().empty());
}

TEST_ON_BOTH("a round is frozen: facts that come later, and retractions, change nothing of it; exclusions are decided by another") {
  District d(bed);
  d.say(d.first, "whistle.line_signed", 0);
  d.say(d.first, "whistle.line_rated", 100);
  const auto late = d.say(d.first, "whistle.line_signed", 42);
  const auto v = d.made();
  REQUIRE(v.has_value());
  const SheetId mine = d.sheet(*v, d.first);
  auto desk = d.as(d.desk), first = d.as(d.first);
  CHECK(view(desk, mine)->row.total_x100 == 8'333);
  d.later = base::hours(2);
  d.say(d.first, "whistle.line_signed", 99);
  CHECK(d.broken().empty());
  CHECK(view(desk, mine)->row.total_x100 == 8'333);
  REQUIRE(move_round(desk, v->row.id, "show", {.days = 2}).has_value());
  CHECK(propose_exclusion(first, mine, {.fact_id = {late.value}, .reason = "心情不好", .words = "说明"}).error().errors.at(0).reason == "marks.no_such_reason");
  CHECK(propose_exclusion(first, mine, {.fact_id = {12'345}, .reason = "不可抗力", .words = "说明"}).error().errors.at(0).reason == "marks.does_not_count");
  const auto proposed = propose_exclusion(first, mine, {.fact_id = {late.value}, .reason = "不可抗力", .words = "暴雨断路"});
  REQUIRE_MESSAGE(proposed.has_value(), (proposed ? "" : proposed.error().reason));
  CHECK(proposed->row.total_x100 == 8'333);
  CHECK(move_round(desk, v->row.id, "publish", {}).error().reason == "marks.window_open");
  const ExclusionId e = proposed->exclusions.at(0).id;
  CHECK(!decide_exclusion(first, e, {.yes = true, .words = "同意"}).has_value());
  const auto decided = decide_exclusion(desk, e, {.yes = true, .words = "气象证明齐全"});
  REQUIRE_MESSAGE(decided.has_value(), (decided ? "" : decided.error().reason));
  CHECK(decided->row.total_x100 == 10'000);
  CHECK(decided->row.exclusions == 1);
  CHECK(decide_exclusion(desk, e, {.yes = false, .words = "改主意"}).error().reason == "marks.decided_already");
  CHECK(move_round(desk, v->row.id, "cancel", {.words = "重做"})->row.stage == Stage::cancelled);
  CHECK(d.broken().empty());
}

TEST_ON_BOTH("only the centre makes rounds, over a period that has ended; a unit without facts has no total") {
  District d(bed);
  auto first = d.as(d.first), desk = d.as(d.desk);
  CHECK(make_round(first, {.framework = "marks/departments", .title = "x", .from = today, .to = today}).error().code == base::ErrorCode::forbidden);
  CHECK(make_round(desk, {.framework = "marks/departments", .title = "x", .from = today, .to = today + 1}).error().errors.at(0).reason == "marks.not_over_yet");
  CHECK(make_round(desk, {.framework = "marks/departments", .title = "x", .from = today, .to = today + -1}).error().errors.at(0).reason == "marks.ends_before_it_begins");
  CHECK(!make_round(desk, {.framework = "marks/nobody", .title = "x", .from = today, .to = today}).has_value());
  const auto v = d.made();
  REQUIRE(v.has_value());
  for (const SheetRow& each : v->sheets) CHECK(!each.total_x100.has_value());
  CHECK(view(first, v->row.id)->sheets.empty());
  CHECK(frameworks(desk)->size() == 3);
  CHECK(rounds(desk, {{"filter.stage", "made"}})->items.size() == 1);
  CHECK(count_rounds(desk, {{"filter.stage", "published"}})->count == 0);
  CHECK(d.broken().empty());
}

TEST_ON_BOTH("random facts: the instrument and the second computation agree") {
  District d(bed);
  for (int i = 0; i < 60; ++i) {
    const char* kinds[] = {"whistle.line_signed", "whistle.line_reported_in", "whistle.line_feedback", "whistle.line_rated", "whistle.line_sent_back", "whistle.line_overdue", "teams.month_marked"};
    const int k = (i * 7 + i / 9) % 7;
    const std::int64_t amount = k < 3 ? (i % 3 == 0 ? i : 0) : k == 3 || k == 6 ? 40 + i % 60 : 1;
    d.say(i % 2 == 0 ? d.first : d.second, kinds[k], amount, i);
  }
  REQUIRE(d.made().has_value());
  CHECK(d.broken().empty());
}

TEST_ON_BOTH("teams are assessed by the facts about them, whichever unit sent them") {
  District d(bed);
  const auto team = [&](std::int64_t id, std::string name) {
    bed.store().script(fmt::format("INSERT INTO teams (district_id, id, kind, field, area_id, home_unit_id, name, valid_from, version) VALUES ({}, {}, 'brigade', 'market', {}, {}, '{}', 20000, 1)",
                                   bed.district().value, id, d.house.area("A01").value, d.unit(d.first).value, name));
    REQUIRE(bed.store().write(d.as(d.desk).work(), [&](store::Unit& u) -> base::Done {
      for (const char* kind : {"teams.month_marked", "teams.attended", "teams.not_attended"})
        facts::add(u, {.kind = kind, .subject = {"team", id}, .amount = id == 71 ? 80 : 100, .org_unit = d.unit(d.first), .area = d.house.area("A0101"), .occurred_on = today + -3, .event = {1}});
      return {};
    }).has_value());
  };
  team(71, "市场大队");
  team(72, "文化大队");
  auto desk = d.as(d.desk), second = d.as(d.second), first = d.as(d.first);
  const auto v = make_round(desk, {.framework = "marks/teams", .title = "队伍考核", .from = today + -10, .to = today + -1});
  REQUIRE_MESSAGE(v.has_value(), (v ? "" : v.error().reason));
  REQUIRE(v->sheets.size() == 2);
  for (const SheetRow& each : v->sheets) CHECK(each.total_x100 == (each.unit_name == "市场大队" ? 7'100 : 8'500));
  REQUIRE(move_round(desk, v->row.id, "show", {.days = 0}).has_value());
  CHECK(view(first, v->row.id)->sheets.size() == 2);
  CHECK(view(second, v->row.id)->sheets.empty());
  CHECK(d.broken().empty());
}
