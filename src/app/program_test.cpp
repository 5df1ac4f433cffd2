// The whole program in one process: start, faces, tools, and every way in which a start fails with one line.
#include "app/program.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "app/cli.hpp"
#include "app/commands.hpp"
#include "app/demo.hpp"
#include "app/log.hpp"
#include "app/serve.hpp"
#include "app/tables.hpp"
#include "http/testing.hpp"
#include "people/people.hpp"
#include "people/sessions.hpp"
#include "registry/openapi.hpp"
#include "store/erasures.hpp"
#include "store/journal.hpp"

namespace {

using http::testing::body_in;
using http::testing::Client;
using http::testing::Folder;
using http::testing::status_in;

struct Place {
  Place() {
    app::open_log("", "error");
    config.data = folder.path() + "/data";
    config.port = 0;
    app::prepare(config);
  }
  Folder folder;
  app::Config config;
};

std::string ask(std::uint16_t port, std::string_view path) {
  Client c(port);
  c.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  return c.read_all();
}
std::string said(const std::function<void()>& fn) {
  try {
    fn();
  } catch (const std::runtime_error& e) {
    return e.what();
  }
  return "nothing was refused";
}
store::District made(app::Program& program, std::string code, bool demo) {
  const auto d = store::create_district(program.store(), {.code = std::move(code), .name_zh = "试区", .name_en = "Trial", .time_zone = "Asia/Shanghai", .demo = demo});
  REQUIRE(d.has_value());
  program.load_rules(*d);
  return *d;
}
void person_with_account(app::Program& program, const store::District& d, std::string demo_role) {
  const auto done = program.store().write(store::Work{.moment = program.moment(d)}, [&](store::Unit& unit) -> base::Done {
    TRY(person, people::create_person(unit, territory::plain_recorder(), {.name = "示例"}));
    TRY(account, program.house().sessions.create_account(unit, territory::plain_recorder(), {.person = person, .login = "li", .demo_role = std::move(demo_role)}, ""));
    (void)account;
    return {};
  });
  REQUIRE(done.has_value());
}
std::vector<std::string> exported(app::Program& program, const store::District& d) {
  std::vector<std::string> out;
  app::canonical_export(program.store(), d.id, [&](std::string_view line) { out.emplace_back(line); });
  return out;
}

}  // namespace

TEST_CASE("every room's routes are documented, schema names are unique") {
  const registry::Document d = registry::openapi(registry::all_rooms());
  for (const std::string& fault : d.faults) FAIL_CHECK(fault);
  CHECK(d.json.size() > 1000);
}

TEST_CASE("a started program answers health, metrics and its API document") {
  Place place;
  app::Program program(place.config);
  program.start();
  app::Site site(program);
  site.start();
  const std::uint16_t port = site.places().front().port;
  CHECK(body_in(ask(port, "/health")) == R"({"status":"ok","database":"ok","daily_heads":"ok"})");
  CHECK(status_in(ask(port, "/health/live")) == 200);
  CHECK(ask(port, "/metrics").find("\nred_connections ") != std::string::npos);
  CHECK(body_in(ask(port, "/openapi.json")).starts_with(R"({"openapi":"3.1.0")"));
  CHECK(ask(port, "/").find("location: /desk/") != std::string::npos);
  CHECK(status_in(ask(port, "/api/v1/matters")) == 401);
  site.stop();
  program.stop();
}

TEST_CASE("faces on listeners of their own: the resident's window shows nothing of the inside") {
  Place place;
  place.config.listeners = {{.face = "public", .address = "127.0.0.1"}, {.face = "desk", .address = "127.0.0.1"}};
  app::Program program(place.config);
  app::Site site(program);
  site.start();
  const std::uint16_t window = site.places().at(0).port;
  const std::uint16_t desk = site.places().at(1).port;
  CHECK(window != desk);
  CHECK(status_in(ask(window, "/health")) == 200);
  CHECK(status_in(ask(window, "/openapi.json")) == 404);
  CHECK(status_in(ask(window, "/metrics")) == 404);
  CHECK(status_in(ask(window, "/api/v1/matters")) == 404);
  CHECK(status_in(ask(desk, "/api/v1/matters")) == 401);
  CHECK(status_in(ask(desk, "/openapi.json")) == 200);
}

