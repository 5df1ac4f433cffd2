// The map of one community on blank ground: its grids, its estates by name, and the point that was chosen. Drawn as figures for a
// template; no tiles, nothing from elsewhere. Pure: no database, no clock.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mechanisms/intake/render.hpp"
#include "territory/territory.hpp"

namespace intake {

// An entry of the register that people name when they say where: an estate, a lane, a market. Never who lives there.
struct Spot {
  std::string id{}, kind{}, name{};      // estate, lane, business_area
  base::AreaId grid{};                   // 0: it stands in the community as a whole
  std::optional<territory::Point> at{};
};

// How the picture's units become degrees: also what the script needs to read a tap.
struct Plane {
  double west{}, north{};                // of the picture's corner
  double degrees_x{}, degrees_y{};       // of one unit, to the right and down
  int height{};                          // its width is always `width`
  static constexpr int width = 320;
  [[nodiscard]] double x(double lon) const { return (lon - west) / degrees_x; }
  [[nodiscard]] double y(double lat) const { return (north - lat) / degrees_y; }
  [[nodiscard]] bool holds(territory::Point p) const { return x(p.lon) >= 0 && x(p.lon) <= width && y(p.lat) >= 0 && y(p.lat) <= height; }
};
// Around a community and its grids; none where nothing has a shape.
[[nodiscard]] std::optional<Plane> plane_of(const territory::Tree&, base::AreaId community);

// "槐园第1网格" in 槐园社区 is "1网格" on the map: what all grids begin with says nothing.
[[nodiscard]] std::vector<std::string> short_names(const std::vector<std::string>& names);

struct MapAsk {
  base::AreaId community{}, grid{};      // grid 0: none is marked
  std::optional<territory::Point> at{};  // a point outside is not drawn
  std::string_view language{"zh"};
};
// Fills the lists "map_grids", "map_names", "map_spots" and the texts of _map.mustache; false: the community has no shape.
bool draw_map(const territory::Tree&, const std::vector<Spot>&, const MapAsk&, View&);

}  // namespace intake
