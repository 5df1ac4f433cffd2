#include "base/deadline.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>



namespace {

using namespace base;

CivilDate date(std::string_view s) { return *parse_date(s); }

// 2026 around National Day, as the notice has it.
std::vector<DayOverride> national_day_2026() {
  std::vector<DayOverride> out{{date("2026-09-20"), true, "国庆节"}, {date("2026-10-10"), true, "国庆节"}, {date("2026-09-25"), false, "中秋节"},
                               {date("2026-09-26"), false, "中秋节"}, {date("2026-09-27"), false, "中秋节"}};
  for (int i = 1; i <= 7; ++i) out.push_back({date("2026-10-0" + std::to_string(i)), false, "国庆节"});
  return out;
}

struct World {
  WorkingCalendar calendar{national_day_2026(), date("2026-12-31")};
  OfficeHours hours{{{101, 1231, {{510, 720}, {870, 1080}}}}};  // 08:30–12:00, 14:30–18:00
  Zone zone = *Zone::named("Asia/Shanghai");
  [[nodiscard]] TimeRules rules() const { return {calendar, hours, zone}; }
  [[nodiscard]] Instant at(std::string_view local) const { return zone.instant(*parse_local(local)); }
  [[nodiscard]] std::string due(const Limit& limit, std::string_view start, const std::vector<Pause>& pauses = {}) const {
    const Deadline d = deadline(limit, at(start), pauses, rules());
    return d.due_at ? zone.text(*d.due_at) : "none";
  }
};

std::string lines_of(const Deadline& d) {
  std::string out;
  for (const DayLine& l : d.lines)
    out += iso(l.date).substr(5) + " " + std::string(described::word(l.kind)) + (l.note.empty() ? "" : " " + l.note) + " " +
           std::to_string(l.counted) + "/" + std::to_string(l.running) + "\n";
  return out;
}

Limit any_limit() {
  const auto unit = *rc::gen::element(LimitUnit::clock_minutes, LimitUnit::clock_hours, LimitUnit::office_hours, LimitUnit::working_days,
                                      LimitUnit::natural_days);
  return {*rc::gen::inRange<std::int64_t>(0, unit == LimitUnit::clock_minutes ? 5000 : 40), unit};
}
Instant any_instant(const World& w) { return w.at("2026-09-14T00:00") + minutes(*rc::gen::inRange<std::int64_t>(0, 30 * 24 * 60)); }
std::vector<Pause> any_pauses(const World& w) {
  std::vector<Pause> out;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    const Instant from = any_instant(w);
    out.push_back({from, from + minutes(*rc::gen::inRange<std::int64_t>(1, 5000))});
  }
  return out;
}

}  // namespace

TEST_CASE("the deadline of the desk's example: two working days over a weekend with a make-up Sunday") {
  const World w;
  const Deadline d = deadline({2, LimitUnit::working_days}, w.at("2026-09-18T09:12"), {}, w.rules());
  CHECK(w.zone.text(*d.due_at) == "2026-09-21 18:00");
  CHECK(!d.provisional);
  CHECK(lines_of(d) == "09-18 start_day 0/0\n09-19 rest 0/0\n09-20 makeup_working 国庆节 1/1\n09-21 working 1/2\n");
}

TEST_CASE("working days over holidays") {
  const World w;
  CHECK(w.due({5, LimitUnit::working_days}, "2026-09-30T10:00") == "2026-10-13 18:00");
  CHECK(w.due({1, LimitUnit::working_days}, "2026-09-24T23:59") == "2026-09-28 18:00");
  CHECK(w.due({0, LimitUnit::working_days}, "2026-09-24T17:59") == "2026-09-24 18:00");
  CHECK(w.due({0, LimitUnit::working_days}, "2026-09-24T18:01") == "2026-09-28 18:00");
}

