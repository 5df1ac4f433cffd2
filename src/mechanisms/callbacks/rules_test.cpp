// Rules alone: the same seed draws the same sample, strata are kept, rates are whole numbers over the same rows, spans fall into months.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

#include "base/iso.hpp"
#include "mechanisms/callbacks/rules.hpp"

using namespace callbacks;

namespace {

Sampling rule() {
  Sampling r{.version = 1, .every_days = 7, .share_per_mille = 100, .at_least = 1, .at_most = 40, .always_reopened = true, .always_urged = true};
  r.calls_max = 3;
  return r;
}
const Weights weights{.version = 1, .response = 300, .solution = 350, .satisfaction = 350, .satisfied = 1000, .mostly = 800, .fair = 600, .dissatisfied = 0};

base::CivilDate day(const char* text) { return *base::parse_date(text); }

}  // namespace

TEST_CASE("a draw can be repeated from its seed, whatever the order of its candidates, and takes the share of each stratum") {
  std::vector<Candidate> all;
  for (std::int64_t i = 1; i <= 230; ++i) all.push_back({i, i <= 30 ? 7 : 8, i == 5, i == 6});
  const auto first = draw(rule(), "abc", all);
  std::reverse(all.begin(), all.end());
  const auto second = draw(rule(), "abc", all);
  REQUIRE(first.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) CHECK(chosen_text(first[i].chosen) == chosen_text(second[i].chosen));
  CHECK(first[0].chosen.size() == 2 + 3);                 // one reopened, one urged, a tenth of the other 28, rounded up
  CHECK(first[1].chosen.size() == 20);
  CHECK(population_hash(first) == population_hash(second));
  CHECK(chosen_text(draw(rule(), "abd", all)[1].chosen) != chosen_text(first[1].chosen));
  for (const Picked& p : first[0].chosen) {
    if (p.matter == 5) CHECK(p.reason == "reopened");
    else if (p.matter == 6) CHECK(p.reason == "urged");
    else CHECK(p.reason == "drawn");
  }
}

TEST_CASE("the population that is kept reads back as it was") {
  const std::vector<Candidate> all{{12, 3, false, false}, {13, 3, true, false}, {14, 3, false, true}};
  CHECK(population_text(all) == "12,13r,14u");
  const auto again = read_population("12,13r,14u", 3);
  CHECK(population_text(again) == "12,13r,14u");
  CHECK(read_population("", 3).empty());
}

TEST_CASE("of each stratum never more than there is, never more than the most, at least the least") {
  CHECK(rc::check([](std::uint16_t population, std::uint8_t share, std::uint8_t least, std::uint8_t more) {
    Sampling r = rule();
    r.share_per_mille = share * 4 % 1001;
    r.at_least = least % 20;
    r.at_most = std::max<std::int64_t>(1, r.at_least + more % 50);
    const auto n = wanted(r, population);
    RC_ASSERT(n <= population);
    RC_ASSERT(n <= r.at_most);
    RC_ASSERT((n >= r.at_least || n == population));
  }));
}

TEST_CASE("rates: hand-worked") {
  RateRow row{.counts = {.drawn = 14, .assessed = 10, .in_time = 9, .solved = 8, .not_solved = 2, .satisfied = 5, .mostly = 2, .fair = 1, .dissatisfied = 2, .excluded = 1}};
  put_rates(row, weights);
  CHECK(row.response == 900);
  CHECK(row.solution == 800);
  CHECK(row.satisfaction == 720);                         // (5·1.0 + 2·0.8 + 1·0.6) / 10
  CHECK(row.combined == 802);                             // 0.3·900 + 0.35·800 + 0.35·720
  RateRow empty{.counts = {.drawn = 3}};
  put_rates(empty, weights);
  CHECK_FALSE(empty.response);
  CHECK_FALSE(empty.combined);
  CHECK(thousandths(1, 3) == 333);
  CHECK(thousandths(2, 3) == 667);
  CHECK(thousandths(1, 2000) == 1);
  CHECK_FALSE(thousandths(0, 0));
}

TEST_CASE("a rate lies between nothing and everything, and one more good answer never lowers it") {
  CHECK(rc::check([](std::uint8_t good, std::uint8_t bad) {
    RateRow row{.counts = {.drawn = good + bad, .assessed = good + bad, .in_time = good, .solved = good, .not_solved = bad, .satisfied = good, .dissatisfied = bad}};
    put_rates(row, weights);
    RateRow more = row;
    ++more.counts.assessed, ++more.counts.in_time, ++more.counts.solved, ++more.counts.satisfied;
    put_rates(more, weights);
    RC_ASSERT((!row.combined || (*row.combined >= 0 && *row.combined <= 1000)));
    RC_ASSERT(more.combined.value_or(-1) >= row.combined.value_or(-1));
  }));
}

TEST_CASE("a span is its whole months and the days around them") {
  const auto p = parts_of({day("2026-01-15"), day("2026-04-03")});
  CHECK(base::iso(p.head.to) == "2026-02-01");
  CHECK(base::iso(p.months.to) == "2026-04-01");
  CHECK(base::iso(p.tail.to) == "2026-04-03");
  const auto inside = parts_of({day("2026-01-05"), day("2026-01-20")});
  CHECK(inside.months.from == inside.months.to);
  CHECK(inside.head.to == day("2026-01-20"));
  CHECK(rc::check([](std::uint16_t from, std::uint16_t length) {
    const Span span{{from}, {from + length}};
    const auto parts = parts_of(span);
    const auto days = [](const Span& s) { return s.to.days - s.from.days; };
    RC_ASSERT(days(parts.head) >= 0);
    RC_ASSERT(days(parts.months) >= 0);
    RC_ASSERT(days(parts.tail) >= 0);
    RC_ASSERT(days(parts.head) + days(parts.months) + days(parts.tail) == length);
    RC_ASSERT(month_of(parts.months.from) == parts.months.from || parts.months.from == parts.months.to);
  }));
}

TEST_CASE("months and quarters begin and end as the calendar does") {
  CHECK(is_period("month", {day("2026-02-01"), day("2026-03-01")}));
  CHECK_FALSE(is_period("month", {day("2026-02-01"), day("2026-03-02")}));
  CHECK(is_period("quarter", {day("2026-10-01"), day("2027-01-01")}));
  CHECK_FALSE(is_period("quarter", {day("2026-09-01"), day("2026-12-01")}));
  CHECK(is_period("span", {day("2026-09-03"), day("2026-09-04")}));
  CHECK_FALSE(is_period("span", {day("2026-09-04"), day("2026-09-04")}));
}

TEST_CASE("what a sample counts: volunteered and superseded nothing, a proposal alone changes nothing, an excluded one only as excluded") {
  Sample s{.id = {1}, .reason = "drawn", .state = "answered", .contacted = true, .solved = false, .satisfaction = "fair"};
  CHECK(counts_of(s) == Counts{.drawn = 1, .assessed = 1, .in_time = 1, .not_solved = 1, .fair = 1});
  Sample proposed = s;
  proposed.exclusion = "proposed";
  CHECK(counts_of(proposed) == counts_of(s));
  Sample excluded = s;
  excluded.state = "excluded";
  CHECK(counts_of(excluded) == Counts{.drawn = 1, .excluded = 1});
  Sample own = s;
  own.reason = "volunteered";
  CHECK(counts_of(own) == Counts{});
  s.state = "superseded";
  CHECK(counts_of(s) == Counts{});
}
