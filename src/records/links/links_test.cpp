// Links on both engines.
#include <doctest/doctest.h>

#include "records/links/links.hpp"
#include "store/testing.hpp"

namespace {

template <class F>
void in_unit(store::testing::Bed& bed, F&& work) {
  REQUIRE(bed.store().write(bed.work(), [&](store::Unit& unit) -> base::Done { work(unit); return {}; }));
}

}  // namespace

TEST_ON_BOTH("links are kept once and found from both ends") {
  const base::Subject whistle{"whistle", 3}, matter{"matter", 4};
  in_unit(bed, [&](store::Unit& unit) {
    links::add(unit, "born_of", whistle, matter);
    links::add(unit, "born_of", whistle, matter);
  });
  bed.store().read([&](store::Session& session) {
    REQUIRE(links::out_of(session, bed.district(), whistle).size() == 1);
    REQUIRE(links::into(session, bed.district(), matter).size() == 1);
    CHECK(links::into(session, bed.district(), matter)[0].from == whistle);
    CHECK(links::into(session, bed.district(), whistle).empty());
  });
  in_unit(bed, [&](store::Unit& unit) { links::remove(unit, "born_of", whistle, matter); });
  CHECK(bed.store().read([&](store::Session& s) { return links::out_of(s, bed.district(), whistle); }).empty());
}
