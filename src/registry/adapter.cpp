#include "registry/adapter.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "http/decode.hpp"
#include "http/problem.hpp"
#include "people/access.hpp"
#include "people/sessions.hpp"
#include "registry/counting_store.hpp"
#include "store/districts.hpp"
#include "store/settled.hpp"

namespace registry {

namespace {

using base::ErrorCode;

bool unsafe(http::Verb verb) { return verb == http::Verb::post || verb == http::Verb::put || verb == http::Verb::del; }

// A page of another site cannot make this browser act here, whether signed in or not.
base::Done same_origin(const http::Request& r) {
  const std::string_view site = r.header("sec-fetch-site");
  if (site == "cross-site") return base::fail(ErrorCode::forbidden, "registry.foreign_origin");
  const std::string_view origin = r.header("origin");
  if (origin.empty() || origin == "null") return {};
  const std::size_t scheme = origin.find("://");
  const std::string_view host = scheme == std::string_view::npos ? origin : origin.substr(scheme + 3);
  if (!http::equal_ignoring_case(host, r.header("host"))) return base::fail(ErrorCode::forbidden, "registry.foreign_origin");
  return {};
}

base::Done body_type(const Route& route, const http::Request& r) {
  if (route.command == nullptr || route.body != http::BodyKind::text || r.body.empty()) return {};
  if (http::media_type(r.header("content-type")) != "application/json") return base::fail(ErrorCode::unsupported, "registry.json_wanted");
  return {};
}

// An open route names its district in the path: /d/<code>/… or /s/<token>, whose first three characters belong to one district.
base::Result<std::optional<store::District>> district_in_path(store::Store& store, const http::Request& r) {
  const std::string_view code = r.capture("district");
  const std::string_view token = r.capture("token");
  if (code.empty() && token.empty()) return std::optional<store::District>{};
  auto found = store.read([&](store::Session& s) {
    return code.empty() ? store::district_by_token_prefix(s, token.substr(0, 3)) : store::district_by_code(s, code);
  });
  if (!found) return base::fail(ErrorCode::not_found, code.empty() ? "registry.no_such_link" : "registry.no_such_district");
  return found;
}

std::string channel_of(const Route& route, const http::Request& r) {
  const std::string_view wanted = r.header("x-face");
  for (const Face face : route.faces)
    if (face_name(face) == wanted) return std::string(wanted);
  return std::string(route.faces.empty() ? "desk" : face_name(route.faces.front()));
}

base::Result<std::string> client_ref_of(const http::Request& r) {
  const std::string_view ref = r.header("idempotency-key");
  if (!base::valid_utf8(ref) || base::code_points(ref) > base::limits::client_ref_chars_max)
    return base::fail(ErrorCode::malformed, "registry.bad_idempotency_key");
  return std::string(ref);
}

void enter_district(Call& call, const store::District& district) {
  call.moment.district = district.id;
  call.moment.now = store::district_now(district, call.moment.real_now);
  call.time_zone = district.time_zone;
}

base::Result<std::optional<people::SignedIn>> sign_in_of(Call& call, const Route& route, const http::Request& r) {
  if (route.entry == Entry::open) {
    TRY(district, district_in_path(call.house.store, r));
    if (district) enter_district(call, *district);
    return std::optional<people::SignedIn>{};
  }
  const std::string_view cookie = r.cookie(people::cookie_name(people::session_cookie, r.secure));
  TRY(who, call.house.sessions.who(cookie));
  if (unsafe(r.verb)) {
    const std::string_view header = r.header("x-csrf-token");
    if (!people::csrf_matches(cookie, header.empty() ? r.form("csrf_token") : header)) return base::fail(ErrorCode::forbidden, "registry.bad_csrf_token");
  }
  enter_district(call, who.district);
  call.principal = who.principal;
  if (route.entry == Entry::action) TRY_DO(people::need_action(call.principal, route.action));
  return std::optional<people::SignedIn>{std::move(who)};
}

Answer run(House& house, const Route& route, const http::Request& r) {
  if (unsafe(r.verb)) TRY_DO(same_origin(r));
  TRY_DO(body_type(route, r));
  Call call{.house = house};
  call.moment.real_now = call.moment.now = house.real_clock.now();
  call.channel = channel_of(route, r);
  call.language = language_of(r);
  TRY(ref, client_ref_of(r));
  call.client_ref = std::move(ref);
  TRY(who, sign_in_of(call, route, r));
  call.raw_body = r.body;
  RouteCall c{.call = call, .request = r, .who = who ? &*who : nullptr};
  if (!r.capture("id").empty() && c.id() == 0) return base::fail(ErrorCode::not_found, "registry.not_found");
  return route.run(c);
}

http::Response guarded(House& house, const Route& route, const http::Request& r, const AdapterOptions& options) {
  const auto broken = [&](std::string_view what) {
    if (options.broken) options.broken(r.request_id, what);
  };
  const auto refused = [&](const base::Error& error) { return route.refusal != nullptr ? route.refusal(house, r, error) : http::problem(error, r.request_id); };
  try {
    store::AnswerGate gate;
    Answer answer = run(house, route, r);
    http::Response response = answer ? *std::move(answer) : refused(answer.error());
    gate.settle();
    return response;
  } catch (const store::Unavailable& e) {
    broken(e.what());
    return refused({.code = ErrorCode::unavailable, .reason = "registry.database_away", .retry_after_s = 2});
  } catch (const store::NoSpace& e) {
    broken(e.what());
    return refused({.code = ErrorCode::no_space, .reason = "http.no_space"});
  } catch (const std::exception& e) {
    broken(e.what());
    return http::edge_problem(500, "http.internal", r.request_id);
  }
}

http::Response answer(House& house, const Route& route, const http::Request& r, const AdapterOptions& options) {
  if (!options.show_statements) return guarded(house, route, r, options);
  CountingStore counting(house.store);
  House counted = house.over(counting);
  http::Response response = guarded(counted, route, r, options);
  response.headers.emplace_back("x-statements", fmt::format("{}", counting.statements()));
  return response;
}

}  // namespace

std::int64_t RouteCall::id() const {
  const std::string_view text = request.capture("id");
  std::int64_t out = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  return ec == std::errc{} && end == text.data() + text.size() && out > 0 ? out : 0;
}

std::string_view RouteCall::capture(std::string_view name) const { return request.capture(name); }

std::vector<http::Endpoint> endpoints_of(House& house, std::span<const Room* const> rooms, std::optional<Face> face, AdapterOptions options) {
  const auto shared_options = std::make_shared<const AdapterOptions>(std::move(options));
  std::vector<http::Endpoint> out;
  for (const Room* room : rooms) {
    if (room->routes == nullptr) continue;
    for (Route& each : room->routes()) {
      if (face && std::find(each.faces.begin(), each.faces.end(), *face) == each.faces.end()) continue;
      const bool open_to_public = face ? *face == Face::public_ : std::find(each.faces.begin(), each.faces.end(), Face::public_) != each.faces.end();
      House& own = open_to_public && shared_options->for_public != nullptr ? *shared_options->for_public : house;
      const auto route = std::make_shared<const Route>(std::move(each));
      http::Endpoint endpoint{.verb = route->verb, .path = route->path, .body = route->body, .body_bytes_max = route->body_bytes_max};
      endpoint.handler = [&own, route, shared_options](const http::Request& r) { return answer(own, *route, r, *shared_options); };
      if (!unsafe(route->verb)) endpoint.body = http::BodyKind::none;
      out.push_back(std::move(endpoint));
    }
  }
  return out;
}

PageRefusal page_refusal(std::span<const Room* const> rooms) {
  for (const Room* room : rooms) {
    if (room->routes == nullptr) continue;
    for (const Route& route : room->routes())
      if (route.refusal != nullptr) return route.refusal;
  }
  return nullptr;
}

http::Response edge_refusal(House& house, PageRefusal page, const http::Request& r, int status, std::string_view reason) {
  const bool page_asked = r.path.starts_with("/d/") || r.path.starts_with("/s/");
  if (page == nullptr || !page_asked) return http::edge_problem(status, reason, r.request_id);
  base::Error error{.code = ErrorCode::malformed, .reason = std::string(reason)};
  for (const ErrorCode code : {ErrorCode::not_found, ErrorCode::too_large, ErrorCode::rate_limited, ErrorCode::unavailable, ErrorCode::no_space})
    if (http::status_of(code) == status) error.code = code;
  if (status == 503) error.retry_after_s = 2;
  http::Request of_nobody = r;
  of_nobody.captures.clear();  // so that the page looks no district up
  http::Response response = page(house, of_nobody, error);
  response.status = status;
  return response;
}

std::string_view face_name(Face face) {
  switch (face) {
    case Face::public_: return "public";
    case Face::desk: return "desk";
    case Face::field: return "field";
    case Face::wall: return "wall";
    case Face::admin: return "admin";
  }
  return {};
}

std::optional<Face> face_of(std::string_view name) {
  for (const Face face : {Face::public_, Face::desk, Face::field, Face::wall, Face::admin})
    if (face_name(face) == name) return face;
  return std::nullopt;
}

std::string language_of(const http::Request& r) {
  const std::string_view chosen = r.cookie("red_language");
  if (chosen == "zh" || chosen == "en") return std::string(chosen);
  const std::string accepts = http::lower(r.header("accept-language"));
  const std::size_t zh = accepts.find("zh");
  const std::size_t en = accepts.find("en");
  return en < zh ? "en" : "zh";
}

}  // namespace registry
