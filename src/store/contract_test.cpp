// The store's contract, the same on both engines: what a unit, a snapshot and a statement promise to every room.
#include "store/contract_things.hpp"

#include <thread>

#include "base/assert.hpp"
#include "base/described/tables.hpp"
#include "store/migrate.hpp"

DESCRIBE(things::Thing, "Thing", FIELD(district_id), FIELD(id), FIELD(name), FIELD(amount), FIELD(note))

namespace {

using namespace things;
using base::Done;
using store::Unit;

struct Trouble : std::runtime_error { using runtime_error::runtime_error; };

Done add(store::testing::Bed& bed, const std::string& name, std::int64_t amount = 0) {
  return bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), name, amount});
    return {};
  });
}

TEST_ON_BOTH("store: a row comes back as it went in, to the last bit") {
  make_table(bed);
  const std::vector<Thing> rows{{bed.district(), 1, "", 0, std::nullopt},
                                {bed.district(), 2, "井盖破损 𠮷 — \"quoted\" 'x' \\ %_", INT64_MAX, ""},
                                {bed.district(), 3, std::string(100'000, 'x'), 7, "line\nline"}};
  REQUIRE(bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    for (const Thing& row : rows) unit.insert(insert_thing, row);
    return {};
  }));
  bed.store().read([&](store::Session& s) {
    CHECK(s.all<Thing>(all_things, bed.district()) == rows);
    CHECK(s.one<Thing>(thing_named, bed.district(), rows[1].name) == rows[1]);
    CHECK_FALSE(s.one<Thing>(thing_named, bed.district(), "none"));
    CHECK(s.value<std::int64_t>(count_things, bed.district()) == 3);
    CHECK_FALSE(s.value<std::string>(note_of, bed.district(), rows[0].id));
    CHECK(s.value<std::string>(note_of, bed.district(), rows[1].id) == "");
  });
}

TEST_ON_BOTH("store: a row that does not fit what is asked is an error, never a guess") {
  make_table(bed);
  REQUIRE(add(bed, "a name", INT64_MAX));
  bed.store().read([&](store::Session& s) {
    CHECK_THROWS_AS((void)s.value<std::int64_t>(name_of_any, bed.district()), described::RowError);
    CHECK_THROWS_AS((void)s.value<std::int32_t>(amount_of, bed.district(), "a name"), described::RowError);
  });
}

TEST_ON_BOTH("store: an error value or an exception undoes the whole unit") {
  make_table(bed);
  const auto refused = bed.store().write(bed.work(), [&](Unit& unit) -> base::Result<int> {
    unit.insert(insert_thing, Thing{unit.district(), 1, "a"});
    return base::fail(base::ErrorCode::refused, "test.no");
  });
  REQUIRE_FALSE(refused);
  CHECK(refused.error().reason == "test.no");
  CHECK_THROWS_AS(bed.store().run_unit(bed.work(),
                                       [&](Unit& unit) -> bool {
                                         unit.insert(insert_thing, Thing{unit.district(), 2, "b"});
                                         throw Trouble("in the middle");
                                       }),
                  Trouble);
  CHECK(count(bed) == 0);
  CHECK(bed.store().stats().refused >= 1);
}

TEST_ON_BOTH("store: a failing unit in a group harms no other") {
  make_table(bed);
  std::atomic<int> refused{0}, thrown{0}, broken{0}, fine{0};
  std::vector<std::jthread> people;
  for (int p = 0; p < 24; ++p)
    people.emplace_back([&, p] {
      for (int i = 0; i < 20; ++i) {
        const std::string name = std::to_string(p) + "/" + std::to_string(i);
        try {
          const auto done = bed.store().write(bed.work(), [&](Unit& unit) -> Done {
            unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), name, i % 4 == 1 ? -1 : 1});  // -1 breaks a check
            if (i % 4 == 2) return base::fail(base::ErrorCode::refused, "test.no");
            if (i % 4 == 3) throw Trouble("no");
            return {};
          });
          ++(done ? fine : refused);
        } catch (const Trouble&) {
          ++thrown;
        } catch (const store::Constraint&) {
          ++broken;
        }
      }
    });
  people.clear();
  CHECK(fine == 120);
  CHECK(refused == 120);
  CHECK(thrown == 120);
  CHECK(broken == 120);
  CHECK(count(bed) == 120);
}

