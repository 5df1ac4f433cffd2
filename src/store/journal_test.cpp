// The journal and its sealer as rooms see them: nothing appended is lost, skipped, doubled or out of the chain.
#include <atomic>
#include <filesystem>
#include <future>
#include <set>
#include <thread>

#include "base/iso.hpp"
#include "store/head_file.hpp"
#include "store/testing_history.hpp"

using namespace store;
using namespace store::testing;

namespace {

void expect_whole_chain(Store& store, base::DistrictId district, std::int64_t rows) {
  const Verification seen = verify(store, district, store.read([&](Session& s) { return stored_heads(s, district); }));
  for (const auto& f : seen.findings) MESSAGE(in_words(f));
  CHECK(seen.intact());
  CHECK(seen.rows == rows);
  CHECK(seen.seq == rows);
  CHECK(seen.unsealed == 0);
}

}  // namespace

TEST_ON_BOTH("an event is read back as it was written, with the person, the post and the district's time") {
  auto sealing = sealer_of(bed);
  const Actor actor{.person = {7}, .post = {8}, .on_behalf_of = "王奶奶，电话中要求", .channel = "counter"};
  const auto id = bed.store().write(bed.work(bed.district(), actor), [&](Unit& unit) -> base::Result<base::EventId> {
    return append(unit, {.kind = "matter.reported", .subject = {"matter", 5}, .body = R"({"title":"井盖"})", .personal = R"({"phone":"13800000000"})",
                         .definition = "matter@3", .area = {11}, .org_unit = {12}});
  }).value();
  sealing->step();
  const auto events = bed.store().read([&](Session& s) { return events_of(s, bed.district(), {"matter", 5}); });
  REQUIRE(events.size() == 1);
  const Event& e = events.front();
  CHECK(e.id == id);
  CHECK(e.seq == 1);
  CHECK(e.kind == "matter.reported");
  CHECK(e.body == R"({"title":"井盖"})");
  CHECK(e.personal == R"({"phone":"13800000000"})");
  CHECK(e.definition == "matter@3");
  CHECK(e.area == base::AreaId{11});
  CHECK(e.org_unit == base::OrgUnitId{12});
  CHECK(e.actor.person == base::PersonId{7});
  CHECK(e.actor.post == base::PostId{8});
  CHECK(e.actor.on_behalf_of == "王奶奶，电话中要求");
  CHECK(e.actor.channel == "counter");
  CHECK(e.happened_at == bed.clock().now());
  CHECK(e.recorded_at == bed.clock().now());
}

TEST_ON_BOTH("a refused unit leaves no event; the chain has no gap where it was") {
  auto sealing = sealer_of(bed);
  write_note(bed, 1);
  const auto refused = bed.store().write(bed.work(), [&](Unit& unit) -> base::Result<base::EventId> {
    (void)append(unit, note(2));
    return base::fail(base::ErrorCode::refused, "note.no");
  });
  CHECK(!refused);
  write_note(bed, 3);
  sealing->step();
  CHECK(bed.store().read([&](Session& s) { return events_of(s, bed.district(), {"note", 2}); }).empty());
  expect_whole_chain(bed.store(), bed.district(), 2);
}

TEST_ON_BOTH("seeded random days of work in two districts: every event is sealed once, in both chains") {
  for (const std::uint64_t seed : {11U, 12U, 13U}) {
    const auto random = base::seeded_random(seed);
    auto sealing = sealer_of(bed);
    const base::DistrictId districts[] = {bed.district(), bed.add_district(fmt::format("other{}", seed))};
    std::map<base::DistrictId, std::vector<base::EventId>> kept;
    for (int i = 0; i < 120; ++i) {
      const base::DistrictId district = districts[random->below(2)];
      const bool refuse = random->below(5) == 0;
      const auto count = 1 + random->below(4);
      std::vector<base::EventId> ids;
      (void)bed.store().write(bed.work(district), [&](Unit& unit) -> base::Done {
        ids.clear();
        for (std::uint64_t n = 0; n < count; ++n) {
          NewEvent event = note(static_cast<std::int64_t>(random->below(6)));
          if (random->below(2) == 0) event.personal = R"({"name":"李四"})";
          ids.push_back(append(unit, event));
        }
        if (refuse) return base::fail(base::ErrorCode::refused, "note.no");
        return {};
      });
      if (!refuse) kept[district].insert(kept[district].end(), ids.begin(), ids.end());
      if (random->below(3) == 0) sealing->step();
      bed.clock().advance(base::minutes(static_cast<std::int64_t>(random->below(60))));
    }
    sealing->step();
    for (const auto& [district, ids] : kept) {
      std::vector<base::EventId> sealed;
      std::int64_t after = 0;
      for (;;) {  // page by page, as subscribers read
        const auto page = bed.store().read([&](Session& s) { return sealed_after(s, district, after, 7); });
        if (page.empty()) break;
        for (const auto& e : page) {
          CHECK(e.seq == ++after);
          sealed.push_back(e.id);
        }
      }
      if (district == districts[1]) CHECK(std::set(sealed.begin(), sealed.end()) == std::set(ids.begin(), ids.end()));
      for (const auto id : ids) CHECK(std::ranges::count(sealed, id) == 1);
      expect_whole_chain(bed.store(), district, static_cast<std::int64_t>(sealed.size()));
    }
  }
}

