// Jobs as a room uses them: due by the district's clock, once at a time, resumed after a crash, visible when they fail.
#include "store/jobs.hpp"

#include <atomic>
#include <thread>

#include "store/jobs_tables.hpp"
#include "store/testing_history.hpp"

using namespace store;
using namespace store::testing;

namespace {

base::JobId put(Bed& bed, NewJob job, Actor actor = {}) {
  if (job.due_at.micros == 0) job.due_at = bed.clock().now();
  return bed.store().write(bed.work(bed.district(), std::move(actor)), [&](Unit& unit) -> base::Result<base::JobId> { return enqueue(unit, job); }).value();
}
JobView look(Bed& bed, base::JobId id) {
  return bed.store().read([&](Session& s) { return job(s, bed.district(), id).value(); });
}
std::unique_ptr<JobRunner> runner_of(Bed& bed) { return job_runner(bed.store(), bed.clock(), bed.random()); }

void step(Bed& bed, JobRun& run, std::int64_t done, std::int64_t total) {
  const auto written = bed.store().write(Work{.moment = run.moment()}, [&](Unit& unit) -> base::Done {
    (void)append(unit, note(done));
    run.progress(unit, done, total, std::to_string(done));
    return {};
  });
  REQUIRE(written.has_value());
}

}  // namespace

TEST_ON_BOTH("a job runs when the district's clock says so, once, and shows its result to who asked") {
  auto runner = runner_of(bed);
  int ran = 0;
  runner->add("test.count", [&](JobRun& run) -> base::Result<JobDone> {
    ++ran;
    CHECK(run.view().payload == R"({"n":1})");
    return JobDone{.result = R"({"rows":3})"};
  });
  const auto id = put(bed, {.kind = "test.count", .payload = R"({"n":1})", .due_at = bed.clock().now() + base::hours(1)}, {.person = {42}});
  CHECK(runner->run_due(bed.district()) == 0);
  CHECK(look(bed, id).state == "waiting");
  bed.clock().advance(base::hours(1));
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(runner->run_due(bed.district()) == 0);
  CHECK(ran == 1);
  const auto done = look(bed, id);
  CHECK(done.state == "done");
  CHECK(done.result == R"({"rows":3})");
  CHECK(done.asked_by == base::PersonId{42});
}

TEST_ON_BOTH("moving the demo clock makes due what lies ahead") {
  auto runner = runner_of(bed);
  int ran = 0;
  runner->add("test.remind", [&](JobRun&) -> base::Result<JobDone> { ++ran; return JobDone{}; });
  put(bed, {.kind = "test.remind", .due_at = bed.clock().now() + base::hours(24 * 6)});
  REQUIRE(advance_clock(bed.store(), bed.district(), base::hours(24 * 7), bed.clock().now()).has_value());
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(ran == 1);
}

TEST_ON_BOTH("a refused unit enqueues nothing") {
  auto runner = runner_of(bed);
  runner->add("test.x", [](JobRun&) -> base::Result<JobDone> { return JobDone{}; });
  (void)bed.store().write(bed.work(), [&](Unit& unit) -> base::Done {
    (void)enqueue(unit, {.kind = "test.x", .due_at = unit.now()});
    return base::fail(base::ErrorCode::refused, "note.no");
  });
  CHECK(runner->run_due(bed.district()) == 0);
}

TEST_ON_BOTH("one live job for a key; asked for while it runs it runs once more; afterwards the key is free") {
  auto runner = runner_of(bed);
  int ran = 0;
  base::JobId during{};
  runner->add("test.fold", [&](JobRun&) -> base::Result<JobDone> {
    if (++ran == 1) during = put(bed, {.kind = "test.fold", .dedupe_key = "k"});
    return JobDone{};
  });
  const auto first = put(bed, {.kind = "test.fold", .dedupe_key = "k"});
  CHECK(put(bed, {.kind = "test.fold", .dedupe_key = "k"}) == first);
  CHECK(put(bed, {.kind = "test.fold", .dedupe_key = "other"}) != first);
  CHECK(put(bed, {.kind = "test.fold"}) != put(bed, {.kind = "test.fold"}));
  CHECK(runner->run_due(bed.district()) == 5);  // four jobs, one of them twice
  CHECK(during == first);
  CHECK(put(bed, {.kind = "test.fold", .dedupe_key = "k"}) != first);
}

TEST_ON_BOTH("many that enqueue one key at once make one job") {
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::vector<base::JobId> ids;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      const auto id = put(bed, {.kind = "test.fold", .dedupe_key = "k"});
      const std::lock_guard hold(mutex);
      ids.push_back(id);
    });
  for (auto& thread : threads) thread.join();
  for (const auto id : ids) CHECK(id == ids.front());
}

