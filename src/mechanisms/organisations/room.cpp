#include "registry/room.hpp"

#include "mechanisms/organisations/demo.hpp"
#include "mechanisms/organisations/routes.hpp"
#include "mechanisms/organisations/service.hpp"

extern const registry::Room organisations_room;
const registry::Room organisations_room{
    .code = "organisations",
    .name_zh = "组织与岗位",
    .name_en = "Organisations and posts",
    .mechanisms = {4},
    .routes = &organisations::routes,
    .actions = {{std::string(organisations::read_action), "organisations.action.read"},
                {std::string(organisations::shape_action), "organisations.action.shape"},
                {std::string(organisations::person_action), "organisations.action.person"},
                {std::string(organisations::appoint_action), "organisations.action.appoint"},
                {std::string(organisations::deputy_action), "organisations.action.deputy"},
                {std::string(organisations::account_action), "organisations.action.account"},
                {std::string(organisations::account_read_action), "organisations.action.account_read"},
                {std::string(organisations::account_administrator_action), "organisations.action.account_administrator"},
                {std::string(organisations::unmask_action), "organisations.action.unmask"}},
    .data_classes = {{"persons", "name", "identify who holds a post", "everybody in a post", "while in office and 3 years", "organisations.erase"},
                     {"persons", "phone", "reach who holds a post", "masked; revealed with a reason", "while in office and 1 year", "organisations.erase"},
                     {"persons", "note", "tell persons of one name apart", "everybody in a post", "while in office and 1 year", "organisations.erase"}},
    .demo = {{110, "organisations and people", &organisations::make_demo_people}},
};
