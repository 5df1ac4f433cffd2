// Sheets from facts: each formula, what is left out, vetoes, and that order never matters.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "definitions/doc.hpp"
#include "instruments/assessment/compute.hpp"
#include "store/testing.hpp"

namespace {

using namespace assessment;
using facts::Fact;

Framework framework() {
  Framework f{.code = "t", .version = 1};
  f.indicators = {{.code = "on_time", .formula = Formula::rate, .kinds = {"signed"}, .weight = 60, .left_out = true},
                  {.code = "rated", .formula = Formula::mean, .kinds = {"rated"}, .weight = 40, .best = 100, .left_out = true},
                  {.code = "overdue", .formula = Formula::deduction, .kinds = {"overdue"}, .weight = 10, .each = 4}};
  f.vetoes = {{.code = "many", .kinds = {"overdue"}, .at_least = 3, .total_most = 59}};
  f.grades = {{"好", "good", 90}, {"一般", "fair", 60}, {"差", "poor", 0}};
  return f;
}
Fact fact(std::int64_t id, std::string kind, std::int64_t amount) { return {.id = {id}, .kind = std::move(kind), .amount = amount}; }
Sheet sheet(const Framework& f, const std::vector<Fact>& all) {
  Mine mine;
  for (const Fact& each : all) mine.of_unit.push_back(&each);
  return compute(f, mine);
}
Sheet single(Indicator i, const std::vector<Fact>& all) {
  i.code = "i";
  i.weight = 100;
  Framework f{.code = "t", .version = 1, .indicators = {i}, .grades = {{"好", "good", 0}}};
  return sheet(f, all);
}

}  // namespace

