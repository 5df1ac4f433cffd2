// The door of live events over the route.
#include <doctest/doctest.h>

#include "http/event_stream.hpp"
#include "live/hub.hpp"
#include "registry/testing.hpp"
#include "store/sealer.hpp"

extern const registry::Room live_events_room;

TEST_ON_BOTH("the stream opens for whoever is signed in, carries what their person may know, and for nobody else") {
  registry::testing::HouseBed house(bed, {&live_events_room});
  const auto cookie = house.sign_in(house.holder("community_secretary", house.area("A0101")));
  CHECK(house.get("/api/v1/events").status == 401);
  house.house().sealer.step();
  const auto answer = house.ask(http::Verb::get, "/api/v1/events", "", cookie);
  CHECK(answer.status == 200);
  const auto stream = std::dynamic_pointer_cast<http::EventStream>(answer.events);
  REQUIRE(stream != nullptr);
  std::string heard;
  CHECK(stream->take(heard));
  CHECK(heard.find("event: hello\n") != std::string::npos);
  (void)bed.store().write(bed.work(), [&](store::Unit& u) -> base::Result<base::EventId> {
    (void)store::append(u, {.kind = "note.written", .subject = {"note", 1}, .area = house.area("A0102")});  // the neighbours'
    return store::append(u, {.kind = "note.written", .subject = {"note", 2}, .area = house.area("A010101")});
  });
  house.house().sealer.step();
  house.house().live.pump();
  CHECK(stream->take(heard));
  CHECK(heard.find("\"id\":\"2\"") != std::string::npos);
  CHECK(heard.find("\"id\":\"1\"") == std::string::npos);

  const auto again = house.ask(http::Verb::get, "/api/v1/events", "", cookie, {{"last-event-id", "7.1"}});
  const auto second = std::dynamic_pointer_cast<http::EventStream>(again.events);
  REQUIRE(second != nullptr);
  CHECK(second->take(heard));
  CHECK(heard.find("event: resync\n") != std::string::npos);
}
