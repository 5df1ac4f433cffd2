// Areas through their routes, and the demo's plan.
#include <rapidcheck.h>

#include "mechanisms/divisions/demo.hpp"
#include "mechanisms/divisions/model.hpp"
#include "registry/testing.hpp"

extern const registry::Room divisions_room;

using registry::testing::HouseBed;
using registry::testing::reason_of;

namespace {

divisions::AreaView area_of(const http::Response& r) {
  const auto parsed = described::parse<divisions::AreaView>(r.body);
  INFO(r.body);
  REQUIRE(parsed);
  return *parsed;
}

std::string id_of(HouseBed& h, std::string_view code) { return std::to_string(h.area(code).value); }

}  // namespace

TEST_ON_BOTH("everybody in a post sees the areas; nobody else does") {
  HouseBed h(bed, {&divisions_room});
  const std::string worker = h.sign_in(h.holder("grid_worker", h.area("A0101"))), nobody = h.sign_in(h.person("路人"));
  const auto list = h.ask(http::Verb::get, "/api/v1/areas", {}, worker);
  CHECK(list.status == 200);
  CHECK(list.body.find("槐园社区") != std::string::npos);
  CHECK(h.ask(http::Verb::get, "/api/v1/areas", {}, nobody).status == 403);
  CHECK(h.get("/api/v1/areas").status == 401);
  CHECK(area_of(h.ask(http::Verb::get, "/api/v1/areas/" + id_of(h, "A0101"), {}, worker)).kind == territory::AreaKind::community);
  CHECK(h.ask(http::Verb::get, "/api/v1/areas/77", {}, worker).status == 404);
  CHECK(h.ask(http::Verb::get, "/api/v1/areas/locate?lon=112.482&lat=37.942", {}, worker).status == 200);
  CHECK(reason_of(h.ask(http::Verb::get, "/api/v1/areas/locate?lon=2&lat=3", {}, worker)) == "divisions.outside_all_areas");
  CHECK(h.ask(http::Verb::get, "/api/v1/areas/locate?lon=east&lat=3", {}, worker).status == 422);
  CHECK(h.ask(http::Verb::get, "/api/v1/areas/geometry?under=" + id_of(h, "A0101"), {}, worker).body.find("\"Feature\"") != std::string::npos);
  CHECK(h.ask(http::Verb::get, "/api/v1/areas/geometry?under=x", {}, worker).status == 404);
}

TEST_ON_BOTH("a name changes from a day on; a stale screen is told; the same client_ref gives the same answer") {
  HouseBed h(bed, {&divisions_room});
  const std::string desk = h.sign_in(h.holder("district_desk", h.area("A")));
  const std::string worker = h.sign_in(h.holder("grid_worker", h.area("A0101")));
  const std::string path = "/api/v1/areas/" + id_of(h, "A010101") + "/change";
  const std::string body = R"({"from":"2026-10-01","name":"槐园东网格","reason":"更名","if_version":1,"client_ref":"r1"})";
  CHECK(h.ask(http::Verb::post, path, body, worker).status == 403);
  const auto changed = h.ask(http::Verb::post, path, body, desk);
  REQUIRE(changed.status == 200);
  CHECK(area_of(changed).version == 2);
  CHECK(h.ask(http::Verb::post, path, body, desk).body == changed.body);
  CHECK(reason_of(h.ask(http::Verb::post, path, R"({"from":"2026-11-01","name":"另一名","reason":"更名","if_version":1})", desk)) == "divisions.changed_meanwhile");
  CHECK(reason_of(h.ask(http::Verb::post, path, R"({"from":"2026-09-20","name":"另一名","reason":"更名"})", desk)) == "territory.later_version_exists");
  const auto wrong = h.ask(http::Verb::post, path, R"({"from":"soon","name":"","colour":"red"})", desk);
  CHECK(wrong.status == 422);
  for (const char* field : {"/from", "/name", "/reason", "/colour"}) CHECK(wrong.body.find(field) != std::string::npos);
  const auto history = h.ask(http::Verb::get, "/api/v1/areas/" + id_of(h, "A010101") + "/history", {}, worker);
  CHECK(history.body.find("槐园东网格") != std::string::npos);
  // Today it still has its old name; on the day it has the new one.
  CHECK(area_of(h.ask(http::Verb::get, "/api/v1/areas/" + id_of(h, "A010101"), {}, worker)).name != "槐园东网格");
}

