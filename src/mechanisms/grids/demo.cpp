#include "mechanisms/grids/demo.hpp"

#include "base/time.hpp"
#include "mechanisms/grids/acts.hpp"
#include "mechanisms/grids/day.hpp"
#include "people/access.hpp"
#include "store/districts.hpp"

namespace grids {
namespace {

constexpr base::CivilDate holds_from{20'454};     // 2026-01-01
constexpr std::size_t grids_a_unit = 60;

struct Stock {                                     // posts by what they can sit on
  Ground ground{};
  std::map<std::string, std::vector<const people::Post*>> contacts{};      // department -> its posts
  std::map<base::AreaId, std::vector<const people::Post*>> leaders{}, workers{};   // by grid
  std::map<base::AreaId, std::vector<const people::OrgUnit*>> party{};             // by grid, else by community
};

bool one_of(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

std::string department_of(const Ground& g, const people::OrgUnit* unit) {
  for (int deep = 0; unit != nullptr && deep < 10; ++deep, unit = g.units->find(unit->parent))
    for (const Department& d : g.setup->departments)
      if (!d.unit.empty() && d.unit == unit->code) return d.code;
  return {};
}

Stock stock(Ground g) {
  Stock out{.ground = std::move(g)};
  const Setup& setup = *out.ground.setup;
  for (const people::Post& post : out.ground.units->posts()) {
    if (one_of(setup.leader_kinds, post.kind)) out.leaders[post.area].push_back(&post);
    else if (one_of(setup.worker_kinds, post.kind)) out.workers[post.area].push_back(&post);
    else if (one_of(setup.contact_kinds, post.kind))
      if (const std::string code = department_of(out.ground, out.ground.units->find(post.org_unit)); !code.empty()) out.contacts[code].push_back(&post);
  }
  for (const people::OrgUnit& unit : out.ground.units->all())
    if (unit.tree == people::OrgTree::party) out.party[unit.area].push_back(&unit);
  return out;
}

// A contact for the grid's subdistrict, else one for the whole district.
const people::Post* contact_for(const Stock& stock, const std::string& department, base::AreaId subdistrict) {
  const auto it = stock.contacts.find(department);
  if (it == stock.contacts.end()) return nullptr;
  for (const people::Post* post : it->second)
    if (post->area == subdistrict) return post;
  for (const people::Post* post : it->second)
    if (post->area == stock.ground.tree->root()) return post;
  return nullptr;
}

GridActs acts_of(const Stock& stock, store::Unit& unit, const territory::Area* grid, std::size_t number) {
  GridActs out{.grid = grid->id};
  const auto seat = [&](SeatKind kind, const std::string& department, const people::Post* post, base::OrgUnitId org_unit) {
    const base::CivilDate from = std::max(holds_from, grid->valid_from);
    out.begun.push_back({unit.make<SeatId>(), grid->id, kind, department, post != nullptr ? std::optional(post->id) : std::nullopt, org_unit, from, {}});
  };
  const territory::Area *community = stock.ground.tree->community_of(grid->id), *subdistrict = stock.ground.tree->subdistrict_of(grid->id);
  std::size_t turn = 0;
  for (const Department& d : stock.ground.setup->departments) {
    if (number % 97 == 41 && ++turn % 5 == 0) continue;      // here and there nobody has been named yet
    if (const people::Post* post = contact_for(stock, d.code, subdistrict != nullptr ? subdistrict->id : base::AreaId{}))
      seat(SeatKind::contact, d.code, post, post->org_unit);
  }
  if (const auto it = stock.leaders.find(grid->id); it != stock.leaders.end()) seat(SeatKind::leader, "", it->second.front(), it->second.front()->org_unit);
  if (const auto it = stock.workers.find(grid->id); it != stock.workers.end())
    for (const people::Post* post : it->second) seat(SeatKind::worker, "", post, post->org_unit);
  auto party = stock.party.find(grid->id);
  if (party == stock.party.end() && community != nullptr && number % 11 != 7) party = stock.party.find(community->id);
  if (party != stock.party.end()) seat(SeatKind::party, "", nullptr, party->second.front()->id);
  return out;
}

std::int64_t counted(registry::House& house, store::Session& s, base::DistrictId district, SeatKind seat, bool grids_only) {
  const auto row = store::district_by_id(s, district);
  const base::Instant real = house.real_clock.now();
  return count_seats(s, district, house.areas.civil_today(s, {district, row ? store::district_now(*row, real) : real, real}), seat, grids_only);
}

}  // namespace

base::Done make_demo_seats(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  registry::Call call{.house = house, .principal = people::system_principal(district)};
  TRY(ready, house.store.read([&](store::Session& s) -> base::Result<Stock> {
    const auto row = store::district_by_id(s, district);
    const base::Instant real = house.real_clock.now();
    call.moment = {district, row ? store::district_now(*row, real) : real, real};
    TRY(g, ground(call, s));
    return stock(g);
  }));
  const auto grids = grids_in(*ready.ground.tree, ready.ground.tree->root());
  for (std::size_t first = 0; first < grids.size(); first += grids_a_unit) {
    const base::Done done = house.store.write(store::Work{call.moment, {}}, [&](store::Unit& unit) -> base::Done {
      unit.lock(lock_floor, seats_subject());
      for (std::size_t i = first; i < grids.size() && i < first + grids_a_unit; ++i) {
        const GridActs acts = acts_of(ready, unit, grids[i], i);
        if (!acts.begun.empty()) TRY_DO(apply(house, unit, acts, "建立全科网格", ready.ground.setup.definition->name()));
      }
      return {};
    });
    TRY_DO(done);
    if (plan.progress) plan.progress(static_cast<std::int64_t>(first), static_cast<std::int64_t>(grids.size()));
  }
  return {};
}

std::vector<registry::Figure> figures() {
  return {
      {"grids.departments", "15+1+N 的入格部门数", "Departments that enter the grids", 15, false, "departments in definitions/grids/all_purpose",
       [](registry::House& house, store::Session& s, base::DistrictId district) {
         registry::Call call{.house = house, .principal = people::system_principal(district)};
         const auto row = store::district_by_id(s, district);
         const base::Instant real = house.real_clock.now();
         call.moment = {district, row ? store::district_now(*row, real) : real, real};
         const auto g = ground(call, s);
         return g ? static_cast<std::int64_t>(g->setup->departments.size()) : 0;
       }},
      {"grids.with_contacts", "有部门联系人的网格", "Grids with departments' contacts", 803, true, "grids with a seat 'contact' today in grid_seats",
       [](registry::House& house, store::Session& s, base::DistrictId d) { return counted(house, s, d, SeatKind::contact, true); }},
      {"grids.contact_seats", "网格部门联系人席位（803 × 15，另有空缺）", "Contacts' seats on grids", 11'800, true, "seats 'contact' today in grid_seats",
       [](registry::House& house, store::Session& s, base::DistrictId d) { return counted(house, s, d, SeatKind::contact, false); }},
      {"grids.with_leader", "有网格长席位的网格", "Grids with a leader's seat", 800, true, "grids with a seat 'leader' today in grid_seats",
       [](registry::House& house, store::Session& s, base::DistrictId d) { return counted(house, s, d, SeatKind::leader, true); }},
  };
}

}  // namespace grids
