#include "registry/room.hpp"

#include "people/checks.hpp"

namespace rulebook {

std::vector<registry::Route> routes();

namespace {

void start(registry::House& house) {
  people::ActionCatalogue known;
  for (const registry::Room* room : house.rooms.all()) {
    auto& actions = known.rooms[room->code];
    for (const registry::ActionInfo& each : room->actions) actions.push_back(each.action);
  }
  people::check_against(std::move(known));
}

}  // namespace
}  // namespace rulebook

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
    .definitions = {{"rights", people::check_rights}, {"post_kinds", people::check_post_kinds}, {"sign_in", people::check_sign_in}},
    .start = rulebook::start,
};
