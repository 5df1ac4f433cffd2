// What only one engine can be asked: groups and full disks on SQLite, conflicts and queues on PostgreSQL, and SQLite in memory.
#include <spdlog/spdlog.h>

#include <barrier>
#include <filesystem>
#include <fstream>
#include <latch>
#include <thread>

#include "store/contract_things.hpp"
#include "store/migrate.hpp"

namespace {

using namespace things;
using base::Done;
using store::Unit;

Done add(store::Store& store, store::testing::Bed& bed, const std::string& name) {
  return store.write(bed.work(), [&](Unit& unit) -> Done {
    unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), name});
    return {};
  });
}

// Until it is so, or for ten seconds: no test rests on how quick a machine is.
void wait_until(const std::function<bool()>& so) {
  for (int i = 0; i < 2000 && !so(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(so());
}

// Keeps SQLite's writer busy inside one unit until released, so that what comes meanwhile queues for one group.
class HeldWriter {
 public:
  explicit HeldWriter(store::testing::Bed& bed)
      : thread_([&bed, this] {
          try {
            (void)bed.store().write(bed.work(), [this](Unit&) -> Done {
              if (!std::exchange(ran_, true)) started_.count_down();  // a unit may run again
              release_.wait();
              return {};
            });
          } catch (const store::Constraint&) {  // shares the fate of its group
          }
        }) {
    started_.wait();
  }
  void let_go() { release_.count_down(); }

 private:
  std::latch started_{1}, release_{1};
  bool ran_ = false;
  std::jthread thread_;
};

TEST_CASE("sqlite: units that queue are committed as a group, and the hook runs once at its end") {
  store::testing::Bed bed(store::Engine::sqlite);
  make_table(bed);
  std::vector<std::size_t> districts_of_groups;
  int woken = 0;
  bed.store().on_group([&](Unit& unit, const std::vector<base::DistrictId>& districts) {
    districts_of_groups.push_back(districts.size());
    CHECK(districts.front() == bed.district());
    unit.insert(insert_thing, Thing{bed.district(), unit.new_id(), "seal " + std::to_string(districts_of_groups.size())});
    unit.after_commit([&] { ++woken; });
  });
  {
    HeldWriter held(bed);
    std::vector<std::jthread> people;
    for (int p = 0; p < 30; ++p)
      people.emplace_back([&, p] {
        const auto done = bed.store().write(bed.work(), [&](Unit& unit) -> Done {
          unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), std::to_string(p)});
          if (p % 3 == 0) return base::fail(base::ErrorCode::refused, "test.no");
          return {};
        });
        CHECK(done.has_value() == (p % 3 != 0));
      });
    wait_until([&] { return bed.store().stats().queued == 30; });
    held.let_go();
  }
  const auto groups = static_cast<std::int64_t>(bed.store().stats().groups);
  CHECK(groups <= 4);  // of 31 units
  CHECK(count(bed) == 20 + groups);
  CHECK(static_cast<std::int64_t>(districts_of_groups.size()) == groups);
  CHECK(woken == static_cast<int>(districts_of_groups.size()));
}

TEST_CASE("sqlite: a hook that fails undoes its own work only") {
  store::testing::Bed bed(store::Engine::sqlite);
  make_table(bed);
  bed.store().on_group([&](Unit& unit, const std::vector<base::DistrictId>&) {
    unit.insert(insert_thing, Thing{bed.district(), 1, "of the hook"});
    throw std::runtime_error("test: a hook that fails");
  });
  REQUIRE(add(bed.store(), bed, "of the unit"));
  CHECK(count(bed) == 1);
}

TEST_CASE("sqlite: a full queue is an answer, not a wait") {
  store::testing::Bed bed({.queue_max = 3});
  make_table(bed);
  std::atomic<int> full{0}, fine{0};
  {
    HeldWriter held(bed);
    std::vector<std::jthread> people;
    for (int p = 0; p < 8; ++p)
      people.emplace_back([&, p] {
        try {
          if (add(bed.store(), bed, std::to_string(p))) ++fine;
        } catch (const store::Unavailable&) {
          ++full;
        }
      });
    wait_until([&] { return bed.store().stats().queued == 3 && full == 5; });
    held.let_go();
  }
  CHECK(fine == 3);
  CHECK(full == 5);
}

