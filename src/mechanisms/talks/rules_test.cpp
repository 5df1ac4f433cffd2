// The laws of talk visits without a database.
#include <doctest/doctest.h>

#include "mechanisms/talks/rules.hpp"
#include "base/iso.hpp"

namespace {

struct Week {
  base::WorkingCalendar calendar{{{.date = *base::civil(2026, 9, 20), .working = true, .name = "国庆节"}}, *base::civil(2026, 12, 31)};
  base::OfficeHours hours{{{.from_month_day = 101, .to_month_day = 1231, .spans = {{510, 720}, {870, 1080}}}}};
  base::Zone zone{*base::Zone::named("Asia/Shanghai")};
  [[nodiscard]] bool office(unsigned day, int from, int to) const {
    const base::CivilDate date = *base::civil(2026, 9, day);
    return talks::in_office_hours({calendar, hours, zone}, zone.instant(date, from / 60, from % 60), zone.instant(date, to / 60, to % 60));
  }
};

}  // namespace

TEST_CASE("evenings, noon and ordinary weekends are outside office hours; the Sunday that everyone works is not") {
  const Week w;
  CHECK(w.office(17, 1020, 1140));        // 17:00-19:00: begins in office hours
  CHECK_FALSE(w.office(17, 1080, 1200));  // from 18:00 on
  CHECK_FALSE(w.office(17, 720, 870));    // noon
  CHECK(w.office(17, 700, 880));          // over both edges
  CHECK_FALSE(w.office(19, 600, 660));    // Saturday
  CHECK(w.office(20, 600, 660));          // Sunday made up for the holiday
}

TEST_CASE("a visit in office hours wants a reason, and each refusal names rule and remedy") {
  talks::Going g{.office_hours = true, .has_reason = false, .members_only = true, .paired = true, .ended = true};
  const auto refused = talks::may_visit(g);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().reason == "talks.in_office_hours");
  CHECK(refused.error().rule->definition == "rules/talks");
  CHECK_FALSE(refused.error().remedy.empty());
  g.has_reason = true;
  CHECK(talks::may_visit(g).has_value());
  g.members_only = false;
  CHECK(talks::may_visit(g).error().reason == "talks.not_in_the_team");
  g = {.members_only = true, .paired = false, .ended = true};
  CHECK(talks::may_visit(g).error().reason == "talks.not_paired");
}

TEST_CASE("a promise has a date not before the visit; praise does not go on the list") {
  const base::CivilDate day = *base::civil(2026, 9, 17);
  talks::SaidItem said{.kind = talks::ItemKind::problem, .words = "楼道灯坏了", .promise = "三天内修好"};
  CHECK(talks::may_say(said, day).error().reason == "talks.promise_without_date");
  said.due_on = day + -1;
  CHECK(talks::may_say(said, day).error().reason == "talks.due_before_visit");
  said.due_on = day;
  CHECK(talks::may_say(said, day).has_value());
  said.kind = talks::ItemKind::praise;
  said.as_matter = true;
  CHECK(talks::may_say(said, day).error().reason == "talks.not_for_the_list");
}

TEST_CASE("a month begins with its first day, also on it") {
  CHECK(talks::month_of(*base::civil(2026, 9, 1)) == *base::civil(2026, 9, 1));
  CHECK(talks::month_of(*base::civil(2026, 9, 30)) == *base::civil(2026, 9, 1));
  CHECK(talks::quarter_of(*base::civil(2026, 9, 30)) == *base::civil(2026, 7, 1));
  CHECK(talks::quarter_of(*base::civil(2026, 1, 1)) == *base::civil(2026, 1, 1));
  CHECK(talks::year_of(*base::civil(2026, 12, 31)) == *base::civil(2026, 1, 1));
}