TEST_ON_BOTH("what was committed but not sealed when the program died is sealed by the next one") {
  auto before = sealer_of(bed);
  written_notes(bed, *before, 5);
  before.reset();  // killed: nobody seals any more
  for (int i = 0; i < 4; ++i) write_note(bed, 9);
  const auto lost = bed.store().read([&](Session& s) { return events_of(s, bed.district(), {"note", 9}); });
  REQUIRE(lost.size() == 4);
  CHECK(!lost.front().seq);
  CHECK(verify(bed.store(), bed.district(), {}).unsealed == 4);
  auto store = bed.open_again();
  auto after = sealer(*store, bed.clock(), bed.random(), {});
  bed.clock().advance(base::seconds(2));  // the dead one's lease
  CHECK(after->step() == 4);
  CHECK(after->step() == 0);
  expect_whole_chain(*store, bed.district(), 9);
}

TEST_CASE("an event that commits after younger ones were sealed is not skipped [postgres]") {
  if (!postgres_here()) return;
  Bed bed(Engine::postgres);
  auto sealing = sealer_of(bed);
  std::promise<void> appended, go;
  std::thread slow([&] {
    (void)bed.store().write(bed.work(), [&](Unit& unit) -> base::Result<base::EventId> {
      const auto id = append(unit, note(1));
      appended.set_value();
      go.get_future().wait();
      return id;
    });
  });
  appended.get_future().wait();
  write_note(bed, 2);
  CHECK(sealing->step() == 1);
  go.set_value();
  slow.join();
  CHECK(sealing->step() == 1);
  const auto all = bed.store().read([&](Session& s) { return sealed_after(s, bed.district(), 0, 10); });
  REQUIRE(all.size() == 2);
  CHECK(all[0].subject.id == 2);
  CHECK(all[1].subject.id == 1);
  CHECK(all[1].id < all[0].id);  // the older id has the later seal
  expect_whole_chain(bed.store(), bed.district(), 2);
}