TEST_CASE("a start that cannot be says in one line what to do") {
  Place place;
  const auto starts = [](const app::Config& c) { return said([&] { const app::Program p(c); }); };
  app::Config away = place.config;
  away.database = "postgres://nobody:secret@127.0.0.1:1/none";
  CHECK(starts(away).find('\n') == std::string::npos);
  CHECK(starts(away).find("secret") == std::string::npos);
  CHECK(starts(away) != "nothing was refused");
  app::Config nonsense = place.config;
  nonsense.database = "oracle:x";
  CHECK(starts(nonsense) != "nothing was refused");
  app::Config no_folder = place.config;
  no_folder.database = "sqlite:" + place.folder.path() + "/none/file.db";
  CHECK(starts(no_folder) != "nothing was refused");
  std::ofstream(place.folder.path() + "/text.db") << std::string(5000, 'x');
  app::Config no_database = place.config;
  no_database.database = "sqlite:" + place.folder.path() + "/text.db";
  CHECK(starts(no_database) != "nothing was refused");
  {
    app::Program program(place.config);
    program.store().script("INSERT INTO schema_migration (name, checksum) VALUES ('zzz/9999_future', 'x')");
  }
  CHECK_MESSAGE(starts(place.config).find("newer") != std::string::npos, starts(place.config));
}

TEST_CASE("a taken port is one line") {
  Place place;
  app::Program program(place.config);
  app::Site first(program);
  first.start();
  place.config.port = first.places().front().port;
  Place second;
  second.config.port = place.config.port;
  app::Program again(second.config);
  app::Site site(again);
  CHECK(said([&] { site.start(); }).find("is taken: stop the program that uses it, or choose another with --port") != std::string::npos);
}

TEST_CASE("demo mode is refused where a real user exists") {
  Place place;
  app::Program program(place.config);
  const store::District d = made(program, "trial", /*demo=*/true);
  person_with_account(program, d, "visitor");
  CHECK(said([&] { app::refuse_beside_real_users(program); }) == "nothing was refused");
  Place real;
  app::Program other(real.config);
  person_with_account(other, made(other, "real", /*demo=*/false), "");
  CHECK(said([&] { app::refuse_beside_real_users(other); }).find("demo mode is refused: district real has real users") == 0);
}

TEST_CASE("a demo that was broken off is not taken for a whole one") {
  Place place;
  std::ofstream(place.config.data + "/demo-unfinished") << "x";
  CHECK(said([&] { app::make_demo(place.config); }).find("make it anew with redengine demo --reset") != std::string::npos);
}

TEST_CASE("a backup comes back whole, with a higher epoch and its files") {
  Place place;
  std::vector<std::string> before;
  const std::string out = place.folder.path() + "/backup";
  {
    app::Program program(place.config);
    before = exported(program, made(program, "trial", /*demo=*/true));
    std::ofstream(place.config.data + "/files/abc") << "photo";
  }
  REQUIRE(before.size() > 5);
  CHECK(app::backup(place.config, out) == 0);
  CHECK(said([&] { app::backup(place.config, out); }).find("is not empty") != std::string::npos);
  Place other;
  CHECK(app::restore(other.config, out) == 0);
  CHECK(said([&] { app::restore(other.config, out); }).find("restored into an empty folder only") != std::string::npos);
  CHECK(said([&] { app::restore(other.config, other.folder.path()); }).find("there is no backup") == 0);
  app::Program program(other.config);
  const auto d = program.district("trial");
  REQUIRE(d);
  CHECK(d->epoch == 2);
  CHECK(exported(program, *d) == before);
  CHECK(std::filesystem::exists(other.config.data + "/files/abc"));
}

TEST_CASE("the tools name a district that is not there, check and verify an empty one") {
  Place place;
  CHECK(said([&] { app::verify(place.config, "nowhere", ""); }).find("there is no district \"nowhere\"; this installation has none yet") == 0);
  CHECK(app::create_district(place.config, {.code = "real", .name_zh = "真区"}) == 0);
  CHECK(said([&] { app::create_district(place.config, {.code = "real", .name_zh = "真区"}); }).find("/code: The code “real” is in use") != std::string::npos);
  CHECK(said([&] { app::verify(place.config, "nowhere", ""); }) == "there is no district \"nowhere\"; this installation has real");
  CHECK(app::verify(place.config, "real", "") == 0);
  CHECK(app::check(place.config) == 0);
  CHECK(app::export_district(place.config, "real", place.folder.path() + "/real.jsonl") == 0);
  CHECK(said([&] { app::export_district(place.config, "real", place.folder.path() + "/none/real.jsonl"); }).find("cannot write") == 0);
}

