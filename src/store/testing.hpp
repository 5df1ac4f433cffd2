// For tests of any floor: a fresh, migrated store on each engine, with a clock that stands, seeded randomness and ids.
//
//   TEST_ON_BOTH("a matter is found again") {
//     auto done = bed.store().write(bed.work(), [&](store::Unit& unit) -> base::Done { … });
//     …
//   }
//
// PostgreSQL is reached through RED_TEST_POSTGRES (a server's URL, `tools/postgres start DIR --test` prints one). Without it the
// PostgreSQL half fails; RED_SKIP_POSTGRES=1 leaves it out on purpose.
#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "base/context.hpp"
#include "store/districts.hpp"
#include "store/store.hpp"

namespace store::testing {

struct BedOptions {
  Engine engine{Engine::sqlite};
  bool in_memory{};              // SQLite: no file, no thread
  bool migrated{true};
  std::uint64_t seed{1};
  int connections{8};
  std::size_t queue_max{4096};
};

// Each bed is a database of its own, removed with it. Thursday 2026-09-17 08:30 in the district "test" (Asia/Shanghai, demo).
class Bed {
 public:
  explicit Bed(const BedOptions&);
  explicit Bed(Engine engine) : Bed(BedOptions{.engine = engine}) {}
  ~Bed();
  Bed(const Bed&) = delete;
  Bed& operator=(const Bed&) = delete;

  [[nodiscard]] Store& store();
  [[nodiscard]] base::ManualClock& clock();      // the real clock; also the district's (offset 0)
  [[nodiscard]] base::Random& random();          // may be used by several threads
  [[nodiscard]] base::IdMaker& ids();
  [[nodiscard]] base::DistrictId district() const;
  [[nodiscard]] Work work();                                  // the system, in the district "test", now
  [[nodiscard]] Work work(base::DistrictId, Actor = {});
  [[nodiscard]] const std::string& url() const;               // for a second store at the same database
  [[nodiscard]] std::unique_ptr<Store> open_again(const Options& changed = {});  // url, durable are filled in
  base::DistrictId add_district(std::string_view code);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// False (after a doctest failure, unless RED_SKIP_POSTGRES=1) when there is no server to test on.
[[nodiscard]] bool postgres_here();
[[nodiscard]] std::string postgres_server_url();
// Runs SQL on the server's own database, outside any store.
void postgres_admin(const std::string& sql);

}  // namespace store::testing

#define RED_TEST_JOIN2(a, b) a##b
#define RED_TEST_JOIN(a, b) RED_TEST_JOIN2(a, b)
#define TEST_ON_BOTH(name)                                                               \
  static void RED_TEST_JOIN(on_both_, __LINE__)([[maybe_unused]] store::testing::Bed&);  \
  TEST_CASE(name " [sqlite]") {                                                          \
    store::testing::Bed bed(store::Engine::sqlite);                                      \
    RED_TEST_JOIN(on_both_, __LINE__)(bed);                                              \
  }                                                                                      \
  TEST_CASE(name " [postgres]") {                                                        \
    if (!store::testing::postgres_here()) return;                                        \
    store::testing::Bed bed(store::Engine::postgres);                                    \
    RED_TEST_JOIN(on_both_, __LINE__)(bed);                                              \
  }                                                                                      \
  static void RED_TEST_JOIN(on_both_, __LINE__)([[maybe_unused]] store::testing::Bed& bed)
