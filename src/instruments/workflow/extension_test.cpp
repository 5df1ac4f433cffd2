// More time, stage targets, moves of one verb, ways aside and back: deadlines in legs, by examples and by properties.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/iso.hpp"
#include "base/time.hpp"
#include "definitions/doc.hpp"
#include "instruments/workflow/decide.hpp"
#include "instruments/workflow/limits.hpp"

using namespace workflow;

namespace {

struct World {  // September and October 2026: no holidays, weekends only
  base::WorkingCalendar calendar{{}, *base::parse_date("2026-12-31")};
  base::OfficeHours hours{{{101, 1231, {{510, 720}, {870, 1080}}}}};  // 08:30–12:00, 14:30–18:00
  base::Zone zone = *base::Zone::named("Asia/Shanghai");
  [[nodiscard]] TimeTable time() const { return {base::TimeRules{calendar, hours, zone}, "calendar/x", 1, "hours/x", 1}; }
  [[nodiscard]] base::Instant at(std::string_view local) const { return zone.instant(*base::parse_local(local)); }
};

const char* limits_text = R"(
code = "limits/x"
kind = "limits"
version = 2
effective_from = "2024-01-01"
name_zh = "限时"
name_en = "Limits"
[source]
tag = "P"
text = "test"
[[clock]]
code = "handle"
zh = "处置"
en = "Handle"
[[clock]]
code = "again"
zh = "重办"
en = "Again"
[[clock]]
code = "handle.stop"
zh = "制止"
en = "Stop"
[[limit]]
clock = "handle"
amount = 5
unit = "working_days"
[[limit]]
clock = "handle"
category = "e-01"
amount = 10
unit = "working_days"
[[limit.target]]
code = "stop"
amount = 4
unit = "office_hours"
[[limit]]
clock = "again"
amount = 2
unit = "working_days"
)";
LimitTable limits() { return parse_limits(definitions::Doc::parse(limits_text).value()).value(); }

}  // namespace

TEST_CASE("a granted extension is counted from the deadline before, through pauses, and explained in legs") {
  const World w;
  std::vector<Clock> clocks;
  const auto start = w.at("2026-09-14 09:00");  // a Monday
  apply(clocks, start_clock("handle", limits(), "", "", start, w.time()), start);
  CHECK(w.zone.text(*clocks[0].due_at) == "2026-09-21 18:00");
  const auto asked = w.at("2026-09-16 10:00");
  auto more = extend_clock(clocks[0], {5, base::LimitUnit::working_days}, {3, base::LimitUnit::working_days}, w.time());
  CHECK(w.zone.text(*more.due_at) == "2026-09-24 18:00");
  more.reason = "等配件";
  apply(clocks, more, asked);
  CHECK(clocks[0].extensions.size() == 1);
  CHECK(clocks[0].warn_at.has_value());
  apply(clocks, {.code = "handle", .change = ChangeKind::pause}, w.at("2026-09-17 09:00"));
  apply(clocks, resume_clock(clocks[0], {5, base::LimitUnit::working_days}, w.at("2026-09-18 17:00"), w.time()), w.at("2026-09-18 17:00"));
  CHECK(w.zone.text(*clocks[0].due_at) == "2026-09-28 18:00");  // two days stood still
  const auto legs = explain(clocks[0], {5, base::LimitUnit::working_days}, w.time());
  REQUIRE(legs.size() == 2);
  CHECK(legs[0].deadline.due_at == w.at("2026-09-23 18:00"));
  CHECK(legs[1].deadline.due_at == clocks[0].due_at);
  // What had been told about the old deadline is told anew.
  apply(clocks, {.code = "handle", .change = ChangeKind::overdue}, w.at("2026-09-29 09:00"));
  apply(clocks, extend_clock(clocks[0], {5, base::LimitUnit::working_days}, {8, base::LimitUnit::office_hours}, w.time()), w.at("2026-09-29 10:00"));
  CHECK_FALSE(clocks[0].overdue_at.has_value());
}

TEST_CASE("whatever is paused and granted: every leg counts its amount, and the deadline is the last leg's end") {
  const World w;
  CHECK(rc::check([&](const std::vector<std::pair<std::uint8_t, std::uint8_t>>& acts) {
    std::vector<Clock> clocks;
    base::Instant now = w.at("2026-09-14 09:00");
    const base::Limit limit{5, base::LimitUnit::working_days};
    apply(clocks, start_clock("handle", limits(), "", "", now, w.time()), now);
    int granted = 0;
    for (const auto& [kind, hours] : acts) {
      now = now + base::hours(1 + hours % 30);
      if (clocks[0].state == ClockState::paused) {
        apply(clocks, resume_clock(clocks[0], limit, now, w.time()), now);
      } else if (kind % 2 == 0 && granted < 4) {
        const auto before = *clocks[0].due_at;
        apply(clocks, extend_clock(clocks[0], limit, {1 + kind % 5, kind % 3 ? base::LimitUnit::working_days : base::LimitUnit::office_hours}, w.time()), now);
        RC_ASSERT(*clocks[0].due_at > before);
        ++granted;
      } else if (clocks[0].pauses.size() < 4) {
        apply(clocks, {.code = "handle", .change = ChangeKind::pause}, now);
      }
    }
    if (clocks[0].state == ClockState::paused) apply(clocks, resume_clock(clocks[0], limit, now, w.time()), now);
    const auto legs = explain(clocks[0], limit, w.time());
    RC_ASSERT(legs.size() == clocks[0].extensions.size() + 1);
    RC_ASSERT(legs.back().deadline.due_at == clocks[0].due_at);
    for (const Leg& leg : legs) {
      std::int64_t counted = 0;
      for (const base::DayLine& line : leg.deadline.lines) counted += line.counted;
      RC_ASSERT(counted == (leg.limit.unit == base::LimitUnit::office_hours ? leg.limit.amount * 60 : leg.limit.amount));
    }
  }));
}