TEST_ON_BOTH("store: a unit whose statement failed cannot commit, even if it looks away") {
  make_table(bed);
  CHECK_THROWS_AS((void)bed.store().write(bed.work(),
                                          [&](Unit& unit) -> Done {
                                            unit.insert(insert_thing, Thing{unit.district(), 1, "a"});
                                            try {
                                              unit.insert(insert_thing, Thing{unit.district(), 2, "b", -1});
                                            } catch (const store::Constraint&) {  // looks away
                                            }
                                            return {};
                                          }),
                  store::Constraint);
  CHECK(count(bed) == 0);
}

TEST_ON_BOTH("store: a snapshot does not move while others write") {
  make_table(bed);
  REQUIRE(add(bed, "before"));
  bed.store().read([&](store::Session& s) {
    CHECK(s.value<std::int64_t>(count_things, bed.district()) == 1);
    std::thread([&] { REQUIRE(add(bed, "meanwhile")); }).join();
    CHECK(s.value<std::int64_t>(count_things, bed.district()) == 1);
  });
  CHECK(count(bed) == 2);
}

TEST_ON_BOTH("store: a snapshot inside a unit sees what is committed") {
  make_table(bed);
  REQUIRE(bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    unit.insert(insert_thing, Thing{unit.district(), 1, "a"});
    CHECK(count(bed) == 0);
    return {};
  }));
  CHECK(count(bed) == 1);
}

TEST_ON_BOTH("store: a unit inside a unit or snapshot is our own mistake and says so") {
  make_table(bed);
  CHECK_THROWS_AS((void)bed.store().write(bed.work(), [&](Unit&) { return add(bed, "inner"); }), base::Bug);
  CHECK_THROWS_AS(bed.store().read([&](store::Session&) { (void)add(bed, "inner"); }), base::Bug);
  CHECK(add(bed, "the store still works"));
  CHECK(count(bed) == 1);
}

TEST_ON_BOTH("store: after_commit runs once, after the commit, and never for a unit that failed") {
  make_table(bed);
  const auto other = bed.open_again();
  int seen = -1, runs = 0;
  REQUIRE(bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    unit.insert(insert_thing, Thing{unit.district(), 1, "a"});
    unit.after_commit([&] {
      ++runs;
      seen = static_cast<int>(other->read([&](store::Session& s) { return s.value<std::int64_t>(count_things, bed.district()).value(); }));
    });
    unit.after_commit([] { throw Trouble("a wake-up that fails stops nobody"); });
    unit.after_commit([&] { ++runs; });
    return {};
  }));
  CHECK(seen == 1);
  CHECK(runs == 2);
  (void)bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    unit.after_commit([&] { ++runs; });
    return base::fail(base::ErrorCode::refused, "test.no");
  });
  CHECK(runs == 2);
}

TEST_ON_BOTH("store: locks must ascend; the same again is fine") {
  make_table(bed);
  REQUIRE(bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    unit.lock(5, {"person", 7});
    unit.lock(5, {"person", 7});
    unit.lock(5, {"person", 8});
    unit.lock(5, {"post", 1});
    unit.lock(10, {"matter", 1});
    return {};
  }));
  const auto wrong = [&](int floor, base::Subject subject) {
    return bed.store().write(bed.work(), [&](Unit& unit) -> Done {
      unit.lock(5, {"person", 7});
      unit.lock(floor, subject);
      return {};
    });
  };
  CHECK_THROWS_AS((void)wrong(5, {"person", 6}), base::Bug);
  CHECK_THROWS_AS((void)wrong(5, {"matter", 9}), base::Bug);
  CHECK_THROWS_AS((void)wrong(4, {"zone", 9}), base::Bug);
}

TEST_ON_BOTH("store: writers of one locked subject lose no update") {
  make_table(bed);
  REQUIRE(add(bed, "counter"));
  std::vector<std::jthread> people;
  for (int p = 0; p < 8; ++p)
    people.emplace_back([&] {
      for (int i = 0; i < 25; ++i)
        REQUIRE(bed.store().write(bed.work(), [&](Unit& unit) -> Done {
          unit.lock(10, {"thing", 1});
          const auto now = unit.value<std::int64_t>(amount_of, unit.district(), "counter").value();
          unit.exec(set_amount, unit.district(), "counter", now + 1);
          return {};
        }));
    });
  people.clear();
  CHECK(bed.store().read([&](store::Session& s) { return s.value<std::int64_t>(amount_of, bed.district(), "counter"); }) == 200);
}

