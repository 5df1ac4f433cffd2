// Areas on both engines: dated versions, the tree of a day, what may not be changed.
#include <rapidcheck.h>

#include "base/iso.hpp"
#include "store/testing.hpp"
#include "territory/changes.hpp"
#include "territory/invariants.hpp"

using namespace territory;

namespace {

base::CivilDate day(std::string_view s) { return *base::parse_date(s); }
const base::CivilDate start = day("2021-01-01");

struct Ground {
  explicit Ground(store::testing::Bed& b) : bed(b), atlas(b.clock()) {
    root = make({.kind = AreaKind::district, .code = "1", .name = "尖草坪区", .grade = "1", .valid_from = start});
    town = make({.parent = root, .kind = AreaKind::subdistrict, .code = "1-1", .name = "汇丰街道", .valid_from = start});
    other = make({.parent = root, .kind = AreaKind::town, .code = "1-2", .name = "向阳镇", .grade = "2", .valid_from = start});
    community = make({.parent = town, .kind = AreaKind::community, .code = "1-1-1", .name = "槐园社区", .name_en = "Huaiyuan",
                      .shape = "[[[0,0],[2,0],[2,1],[0,1]]]", .valid_from = start});
    grid_a = make({.parent = community, .kind = AreaKind::grid, .code = "a", .name = "槐园第1网格", .households = 300, .shape = "[[[0,0],[1,0],[1,1],[0,1]]]", .valid_from = start});
    grid_b = make({.parent = community, .kind = AreaKind::grid, .code = "b", .name = "槐园第2网格", .households = 400, .shape = "[[[1,0],[2,0],[2,1],[1,1]]]", .valid_from = start});
  }
  template <class F>
  auto write(F fn) {
    auto out = bed.store().write(bed.work(), fn);
    atlas.forget(bed.district());
    return out;
  }
  base::Result<base::AreaId> try_make(const NewArea& a) {
    return write([&](store::Unit& u) { return create_area(u, plain_recorder(), a); });
  }
  base::AreaId make(const NewArea& a) {
    const auto made = try_make(a);
    REQUIRE(made);
    return *made;
  }
  base::Result<AreaVersionId> change(base::AreaId id, const AreaChange& c) {
    return write([&](store::Unit& u) { return change_area(u, plain_recorder(), id, c); });
  }
  base::Done close(base::AreaId id, base::CivilDate from, std::vector<base::AreaId> successors = {}) {
    return write([&](store::Unit& u) { return close_area(u, plain_recorder(), id, from, "调整网格", successors); });
  }
  std::shared_ptr<const Tree> tree(base::CivilDate d = day("2026-09-17")) {
    return bed.store().read([&](store::Session& s) { return atlas.as_of(s, bed.district(), d); });
  }
  store::testing::Bed& bed;
  Atlas atlas;
  base::AreaId root{}, town{}, other{}, community{}, grid_a{}, grid_b{};
};

std::string reason(const auto& result) { return result ? "done" : result.error().reason; }

}  // namespace

TEST_ON_BOTH("the tree of a day: ancestors, names, grades, places") {
  Ground g(bed);
  const auto tree = g.tree();
  CHECK(tree->root() == g.root);
  CHECK(tree->ancestors(g.grid_a) == std::vector{g.grid_a, g.community, g.town, g.root});
  CHECK(tree->below(g.town).size() == 4);
  CHECK(tree->is_below(g.grid_b, g.town));
  CHECK(!tree->is_below(g.town, g.grid_b));
  CHECK(tree->path_name(g.grid_a) == "汇丰街道 槐园社区 槐园第1网格");
  CHECK(tree->path_name(g.root) == "尖草坪区");
  CHECK(tree->community_of(g.grid_a)->id == g.community);
  CHECK(tree->community_of(g.town) == nullptr);
  CHECK(tree->subdistrict_of(g.grid_a)->id == g.town);
  CHECK(tree->grade_of(g.grid_a) == "1");
  CHECK(tree->grade_of(g.other) == "2");
  CHECK(tree->find(g.root)->households == 700);
  CHECK(tree->locate(0.5, 0.5)->id == g.grid_a);
  CHECK(tree->locate(1.5, 0.5)->id == g.grid_b);
  CHECK(tree->locate(5, 5) == nullptr);
  CHECK(tree->find(g.town)->centre_lon == doctest::Approx(1));
  CHECK(tree->by_code("b")->id == g.grid_b);
  CHECK(tree->by_name("槐园第2网格", g.community)->id == g.grid_b);
  CHECK(tree->by_name("槐园第2网格", g.other) == nullptr);
  CHECK(g.tree(day("2020-12-31"))->all().empty());
}

