#include "mechanisms/intake/map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace intake {
namespace {

constexpr double margin = 8, height_max = 380, height_min = 120;   // in units of the picture
constexpr double metres_per_degree = 111'320;
constexpr double letter_zh = 13, letter_en = 7, line = 18;         // room that a letter of a label takes

std::string name_of(const territory::Area& area, std::string_view language) { return language == "en" && !area.name_en.empty() ? area.name_en : area.name; }

std::size_t letter_bytes(char first) {
  const auto c = static_cast<unsigned char>(first);
  return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

// The part that all have at their start, in whole letters.
std::string common_start(const std::vector<std::string>& names) {
  if (names.size() < 2) return {};
  std::size_t n = 0;
  for (const std::string& first = names.front(); n < first.size();) {
    const std::string letter = first.substr(n, letter_bytes(first[n]));
    if (!std::all_of(names.begin(), names.end(), [&](const std::string& each) { return each.size() > n + letter.size() && each.substr(n, letter.size()) == letter; })) break;
    n += letter.size();
  }
  return names.front().substr(0, n);
}

std::string path_of(const territory::Shape& shape, const Plane& plane) {
  std::string out;
  for (const territory::Ring& ring : shape.rings) {
    int last_x = -1, last_y = -1;
    char verb = 'M';
    for (const territory::Point p : ring) {
      const int x = static_cast<int>(std::lround(plane.x(p.lon))), y = static_cast<int>(std::lround(plane.y(p.lat)));
      if (x == last_x && y == last_y) continue;   // closer than anybody sees
      out += fmt::format("{}{} {}", verb, x, y);
      verb = 'L';
      last_x = x, last_y = y;
    }
    out += 'Z';
  }
  return out;
}

// Labels that would lie on another are left out: the lists name everything.
class Labels {
 public:
  bool put(double x, double y, std::string_view words) {
    double width = 0;
    for (std::size_t i = 0; i < words.size(); i += letter_bytes(words[i])) width += letter_bytes(words[i]) > 2 ? letter_zh : letter_en;
    const Box box{x - width / 2, y - line, x + width / 2, y};
    if (box.left < 0 || box.right > Plane::width) return false;
    for (const Box& each : taken_)
      if (box.left < each.right && each.left < box.right && box.top < each.bottom && each.top < box.bottom) return false;
    taken_.push_back(box);
    return true;
  }

 private:
  struct Box { double left{}, top{}, right{}, bottom{}; };
  std::vector<Box> taken_{};
};

View label(double x, double y, std::string words) {
  View v;
  v.text("x", fmt::format("{:.0f}", x)).text("y", fmt::format("{:.0f}", y)).text("name", std::move(words));
  return v;
}

}  // namespace

std::optional<Plane> plane_of(const territory::Tree& tree, base::AreaId community) {
  std::vector<const territory::Shape*> shapes{tree.shape(community)};
  for (const territory::Area* grid : tree.children(community)) shapes.push_back(tree.shape(grid->id));
  std::optional<territory::Box> all;
  for (const territory::Shape* shape : shapes) {
    if (shape == nullptr || shape->empty()) continue;
    const territory::Box b = territory::box_of(*shape);
    all = all ? territory::Box{std::min(all->west, b.west), std::min(all->south, b.south), std::max(all->east, b.east), std::max(all->north, b.north)} : b;
  }
  if (!all) return std::nullopt;
  const territory::Box& box = *all;
  const double squeeze = std::cos((box.south + box.north) / 2 * std::numbers::pi / 180);
  const double wide = std::max(1.0, (box.east - box.west) * squeeze * metres_per_degree), high = std::max(1.0, (box.north - box.south) * metres_per_degree);
  const double metres = std::max(wide / (Plane::width - 2 * margin), high / (height_max - 2 * margin));  // of one unit
  Plane p{.degrees_x = metres / metres_per_degree / squeeze, .degrees_y = metres / metres_per_degree};
  p.height = static_cast<int>(std::clamp(std::ceil(high / metres + 2 * margin), height_min, height_max));
  p.west = (box.west + box.east) / 2 - p.degrees_x * Plane::width / 2;
  p.north = (box.south + box.north) / 2 + p.degrees_y * p.height / 2;
  return p;
}

std::vector<std::string> short_names(const std::vector<std::string>& names) {
  const std::size_t cut = common_start(names).size();
  std::vector<std::string> out;
  for (const std::string& name : names) out.push_back(name.substr(cut));
  return out;
}

bool draw_map(const territory::Tree& tree, const std::vector<Spot>& spots, const MapAsk& ask, View& view) {
  const auto plane = plane_of(tree, ask.community);
  if (!plane) return false;
  std::vector<const territory::Area*> shaped;
  std::vector<std::string> names;
  for (const territory::Area* grid : tree.children(ask.community))
    if (tree.shape(grid->id) != nullptr) shaped.push_back(grid), names.push_back(name_of(*grid, ask.language));
  const territory::Area* community = tree.find(ask.community);
  std::vector<View> grids, words, places;
  Labels labels;
  const auto brief = short_names(names);
  for (std::size_t i = 0; i < shaped.size(); ++i) {
    View v;
    v.text("d", path_of(*tree.shape(shaped[i]->id), *plane)).text("code", shaped[i]->code).text("name", names[i]).flag("on", shaped[i]->id == ask.grid);
    grids.push_back(std::move(v));
    const double x = plane->x(shaped[i]->centre_lon), y = plane->y(shaped[i]->centre_lat) - 4;
    if (labels.put(x, y, brief[i])) words.push_back(label(x, y, brief[i]));
  }
  if (shaped.empty() && tree.shape(ask.community) != nullptr) {
    View v;
    v.text("d", path_of(*tree.shape(ask.community), *plane)).text("code", community->code).text("name", name_of(*community, ask.language)).flag("on", ask.grid == ask.community);
    grids.push_back(std::move(v));
  }
  // Estates by what tells them apart: without the community's own name before it.
  const std::string stem = community->name.ends_with("社区") ? community->name.substr(0, community->name.size() - std::string_view("社区").size()) : community->name;
  for (const Spot& spot : spots) {
    if (!spot.at || spot.kind == "lane" || !plane->holds(*spot.at)) continue;
    std::string name = spot.name.size() > stem.size() && spot.name.starts_with(stem) ? spot.name.substr(stem.size()) : spot.name;
    const double x = plane->x(spot.at->lon), y = plane->y(spot.at->lat) + line - 2;
    if (labels.put(x, y, name)) places.push_back(label(x, y, std::move(name)));
  }
  view.flag("map").text("map_of", name_of(*community, ask.language)).text("map_height", std::to_string(plane->height));
  view.text("map_west", fmt::format("{:.7f}", plane->west)).text("map_north", fmt::format("{:.7f}", plane->north));
  view.text("map_dx", fmt::format("{:.9f}", plane->degrees_x)).text("map_dy", fmt::format("{:.9f}", plane->degrees_y));
  const bool marked = ask.at && plane->holds(*ask.at);
  view.flag("marked", marked).text("mark_x", marked ? fmt::format("{:.1f}", plane->x(ask.at->lon)) : "0").text("mark_y", marked ? fmt::format("{:.1f}", plane->y(ask.at->lat)) : "0");
  view.lists.emplace_back("map_grids", std::move(grids));
  view.lists.emplace_back("map_names", std::move(words));
  view.lists.emplace_back("map_spots", std::move(places));
  return true;
}

}  // namespace intake
