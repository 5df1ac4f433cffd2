// The one door of live events: GET /api/v1/events for every shell. What they are: src/live/README.md.
#include "live/hub.hpp"
#include "people/sessions.hpp"
#include "registry/room.hpp"

namespace live_events {
namespace {

registry::Answer follow(registry::RouteCall& c) {
  const std::string_view header = c.request.header("last-event-id");
  return c.call.house.live.follow(c.call.principal, c.who->district, header.empty() ? c.request.query_value("after").value_or("") : header);
}

std::vector<registry::Route> routes() {
  using enum registry::Face;
  return {{.verb = http::Verb::get, .path = "/api/v1/events", .faces = {desk, field, wall, admin}, .entry = registry::Entry::signed_in,
           .statuses = {200, 401, 503}, .summary = "A stream of what moved: kind, subject, seq and area; screens ask again through access.", .run = follow,
           .body = http::BodyKind::none, .query = {{"after", "cursor to resume from, when the header Last-Event-ID cannot be sent"}}}};
}

}  // namespace
}  // namespace live_events

extern const registry::Room live_events_room;
const registry::Room live_events_room{
    .code = "live_events",
    .name_zh = "实时更新",
    .name_en = "Live events",
    .routes = &live_events::routes,
    .actions = {{"live.follow", "live.action.follow"}},
};
