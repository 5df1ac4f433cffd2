// The tree of one day: everything in here is reading in memory.
#include "territory/territory.hpp"

namespace territory {

std::shared_ptr<const Tree> make_tree(base::CivilDate day, std::vector<Area> areas, std::vector<std::shared_ptr<const Shape>> shapes) {
  auto tree = std::make_shared<Tree>();
  tree->day_ = day;
  // Parents before children, then by code: walk down from the areas without a parent on this day.
  std::unordered_map<base::AreaId, std::vector<std::size_t>> below;
  std::unordered_map<base::AreaId, std::size_t> at;
  for (std::size_t i = 0; i < areas.size(); ++i) at.emplace(areas[i].id, i);
  for (std::size_t i = 0; i < areas.size(); ++i) below[at.contains(areas[i].parent) ? areas[i].parent : base::AreaId{}].push_back(i);
  for (auto& [parent, list] : below)
    std::sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) { return std::tie(areas[a].code, areas[a].id) < std::tie(areas[b].code, areas[b].id); });
  std::vector<std::size_t> order;
  std::vector<int> depth;
  const auto take = [&](base::AreaId parent, int level) {
    if (const auto it = below.find(parent); it != below.end())
      for (const std::size_t i : it->second) { order.push_back(i); depth.push_back(level); }
  };
  take({}, 0);
  for (std::size_t i = 0; i < order.size(); ++i) take(areas[order[i]].id, depth[i] + 1);

  tree->depth_ = std::move(depth);
  for (const std::size_t i : order) {
    const std::size_t here = tree->areas_.size();
    tree->index_.emplace(areas[i].id, here);
    tree->codes_.emplace(areas[i].code, here);
    tree->areas_.push_back(std::move(areas[i]));
    tree->shapes_.push_back(shapes[i]);
  }
  tree->children_.resize(tree->areas_.size());
  for (std::size_t i = 0; i < tree->areas_.size(); ++i) {
    const Area& area = tree->areas_[i];
    if (area.kind == AreaKind::district && !tree->root_) tree->root_ = area.id;
    if (const auto parent = tree->index_.find(area.parent); parent != tree->index_.end()) tree->children_[parent->second].push_back(i);
  }
  std::vector<const Shape*> places;
  for (std::size_t i = 0; i < tree->areas_.size(); ++i)
    if (tree->shapes_[i] && !tree->shapes_[i]->empty()) {
      places.push_back(tree->shapes_[i].get());
      tree->places_area_.push_back(i);
    }
  tree->places_ = ShapeIndex(std::move(places));
  // An area without a shape of its own lies in the middle of those below it (leaves are last in the order).
  for (std::size_t i = tree->areas_.size(); i-- > 0;) {
    Area& area = tree->areas_[i];
    if (area.households == 0)  // not counted for itself: what lives below it
      for (const std::size_t c : tree->children_[i]) area.households += tree->areas_[c].households;
    if (area.has_shape) continue;
    double lon = 0, lat = 0, metres = 0;
    int count = 0;
    for (const std::size_t c : tree->children_[i])
      if (const Area& child = tree->areas_[c]; child.centre_lon != 0 || child.centre_lat != 0) {
        lon += child.centre_lon;
        lat += child.centre_lat;
        metres += child.square_metres;
        ++count;
      }
    if (count > 0) {
      area.centre_lon = lon / count;
      area.centre_lat = lat / count;
      area.square_metres = metres;
    }
  }
  return tree;
}

const Area* Tree::find(base::AreaId id) const {
  const auto it = index_.find(id);
  return it == index_.end() ? nullptr : &areas_[it->second];
}

const Area* Tree::by_code(std::string_view code) const {
  const auto it = codes_.find(std::string(code));
  return it == codes_.end() ? nullptr : &areas_[it->second];
}

const Area* Tree::by_name(std::string_view name, base::AreaId above) const {
  for (const Area& area : areas_)
    if (area.name == name && (!above || is_below(area.id, above))) return &area;
  return nullptr;
}

std::vector<base::AreaId> Tree::ancestors(base::AreaId id) const {
  std::vector<base::AreaId> out;
  for (const Area* area = find(id); area != nullptr && out.size() < 16; area = find(area->parent)) out.push_back(area->id);
  return out;
}

std::vector<base::AreaId> Tree::below(base::AreaId id) const {
  std::vector<base::AreaId> out;
  const auto it = index_.find(id);
  if (it == index_.end()) return out;
  std::vector<std::size_t> open{it->second};
  while (!open.empty()) {
    const std::size_t i = open.back();
    open.pop_back();
    out.push_back(areas_[i].id);
    open.insert(open.end(), children_[i].begin(), children_[i].end());
  }
  return out;
}

std::vector<base::AreaId> Tree::below(const std::vector<base::AreaId>& ids) const {
  std::vector<base::AreaId> out;
  for (const base::AreaId id : ids) {
    const auto part = below(id);
    out.insert(out.end(), part.begin(), part.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<const Area*> Tree::children(base::AreaId id) const {
  std::vector<const Area*> out;
  if (const auto it = index_.find(id); it != index_.end())
    for (const std::size_t c : children_[it->second]) out.push_back(&areas_[c]);
  return out;
}

bool Tree::is_below(base::AreaId id, base::AreaId above) const {
  const auto chain = ancestors(id);
  return std::find(chain.begin(), chain.end(), above) != chain.end();
}

const Area* Tree::community_of(base::AreaId id) const {
  for (const base::AreaId a : ancestors(id))
    if (const Area* area = find(a); area->kind == AreaKind::community || area->kind == AreaKind::village) return area;
  return nullptr;
}

const Area* Tree::subdistrict_of(base::AreaId id) const {
  for (const base::AreaId a : ancestors(id)) {
    const Area* area = find(a);
    switch (area->kind) {
      case AreaKind::subdistrict:
      case AreaKind::town:
      case AreaKind::township:
      case AreaKind::development_zone: return area;
      case AreaKind::district:
      case AreaKind::community:
      case AreaKind::village:
      case AreaKind::grid: break;
    }
  }
  return nullptr;
}

std::string Tree::grade_of(base::AreaId id) const {
  for (const base::AreaId a : ancestors(id))
    if (const Area* area = find(a); !area->grade.empty()) return area->grade;
  return {};
}

std::string Tree::path_name(base::AreaId id, std::string_view language) const {
  std::string out;
  const auto chain = ancestors(id);
  for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
    const Area* area = find(*it);
    if (area->kind == AreaKind::district && chain.size() > 1) continue;
    if (!out.empty()) out += ' ';
    out += language == "en" && !area->name_en.empty() ? area->name_en : area->name;
  }
  return out;
}

const Area* Tree::locate(double lon, double lat) const {
  const Area* best = nullptr;
  int best_depth = -1;
  for (const std::size_t place : places_.at({lon, lat})) {
    const std::size_t i = places_area_[place];
    if (depth_[i] <= best_depth) continue;
    best = &areas_[i];
    best_depth = depth_[i];
  }
  return best;
}

const Shape* Tree::shape(base::AreaId id) const {
  const auto it = index_.find(id);
  return it == index_.end() ? nullptr : shapes_[it->second].get();
}

}  // namespace territory
