// The day sheet, probation, contracts: what the pure laws promise.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "definitions/seeds.hpp"
#include "mechanisms/workforce/rules.hpp"

using namespace workforce;

namespace {

constexpr base::CivilDate today{20'713};

Rules rules() {
  for (const definitions::Pack& pack : definitions::packs())
    if (pack.header.code == "workforce/rules") {
      const auto doc = definitions::Doc::parse(pack.text);
      REQUIRE(doc);
      const auto parsed = parse_rules(*doc);
      REQUIRE(parsed);
      return *parsed;
    }
  FAIL("no pack");
  return {};
}
WorkerRow worker() {
  return {.id = {1}, .state = WorkerState::probation, .hired_on = {20'650}, .probation_to = base::CivilDate{20'720}, .contract_number = "a",
          .contract_from = {20'650}, .contract_to = {21'015}, .version = 1};
}

}  // namespace

TEST_CASE("all present in one act, exceptions first, nobody marked twice") {
  const Rules r = rules();
  const std::vector<WorkerId> duty{{1}, {2}, {3}};
  const auto changes = fill_day({.area_id = {9}, .day = today, .marks = {{{2}, DayState::leave, "annual"}}, .rest_present = true}, r, {}, duty, today);
  REQUIRE(changes);
  REQUIRE(changes->size() == 3);
  CHECK(std::count_if(changes->begin(), changes->end(), [](const DayChange& c) { return c.mark.state == DayState::present; }) == 2);
  const auto wrong = fill_day({.day = today, .marks = {{{2}, DayState::leave, ""}, {{2}, DayState::present, "annual"}, {{8}, DayState::present, ""}}}, r, {}, duty, today);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().errors.size() == 4);   // no reason, a reason that does not fit, marked twice, not of this community
}

TEST_CASE("a correction names what it takes back, the same again changes nothing") {
  const Rules r = rules();
  const std::vector<DayRow> there{{{1}, today, {9}, DayState::present, "", 77}};
  const auto corrected = fill_day({.day = today, .marks = {{{1}, DayState::absent, "unexcused"}}}, r, there, {{1}, {2}}, today);
  REQUIRE(corrected);
  REQUIRE(corrected->size() == 1);
  CHECK(corrected->at(0).before->fact_id == 77);
  const auto same = fill_day({.day = today, .marks = {{{1}, DayState::present, ""}}}, r, there, {{1}, {2}}, today);
  REQUIRE(same);
  CHECK(same->empty());
  const auto rest = fill_day({.day = today, .rest_present = true}, r, {{{1}, today, {9}, DayState::leave, "sick", 77}}, {{1}, {2}}, today);
  REQUIRE(rest);
  REQUIRE(rest->size() == 1);                 // what stands stays
  CHECK(rest->at(0).mark.worker_id == WorkerId{2});
}

TEST_CASE("no day that lies ahead, none too long ago") {
  const Rules r = rules();
  const auto reason = [&](base::CivilDate day) {
    const auto answer = fill_day({.day = day, .rest_present = true}, r, {}, {{1}}, today);
    return answer ? std::string("fits") : answer.error().reason;
  };
  CHECK(reason(today) == "fits");
  CHECK(reason(today + -31) == "fits");
  CHECK(reason(today + -32) == "workforce.day_too_long_ago");
  CHECK(reason(today + 1) == "workforce.day_lies_ahead");
}

TEST_CASE("every worker has one mark a day, whatever is filled in whatever order") {
  const Rules r = rules();
  const bool held = rc::check([&] {
    std::vector<DayRow> rows;
    const std::vector<WorkerId> duty{{1}, {2}, {3}, {4}};
    std::int64_t fact = 0;
    for (int i = *rc::gen::inRange(1, 12); i > 0; --i) {
      const auto state = *rc::gen::element(DayState::present, DayState::leave, DayState::training, DayState::absent);
      FillDaySheet c{.day = today, .rest_present = *rc::gen::arbitrary<bool>()};
      c.marks.push_back({{*rc::gen::inRange<std::int64_t>(1, 5)}, state, state == DayState::leave ? "sick" : state == DayState::absent ? "seconded" : ""});
      const auto changes = fill_day(c, r, rows, duty, today);
      RC_ASSERT(changes.has_value());
      for (const DayChange& change : *changes) {
        const auto it = std::find_if(rows.begin(), rows.end(), [&](const DayRow& d) { return d.worker_id == change.mark.worker_id; });
        RC_ASSERT((it != rows.end()) == change.before.has_value());
        const DayRow row{change.mark.worker_id, today, {9}, change.mark.state, change.mark.reason, ++fact};
        if (it != rows.end()) *it = row;
        else rows.push_back(row);
      }
      const auto mine = std::find_if(rows.begin(), rows.end(), [&](const DayRow& d) { return d.worker_id == c.marks[0].worker_id; });
      RC_ASSERT(mine->state == state);
      if (c.rest_present) RC_ASSERT(rows.size() == duty.size());
    }
  });
  CHECK(held);
}

TEST_CASE("probation ends with a decision within its longest term; contracts follow one another") {
  const Rules r = rules();
  CHECK(may_decide_probation(worker(), r, true, {}));
  CHECK(may_decide_probation(worker(), r, false, {}).error().reason == "workforce.say_how_long");
  CHECK(may_decide_probation(worker(), r, false, base::CivilDate{20'720}).error().reason == "workforce.probation_too_long");
  CHECK(may_decide_probation(worker(), r, false, base::CivilDate{20'650 + 185}).error().reason == "workforce.probation_too_long");
  CHECK(may_decide_probation(worker(), r, false, base::CivilDate{20'740}));
  CHECK(may_renew(worker(), {21'014}, {21'400}).error().reason == "workforce.contracts_overlap");
  CHECK(may_renew(worker(), {21'015}, {21'380}));
  CHECK(alerts(worker(), r, 0, false, today) == std::vector<std::string>{"probation", "training", "no_grid"});
  CHECK(alerts(worker(), r, 24 * 60, true, {20'990}) == std::vector<std::string>{"contract", "probation"});
}
