// The built web parts: one single-page shell for each face that has one (desk, field, wall), and the files they load.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/http.hpp"
#include "http/static_files.hpp"

namespace app {

// GET of what no endpoint takes: a file below web/dist, the shell of /desk/…, /field/… or /wall/…, "/" leads to the first shell
// that this listener serves, or to the resident's page of the only district; everything under /api/ and all else is 404 as problem+json.
using Districts = std::function<std::vector<std::string>()>;  // their codes
[[nodiscard]] http::Handler web_handler(const std::string& web_folder, std::vector<std::string> faces, Districts districts);

}  // namespace app
