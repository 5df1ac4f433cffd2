// What every read and act of the room stands on.
#include "mechanisms/projects/service.hpp"
#include "store/districts.hpp"

namespace projects {

base::Result<Ground> ground(registry::House& house, store::Session& s, const store::Moment& moment) {
  Ground out;
  out.tree = house.areas.today(s, moment);
  out.today = out.tree->day();
  out.units = house.people.units(s, moment.district, out.today);
  TRY(settings, house.book.in_force_as<Settings>(&parse_settings, s, moment.district, "projects/settings", out.today));
  out.settings = settings;
  if (const auto row = store::district_by_id(s, moment.district)) out.time_zone = row->time_zone, out.district_code = row->code;
  TRY(zone, base::Zone::named(out.time_zone));
  out.zone = zone;
  return out;
}
std::string Ground::area_name(base::AreaId id) const {
  const territory::Area* area = tree->find(id);
  return area != nullptr ? area->name : std::string{};
}
people::Scope scope_at(const Ground& g, base::AreaId area) { return people::scope_of(*g.tree, "project", 0, area); }
people::Scope scope_of(const Ground& g, const ProjectRow& p) { return people::scope_of(*g.tree, "project", p.id.value, p.area_id, {p.owner_unit_id}); }
base::Subject subject_of(ProgrammeId id) { return {"programme", id.value}; }
base::Subject subject_of(ProjectId id) { return {"project", id.value}; }
base::Error no_such_project() { return {.code = base::ErrorCode::not_found, .reason = "projects.no_such_project"}; }
base::Error no_such_programme() { return {.code = base::ErrorCode::not_found, .reason = "projects.no_such_programme"}; }

}  // namespace projects
