// A command whose answer was lost on the way is sent again, also when the act itself took the right to it away.
#include "matters/town_test.hpp"
#include "store/journal.hpp"

using namespace matters;
using matters::testing::Town;

TEST_ON_BOTH("handed back, answer lost, asked again: the same answer, though the matter is no longer one's own") {
  Town t(bed);
  const auto id = t.dispatched();
  const auto hand_back = [&](const std::string& who) {
    auto c = t.call(who, "ref-1");
    return matters::move(c, id, "return", {.client_ref = "ref-1", .reason = "不属于本单位"});
  };
  const auto first = hand_back("handler");
  REQUIRE(first.has_value());
  const auto again = hand_back("handler");
  REQUIRE(again.has_value());
  CHECK(again->version == first->version);
  const auto events = bed.store().read([&](store::Session& s) { return store::events_of(s, bed.district(), {"matter", id.value}); });
  CHECK(std::count_if(events.begin(), events.end(), [](const store::Event& e) { return e.kind == "matter.returned"; }) == 1);
  // Somebody else with the same reference and words gets no answer of others.
  const auto other = hand_back("handler2");
  REQUIRE_FALSE(other.has_value());
  CHECK(other.error().code == base::ErrorCode::forbidden);
}
