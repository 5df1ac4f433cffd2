#include "mechanisms/workforce/routes.hpp"

#include "mechanisms/workforce/service.hpp"

namespace workforce {
namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

const std::vector<Face> inside{Face::desk, Face::field};

template <class T>
std::function<Answer(RouteCall&)> all_of(base::Result<std::vector<T>> (*fn)(Call&)) {
  return [fn](RouteCall& c) -> Answer {
    TRY(all, fn(c.call));
    return registry::json_list(all, "", static_cast<std::int64_t>(all.size()));
  };
}
template <class T>
std::function<Answer(RouteCall&)> asked(base::Result<T> (*fn)(Call&, const base::Params&)) {
  return [fn](RouteCall& c) -> Answer {
    TRY(v, fn(c.call, c.request.query));
    return registry::json(v);
  };
}
Answer list_route(RouteCall& c) {
  TRY(page, list(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total);
}
Route get(std::string path, std::string_view action, const described::Type* view, bool is_list, std::vector<int> statuses, std::string summary,
          std::function<Answer(RouteCall&)> run, std::vector<std::pair<std::string, std::string>> query = {}) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = action.empty() ? Entry::signed_in : Entry::action, .action = std::string(action),
          .view = view, .view_is_list = is_list, .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run),
          .body = http::BodyKind::none, .query = std::move(query)};
}
template <class Command, class View>
Route post(std::string path, std::string_view action, base::Result<View> (*fn)(Call&, std::int64_t, const Command&), std::string summary, int status = 200,
           std::vector<int> refusals = {401, 403, 404, 409, 422}) {
  refusals.insert(refusals.begin(), status);
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = action.empty() ? Entry::signed_in : Entry::action, .action = std::string(action),
          .command = described::of<Command>::type, .view = described::of<View>::type, .statuses = std::move(refusals), .summary = std::move(summary),
          .run = registry::with_body(fn, status)};
}

}  // namespace

std::vector<Route> routes() {
  const std::vector<std::pair<std::string, std::string>> filters{
      {"filter.area", "workers of this area and below"}, {"filter.state", "probation, regular, left"}, {"filter.kind", "full_time, part_time"},
      {"filter.alert", "contract, probation, training, no_grid or any"}, {"filter.q", "part of a name, community, grid or contract number"},
      {"sort", "community, name, contract_to, -hired_on, training"}};
  auto paged = filters;
  paged.emplace_back("after", "cursor of the page before");
  paged.emplace_back("limit", "rows, at most 200");
  std::vector<Route> out{
      get("/api/v1/grid_workers", read_action, described::of<WorkerLine>::type, true, {200, 400, 401, 403, 404, 422}, "The register of grid workers with what needs attention", list_route, paged),
      registry::export_route(workers_export()),
      get("/api/v1/grid_workers/{id}", "", described::of<WorkerView>::type, false, {200, 401, 403, 404}, "One worker: grids, contracts, training, conduct; oneself without a right",
          registry::without_body(&one)),
      post("/api/v1/grid_workers", manage_action, &hire, "Hires somebody to a vacant grid worker's post", 201),
      post("/api/v1/grid_workers/import", manage_action, &import_workers, "Reads a spreadsheet of workers; faults by row before anything is written", 200, {401, 403, 415, 422}),
      post("/api/v1/grid_workers/{id}/contract", manage_action, &renew, "A new contract"),
      post("/api/v1/grid_workers/{id}/probation", manage_action, &decide_probation, "Ends or prolongs the probation"),
      post("/api/v1/grid_workers/{id}/transfer", manage_action, &transfer, "Moves the worker to another grid's vacant post"),
      post("/api/v1/grid_workers/{id}/leave", manage_action, &leave, "The worker leaves; posts end, vacancies become dues"),
      post("/api/v1/grid_workers/{id}/conduct", care_action, &note_conduct, "Praise or a warning, with reason and evidence", 201),
      post("/api/v1/grid_workers/{id}/object", "", &object, "The worker objects to a record"),
      post("/api/v1/grid_workers/{id}/answer", manage_action, &answer, "The subdistrict answers an objection"),
      get("/api/v1/recruitments", read_action, described::of<RecruitmentView>::type, true, {200, 401, 403}, "Recruitments, newest first", all_of(&recruitment_list)),
      get("/api/v1/recruitments/{id}", read_action, described::of<RecruitmentView>::type, false, {200, 401, 403, 404}, "One recruitment with its applications",
          registry::without_body(&recruitment_one)),
      post("/api/v1/recruitments", manage_action, &publish, "Publishes a recruitment", 201),
      post("/api/v1/recruitments/{id}/close", manage_action, &close, "Closes a recruitment"),
      post("/api/v1/recruitments/{id}/applications", manage_action, &apply, "Takes in an application", 201),
      post("/api/v1/worker_applications/{id}/decide", manage_action, &decide, "Says who passed the check, with the reason"),
      get("/api/v1/trainings", read_action, described::of<TrainingView>::type, true, {200, 401, 403}, "This year's trainings", all_of(&training_list)),
      post("/api/v1/trainings", care_action, &hold_training, "A training that was held, with who came", 201),
      get("/api/v1/day_sheet", read_action, described::of<DaySheetView>::type, false, {200, 401, 403, 404, 422}, "A community's day sheet", asked(&day_sheet),
          {{"area", "the community; none: the reader's first"}, {"day", "the day; none: today"}}),
      post("/api/v1/day_sheet", day_action, &fill, "Fills or corrects a day sheet; the rest may be present in one act"),
      get("/api/v1/month_sheet", read_action, described::of<MonthSheetView>::type, false, {200, 401, 403, 404, 422}, "A community's attendance of a month", asked(&month_sheet),
          {{"area", "the community; none: the reader's first"}, {"month", "2026-09; none: this month"}}),
      registry::export_route(month_export()),
  };
  for (Route& r : out)
    if (r.path == "/api/v1/grid_workers/import") r.body_bytes_max = 4'000'000;
  return out;
}

}  // namespace workforce