TEST_ON_BOTH("store: of several who take one unique name, one gets it and the others are told") {
  make_table(bed);
  std::atomic<int> made{0}, told{0};
  std::vector<std::jthread> people;
  for (int p = 0; p < 12; ++p)
    people.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const auto done = bed.store().write(bed.work(), [&](Unit& unit) -> Done {
          const std::string name = "name " + std::to_string(i);
          if (unit.one<Thing>(thing_named, unit.district(), name)) return base::fail(base::ErrorCode::refused, "test.taken");
          unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), name});
          return {};
        });
        ++(done ? made : told);
      }
    });
  people.clear();
  CHECK(made == 10);
  CHECK(told == 110);
}

TEST_ON_BOTH("store: the same key again and again is a Constraint") {
  make_table(bed);
  REQUIRE(add(bed, "one"));
  CHECK_THROWS_AS((void)add(bed, "one"), store::Constraint);
  CHECK(count(bed) == 1);
}

TEST_ON_BOTH("store: statements inside the rows of the same statement") {
  make_table(bed);
  for (const char* name : {"a", "b", "c"}) REQUIRE(add(bed, name));
  bed.store().read([&](store::Session& s) {
    int inner = 0;
    s.rows(all_things, [&](const store::Row&) {
      s.rows(all_things, [&](const store::Row&) { return ++inner, true; }, bed.district());
      return true;
    }, bed.district());
    CHECK(inner == 9);
    CHECK(s.statements() == 4);
  });
}

TEST_ON_BOTH("store: a wrong statement or a wrong number of arguments is our own mistake") {
  make_table(bed);
  bed.store().read([&](store::Session& s) { CHECK_THROWS_AS((void)s.all<Thing>(all_things), std::logic_error); });
  bed.store().read([&](store::Session& s) {
    CHECK_THROWS_AS(s.run(store::Composed{"SELECT * FROM nowhere"}, {}, [](const store::Row&) { return true; }), std::logic_error);
  });
}

TEST_ON_BOTH("store: a text with a zero byte is refused before it reaches a database") {
  make_table(bed);
  CHECK_THROWS_AS((void)add(bed, std::string("a\0b", 3)), std::logic_error);
  CHECK(count(bed) == 0);
}

TEST_ON_BOTH("store: many composed texts push each other out of the cache and still run") {
  make_table(bed);
  bed.store().read([&](store::Session& s) {
    for (int i = 0; i < 600; ++i) {
      std::int64_t got = -1;
      s.run(store::Composed{"SELECT count(*) FROM things WHERE amount > " + std::to_string(i) + " AND district_id = $1"}, {bed.district().value},
            [&](const store::Row& row) { return got = row.integer(0), true; });
      CHECK(got == 0);
    }
  });
}

TEST_ON_BOTH("store: every statement of the linked floors prepares") {
  for (const std::string& why : bed.store().prepare_all())
    if (!why.starts_with("test.")) FAIL_CHECK(why);
  std::map<std::string_view, int> names;  // logs and profiles go by them
  for (const store::Statement* s = store::Statement::first(); s != nullptr; s = s->next()) CHECK_MESSAGE(++names[s->name()] == 1, s->name());
  CHECK(names.size() > 10);
}

TEST_CASE("store: both engines have the same tables, column by column") {
  if (!store::testing::postgres_here()) return;
  store::testing::Bed sqlite(store::Engine::sqlite), postgres(store::Engine::postgres);
  const auto a = store::schema_columns(sqlite.store()), b = store::schema_columns(postgres.store());
  CHECK(a.size() > 10);
  std::vector<std::string> only_sqlite, only_postgres;
  std::ranges::set_difference(a, b, std::back_inserter(only_sqlite));
  std::ranges::set_difference(b, a, std::back_inserter(only_postgres));
  for (const auto& line : only_sqlite) FAIL_CHECK("only on SQLite: " << line);
  for (const auto& line : only_postgres) FAIL_CHECK("only on PostgreSQL: " << line);
}

}  // namespace
