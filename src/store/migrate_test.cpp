// Migrations: order, the two texts of one file, and every way in which a database and a program may not fit.
#include "store/migrate.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include "store/testing.hpp"

namespace {

base::EmbeddedFile file(std::string_view path, std::string_view text) { return {path, text.data(), text.data() + text.size()}; }

constexpr std::string_view tree_sql = "CREATE TABLE trees (district_id INT64 NOT NULL, id INT64 NOT NULL, name TEXT, PRIMARY KEY (district_id, id)) /*@table*/;\n";
constexpr std::string_view leaf_sql =
    "CREATE TABLE leaves (district_id INT64 NOT NULL, id INT64 NOT NULL, tree_id INT64 NOT NULL, PRIMARY KEY (district_id, id),\n"
    "  FOREIGN KEY (district_id, tree_id) REFERENCES trees (district_id, id)) /*@table*/;\n"
    "INSERT INTO trees VALUES (1, 1, 'INT64;');\n";

std::string misconfigured(store::Store& store, std::span<const base::EmbeddedFile> files) {
  try {
    store::migrate(store, files);
  } catch (const store::Misconfigured& e) {
    return e.what();
  }
  return "migrated";
}

TEST_CASE("migrations: ordered by floor, room and number") {
  const std::vector<base::EmbeddedFile> files{file("src/mechanisms/audit/migrations/0001_a.sql", ""), file("src/records/files/migrations/0002_b.sql", ""),
                                              file("src/matters/migrations/0001_m.sql", ""),          file("src/store/migrations/0011_jobs.sql", ""),
                                              file("src/store/migrations/0001_districts.sql", ""),    file("src/records/files/migrations/0001_a.sql", "")};
  std::vector<std::string> names;
  for (const auto& m : store::migrations_in_order(files)) names.push_back(m.name);
  CHECK(names == std::vector<std::string>{"store/0001_districts", "store/0011_jobs", "records/files/0001_a", "records/files/0002_b", "matters/0001_m",
                                          "mechanisms/audit/0001_a"});
}

TEST_CASE("migrations: a wrong name, an unknown floor or a number used twice is refused") {
  const auto refused = [](std::vector<base::EmbeddedFile> files) { CHECK_THROWS_AS((void)store::migrations_in_order(files), store::Misconfigured); };
  refused({file("src/store/migrations/first.sql", "")});
  refused({file("src/store/migrations/1_first.sql", "")});
  refused({file("src/cellar/migrations/0001_first.sql", "")});
  refused({file("src/store/migrations/0001_a.sql", ""), file("src/store/migrations/0001_b.sql", "")});
}

TEST_CASE("migrations: one text for both engines") {
  constexpr std::string_view text = "CREATE TABLE t (a INT64, b TEXT, MY_INT64X TEXT) /*@table*/;\n-- @sqlite\nonly sqlite\n-- @postgres\nonly postgres\n-- @end\nboth INT64";
  CHECK(store::migration_text(text, store::Engine::sqlite) == "CREATE TABLE t (a INTEGER, b TEXT, MY_INT64X TEXT) STRICT, WITHOUT ROWID;\nonly sqlite\nboth INTEGER\n");
  CHECK(store::migration_text(text, store::Engine::postgres) == "CREATE TABLE t (a BIGINT, b TEXT, MY_INT64X TEXT) ;\nonly postgres\nboth BIGINT\n");
}

void on_each_engine(const std::function<void(store::testing::Bed&)>& test) {
  store::testing::Bed sqlite({.migrated = false});
  test(sqlite);
  if (!store::testing::postgres_here()) return;
  store::testing::Bed postgres({.engine = store::Engine::postgres, .migrated = false});
  test(postgres);
}

TEST_CASE("migrations: applied once, then forward") {
  on_each_engine([](store::testing::Bed& bed) {
    const std::vector<base::EmbeddedFile> one{file("src/records/migrations/0001_trees.sql", tree_sql)};
    CHECK(store::migrate(bed.store(), one) == 1);
    CHECK(store::migrate(bed.store(), one) == 0);
    auto two = one;
    two.push_back(file("src/matters/migrations/0001_leaves.sql", leaf_sql));
    CHECK(store::migrate(bed.store(), two) == 1);
    CHECK(store::migrate(bed.store(), two) == 0);
    CHECK(store::schema_columns(bed.store()).size() == 8);
    // Another room's first migration may come later than a higher floor's.
    two.push_back(file("src/territory/migrations/0001_late.sql", "CREATE TABLE late (id INT64 NOT NULL PRIMARY KEY) /*@table*/;"));
    CHECK(store::migrate(bed.store(), two) == 1);
  });
}

// Without statistics SQLite took a district for ten rows and read all of its journal to find one subject's.
TEST_CASE("migrations: SQLite knows that a district is many rows, and takes the index that names the few") {
  store::testing::Bed bed(store::Engine::sqlite);
  const auto plan_of = [&](std::string_view sql) {
    std::string plan;
    bed.store().administer([&](store::Admin& admin) {
      for (const auto& row : admin.rows(sql, {})) plan += row.at(3) + "\n";
    });
    return plan;
  };
  CHECK(plan_of("EXPLAIN QUERY PLAN SELECT body FROM journal WHERE district_id = 1 AND subject_kind = 'note' AND subject_id = 5 ORDER BY id").find("journal_by_subject") !=
        std::string::npos);
  CHECK(plan_of("EXPLAIN QUERY PLAN SELECT body FROM journal WHERE district_id = 1 ORDER BY id LIMIT 9").find("TEMP B-TREE") == std::string::npos);
}

TEST_CASE("migrations: a changed file and a newer database are refused, with one line that says what to do") {
  on_each_engine([](store::testing::Bed& bed) {
    const std::vector<base::EmbeddedFile> both{file("src/records/migrations/0001_trees.sql", tree_sql), file("src/matters/migrations/0001_leaves.sql", leaf_sql)};
    REQUIRE(store::migrate(bed.store(), both) == 2);
    const std::string newer = misconfigured(bed.store(), std::span(both).first(1));
    CHECK(newer.find("newer than this program (it has matters/0001_leaves)") != std::string::npos);
    CHECK(newer.find('\n') == std::string::npos);
    const std::vector<base::EmbeddedFile> changed{file("src/records/migrations/0001_trees.sql", "CREATE TABLE trees (id INT64);"), both[1]};
    CHECK(misconfigured(bed.store(), changed).find("records/0001_trees was changed after it was applied") != std::string::npos);
  });
}

TEST_CASE("migrations: one that fails leaves nothing behind, what came before stays") {
  on_each_engine([](store::testing::Bed& bed) {
    std::vector<base::EmbeddedFile> files{file("src/records/migrations/0001_trees.sql", tree_sql),
                                          file("src/matters/migrations/0001_bad.sql", "CREATE TABLE half (id INT64 NOT NULL PRIMARY KEY) /*@table*/;\nINSERT INTO nowhere VALUES (1);")};
    CHECK_THROWS_WITH_AS((void)store::migrate(bed.store(), files), doctest::Contains("migration matters/0001_bad"), std::logic_error);
    CHECK(store::schema_columns(bed.store()).size() == 5);
    files[1] = file("src/matters/migrations/0001_bad.sql", "CREATE TABLE half (id INT64 NOT NULL PRIMARY KEY) /*@table*/;");
    CHECK(store::migrate(bed.store(), files) == 1);
  });
}

// Several programs that start at once on one empty database.
TEST_CASE("migrations: three processes at once") {
  on_each_engine([](store::testing::Bed& bed) {
    std::vector<pid_t> children;
    for (int c = 0; c < 3; ++c) {
      const pid_t child = fork();
      REQUIRE(child >= 0);
      if (child == 0) {
        int code = 1;
        try {
          const auto store = bed.open_again({.connections = 1});
          store::migrate(*store);
          code = 0;
        } catch (const std::exception& e) {
          std::fprintf(stderr, "child: %s\n", e.what());
        }
        _exit(code);
      }
      children.push_back(child);
    }
    for (const pid_t child : children) {
      int status = 0;
      waitpid(child, &status, 0);
      CHECK(status == 0);
    }
    CHECK(store::migrate(bed.store()) == 0);
    CHECK(store::schema_columns(bed.store()).size() > 10);
  });
}

}  // namespace
