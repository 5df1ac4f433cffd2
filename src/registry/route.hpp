// A route is data plus a three-line function: described Command in, Result<View> out. From the same data come the OpenAPI
// document, the generated web types, the route × role × scope test and the list of statuses that request scripts must show.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/described/described.hpp"
#include "base/result.hpp"
#include "http/http.hpp"
#include "registry/call.hpp"

namespace registry {

enum class Face : std::uint8_t { public_, desk, field, wall, admin };

// Who comes in at all; what they may do to which record is asked again inside the unit.
enum class Entry : std::uint8_t {
  open,        // nobody need be known (R0: by private link)
  signed_in,   // any signed-in person of the district
  action,      // a signed-in person who has `action` somewhere
};

struct RouteCall {               // what the adapter hands to a route's function
  Call& call;
  const http::Request& request;
  [[nodiscard]] std::int64_t id() const;                                  // {id}; 0 if not a number (then 404)
  [[nodiscard]] std::string_view capture(std::string_view name) const;
};

using Answer = base::Result<http::Response>;

struct Route {
  http::Verb verb{};
  std::string path{};                         // "/api/v1/matters/{id}/register"
  std::vector<Face> faces{};                  // listeners that serve it
  Entry entry{};
  std::string action{};                       // "matter.register"
  const described::Type* command{};           // null: no body
  const described::Type* view{};              // null: no JSON answer (file, page, stream)
  bool view_is_list{};                        // {items, next, total_at_least} of view
  std::vector<int> statuses{};                // every status it declares; request scripts show each
  std::string summary{};                      // one English sentence for the OpenAPI document
  std::function<Answer(RouteCall&)> run{};
  http::BodyKind body{http::BodyKind::text};
  std::int64_t body_bytes_max{64 * 1024};
  std::vector<std::pair<std::string, std::string>> query{};  // name -> what it means
};

template <class T>
[[nodiscard]] http::Response json(const T& view, int status = 200) {
  http::Response r;
  r.status = status;
  described::to_json(r.body, view);
  return r;
}

// Parses the body into Command (all errors at once -> 422), runs fn, writes the View.
template <class Command, class View>
[[nodiscard]] std::function<Answer(RouteCall&)> with_body(base::Result<View> (*fn)(Call&, std::int64_t id, const Command&), int status = 200) {
  return [fn, status](RouteCall& c) -> Answer {
    TRY(command, described::parse<Command>(c.request.body));
    TRY(view, fn(c.call, c.id(), command));
    return json(view, status);
  };
}
template <class View>
[[nodiscard]] std::function<Answer(RouteCall&)> without_body(base::Result<View> (*fn)(Call&, std::int64_t id)) {
  return [fn](RouteCall& c) -> Answer {
    TRY(view, fn(c.call, c.id()));
    return json(view);
  };
}

}  // namespace registry
