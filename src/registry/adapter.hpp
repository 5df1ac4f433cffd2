// Route -> http::Endpoint: who asks (session cookie, CSRF), the district and its clock, entry check, language, client_ref; then the
// room's function; then its answer or refusal as HTTP. Exceptions end here and nowhere else.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/http.hpp"
#include "registry/room.hpp"

namespace registry {

struct AdapterOptions {
  bool show_statements{};  // tests: header X-Statements, without the one statement of the sign-in
  House* for_public{};     // routes of the public face run in this house: the same one, with a store that may do less. Null: they do not
  std::function<void(std::string_view request_id, std::string_view what)> broken{};  // internal text, for the log only
};

// All routes of these rooms that the face serves; no face: all.
[[nodiscard]] std::vector<http::Endpoint> endpoints_of(House&, std::span<const Room* const>, std::optional<Face>, AdapterOptions);

// What the edge itself refuses (413, 503 …): as a page where a resident's page was asked for, else as problem+json.
// Runs on an I/O thread: reads no database.
using PageRefusal = http::Response (*)(House&, const http::Request&, const base::Error&);
[[nodiscard]] PageRefusal page_refusal(std::span<const Room* const>);  // of the room that has pages; null: none has
[[nodiscard]] http::Response edge_refusal(House&, PageRefusal, const http::Request&, int status, std::string_view reason);

[[nodiscard]] std::string_view face_name(Face);
[[nodiscard]] std::optional<Face> face_of(std::string_view name);
[[nodiscard]] std::string language_of(const http::Request&);  // "zh" or "en": cookie red_language, else Accept-Language

}  // namespace registry
