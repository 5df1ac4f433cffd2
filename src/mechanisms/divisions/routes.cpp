#include "mechanisms/divisions/routes.hpp"

#include "mechanisms/divisions/places.hpp"
#include "mechanisms/divisions/service.hpp"

namespace divisions {
namespace {

using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::RouteCall;

const std::vector<Face> inside{Face::desk, Face::field, Face::wall};

std::optional<double> number(std::optional<std::string_view> text) {
  double out{};
  if (!text) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
  return error == std::errc{} && end == text->data() + text->size() ? std::optional(out) : std::nullopt;
}

Answer list_route(RouteCall& c) {
  TRY(items, list(c.call));
  return registry::json_list(items, {}, static_cast<std::int64_t>(items.size()));
}

Answer history_route(RouteCall& c) {
  TRY(items, history(c.call, c.id()));
  return registry::json_list(items, {}, static_cast<std::int64_t>(items.size()));
}

Answer geometry_route(RouteCall& c) {
  base::AreaId under{};
  if (const auto text = c.request.query_value("under"); text && !text->empty()) {
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), under.value);
    if (error != std::errc{} || end != text->data() + text->size()) return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
  }
  TRY(body, geometry(c.call, under));
  http::Response out;
  out.content_type = "application/geo+json";
  out.body = std::move(body);
  return out;
}

Answer locate_route(RouteCall& c) {
  const auto lon = number(c.request.query_value("lon")), lat = number(c.request.query_value("lat"));
  base::Error error{.code = base::ErrorCode::invalid, .reason = "divisions.bad_point"};
  if (!lon || *lon < -180 || *lon > 180) error.errors.push_back({.path = "/lon", .reason = "divisions.bad_point"});
  if (!lat || *lat < -90 || *lat > 90) error.errors.push_back({.path = "/lat", .reason = "divisions.bad_point"});
  if (!error.errors.empty()) return std::unexpected(std::move(error));
  TRY(view, locate(c.call, *lon, *lat));
  return registry::json(view);
}

}  // namespace

std::vector<registry::Route> routes() {
  using http::Verb;
  const auto* view = described::of<AreaView>::type;
  const std::string read(read_action), edit(edit_action);
  std::vector<registry::Route> all{
      {.verb = Verb::get, .path = "/api/v1/areas", .faces = inside, .entry = Entry::action, .action = read, .view = view, .view_is_list = true,
       .statuses = {200, 401, 403}, .summary = "All areas of the district today, parents before children", .run = list_route},
      {.verb = Verb::get, .path = "/api/v1/areas/{id}", .faces = inside, .entry = Entry::action, .action = read, .view = view,
       .statuses = {200, 401, 403, 404}, .summary = "One area as of today", .run = registry::without_body(&one)},
      {.verb = Verb::get, .path = "/api/v1/areas/{id}/history", .faces = inside, .entry = Entry::action, .action = read,
       .view = described::of<AreaVersionView>::type, .view_is_list = true, .statuses = {200, 401, 403, 404},
       .summary = "All dated versions of an area, oldest first", .run = history_route},
      {.verb = Verb::get, .path = "/api/v1/areas/geometry", .faces = inside, .entry = Entry::action, .action = read, .statuses = {200, 401, 403, 404},
       .summary = "GeoJSON of the nearest areas below one that have a shape", .run = geometry_route,
       .query = {{"under", "the area whose parts are wanted; without it the district"}}},
      {.verb = Verb::get, .path = "/api/v1/areas/locate", .faces = inside, .entry = Entry::action, .action = read, .view = view,
       .statuses = {200, 401, 403, 404, 422}, .summary = "The lowest area that holds a point", .run = locate_route,
       .query = {{"lon", "longitude, WGS-84"}, {"lat", "latitude, WGS-84"}}},
      {.verb = Verb::post, .path = "/api/v1/areas", .faces = {Face::desk}, .entry = Entry::action, .action = edit, .command = described::of<AddArea>::type,
       .view = view, .statuses = {201, 401, 403, 404, 409, 422}, .summary = "Adds an area from a day on",
       .run = registry::with_body(&add, 201), .body_bytes_max = 1024 * 1024},
      {.verb = Verb::post, .path = "/api/v1/areas/{id}/change", .faces = {Face::desk}, .entry = Entry::action, .action = edit,
       .command = described::of<ChangeArea>::type, .view = view, .statuses = {200, 401, 403, 404, 409, 422},
       .summary = "Gives an area a new version from a day on", .run = registry::with_body(&change), .body_bytes_max = 1024 * 1024},
      {.verb = Verb::post, .path = "/api/v1/areas/{id}/close", .faces = {Face::desk}, .entry = Entry::action, .action = edit,
       .command = described::of<CloseArea>::type, .view = view, .statuses = {200, 401, 403, 404, 409, 422},
       .summary = "Ends an area on a day and names what takes its place", .run = registry::with_body(&close)},
  };
  for (registry::Route& route : place_routes()) all.push_back(std::move(route));
  return all;
}

}  // namespace divisions