TEST_CASE("a late fact lowers the total by exactly its share, and stands first in the evidence") {
  const Framework f = framework();
  CHECK(sheet(f, {fact(1, "signed", 0), fact(2, "signed", 0), fact(3, "rated", 100)}).total_x100 == 10'000);
  const Sheet s = sheet(f, {fact(1, "signed", 0), fact(2, "signed", 30), fact(3, "rated", 100)});
  CHECK(s.total_x100 == 7'000);
  CHECK(s.items[0].facts == std::vector<std::int64_t>{2, 1});
  CHECK(s.items[0].lost == std::vector<std::int64_t>{2});
  CHECK(s.grade_zh == "一般");
}

TEST_CASE("a total stands on enough weight, or there is none") {
  Framework f = framework();
  f.least_weight = 50;
  CHECK(!sheet(f, {fact(1, "rated", 100)}).total_x100.has_value());
  CHECK(sheet(f, {fact(1, "rated", 100)}).items[1].points_x100 == 4'000);
  CHECK(sheet(f, {fact(1, "signed", 0)}).total_x100 == 10'000);
}

TEST_CASE("what has no fact is left out; nothing at all has no total; deductions and vetoes are capped") {
  const Framework f = framework();
  CHECK(sheet(f, {fact(1, "signed", 0)}).total_x100 == 10'000);
  CHECK(!sheet(f, {}).total_x100.has_value());
  CHECK(!sheet(f, {fact(1, "overdue", 1)}).total_x100.has_value());
  CHECK(sheet(f, {fact(1, "signed", 0), fact(2, "overdue", 1)}).total_x100 == 9'600);
  const Sheet s = sheet(f, {fact(1, "signed", 0), fact(2, "overdue", 1), fact(3, "overdue", 1), fact(4, "overdue", 1)});
  CHECK(s.items[2].points_x100 == 1'000);
  CHECK(s.total_x100 == 5'900);
  REQUIRE(s.vetoes.size() == 1);
  CHECK(s.vetoes[0].facts.size() == 3);
}

TEST_CASE("a band gives whole points inside and a share on either side; ratios and their opposite count the same rows") {
  const Indicator band{.formula = Formula::band, .kinds = {"blown"}, .per_kinds = {"registered"}, .low = 10, .high = 20, .outside_percent = 50, .left_out = true};
  const auto of = [](std::int64_t blown, std::int64_t registered) {
    std::vector<Fact> all;
    for (std::int64_t i = 0; i < blown; ++i) all.push_back(fact(i + 1, "blown", 1));
    for (std::int64_t i = 0; i < registered; ++i) all.push_back(fact(1'000 + i, "registered", 1));
    return all;
  };
  CHECK(single(band, of(1, 10)).total_x100 == 10'000);
  CHECK(single(band, of(2, 10)).total_x100 == 10'000);
  CHECK(single(band, of(3, 10)).total_x100 == 5'000);
  CHECK(single(band, of(0, 10)).total_x100 == 5'000);
  CHECK(!single(band, of(3, 0)).total_x100.has_value());
  Indicator many = band;
  many.needs = 20;
  CHECK(!single(many, of(1, 19)).total_x100.has_value());
  CHECK(single(many, of(2, 20)).total_x100 == 10'000);
  Indicator free{.formula = Formula::free, .kinds = {"blown"}, .per_kinds = {"registered"}, .left_out = true};
  CHECK(single(free, of(1, 4)).total_x100 == 7'500);
  CHECK(single(free, of(9, 4)).total_x100 == 0);
  free.formula = Formula::ratio;
  CHECK(single(free, of(1, 4)).total_x100 == 2'500);
  CHECK(single(free, of(9, 4)).total_x100 == 10'000);
}

TEST_CASE("order never matters, and no total leaves 0 to 100") {
  CHECK(rc::check("shuffled facts make the same sheet", [] {
    std::vector<Fact> all;
    const auto n = *rc::gen::inRange<std::int64_t>(0, 30);
    for (std::int64_t i = 0; i < n; ++i) all.push_back(fact(i + 1, *rc::gen::element<std::string>("signed", "rated", "overdue"), *rc::gen::inRange<std::int64_t>(-20, 150)));
    const Sheet one = sheet(framework(), all);
    std::reverse(all.begin(), all.end());
    const Sheet other = sheet(framework(), all);
    RC_ASSERT(one.total_x100 == other.total_x100);
    RC_ASSERT(!one.total_x100 || (*one.total_x100 >= 0 && *one.total_x100 <= 10'000));
    for (const Item& i : one.items) RC_ASSERT(i.points_x100 >= 0 && i.points_x100 <= i.most_x100);
  }));
}

TEST_CASE("taken back and excluded facts do not count") {
  Fact back = fact(9, "signed", -30);
  back.retracts = {2};
  const std::vector<Fact> all{fact(1, "signed", 0), fact(2, "signed", 30), fact(3, "signed", 5), back};
  const auto net = net_of(all, {3});
  REQUIRE(net.size() == 1);
  CHECK(net[0].id.value == 1);
}

TEST_ON_BOTH("facts recorded after the query date are not read") {
  const auto add = [&](std::string kind, base::CivilDate day) {
    REQUIRE(bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
      facts::add(u, {.kind = std::move(kind), .subject = {"x", 1}, .org_unit = {7}, .occurred_on = day, .event = {1}});
      return {};
    }));
  };
  add("signed", {20'000});
  add("signed", {20'040});
  add("other", {20'000});
  const auto then = bed.clock().now();
  bed.clock().advance(base::hours(1));
  add("signed", {20'001});
  const auto read = [&](base::Instant by) { return bed.store().read([&](store::Session& s) { return facts_of(s, bed.district(), {"signed"}, {{20'000}, {20'030}}, by); }); };
  CHECK(read(then).size() == 1);
  CHECK(read(bed.clock().now()).size() == 2);
  CHECK(bed.store().read([&](store::Session& s) { return facts_by_id(s, bed.district(), {read(then)[0].id.value}); }).size() == 1);
}

TEST_CASE("a framework that does not add up is refused, with every fault at its place") {
  const auto doc = definitions::Doc::parse(R"(
code = "marks/x"
kind = "assessment"
version = 1
name_zh = "x"
name_en = "x"
target_kinds = ["department"]
exclusion_reasons = ["x"]
[[indicator]]
code = "a"
zh = "a"
en = "a"
formula = "band"
kinds = ["k"]
weight = 50
words_zh = "w"
words_en = "w"
[[grade]]
zh = "好"
en = "good"
at_least = 60
)").value();
  const auto parsed = parse_framework(doc);
  REQUIRE(!parsed.has_value());
  CHECK(parsed.error().errors.size() == 3);
}