TEST_CASE("natural days end with the last day, holidays or not") {
  const World w;
  CHECK(w.due({0, LimitUnit::natural_days}, "2026-09-30T10:00") == "2026-09-30 23:59");
  CHECK(w.due({3, LimitUnit::natural_days}, "2026-09-30T10:00") == "2026-10-03 23:59");
}

TEST_CASE("clock hours go on at night, office hours do not") {
  const World w;
  CHECK(w.due({90, LimitUnit::clock_minutes}, "2026-09-17T23:00") == "2026-09-18 00:30");
  CHECK(w.due({4, LimitUnit::clock_hours}, "2026-09-17T22:00") == "2026-09-18 02:00");
  CHECK(w.due({1, LimitUnit::office_hours}, "2026-09-17T09:15") == "2026-09-17 10:15");
  CHECK(w.due({4, LimitUnit::office_hours}, "2026-09-17T11:00") == "2026-09-17 17:30");
  CHECK(w.due({1, LimitUnit::office_hours}, "2026-09-17T17:00") == "2026-09-17 18:00");  // exactly at the close
  CHECK(w.due({2, LimitUnit::office_hours}, "2026-09-18T17:00") == "2026-09-20 09:30");  // Saturday rests, Sunday works
  CHECK(w.due({1, LimitUnit::office_hours}, "2026-10-01T12:00") == "2026-10-08 09:30");
  const Deadline d = deadline({2, LimitUnit::office_hours}, w.at("2026-09-18T17:00"), {}, w.rules());
  CHECK(lines_of(d) == "09-18 working 60/60\n09-19 rest 0/60\n09-20 makeup_working 国庆节 60/120\n");
}

TEST_CASE("pauses") {
  const World w;
  const auto pause = [&](std::string_view from, std::string_view to) { return Pause{w.at(from), w.at(to)}; };
  const Limit two{2, LimitUnit::working_days};
  CHECK(w.due(two, "2026-09-21T09:00", {pause("2026-09-22T10:00", "2026-09-22T10:05")}) == "2026-09-24 18:00");
  CHECK(w.due(two, "2026-09-21T09:00", {pause("2026-09-22T18:00", "2026-09-23T08:30")}) == "2026-09-23 18:00");  // outside the office hours
  CHECK(w.due(two, "2026-09-21T09:00", {pause("2026-09-22T10:00", "2026-09-22T11:00"), pause("2026-09-24T10:00", "2026-09-24T11:00")}) ==
        "2026-09-28 18:00");
  CHECK(w.due({0, LimitUnit::working_days}, "2026-09-24T09:00", {pause("2026-09-24T10:00", "2026-09-24T11:00")}) == "2026-09-28 18:00");
  CHECK(w.due({1, LimitUnit::office_hours}, "2026-09-21T09:00", {pause("2026-09-21T09:30", "2026-09-21T14:45")}) == "2026-09-21 15:15");
  CHECK(w.due(two, "2026-09-21T09:00", {{w.at("2026-09-22T10:00"), {}}}) == "none");
  CHECK(w.due(two, "2026-09-21T09:00", {{w.at("2026-09-25T10:00"), {}}}) == "2026-09-23 18:00");  // paused after it was due
  const Deadline d = deadline(two, w.at("2026-09-21T09:00"), {{w.at("2026-09-22T10:00"), {}}}, w.rules());
  CHECK(lines_of(d) == "09-21 start_day 0/0\n09-22 paused 0/0\n");
}

TEST_CASE("days whose holidays are not announced yet make a deadline provisional") {
  const World w;
  CHECK(!deadline({1, LimitUnit::working_days}, w.at("2026-12-30T09:00"), {}, w.rules()).provisional);
  CHECK(deadline({2, LimitUnit::working_days}, w.at("2026-12-30T09:00"), {}, w.rules()).provisional);
  CHECK(!deadline({9, LimitUnit::natural_days}, w.at("2026-12-30T09:00"), {}, w.rules()).provisional);
}

