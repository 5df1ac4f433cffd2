// The same client_ref gives the same answer, whatever happens around it.
#include "store/idempotency.hpp"

#include <atomic>
#include <thread>

#include "store/testing_history.hpp"

using namespace store;
using namespace store::testing;

namespace {

std::size_t notes(Bed& bed, std::int64_t subject) {
  return bed.store().read([&](Session& s) { return events_of(s, bed.district(), {"note", subject}).size(); });
}

base::Result<std::string> ask(Bed& bed, Store& store, std::string_view ref, std::string_view body, std::int64_t subject) {
  return store.write(bed.work(), [&](Unit& unit) {
    return once(unit, ref, body, [&](Unit& u) -> base::Result<std::string> { return fmt::format(R"({{"id":"{}"}})", append(u, note(subject)).value); });
  });
}

}  // namespace

TEST_ON_BOTH("the same reference and body give the same answer and one record") {
  const auto first = ask(bed, bed.store(), "r", "b", 1);
  REQUIRE(first.has_value());
  CHECK(ask(bed, bed.store(), "r", "b", 1).value() == *first);
  CHECK(notes(bed, 1) == 1);
}

TEST_ON_BOTH("the same reference with another body is refused and does nothing") {
  REQUIRE(ask(bed, bed.store(), "r", "b", 1).has_value());
  const auto refused = ask(bed, bed.store(), "r", "c", 1);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == base::ErrorCode::reused_ref);
  CHECK(notes(bed, 1) == 1);
}

TEST_ON_BOTH("an answer is found again by reference and body, before anything is asked") {
  const auto found = [&](std::string_view ref, std::string_view body) { return bed.store().read([&](Session& s) { return answered(s, bed.district(), ref, body); }); };
  CHECK_FALSE(found("r", "b").has_value());
  const auto first = ask(bed, bed.store(), "r", "b", 1);
  CHECK(found("r", "b") == *first);
  CHECK_FALSE(found("r", "c").has_value());
  CHECK_FALSE(found("", "b").has_value());
}

TEST_ON_BOTH("without a reference each time counts; another district's reference is another one") {
  REQUIRE(ask(bed, bed.store(), "", "b", 1).has_value());
  REQUIRE(ask(bed, bed.store(), "", "b", 1).has_value());
  CHECK(notes(bed, 1) == 2);
  REQUIRE(ask(bed, bed.store(), "r", "b", 2).has_value());
  const auto other = bed.add_district("other");
  const auto there = bed.store().write(bed.work(other), [](Unit& unit) {
    return once(unit, "r", "another body", [](Unit&) -> base::Result<std::string> { return "\"fresh\""; });
  });
  CHECK(there.value() == "\"fresh\"");
}

TEST_ON_BOTH("a refusal is not remembered: the same reference may try again") {
  const auto refused = bed.store().write(bed.work(), [](Unit& unit) {
    return once(unit, "r", "b", [](Unit&) -> base::Result<std::string> { return base::fail(base::ErrorCode::refused, "note.no"); });
  });
  CHECK_FALSE(refused.has_value());
  CHECK(ask(bed, bed.store(), "r", "b", 1).has_value());
}

TEST_ON_BOTH("many at once, through two servers, make one record and get one answer") {
  auto other = bed.store().engine() == Engine::postgres ? bed.open_again() : nullptr;
  for (int round = 0; round < 10; ++round) {
    std::mutex mutex;
    std::vector<std::string> answers;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
      threads.emplace_back([&, t] {
        Store& store = other && t % 2 == 1 ? *other : bed.store();
        auto answer = ask(bed, store, fmt::format("round {}", round), "b", 100 + round);
        const std::lock_guard hold(mutex);
        answers.push_back(answer.value());
      });
    for (auto& thread : threads) thread.join();
    for (const auto& answer : answers) CHECK(answer == answers.front());
    CHECK(notes(bed, 100 + round) == 1);
  }
}

TEST_ON_BOTH("answers are kept ninety days and then forgotten, in chunks") {
  for (int i = 0; i < 7; ++i) REQUIRE(ask(bed, bed.store(), fmt::format("old {}", i), "b", 1).has_value());
  bed.clock().advance(base::hours(24 * answers_kept_days - 1));
  REQUIRE(ask(bed, bed.store(), "young", "b", 1).has_value());
  CHECK(sweep_answers(bed.store(), bed.district(), bed.clock().now()) == 0);
  bed.clock().advance(base::hours(2));
  CHECK(sweep_answers(bed.store(), bed.district(), bed.clock().now()) == 7);
  CHECK(sweep_answers(bed.store(), bed.district(), bed.clock().now()) == 0);
  const auto before = notes(bed, 1);
  REQUIRE(ask(bed, bed.store(), "young", "b", 1).has_value());
  CHECK(notes(bed, 1) == before);
}

TEST_ON_BOTH("a reference longer than the limit is refused") {
  const auto refused = ask(bed, bed.store(), std::string(65, 'x'), "b", 1);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == base::ErrorCode::invalid);
}
