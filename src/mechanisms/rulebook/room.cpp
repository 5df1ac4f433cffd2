#include "registry/room.hpp"

namespace rulebook {
std::vector<registry::Route> routes();
}

extern const registry::Room rulebook_room;
const registry::Room rulebook_room{
    .code = "rulebook",
    .name_zh = "规则",
    .name_en = "Rules",
    .routes = rulebook::routes,
    .actions = {{"rulebook.read", "rulebook.action.read"},
                {"rulebook.draft", "rulebook.action.draft"},
                {"rulebook.publish", "rulebook.action.publish"},
                {"rulebook.rights", "rulebook.action.rights"}},
};
