// The map of a community as figures: what lies where, what is left out, and the way back from a tap to degrees.
#include <doctest/doctest.h>

#include "mechanisms/intake/map.hpp"
#include "messages/texts.hpp"

using namespace intake;

namespace {

std::shared_ptr<const territory::Shape> square(double west, double south, double side) {
  return std::make_shared<territory::Shape>(territory::Shape{.rings = {{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}}}});
}
territory::Area area(std::int64_t id, std::int64_t parent, territory::AreaKind kind, std::string code, std::string name, double lon, double lat) {
  territory::Area a{.id = {id}, .parent = {parent}, .kind = kind, .code = std::move(code), .name = std::move(name), .has_shape = true};
  a.centre_lon = lon, a.centre_lat = lat;
  return a;
}
std::shared_ptr<const territory::Tree> town() {
  using K = territory::AreaKind;
  return territory::make_tree({}, {area(1, 0, K::district, "D", "区", 112.5, 37.9), area(2, 1, K::community, "C", "槐园社区", 112.502, 37.902),
                                   area(3, 2, K::grid, "C1", "槐园第1网格", 112.501, 37.901), area(4, 2, K::grid, "C2", "槐园第2网格", 112.503, 37.903)},
                              {nullptr, square(112.5, 37.9, 0.004), square(112.5, 37.9, 0.002), square(112.502, 37.902, 0.002)});
}
const std::vector<View>& list(const View& view, std::string_view name) {
  for (const auto& [key, items] : view.lists)
    if (key == name) return items;
  static const std::vector<View> none;
  return none;
}
std::string text(const View& view, std::string_view name) {
  for (const auto& [key, value] : view.texts)
    if (key == name) return value;
  return {};
}

}  // namespace

TEST_CASE("the plane goes there and back, and keeps angles") {
  const auto tree = town();
  const auto plane = plane_of(*tree, {2});
  REQUIRE(plane);
  CHECK(plane->x(112.5) == doctest::Approx(Plane::width - plane->x(112.504)));
  CHECK(plane->y(37.904) == doctest::Approx(plane->height - plane->y(37.9)).epsilon(0.01));
  CHECK(plane->degrees_y / plane->degrees_x == doctest::Approx(0.789).epsilon(0.01));   // cosine of the latitude
  CHECK(plane->holds({112.502, 37.902}));
  CHECK(!plane->holds({112.52, 37.902}));
  CHECK(plane_of(*tree, {1}));   // without a shape of its own: around what lies in it
}

TEST_CASE("grids, their short names, estates that have room, the point") {
  const auto tree = town();
  View view;
  const std::vector<Spot> spots{{.id = "7", .kind = "estate", .name = "槐园新村", .grid = {4}, .at = territory::Point{112.503, 37.9015}},
                                {.id = "8", .kind = "estate", .name = "槐园旧村", .grid = {4}, .at = territory::Point{112.503, 37.9015}},   // on top of the other
                                {.id = "9", .kind = "lane", .name = "东巷", .grid = {3}, .at = territory::Point{112.501, 37.9035}}};
  REQUIRE(draw_map(*tree, spots, {.community = {2}, .grid = {4}, .at = territory::Point{112.501, 37.901}}, view));
  REQUIRE(list(view, "map_grids").size() == 2);
  CHECK(list(view, "map_grids")[1].flags == std::vector<std::string>{"on"});
  CHECK(text(list(view, "map_grids")[0], "d").starts_with("M"));
  REQUIRE(list(view, "map_names").size() == 2);
  CHECK(text(list(view, "map_names")[0], "name") == "1网格");
  REQUIRE(list(view, "map_spots").size() == 1);
  CHECK(text(list(view, "map_spots")[0], "name") == "新村");
  const messages::Texts texts;
  const auto drawn = render(texts, "zh", "_map", view);
  CHECK(drawn.find("class=\"grid on\"") != std::string::npos);
  CHECK(drawn.find("class=\"mark\"") != std::string::npos);
  CHECK(drawn.size() < 4'000);

  View outside;
  REQUIRE(draw_map(*tree, spots, {.community = {2}, .at = territory::Point{112.6, 37.9}}, outside));
  CHECK(render(texts, "zh", "_map", outside).find("class=\"mark off\"") != std::string::npos);
}

TEST_CASE("what all names begin with is left out, in whole letters") {
  CHECK(short_names({"槐园第1网格", "槐园第2网格"}) == std::vector<std::string>{"1网格", "2网格"});
  CHECK(short_names({"一格", "丁格"}) == std::vector<std::string>{"一格", "丁格"});   // 一 and 丁 share their first byte
  CHECK(short_names({"孤村网格"}) == std::vector<std::string>{"孤村网格"});
  CHECK(short_names({"东", "东二"}) == std::vector<std::string>{"东", "东二"});      // nobody loses the whole name
  CHECK(short_names({}).empty());
}