TEST_CASE("a larger amount is never due earlier, and the lines add up to the amount") {
  const World w;
  CHECK(rc::check([&] {
    const Limit limit = any_limit();
    const Instant start = any_instant(w);
    const auto pauses = any_pauses(w);
    const Deadline d = deadline(limit, start, pauses, w.rules());
    RC_ASSERT(d.due_at.has_value());
    RC_ASSERT(*d.due_at >= start);
    RC_ASSERT(*d.due_at <= *deadline({limit.amount + 1, limit.unit}, start, pauses, w.rules()).due_at);
    std::int64_t sum = 0;
    for (const DayLine& line : d.lines) {
      sum += line.counted;
      RC_ASSERT(line.running == sum);
    }
    const bool days = limit.unit == LimitUnit::working_days || limit.unit == LimitUnit::natural_days;
    const std::int64_t wanted = days || limit.unit == LimitUnit::clock_minutes ? limit.amount : limit.amount * 60;
    RC_ASSERT(limit.amount == 0 || sum == wanted);
    if (!days) RC_ASSERT(running_minutes(limit.unit, start, *d.due_at, pauses, w.rules()) == wanted);
    if (!d.lines.empty()) RC_ASSERT(d.lines.back().date == w.zone.date_of(*d.due_at));
  }));
}

TEST_CASE("a pause moves clock time by exactly its length, and never makes anything due earlier") {
  const World w;
  CHECK(rc::check([&] {
    const Limit limit = any_limit();
    const Instant start = any_instant(w);
    auto pauses = any_pauses(w);
    const Instant before = *deadline(limit, start, pauses, w.rules()).due_at;
    const Pause one{any_instant(w), {}};
    pauses.push_back({one.from, one.from + minutes(*rc::gen::inRange<std::int64_t>(1, 3000))});
    const Instant after = *deadline(limit, start, pauses, w.rules()).due_at;
    RC_ASSERT(after >= before);
    const Limit hours_limit{limit.amount + 1, LimitUnit::clock_hours};
    const Instant inside = start + minutes(30);
    const Instant plain = *deadline(hours_limit, start, {}, w.rules()).due_at;
    RC_ASSERT(*deadline(hours_limit, start, {{inside, inside + hours(7)}}, w.rules()).due_at == plain + hours(7));
  }));
}

TEST_CASE("used time") {
  const World w;
  CHECK(running_minutes(LimitUnit::clock_hours, w.at("2026-09-18T09:15"), w.at("2026-09-18T10:02"), {}, w.rules()) == 47);
  CHECK(running_minutes(LimitUnit::office_hours, w.at("2026-09-18T17:00"), w.at("2026-09-20T09:00"), {}, w.rules()) == 90);
  CHECK(running_minutes(LimitUnit::working_days, w.at("2026-09-18T11:00"), w.at("2026-09-18T15:00"), {{w.at("2026-09-18T14:40"), {}}}, w.rules()) == 70);
  CHECK(running_minutes(LimitUnit::office_hours, w.at("2026-09-18T11:00"), w.at("2026-09-18T11:30"), {{w.at("2026-09-18T14:40"), {}}}, w.rules()) == 30);
  CHECK(running_minutes(LimitUnit::clock_hours, w.at("2026-09-18T11:00"), w.at("2026-09-18T10:00"), {}, w.rules()) == 0);
}

TEST_CASE("office hours by season") {
  const OfficeHours hours{{{601, 831, {{480, 720}}}, {901, 531, {{510, 720}, {840, 1050}}}}};
  CHECK(hours.spans(date("2026-06-01")).size() == 1);
  CHECK(hours.spans(date("2026-08-31")).size() == 1);
  CHECK(hours.spans(date("2026-09-01")).size() == 2);
  CHECK(hours.spans(date("2026-01-15")).size() == 2);
  CHECK(OfficeHours{}.spans(date("2026-01-15")).empty());
}
