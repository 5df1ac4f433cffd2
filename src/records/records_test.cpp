// Dues, links and facts on both engines.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/links/links.hpp"
#include "store/testing.hpp"

namespace {

template <class F>
void in_unit(store::testing::Bed& bed, F&& work) {
  REQUIRE(bed.store().write(bed.work(), [&](store::Unit& unit) -> base::Done { work(unit); return {}; }));
}

dues::Due due(std::int64_t subject, std::string kind, std::int64_t org_unit, std::string post_kind, std::string bucket, std::optional<base::Instant> due_at) {
  return {.subject = {"matter", subject}, .kind = std::move(kind), .bucket = std::move(bucket), .org_unit = {org_unit}, .post_kind = std::move(post_kind),
          .title = "t" + std::to_string(subject), .since = {1}, .due_at = due_at};
}

}  // namespace

TEST_ON_BOTH("dues are seen from the seat that owes them, soonest first, page by page") {
  const auto now = bed.clock().now();
  in_unit(bed, [&](store::Unit& unit) {
    dues::put(unit, due(1, "matter.to_register", 10, "community_secretary", "to_accept", now + base::hours(3)));
    dues::put(unit, due(2, "matter.to_handle", 10, "", "to_handle", now - base::hours(1)));
    dues::put(unit, due(3, "matter.to_register", 10, "community_secretary", "to_accept", std::nullopt));
    dues::put(unit, due(4, "matter.to_register", 10, "grid_worker", "to_inspect", now));
    dues::put(unit, due(5, "matter.to_register", 11, "community_secretary", "to_accept", now));
  });
  const std::vector<dues::Seat> seats{{{10}, "community_secretary"}};
  bed.store().read([&](store::Session& session) {
    const auto before = session.statements();
    const auto all = dues::list(session, bed.district(), seats, {}, {}, 50);
    const auto sums = dues::summary(session, bed.district(), seats, now, now + base::hours(4));
    CHECK(session.statements() - before == 2);
    REQUIRE(all.size() == 3);
    CHECK(all[0].subject.id == 2);
    CHECK(all[1].subject.id == 1);
    CHECK(all[2].subject.id == 3);
    CHECK(!all[2].due_at);
    CHECK(sums.total == 3);
    CHECK(sums.late == 1);
    CHECK(sums.soon == 1);
    CHECK(sums.buckets.find("to_accept")->second == 2);
    CHECK(sums.buckets.find("to_inspect") == sums.buckets.end());

    std::optional<dues::Cursor> after;
    std::vector<std::int64_t> paged;
    while (true) {
      const auto page = dues::list(session, bed.district(), seats, {}, after, 1);
      if (page.empty()) break;
      paged.push_back(page[0].subject.id);
      after = dues::Cursor{page[0].due_at, page[0].id};
    }
    CHECK(paged == std::vector<std::int64_t>{2, 1, 3});
    CHECK(dues::list(session, bed.district(), seats, {.bucket = "to_handle"}, {}, 50).size() == 1);
    CHECK(dues::list(session, bed.district(), seats, {.due_before = now}, {}, 50).size() == 1);
    CHECK(dues::list(session, bed.district(), {}, {}, {}, 50).empty());
    CHECK(dues::list(session, bed.district(), {{{10}, "grid_worker"}, {{11}, "community_secretary"}}, {}, {}, 50).size() == 3);
  });
}

TEST_ON_BOTH("a due is one per subject, kind, unit and post kind, and goes with its subject") {
  in_unit(bed, [&](store::Unit& unit) {
    dues::put(unit, due(1, "matter.to_handle", 10, "", "to_handle", base::Instant{5}));
    dues::put(unit, due(1, "matter.to_handle", 10, "", "returned", base::Instant{9}));
    dues::put(unit, due(1, "matter.to_watch", 12, "", "waiting_for_me", {}));
  });
  const auto now = [&] { return bed.store().read([&](store::Session& s) { return dues::of_subject(s, bed.district(), {"matter", 1}); }); };
  REQUIRE(now().size() == 2);
  CHECK(now()[0].bucket == "returned");
  CHECK(now()[0].due_at == base::Instant{9});
  in_unit(bed, [&](store::Unit& unit) { dues::remove(unit, {"matter", 1}, "matter.to_handle"); });
  CHECK(now().size() == 1);
  in_unit(bed, [&](store::Unit& unit) { dues::remove(unit, {"matter", 1}); });
  CHECK(now().empty());
}

TEST_ON_BOTH("links are kept once and found from both ends") {
  const base::Subject whistle{"whistle", 3}, matter{"matter", 4};
  in_unit(bed, [&](store::Unit& unit) {
    links::add(unit, "born_of", whistle, matter);
    links::add(unit, "born_of", whistle, matter);
  });
  bed.store().read([&](store::Session& session) {
    REQUIRE(links::out_of(session, bed.district(), whistle).size() == 1);
    REQUIRE(links::into(session, bed.district(), matter).size() == 1);
    CHECK(links::into(session, bed.district(), matter)[0].from == whistle);
    CHECK(links::into(session, bed.district(), whistle).empty());
  });
  in_unit(bed, [&](store::Unit& unit) { links::remove(unit, "born_of", whistle, matter); });
  CHECK(bed.store().read([&](store::Session& s) { return links::out_of(s, bed.district(), whistle); }).empty());
}

TEST_ON_BOTH("a fact taken back changes today's sum, not the sum of a frozen round") {
  facts::FactId first{};
  in_unit(bed, [&](store::Unit& unit) {
    first = facts::add(unit, {.kind = "matter.struck_off", .subject = {"matter", 1}, .org_unit = {7}, .occurred_on = {20'000}, .event = {1}});
    facts::add(unit, {.kind = "matter.struck_off", .subject = {"matter", 2}, .amount = 4, .org_unit = {7}, .occurred_on = {20'001}, .event = {2}});
    facts::add(unit, {.kind = "matter.struck_off", .subject = {"matter", 3}, .org_unit = {8}, .occurred_on = {20'001}, .event = {3}});
  });
  const auto freeze = bed.clock().now();
  bed.clock().advance(base::hours(1));
  const auto sum = [&](std::optional<base::Instant> until) {
    return bed.store().read([&](store::Session& s) { return facts::sum_of_unit(s, bed.district(), {7}, "matter.struck_off", {{20'000}, {20'002}}, until); });
  };
  CHECK(sum({}) == 5);
  in_unit(bed, [&](store::Unit& unit) {
    REQUIRE(facts::retract(unit, first, {4}));
    CHECK(facts::retract(unit, first, {5}).error().reason == "facts.already_retracted");
    CHECK(facts::retract(unit, {999}, {5}).error().reason == "facts.not_found");
  });
  CHECK(sum({}) == 4);
  CHECK(sum(freeze) == 5);
  const auto rows = bed.store().read([&](store::Session& s) { return facts::of_subject(s, bed.district(), {"matter", 1}, "matter.struck_off"); });
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].amount == -1);
  CHECK(rows[1].retracts == first);
  CHECK(bed.store().read([&](store::Session& s) { return facts::of_unit(s, bed.district(), {7}, "matter.struck_off", {{20'001}, {20'002}}); }).size() == 1);
}
