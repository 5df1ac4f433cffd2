#include "store/testing.hpp"

namespace {

const store::District boston{.code = "boston", .name_zh = "波士顿", .name_en = "Boston", .time_zone = "America/New_York"};

TEST_ON_BOTH("districts: made, found by code, id and token prefix") {
  const auto made = store::create_district(bed.store(), boston);
  REQUIRE(made);
  CHECK(made->token_prefix.size() == 3);
  bed.store().read([&](store::Session& s) {
    CHECK(store::districts(s).size() == 2);
    CHECK(store::district_by_code(s, "boston")->id == made->id);
    CHECK(store::district_by_id(s, made->id)->time_zone == "America/New_York");
    CHECK(store::district_by_token_prefix(s, made->token_prefix)->code == "boston");
    CHECK_FALSE(store::district_by_code(s, "nowhere"));
  });
}

TEST_ON_BOTH("districts: wrong ones are refused with every field, taken codes too") {
  const auto wrong = store::create_district(bed.store(), {.code = "Bad Code", .time_zone = "Mars/Olympus"});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == base::ErrorCode::invalid);
  CHECK(wrong.error().errors.size() == 4);
  REQUIRE(store::create_district(bed.store(), boston));
  const auto twice = store::create_district(bed.store(), boston);
  REQUIRE_FALSE(twice);
  CHECK(twice.error().errors.at(0).reason == "store.district_code_taken");
}

TEST_ON_BOTH("districts: only a demo district's clock moves, and only forward") {
  const base::Instant now = bed.clock().now();
  CHECK(store::advance_clock(bed.store(), bed.district(), base::hours(1), now));
  const auto back = store::advance_clock(bed.store(), bed.district(), base::hours(-1), now);
  CHECK_FALSE(back);
  const auto real = store::create_district(bed.store(), boston);
  const auto refused = store::advance_clock(bed.store(), real->id, base::hours(1), now);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().reason == "store.clock_not_demo");
  const auto moved = bed.store().read([&](store::Session& s) { return store::district_by_id(s, bed.district()).value(); });
  CHECK(store::district_now(moved, now) == now + base::hours(1));
}

}  // namespace
