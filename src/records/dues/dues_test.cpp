// Dues on both engines: from the seat that owes them, one of a kind, gone with the work.
#include <doctest/doctest.h>

#include "records/dues/dues.hpp"
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
