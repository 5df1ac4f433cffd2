// The whole demo district drawn: a lattice of 64 × 64 blocks whose corners are pushed about, walked along a Hilbert curve. A stretch of
// that curve is always in one piece and without holes, so units, communities and grids are stretches of stretches. Pure: one seed, one map.
#include <array>
#include <cmath>

#include "mechanisms/divisions/demo.hpp"
#include "mechanisms/divisions/demo_names.hpp"

namespace divisions {
namespace {

constexpr int side = 64;                 // blocks
constexpr int grids_wanted = 803, earlier_wanted = 515;
constexpr double village_weight = 12;    // a village takes as much room as so many grids of a community

double rounded(double degrees) { return std::round(degrees * 1e7) / 1e7; }  // as shapes are kept: neighbours stay equal

// Corners and the middles of edges of the lattice. The inner town (south-east) has smaller blocks than the hills.
class Lattice {
 public:
  explicit Lattice(std::uint64_t seed) : seed_(seed) {}
  [[nodiscard]] territory::Point corner(int column, int line) const {
    return bent(column + 0.17 * push(column, line, 1), line + 0.17 * push(column, line, 2));
  }
  // Between two neighbouring corners; the same whichever way it is walked.
  [[nodiscard]] territory::Point middle(int c1, int l1, int c2, int l2) const {
    if (std::pair(c2, l2) < std::pair(c1, l1)) std::swap(c1, c2), std::swap(l1, l2);
    const territory::Point a = corner(c1, l1), b = corner(c2, l2);
    const double off = 0.09 * push(c1 * 2 + (c2 - c1), l1 * 2 + (l2 - l1), 3);
    const double east = c1 == c2 ? off * 0.003 : 0, north = l1 == l2 ? off * 0.0028 : 0;
    return {rounded((a.lon + b.lon) / 2 + east), rounded((a.lat + b.lat) / 2 + north)};
  }

