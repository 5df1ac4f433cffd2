// The room's routes.
#include <charconv>

#include "mechanisms/assigned_tasks/service.hpp"
#include "registry/route.hpp"

namespace assigned_tasks {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

namespace {

const std::vector<Face> inside{Face::desk, Face::field};

template <class Row, base::Result<Page<Row>> (*list)(registry::Call&, const base::Params&)>
Answer list_route(RouteCall& c) {
  TRY(page, list(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}
template <base::Result<TaskCount> (*count)(registry::Call&, const base::Params&)>
Answer count_route(RouteCall& c) {
  TRY(v, count(c.call, c.request.query));
  return registry::json(v);
}
Answer hours_route(RouteCall& c) {
  TRY(rows, hours(c.call, c.request.query_value("month").value_or("")));
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}
Answer departments_route(RouteCall& c) {
  TRY(rows, department_hours(c.call, c.request.query_value("month").value_or("")));
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}
Answer dictionary_route(RouteCall& c) {
  TRY(v, dictionary(c.call));
  return registry::json(v);
}
Answer photo_route(RouteCall& c) {
  std::int64_t file = 0;
  const std::string_view text = c.capture("file_id");
  std::from_chars(text.data(), text.data() + text.size(), file);
  return photo(c.call, {c.id()}, {file}, c.request.query_value("size") == "small", c.request);
}
Answer export_route(RouteCall& c) {
  const std::string what(c.capture("what"));
  const auto format = formats::sheet_format(c.request.query_value("format").value_or("csv"));
  if (!format)
    return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/format", "base.unknown_choice", {{"choices", "csv, xlsx"}}}}});
  TRY(bytes, export_sheet(c.call, what, *format, c.request.query));
  http::Response r;
  const bool xlsx = *format == formats::SheetFormat::xlsx;
  r.content_type = formats::media_type(*format);
  r.headers = {{"content-disposition", "attachment; filename=\"assigned_" + what + (xlsx ? ".xlsx\"" : ".csv\"")}, {"cache-control", "no-store"}};
  r.body = std::move(bytes);
  return r;
}

base::Result<TaskView> draft_route(registry::Call& call, std::int64_t, const SaveTask& c) { return draft(call, c); }
base::Result<TaskView> save_route(registry::Call& call, std::int64_t id, const SaveTask& c) { return save(call, {id}, c); }
base::Result<TaskView> task_route(registry::Call& call, std::int64_t id) { return view(call, TaskId{id}); }
base::Result<LineView> line_route(registry::Call& call, std::int64_t id) { return view(call, LineId{id}); }
base::Result<AcceptedMany> accept_many_route(registry::Call& call, std::int64_t id, const MoveTask& c) { return accept_filled(call, {id}, c); }
base::Result<LineView> fill_route(registry::Call& call, std::int64_t id, const FillLine& c) { return fill(call, {id}, c); }
base::Result<LineView> spent_route(registry::Call& call, std::int64_t id, const NoteSpent& c) { return note_spent(call, {id}, c); }
base::Result<OutsideRow> outside_route(registry::Call& call, std::int64_t, const EnterOutside& c) { return enter_outside(call, c); }

Route get(std::string path, const described::Type* view, std::function<Answer(RouteCall&)> run, std::string summary, std::vector<int> statuses, bool list = false) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = "assigned_task.read", .view = view, .view_is_list = list,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none};
}
Route post(std::string path, const described::Type* command, const described::Type* view, std::string action, std::function<Answer(RouteCall&)> run,
           std::string summary, std::vector<int> statuses) {
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::move(action), .command = command, .view = view,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run)};
}