TEST_CASE("sqlite: a full disk fails the unit that needs the room, spares its group, and heals by itself") {
  store::testing::Bed bed(store::Engine::sqlite);
  make_table(bed);
  const store::Statement pages{"test.pages", "PRAGMA page_count"};
  const auto used = bed.store().read([&](store::Session& s) { return s.value<std::int64_t>(pages).value(); });
  bed.store().script("PRAGMA max_page_count = " + std::to_string(used + 20));
  std::atomic<int> fine{0}, no_space{0};
  {
    HeldWriter held(bed);
    std::vector<std::jthread> people;
    for (int p = 0; p < 10; ++p)
      people.emplace_back([&, p] {
        try {
          if (add(bed.store(), bed, std::string(p == 5 ? 400'000 : 10, static_cast<char>('a' + p)))) ++fine;
        } catch (const store::NoSpace&) {
          ++no_space;
        }
      });
    wait_until([&] { return bed.store().stats().queued == 10; });
    held.let_go();
  }
  CHECK(fine == 9);
  CHECK(no_space == 1);
  CHECK(count(bed) == 9);
  bed.store().script("PRAGMA max_page_count = 1000000");
  CHECK(add(bed.store(), bed, std::string(400'000, 'z')));
}

// Ten units in one group, the sixth of which does `harm`. Returns how many were answered well, and what the others were told.
template <class Told>
std::pair<int, int> group_with(store::testing::Bed& bed, const std::function<void(Unit&)>& harm) {
  std::atomic<int> fine{0}, told{0};
  {
    HeldWriter held(bed);
    std::vector<std::jthread> people;
    for (int p = 0; p < 10; ++p)
      people.emplace_back([&, p] {
        try {
          const auto done = bed.store().write(bed.work(), [&](Unit& unit) -> Done {
            unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), std::to_string(p)});
            if (p == 5) harm(unit);
            return {};
          });
          if (done) ++fine;
        } catch (const Told&) {
          ++told;
        }
      });
    wait_until([&] { return bed.store().stats().queued == 10; });
    held.let_go();
  }
  return {fine, told};
}

TEST_CASE("sqlite: when one unit takes the whole transaction down, the others run again without it") {
  store::testing::Bed bed(store::Engine::sqlite);
  make_table(bed);
  const auto [fine, told] = group_with<store::Unavailable>(bed, [](Unit& unit) { unit.change(store::Composed{"ROLLBACK"}, {}); });
  CHECK(fine == 9);
  CHECK(told == 1);
  CHECK(count(bed) == 9);
  CHECK(bed.store().stats().conflicts == 1);
}

TEST_CASE("sqlite: a COMMIT that fails is answered to everyone in the group, and nothing of it stays") {
  store::testing::Bed bed(store::Engine::sqlite);
  make_table(bed);
  bed.store().script("CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES children (id) DEFERRABLE INITIALLY DEFERRED)");
  const auto [fine, told] = group_with<store::Constraint>(bed, [](Unit& unit) { unit.change(store::Composed{"INSERT INTO children VALUES (1, 99)"}, {}); });
  CHECK(told >= 1);
  CHECK(fine + told == 10);
  CHECK(count(bed) == fine);
  CHECK(add(bed.store(), bed, "afterwards"));
}

TEST_CASE("sqlite: files that cannot be used end in one line that says what to do") {
  base::ManualClock clock{base::Instant{}};
  const auto random = base::seeded_random(1);
  base::IdMaker ids(clock, 1);
  const auto why = [&](const std::string& url) -> std::string {
    try {
      (void)store::open({.url = url}, clock, *random, ids);
    } catch (const store::Misconfigured& e) {
      return e.what();
    }
    return "opened";
  };
  CHECK(why("sqlite:/nowhere/at/all.db").find("folder must exist") != std::string::npos);
  CHECK(why("sqlite:").find("names no file") != std::string::npos);
  CHECK(why("mysql://x").find("must begin with sqlite: or postgres:") != std::string::npos);
  const auto file = std::filesystem::temp_directory_path() / "red_not_a_database.db";
  std::ofstream(file) << std::string(5000, 'x');
  CHECK(why("sqlite:" + file.string()).find("not a sound SQLite database") != std::string::npos);
  std::filesystem::remove(file);
  CHECK(why("postgres://127.0.0.1:1/none").find("cannot reach PostgreSQL") != std::string::npos);
}

TEST_CASE("sqlite: a new database and its log are readable by their owner only") {
  store::testing::Bed bed({.migrated = false});
  make_table(bed);
  const std::string file = bed.url().substr(7);
  for (const char* end : {"", "-wal"}) {
    INFO(file << end);
    CHECK(std::filesystem::status(file + end).permissions() == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  }
}

TEST_CASE("sqlite in memory: no thread, the same contract; two stores of one name share it") {
  store::testing::Bed bed({.in_memory = true});
  make_table(bed);
  const auto here = std::this_thread::get_id();
  REQUIRE(bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    CHECK(std::this_thread::get_id() == here);
    unit.insert(insert_thing, Thing{unit.district(), 1, "a"});
    return {};
  }));
  CHECK_FALSE(bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    unit.insert(insert_thing, Thing{unit.district(), 2, "b"});
    return base::fail(base::ErrorCode::refused, "test.no");
  }));
  CHECK(count(bed) == 1);
  const auto second = bed.open_again();
  CHECK(add(*second, bed, "from the second"));
  CHECK(count(bed) == 2);
}

