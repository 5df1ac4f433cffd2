#include "mechanisms/organisations/routes.hpp"

#include "mechanisms/organisations/exports.hpp"
#include "mechanisms/organisations/service.hpp"
#include "mechanisms/organisations/sheets.hpp"

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
  TRY(items, units(c.call, c.request.query));
  return registry::json_list(items, {}, static_cast<std::int64_t>(items.size()));
}
Answer unit_route(RouteCall& c) {
  TRY(view, unit(c.call, c.id(), c.request.query));
  return registry::json(view);
}
std::function<Answer(RouteCall&)> count(base::Result<CountView> (*fn)(registry::Call&, const base::Params&)) {
  return [fn](RouteCall& c) -> Answer {
    TRY(view, fn(c.call, c.request.query));
    return registry::json(view);
  };
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

namespace {

using Query = std::vector<std::pair<std::string, std::string>>;
const std::pair<std::string, std::string> on_day{"on", "a day, for the state of things then; absent: today"};
const std::pair<std::string, std::string> found{"filter.q", "part of a name of post, person or organisation, or of its pinyin initials"};
const std::pair<std::string, std::string> under{"filter.under", "an organisation and all below it"};

Route with(Route route, Query query) {
  route.query = std::move(query);
  return route;
}

std::vector<Route> looking() {
  const std::vector<int> ok{200, 401, 403, 422}, page_ok{200, 400, 401, 403, 422};
  const auto* counted = described::of<CountView>::type;
  const Query post_query{on_day, found, under, {"filter.kind", "kinds of posts, with commas"}, {"filter.org_unit", "organisations"}, {"filter.area", "areas"},
                         {"filter.vacant", "true: nobody holds it that day"}};
  const Query appointment_query{on_day, found, under, {"filter.current", "true: in force that day"}, {"filter.ended", "true: over by that day"},
                                {"filter.ends_before", "the term ends before this day, or on it"}, {"filter.concurrent", "true: held beside another post"},
                                {"filter.kind", "kinds of posts"}, {"filter.source", "sources of concurrent posts"}, {"filter.org_unit", "organisations"},
                                {"filter.person", "persons"}, {"filter.post", "posts"}, {"filter.from", "from that day on"}};
  const Query person_query{{"filter.name", "part of the name, or of its pinyin initials"}, {"filter.idle", "true: holds no post today"}};
  return {
      with(get("/api/v1/org_units", inside, read_action, described::of<OrgUnitLine>::type, true, ok, "All organisations of both trees on a day, parents first", units_route),
           {on_day}),
      with(get("/api/v1/org_units/{id}", inside, read_action, described::of<OrgUnitView>::type, false, {200, 401, 403, 404, 422},
               "One organisation with its posts, who held them that day, and what it was called when", unit_route), {on_day}),
      with(get("/api/v1/posts", inside, read_action, described::of<PostView>::type, true, page_ok, "Posts and who holds them", page(&posts)), post_query),
      with(get("/api/v1/posts/count", inside, read_action, counted, false, ok, "How many posts the filters leave", count(&posts_count)), post_query),
      with(get("/api/v1/appointments", desk, read_action, described::of<AppointmentView>::type, true, page_ok, "Who holds or held which post, with term and letter",
               page(&appointments)), appointment_query),
      with(get("/api/v1/appointments/count", desk, read_action, counted, false, ok, "How many appointments the filters leave", count(&appointments_count)), appointment_query),
      with(get("/api/v1/deputies", desk, read_action, described::of<DeputyView>::type, true, page_ok, "Who stands in for whom (A/B role)", page(&deputies)),
           {on_day, found, under, {"filter.current", "true: acting that day"}, {"filter.ended", "true: over by that day"}, {"filter.org_unit", "organisations"},
            {"filter.from", "from that day on"}, {"filter.to", "until that day"}}),
      with(get("/api/v1/persons", desk, read_action, described::of<PersonView>::type, true, page_ok, "Persons by name, phones masked", page(&persons)), person_query),
      with(get("/api/v1/persons/count", desk, read_action, counted, false, ok, "How many persons the filters leave", count(&persons_count)), person_query),
      get("/api/v1/persons/{id}", desk, read_action, described::of<PersonView>::type, false, {200, 401, 403, 404}, "One person, with the posts of today",
          registry::without_body(&one_person)),
      get("/api/v1/persons/{id}/holdings", desk, appoint_action, described::of<HoldingsView>::type, false, {200, 401, 403, 404},
          "All that hangs on a person: posts, deputyships, and the open work of the posts", registry::without_body(&holdings)),
      with(get("/api/v1/accounts", desk, account_read_action, described::of<AccountView>::type, true, page_ok, "Accounts of the district", page(&accounts)),
           {{"filter.login", "the login"}, {"filter.person", "the person"}, {"filter.locked", "true: locked ones"}}),
  };
}

}  // namespace

std::vector<Route> routes() {
  std::vector<Route> out = looking();
  const auto more = {
      post("/api/v1/org_units", shape_action, &add_unit, 201, "Adds an organisation"),
      post("/api/v1/org_units/{id}/change", shape_action, &change_unit, 200, "Renames or moves an organisation from a day on"),
      post("/api/v1/org_units/{id}/close", shape_action, &close_unit, 200, "Closes an organisation; its vacant posts end with it"),
      post("/api/v1/posts", shape_action, &add_post, 201, "Adds a post, or several seats of it, to an organisation"),
      post("/api/v1/posts/{id}/rename", shape_action, &rename_post, 200, "Gives a post another name", {401, 403, 404, 422}),
      post("/api/v1/posts/{id}/close", shape_action, &close_post, 200, "Closes a post that nobody holds"),
      post("/api/v1/persons", person_action, &add_person, 201, "Adds a person", {401, 403, 409, 422}),
      post("/api/v1/persons/{id}/change", person_action, &change_person, 200, "Corrects a person's name, phone or note", {401, 403, 404, 422}),
      post("/api/v1/persons/{id}/unmask", unmask_action, &unmask, 200, "Shows a telephone number for a reason, which the journal keeps"),
      post("/api/v1/persons/{id}/hand_over", appoint_action, &hand_over, 200, "Somebody leaves: says who takes each post; nothing stays on the person"),
      post("/api/v1/appointments", appoint_action, &appoint, 201, "Gives a person a post from a day on"),
      post("/api/v1/appointments/{id}/end", appoint_action, &end_appointment, 200, "Ends an appointment on a day"),
      post("/api/v1/deputies", deputy_action, &appoint_deputy, 201, "Names who stands in while the holder is on leave (A/B role)"),
      post("/api/v1/deputies/{id}/end", deputy_action, &end_deputy, 200, "Ends a deputy's time before its day"),
      account_post("/api/v1/accounts", &add_account, 201, "Gives a person an account"),
      account_post("/api/v1/accounts/{id}/lock", &lock_account, 200, "Locks an account and ends its sign-ins"),
      account_post("/api/v1/accounts/{id}/unlock", &unlock_account, 200, "Unlocks an account"),
      account_post("/api/v1/accounts/{id}/reset_password", &reset_password, 200, "Sets a password that its owner must change"),
      registry::export_route(units_export()),
      registry::export_route(posts_export()),
      registry::export_route(appointments_export()),
      registry::export_route(persons_export()),
  };
  out.insert(out.end(), more.begin(), more.end());
  std::vector<Route> sheets = sheet_routes();
  std::move(sheets.begin(), sheets.end(), std::back_inserter(out));
  return out;
}

}  // namespace organisations
