#include "mechanisms/organisations/routes.hpp"

#include "mechanisms/organisations/service.hpp"

namespace organisations {
namespace {

using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

const std::vector<Face> inside{Face::desk, Face::field};
const std::vector<Face> desk{Face::desk};

Answer units_route(RouteCall& c) {
  TRY(items, units(c.call));
  return registry::json_list(items, {}, static_cast<std::int64_t>(items.size()));
}

template <class T>
std::function<Answer(RouteCall&)> page(base::Result<Page<T>> (*fn)(registry::Call&, const base::Params&)) {
  return [fn](RouteCall& c) -> Answer {
    TRY(found, fn(c.call, c.request.query));
    return registry::json_list(found.items, found.next, found.total_at_least);
  };
}

Route get(std::string path, std::vector<Face> faces, std::string_view action, const described::Type* view, bool list, std::vector<int> statuses,
          std::string summary, std::function<Answer(RouteCall&)> run) {
  return {.verb = http::Verb::get, .path = std::move(path), .faces = std::move(faces), .entry = Entry::action, .action = std::string(action),
          .view = view, .view_is_list = list, .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run)};
}

template <class Command, class View>
Route post(std::string path, std::string_view action, base::Result<View> (*fn)(registry::Call&, std::int64_t, const Command&), int status,
           std::string summary, std::vector<int> refusals = {401, 403, 404, 409, 422}) {
  refusals.insert(refusals.begin(), status);
  return {.verb = http::Verb::post, .path = std::move(path), .faces = desk, .entry = Entry::action, .action = std::string(action),
          .command = described::of<Command>::type, .view = described::of<View>::type, .statuses = std::move(refusals), .summary = std::move(summary),
          .run = registry::with_body(fn, status)};
}

// Accounts of the three administrators and of others need different actions; which one, the service finds from the person.
template <class Command, class View>
Route account_post(std::string path, base::Result<View> (*fn)(registry::Call&, std::int64_t, const Command&), int status, std::string summary,
                   std::vector<int> refusals = {401, 403, 404, 409, 422}) {
  return post(std::move(path), account_read_action, fn, status, std::move(summary), std::move(refusals));
}

}  // namespace

std::vector<Route> routes() {
  const auto* post_view = described::of<PostView>::type;
  std::vector<Route> out{
      get("/api/v1/org_units", inside, read_action, described::of<OrgUnitLine>::type, true, {200, 401, 403},
          "All organisations of both trees today, parents first", units_route),
      get("/api/v1/org_units/{id}", inside, read_action, described::of<OrgUnitView>::type, false, {200, 401, 403, 404},
          "One organisation with its posts and who holds them today", registry::without_body(&unit)),
      get("/api/v1/posts", inside, read_action, post_view, true, {200, 400, 401, 403, 422}, "Posts and who holds them today", page(&posts)),
      get("/api/v1/persons", desk, read_action, described::of<PersonView>::type, true, {200, 400, 401, 403, 422}, "Persons by name, phones masked",
          page(&persons)),
      get("/api/v1/accounts", {Face::desk}, account_read_action, described::of<AccountView>::type, true, {200, 400, 401, 403, 422},
          "Accounts of the district", page(&accounts)),
      post("/api/v1/org_units", shape_action, &add_unit, 201, "Adds an organisation"),
      post("/api/v1/posts", shape_action, &add_post, 201, "Adds a post to an organisation"),
      post("/api/v1/persons", person_action, &add_person, 201, "Adds a person", {401, 403, 409, 422}),
      post("/api/v1/persons/{id}/unmask", unmask_action, &unmask, 200, "Shows a telephone number for a reason, which the journal keeps"),
      post("/api/v1/appointments", appoint_action, &appoint, 201, "Gives a person a post from a day on"),
      post("/api/v1/appointments/{id}/end", appoint_action, &end_appointment, 200, "Ends an appointment on a day"),
      post("/api/v1/deputies", deputy_action, &appoint_deputy, 201, "Names who stands in while the holder is on leave (A/B role)"),
      account_post("/api/v1/accounts", &add_account, 201, "Gives a person an account"),
      account_post("/api/v1/accounts/{id}/lock", &lock_account, 200, "Locks an account and ends its sign-ins"),
      account_post("/api/v1/accounts/{id}/unlock", &unlock_account, 200, "Unlocks an account"),
      account_post("/api/v1/accounts/{id}/reset_password", &reset_password, 200, "Sets a password that its owner must change"),
  };
  for (Route& route : out)
    if (route.path == "/api/v1/posts" && route.verb == http::Verb::get)
      route.query = {{"filter.kind", "kinds of posts, with commas"}, {"filter.org_unit", "organisations"}, {"filter.area", "areas"}, {"filter.vacant", "true: nobody holds it today"}};
    else if (route.path == "/api/v1/persons" && route.verb == http::Verb::get)
      route.query = {{"filter.name", "part of the name"}};
    else if (route.path == "/api/v1/accounts" && route.verb == http::Verb::get)
      route.query = {{"filter.login", "the login"}, {"filter.person", "the person"}, {"filter.locked", "true: locked ones"}};
  return out;
}

}  // namespace organisations
