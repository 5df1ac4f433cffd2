// Numbers of the model district that organisations and posts carry; each is counted from rows.
#include <set>

#include "mechanisms/organisations/demo.hpp"
#include "mechanisms/organisations/demo_tables.hpp"
#include "people/directory.hpp"
#include "people/people.hpp"
#include "store/districts.hpp"

namespace organisations {
namespace {

using people::OrgTree;
using registry::House;
using territory::AreaKind;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  std::map<base::PostId, std::vector<base::PersonId>> held{};   // today, without deputies
};

Ground ground(House& house, store::Session& s, base::DistrictId district) {
  const auto row = store::district_by_id(s, district);
  const base::Instant real = house.real_clock.now();
  Ground out;
  out.tree = house.areas.today(s, {district, row ? store::district_now(*row, real) : real, real});
  out.units = house.people.units(s, district, out.tree->day());
  out.held = everybody_in_post(s, district, out.tree->day());
  return out;
}

bool in_community(const Ground& g, base::AreaId area) {
  const territory::Area* community = g.tree->community_of(area);
  return community != nullptr && community->kind == AreaKind::community;
}

// Holders of posts of a kind, in communities only if wished.
std::int64_t holders(House& house, store::Session& s, base::DistrictId d, std::string_view kind, bool communities) {
  const Ground g = ground(house, s, d);
  std::int64_t out = 0;
  for (const people::Post& post : g.units->posts())
    if (post.kind == kind && (!communities || in_community(g, post.area)))
      if (const auto it = g.held.find(post.id); it != g.held.end()) out += static_cast<std::int64_t>(it->second.size());
  return out;
}

std::int64_t posts(House& house, store::Session& s, base::DistrictId d, std::string_view kind) {
  const Ground g = ground(house, s, d);
  return std::count_if(g.units->posts().begin(), g.units->posts().end(), [&](const people::Post& p) { return p.kind == kind; });
}

std::int64_t units(House& house, store::Session& s, base::DistrictId d, std::initializer_list<std::string_view> kinds) {
  const Ground g = ground(house, s, d);
  return std::count_if(g.units->all().begin(), g.units->all().end(),
                       [&](const people::OrgUnit& u) { return std::find(kinds.begin(), kinds.end(), u.kind) != kinds.end(); });
}

// A grid leader is a member of the community's two committees, and so a Party member.
std::int64_t leaders_outside(House& house, store::Session& s, base::DistrictId d) {
  const Ground g = ground(house, s, d);
  std::set<std::pair<base::AreaId, base::PersonId>> members;
  for (const people::Post& post : g.units->posts())
    if (post.kind == "party_committee_member" || post.kind == "community_party_secretary")
      if (const auto it = g.held.find(post.id); it != g.held.end())
        for (const base::PersonId person : it->second) members.emplace(g.units->find(post.org_unit)->area, person);
  std::int64_t out = 0;
  for (const people::Post& post : g.units->posts())
    if (post.kind == "grid_leader")
      if (const auto it = g.held.find(post.id); it != g.held.end())
        for (const base::PersonId person : it->second) out += members.contains({g.tree->community_of(post.area)->id, person}) ? 0 : 1;
  return out;
}

}  // namespace

std::vector<registry::Figure> demo_figures() {
  using D = base::DistrictId;
  return {
      {"organisations.grid_workers", "专职网格员在岗", "Grid workers in their posts", 837, false, "today's holders of posts of kind grid_worker in communities",
       [](House& h, store::Session& s, D d) { return holders(h, s, d, "grid_worker", true); }},
      {"organisations.workers_per_grid", "每百个网格的专职网格员", "Grid workers to a hundred grids", 104, false, "the same × 100 / grids in communities (1.04 to a grid)",
       [](House& h, store::Session& s, D d) {
         const Ground g = ground(h, s, d);
         const auto grids = std::count_if(g.tree->all().begin(), g.tree->all().end(), [&](const territory::Area& a) { return a.kind == AreaKind::grid && in_community(g, a.id); });
         return grids == 0 ? 0 : holders(h, s, d, "grid_worker", true) * 100 / grids;
       }},
      {"organisations.departments", "入格部门", "Departments", 15, false, "org_units today of kind department",
       [](House& h, store::Session& s, D d) { return units(h, s, d, {"department"}); }},
      {"organisations.contact_posts", "部门入格联络岗（15 × 14）", "Grid contacts' posts of departments", 210, false, "posts today of kind grid_contact",
       [](House& h, store::Session& s, D d) { return posts(h, s, d, "grid_contact"); }},
      {"organisations.secretaries", "社区书记在岗", "Community secretaries", 77, false, "today's holders of posts of kind community_secretary in communities",
       [](House& h, store::Session& s, D d) { return holders(h, s, d, "community_secretary", true); }},
      {"organisations.community_party", "社区党组织", "Community Party organisations (villages' too)", 137, false, "org_units today of kind community_party",
       [](House& h, store::Session& s, D d) { return units(h, s, d, {"community_party"}); }},
      {"organisations.party_on_grids", "建在网格上的党支部、党小组", "Party branches and groups on grids", 750, true, "org_units today of kind branch and group",
       [](House& h, store::Session& s, D d) { return units(h, s, d, {"branch", "group"}); }},
      {"organisations.leaders_outside", "不是社区“两委”成员的网格长", "Grid leaders outside the two committees", 0, false,
       "today's holders of grid_leader posts who hold no party_committee_member or secretary's post of that community", leaders_outside},
      {"organisations.station_heads", "派出所所长任党（工）委副书记", "Heads of police stations as deputy secretaries", 11, true, "today's holders of posts of kind working_committee_deputy",
       [](House& h, store::Session& s, D d) { return holders(h, s, d, "working_committee_deputy", false); }},
      {"organisations.concurrent_deputies", "民警任社区兼职副书记", "Police officers as concurrent deputy secretaries of communities", 60, true,
       "today's holders of posts of kind concurrent_deputy_secretary in communities", [](House& h, store::Session& s, D d) { return holders(h, s, d, "concurrent_deputy_secretary", true); }},
      {"organisations.concurrent_slots", "社区兼职副书记席位", "Seats of concurrent deputy secretaries", 137, false, "posts today of kind concurrent_deputy_secretary, vacant ones too",
       [](House& h, store::Session& s, D d) { return posts(h, s, d, "concurrent_deputy_secretary"); }},
  };
}

}  // namespace organisations
