// Shapes: what a point belongs to, sizes, hostile input.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>

#include "territory/geometry.hpp"

using namespace territory;

namespace {

Shape shape(std::string_view json) {
  auto parsed = parse_shape(json);
  REQUIRE(parsed);
  return *parsed;
}

// A chessboard of quadrilaterals with corners pushed about: neighbours share corners.
std::vector<Shape> chessboard(int side, const std::vector<int>& pushes) {
  const auto corner = [&](int x, int y) {
    const auto i = static_cast<std::size_t>(y * (side + 1) + x);
    const auto push = [&](std::size_t k) { return pushes.empty() ? 0.0 : (pushes[k % pushes.size()] % 40) / 100.0; };
    return Point{112.4 + 0.01 * (x + push(2 * i)), 37.9 + 0.01 * (y + push(2 * i + 1))};
  };
  std::vector<Shape> out;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) out.push_back({{{corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)}}});
  return out;
}

}  // namespace

TEST_CASE("a square: inside, outside, and its edges belong to one side only") {
  const Shape s = shape("[[[0,0],[1,0],[1,1],[0,1]]]");
  CHECK(inside(s, {0.5, 0.5}));
  CHECK(!inside(s, {1.5, 0.5}));
  CHECK(inside(s, {0.0, 0.5}) != inside(s, {1.0, 0.5}));
  CHECK(inside(s, {0.5, 0.0}) != inside(s, {0.5, 1.0}));
}

TEST_CASE("a hole is outside, an island is inside, and the area knows both") {
  const Shape s = shape("[[[0,0],[4,0],[4,4],[0,4]],[[1,1],[3,1],[3,3],[1,3]],[[10,0],[11,0],[11,1],[10,1]]]");
  CHECK(inside(s, {0.5, 2}));
  CHECK(!inside(s, {2, 2}));
  CHECK(inside(s, {10.5, 0.5}));
  const double whole = square_metres(shape("[[[0,0],[4,0],[4,4],[0,4]]]"));
  CHECK(square_metres(s) == doctest::Approx(whole * (16 - 4 + 1) / 16).epsilon(0.01));
}

TEST_CASE("a square kilometre near the district measures a square kilometre") {
  // 0.0113799° of longitude and 0.0090093° of latitude are a kilometre each at 37.94° (WGS-84).
  const Shape s = shape("[[[112.49,37.94],[112.5013799,37.94],[112.5013799,37.9490093],[112.49,37.9490093]]]");
  CHECK(square_metres(s) == doctest::Approx(1e6).epsilon(0.002));
}

TEST_CASE("hostile boundaries are refused with a reason") {
  const auto reason = [](std::string_view json) {
    const auto parsed = parse_shape(json);
    return parsed ? std::string{} : parsed.error().reason;
  };
  CHECK(reason("") == "territory.bad_geometry");
  CHECK(reason("[[[0,0],[1,0],[1,1]]") == "territory.bad_geometry");
  CHECK(reason("[[[0,0],[1,0],[1,nan]]]") == "territory.bad_geometry");
  CHECK(reason("[[[0,0],[1,0],[1,1e999]]]") == "territory.bad_geometry");
  CHECK(reason("[[[0,0],[1,0]]]") == "territory.ring_too_short");
  CHECK(reason("[[[0,0],[1,0],[2,0]]]") == "territory.ring_too_short");
  CHECK(reason("[[[0,0],[1,0],[1,91]]]") == "territory.outside_the_world");
  std::string long_ring = "[[";
  for (int i = 0; i <= 20'000; ++i) long_ring += "[1,2],";
  CHECK(reason(long_ring + "[3,4]]]") == "territory.too_many_points");
  CHECK(reason("[]").empty());
  CHECK(rc::check("any text: a shape or a reason", [](const std::string& noise) { static_cast<void>(parse_shape(noise)); }));
}

TEST_CASE("what is written is read again") {
  CHECK(rc::check([](const std::vector<std::pair<std::int32_t, std::int32_t>>& points) {
    Shape s{{{}}};
    for (const auto& [x, y] : points) s.rings[0].push_back({(x % 1'800'000'000) / 1e7, (y % 900'000'000) / 1e7});
    const auto first = parse_shape(to_json(s));
    RC_PRE(first.has_value());
    const auto again = parse_shape(to_json(*first));
    RC_ASSERT(again.has_value());
    RC_ASSERT(to_json(*again) == to_json(*first));
  }));
}

TEST_CASE("areas that share corners tile: every point of the middle belongs to exactly one, and the index finds it") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes, std::uint16_t a, std::uint16_t b) {
    const std::vector<int> pushes(bytes.begin(), bytes.end());
    const auto shapes = chessboard(5, pushes);
    std::vector<const Shape*> pointers;
    for (const Shape& s : shapes) pointers.push_back(&s);
    const ShapeIndex index(pointers);
    // Also points on shared corners and edges: multiples of half a cell.
    const Point p = a % 3 == 0 ? Point{112.4 + 0.01 * (1 + a % 7 * 0.5), 37.9 + 0.01 * (1 + b % 7 * 0.5)}
                               : Point{112.41 + 0.03 * a / 65536.0, 37.91 + 0.03 * b / 65536.0};
    std::vector<std::size_t> slow;
    for (std::size_t i = 0; i < shapes.size(); ++i)
      if (inside(shapes[i], p)) slow.push_back(i);
    RC_ASSERT(slow.size() == 1U);
    RC_ASSERT(index.at(p) == slow);
  }));
}

TEST_CASE("the centre of a shape lies in it") {
  CHECK(inside(shape("[[[0,0],[10,0],[10,1],[1,1],[1,10],[0,10]]]"), centre(shape("[[[0,0],[10,0],[10,1],[1,1],[1,10],[0,10]]]"))));
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes) {  // stars: any radius at each of twelve directions
    RC_PRE(bytes.size() >= 12U);
    Shape s{{{}}};
    for (int i = 0; i < 12; ++i) {
      const double r = 0.001 + bytes[static_cast<std::size_t>(i)] / 256.0 * 0.01, angle = i * 3.14159265358979 / 6;
      s.rings[0].push_back({112.4 + r * std::cos(angle), 37.9 + r * std::sin(angle)});
    }
    RC_ASSERT(inside(s, centre(s)));
  }));
}
