#include <charconv>

#include "mechanisms/projects/service.hpp"
#include "registry/route.hpp"

namespace projects {
namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;
using Query = std::vector<std::pair<std::string, std::string>>;

const std::vector<Face> inside{Face::desk, Face::field};

template <class T>
std::function<Answer(RouteCall&)> page(base::Result<Page<T>> (*fn)(Call&, const base::Params&)) {
  return [fn](RouteCall& c) -> Answer {
    TRY(found, fn(c.call, c.request.query));
    return registry::json_list(found.items, found.next, found.total);
  };
}
Answer count_route(RouteCall& c) {
  TRY(found, count_projects(c.call, c.request.query));
  return registry::json(found);
}
Answer photo_route(RouteCall& c) {
  std::int64_t file = 0;
  const std::string_view text = c.capture("file_id");
  std::from_chars(text.data(), text.data() + text.size(), file);
  return photo(c.call, {c.id()}, {file}, c.request.query_value("size") == "small", c.request);
}
Answer public_route(RouteCall& c) { return public_page(c.call, c.request); }

Route get(std::string path, const described::Type* view, bool is_list, std::vector<int> statuses, std::string summary, std::function<Answer(RouteCall&)> run, Query query = {}) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(read_action), .view = view, .view_is_list = is_list,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none, .query = std::move(query)};
}
template <class Command>
Route post(std::string path, std::string_view action, base::Result<ProjectDone> (*fn)(Call&, std::int64_t, const Command&), std::string summary, std::vector<int> statuses, int status = 200) {
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(action), .command = described::of<Command>::type,
          .view = described::of<ProjectDone>::type, .statuses = std::move(statuses), .summary = std::move(summary), .run = registry::with_body(fn, status)};
}
const Query project_filters{{"filter.programme", "programme"}, {"filter.state", "doing, to_accept, accepted, closed, dropped"}, {"filter.unit", "owner"}, {"filter.area", "in this area or below"},
                            {"filter.open", "true: going on"}, {"filter.done", "true: accepted"}, {"filter.late", "true: past its date"}, {"filter.milestone_late", "true: a milestone is past its date"},
                            {"filter.from", "due from"}, {"filter.to", "due until"}, {"filter.q", "words"}, {"sort", "due_on, number"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}};

}  // namespace

std::vector<Route> routes() {
  const std::vector<int> made{201, 401, 403, 404, 409, 422}, done{200, 401, 403, 404, 409, 422};
  return {
      get("/api/v1/programmes", described::of<ProgrammeLine>::type, true, {200, 401, 403, 422}, "Programmes with their figures, the newest year first", page(&programme_list),
          {{"filter.year", "year"}, {"filter.level", "district, subdistrict, community"}}),
      get("/api/v1/programmes/{id}", described::of<ProgrammeView>::type, false, {200, 401, 403, 404}, "A programme with its figures", registry::without_body(&programme_page)),
      get("/api/v1/projects", described::of<ProjectLine>::type, true, {200, 400, 401, 403, 422}, "Projects, the soonest due first", page(&project_list), project_filters),
      get("/api/v1/projects/count", described::of<ProjectCount>::type, false, {200, 401, 403, 422}, "How many projects", count_route, project_filters),
      get("/api/v1/projects/{id}", described::of<ProjectView>::type, false, {200, 401, 403, 404}, "A project: milestones, progress, what it gathers, who accepted it", registry::without_body(&project_page)),
      get("/api/v1/projects/{id}/photos/{file_id}", nullptr, false, {200, 401, 403, 404}, "A photo of its progress", photo_route, {{"size", "small"}}),
      registry::export_route(programmes_export()),
      registry::export_route(projects_export()),
      post("/api/v1/programmes", keep_action, &open_programme, "Opens a programme of a year", {201, 401, 403, 409, 422}, 201),
      post("/api/v1/programmes/{id}/show", keep_action, &show_programme, "Shows its list on the public window, or no longer", done),
      post("/api/v1/programmes/{id}/close", keep_action, &close_programme, "Closes a programme whose projects have all ended", done),
      post("/api/v1/projects", keep_action, &list_project, "Lists a project with its owner and milestones", made, 201),
      post("/api/v1/projects/{id}/milestones", keep_action, &set_milestone, "Plans one more milestone", done),
      post("/api/v1/project_milestones/{id}/move", keep_action, &move_milestone, "Another day for a milestone, with a reason", done),
      post("/api/v1/project_milestones/{id}/meet", report_action, &meet_milestone, "A milestone is met", done),
      post("/api/v1/projects/{id}/report", report_action, &report, "Reports progress, with photos", done),
      post("/api/v1/projects/{id}/offer", report_action, &offer, "Offers it to those it serves for acceptance", done),
      post("/api/v1/projects/{id}/accept", accept_action, &accept, "Records what those served say: accepted, or sent back", done),
      post("/api/v1/projects/{id}/close", keep_action, &close_project, "Closes an accepted project", done),
      post("/api/v1/projects/{id}/drop", keep_action, &drop_project, "Takes a project off the list, with a reason", done),
      post("/api/v1/projects/{id}/gather", gather_action, &gather, "Gathers a record of another room into it", done),
      post("/api/v1/projects/{id}/release", gather_action, &release, "A gathered record stands by itself again", done),
      {.verb = Verb::get, .path = "/d/{district}/projects", .faces = {Face::public_}, .entry = Entry::open, .statuses = {200, 404}, .summary = "The public list of practical projects.",
       .run = public_route, .body = http::BodyKind::none},
  };
}

}  // namespace projects
