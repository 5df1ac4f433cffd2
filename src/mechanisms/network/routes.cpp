#include "mechanisms/network/routes.hpp"

#include "mechanisms/network/service.hpp"

namespace network {
namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

const std::vector<Face> inside{Face::desk, Face::field};

template <class T>
std::function<Answer(RouteCall&)> page(base::Result<Page<T>> (*fn)(Call&, const base::Params&)) {
  return [fn](RouteCall& c) -> Answer {
    TRY(found, fn(c.call, c.request.query));
    return registry::json_list(found.items, found.next, found.total);
  };
}
Answer coverage_route(RouteCall& c) {
  TRY(all, coverage(c.call));
  return registry::json_list(all, "", static_cast<std::int64_t>(all.size()));
}
Route get(std::string path, std::string_view action, const described::Type* view, bool is_list, std::vector<int> statuses, std::string summary,
          std::function<Answer(RouteCall&)> run, std::vector<std::pair<std::string, std::string>> query = {}) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(action), .view = view, .view_is_list = is_list,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none, .query = std::move(query)};
}
template <class Command, class View>
Route post(std::string path, std::string_view action, base::Result<View> (*fn)(Call&, std::int64_t, const Command&), std::string summary, int status = 200) {
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(action), .command = described::of<Command>::type,
          .view = described::of<View>::type, .statuses = {status, 401, 403, 404, 409, 422}, .summary = std::move(summary), .run = registry::with_body(fn, status)};
}

}  // namespace

std::vector<Route> routes() {
  const std::vector<std::pair<std::string, std::string>> filters{{"filter.area", "in this area or below"}, {"filter.kind", "a kind of definitions/network/kinds"},
                                                                 {"filter.q", "part of the name or title"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}};
  auto of_resources = filters;
  of_resources.emplace_back("filter.open", "true: something is open today");
  return {
      get("/api/v1/network_units", read_action, described::of<UnitLine>::type, true, {200, 400, 401, 403, 422}, "Units of the networks", page(&unit_list), filters),
      get("/api/v1/network_units/{id}", read_action, described::of<UnitView>::type, false, {200, 401, 403, 404}, "A unit: its networks, resources and their use", registry::without_body(&unit_page)),
      get("/api/v1/networks", read_action, described::of<CoverageLine>::type, true, {200, 401, 403}, "How many members and resources each community's network has", coverage_route),
      registry::export_route(members_export()),
      get("/api/v1/networks/{id}", read_action, described::of<NetworkView>::type, false, {200, 401, 403, 404}, "A community's 1+N+X network", registry::without_body(&of_community)),
      get("/api/v1/network_resources", read_action, described::of<ResourceView>::type, true, {200, 400, 401, 403, 422}, "Resources of the whole district, with what is open today", page(&resource_list), of_resources),
      post("/api/v1/network_units", keep_action, &add_unit, "Adds a unit and makes it a member of the community that it stands in", 201),
      post("/api/v1/network_units/{id}/change", keep_action, &change_unit, "Changes a unit's contact and note"),
      post("/api/v1/network_units/{id}/join", keep_action, &join, "Makes a unit a member of a community's network", 201),
      post("/api/v1/network_units/{id}/unmask", unmask_action, &show_phone, "Shows a contact's telephone number for a reason that the journal keeps"),
      post("/api/v1/network_members/{id}/leave", keep_action, &leave, "Ends a membership"),
      post("/api/v1/network_units/{id}/resources", keep_action, &offer, "Lists a resource of the unit", 201),
      post("/api/v1/network_resources/{id}/withdraw", keep_action, &withdraw, "Withdraws a resource; what was used stays on record"),
      post("/api/v1/network_resources/{id}/book", use_action, &book, "Takes some of a resource for a community, never more than is open", 201),
      post("/api/v1/network_uses/{id}/settle", use_action, &settle, "Says that a resource was used, or gives it back"),
  };
}

}  // namespace network
