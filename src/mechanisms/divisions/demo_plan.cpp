// The small demo district: the plan of its communities, and shapes made from it. Pure: the same plan, the same shapes.
#include <cmath>

#include "mechanisms/divisions/demo.hpp"

namespace divisions {
namespace {

// A chessboard whose corners are pushed about a little. About 880 m by 890 m a cell at this latitude.
constexpr double west = 112.4720, south = 37.9320, wide = 0.0100, high = 0.0080;

// -1 … 1, always the same for the same two numbers.
double push(int a, int b, int salt) {
  auto h = static_cast<std::uint64_t>(a * 73856093 ^ b * 19349663 ^ salt * 83492791);
  h = (h ^ (h >> 30U)) * 0xbf58476d1ce4e5b9U;
  h = (h ^ (h >> 27U)) * 0x94d049bb133111ebU;
  return static_cast<double>((h ^ (h >> 31U)) % 2001) / 1000.0 - 1.0;
}

double rounded(double degrees) { return std::round(degrees * 1e7) / 1e7; }  // as shapes are kept: neighbours stay equal

territory::Point corner(int column, int line) {
  return {rounded(west + wide * (column + 0.12 * push(column, line, 1))), rounded(south + high * (line + 0.12 * push(column, line, 2)))};
}

territory::Point between(territory::Point a, territory::Point b, int part, int parts) {
  const double share = static_cast<double>(part) / parts;
  return {rounded(a.lon + (b.lon - a.lon) * share), rounded(a.lat + (b.lat - a.lat) * share)};
}

const PlannedCommunity* at_cell(int column, int line) {
  for (const PlannedCommunity& c : planned_communities())
    if (c.column == column && c.line == line) return &c;
  return nullptr;
}

// The points on the cell's lower edge (line = its line) or upper edge (line + 1), from west to east, with the cuts of both
// communities that share the edge.
std::vector<territory::Point> edge(int column, int line) {
  const territory::Point a = corner(column, line), b = corner(column + 1, line);
  std::vector<territory::Point> out{a};
  for (const int beside : {line - 1, line})
    if (const PlannedCommunity* c = at_cell(column, beside))
      for (int cut = 1; cut < c->grids; ++cut) out.push_back(between(a, b, cut, c->grids));
  out.push_back(b);
  std::sort(out.begin(), out.end(), [](territory::Point p, territory::Point q) { return p.lon < q.lon; });
  out.erase(std::unique(out.begin(), out.end(), [](territory::Point p, territory::Point q) { return p.lon == q.lon; }), out.end());
  return out;
}

std::vector<territory::Point> stretch(const std::vector<territory::Point>& points, double from, double to) {
  std::vector<territory::Point> out;
  for (const territory::Point p : points)
    if (p.lon >= from && p.lon <= to) out.push_back(p);
  return out;
}

}  // namespace

const std::vector<PlannedCommunity>& planned_communities() {
  static const std::vector<PlannedCommunity> plan{
      {"槐园社区", "Huaiyuan Community", "140108007", true, 5, 1, 0},
      {"兴华东社区", "Xinghuadong Community", "140108007", true, 4, 2, 0},
      {"滨河路南社区", "Binhelunan Community", "140108006", true, 4, 0, 0},
      {"兴安社区", "Xing'an Community", "140108004", true, 4, 3, 0},
      {"建二社区", "Jian'er Community", "140108002", true, 3, 1, 1},
      {"迎宾社区（示例）", "Yingbin Community (example)", "140108001", false, 4, 2, 1},
      {"柴西社区（示例）", "Chaixi Community (example)", "140108008", false, 4, 0, 1},
      {"向阳村（示例）", "Xiangyang Village (example)", "140108100", false, 3, 3, 1},
  };
  return plan;
}

Tiling tiling(const PlannedCommunity& c) {
  const auto below = edge(c.column, c.line), above = edge(c.column, c.line + 1);
  const auto cut = [&](int i, int line) { return between(corner(c.column, line), corner(c.column + 1, line), i, c.grids); };
  // The middle of a dividing line is pushed aside, except for the outer two, which neighbours share.
  const auto middle = [&](int i) {
    const territory::Point m = between(cut(i, c.line), cut(i, c.line + 1), 1, 2);
    if (i == 0 || i == c.grids) return m;
    return territory::Point{rounded(m.lon + wide * 0.04 * push(c.column * 10 + i, c.line, 3)), m.lat};
  };
  Tiling out;
  territory::Ring outline(below.begin(), below.end());
  outline.push_back(middle(c.grids));
  outline.insert(outline.end(), above.rbegin(), above.rend());
  outline.push_back(middle(0));
  out.outline.rings.push_back(std::move(outline));
  for (int i = 0; i < c.grids; ++i) {
    territory::Ring ring = stretch(below, cut(i, c.line).lon, cut(i + 1, c.line).lon);
    ring.push_back(middle(i + 1));
    const auto top = stretch(above, cut(i, c.line + 1).lon, cut(i + 1, c.line + 1).lon);
    ring.insert(ring.end(), top.rbegin(), top.rend());
    ring.push_back(middle(i));
    out.grids.push_back({.rings = {std::move(ring)}});
  }
  return out;
}

// 300 to 500 households a grid, as the standard has it; different and always the same.
DrawnDistrict small_district() {
  DrawnDistrict out;
  for (const PlannedCommunity& c : planned_communities()) {
    DrawnCommunity drawn{.name = c.name, .name_en = c.name_en, .subdistrict_code = c.subdistrict_code, .village = c.name.find("村") != std::string::npos,
                         .named_in_article = c.named_in_article};
    Tiling shapes = tiling(c);
    drawn.outline = std::move(shapes.outline);
    for (int g = 1; g <= c.grids; ++g)
      drawn.grids.push_back({.shape = std::move(shapes.grids[static_cast<std::size_t>(g) - 1]), .households = 320 + (c.column * 37 + c.line * 71 + g * 53) % 170});
    out.communities.push_back(std::move(drawn));
  }
  return out;
}

}  // namespace divisions
