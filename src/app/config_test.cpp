#include "app/config.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "http/testing.hpp"

namespace {

using http::testing::Folder;

std::string said(const std::function<void()>& fn) {
  try {
    fn();
  } catch (const app::BadSetting& e) {
    return e.what();
  }
  return "nothing was refused";
}
std::string of_file(std::string_view text) {
  const Folder folder;
  const std::string path = folder.path() + "/red.toml";
  std::ofstream(path) << text;
  std::string out = said([&] {
    app::Config c;
    app::apply(c, app::read_file(path), "red.toml");
  });
  if (const std::size_t at = out.find(path); at != std::string::npos) out.replace(at, path.size(), "red.toml");
  return out;
}

}  // namespace

TEST_CASE("file, environment and command line, later ones winning") {
  const Folder folder;
  const std::string path = folder.path() + "/red.toml";
  std::ofstream(path) << "port = 1000\ndata = \"/srv/red\"\nface = [\"desk\", \"field\"]\n[listeners]\npublic = \"0.0.0.0:8080\"\ndesk = \"[::1]:9\"\n";
  app::Config c;
  app::apply(c, app::read_file(path), path);
  app::apply(c, app::read_environment([](const char* name) -> const char* { return std::string_view(name) == "RED_PORT" ? "2000" : nullptr; }), "the environment");
  app::apply(c, {{"log_level", "debug"}}, "the command line");
  CHECK(c.port == 2000);
  CHECK(c.data == "/srv/red");
  CHECK(c.faces == std::vector<std::string>{"desk", "field"});
  REQUIRE(c.listeners.size() == 2);
  CHECK(c.listeners[1].face == "public");
  CHECK(c.listeners[1].address == "0.0.0.0");
  CHECK(c.listeners[1].port == 8080);
  CHECK(c.log_level == "debug");
}

TEST_CASE("each wrong key or value is one line that names the place and what to do") {
  CHECK(of_file("prot = 80\n").starts_with("red.toml line 1: there is no setting \"prot\"; known are data, database,"));
  CHECK(of_file("\nport = 99999\n") == "red.toml: port: \"99999\" is not a whole number from 0 to 65535");
  CHECK(of_file("port = 1.5\n") == "red.toml line 1: port must be a text, a whole number or true/false");
  CHECK(of_file("port = \n").starts_with("red.toml line 1: "));
  CHECK(of_file("face = \"desk,attic\"\n") == "red.toml: face: \"attic\" is not a face: use all, or some of public,desk,field,wall,admin");
  CHECK(of_file("demo = \"perhaps\"\n") == "red.toml: demo: \"perhaps\" is neither true nor false");
  CHECK(of_file("log_level = \"loud\"\n") == "red.toml: log_level: \"loud\" is not a level: use debug, info, warning or error");
  CHECK(of_file("[listeners]\npublic = \"8080\"\n") == "red.toml: listeners: \"public=8080\" is not FACE=ADDRESS:PORT, such as public=0.0.0.0:8080");
  CHECK(said([] {
          app::Config c;
          app::apply(c, {{"workers", "many"}}, "the command line");
        }) == "the command line: workers: \"many\" is not a whole number from 0 to 256");
}

TEST_CASE("a data folder is made; what cannot be used is refused") {
  const Folder folder;
  app::Config c{.data = folder.path() + "/a/b"};
  app::prepare(c);
  CHECK(c.database == "sqlite:" + folder.path() + "/a/b/redengine.db");
  CHECK(std::filesystem::is_directory(folder.path() + "/a/b/uploads"));
  std::ofstream(folder.path() + "/a/b/uploads/upload-old") << "left by a killed program";
  app::prepare(c);
  CHECK(std::filesystem::is_empty(folder.path() + "/a/b/uploads"));
  std::ofstream(folder.path() + "/file") << "x";
  app::Config below_a_file{.data = folder.path() + "/file/data"};
  CHECK(said([&] { app::prepare(below_a_file); }).find("cannot make the folder") == 0);
  app::Config no_web{.data = folder.path() + "/a", .web = folder.path() + "/none"};
  CHECK(said([&] { app::prepare(no_web); }).find("build the web parts with tools/build-web") != std::string::npos);
  if (::geteuid() != 0) {  // root may write everywhere
    ::mkdir((folder.path() + "/read-only").c_str(), 0500);
    app::Config read_only{.data = folder.path() + "/read-only"};
    CHECK(said([&] { app::prepare(read_only); }).find("cannot") == 0);
  }
}