TEST_CASE("the export leaves out hashes, sign-ins and seals") {
  Place place;
  app::Program program(place.config);
  const store::District d = made(program, "trial", /*demo=*/true);
  person_with_account(program, d, "visitor");
  bool account = false;
  for (const std::string& line : exported(program, d)) {
    CHECK_MESSAGE(line.find("hash\"") == std::string::npos, line);
    CHECK_MESSAGE(line.find("\"table\":\"seals\"") == std::string::npos, line);
    account = account || line.find("\"table\":\"accounts\"") != std::string::npos;
  }
  CHECK(account);
}

TEST_CASE("the command line ends mistakes with exit code 2") {
  const Place place;
  const auto run = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "redengine");
    std::vector<char*> argv;
    for (std::string& w : words) argv.push_back(w.data());
    return app::run(static_cast<int>(argv.size()), argv.data());
  };
  const std::string data = place.config.data;
  CHECK(run({"openapi"}) == 0);
  CHECK(run({"check", "--data", data, "--log-level", "error"}) == 0);
  CHECK(run({}) == 2);
  CHECK(run({"serv"}) == 2);
  CHECK(run({"serve", "--prot", "80"}) == 2);
  CHECK(run({"serve", "--port", "eighty"}) == 2);
  CHECK(run({"serve", "--config", data + "/none.toml"}) == 2);
  CHECK(run({"check", "--data", data, "--database", "oracle:x"}) == 2);
  CHECK(run({"verify", "--data", data, "--district", "nowhere"}) == 2);
  CHECK(run({"district", "create", "--data", data, "--code", "Not Good", "--name-zh", "区"}) == 2);
}

TEST_CASE("two programs on one database never make ids under one node number, though both begin at the same random one") {
  Place place;
  const auto node_of = [](std::int64_t id) { return (id >> 11) & 1023; };
  const auto same = [] { return app::Surroundings{.random = std::shared_ptr<base::Random>(base::seeded_random(7))}; };
  std::int64_t first_node = 0;
  {
    app::Program first(place.config, same());
    app::Program second(place.config, same());
    first_node = node_of(first.house().ids.next());
    CHECK(node_of(second.house().ids.next()) != first_node);
    const store::District d = made(first, "trial", /*demo=*/true);
    CHECK(node_of(d.id.value) == first_node);  // the store makes them under the same number
  }
  app::Program later(place.config, same());
  CHECK(node_of(later.house().ids.next()) == first_node);  // both were given back
}

TEST_CASE("a host of one's own stands for a district's public pages, and for nothing else") {
  Place place;
  app::Program program(place.config);
  made(program, "trial", /*demo=*/true);
  const auto ask_as = [](std::uint16_t port, std::string_view host, std::string_view path) {
    Client c(port);
    c.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: " + std::string(host) + "\r\nConnection: close\r\n\r\n");
    return c.read_all();
  };
  place.config.hosts = {{"report.example.cn", "trial"}};
  app::Program with_hosts(place.config);
  app::refuse_wrong_setting(with_hosts);
  app::Site site(with_hosts);
  site.start();
  const std::uint16_t port = site.places().front().port;
  const std::string direct = ask_as(port, "x", "/d/trial/report");
  REQUIRE(status_in(direct) == 200);
  CHECK(status_in(ask_as(port, "Report.example.cn:8080", "/report")) == 200);
  CHECK(status_in(ask_as(port, "report.example.cn", "/")) == 200);
  CHECK(status_in(ask_as(port, "report.example.cn", "/d/trial/report")) == 200);
  CHECK(status_in(ask_as(port, "report.example.cn", "/api/v1/matters")) == 401);
  CHECK(status_in(ask_as(port, "other.example.cn", "/report")) != 200);
  site.stop();
  place.config.hosts = {{"report.example.cn", "nowhere"}};
  app::Program wrong(place.config);
  CHECK(said([&] { app::refuse_wrong_setting(wrong); }).find("report.example.cn stands for district \"nowhere\", which is not there") != std::string::npos);
}

TEST_CASE("a database that a benchmark made is not served without its flag") {
  Place place;
  app::Program program(place.config);
  CHECK(said([&] { app::refuse_wrong_setting(program); }) == "nothing was refused");
  program.store().script("CREATE TABLE bench_multiplied (matters INTEGER NOT NULL)");
  CHECK(said([&] { app::refuse_wrong_setting(program); }).find("made by bench/multiply") != std::string::npos);
  place.config.bench_database = true;
  app::Program flagged(place.config);
  CHECK(said([&] { app::refuse_wrong_setting(flagged); }) == "nothing was refused");
}