TEST_ON_BOTH("what may pass is tried again with growing pauses, and fails visibly in the end") {
  auto runner = runner_of(bed);
  int ran = 0;
  runner->add("test.deliver", [&](JobRun&) -> base::Result<JobDone> {
    if (++ran % 2 == 0) throw std::runtime_error("connection reset");
    return base::fail(base::ErrorCode::unavailable, "note.away");
  });
  const auto id = put(bed, {.kind = "test.deliver", .attempts_max = 3});
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(look(bed, id).error == "note.away");
  CHECK(runner->run_due(bed.district()) == 0);  // it pauses
  bed.clock().advance(base::seconds(3));
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(look(bed, id).error == "store.job_broken");
  bed.clock().advance(base::seconds(3));
  CHECK(runner->run_due(bed.district()) == 0);  // the second pause is longer
  bed.clock().advance(base::seconds(6));
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(look(bed, id).state == "failed");
  CHECK(runner->counts(bed.district()).failed == 1);
  bed.clock().advance(base::hours(24));
  CHECK(runner->run_due(bed.district()) == 0);
  CHECK(bed.store().write(bed.work(), [&](Unit& unit) -> base::Result<bool> { return retry(unit, id); }).value());
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(ran == 4);
}

TEST_ON_BOTH("a database that is away costs no attempt: what is repeated never ends by it") {
  auto runner = runner_of(bed);
  int ran = 0;
  runner->add("test.watch", [&](JobRun&) -> base::Result<JobDone> {
    if (++ran < 8) throw Unavailable("the database went away");
    return JobDone{.result = "seen"};
  });
  const auto id = put(bed, {.kind = "test.watch", .attempts_max = 2});
  for (int i = 0; i < 8; ++i) {
    CHECK(look(bed, id).state == "waiting");
    CHECK(runner->run_due(bed.district()) == 1);
    bed.clock().advance(base::hours(1));
  }
  CHECK(look(bed, id).state == "done");
}

TEST_ON_BOTH("what would only repeat fails at once") {
  auto runner = runner_of(bed);
  runner->add("test.bad", [](JobRun&) -> base::Result<JobDone> { return base::fail(base::ErrorCode::invalid, "note.wrong"); });
  const auto id = put(bed, {.kind = "test.bad"});
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(look(bed, id).state == "failed");
  CHECK(look(bed, id).error == "note.wrong");
}

TEST_ON_BOTH("progress commits with the work; a polite stop and a crash resume from the mark, nothing is done twice") {
  auto runner = runner_of(bed);
  int stop_after = 2;
  runner->add("test.chunks", [&](JobRun& run) -> base::Result<JobDone> {
    for (std::int64_t n = run.mark().empty() ? 1 : std::stoll(run.mark()) + 1; n <= 6; ++n) {
      step(bed, run, n, 6);
      CHECK(run.mark() == std::to_string(n));
      if (--stop_after == 0) return JobDone{.finished = false};
    }
    return JobDone{.result = "\"whole\""};
  });
  const auto id = put(bed, {.kind = "test.chunks"});
  CHECK(runner->run_due(bed.district()) == 2);  // stopped once, then whole
  CHECK(look(bed, id).result == "\"whole\"");
  CHECK(look(bed, id).progress_done == 6);
  for (std::int64_t n = 1; n <= 6; ++n)
    CHECK(bed.store().read([&](Session& s) { return events_of(s, bed.district(), {"note", n}).size(); }) == 1);
}

TEST_ON_BOTH("after a crash another server takes over when the lease has run out; the one that only slept changes nothing any more") {
  auto runner = runner_of(bed);
  auto other_store = bed.store().engine() == Engine::postgres ? bed.open_again() : nullptr;
  auto other = job_runner(other_store ? *other_store : bed.store(), bed.clock(), bed.random());
  std::vector<std::int64_t> by_other;
  int other_ran = 0;
  other->add("test.chunks", [&](JobRun& run) -> base::Result<JobDone> {
    for (std::int64_t n = std::stoll(run.mark()) + 1; n <= 4; ++n) {
      step(bed, run, n, 4);
      by_other.push_back(n);
    }
    return JobDone{.result = "\"other\""};
  });
  runner->add("test.chunks", [&](JobRun& run) -> base::Result<JobDone> {
    step(bed, run, 1, 4);
    CHECK(other->run_due(bed.district()) == 0);  // it is leased
    bed.clock().advance(base::seconds(61));      // … until this process sleeps too long
    other_ran = other->run_due(bed.district());
    step(bed, run, 2, 4);                        // throws LeaseLost
    FAIL_CHECK("a lost lease must end the run");
    return JobDone{.result = "\"sleeper\""};
  });
  const auto id = put(bed, {.kind = "test.chunks"});
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(other_ran == 1);
  CHECK(by_other == std::vector<std::int64_t>{2, 3, 4});
  CHECK(look(bed, id).result == "\"other\"");
  for (std::int64_t n = 1; n <= 4; ++n)
    CHECK(bed.store().read([&](Session& s) { return events_of(s, bed.district(), {"note", n}).size(); }) == 1);
}

