#include "people/list_scope.hpp"

namespace people {

store::ListReach list_reach(const Reach& reach) {
  store::ListReach out{.everything = reach.everything};
  for (const base::AreaId area : reach.areas) out.areas.push_back(area.value);
  for (const base::OrgUnitId unit : reach.org_units) out.org_units.push_back(unit.value);
  return out;
}

store::AreaLevel area_levels(std::shared_ptr<const territory::Tree> tree) {
  return [tree = std::move(tree)](std::int64_t id) -> std::optional<std::size_t> {
    const territory::Area* area = tree->find({id});
    if (area == nullptr) return std::nullopt;
    switch (area->kind) {
      case territory::AreaKind::district: return store::whole;
      case territory::AreaKind::subdistrict:
      case territory::AreaKind::town:
      case territory::AreaKind::township:
      case territory::AreaKind::development_zone: return 2;
      case territory::AreaKind::community:
      case territory::AreaKind::village: return 1;
      case territory::AreaKind::grid: return 0;
    }
    return std::nullopt;
  };
}

}  // namespace people
