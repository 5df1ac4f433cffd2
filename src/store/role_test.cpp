// The wall inside PostgreSQL: a role sees the tables, columns and rows it is granted, nothing else; what it is granted follows the list.
#include "store/role.hpp"

#include <unistd.h>

#include "store/contract_things.hpp"
#include "store/testing.hpp"

namespace {

using namespace things;
using store::TableGrant;

// One for each test process: roles belong to the whole server.
std::string role_name() { return "red_role_" + std::to_string(getpid()); }

struct Role {
  ~Role() { store::testing::postgres_admin("DROP ROLE IF EXISTS " + role_name()); }
};

struct Wall {
  Wall() : bed(store::Engine::postgres) {
    bed.store().script("CREATE TABLE things (district_id bigint, id bigint, name text, amount bigint, note text, PRIMARY KEY (district_id, id));"
                       "CREATE TABLE secrets (id bigint, words text); INSERT INTO secrets VALUES (1, 'a'), (2, 'b')");
  }
  std::string grant(const std::vector<TableGrant>& grants) { return store::grant_role(bed.store(), role_name(), grants); }
  std::unique_ptr<store::Store> through() { return bed.open_again({.connections = 2, .role = role_name()}); }
  // Empty: the role may. Otherwise what the server says.
  static std::string tried(store::Store& role, const std::string& sql) {
    try {
      role.read([&](store::Session& s) { s.run(store::Composed{sql}, {}, [](const store::Row&) { return true; }); });
      return {};
    } catch (const std::exception& e) {
      return e.what();
    }
  }
  Role dropped_last{};
  store::testing::Bed bed;
};

bool refused(const std::string& said) { return said.find("permission denied") != std::string::npos; }

TEST_CASE("a role reads and writes what it is granted and nothing else [postgres]") {
  if (!store::testing::postgres_here()) return;
  Wall wall;
  REQUIRE(wall.grant({{.table = "things", .verbs = "select insert", .columns = {"district_id", "id", "name"}}, {.table = "districts", .verbs = "select"}}).empty());
  const auto role = wall.through();
  CHECK(Wall::tried(*role, "SELECT name FROM things").empty());
  CHECK(Wall::tried(*role, "SELECT code FROM districts").empty());
  CHECK(refused(Wall::tried(*role, "SELECT note FROM things")));
  CHECK(refused(Wall::tried(*role, "SELECT * FROM things")));
  for (const char* other : {"secrets", "persons", "accounts", "journal", "schema_migration"})
    if (Wall::tried(wall.bed.store(), std::string("SELECT 1 FROM ") + other).empty()) CHECK(refused(Wall::tried(*role, std::string("SELECT 1 FROM ") + other)));
  CHECK(role->write(wall.bed.work(), [](store::Unit& u) -> base::Done { return u.insert(insert_thing, Thing{u.district(), 7, "x"}), base::Done{}; }));
  CHECK_THROWS((void)role->write(wall.bed.work(), [](store::Unit& u) -> base::Done {
    return u.change(store::Composed{"UPDATE things SET name = 'y'"}, {}), base::Done{};
  }));
  CHECK_THROWS(role->script("CREATE TABLE mine (id bigint)"));
}

TEST_CASE("what the list no longer names is taken back; the same list changes nothing [postgres]") {
  if (!store::testing::postgres_here()) return;
  Wall wall;
  REQUIRE(wall.grant({{.table = "things", .verbs = "select"}, {.table = "secrets", .verbs = "select"}}).empty());
  const auto role = wall.through();
  CHECK(Wall::tried(*role, "SELECT words FROM secrets").empty());
  REQUIRE(wall.grant({{.table = "things", .verbs = "select"}}).empty());
  CHECK(refused(Wall::tried(*role, "SELECT words FROM secrets")));
  REQUIRE(wall.grant({{.table = "things", .verbs = "select"}}).empty());
  CHECK(Wall::tried(*role, "SELECT note FROM things").empty());
  CHECK_THROWS_AS((void)wall.grant({{.table = "things; DROP TABLE secrets", .verbs = "select"}}), store::Misconfigured);
  CHECK_THROWS((void)wall.grant({{.table = "no_such_table", .verbs = "select"}}));
}

TEST_CASE("rows that are not there for the role are there for everybody else [postgres]") {
  if (!store::testing::postgres_here()) return;
  Wall wall;
  const TableGrant one{.table = "secrets", .verbs = "select insert", .rows = "id::text = current_setting('red.shown', true)"};
  REQUIRE(wall.grant({one}).empty());
  const auto role = wall.through();
  const auto seen = [](store::Store& s, std::int64_t shown) {
    std::string out;
    s.read([&](store::Session& session) {
      if (shown != 0) session.run(store::Composed{"SELECT set_config('red.shown', $1, true)"}, {std::string_view(std::to_string(shown))}, [](const store::Row&) { return true; });
      session.run(store::Composed{"SELECT words FROM secrets ORDER BY id"}, {}, [&](const store::Row& r) { return out += r.text(0), true; });
    });
    return out;
  };
  CHECK(seen(*role, 0).empty());
  CHECK(seen(*role, 2) == "b");
  CHECK(seen(*role, 0).empty());       // until the end of the snapshot, no longer
  CHECK(seen(wall.bed.store(), 0) == "ab");
  REQUIRE(wall.grant({{.table = "secrets", .verbs = "select", .rows = "id = 1"}}).empty());
  CHECK(seen(*wall.through(), 0) == "a");
}

TEST_CASE("a server that lets nobody make roles is told in one line [postgres]") {
  if (!store::testing::postgres_here()) return;
  Wall wall;
  const std::string plain = "red_plain_" + std::to_string(getpid());
  store::testing::postgres_admin("CREATE ROLE " + plain + " LOGIN");
  struct Gone {
    std::string name{};
    ~Gone() { store::testing::postgres_admin("DROP ROLE IF EXISTS " + name); }
  } const gone{plain};
  std::string url = wall.bed.url();
  url.replace(url.find("://") + 3, url.find('@') - url.find("://") - 3, plain);
  const auto poor = store::open({.url = url, .connections = 1, .durable = false}, wall.bed.clock(), wall.bed.random(), wall.bed.ids());
  const std::string said = store::grant_role(*poor, role_name(), std::vector<TableGrant>{});
  CHECK(said.find("CREATE ROLE " + role_name()) != std::string::npos);
  CHECK(said.find('\n') == std::string::npos);
  store::testing::postgres_admin("CREATE ROLE " + role_name());   // made by the administrator, who forgot the second half
  CHECK(store::grant_role(*poor, role_name(), std::vector<TableGrant>{}).find("GRANT " + role_name()) != std::string::npos);
  store::testing::postgres_admin("GRANT " + role_name() + " TO " + plain);
  CHECK(store::grant_role(*poor, role_name(), std::vector<TableGrant>{}).empty());
}

TEST_CASE("SQLite has one door for all: the list is taken and holds nothing [sqlite]") {
  store::testing::Bed bed(store::Engine::sqlite);
  CHECK(store::grant_role(bed.store(), "redengine_public", std::vector<TableGrant>{{.table = "things", .verbs = "select"}}).empty());
}

}  // namespace
