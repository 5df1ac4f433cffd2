// The OpenAPI 3.1 document of all routes: what the web's types are generated from, and what request scripts are compared with.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "registry/room.hpp"

namespace registry {

struct Document {
  std::string json{};
  std::vector<std::string> faults{};  // a schema name used by two structs, a route without summary, a view with an unmasked phone …
};
[[nodiscard]] Document openapi(std::span<const Room* const> rooms);

}  // namespace registry
