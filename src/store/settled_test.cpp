// Who waits for the disk: a snapshot for itself, a request's snapshots together, a unit's reading not at all; and that under many threads
// everybody is answered, with everything on the disk that was answered.
#include "store/settled.hpp"

#include <sqlite3.h>

#include <atomic>
#include <thread>

#include "store/contract_things.hpp"

namespace {

using namespace things;
using base::Done;
using store::Unit;

std::int64_t count_in(store::Store& store, store::testing::Bed& bed) {
  return store.read([&](store::Session& s) { return s.value<std::int64_t>(count_things, bed.district()).value(); });
}

// By a connection that knows nothing of ours.
std::string asked(store::testing::Bed& bed, const char* sql) {
  sqlite3* db = nullptr;
  sqlite3_stmt* rows = nullptr;
  REQUIRE(sqlite3_open_v2(bed.url().substr(std::string_view("sqlite:").size()).c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_prepare_v2(db, sql, -1, &rows, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_step(rows) == SQLITE_ROW);
  std::string out = reinterpret_cast<const char*>(sqlite3_column_text(rows, 0));
  sqlite3_finalize(rows);
  sqlite3_close(db);
  return out;
}

struct SlowDisk final : store::Disk {
  std::vector<std::uint64_t> waited{};
  void wait_for(std::uint64_t commit) override { waited.push_back(commit); }
};

TEST_CASE("what was read waits for itself, inside an answer once for all") {
  SlowDisk disk, other;
  store::rests_on(disk, 3);
  CHECK(disk.waited == std::vector<std::uint64_t>{3});
  {
    store::AnswerGate gate;
    store::rests_on(disk, 7);
    store::rests_on(disk, 5);
    CHECK(disk.waited.size() == 1);
    store::rests_on(other, 2);  // another store: the first one's wait cannot be left
    CHECK(disk.waited == std::vector<std::uint64_t>{3, 7});
    gate.settle();
    CHECK(other.waited == std::vector<std::uint64_t>{2});
    gate.settle();
    CHECK(other.waited.size() == 1);
  }
  store::rests_on(disk, 9);
  CHECK(disk.waited.back() == 9);
}

TEST_CASE("sqlite: many writers and readers are all answered, and what was answered is in the log that the system was handed") {
  store::testing::Bed bed(store::Engine::sqlite);
  make_table(bed);
  const auto durable = store::open({.url = bed.url(), .durable = true}, bed.clock(), bed.random(), bed.ids());
  std::atomic<int> written{0}, seen_less{0};
  {
    std::vector<std::jthread> people;
    for (int p = 0; p < 24; ++p)
      people.emplace_back([&, p] {
        for (int n = 0; n < 20; ++n) {
          store::AnswerGate gate;
          const int before = written;
          if (count_in(*durable, bed) < before) ++seen_less;
          const Done done = durable->write(bed.work(), [&](Unit& unit) -> Done {
            unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), std::to_string(p) + "/" + std::to_string(n)});
            return {};
          });
          if (done) ++written;
          gate.settle();
        }
      });
  }
  CHECK(written == 24 * 20);
  CHECK(seen_less == 0);
  // Another connection of the system, which knows nothing of ours, reads them all.
  CHECK(asked(bed, "SELECT count(*) FROM things") == std::to_string(24 * 20));
}

TEST_CASE("sqlite: a transaction larger than what is gathered at once, and than the cache, is whole in the log") {
  store::testing::Bed bed(store::Engine::sqlite);
  make_table(bed);
  const auto durable = store::open({.url = bed.url(), .durable = true}, bed.clock(), bed.random(), bed.ids());
  for (int round = 0; round < 2; ++round) {  // the second one begins the log anew
    const Done done = durable->write(bed.work(), [&](Unit& unit) -> Done {
      for (int n = 0; n < 40; ++n) unit.insert(insert_thing, Thing{unit.district(), unit.new_id(), std::string(1'000'000, static_cast<char>('a' + n % 20)) + std::to_string(100 * round + n)});
      return {};
    });
    CHECK(done);
  }
  CHECK(count_in(*durable, bed) == 80);
  CHECK(asked(bed, "PRAGMA integrity_check") == "ok");
}

}  // namespace
