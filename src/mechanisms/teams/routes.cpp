#include "mechanisms/teams/routes.hpp"

#include "mechanisms/teams/service.hpp"

namespace teams {
namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

const std::vector<Face> inside{Face::desk, Face::field};

template <class T>
Answer whole(const std::vector<T>& all) { return registry::json_list(all, "", static_cast<std::int64_t>(all.size())); }
Answer teams_route(RouteCall& c) {
  TRY(all, team_list(c.call));
  return whole(all);
}
Answer powers_route(RouteCall& c) {
  TRY(all, powers(c.call));
  return whole(all);
}
Answer marks_route(RouteCall& c) {
  TRY(all, marks_list(c.call, c.request.query));
  return whole(all);
}
Answer sheet_route(RouteCall& c) {
  TRY(view, day_sheet(c.call, c.id(), c.request.query));
  return registry::json(view);
}
Answer team_marks_route(RouteCall& c) {
  TRY(view, marks_of(c.call, c.id(), c.request.query));
  return registry::json(view);
}
Answer operations_route(RouteCall& c) {
  TRY(page, operation_page(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total);
}
Route get(std::string path, const described::Type* view, bool is_list, std::vector<int> statuses, std::string summary, std::function<Answer(RouteCall&)> run,
          std::vector<std::pair<std::string, std::string>> query = {}) {
  const bool of_operation = path.find("/joint_operations") != std::string::npos;
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(of_operation ? read_operation_action : read_action), .view = view, .view_is_list = is_list,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none, .query = std::move(query)};
}
template <class Command>
Route post(std::string path, std::string_view action, base::Result<DoneView> (*fn)(Call&, std::int64_t, const Command&), std::string summary, int status = 200, int never = 0) {
  std::vector<int> statuses{status, 401, 403, 404, 409, 422};
  std::erase(statuses, never);
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(action), .command = described::of<Command>::type,
          .view = described::of<DoneView>::type, .statuses = std::move(statuses), .summary = std::move(summary), .run = registry::with_body(fn, status)};
}

}  // namespace

std::vector<Route> routes() {
  const std::vector<std::pair<std::string, std::string>> filters{
      {"filter.state", "planned, approved, closed, cancelled"}, {"filter.team", "this team was called"}, {"filter.origin_kind", "whistle, matter or another that it came from"}, {"filter.origin", "planned from this one"}, {"filter.area", "in this area or below"}, {"filter.from", "from this day on"}, {"filter.to", "until this day"},
      {"filter.q", "part of the title or place"}, {"sort", "planned_on; - for descending"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}};
  const std::vector<std::pair<std::string, std::string>> month{{"month", "2026-09; without it the one that runs"}}, day{{"day", "2026-09-17; without it today"}};
  std::vector<Route> out{
      get("/api/v1/teams", described::of<TeamLine>::type, true, {200, 401, 403}, "Every subdistrict's team and every field's brigade; a missing one shows as a gap", teams_route),
      registry::export_route(teams_export()),
      get("/api/v1/teams/{id}", described::of<TeamView>::type, false, {200, 401, 403, 404}, "A team and its officers", registry::without_body(&one_team)),
      get("/api/v1/teams/{id}/day", described::of<DaySheet>::type, false, {200, 401, 403, 404, 422}, "A team's day sheet", sheet_route, day),
      get("/api/v1/teams/{id}/marks", described::of<MarksView>::type, false, {200, 401, 403, 404, 422}, "A team's marks of a month, each point with its record", team_marks_route, month),
      get("/api/v1/team_marks", described::of<MarksLine>::type, true, {200, 401, 403, 422}, "All teams' marks of a month", marks_route, month),
      get("/api/v1/delegated_powers", described::of<PowerView>::type, true, {200, 401, 403}, "The delegated powers, their basis and effect, and which subdistrict was given them", powers_route),
      get("/api/v1/joint_operations", described::of<OperationLine>::type, true, {200, 400, 401, 403, 422}, "Joint operations", operations_route, filters),
      registry::export_route(operations_export()),
      get("/api/v1/joint_operations/{id}", described::of<OperationView>::type, false, {200, 401, 403, 404}, "A joint operation", registry::without_body(&one_operation)),
  };
  out.push_back(post("/api/v1/teams", keep_action, &found, "Founds a subdistrict's team or a field's brigade", 201, 404));
  out.push_back(post("/api/v1/teams/{id}/officers", keep_action, &add_officer, "Takes an officer's post into the team", 201));
  out.push_back(post("/api/v1/teams/{id}/day", keep_action, &fill_day, "Fills a day of attendance"));
  out.push_back(post("/api/v1/teams/{id}/breaches", keep_action, &note_breach, "Notes a breach of discipline", 201));
  out.push_back(post("/api/v1/teams/{id}/freeze", keep_action, &freeze, "Freezes a month's marks"));
  out.push_back(post("/api/v1/team_officers/{id}/renew", keep_action, &renew, "Notes a renewed certificate"));
  out.push_back(post("/api/v1/team_officers/{id}/leave", keep_action, &leave, "An officer leaves the team"));
  out.push_back(post("/api/v1/team_months/{id}/see", object_action, &see_month, "The home department has seen a month's marks"));
  out.push_back(post("/api/v1/delegations", delegate_action, &give_power, "Gives a power to a subdistrict, with its basis", 201, 404));
  out.push_back(post("/api/v1/delegations/{id}/end", delegate_action, &end_power, "Takes a power back from a day on"));
  out.push_back(post("/api/v1/team_points/{id}/object", object_action, &object, "The home department objects to a point"));
  out.push_back(post("/api/v1/team_points/{id}/rule", rule_action, &rule, "The district rules on an objection, once"));
  out.push_back(post("/api/v1/joint_operations", operate_action, &plan, "Plans a joint operation", 201, 409));
  out.push_back(post("/api/v1/joint_operations/{id}/approve", approve_action, &approve, "Approves a plan; never one's own"));
  out.push_back(post("/api/v1/joint_operations/{id}/cancel", operate_action, &cancel, "Cancels an operation"));
  out.push_back(post("/api/v1/joint_operations/{id}/attend", operate_action, &attend, "Notes how many of a called unit came, and who"));
  out.push_back(post("/api/v1/joint_operations/{id}/findings", operate_action, &find, "A finding: opens a matter", 201));
  out.push_back(post("/api/v1/joint_operations/{id}/penalties", operate_action, &note_penalty, "Notes a penalty file's number, and its outcome then or later"));
  out.push_back(post("/api/v1/joint_operations/{id}/close", operate_action, &close, "Closes an operation with its result"));
  return out;
}

}  // namespace teams