 private:
  // The whole is bent a little, narrower in the north, so that no border is a ruler's line; neighbours stay neighbours.
  static territory::Point bent(double column, double line) {
    const double u = column / side, v = line / side, pi = 3.14159265358979323846;
    const double middle = lon(side / 2.0), narrow = 0.80 + 0.20 * std::cos(pi * (v - 0.42)) - 0.10 * v;
    const double x = middle + (lon(column) - middle) * narrow + 0.009 * std::sin(2 * pi * (0.9 * v + 0.12)) + 0.004 * std::sin(2 * pi * (1.7 * v + 0.6 * u));
    const double y = lat(line) + 0.008 * std::sin(2 * pi * (0.8 * u + 0.2)) - 0.010 * (u - 0.5) + 0.003 * std::sin(2 * pi * (1.9 * u + 0.3 * v));
    return {rounded(x), rounded(y)};
  }
  static double lon(double column) { return 112.4000 + (column < 32 ? column * 0.0034 : 32 * 0.0034 + (column - 32) * 0.0026); }
  static double lat(double line) { return 37.8850 + (line < 32 ? line * 0.0026 : 32 * 0.0026 + (line - 32) * 0.0032); }
  [[nodiscard]] double push(int a, int b, std::uint64_t salt) const {
    const std::uint64_t h = mixed(mixed(static_cast<std::uint64_t>(a + 7), static_cast<std::uint64_t>(b + 11)), salt + seed_ * 16);
    return static_cast<double>(h % 2001) / 1000.0 - 1.0;
  }
  std::uint64_t seed_;
};

// Position on the Hilbert curve -> block; begins at the south-west corner and ends at the south-east one.
std::pair<int, int> block(int position) {
  int x = 0, y = 0;
  for (int s = 1, t = position; s < side; s *= 2) {
    const int rx = 1 & (t / 2), ry = 1 & (t ^ rx);
    if (ry == 0) {
      if (rx == 1) x = s - 1 - x, y = s - 1 - y;
      std::swap(x, y);
    }
    x += s * rx;
    y += s * ry;
    t /= 4;
  }
  return {x, y};
}

struct Stretch { int from{}, to{}; };    // of the curve, half-open

// The outline of a stretch: its outer edges, each walked with the inside on the left, joined to one ring.
territory::Shape outline(const Lattice& lattice, const std::array<int, side * side>& position, Stretch s) {
  using Corner = std::pair<int, int>;
  const auto has = [&](int column, int line) {
    if (column < 0 || line < 0 || column >= side || line >= side) return false;
    const int at = position[static_cast<std::size_t>(line * side + column)];
    return at >= s.from && at < s.to;
  };
  std::map<Corner, Corner> next;         // a stretch never touches itself in a corner: one edge leaves each
  for (int at = s.from; at < s.to; ++at) {
    const auto [c, l] = block(at);
    if (!has(c, l - 1)) next[{c, l}] = {c + 1, l};
    if (!has(c + 1, l)) next[{c + 1, l}] = {c + 1, l + 1};
    if (!has(c, l + 1)) next[{c + 1, l + 1}] = {c, l + 1};
    if (!has(c - 1, l)) next[{c, l + 1}] = {c, l};
  }
  territory::Ring ring;
  const Corner first = next.begin()->first;
  for (Corner at = first;;) {
    const Corner to = next.at(at);
    ring.push_back(lattice.corner(at.first, at.second));
    ring.push_back(lattice.middle(at.first, at.second, to.first, to.second));
    at = to;
    if (at == first) break;
  }
  territory::Shape out;
  out.rings.push_back(std::move(ring));
  return out;
}

// Cuts a stretch into pieces by weight; each gets at least one block.
std::vector<Stretch> cut(Stretch whole, const std::vector<double>& weights) {
  double all = 0, so_far = 0;
  for (const double w : weights) all += w;
  std::vector<Stretch> out;
  int from = whole.from;
  const int blocks = whole.to - whole.from;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    so_far += weights[i];
    const int left = static_cast<int>(weights.size() - i) - 1;
    int to = whole.from + static_cast<int>(std::lround(so_far / all * blocks));
    to = left == 0 ? whole.to : std::clamp(to, from + 1, whole.to - left);
    out.push_back({from, to});
    from = to;
  }
  return out;
}

struct Member { DrawnCommunity community{}; int grids{}, earlier{}; };

// Adds or takes one here and there until the sum is what the article says.
void settle(std::vector<Member*>& members, int Member::* number, int wanted, int low, int high, std::uint64_t seed) {
  int sum = 0;
  for (const Member* m : members) sum += m->*number;
  for (std::uint64_t i = seed; sum != wanted; ++i) {
    Member& m = *members[i * 31 % members.size()];
    const int step = sum < wanted ? 1 : -1;
    if (m.community.named_in_article || m.*number + step < low || m.*number + step > high) continue;
    m.*number += step;
    sum += step;
  }
}

std::vector<std::vector<Member>> members_of_units(std::uint64_t seed) {
  std::vector<std::vector<Member>> out;
  const auto names = community_names();
  const auto villages = village_names();
  std::size_t name = 0, village = 1;
  for (const DemoUnit& unit : demo_units()) {
    std::vector<Member>& members = out.emplace_back();
    const auto add = [&](std::string zh, std::string en, bool named, bool is_village, int grids) {
      members.push_back({.community = {.name = std::move(zh), .name_en = std::move(en), .subdistrict_code = std::string(unit.code), .village = is_village,
                                       .named_in_article = named}, .grids = grids, .earlier = is_village ? 0 : (grids * earlier_wanted + grids_wanted / 2) / grids_wanted});
    };
    for (const FixedCommunity& f : fixed_communities())
      if (f.unit == unit.code)
        add(std::string(f.zh) + (f.named ? "社区" : "社区（示例）"), std::string(f.en) + (f.named ? " Community" : " Community (example)"), f.named, false, f.grids);
    while (static_cast<int>(members.size()) < unit.communities) {
      const DemoName& n = names[name++];
      add(std::string(n.zh) + "社区（示例）", std::string(n.en) + " Community (example)", false, false, 8 + static_cast<int>(mixed(name, seed) % 6));
    }
    for (int v = 0; v < unit.villages; ++v) {
      const auto& [zh, en] = v == 0 && unit.code == "140108100" ? villages[0] : villages[village++];
      add(zh + "村（示例）", en + " Village (example)", false, true, 1);
    }
  }
  std::vector<Member*> communities;
  for (auto& members : out)
    for (Member& m : members)
      if (!m.community.village) communities.push_back(&m);
  settle(communities, &Member::grids, grids_wanted, 7, 14, seed);
  settle(communities, &Member::earlier, earlier_wanted, 4, 9, seed);
  return out;
}

}  // namespace

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = a * 0x9E3779B97F4A7C15U + b * 0xC2B2AE3D27D4EB4FU + 0x165667B19E3779F9U;
  h = (h ^ (h >> 30U)) * 0xbf58476d1ce4e5b9U;
  h = (h ^ (h >> 27U)) * 0x94d049bb133111ebU;
  return h ^ (h >> 31U);
}