TEST_CASE("what was erased after a backup is erased again by the restore") {
  Place place;
  const std::string out = place.folder.path() + "/backup";
  const auto personal_rows = [](app::Program& program, const store::District& d) {
    static const store::Statement count{"test.personal_rows", "SELECT COUNT(*) FROM journal_personal WHERE district_id = $1"};
    return program.store().read([&](store::Session& s) { return s.value<std::int64_t>(count, d.id).value_or(-1); });
  };
  {
    app::Program program(place.config);
    const store::District d = made(program, "trial", /*demo=*/true);
    const auto wrote = program.store().write(store::Work{.moment = program.moment(d)}, [&](store::Unit& unit) -> base::Done {
      for (const std::int64_t id : {1, 2})
        store::append(unit, {.kind = "test.told", .subject = {"test", id}, .personal = "{\"phone\":\"13800000000\"}"});
      return {};
    });
    REQUIRE(wrote.has_value());
  }
  REQUIRE(app::backup(place.config, out) == 0);
  {
    app::Program program(place.config);
    const store::District d = *program.district("trial");
    const auto erased = program.store().write(store::Work{.moment = program.moment(d)}, [&](store::Unit& unit) -> base::Done {
      CHECK(store::erase_personal(unit, {"test", 1}) == 1);
      return {};
    });
    REQUIRE(erased.has_value());
    program.sealer().step();
  }
  const auto listed = store::read_erasure_file(app::erasures_file(place.config));
  REQUIRE(listed.size() == 1);
  CHECK(listed.front().district == "trial");
  CHECK(listed.front().subject == 1);
  Place other;
  std::filesystem::copy_file(app::erasures_file(place.config), app::erasures_file(other.config));  // it was kept outside
  CHECK(app::restore(other.config, out) == 0);
  app::Program program(other.config);
  CHECK(personal_rows(program, *program.district("trial")) == 1);
  CHECK(app::verify(other.config, "trial", "") == 0);
}

TEST_CASE("an administrator who forgot the password gets a one-time code on the console, and the journal says so") {
  Place place;
  app::Program program(place.config);
  const store::District d = made(program, "real", /*demo=*/false);
  app::Site site(program);
  site.start();
  const std::uint16_t port = site.places().front().port;
  const auto post = [&](std::string_view path, const std::string& body) {
    Client c(port);
    c.send("POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body);
    return c.read_all();
  };
  const auto admin = [](std::string_view kind, std::string_view login) {
    return R"({"post_kind":")" + std::string(kind) + R"(","person_name":"某)" + std::string(login) + R"(","login":")" + std::string(login) + R"(","password":"three red lanterns"})";
  };
  const auto enters = [&](const std::string& password) {
    return status_in(post("/api/v1/login_sessions", R"({"district":"real","login":"safe","password":")" + password + "\"}"));
  };
  const auto claim = program.house().sessions.issue_claim(d);
  REQUIRE(claim.has_value());
  REQUIRE(status_in(post("/api/v1/claim", R"({"district":"real","code":")" + *claim + R"(","admins":[)" + admin("system_admin", "sys") + "," + admin("security_admin", "safe") +
                                              "," + admin("audit_admin", "audit") + "]}")) == 201);
  CHECK(said([&] { (void)app::recovery_code(program, "real", "nobody"); }).find("is not the login of one of the three administrators") != std::string::npos);
  CHECK(enters("three red lanterns") == 200);
  const std::string code = app::recovery_code(program, "real", "safe");
  CHECK(enters("three red lanterns") == 401);
  const std::string entered = post("/api/v1/login_sessions", R"({"district":"real","login":"safe","password":")" + code + "\"}");
  CHECK(status_in(entered) == 200);
  CHECK_MESSAGE(entered.find("\"must_change_password\":true") != std::string::npos, entered);
  const auto account = program.store().read([&](store::Session& s) { return people::account_by_login(s, d.id, "safe"); });
  REQUIRE(account);
  const auto events = program.store().read([&](store::Session& s) { return store::events_of(s, d.id, {"account", account->id.value}); });
  CHECK(std::any_of(events.begin(), events.end(), [](const store::Event& e) { return e.kind == "account.recovered" && e.actor.channel == "console"; }));
}
