#include "mechanisms/imports/routes.hpp"

#include "mechanisms/imports/service.hpp"
#include "mechanisms/imports/tables.hpp"
#include "people/access.hpp"
#include "registry/exports.hpp"

namespace imports {

namespace {

using registry::Answer;
using registry::RouteCall;

// Who may look at imports sees all of the district's.
store::ListReach reach_of(const registry::Call& call) {
  const people::Reach reach = people::reach(call.principal, "imports.read");
  return {.everything = reach.everything};
}

Answer list_mappings(RouteCall& c) { return registry::json(mappings(c.call)); }

Answer hand_in_file(RouteCall& c) {
  if (c.request.parts.empty()) return base::fail(base::ErrorCode::invalid, "imports.no_file");
  const std::string mapping(c.request.query_value("mapping").value_or(""));
  const std::string name(c.request.query_value("name").value_or("file.csv"));
  TRY(view, hand_in(c.call, mapping, name, c.request.parts.front().path));
  return registry::json(view, 201);
}

Answer list_imports(RouteCall& c) {
  TRY(query, store::parse_list(imports_list(), c.request.query, {.time_zone = c.call.time_zone}));
  std::vector<ImportView> views;
  store::ListPage<ImportRow> page;
  c.call.house.store.read([&](store::Session& session) {
    page = store::list_page<ImportRow>(session, imports_list(), query, reach_of(c.call), c.call.district());
    for (const ImportRow& row : page.items) views.push_back(view_of(c.call.house, session, c.call.district(), row));
  });
  return registry::json_list(views, page.next, page.total_at_least);
}

Answer list_faults(RouteCall& c) {
  TRY(query, store::parse_list(faults_list(), c.request.query, {.time_zone = c.call.time_zone}));
  std::vector<FaultView> views;
  store::ListPage<FaultRow> page;
  c.call.house.store.read([&](store::Session& session) {
    page = store::list_page<FaultRow>(session, faults_list(), query, reach_of(c.call), c.call.district(), c.id());
    for (const FaultRow& row : page.items) views.push_back({row.line, row.warning, row.column_no, row.column_name, row.reason, row.value});
  });
  return registry::json_list(views, page.next, page.total_at_least);
}

// The file that the export of any list made (registry/exports.hpp), for who asked for it.
Answer export_file(RouteCall& c) {
  TRY(file, registry::export_file(c.call, c.id()));
  return registry::as_download(std::move(file));
}

}  // namespace

std::vector<registry::Route> routes() {
  using registry::Entry;
  using registry::Face;
  using http::Verb;
  const auto route = [](Verb verb, const char* path, const char* action, std::vector<int> statuses, const char* summary) {
    return registry::Route{.verb = verb, .path = path, .faces = {Face::desk}, .entry = Entry::action, .action = action,
                           .statuses = std::move(statuses), .summary = summary};
  };
  auto known = route(Verb::get, "/api/v1/imports/mappings", "imports.read", {200, 401, 403}, "The column mappings in force.");
  known.view = described::of<MappingsView>::type;
  known.run = list_mappings;

  auto all = route(Verb::get, "/api/v1/imports", "imports.read", {200, 401, 403, 422}, "All imports, newest first.");
  all.view = described::of<ImportView>::type;
  all.view_is_list = true;
  all.run = list_imports;

  auto take = route(Verb::post, "/api/v1/imports", "imports.run", {201, 401, 403, 404, 415, 422}, "Hands in a CSV file (the raw body) and starts its check.");
  take.view = described::of<ImportView>::type;
  take.body = http::BodyKind::upload;
  take.body_bytes_max = file_bytes_max;
  take.query = {{"mapping", "code of the column mapping"}, {"name", "the file's name"}};
  take.run = hand_in_file;

  auto one = route(Verb::get, "/api/v1/imports/{id}", "imports.read", {200, 401, 403, 404}, "One import with its progress.");
  one.view = described::of<ImportView>::type;
  one.run = registry::without_body(look);

  auto wrong = route(Verb::get, "/api/v1/imports/{id}/faults", "imports.read", {200, 401, 403, 422}, "Bad lines and warnings with line, column and reason.");
  wrong.view = described::of<FaultView>::type;
  wrong.view_is_list = true;
  wrong.run = list_faults;

  auto start = route(Verb::post, "/api/v1/imports/{id}/begin", "imports.run", {200, 401, 403, 404, 409}, "Brings the checked file in.");
  start.view = described::of<ImportView>::type;
  start.body = http::BodyKind::none;
  start.run = registry::without_body(begin);
  registry::Route file{.verb = Verb::get, .path = "/api/v1/exports/{id}/file", .faces = {Face::desk}, .entry = Entry::signed_in, .statuses = {200, 401, 404},
                       .summary = "The spreadsheet that an export of a list made, for who asked for it.", .run = export_file};
  return {std::move(file), std::move(known), std::move(all), std::move(take), std::move(one), std::move(wrong), std::move(start)};
}

}  // namespace imports