TEST_CASE("two servers on one database never fork the chain, whoever holds the lease [postgres]") {
  if (!postgres_here()) return;
  for (const std::int64_t lease_ms : {0, 5'000}) {  // 0: every round of both may seal, only the rows' locks stand between them
    Bed bed(Engine::postgres);
    auto other_store = bed.open_again();
    auto one = sealer(bed.store(), bed.clock(), bed.random(), {.poll_ms = 1, .lease_ms = lease_ms});
    auto two = sealer(*other_store, bed.clock(), bed.random(), {.poll_ms = 1, .lease_ms = lease_ms});
    std::atomic<std::int64_t> heard_one{}, heard_two{};
    one->subscribe([&](const SealedRange& r) { CHECK(r.first == heard_one + 1); heard_one = r.last; });
    two->subscribe([&](const SealedRange& r) { CHECK(r.first == heard_two + 1); heard_two = r.last; });
    one->step();
    two->step();
    one->start();
    two->start();
    std::vector<std::thread> writers;
    for (int t = 0; t < 4; ++t)
      writers.emplace_back([&, t] {
        for (int i = 0; i < 50; ++i) write_note(bed, t, i % 4 == 0 ? R"({"name":"赵"})" : "", t % 2 == 0 ? &bed.store() : other_store.get());
      });
    for (auto& writer : writers) writer.join();
    for (int i = 0; i < 500 && (heard_one < 200 || heard_two < 200); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    one->stop();
    two->stop();
    CHECK(heard_one == 200);
    CHECK(heard_two == 200);
    CHECK(one->stats().failed_rounds == 0);
    CHECK(two->stats().failed_rounds == 0);
    const auto sealed_one = one->stats().sealed, sealed_two = two->stats().sealed;
    CHECK(sealed_one + sealed_two == 200);
    if (lease_ms > 0) CHECK((sealed_one == 0 || sealed_two == 0));  // the clock stands: one leads
    expect_whole_chain(bed.store(), bed.district(), 200);
  }
}

TEST_CASE("when the leader dies the other server goes on after its lease [postgres]") {
  if (!postgres_here()) return;
  Bed bed(Engine::postgres);
  auto other_store = bed.open_again();
  auto leader = sealer_of(bed);
  auto other = sealer(*other_store, bed.clock(), bed.random(), {});
  write_note(bed, 1);
  CHECK(leader->step() == 1);
  write_note(bed, 2);
  CHECK(other->step() == 0);
  bed.clock().advance(base::seconds(1));
  CHECK(other->step() == 1);
  write_note(bed, 3);
  CHECK(leader->step() == 0);
  CHECK(other->step() == 1);
  expect_whole_chain(bed.store(), bed.district(), 3);
}

TEST_ON_BOTH("erasing the personal bodies of a subject leaves the chain valid and the rest readable") {
  auto sealing = sealer_of(bed);
  for (int i = 0; i < 6; ++i) write_note(bed, i % 2, R"({"name":"孙"})");
  sealing->step();
  const auto erased = bed.store().write(bed.work(), [&](Unit& unit) -> base::Result<std::int64_t> { return erase_personal(unit, {"note", 0}); });
  CHECK(erased == 3);
  const auto gone = bed.store().read([&](Session& s) { return events_of(s, bed.district(), {"note", 0}); });
  const auto kept = bed.store().read([&](Session& s) { return events_of(s, bed.district(), {"note", 1}); });
  for (const auto& e : gone) CHECK((e.personal.empty() && !e.personal_commitment.empty() && e.body == R"({"subject":0})"));
  for (const auto& e : kept) CHECK(e.personal == R"({"name":"孙"})");
  const auto seen = verify(bed.store(), bed.district(), {});
  CHECK(seen.intact());
  CHECK(seen.erased == 3);
  CHECK(seen.personal == 3);
}

TEST_ON_BOTH("each civil day that ended has its head in the database and outside it, and verification takes the file") {
  const auto path = (std::filesystem::temp_directory_path() / fmt::format("heads_{}", bed.random().token_hex(4))).string();
  {
    auto sealing = sealer_of(bed, {.head_file = path});
    write_note(bed, 1);
    sealing->step();
    CHECK(read_head_file(path).empty() == false);  // the day before began with nothing: its head is the first look's
    bed.clock().advance(base::hours(15));          // 23:30
    write_note(bed, 2);
    sealing->step();
    CHECK(read_head_file(path).size() == 1);
    bed.clock().advance(base::hours(1));           // past midnight in Shanghai
    sealing->step();
    sealing->step();
  }
  auto again = sealer_of(bed, {.head_file = path});  // a restart writes nothing twice
  again->step();
  const auto lines = read_head_file(path);
  REQUIRE(lines.size() == 2);
  CHECK(lines.back().district == "test");
  CHECK(base::iso(lines.back().day) == "2026-09-17");
  CHECK(lines.back().seq == 2);
  CHECK(verify(bed.store(), bed.district(), filed_heads(path, "test")).heads == 2);
  const auto heads = bed.store().read([&](Session& s) { return daily_heads(s, bed.district(), std::nullopt, 10); });
  REQUIRE(heads.size() == 2);
  CHECK(heads.front().hash == lines.back().hash);
  std::filesystem::remove(path);
}

TEST_CASE("a head file that cannot be written is reported and sealing goes on") {
  Bed bed(Engine::sqlite);
  auto sealing = sealer_of(bed, {.head_file = "/nonexistent/heads.jsonl"});
  write_note(bed, 1);
  sealing->step();
  sealing->step();
  CHECK(sealing->stats().head_file_error.find("/nonexistent/heads.jsonl") != std::string::npos);
  CHECK(verify(bed.store(), bed.district(), {}).rows == 1);
}

TEST_ON_BOTH("the auditor's pages: by subject, person, kind, family and time, newest first, without a row twice") {
  auto sealing = sealer_of(bed);
  const base::Instant start = bed.clock().now();
  for (int i = 0; i < 40; ++i) {
    const Actor actor{.person = {1 + i % 3}};
    const std::string kind = i % 4 == 0 ? "reporter.unmasked" : i % 4 == 1 ? "matter.closed" : i % 4 == 2 ? "matter.reported" : "matters.counted";
    (void)bed.store().write(bed.work(bed.district(), actor), [&](Unit& unit) -> base::Result<base::EventId> { return append(unit, note(i % 2, kind)); });
    bed.clock().advance(base::minutes(1));
  }
  sealing->step();
  const auto count = [&](JournalQuery q) {
    std::vector<base::EventId> ids;
    q.limit = 7;
    for (;;) {
      const auto page = bed.store().read([&](Session& s) { return journal_page(s, bed.district(), q); });
      if (page.empty()) break;
      for (const auto& e : page) {
        CHECK((ids.empty() || e.id < ids.back()));
        ids.push_back(e.id);
      }
      q.before = ids.back();
    }
    return ids.size();
  };
  CHECK(count({}) == 40);
  CHECK(count({.subject = {"note", 1}}) == 20);
  CHECK(count({.subject = {"note", 0}}) == 40);     // id 0: all of the kind
  CHECK(count({.subject = {"other", 0}}) == 0);
  CHECK(count({.person = {1}}) == 14);
  CHECK(count({.kind = "matter.closed"}) == 10);
  CHECK(count({.kind = "matter."}) == 20);          // not "matters.counted"
  CHECK(count({.unmaskings = true}) == 10);
  CHECK(count({.from = start + base::minutes(10), .to = start + base::minutes(20)}) == 10);
  CHECK(count({.person = {1}, .kind = "matter.", .from = start, .to = start + base::minutes(12)}) == 2);
}

TEST_ON_BOTH("a stretch of the real clock bounds the ids that are read") {
  auto sealing = sealer_of(bed);
  std::vector<base::Instant> at;
  for (int i = 0; i < 5; ++i) {
    at.push_back(bed.clock().now());
    const auto id = write_note(bed, 1);
    CHECK(base::first_id_at(at.back()) <= id.value);
    CHECK(id.value < base::first_id_at(at.back() + base::seconds(1)));
    bed.clock().advance(base::minutes(1));
  }
  const auto page = bed.store().read([&](Session& s) { return journal_page(s, bed.district(), {.recorded_from = at[1], .recorded_to = at[4]}); });
  CHECK(page.size() == 3);
}

TEST_ON_BOTH("subscribers hear every range once, in order, after its commit") {
  auto sealing = sealer_of(bed);
  write_note(bed, 1);
  sealing->step();
  std::vector<SealedRange> heard;
  const int subscription = sealing->subscribe([&](const SealedRange& r) { heard.push_back(r); });
  for (int i = 0; i < 5; ++i) {
    write_note(bed, 1);
    sealing->step();
  }
  std::int64_t next = 2;
  for (const auto& range : heard) {
    CHECK(range.first == next);
    next = range.last + 1;
  }
  CHECK(next == 7);
  sealing->unsubscribe(subscription);
  write_note(bed, 1);
  sealing->step();
  CHECK(heard.back().last == 6);
}

TEST_ON_BOTH("after a restore the epoch rises and what ran waits again") {
  const auto epoch = [&] { return bed.store().read([&](Session& s) { return district_by_id(s, bed.district())->epoch; }); };
  const auto before = epoch();
  CHECK(after_restore(bed.store(), bed.clock().now()).has_value());
  CHECK(epoch() == before + 1);
}

TEST_ON_BOTH("many subjects read in one pass have the events that each of them has, in any order of asking") {
  auto sealing = sealer_of(bed);
  const auto random = base::seeded_random(5);
  constexpr int subjects = 60, events = 5'000;  // more than two pages
  for (int i = 0; i < events; i += 100)
    (void)bed.store().write(bed.work(), [&](Unit& unit) -> base::Done {
      for (int n = 0; n < 100; ++n) append(unit, note(2 + 2 * static_cast<std::int64_t>(random->below(subjects))));
      append(unit, {.kind = "other.noted", .subject = {"other", 4}, .body = "{}"});
      return {};
    });
  bed.store().read([&](Session& s) {
    const auto same = [&](SubjectEvents& all, std::int64_t id) {
      const auto& got = all.of(id);
      const auto expected = events_of(s, bed.district(), {"note", id});
      return std::ranges::equal(got, expected, {}, &Event::id, &Event::id);
    };
    SubjectEvents rising(s, bed.district(), "note"), some(s, bed.district(), "note"), falling(s, bed.district(), "note");
    std::size_t seen = 0;
    for (std::int64_t id = 1; id <= 2 * subjects + 3; ++id) {
      CHECK(same(rising, id));
      seen += events_of(s, bed.district(), {"note", id}).size();
    }
    CHECK(seen == events);
    for (const std::int64_t id : {40, 41, 42, 118, 119}) CHECK(same(some, id));
    for (const std::int64_t id : {90, 90, 12, 13, 100}) CHECK(same(falling, id));
    return 0;
  });
}
