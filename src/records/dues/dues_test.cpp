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
          .title = "t" + std::to_string(subject), .context = subject == 1 ? "井盖" : "路灯 · 杆号 " + std::to_string(subject), .since = {1}, .due_at = due_at};
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
    const auto sums = dues::summary(session, bed.district(), seats, now);
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

TEST_ON_BOTH("soon is from the warning of its clock on, else from 80 % of the time given, until it is late; groups count the same") {
  const auto now = bed.clock().now();
  const auto at = [&](std::int64_t id, base::Instant since, base::Instant due_at, std::optional<base::Instant> warn_at, std::int64_t area) {
    dues::Due d = due(id, "matter.to_register", 10, "", "to_accept", due_at);
    d.since = since;
    d.warn_at = warn_at;
    d.area = {area};
    in_unit(bed, [&](store::Unit& unit) { dues::put(unit, d); });
  };
  at(1, now - base::hours(79), now + base::hours(21), {}, 5);                          // 79 of 100 hours: not yet
  at(2, now - base::hours(81), now + base::hours(19), {}, 5);                          // 81: soon
  at(3, now - base::hours(1), now + base::hours(99), now - base::minutes(1), 6);       // its own clock says so
  at(4, now - base::hours(99), now + base::hours(1), now + base::minutes(1), 6);       // … and here says not yet
  at(5, now - base::hours(100), now - base::minutes(1), now - base::hours(20), 6);     // late is not soon
  const std::vector<dues::Seat> seats{{{10}, "community_secretary"}};
  bed.store().read([&](store::Session& session) {
    const auto sums = dues::summary(session, bed.district(), seats, now);
    CHECK(sums.soon == 2);
    CHECK(sums.late == 1);
    const auto soon = dues::list(session, bed.district(), seats, {.due_from = now, .warned_by = now}, {}, 50);
    REQUIRE(soon.size() == 2);
    CHECK(soon[0].subject.id == 2);
    CHECK(soon[1].subject.id == 3);
    const auto groups = dues::groups(session, bed.district(), seats, {}, now);
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].area == base::AreaId{6});
    CHECK(groups[0].context == "路灯");
    CHECK(groups[0].total == 3);
    CHECK(groups[0].late == 1);
    CHECK(groups[0].soon == 1);
    CHECK(dues::list(session, bed.district(), seats, {.context = "井盖"}, {}, 50).size() == 1);
    CHECK(dues::list(session, bed.district(), seats, {.areas = {{5}, {7}}}, {}, 50).size() == 2);
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
