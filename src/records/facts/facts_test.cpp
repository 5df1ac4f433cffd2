// Facts on both engines: never changed, taken back by their opposite.
#include <doctest/doctest.h>

#include "records/facts/facts.hpp"
#include "store/testing.hpp"

namespace {

template <class F>
void in_unit(store::testing::Bed& bed, F&& work) {
  REQUIRE(bed.store().write(bed.work(), [&](store::Unit& unit) -> base::Done { work(unit); return {}; }));
}

}  // namespace

TEST_ON_BOTH("a fact taken back changes today's sum, not the sum of a frozen round") {
  facts::FactId first{};
  in_unit(bed, [&](store::Unit& unit) {
    first = facts::add(unit, {.kind = "matter.struck_off", .subject = {"matter", 1}, .org_unit = {7}, .occurred_on = {20'000}, .event = {1}});
    facts::add(unit, {.kind = "matter.struck_off", .subject = {"matter", 2}, .amount = 4, .org_unit = {7}, .occurred_on = {20'001}, .event = {2}});
    facts::add(unit, {.kind = "matter.struck_off", .subject = {"matter", 3}, .org_unit = {8}, .occurred_on = {20'001}, .event = {3}});
  });
  const auto freeze = bed.clock().now();
  bed.clock().advance(base::hours(1));
  const auto sum = [&](std::optional<base::Instant> until) {
    return bed.store().read([&](store::Session& s) { return facts::sum_of_unit(s, bed.district(), {7}, "matter.struck_off", {{20'000}, {20'002}}, until); });
  };
  CHECK(sum({}) == 5);
  in_unit(bed, [&](store::Unit& unit) {
    REQUIRE(facts::retract(unit, first, {4}));
    CHECK(facts::retract(unit, first, {5}).error().reason == "facts.already_retracted");
    CHECK(facts::retract(unit, {999}, {5}).error().reason == "facts.not_found");
  });
  CHECK(sum({}) == 4);
  CHECK(sum(freeze) == 5);
  const auto rows = bed.store().read([&](store::Session& s) { return facts::of_subject(s, bed.district(), {"matter", 1}, "matter.struck_off"); });
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].amount == -1);
  CHECK(rows[1].retracts == first);
  CHECK(bed.store().read([&](store::Session& s) { return facts::of_unit(s, bed.district(), {7}, "matter.struck_off", {{20'001}, {20'002}}); }).size() == 1);
}