TEST_CASE("stage targets start with their row, and go as their clock goes; a clock may start by another's limit") {
  const World w;
  const auto table = limits();
  const auto now = w.at("2026-09-14 09:00");
  CHECK(start_clocks("handle", "handle", table, "p-01-01", "", now, w.time()).size() == 1);
  const auto two = start_clocks("handle", "handle", table, "e-01-01", "", now, w.time());
  REQUIRE(two.size() == 2);
  CHECK(two[1].code == "handle.stop");
  CHECK(two[1].basis->limit_place == "handle.stop/e-01/*");
  CHECK(table.at(two[1].basis->limit_place) != nullptr);
  std::vector<Clock> clocks;
  for (const ClockChange& each : two) apply(clocks, each, now);
  CHECK(family(clocks, "handle").size() == 2);
  CHECK(family(clocks, "hand").empty());
  apply(clocks, {.code = "handle.stop", .change = ChangeKind::meet}, now);
  CHECK(family(clocks, "handle").size() == 1);
  const auto again = start_clocks("handle", "again", table, "", "", now, w.time());
  CHECK(again[0].code == "handle");
  CHECK(again[0].basis->limit_place == "again/*/*");
  CHECK(w.zone.text(*again[0].due_at) == "2026-09-16 18:00");
  const std::string unknown = std::string(limits_text).replace(std::string(limits_text).find("code = \"stop\""), 13, "code = \"burn\"");
  CHECK(parse_limits(definitions::Doc::parse(unknown).value()).error().errors.at(0).reason == "workflow.check_unknown_clock");
}

TEST_CASE("aside and back: the stage that was left is kept, and only where the definition says so") {
  Machine m{.code = "x", .version = 1, .first = "a"};
  m.stages = {{.id = "a", .zh = "甲", .role = "a", .kind = StageKind::wait, .no_clock = "-"}, {.id = "b", .zh = "乙", .role = "b", .kind = StageKind::wait, .no_clock = "-"},
              {.id = "aside", .zh = "旁", .role = "aside", .kind = StageKind::hold, .no_clock = "-"}, {.id = "end", .zh = "终", .role = "end", .kind = StageKind::end}};
  m.moves = {{.id = "on", .verb = "on", .from = {"a"}, .to = "b"},
             {.id = "leave", .verb = "leave", .from = {"a", "b"}, .to = "aside", .effects = {"remember_stage@1"}},
             {.id = "back", .verb = "back", .from = {"aside"}, .to = "<", .effects = {"forget_stage@1"}},
             {.id = "finish", .verb = "finish", .from = {"b"}, .to = "end"},
             {.id = "again", .verb = "again", .from = {"end"}, .to = "b", .reopens = true},
             {.id = "leave_late", .verb = "leave", .from = {"end"}, .to = "=", .reopens = true}};
  CHECK(m.by_verb("leave", "a")->id == "leave");
  CHECK(m.by_verb("leave", "end")->id == "leave_late");
  CHECK(m.by_verb("nothing", "a") == nullptr);
  const GuardCheck open = [](std::string_view) { return std::optional<Blocked>{}; };
  for (const char* from : {"a", "b"}) {
    Position at{.stage = from, .version = 1};
    const auto left = decide(m, at, {.move = "leave"}, open).value();
    at = fold(at, {left.from, left.to, left.move->effects, {}}).value();
    CHECK(at.came_from == from);
    const auto back = decide(m, at, {.move = "back"}, open).value();
    CHECK(back.to == from);
    at = fold(at, {back.from, back.to, back.move->effects, {}}).value();
    CHECK(at.came_from.empty());
  }
  CHECK(decide(m, {.stage = "aside"}, {.move = "back"}, open).error().reason == "workflow.broken_history");
  const auto reasons = [](const Machine& machine) {
    std::string out;
    for (const Finding& f : check(machine, {})) out += f.reason + "\n";
    return out;
  };
  CHECK(reasons(m).find("check_end_goes_on") == std::string::npos);
  Machine wrong = m;
  wrong.moves[1].clocks_stop = {"x"};
  CHECK(reasons(wrong).find("check_remembers_and_ends_clocks") != std::string::npos);
  wrong = m;
  wrong.moves[1].effects = {};
  CHECK(reasons(wrong).find("check_nothing_remembered") != std::string::npos);
  wrong = m;
  wrong.moves[0].verb = "leave";
  CHECK(reasons(wrong).find("check_doubled_verb") != std::string::npos);
  wrong = m;
  wrong.moves[4].reopens = false;
  CHECK(reasons(wrong).find("check_end_goes_on") != std::string::npos);
}
