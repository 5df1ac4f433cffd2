#include "territory/geometry.hpp"

#include <fmt/format.h>

#include <cmath>

namespace territory {
namespace {

// Nested arrays of numbers and nothing else: a pull reader of its own is shorter than a tree to walk afterwards.
class Reader {
 public:
  explicit Reader(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool shape(Shape& out, bool& too_many) {
    std::size_t points = 0;
    const bool ok = list([&] {
      if (out.rings.size() == rings_max) { too_many = true; return false; }
      Ring& ring = out.rings.emplace_back();
      return list([&] {
        if (++points > points_max) { too_many = true; return false; }
        Point& p = ring.emplace_back();
        return take('[') && number(p.lon) && take(',') && number(p.lat) && take(']');
      });
    });
    skip();
    return ok && at_ == end_;
  }

 private:
  void skip() { while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_; }
  bool take(char c) {
    skip();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  bool number(double& out) {
    skip();
    const auto [next, error] = std::from_chars(at_, end_, out);
    if (error != std::errc{} || !std::isfinite(out)) return false;
    at_ = next;
    return true;
  }
  template <class Item>
  bool list(Item item) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      if (!item()) return false;
    } while (take(','));
    return take(']');
  }
  const char* at_;
  const char* end_;
};

// The edge's longitude at this latitude, computed from the same end whichever way the ring runs: two neighbours get the same bits.
double crossing(Point a, Point b, double lat) {
  if (a.lat > b.lat || (a.lat == b.lat && a.lon > b.lon)) std::swap(a, b);
  return a.lon + (lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon);
}

bool inside_ring(const Ring& ring, Point p) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if ((ring[i].lat > p.lat) == (ring[j].lat > p.lat)) continue;
    if (p.lon < crossing(ring[i], ring[j], p.lat)) in = !in;
  }
  return in;
}

struct Plane {  // metres per degree around a latitude (series of the WGS-84 ellipsoid)
  double east, north;
  explicit Plane(double latitude) {
    const double f = latitude * 3.14159265358979323846 / 180.0;
    north = 111132.954 - 559.822 * std::cos(2 * f) + 1.175 * std::cos(4 * f);
    east = 111412.84 * std::cos(f) - 93.5 * std::cos(3 * f) + 0.118 * std::cos(5 * f);
  }
};

double signed_area(const Ring& ring) {  // square degrees, about the first point
  double sum = 0;
  const Point o = ring.front();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i], b = ring[(i + 1) % ring.size()];
    sum += (a.lon - o.lon) * (b.lat - o.lat) - (b.lon - o.lon) * (a.lat - o.lat);
  }
  return sum / 2;
}

bool same(Point a, Point b) { return a.lon == b.lon && a.lat == b.lat; }

}  // namespace

base::Result<Shape> parse_shape(std::string_view json) {
  Shape out;
  bool too_many = false;
  if (!Reader(json).shape(out, too_many))
    return base::fail(base::ErrorCode::invalid, too_many ? "territory.too_many_points" : "territory.bad_geometry");
  for (Ring& ring : out.rings) {
    Ring kept;
    for (const Point p : ring) {
      if (p.lon < -180 || p.lon > 180 || p.lat < -90 || p.lat > 90)
        return base::fail(base::ErrorCode::invalid, "territory.outside_the_world");
      if (kept.empty() || !same(kept.back(), p)) kept.push_back(p);
    }
    if (kept.size() > 1 && same(kept.front(), kept.back())) kept.pop_back();
    if (kept.size() < 3 || signed_area(kept) == 0) return base::fail(base::ErrorCode::invalid, "territory.ring_too_short");
    ring = std::move(kept);
  }
  return out;
}

std::string to_json(const Shape& shape) {
  std::string out = "[";
  for (const Ring& ring : shape.rings) {
    out += out.size() > 1 ? ",[" : "[";
    bool first = true;
    for (const Point p : ring) {
      fmt::format_to(std::back_inserter(out), "{}[{:.7f},{:.7f}]", first ? "" : ",", p.lon, p.lat);
      first = false;
    }
    out += ']';
  }
  return out + "]";
}

bool inside(const Shape& shape, Point p) {
  bool in = false;
  for (const Ring& ring : shape.rings) in ^= inside_ring(ring, p);
  return in;
}