TEST_ON_BOTH("a district without any shape works: communities are neighbourhoods on the district itself") {
  const auto other_district = bed.add_district("boston");
  Atlas atlas(bed.clock());
  const auto made = bed.store().write(bed.work(other_district), [&](store::Unit& u) -> base::Result<base::AreaId> {
    TRY(root, create_area(u, plain_recorder(), {.kind = AreaKind::district, .code = "BOS", .name = "Boston", .valid_from = start}));
    return create_area(u, plain_recorder(), {.parent = root, .kind = AreaKind::community, .code = "BOS-1", .name = "Back Bay", .valid_from = start});
  });
  REQUIRE(made);
  const auto tree = bed.store().read([&](store::Session& s) { return atlas.as_of(s, other_district, start); });
  CHECK(tree->locate(-71, 42) == nullptr);
  CHECK(tree->community_of(*made)->name == "Back Bay");
  CHECK(tree->ancestors(*made).size() == 2);
  CHECK(tree->subdistrict_of(*made) == nullptr);
}

TEST_ON_BOTH("a change holds from its day on, and what was stays") {
  Ground g(bed);
  REQUIRE(g.change(g.grid_a, {.name = "槐园东网格", .households = 350, .from = day("2026-10-01"), .reason = "更名"}));
  CHECK(g.tree(day("2026-09-30"))->find(g.grid_a)->name == "槐园第1网格");
  CHECK(g.tree(day("2026-10-01"))->find(g.grid_a)->name == "槐园东网格");
  CHECK(g.tree(day("2026-10-01"))->find(g.grid_a)->number == 2);
  CHECK(g.tree(day("2026-10-01"))->locate(0.5, 0.5)->id == g.grid_a);
  CHECK(reason(g.change(g.grid_a, {.name = "x", .from = day("2026-09-20")})) == "territory.later_version_exists");
  CHECK(reason(g.change(g.grid_a, {.name = "x", .from = day("2026-10-01")})) == "territory.same_day");
  CHECK(reason(g.change(g.grid_a, {.name = "x", .from = day("2020-10-01")})) == "territory.not_in_force");
  const auto history = bed.store().read([&](store::Session& s) { return versions(s, bed.district(), g.grid_a); });
  REQUIRE(history.size() == 2);
  CHECK(history[0].valid_to == day("2026-10-01"));
  CHECK(!history[1].valid_to);
}

TEST_ON_BOTH("codes are of one area a day; levels and parents are kept") {
  Ground g(bed);
  CHECK(reason(g.try_make({.parent = g.community, .kind = AreaKind::grid, .code = "a", .name = "x", .valid_from = start})) == "territory.code_taken");
  CHECK(reason(g.try_make({.parent = g.town, .kind = AreaKind::grid, .code = "c", .name = "x", .valid_from = start})) == "territory.wrong_parent");
  CHECK(reason(g.try_make({.parent = g.community, .kind = AreaKind::grid, .code = "c", .name = "x", .valid_from = day("2020-01-01")})) == "territory.parent_not_in_force");
  CHECK(reason(g.try_make({.parent = g.community, .kind = AreaKind::grid, .code = "c", .name = " ", .valid_from = start})) == "territory.fields_wrong");
  CHECK(reason(g.change(g.community, {.parent = g.grid_a, .from = day("2026-10-01")})) == "territory.wrong_parent");
  // A refusal of a law names where the law is written and what to do.
  const auto refused = g.try_make({.parent = g.community, .kind = AreaKind::grid, .code = "a", .name = "x", .valid_from = start});
  CHECK(refused.error().rule->definition == "rules/divisions");
  CHECK(!refused.error().remedy.empty());
  // The code is free again after its area gave it up.
  REQUIRE(g.change(g.grid_a, {.code = "a2", .from = day("2026-10-01")}));
  CHECK(reason(g.try_make({.parent = g.community, .kind = AreaKind::grid, .code = "a", .name = "x", .valid_from = day("2026-09-30")})) == "territory.code_taken");
  CHECK(reason(g.try_make({.parent = g.community, .kind = AreaKind::grid, .code = "a", .name = "x", .valid_from = day("2026-10-01")})) == "done");
}

TEST_ON_BOTH("a closed area names what takes its place; one with areas below cannot be closed") {
  Ground g(bed);
  CHECK(reason(g.close(g.community, day("2026-10-01"))) == "territory.has_areas_below");
  CHECK(reason(g.close(g.grid_a, day("2026-10-01"), {g.grid_a})) == "territory.successor_not_in_force");
  REQUIRE(g.close(g.grid_a, day("2026-10-01"), {g.grid_b}));
  CHECK(g.tree(day("2026-09-30"))->find(g.grid_a) != nullptr);
  CHECK(g.tree(day("2026-10-01"))->find(g.grid_a) == nullptr);
  const auto next = bed.store().read([&](store::Session& s) { return successors(s, bed.district(), g.grid_a); });
  REQUIRE(next.size() == 1);
  CHECK(next[0].to == g.grid_b);
}