void add_moves(std::vector<Route>& out) {
  struct Act { const char* id; const char* action; const char* summary; };
  constexpr Act of_tasks[] = {{"ask", "assigned_task.draft", "Asks the district to admit the task."},
                              {"withdraw", "assigned_task.draft", "Withdraws the task; lines that are not accepted are called off."},
                              {"admit", "assigned_task.admit", "Admits the task and sends a line to each community."},
                              {"ask_change", "assigned_task.admit", "Sends the task back to be changed, with a reason."},
                              {"refuse", "assigned_task.admit", "Does not admit the task, with a reason."},
                              {"urge", "assigned_task.judge", "Reminds the communities that have not filled it."},
                              {"close", "assigned_task.judge", "Closes the task; what was not filled is kept as not filled."}};
  for (const Act& a : of_tasks)
    out.push_back(post(std::string("/api/v1/assigned_tasks/{id}/") + a.id, described::of<MoveTask>::type, described::of<TaskView>::type, a.action,
                       [id = std::string(a.id)](RouteCall& c) -> Answer {
                         TRY(command, described::parse<MoveTask>(c.request.body));
                         registry::note_envelope(c.call, command);
                         TRY(v, move(c.call, {c.id()}, id, command));
                         return registry::json(v);
                       },
                       a.summary, {200, 401, 403, 404, 409}));
  constexpr Act of_lines[] = {{"accept", "assigned_task.judge", "Accepts what a community filled in."},
                              {"return", "assigned_task.judge", "Returns it for correction, with a reason and a clock of its own."}};
  for (const Act& a : of_lines)
    out.push_back(post(std::string("/api/v1/assigned_lines/{id}/") + a.id, described::of<MoveTask>::type, described::of<LineView>::type, a.action,
                       [id = std::string(a.id)](RouteCall& c) -> Answer {
                         TRY(command, described::parse<MoveTask>(c.request.body));
                         registry::note_envelope(c.call, command);
                         TRY(v, judge(c.call, {c.id()}, id, command));
                         return registry::json(v);
                       },
                       a.summary, {200, 401, 403, 404, 409}));
}

}  // namespace

