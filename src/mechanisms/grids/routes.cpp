#include "mechanisms/grids/routes.hpp"

#include "mechanisms/grids/service.hpp"
#include "registry/exports.hpp"

namespace grids {
namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

const std::vector<Face> inside{Face::desk, Face::field};

Answer list_route(RouteCall& c) {
  TRY(page, lines(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total);
}
Answer coverage_route(RouteCall& c) {
  TRY(all, coverage(c.call, c.request.query));
  return registry::json_list(all, "", static_cast<std::int64_t>(all.size()));
}
Answer history_route(RouteCall& c) {
  TRY(all, history(c.call, c.id()));
  return registry::json_list(all, "", static_cast<std::int64_t>(all.size()));
}
Route get(std::string path, std::string_view action, const described::Type* view, bool list, std::vector<int> statuses, std::string summary,
          std::function<Answer(RouteCall&)> run, std::vector<std::pair<std::string, std::string>> query = {}) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(action), .view = view,
          .view_is_list = list, .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none,
          .query = std::move(query)};
}
template <class Command, class View>
Route post(std::string path, std::string_view action, base::Result<View> (*fn)(registry::Call&, std::int64_t, const Command&), std::string summary) {
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(action),
          .command = described::of<Command>::type, .view = described::of<View>::type, .statuses = {200, 401, 403, 404, 409, 422},
          .summary = std::move(summary), .run = registry::with_body(fn)};
}

}  // namespace

std::vector<Route> routes() {
  const std::vector<std::pair<std::string, std::string>> filters{
      {"filter.area", "grids in or below this area"}, {"filter.lacks", "contact, leader, worker, party or any"}, {"filter.department", "its contact is vacant"},
      {"filter.over", "true: somebody has too much"}, {"filter.q", "part of the grid's name or code, or of its community's"},
      {"sort", "code, -households, -open_matters, contacts_filled"}};
  auto paged = filters;
  paged.emplace_back("after", "cursor of the page before");
  paged.emplace_back("limit", "rows, at most 200");
  const auto* line = described::of<GridLine>::type;
  return {
      get("/api/v1/grids", read_action, line, true, {200, 400, 401, 403, 404, 422}, "Grids with who serves them today, what is vacant and who has too much", list_route, paged),
      get("/api/v1/grids/coverage", read_action, described::of<CoverageLine>::type, true, {200, 401, 403, 404, 422},
          "How many seats are filled and vacant, by subdistrict, community or department", coverage_route,
          {{"filter.area", "grids in or below this area"}, {"by", "subdistrict, community or department"}}),
      registry::export_route(grids_export()),
      get("/api/v1/grids/{id}", read_action, described::of<GridView>::type, false, {200, 401, 403, 404}, "One grid: its contacts, leader, workers, Party organisation and items",
          registry::without_body(&one)),
      get("/api/v1/grids/{id}/history", read_action, described::of<SeatPast>::type, true, {200, 401, 403, 404}, "All seats that a grid ever had", history_route),
      post("/api/v1/grids/seat", read_action, &set, "Names a post (or a Party organisation) for every grid in or below an area"),
      post("/api/v1/grids/unseat", read_action, &end, "Ends a seat on every grid in or below an area"),
      post("/api/v1/grids/{id}/unmask", unmask_action, &show_phone, "Shows the telephone number of somebody who serves the grid, for a reason that the journal keeps"),
  };
}

}  // namespace grids