TEST_CASE("sqlite in memory: the same seed gives the same ids and tokens") {
  std::vector<std::string> runs;
  for (int run = 0; run < 2; ++run) {
    store::testing::Bed bed({.in_memory = true, .seed = 42});
    std::string lived;
    for (int i = 0; i < 20; ++i)
      REQUIRE(bed.store().write(bed.work(), [&](Unit& unit) -> Done {
        lived += std::to_string(unit.new_id()) + unit.random().token_hex(4);
        return {};
      }));
    runs.push_back(lived);
  }
  CHECK(runs[0] == runs[1]);
}

TEST_CASE("postgres: units that wait for each other are run again and both commit") {
  if (!store::testing::postgres_here()) return;
  store::testing::Bed bed(store::Engine::postgres);
  make_table(bed);
  REQUIRE(add(bed.store(), bed, "a"));
  REQUIRE(add(bed.store(), bed, "b"));
  std::barrier both_hold_one(2);
  std::atomic<int> runs{0};
  const auto person = [&](const char* first, const char* second) {
    bool met = false;
    const auto done = bed.store().write(bed.work(), [&](Unit& unit) -> Done {
      ++runs;
      unit.exec(set_amount, unit.district(), first, 1);
      if (!std::exchange(met, true)) both_hold_one.arrive_and_wait();
      unit.exec(set_amount, unit.district(), second, 1);
      return {};
    });
    CHECK(done);
  };
  {
    std::jthread one([&] { person("a", "b"); }), two([&] { person("b", "a"); });
  }
  CHECK(runs >= 3);  // on a busy machine the one that runs again may meet the other once more
  CHECK(bed.store().stats().conflicts + 2 == static_cast<std::uint64_t>(runs.load()));
}

TEST_CASE("postgres: a unique key taken meanwhile runs the unit again, which then sees it") {
  if (!store::testing::postgres_here()) return;
  store::testing::Bed bed(store::Engine::postgres);
  make_table(bed);
  const auto other = bed.open_again();
  int runs = 0, woken = 0;
  const auto done = bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    ++runs;
    unit.after_commit([&] { ++woken; });
    if (unit.one<Thing>(thing_named, unit.district(), "x")) return base::fail(base::ErrorCode::refused, "test.taken");
    std::thread([&] { (void)add(*other, bed, "x"); }).join();
    unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), "x"});
    return {};
  });
  REQUIRE_FALSE(done);
  CHECK(done.error().reason == "test.taken");
  CHECK(runs == 2);
  CHECK(woken == 0);
}

TEST_CASE("postgres: a full queue for connections is an answer; a full disk is NoSpace") {
  if (!store::testing::postgres_here()) return;
  store::testing::Bed bed({.engine = store::Engine::postgres, .connections = 1, .queue_max = 1});
  make_table(bed);
  std::atomic<int> full{0}, fine{0};
  {
    HeldWriter held(bed);
    std::vector<std::jthread> people;
    for (int p = 0; p < 4; ++p)
      people.emplace_back([&, p] {
        try {
          if (add(bed.store(), bed, std::to_string(p))) ++fine;
        } catch (const store::Unavailable&) {
          ++full;
        }
      });
    wait_until([&] { return bed.store().stats().queued == 1 && full == 3; });
    held.let_go();
  }
  CHECK(fine == 1);
  CHECK(full == 3);
  bed.store().script("CREATE FUNCTION disk_full() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$");
  CHECK_THROWS_AS((void)bed.store().write(bed.work(),
                                          [](Unit& unit) -> Done {
                                            unit.run(store::Composed{"SELECT disk_full()"}, {}, [](const store::Row&) { return true; });
                                            return {};
                                          }),
                  store::NoSpace);
}

TEST_CASE("postgres: a connection cut under a unit is replaced and the unit runs again") {
  if (!store::testing::postgres_here()) return;
  store::testing::Bed bed(store::Engine::postgres);
  make_table(bed);
  const store::Statement backend{"test.backend", "SELECT pg_backend_pid()"};
  int runs = 0;
  CHECK(bed.store().write(bed.work(), [&](Unit& unit) -> Done {
    const auto pid = unit.value<std::int64_t>(backend).value();
    if (++runs == 1) store::testing::postgres_admin("SELECT pg_terminate_backend(" + std::to_string(pid) + ")");
    unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), "x"});
    return {};
  }));
  CHECK(runs == 2);
  CHECK(count(bed) == 1);
}

}  // namespace
