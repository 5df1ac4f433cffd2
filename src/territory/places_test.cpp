// The register of places on both engines: its laws, its list, its past.
#include "base/iso.hpp"
#include "store/testing.hpp"
#include "territory/changes.hpp"
#include "territory/places.hpp"

using namespace territory;

namespace {

base::CivilDate day(std::string_view s) { return *base::parse_date(s); }
const base::CivilDate start = day("2021-01-01"), now = day("2026-09-17");

struct Ground {
  explicit Ground(store::testing::Bed& b) : bed(b), atlas(b.clock()) {
    const base::AreaId root = area({.kind = AreaKind::district, .code = "1", .name = "尖草坪区", .valid_from = start});
    const base::AreaId town = area({.parent = root, .kind = AreaKind::subdistrict, .code = "1-1", .name = "汇丰街道", .valid_from = start});
    subdistrict = town;
    community = area({.parent = town, .kind = AreaKind::community, .code = "1-1-1", .name = "槐园社区", .valid_from = start});
    other = area({.parent = town, .kind = AreaKind::community, .code = "1-1-2", .name = "兴华东社区", .valid_from = start});
    grid = area({.parent = community, .kind = AreaKind::grid, .code = "a", .name = "槐园第1网格", .valid_from = start});
    tree = bed.store().read([&](store::Session& s) { return atlas.as_of(s, bed.district(), now); });
  }
  base::AreaId area(const NewArea& a) {
    const auto made = bed.store().write(bed.work(), [&](store::Unit& u) { return create_area(u, plain_recorder(), a); });
    atlas.forget(bed.district());
    REQUIRE(made);
    return *made;
  }
  base::Result<PlaceId> add(const PlaceFields& f) {
    return bed.store().write(bed.work(), [&](store::Unit& u) { return create_place(u, plain_recorder(), *tree, f); });
  }
  base::Done change(PlaceId id, const PlaceChange& c, std::optional<std::int64_t> version = {}) {
    return bed.store().write(bed.work(), [&](store::Unit& u) { return change_place(u, plain_recorder(), *tree, id, c, version); });
  }
  base::Done close(PlaceId id, base::CivilDate to) {
    return bed.store().write(bed.work(), [&](store::Unit& u) { return close_place(u, plain_recorder(), id, to, "拆除", {}); });
  }
  template <class F>
  auto read(F fn) { return bed.store().read([&](store::Session& s) { return fn(s); }); }
  store::testing::Bed& bed;
  Atlas atlas;
  std::shared_ptr<const Tree> tree{};
  base::AreaId subdistrict{}, community{}, other{}, grid{};
};

std::string reason(const auto& result) { return result ? "done" : result.error().reason; }

}  // namespace

TEST_ON_BOTH("an estate with its buildings: where it stands, whose code is whose, what closes first") {
  Ground g(bed);
  const auto estate = g.add({.kind = PlaceKind::estate, .code = "X1", .name = "翠馨苑", .area = g.grid, .households = 300, .property_company = "家和物业",
                             .owners_committee = OwnersCommittee::yes, .lon = 112.5, .lat = 37.9, .valid_from = start});
  REQUIRE(estate);
  const auto building = g.add({.kind = PlaceKind::building, .code = "L1", .name = "1号楼", .area = g.grid, .within = *estate, .households = 60, .floors = 6, .valid_from = start});
  REQUIRE(building);
  CHECK(reason(g.add({.kind = PlaceKind::estate, .code = "X1", .name = "别的", .area = g.other, .valid_from = start})) == "territory.place_code_taken");
  CHECK(reason(g.add({.kind = PlaceKind::lane, .code = "X1", .name = "同号的巷", .area = g.other, .valid_from = start})) == "done");  // another kind
  CHECK(reason(g.add({.kind = PlaceKind::lane, .code = "J1", .name = "巷", .area = g.subdistrict, .valid_from = start})) == "territory.place_needs_community");
  CHECK(reason(g.add({.kind = PlaceKind::building, .code = "L2", .name = "2号楼", .area = g.other, .within = *estate, .valid_from = start})) == "territory.not_in_this_estate");
  CHECK(reason(g.add({.kind = PlaceKind::lane, .code = "J2", .name = "巷", .area = g.grid, .within = *estate, .valid_from = start})) == "territory.not_in_this_estate");
  const auto wrong = g.add({.kind = PlaceKind::lane, .code = "", .name = " ", .area = g.grid, .households = -1, .floors = 500, .owners_committee = OwnersCommittee::yes, .valid_from = start});
  REQUIRE(!wrong);
  CHECK(wrong.error().errors.size() == 5);
  CHECK(reason(g.close(*estate, now)) == "territory.has_buildings");
  CHECK(reason(g.close(*building, now)) == "done");
  CHECK(reason(g.close(*estate, now)) == "done");
  CHECK(reason(g.change(*estate, {.name = "翠馨园"})) == "territory.place_is_closed");
  CHECK(g.read([&](store::Session& s) { return places_fold(s, bed.district(), {}); }).empty());
}

