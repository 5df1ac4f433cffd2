// A seat is never filled beyond its capacity; gaps are what nobody covers; a line goes one way.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "mechanisms/crew/rules.hpp"

using namespace crew;

namespace {
DutyRow duty(std::int64_t post, std::string days, std::int64_t from, std::int64_t to, std::int32_t since = 0, std::optional<base::CivilDate> until = {}) {
  return {.id = {post}, .seat = "police", .post_id = {post}, .weekdays = std::move(days), .from_minute = from, .to_minute = to, .valid_from = {since}, .valid_to = until};
}
}  // namespace

TEST_CASE("never beyond capacity at any minute of any day, whatever is set and refused in whatever order") {
  const bool held = rc::check([] {
    const Seat seat{.code = "police", .capacity = *rc::gen::inRange<std::int64_t>(1, 4)};
    std::vector<DutyRow> there;
    for (int i = *rc::gen::inRange(1, 30); i > 0; --i) {
      std::string days;
      for (char c = '1'; c <= '7'; ++c)
        if (*rc::gen::arbitrary<bool>()) days += c;
      if (days.empty()) days = "1";
      const std::int64_t from = *rc::gen::inRange(0, 23) * 60;
      const std::int32_t since = *rc::gen::inRange(0, 20);
      DutyRow d = duty(i, days, from, from + *rc::gen::inRange(1, 12) * 60 > 1440 ? 1440 : from + 60, since);
      if (*rc::gen::arbitrary<bool>()) d.valid_to = base::CivilDate{since + *rc::gen::inRange(1, 10)};
      if (may_stand(seat, there, d)) there.push_back(d);
    }
    for (std::int32_t day = 0; day < 40; ++day)
      for (std::int64_t minute = 0; minute < 1440; minute += 60) {
        std::int64_t n = 0;
        for (const DutyRow& d : there) n += at_work(d, {day}, minute) ? 1 : 0;
        RC_ASSERT(n <= seat.capacity);
      }
  });
  CHECK(held);
}

TEST_CASE("gaps are what nobody with a holder covers; a substitute covers on its days") {
  const Seat seat{.code = "police", .zh = "民警", .capacity = 1, .weekdays = "1", .from_minute = 480, .to_minute = 1080};
  DutyRow d = duty(1, "1", 480, 720);
  CHECK(gaps(seat, {d}, {{1}}, {10}).size() == 1);
  CHECK(gaps(seat, {d}, {{1}}, {10})[0].from == 720);
  CHECK(gaps(seat, {d}, {}, {10})[0].from == 480);          // the post is vacant
  d.substitute_id = base::PostId{2}, d.substitute_from = base::CivilDate{9}, d.substitute_to = base::CivilDate{11};
  CHECK(gaps(seat, {d}, {{2}}, {10})[0].from == 720);
  CHECK(gaps(seat, {d}, {{2}}, {11})[0].from == 480);
}

TEST_CASE("who is full is refused with the rule; the next shift is not") {
  const Seat seat{.code = "police", .zh = "民警", .capacity = 1};
  CHECK(may_stand(seat, {duty(1, "123", 480, 720)}, duty(2, "3", 600, 800)).error().reason == "crew.seat_is_taken");
  CHECK(may_stand(seat, {duty(1, "123", 480, 720)}, duty(2, "3", 720, 800)));
  CHECK(may_stand(seat, {duty(1, "123", 480, 720, 0, base::CivilDate{5})}, duty(2, "3", 480, 720, 5)));
  CHECK(weekday_of({20'713}) == 4);                          // 2026-09-17, a Thursday
}

TEST_CASE("a line goes from told over arrived to its result, once") {
  LineRow l{.state = LineState::told};
  CHECK(may_settle(l).error().reason == "crew.not_arrived");
  CHECK(may_arrive(l));
  l.state = LineState::arrived;
  CHECK(may_arrive(l).error().reason == "crew.arrived_already");
  CHECK(may_settle(l));
  l.state = LineState::handed_over;
  CHECK(may_settle(l).error().reason == "crew.settled_already");
  CHECK(may_hand_over(l).error().reason == "crew.settled_already");
}

TEST_CASE("who comes within the minutes is not late; every minute begun after them counts") {
  const base::Instant told{base::hours(10).micros}, meet{base::hours(11).micros};
  CHECK(crew::answer_by(told, meet, 30) == base::Instant{base::hours(11).micros + base::minutes(30).micros});
  CHECK(crew::answer_by(meet, told, 30) == base::Instant{base::hours(11).micros + base::minutes(30).micros});
  const base::Instant by = crew::answer_by(told, meet, 30);
  CHECK(crew::minutes_late(told, by) == 0);
  CHECK(crew::minutes_late(by, by) == 0);
  CHECK(crew::minutes_late({by.micros + 1}, by) == 1);
  CHECK(crew::minutes_late({by.micros + base::minutes(20).micros}, by) == 20);
}
