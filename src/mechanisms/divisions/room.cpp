#include "registry/room.hpp"

#include "mechanisms/divisions/demo.hpp"
#include "mechanisms/divisions/routes.hpp"
#include "mechanisms/divisions/service.hpp"

extern const registry::Room divisions_room;
const registry::Room divisions_room{
    .code = "divisions",
    .name_zh = "区划与网格",
    .name_en = "Divisions and grids",
    .mechanisms = {1},
    .routes = &divisions::routes,
    .actions = {{std::string(divisions::read_action), "divisions.action.read"}, {std::string(divisions::edit_action), "divisions.action.edit"}},
    .demo = {{100, "areas", &divisions::make_demo_areas}},
};