Box box_of(const Shape& shape) {
  Box box{180, 90, -180, -90};
  for (const Ring& ring : shape.rings)
    for (const Point p : ring) {
      box.west = std::min(box.west, p.lon);
      box.east = std::max(box.east, p.lon);
      box.south = std::min(box.south, p.lat);
      box.north = std::max(box.north, p.lat);
    }
  return box;
}

double square_metres(const Shape& shape) {
  if (shape.empty()) return 0;
  const Box box = box_of(shape);
  const Plane plane((box.south + box.north) / 2);
  double sum = 0;
  for (std::size_t i = 0; i < shape.rings.size(); ++i) {
    int around = 0;  // a ring inside an odd number of others is a hole
    for (std::size_t j = 0; j < shape.rings.size(); ++j)
      if (j != i && inside_ring(shape.rings[j], shape.rings[i].front())) ++around;
    const double area = std::abs(signed_area(shape.rings[i])) * plane.east * plane.north;
    sum += around % 2 == 0 ? area : -area;
  }
  return sum;
}

Point centre(const Shape& shape) {
  if (shape.empty()) return {};
  const Ring& ring = *std::max_element(shape.rings.begin(), shape.rings.end(), [](const Ring& a, const Ring& b) {
    return std::abs(signed_area(a)) < std::abs(signed_area(b));
  });
  const Point o = ring.front();
  Point c{};
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a{ring[i].lon - o.lon, ring[i].lat - o.lat};
    const Point b{ring[(i + 1) % ring.size()].lon - o.lon, ring[(i + 1) % ring.size()].lat - o.lat};
    const double cross = a.lon * b.lat - b.lon * a.lat;
    sum += cross;
    c.lon += (a.lon + b.lon) * cross;
    c.lat += (a.lat + b.lat) * cross;
  }
  c = {o.lon + c.lon / (3 * sum), o.lat + c.lat / (3 * sum)};
  if (inside(shape, c)) return c;
  // A bent shape: the middle of its widest stretch at that latitude.
  std::vector<double> cuts;
  for (const Ring& r : shape.rings)
    for (std::size_t i = 0, j = r.size() - 1; i < r.size(); j = i++)
      if ((r[i].lat > c.lat) != (r[j].lat > c.lat)) cuts.push_back(crossing(r[i], r[j], c.lat));
  std::sort(cuts.begin(), cuts.end());
  double widest = -1;
  Point best = ring.front();
  for (std::size_t i = 0; i + 1 < cuts.size(); i += 2)
    if (cuts[i + 1] - cuts[i] > widest) {
      widest = cuts[i + 1] - cuts[i];
      best = {(cuts[i] + cuts[i + 1]) / 2, c.lat};
    }
  return best;
}

ShapeIndex::ShapeIndex(std::vector<const Shape*> shapes) : shapes_(std::move(shapes)), all_{180, 90, -180, -90} {
  for (const Shape* shape : shapes_) {
    const Box& box = boxes_.emplace_back(box_of(*shape));
    all_ = {std::min(all_.west, box.west), std::min(all_.south, box.south), std::max(all_.east, box.east), std::max(all_.north, box.north)};
  }
  if (shapes_.empty()) return;
  const auto side = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(shapes_.size())) * 2));
  columns_ = lines_ = std::clamp<std::size_t>(side, 1, 128);
  cells_.resize(columns_ * lines_);
  for (std::size_t i = 0; i < boxes_.size(); ++i) {
    const std::size_t low = cell({boxes_[i].west, boxes_[i].south}), high = cell({boxes_[i].east, boxes_[i].north});
    for (std::size_t line = low / columns_; line <= high / columns_; ++line)
      for (std::size_t column = low % columns_; column <= high % columns_; ++column)
        cells_[line * columns_ + column].push_back(static_cast<std::uint32_t>(i));
  }
}

std::size_t ShapeIndex::cell(Point p) const {
  const auto step = [](double at, double low, double high, std::size_t count) {
    const double share = high > low ? (at - low) / (high - low) : 0;
    return std::min(count - 1, static_cast<std::size_t>(std::max(0.0, share) * static_cast<double>(count)));
  };
  return step(p.lat, all_.south, all_.north, lines_) * columns_ + step(p.lon, all_.west, all_.east, columns_);
}

std::vector<std::size_t> ShapeIndex::at(Point p) const {
  std::vector<std::size_t> out;
  if (shapes_.empty() || !all_.holds(p)) return out;
  for (const std::uint32_t i : cells_[cell(p)])
    if (boxes_[i].holds(p) && inside(*shapes_[i], p)) out.push_back(i);
  return out;
}

}  // namespace territory