std::vector<Route> routes() {
  const base::Params paging{{"sort", "a field, - for descending"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}};
  std::vector<Route> out;
  out.push_back(get("/api/v1/assigned_tasks", described::of<TaskRow>::type, list_route<TaskRow, tasks>, "Tasks handed down, with how far they are.", {200, 401, 403, 422}, true));
  out.back().query = {{"filter.stage", "stages, commas between"}, {"filter.department", "who hands it down"}, {"filter.urgent", "true or false"},
                      {"filter.from", "due on or after"}, {"filter.to", "due on or before"}, {"filter.q", "words in the title"}};
  out.back().query.insert(out.back().query.end(), paging.begin(), paging.end());
  out.push_back(get("/api/v1/assigned_tasks/count", described::of<TaskCount>::type, count_route<count_tasks>, "How many tasks the list has.", {200, 401, 403, 422}));
  out.back().query = out[0].query;
  out.push_back(get("/api/v1/assigned_tasks/dictionary", described::of<Dictionary>::type, dictionary_route, "Facts, fillers and limits for the editor of a task.", {200, 401, 403}));
  out.push_back(post("/api/v1/assigned_tasks", described::of<SaveTask>::type, described::of<TaskView>::type, "assigned_task.draft",
                     registry::with_body<SaveTask, TaskView>(draft_route, 201), "Drafts a task or form for communities.", {201, 401, 403, 422}));
  out.push_back(get("/api/v1/assigned_tasks/{id}", described::of<TaskView>::type, registry::without_body<TaskView>(task_route),
                    "One task with its form, what the admission looks at, and its moves.", {200, 401, 403, 404}));
  out.push_back(post("/api/v1/assigned_tasks/{id}/save", described::of<SaveTask>::type, described::of<TaskView>::type, "assigned_task.draft",
                     registry::with_body<SaveTask, TaskView>(save_route), "Saves the draft.", {200, 401, 403, 404, 409, 422}));
  out.push_back(post("/api/v1/assigned_tasks/{id}/accept_filled", described::of<MoveTask>::type, described::of<AcceptedMany>::type, "assigned_task.judge",
                     registry::with_body<MoveTask, AcceptedMany>(accept_many_route), "Accepts every line that is filled.", {200, 401, 403, 404}));
  add_moves(out);
  out.push_back(get("/api/v1/assigned_lines", described::of<LineRow>::type, list_route<LineRow, lines>, "Lines of communities that the reader may see.", {200, 401, 403, 422}, true));
  out.back().query = {{"filter.task", "of one task"}, {"filter.stage", "stages, commas between"}, {"filter.department", "who hands it down"}, {"filter.unit", "who fills"},
                      {"filter.area", "an area and all below it"}, {"filter.month", "202609: hours count there"}, {"filter.open", "true: waits for the community"},
                      {"filter.overdue", "true: past the deadline and not filled"}, {"filter.late", "true: filled too late"}, {"filter.q", "words in the title"}};
  out.back().query.insert(out.back().query.end(), paging.begin(), paging.end());
  const auto line_query = out.back().query;
  out.push_back(get("/api/v1/assigned_lines/count", described::of<TaskCount>::type, count_route<count_lines>, "How many lines the list has.", {200, 401, 403, 422}));
  out.back().query = line_query;
  out.push_back(get("/api/v1/assigned_lines/{id}", described::of<LineView>::type, registry::without_body<LineView>(line_route),
                    "One line with its form, what is known already, and its moves.", {200, 401, 403, 404}));
  out.push_back(post("/api/v1/assigned_lines/{id}/fill", described::of<FillLine>::type, described::of<LineView>::type, "assigned_task.fill",
                     registry::with_body<FillLine, LineView>(fill_route), "Hands the filled form in.", {200, 401, 403, 404, 409, 422}));
  out.push_back(post("/api/v1/assigned_lines/{id}/spent", described::of<NoteSpent>::type, described::of<LineView>::type, "assigned_task.fill",
                     registry::with_body<NoteSpent, LineView>(spent_route), "Notes how long it really took.", {200, 401, 403, 404, 422}));
  out.push_back(get("/api/v1/assigned_lines/{id}/photos/{file_id}", nullptr, photo_route, "A photo of the form.", {200, 401, 403, 404}));
  out.back().query = {{"size", "small: at most 480 pixels"}};
  out.push_back(get("/api/v1/assigned_hours", described::of<HoursRow>::type, hours_route, "Hours asked of each community in a month, against the limit.", {200, 401, 403, 422}, true));
  out.back().query = {{"month", "2026-09; empty: this month"}};
  out.push_back(get("/api/v1/assigned_hours/departments", described::of<DepartmentHours>::type, departments_route, "Hours asked by each department in a month.", {200, 401, 403, 422}, true));
  out.back().query = {{"month", "2026-09; empty: this month"}};
  out.push_back(get("/api/v1/assigned_outside", described::of<OutsideRow>::type, list_route<OutsideRow, outside>, "What reached communities outside the door.", {200, 401, 403, 422}, true));
  out.back().query = {{"filter.department", "who asked"}, {"filter.channel", "how it came"}, {"filter.area", "an area and all below it"}, {"filter.from", "received on or after"},
                      {"filter.to", "received on or before"}, {"filter.q", "words in the title"}};
  out.back().query.insert(out.back().query.end(), paging.begin(), paging.end());
  out.push_back(post("/api/v1/assigned_outside", described::of<EnterOutside>::type, described::of<OutsideRow>::type, "assigned_task.fill",
                     registry::with_body<EnterOutside, OutsideRow>(outside_route, 201), "Enters a task that was refused because it was not admitted.", {201, 401, 403, 422}));
  out.push_back(get("/api/v1/assigned_exports/{what}", nullptr, export_route, "A short sheet as CSV or XLSX: answers of a task, hours, departments.", {200, 401, 403, 404, 422}));
  out.back().query = {{"format", "csv or xlsx"}, {"month", "of hours and departments"}, {"filter.task", "of answers"}};
  for (const registry::ExportList* list : {&tasks_export(), &lines_export(), &outside_export()}) out.push_back(registry::export_route(*list));
  return out;
}

}  // namespace assigned_tasks