TEST_ON_BOTH("a job that kills its process again and again is given up") {
  auto runner = runner_of(bed);
  int ran = 0;
  runner->add("test.deadly", [&](JobRun&) -> base::Result<JobDone> { ++ran; return JobDone{}; });
  const auto id = put(bed, {.kind = "test.deadly", .attempts_max = 2});
  for (int crash = 0; crash < 2; ++crash) {  // claimed by a process that dies
    const jobs_sql::Ticket ticket{bed.district(), id, fmt::format("dead {}", crash)};
    CHECK(bed.store().write(bed.work(), [&](Unit& unit) -> base::Result<bool> { return jobs_sql::claim(unit, ticket, bed.clock().now() + base::seconds(60)); }).value());
    bed.clock().advance(base::seconds(61));
  }
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(ran == 0);
  CHECK(look(bed, id).state == "failed");
  CHECK(look(bed, id).error == "store.job_crashed");
}

TEST_ON_BOTH("new ground gives a job its attempts back; failing at the same place again and again ends it") {
  auto runner = runner_of(bed);
  int ran = 0;
  runner->add("test.stuck", [&](JobRun& run) -> base::Result<JobDone> {
    ++ran;
    step(bed, run, 1, 9);
    if (ran > 3) step(bed, run, 2, 9);  // one step farther from the fourth run on
    throw std::runtime_error("always here");
  });
  const auto id = put(bed, {.kind = "test.stuck", .attempts_max = 3});
  for (int i = 0; i < 20; ++i) {
    (void)runner->run_due(bed.district());
    bed.clock().advance(base::hours(2));
  }
  CHECK(look(bed, id).state == "failed");
  CHECK(ran >= 3);
  CHECK(ran <= 8);
}

TEST_ON_BOTH("a repeated job comes again at its district time, in one row") {
  auto runner = runner_of(bed);
  int ran = 0;
  runner->add("test.daily", [&](JobRun& run) -> base::Result<JobDone> {
    ++ran;
    return JobDone{.again_at = run.moment().now + base::hours(24)};
  });
  const auto id = put(bed, {.kind = "test.daily", .dedupe_key = "repeated"});
  for (int day = 1; day <= 3; ++day) {
    CHECK(runner->run_due(bed.district()) == 1);
    CHECK(runner->run_due(bed.district()) == 0);
    CHECK(ran == day);
    CHECK(put(bed, {.kind = "test.daily", .dedupe_key = "repeated"}) == id);
    bed.clock().advance(base::hours(24));
  }
}

TEST_ON_BOTH("a job whose kind this program does not know waits, and others pass it by") {
  auto runner = runner_of(bed);
  runner->add("test.known", [](JobRun&) -> base::Result<JobDone> { return JobDone{}; });
  const auto unknown = put(bed, {.kind = "test.of_tomorrow"});
  put(bed, {.kind = "test.known"});
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK(look(bed, unknown).state == "waiting");
}

TEST_ON_BOTH("two servers with several threads run each job once") {
  auto other_store = bed.store().engine() == Engine::postgres ? bed.open_again() : nullptr;
  auto one = runner_of(bed);
  auto two = job_runner(other_store ? *other_store : bed.store(), bed.clock(), bed.random());
  std::atomic<int> ran{};
  const auto count = [&](JobRun&) -> base::Result<JobDone> { ++ran; return JobDone{}; };
  one->add("test.count", count);
  two->add("test.count", count);
  for (int i = 0; i < 60; ++i) put(bed, {.kind = "test.count"});
  one->start(2);
  two->start(2);
  for (int i = 0; i < 600 && ran < 60; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  one->stop();
  two->stop();
  CHECK(ran == 60);
  CHECK(one->counts(bed.district()).running == 0);
}

TEST_ON_BOTH("stopping waits for the current step and leaves the rest to the next start") {
  auto runner = runner_of(bed);
  std::atomic<bool> began{};
  runner->add("test.long", [&](JobRun& run) -> base::Result<JobDone> {
    began = true;
    while (!run.stopping()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    step(bed, run, 1, 2);
    return JobDone{.finished = false};
  });
  const auto id = put(bed, {.kind = "test.long"});
  runner->start(1);
  for (int i = 0; i < 500 && !began; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  REQUIRE(began);
  runner->stop();
  CHECK(look(bed, id).state == "waiting");
  CHECK(look(bed, id).mark == "1");
}

TEST_ON_BOTH("finished jobs are forgotten after a month, failed ones after half a year") {
  auto runner = runner_of(bed);
  runner->add("test.good", [](JobRun&) -> base::Result<JobDone> { return JobDone{}; });
  runner->add("test.bad", [](JobRun&) -> base::Result<JobDone> { return base::fail(base::ErrorCode::invalid, "note.wrong"); });
  const auto good = put(bed, {.kind = "test.good"}), bad = put(bed, {.kind = "test.bad"});
  CHECK(runner->run_due(bed.district()) == 2);
  bed.clock().advance(base::hours(24 * 31));
  put(bed, {.kind = "store.sweep"});
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK_FALSE(bed.store().read([&](Session& s) { return job(s, bed.district(), good); }).has_value());
  CHECK(look(bed, bad).state == "failed");
  bed.clock().advance(base::hours(24 * 150));
  CHECK(runner->run_due(bed.district()) == 1);
  CHECK_FALSE(bed.store().read([&](Session& s) { return job(s, bed.district(), bad); }).has_value());
}
