// Polygons as the house keeps them: WGS-84 rings of (longitude, latitude). Pure: no database, no clock.
// A polygon is one outer ring and its holes; an area may have several (islands). Inside is decided by the even-odd rule, so
// hole and island need no marks; a point on a shared edge belongs to exactly one of two neighbours (half-open crossing).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace territory {

struct Point { double lon{}, lat{}; };
using Ring = std::vector<Point>;       // open: the last point is not the first again

struct Box {
  double west{}, south{}, east{}, north{};
  [[nodiscard]] bool holds(Point p) const { return p.lon >= west && p.lon <= east && p.lat >= south && p.lat <= north; }
};

struct Shape {
  std::vector<Ring> rings{};
  [[nodiscard]] bool empty() const { return rings.empty(); }
};

inline constexpr std::size_t rings_max = 64;
inline constexpr std::size_t points_max = 20'000;   // of one area

// JSON [[[lon,lat],…],…]; errors: "territory.bad_geometry", "territory.ring_too_short", "territory.outside_the_world", "territory.too_many_points".
[[nodiscard]] base::Result<Shape> parse_shape(std::string_view json);
[[nodiscard]] std::string to_json(const Shape&);     // seven decimals (about a centimetre)
[[nodiscard]] bool inside(const Shape&, Point);
[[nodiscard]] Box box_of(const Shape&);
[[nodiscard]] double square_metres(const Shape&);    // on the local plane of its centre; holes subtracted
[[nodiscard]] Point centre(const Shape&);            // of mass of the largest ring, moved inside if it falls outside

// Which shapes hold a point: a grid of cells over all boxes, then the exact test. Answers positions in ascending order.
class ShapeIndex {
 public:
  ShapeIndex() = default;
  explicit ShapeIndex(std::vector<const Shape*> shapes);   // shapes outlive the index
  [[nodiscard]] std::vector<std::size_t> at(Point) const;

 private:
  std::vector<const Shape*> shapes_{};
  std::vector<Box> boxes_{};
  Box all_{};
  std::size_t columns_{}, lines_{};
  std::vector<std::vector<std::uint32_t>> cells_{};
  [[nodiscard]] std::size_t cell(Point) const;
};

}  // namespace territory
