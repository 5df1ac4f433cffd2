// A route is data plus a three-line function: described Command in, Result<View> out. From the same data come the OpenAPI
// document, the generated web types, the route × role × scope test and the list of statuses that request scripts must show.
#pragma once
#include <concepts>
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

namespace people { struct SignedIn; }

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
  const people::SignedIn* who{};   // the sign-in (people/sessions.hpp); null on open routes
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
  http::Response (*refusal)(House&, const http::Request&, const base::Error&){};  // pages: refusals in their own manner; null: problem+json
};

template <class T>
[[nodiscard]] http::Response json(const T& view, int status = 200) {
  http::Response r;
  r.status = status;
  described::to_json(r.body, view);
  return r;
}

// The list envelope: `next` is the cursor for ?after=, empty at the end; `total_at_least` as the list dialect counted it.
template <class T>
[[nodiscard]] http::Response json_list(const std::vector<T>& items, std::string_view next, std::int64_t total_at_least) {
  http::Response r;
  r.body = "{\"items\":";
  described::to_json(r.body, items);
  r.body += ",\"next\":";
  described::to_json(r.body, next.empty() ? std::optional<std::string>{} : std::optional<std::string>{next});
  r.body += ",\"total_at_least\":";
  described::to_json(r.body, total_at_least);
  r.body += '}';
  return r;
}

// What every command may carry goes to the call.
template <class Command>
void note_envelope(Call& call, const Command& command) {
  if constexpr (requires { { command.client_ref } -> std::convertible_to<std::string>; }) {
    if (!command.client_ref.empty()) call.client_ref = command.client_ref;
  } else if constexpr (requires { { *command.client_ref } -> std::convertible_to<std::string>; }) {
    if (command.client_ref) call.client_ref = *command.client_ref;
  }
  if constexpr (requires { { command.on_behalf_of } -> std::convertible_to<std::string>; }) {
    call.on_behalf_of = command.on_behalf_of;
  } else if constexpr (requires { { *command.on_behalf_of } -> std::convertible_to<std::string>; }) {
    if (command.on_behalf_of) call.on_behalf_of = *command.on_behalf_of;
  }
}

// Parses the body into Command (all errors at once -> 422), runs fn, writes the View.
template <class Command, class View>
[[nodiscard]] std::function<Answer(RouteCall&)> with_body(base::Result<View> (*fn)(Call&, std::int64_t id, const Command&), int status = 200) {
  return [fn, status](RouteCall& c) -> Answer {
    TRY(command, described::parse<Command>(c.request.body));
    note_envelope(c.call, command);
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