namespace {

std::vector<double> weights(int count, std::uint64_t salt) {
  std::vector<double> out;
  for (int i = 0; i < count; ++i) out.push_back(0.8 + 0.4 * static_cast<double>(mixed(static_cast<std::uint64_t>(i), salt) % 1000) / 1000);
  return out;
}

void draw(const Lattice& lattice, const std::array<int, side * side>& position, Stretch s, Member& m, std::uint64_t salt) {
  DrawnCommunity& c = m.community;
  c.outline = outline(lattice, position, s);
  const auto now = cut(s, weights(m.grids, salt));
  for (std::size_t g = 0; g < now.size(); ++g) {
    const std::uint64_t h = mixed(salt, g + 100);
    c.grids.push_back({.shape = outline(lattice, position, now[g]), .households = static_cast<std::int64_t>(c.village ? 120 + h % 260 : 302 + h % 197)});
  }
  if (m.earlier == 0) return;
  for (const Stretch before : cut(s, weights(m.earlier, salt + 1))) {
    DrawnGrid old{.shape = outline(lattice, position, before)};
    for (std::size_t g = 0; g < now.size(); ++g)
      if (now[g].from < before.to && before.from < now[g].to) {
        old.successors.push_back(g);
        old.households += c.grids[g].households * (std::min(now[g].to, before.to) - std::max(now[g].from, before.from)) / (now[g].to - now[g].from);
      }
    c.earlier.push_back(std::move(old));
  }
}

}  // namespace

DrawnDistrict full_district(std::uint64_t seed) {
  const Lattice lattice(seed);
  std::array<int, side * side> position{};
  for (int at = 0; at < side * side; ++at) {
    const auto [column, line] = block(at);
    position[static_cast<std::size_t>(line * side + column)] = at;
  }
  DrawnDistrict out;
  out.outline = outline(lattice, position, {0, side * side});
  auto all = members_of_units(seed);
  int from = 0;
  for (std::size_t u = 0; u < all.size(); ++u) {
    const DemoUnit& unit = demo_units()[u];
    const Stretch whole{from, from + unit.cells};
    from = whole.to;
    out.subdistricts.emplace_back(unit.code, outline(lattice, position, whole));
    std::vector<double> shares;
    for (const Member& m : all[u]) shares.push_back(m.community.village ? village_weight : m.grids);
    const auto places = cut(whole, shares);
    for (std::size_t i = 0; i < all[u].size(); ++i) {
      draw(lattice, position, places[i], all[u][i], mixed(seed, u * 100 + i));
      out.communities.push_back(std::move(all[u][i].community));
    }
  }
  return out;
}

}  // namespace divisions