TEST_ON_BOTH("a change keeps the past and refuses an old screen; a fold of its events gives the row") {
  Ground g(bed);
  const auto lane = g.add({.kind = PlaceKind::lane, .code = "J1", .name = "东巷", .area = g.grid, .valid_from = start});
  REQUIRE(lane);
  CHECK(reason(g.change(*lane, {.name = "东一巷", .area = g.other}, 1)) == "done");
  CHECK(reason(g.change(*lane, {.name = "x"}, 1)) == "territory.place_changed_meanwhile");
  CHECK(reason(g.change(PlaceId{77}, {.name = "x"})) == "territory.no_such_place");
  const auto row = g.read([&](store::Session& s) { return place(s, bed.district(), *lane); });
  REQUIRE(row);
  CHECK(row->name == "东一巷");
  CHECK(row->version == 2);
  CHECK(!row->grid);
  CHECK(row->community == g.other);
  const auto past = g.read([&](store::Session& s) { return place_history(s, bed.district(), *lane); });
  REQUIRE(past.size() == 2);
  CHECK(past[0].place.name == "东巷");
  CHECK(past[1].kind == "place.changed");
  CHECK(g.read([&](store::Session& s) { return places_fold(s, bed.district(), *lane); }).empty());
  bed.store().script("UPDATE places SET households = 5");
  CHECK(!g.read([&](store::Session& s) { return places_fold(s, bed.district(), *lane); }).empty());
}

TEST_ON_BOTH("the list: by area and all below, by words, by company, sorted by households") {
  Ground g(bed);
  for (int i = 0; i < 5; ++i)
    REQUIRE(g.add({.kind = PlaceKind::estate, .code = "X" + std::to_string(i), .name = i % 2 == 0 ? "翠馨苑" : "乾泽园", .area = i < 3 ? g.grid : g.other,
                   .households = 100 + i, .property_company = i == 4 ? "家和物业" : "", .valid_from = start}));
  const auto names = [&](const base::Params& query) {
    std::string out;
    g.read([&](store::Session& s) {
      const auto parsed = store::parse_list(places_list(), query, {});
      REQUIRE(parsed);
      store::run_page(s, places_list(), *parsed, {.everything = true}, {store::arg(bed.district()), store::arg(now)}, [&](const store::Row& r) { out += std::string(r.text(3)) + " "; });
      return 0;
    });
    return out;
  };
  CHECK(names({}) == "X0 X1 X2 X3 X4 ");
  CHECK(names({{"filter.area", std::to_string(g.community.value)}}) == "X0 X1 X2 ");
  CHECK(names({{"filter.q", "乾泽"}, {"sort", "-households"}}) == "X3 X1 ");
  CHECK(names({{"filter.company", "家和"}}) == "X4 ");
  CHECK(names({{"filter.managed", "false"}, {"filter.households", "102"}}) == "X2 X3 ");
  const PlaceSums sums = g.read([&](store::Session& s) { return place_sums(s, bed.district(), now); });
  CHECK(sums.estates == 5);
  CHECK(sums.managed == 1);
}
