// Live events as a screen gets them: only what its person may know, in order, resumable, bounded.
#include "live/hub.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <thread>

#include "http/event_stream.hpp"
#include "people/grants.hpp"
#include "store/testing_history.hpp"
#include "territory/changes.hpp"

namespace {

using namespace store::testing;

struct Scene {
  explicit Scene(Bed& b) : bed(b), sealing(sealer_of(b)), hub(b.store(), *sealing, atlas, b.clock()) {
    const auto made = bed.store().write(bed.work(), [&](store::Unit& unit) -> base::Done {
      const auto create = [&](base::AreaId parent, territory::AreaKind kind, std::string code) {
        return territory::create_area(unit, territory::plain_recorder(), {.parent = parent, .kind = kind, .code = code, .name = code, .name_en = code, .valid_from = {0}, .source = "example"}).value();
      };
      district_area = create({}, territory::AreaKind::district, "d");
      const auto sub = create(district_area, territory::AreaKind::subdistrict, "d-s");
      community = create(sub, territory::AreaKind::community, "d-s-c");
      grid = create(community, territory::AreaKind::grid, "d-s-c-1");
      other = create(sub, territory::AreaKind::community, "d-s-o");
      return {};
    });
    REQUIRE(made.has_value());
    sealing->step();
    grants = people::seed_grants().value();
  }
  [[nodiscard]] people::Principal holder(std::string kind, base::AreaId area, base::OrgUnitId unit = {}) const {
    return {.district = bed.district(), .account = {1}, .person = {500}, .posts = {{.post = {9}, .kind = std::move(kind), .org_unit = unit, .area = area}}, .grants = grants};
  }
  void happen(std::string kind, base::AreaId area, std::int64_t id, base::OrgUnitId unit = {}, base::PersonId person = {}) {
    const store::Actor actor{.person = person};
    REQUIRE(bed.store().write(bed.work(bed.district(), actor), [&](store::Unit& u) -> base::Result<base::EventId> {
      return store::append(u, {.kind = kind, .subject = {"matter", id}, .area = area, .org_unit = unit});
    }).has_value());
  }
  void deliver() {
    sealing->step();
    hub.pump();
  }
  [[nodiscard]] std::shared_ptr<http::EventStream> open(const people::Principal& who, std::string_view last = {}) {
    const auto row = bed.store().read([&](store::Session& s) { return store::district_by_id(s, bed.district()).value(); });
    return std::dynamic_pointer_cast<http::EventStream>(hub.follow(who, row, last).value().events);
  }
  static std::string taken(const std::shared_ptr<http::EventStream>& stream) {
    std::string out;
    (void)stream->take(out);
    return out;
  }
  [[nodiscard]] std::int64_t head() const { return bed.store().read([&](store::Session& s) { return store::chain_head(s, bed.district()).seq; }); }

  Bed& bed;
  territory::Atlas atlas{bed.clock()};
  std::unique_ptr<store::Sealer> sealing;
  live::Hub hub;
  base::AreaId district_area{}, community{}, grid{}, other{};
  std::shared_ptr<const people::Grants> grants;
};

int count(const std::string& text, std::string_view what) {
  int out = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++out;
  return out;
}

}  // namespace

TEST_ON_BOTH("a screen hears what its person may read, and nothing else") {
  Scene scene(bed);
  const auto secretary = scene.open(scene.holder("community_secretary", scene.community));
  const auto neighbour = scene.open(scene.holder("community_secretary", scene.other));
  const auto desk = scene.open(scene.holder("district_desk", scene.district_area));
  const auto handler = scene.open(scene.holder("department_handler", {}, {77}));
  const auto nobody = scene.open({.district = bed.district(), .account = {2}, .person = {600}});
  for (const auto& s : {secretary, neighbour, desk, handler, nobody}) CHECK(count(Scene::taken(s), "event: hello\n") == 1);
  scene.happen("matter.reported", scene.grid, 1);            // in the secretary's area
  scene.happen("matter.dispatched", scene.other, 2, {77});   // the neighbour's, and on the department's line
  scene.happen("matter.closed", {}, 3, {}, {600});           // nobody's own act, without a place
  scene.deliver();
  const std::string heard = Scene::taken(secretary);
  CHECK(count(heard, "event: moved\n") == 1);
  CHECK(heard.find(R"("kind":"matter.reported","subject":{"kind":"matter","id":"1"})") != std::string::npos);
  CHECK(heard.find(fmt::format(R"("area":"{}")", scene.grid.value)) != std::string::npos);
  CHECK(count(Scene::taken(neighbour), "matter.dispatched") == 1);
  CHECK(count(Scene::taken(desk), "event: moved\n") == 3);
  CHECK(count(Scene::taken(handler), "matter.dispatched") == 1);
  const std::string own = Scene::taken(nobody);
  CHECK(count(own, "event: moved\n") == 1);
  CHECK(count(own, "matter.closed") == 1);
}