TEST_ON_BOTH("every change is in the journal with the version that begins") {
  Ground g(bed);
  REQUIRE(g.change(g.grid_a, {.name = "槐园东网格", .from = day("2026-10-01"), .reason = "更名"}));
  const auto events = bed.store().read([&](store::Session& s) { return store::events_of(s, bed.district(), {"area", g.grid_a.value}); });
  REQUIRE(events.size() == 2);
  CHECK(events[0].kind == "area.created");
  CHECK(events[1].kind == "area.changed");
  CHECK(events[1].body.find("槐园东网格") != std::string::npos);
}

TEST_ON_BOTH("the invariants hold through changes and closings, and see what does not fit") {
  Ground g(bed);
  REQUIRE(g.change(g.grid_a, {.name = "槐园东网格", .from = day("2026-10-01"), .reason = "更名"}));
  REQUIRE(g.change(g.grid_a, {.households = 310, .from = day("2026-11-01"), .reason = "核户"}));
  REQUIRE(g.close(g.grid_b, day("2026-12-01"), {g.grid_a}));
  const auto fit = [&] { return bed.store().read([&](store::Session& s) { return versions_fit(s, bed.district()); }); };
  const auto fold = [&] { return bed.store().read([&](store::Session& s) { return areas_fold(s, bed.district(), {}); }); };
  CHECK(fit().empty());
  CHECK(fold().empty());
  bed.store().script("UPDATE area_versions SET households = 999 WHERE code = 'b'");
  CHECK(!fold().empty());
  bed.store().script("UPDATE area_versions SET code = 'a' WHERE code = 'b'");
  CHECK(fit().find("code a") != std::string::npos);
}

TEST_ON_BOTH("another server sees a change within a second; a failed unit leaves nothing in memory") {
  Ground g(bed);
  Atlas second(bed.clock());
  const auto look = [&] { return bed.store().read([&](store::Session& s) { return second.as_of(s, bed.district(), day("2026-12-01"))->find(g.grid_a)->name; }); };
  CHECK(look() == "槐园第1网格");
  REQUIRE(g.change(g.grid_a, {.name = "新名", .from = day("2026-10-01")}));
  bed.clock().advance(base::seconds(1));
  CHECK(look() == "新名");
  const auto failed = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
    const auto changed = change_area(u, plain_recorder(), g.grid_a, {.name = "不算", .from = day("2026-11-01")});
    REQUIRE(changed);
    bed.clock().advance(base::seconds(2));
    CHECK(second.as_of(u, bed.district(), day("2026-12-01"))->find(g.grid_a)->name == "不算");  // its own change
    return base::fail(base::ErrorCode::refused, "territory.same_day");
  });
  CHECK(!failed);
  CHECK(look() == "新名");
}

TEST_ON_BOTH("reading a tree costs one statement when it is known, and none within a second") {
  Ground g(bed);
  g.tree();
  const auto statements = [&] {
    return bed.store().read([&](store::Session& s) {
      static_cast<void>(g.atlas.as_of(s, bed.district(), day("2026-09-17")));
      return s.statements();
    });
  };
  CHECK(statements() == 0);
  bed.clock().advance(base::seconds(2));
  CHECK(statements() == 1);
}

TEST_CASE("any forest of areas: ancestors end at the top, below is their inverse") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& parents) {
    std::vector<Area> areas;
    std::vector<std::shared_ptr<const Shape>> shapes;
    for (std::size_t i = 0; i < parents.size() && i < 30; ++i) {
      // Mostly earlier areas; sometimes none, itself or a later one (then it hangs nowhere and must do no harm).
      areas.push_back({.id = {static_cast<std::int64_t>(i) + 1}, .parent = {parents[i] % (static_cast<std::int64_t>(i) + 2)}, .code = std::to_string(i)});
      shapes.push_back(nullptr);
    }
    const auto tree = make_tree({}, areas, shapes);
    for (const Area& a : tree->all()) {
      const auto above = tree->ancestors(a.id);
      RC_ASSERT(above.front() == a.id);
      for (const base::AreaId up : above) {
        const auto below = tree->below(up);
        RC_ASSERT(std::find(below.begin(), below.end(), a.id) != below.end());
      }
      for (const base::AreaId down : tree->below(a.id)) RC_ASSERT(tree->is_below(down, a.id));
    }
  }));
}
