// The addresses of the register.
#include <fstream>
#include <sstream>

#include "mechanisms/divisions/places.hpp"
#include "mechanisms/divisions/service.hpp"

namespace divisions {
namespace {

using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::RouteCall;

Answer list_route(RouteCall& c) {
  TRY(page, places(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}
Answer count_route(RouteCall& c) {
  TRY(count, count_places(c.call, c.request.query));
  return registry::json(count);
}
Answer past_route(RouteCall& c) {
  TRY(items, place_past(c.call, c.id()));
  return registry::json_list(items, {}, static_cast<std::int64_t>(items.size()));
}
Answer import_route(RouteCall& c) {
  if (c.request.parts.empty()) return base::fail(base::ErrorCode::invalid, "divisions.no_file");
  std::ifstream file(c.request.parts.front().path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  const bool dry = c.request.query_value("dry_run").value_or("true") != "false";
  TRY(done, bring_places(c.call, bytes.str(), dry));
  return registry::json(done);
}

}  // namespace

std::vector<registry::Route> place_routes() {
  using http::Verb;
  const auto* view = described::of<PlaceView>::type;
  const std::string read(read_action), edit(place_action);
  const std::vector<Face> inside{Face::desk, Face::field};
  const std::vector<std::pair<std::string, std::string>> filters{
      {"filter.kind", "estate, building, lane, business_area"}, {"filter.area", "an area and all below it"}, {"filter.within", "an estate's buildings"},
      {"filter.q", "words of name, address or code"}, {"filter.company", "words of the property company"}, {"filter.committee", "unknown, yes, no"},
      {"filter.managed", "true: with a property company"}, {"sort", "code, name, households, floors"}};
  return {
      {.verb = Verb::get, .path = "/api/v1/places", .faces = inside, .entry = Entry::action, .action = read, .view = view, .view_is_list = true,
       .statuses = {200, 401, 403, 422}, .summary = "The register of estates, buildings, lanes and business areas", .run = list_route, .query = filters},
      {.verb = Verb::get, .path = "/api/v1/places/count", .faces = inside, .entry = Entry::action, .action = read, .view = described::of<PlaceCount>::type,
       .statuses = {200, 401, 403, 422}, .summary = "How many the same filters find", .run = count_route, .query = filters},
      {.verb = Verb::get, .path = "/api/v1/places/{id}", .faces = inside, .entry = Entry::action, .action = read, .view = view,
       .statuses = {200, 401, 403, 404}, .summary = "One entry of the register", .run = registry::without_body(&one_place)},
      {.verb = Verb::get, .path = "/api/v1/places/{id}/history", .faces = inside, .entry = Entry::action, .action = read,
       .view = described::of<PlacePastView>::type, .view_is_list = true, .statuses = {200, 401, 403, 404}, .summary = "What became of an entry, oldest first",
       .run = past_route},
      {.verb = Verb::post, .path = "/api/v1/places", .faces = {Face::desk}, .entry = Entry::action, .action = edit, .command = described::of<AddPlace>::type,
       .view = view, .statuses = {201, 401, 403, 409, 422}, .summary = "Adds an entry to the register", .run = registry::with_body(&add_place, 201)},
      {.verb = Verb::post, .path = "/api/v1/places/{id}/change", .faces = {Face::desk}, .entry = Entry::action, .action = edit,
       .command = described::of<ChangePlace>::type, .view = view, .statuses = {200, 401, 403, 404, 409, 422}, .summary = "Changes an entry; what was stays in its history",
       .run = registry::with_body(&change_place)},
      {.verb = Verb::post, .path = "/api/v1/places/{id}/close", .faces = {Face::desk}, .entry = Entry::action, .action = edit,
       .command = described::of<ClosePlace>::type, .view = view, .statuses = {200, 401, 403, 404, 409, 422}, .summary = "Ends an entry on a day",
       .run = registry::with_body(&close_place)},
      {.verb = Verb::post, .path = "/api/v1/places/import", .faces = {Face::desk}, .entry = Entry::action, .action = edit,
       .view = described::of<PlacesBrought>::type, .statuses = {200, 401, 403, 415, 422}, .summary = "Checks a spreadsheet (the raw body: CSV or XLSX) and, with dry_run=false and no fault, writes it",
       .run = import_route, .body = http::BodyKind::upload, .body_bytes_max = place_file_bytes_max, .query = {{"dry_run", "false writes; anything else only checks"}}},
      registry::export_route(places_export()),
  };
}

}  // namespace divisions
