// The whole house against both databases: every room's statements and tables.
#include "store/migrate.hpp"
#include "registry/room.hpp"
#include "store/testing.hpp"

namespace {

TEST_ON_BOTH("house: every statement of every room prepares, under a name of its own") {
  REQUIRE(registry::all_rooms().size() > 3);  // and with them their tables.cpp
  for (const std::string& why : bed.store().prepare_all())
    if (!why.starts_with("test.")) FAIL_CHECK(why);
  std::map<std::string_view, int> names;
  for (const store::Statement* s = store::Statement::first(); s != nullptr; s = s->next()) CHECK_MESSAGE(++names[s->name()] == 1, s->name());
  CHECK(names.size() > 100);
}

TEST_CASE("house: both databases have the same tables, column by column") {
  if (!store::testing::postgres_here()) return;
  store::testing::Bed sqlite(store::Engine::sqlite), postgres(store::Engine::postgres);
  CHECK(store::schema_columns(sqlite.store()) == store::schema_columns(postgres.store()));
}

}  // namespace
