#include "app/shells.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "http/testing.hpp"

TEST_CASE("shells are served to the faces of a listener, deep links too, the API never falls into one") {
  const http::testing::Folder folder;
  for (const auto* shell : {"desk", "field"}) {
    std::filesystem::create_directories(folder.path() + "/" + shell);
    std::ofstream(folder.path() + "/" + shell + "/index.html") << shell;
  }
  const app::Districts none = [] { return std::vector<std::string>{}; };
  const http::Handler desk = app::web_handler(folder.path(), {"public", "desk"}, none);
  const auto ask = [](const http::Handler& handler, std::string path) { return handler({.path = std::move(path)}); };
  const auto leads_to = [&](std::string path) { return ask(desk, std::move(path)).headers.front().second; };
  CHECK(leads_to("/") == "/desk/");
  CHECK(leads_to("/desk") == "/desk/");
  CHECK(ask(desk, "/desk/").file.ends_with("/desk/index.html"));
  CHECK(ask(desk, "/desk/matters/123").file.ends_with("/desk/index.html"));
  CHECK(ask(desk, "/desk/assets/gone-12345678.js").status == 404);
  CHECK(ask(desk, "/field/").status == 404);
  CHECK(ask(desk, "/api/v1/nothing").status == 404);
  CHECK(ask(desk, "/other").status == 404);
  CHECK(ask(app::web_handler(folder.path(), {"public"}, none), "/").status == 404);
  const http::Handler window = app::web_handler(folder.path(), {"public"}, [] { return std::vector<std::string>{"jiancaoping"}; });
  CHECK(ask(window, "/").headers.front().second == "/d/jiancaoping/");
  const http::Response not_built = ask(app::web_handler("", {"desk"}, none), "/desk/");
  CHECK(not_built.status == 503);
  CHECK(not_built.body.find("tools/build-web") != std::string::npos);
}