TEST_ON_BOTH("who signs in is no colleague's business; one's own other window hears it") {
  Scene scene(bed);
  const auto desk = scene.open(scene.holder("district_desk", scene.district_area));
  const auto own = scene.open({.district = bed.district(), .account = {2}, .person = {600}});
  (void)Scene::taken(desk);
  (void)Scene::taken(own);
  (void)bed.store().write(bed.work(bed.district(), {.person = {600}}), [](store::Unit& u) -> base::Result<base::EventId> {
    return store::append(u, {.kind = "account.signed_in", .subject = {"account", 2}});
  });
  scene.deliver();
  CHECK(Scene::taken(desk).empty());
  CHECK(count(Scene::taken(own), "account.signed_in") == 1);
}

TEST_ON_BOTH("a screen that was away resumes from its last event; after too much, or another epoch, it is told to ask again") {
  Scene scene(bed);
  const auto who = scene.holder("district_desk", scene.district_area);
  auto stream = scene.open(who);
  scene.happen("matter.reported", scene.grid, 1);
  scene.deliver();
  const std::string last = fmt::format("1.{}", scene.head());
  CHECK(count(Scene::taken(stream), "id: " + last + "\n") == 1);
  stream->detach();  // the client is gone
  scene.happen("matter.confirmed", scene.grid, 1);
  scene.happen("matter.registered", scene.grid, 1);
  scene.deliver();
  CHECK(scene.hub.stats().streams == 0);
  stream = scene.open(who, last);
  const std::string missed = Scene::taken(stream);
  CHECK(missed.find("matter.confirmed") < missed.find("matter.registered"));
  CHECK(count(missed, "event: moved\n") == 2);
  CHECK(count(missed, "matter.reported") == 0);
  CHECK(count(Scene::taken(scene.open(who, fmt::format("1.{}", scene.head()))), "event: resync\n") == 0);
  for (const char* strange : {"0.1", "2.1", "1.99999", "x", "7", "1.-4"}) CHECK(count(Scene::taken(scene.open(who, strange)), "event: resync\n") == 1);
  for (int i = 0; i < 60; ++i) scene.happen("matter.reported", scene.grid, 100 + i);
  scene.deliver();
  const std::string burst = Scene::taken(stream);
  CHECK(count(burst, "event: resync\n") == 1);
  CHECK(count(burst, "event: moved\n") == 0);
  CHECK(count(Scene::taken(scene.open(who, last)), "event: resync\n") == 1);
}

TEST_ON_BOTH("several events of one kind about one subject go out as the last of them") {
  Scene scene(bed);
  const auto stream = scene.open(scene.holder("district_desk", scene.district_area));
  (void)Scene::taken(stream);
  for (int i = 0; i < 5; ++i) scene.happen("matter.urged", scene.grid, 1);
  scene.happen("matter.urged", scene.grid, 2);
  scene.deliver();
  const std::string heard = Scene::taken(stream);
  CHECK(count(heard, "event: moved\n") == 2);
  CHECK(heard.find(fmt::format(R"("seq":"{}")", scene.head())) != std::string::npos);
}

TEST_CASE("a stream ends after a quarter of an hour, and a thousand of them stay small") {
  Bed bed(store::Engine::sqlite);
  Scene scene(bed);
  std::vector<std::shared_ptr<http::EventStream>> streams;
  for (int i = 0; i < 1000; ++i) streams.push_back(scene.open(scene.holder("district_desk", scene.district_area)));
  scene.happen("matter.reported", scene.grid, 1);
  scene.deliver();
  for (const auto& s : streams) CHECK(count(Scene::taken(s), "event: moved\n") == 1);
  CHECK(scene.hub.stats().streams == 1000);
  bed.clock().advance(base::minutes(16));
  scene.hub.pump();
  CHECK(scene.hub.stats().streams == 0);
  std::string rest;
  CHECK_FALSE(streams.front()->take(rest));
}

TEST_CASE("a full house refuses one more stream with a pause") {
  Bed bed(store::Engine::sqlite);
  Scene scene(bed);
  const auto row = bed.store().read([&](store::Session& s) { return store::district_by_id(s, bed.district()).value(); });
  const people::Principal who{.district = bed.district(), .account = {2}, .person = {600}};
  for (std::size_t i = 0; i < live::streams_max; ++i) REQUIRE(scene.hub.follow(who, row, "").has_value());
  const auto refused = scene.hub.follow(who, row, "");
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == base::ErrorCode::unavailable);
  CHECK(refused.error().retry_after_s > 0);
}

TEST_CASE("the hub's own thread carries events to streams") {
  Bed bed(store::Engine::sqlite);
  Scene scene(bed);
  scene.hub.start();
  const auto stream = scene.open(scene.holder("district_desk", scene.district_area));
  scene.happen("matter.reported", scene.grid, 1);
  std::string heard;
  for (int i = 0; i < 300 && count(heard, "event: moved\n") == 0; ++i) {
    heard += Scene::taken(stream);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(count(heard, "event: moved\n") == 1);
  scene.hub.stop();
}
