// 我的事: one page over everything that waits for a person's posts; it reads dues only and knows no room that wrote them.
#include "mechanisms/mine/service.hpp"
#include "registry/room.hpp"

namespace mine {
namespace {

using registry::Answer;
using registry::RouteCall;

Answer dues_route(RouteCall& c) {
  TRY(page, dues_of(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}
Answer summary_route(RouteCall& c) {
  TRY(v, summary(c.call));
  return registry::json(v);
}
Answer groups_route(RouteCall& c) {
  TRY(all, groups_of(c.call, c.request.query));
  return registry::json_list(all, "", static_cast<std::int64_t>(all.size()));
}
Answer follows_route(RouteCall& c) {
  const auto all = follows(c.call);
  return registry::json_list(all, "", static_cast<std::int64_t>(all.size()));
}
Answer follow_route(RouteCall& c) {
  TRY(command, described::parse<Follow>(c.request.body));
  TRY(v, follow(c.call, command));
  return registry::json(v, 201);
}
Answer unfollow_route(RouteCall& c) {
  TRY(v, unfollow(c.call, {c.id()}));
  return registry::json(v);
}
Answer views_route(RouteCall& c) {
  const auto all = views(c.call, c.request.query_value("filter.screen").value_or(""));
  return registry::json_list(all, "", static_cast<std::int64_t>(all.size()));
}
Answer save_route(RouteCall& c) {
  TRY(command, described::parse<SaveView>(c.request.body));
  TRY(v, save(c.call, command));
  return registry::json(v, 201);
}
Answer drop_route(RouteCall& c) {
  TRY(v, drop(c.call, {c.id()}));
  return registry::json(v);
}

std::vector<registry::Route> routes() {
  using http::Verb;
  const std::vector<registry::Face> inside{registry::Face::desk, registry::Face::field};
  const auto entry = registry::Entry::signed_in;
  std::vector<registry::Route> out;
  out.push_back({.verb = Verb::get, .path = "/api/v1/dues", .faces = inside, .entry = entry, .view = described::of<DueRow>::type, .view_is_list = true,
                 .statuses = {200, 400, 401, 422}, .summary = "What waits for the reader's posts, soonest first.", .run = dues_route, .body = http::BodyKind::none,
                 .query = {{"filter.bucket", "to_accept, to_dispatch, to_handle, to_inspect, waiting_for_me, returned, handed_down"}, {"filter.kind", "one kind of due"},
                           {"filter.due_state", "soon or late"}, {"filter.area", "an area and all below it"},
                           {"filter.context", "what it is about: the grey line up to the place"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}}});
  out.push_back({.verb = Verb::get, .path = "/api/v1/dues/summary", .faces = inside, .entry = entry, .view = described::of<DueSummary>::type,
                 .statuses = {200, 401}, .summary = "How much waits, by bucket, and how much of it is late or soon due.", .run = summary_route, .body = http::BodyKind::none});
  out.push_back({.verb = Verb::get, .path = "/api/v1/dues/groups", .faces = inside, .entry = entry, .view = described::of<DueGroup>::type, .view_is_list = true,
                 .statuses = {200, 401, 422}, .summary = "What waits, counted by where it comes from or what it is about.", .run = groups_route,
                 .body = http::BodyKind::none,
                 .query = {{"by", "subdistrict (default), community or category"}, {"filter.bucket", "one bucket"}, {"filter.due_state", "soon or late"},
                           {"filter.area", "an area and all below it"}, {"filter.context", "about one thing"}}});
  out.push_back({.verb = Verb::get, .path = "/api/v1/follows", .faces = inside, .entry = entry, .view = described::of<FollowRow>::type, .view_is_list = true,
                 .statuses = {200, 401}, .summary = "What the reader handed in or follows, the newest 200.", .run = follows_route, .body = http::BodyKind::none});
  out.push_back({.verb = Verb::post, .path = "/api/v1/follows", .faces = inside, .entry = entry, .command = described::of<Follow>::type,
                 .view = described::of<FollowRow>::type, .statuses = {201, 401, 403, 422}, .summary = "Follows a thing; twice is once.", .run = follow_route});
  out.push_back({.verb = Verb::post, .path = "/api/v1/follows/{id}/delete", .faces = inside, .entry = entry, .command = described::of<Nothing>::type,
                 .view = described::of<FollowRow>::type, .statuses = {200, 401, 403, 404}, .summary = "Follows it no longer.", .run = unfollow_route});
  out.push_back({.verb = Verb::get, .path = "/api/v1/saved_views", .faces = inside, .entry = entry, .view = described::of<SavedView>::type, .view_is_list = true,
                 .statuses = {200, 401}, .summary = "The reader's saved views.", .run = views_route, .body = http::BodyKind::none,
                 .query = {{"filter.screen", "of one screen"}}});
  out.push_back({.verb = Verb::post, .path = "/api/v1/saved_views", .faces = inside, .entry = entry, .command = described::of<SaveView>::type,
                 .view = described::of<SavedView>::type, .statuses = {201, 401, 403, 409, 422}, .summary = "Keeps a view under a name; the same name again replaces it.",
                 .run = save_route});
  out.push_back({.verb = Verb::post, .path = "/api/v1/saved_views/{id}/delete", .faces = inside, .entry = entry, .command = described::of<Nothing>::type,
                 .view = described::of<SavedView>::type, .statuses = {200, 401, 403, 404}, .summary = "Deletes one of the reader's views.", .run = drop_route});
  return out;
}

}  // namespace
}  // namespace mine

extern const registry::Room mine_room;
const registry::Room mine_room{
    .code = "mine",
    .name_zh = "我的事",
    .name_en = "Mine",
    .mechanisms = {17},
    .routes = mine::routes,
    .hooks = {{"matter.reported", mine::on_reported}, {"person.handed_over", mine::on_handed_over}},
};