TEST_ON_BOTH("a grid is added and closed; its successor is named") {
  HouseBed h(bed, {&divisions_room});
  const std::string desk = h.sign_in(h.holder("district_desk", h.area("A")));
  const std::string in = id_of(h, "A0101");
  const auto add = [&](std::string_view code) {
    return h.ask(http::Verb::post, "/api/v1/areas", R"({"parent_id":")" + in + R"(","kind":"grid","code":")" + std::string(code) +
                                                         R"(","name":"新网格","households":330,"shape":[[[112.6,37.9],[112.61,37.9],[112.61,37.91]]],"valid_from":"2026-09-17"})", desk);
  };
  const auto made = add("A010103");
  REQUIRE(made.status == 201);
  CHECK(area_of(h.ask(http::Verb::get, "/api/v1/areas/locate?lon=112.608&lat=37.903", {}, desk)).code == "A010103");
  CHECK(reason_of(add("A010103")) == "territory.code_taken");
  const std::string path = "/api/v1/areas/" + std::to_string(area_of(made).id.value) + "/close";
  const auto closed = h.ask(http::Verb::post, path, R"({"from":"2026-09-18","reason":"并入","successors":[")" + id_of(h, "A010101") + R"("]})", desk);
  CHECK(closed.status == 200);
  CHECK(reason_of(h.ask(http::Verb::post, "/api/v1/areas/" + in + "/close", R"({"from":"2026-09-18","reason":"撤销"})", desk)) == "territory.has_areas_below");
}

TEST_CASE("the demo's plan: communities never overlap, grids tile their community, households fit the band") {
  const auto& plan = divisions::planned_communities();
  CHECK(plan.size() == 8);
  std::vector<divisions::Tiling> tilings;
  for (const auto& c : plan) {
    tilings.push_back(divisions::tiling(c));
    const auto& t = tilings.back();
    INFO(c.name);
    REQUIRE(t.grids.size() == static_cast<std::size_t>(c.grids));
    double sum = 0;
    for (const auto& grid : t.grids) {
      REQUIRE(territory::parse_shape(territory::to_json(grid)));
      sum += territory::square_metres(grid);
      CHECK(territory::inside(grid, territory::centre(grid)));
    }
    CHECK(sum == doctest::Approx(territory::square_metres(t.outline)).epsilon(1e-5));
  }
  CHECK(rc::check([&](std::uint32_t a, std::uint32_t b) {
    const territory::Point p{112.47 + 0.045 * a / 4294967296.0, 37.93 + 0.02 * b / 4294967296.0};
    int communities = 0;
    for (const auto& t : tilings) {
      int grids = 0;
      for (const auto& grid : t.grids) grids += territory::inside(grid, p) ? 1 : 0;
      const bool in = territory::inside(t.outline, p);
      RC_ASSERT(grids == (in ? 1 : 0));
      communities += in ? 1 : 0;
    }
    RC_ASSERT(communities <= 1);
  }));
}

TEST_CASE("the whole district's plan: 77 communities with 803 grids, 515 before them, 60 villages; grids tile their community and nothing overlaps") {
  const divisions::DrawnDistrict drawn = divisions::full_district(1);
  int communities = 0, villages = 0;
  std::size_t grids = 0, earlier = 0;
  std::vector<const territory::Shape*> shapes;
  double all = 0;
  for (const auto& c : drawn.communities) {
    INFO(c.name);
    (c.village ? villages : communities) += 1;
    CHECK(c.grids.size() >= (c.village ? 1 : 5));
    if (!c.village) grids += c.grids.size();
    earlier += c.earlier.size();
    double sum = 0;
    for (const auto& grid : c.grids) {
      REQUIRE(territory::parse_shape(territory::to_json(grid.shape)));
      CHECK(territory::inside(grid.shape, territory::centre(grid.shape)));
      CHECK((c.village || (grid.households >= 300 && grid.households <= 500)));
      sum += territory::square_metres(grid.shape);
      shapes.push_back(&grid.shape);
    }
    CHECK(sum == doctest::Approx(territory::square_metres(c.outline)).epsilon(1e-4));
    all += sum;
    for (const auto& old : c.earlier) CHECK(!old.successors.empty());
    CHECK(c.named_in_article == (c.name.find("示例") == std::string::npos));
  }
  CHECK(communities == 77);
  CHECK(villages == 60);
  CHECK(grids == 803);
  CHECK(earlier == 515);
  CHECK(drawn.subdistricts.size() == 14);
  CHECK(all == doctest::Approx(territory::square_metres(drawn.outline)).epsilon(1e-3));
  const territory::ShapeIndex index(shapes);
  const territory::Box box = territory::box_of(drawn.outline);
  CHECK(rc::check([&](std::uint32_t a, std::uint32_t b) {
    const territory::Point p{box.west + (box.east - box.west) * a / 4294967296.0, box.south + (box.north - box.south) * b / 4294967296.0};
    RC_ASSERT(index.at(p).size() == (territory::inside(drawn.outline, p) ? 1U : 0U));
  }));
  CHECK(divisions::full_district(1).communities[40].grids[3].shape.rings[0][2].lon == drawn.communities[40].grids[3].shape.rings[0][2].lon);
  CHECK(divisions::full_district(2).communities[40].outline.rings[0][0].lon != drawn.communities[40].outline.rings[0][0].lon);
}
