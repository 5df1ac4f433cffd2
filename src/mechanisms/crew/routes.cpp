#include "mechanisms/crew/routes.hpp"

#include "mechanisms/crew/service.hpp"

namespace crew {
namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

const std::vector<Face> inside{Face::desk, Face::field};

Answer crews_route(RouteCall& c) {
  TRY(all, crews(c.call));
  return registry::json_list(all, "", static_cast<std::int64_t>(all.size()));
}
Answer tasks_route(RouteCall& c) {
  TRY(page, tasks(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total);
}
Answer count_route(RouteCall& c) {
  TRY(n, count_tasks(c.call, c.request.query));
  return registry::json(n);
}
Route get(std::string path, const described::Type* view, bool is_list, std::vector<int> statuses, std::string summary, std::function<Answer(RouteCall&)> run,
          std::vector<std::pair<std::string, std::string>> query = {}) {
  const bool of_task = path.find("/crew_tasks") != std::string::npos;
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(of_task ? read_task_action : read_action), .view = view, .view_is_list = is_list,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none, .query = std::move(query)};
}
template <class Command>
Route post(std::string path, std::string_view action, base::Result<DoneView> (*fn)(Call&, std::int64_t, const Command&), std::vector<int> statuses, std::string summary) {
  const int status = statuses.front();
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(action), .command = described::of<Command>::type,
          .view = described::of<DoneView>::type, .statuses = std::move(statuses), .summary = std::move(summary), .run = registry::with_body(fn, status)};
}

}  // namespace

std::vector<Route> routes() {
  const std::vector<std::pair<std::string, std::string>> filters{
      {"filter.preset", "a preset of definitions/crew/rules"}, {"filter.open", "true: not every line is settled"}, {"filter.seat", "this seat was called"}, {"filter.area", "in this area or below"},
      {"filter.unit", "this unit has a line"}, {"filter.origin_kind", "matter, whistle or another that it was called from"}, {"filter.origin", "called from this one"}, {"filter.from", "called from this day on"},
      {"filter.to", "called until this day"}, {"filter.q", "part of the title or place"}, {"sort", "called_at, meet_at; - for descending"},
      {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}};
  const std::vector<int> change{200, 401, 403, 404, 409, 422}, make{201, 401, 403, 404, 409, 422};
  return {
      get("/api/v1/crews", described::of<CrewLine>::type, true, {200, 401, 403}, "Every community's crew: seats, vacancies, gaps", crews_route),
      get("/api/v1/crews/{id}", described::of<CrewView>::type, false, {200, 401, 403, 404}, "A community's crew week, gaps and who is on duty", registry::without_body(&one_crew)),
      get("/api/v1/crews/{id}/now", described::of<NowView>::type, false, {200, 401, 403, 404}, "Who is on duty at an area now", registry::without_body(&now_at)),
      registry::export_route(duties_export()),
      post("/api/v1/crews/{id}/duties", keep_action, &set_duty, make, "Puts a post on a seat for some weekdays and hours, never beyond the seat's capacity"),
      post("/api/v1/crew_duties/{id}/end", keep_action, &end_duty, change, "Ends a duty; the past is frozen"),
      post("/api/v1/crew_duties/{id}/substitute", keep_action, &substitute, change, "Names who stands in for some days"),
      get("/api/v1/crew_tasks", described::of<TaskLine>::type, true, {200, 400, 401, 403, 422}, "Joint tasks", tasks_route, filters),
      get("/api/v1/crew_tasks/count", described::of<CountView>::type, false, {200, 401, 403, 422}, "How many joint tasks the list has", count_route, filters),
      registry::export_route(tasks_export()),
      get("/api/v1/crew_tasks/{id}", described::of<TaskView>::type, false, {200, 401, 403, 404}, "A joint task with its lines", registry::without_body(&one_task)),
      post("/api/v1/crew_tasks", call_action, &call_crew, {201, 401, 403, 404, 422}, "Calls seats and guests, from a matter, a whistle or nothing"),
      post("/api/v1/crew_tasks/{id}/findings", answer_action, &report_finding, make, "Reports what was seen on the spot as a matter; answers the matter's id"),
      post("/api/v1/crew_tasks/{id}/call_off", call_action, &call_off, change, "Calls off who has not reported a result; the task closes"),
      post("/api/v1/crew_lines/{id}/arrive", answer_action, &arrive, change, "Says that a called seat is there; of the position only the verdict is kept"),
      post("/api/v1/crew_lines/{id}/result", answer_action, &settle, change, "Says what came of it; the task closes with its last line"),
      post("/api/v1/crew_lines/{id}/hand_over", answer_action, &hand_over, change, "Hands the line over to another seat or unit"),
  };
}

}  // namespace crew
