// 全科网格 15+1+N: who serves each grid, what is vacant, who has too much.
#include "registry/room.hpp"

#include "definitions/doc.hpp"
#include "mechanisms/grids/demo.hpp"
#include "mechanisms/grids/invariants.hpp"
#include "mechanisms/grids/routes.hpp"
#include "mechanisms/grids/rules.hpp"
#include "mechanisms/grids/service.hpp"
#include "registry/exports.hpp"

namespace grids {
namespace {

void check_setup(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto setup = parse_setup(body); !setup) faults.insert(faults.end(), setup.error().errors.begin(), setup.error().errors.end());
}

}  // namespace
}  // namespace grids

extern const registry::Room grids_room;
const registry::Room grids_room{
    .code = "grids",
    .name_zh = "全科网格",
    .name_en = "All-purpose grids",
    .mechanisms = {3},
    .routes = &grids::routes,
    .jobs = {registry::export_job(grids::grids_export())},
    .actions = {{std::string(grids::read_action), "grids.action.read"},
                {std::string(grids::seat_action), "grids.action.seat"},
                {std::string(grids::contact_action), "grids.action.seat_contact"},
                {std::string(grids::unmask_action), "grids.action.unmask"},
                {std::string(grids::export_action), "grids.action.export"}},
    .invariants = {{"seats of a grid never overlap, one leader a day", &grids::never_overlap},
                   {"seats are the fold of their events", &grids::fold}},
    .demo = {{130, "seats of the grids", &grids::make_demo_seats}},
    .figures = grids::figures(),
    .definitions = {{"all_purpose_grid", &grids::check_setup}},
};
