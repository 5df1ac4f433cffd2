// One community or village of the demo district: its committee, its Party organisation with branches and groups on the grids, the grids'
// leaders and workers.
#include "mechanisms/organisations/demo_founder.hpp"

namespace organisations {
namespace {

using people::OrgTree;

struct Committee {
  base::OrgUnitId office{}, party{};
  base::PersonId secretary{}, deputy{};
  std::vector<base::PersonId> officers{};     // the first ones sit on the Party organisation's committee and lead grids
};

bool is_in(const std::vector<base::AreaId>& list, base::AreaId area) { return std::binary_search(list.begin(), list.end(), area); }

// The secretary holds both offices 一肩挑. Every sixth community changed its secretary once; some are on leave and their deputy acts.
base::Done seat_secretary(Founder& f, const CommunityPlan& p, const std::string& name, Committee& c) {
  constexpr base::CivilDate changed{19'783};  // 2024-03-01
  TRY(post, f.post(c.office, "community_secretary", name + "书记"));
  TRY(party_post, f.post(c.party, "community_party_secretary", name + "党组织书记"));
  const bool was_changed = p.full && p.number % 6 == 4;
  if (was_changed) {
    TRY(before, f.someone());
    TRY(first, f.appoint(post, before, demo_holds_from, changed));
    TRY(second, f.appoint(party_post, before, demo_holds_from, changed));
    static_cast<void>(first), static_cast<void>(second);
  }
  TRY(secretary, f.someone());
  c.secretary = secretary;
  TRY(appointment, f.appoint(post, secretary, was_changed ? changed : demo_holds_from));
  TRY(party_appointment, f.appoint(party_post, secretary, was_changed ? changed : demo_holds_from));
  static_cast<void>(party_appointment);
  if (!p.full || p.area.kind == territory::AreaKind::village) return {};
  TRY(deputy, f.seat_new(c.office, "community_deputy", name + "副主任"));
  c.deputy = deputy;
  TRY_DO(f.seat(c.office, "community_officer", name + "工作者（副主任）", deputy));
  if (p.number % 8 == 5) {
    TRY_DO(f.on_leave(appointment, deputy, p.today + -2, p.today + 5, "年休假（示例）"));
  }
  return {};
}

base::Result<Committee> committee(Founder& f, const CommunityPlan& p, const std::string& name) {
  const bool village = p.area.kind == territory::AreaKind::village;
  Committee c;
  TRY(office, f.office(OrgTree::administrative, village ? "village_committee" : "residents_committee", p.area.code + "-jwh", name + (village ? "村委会" : "居委会"),
                       without_note_en(p.area) + (village ? " Village Committee" : " Residents' Committee"), p.above.government, p.area.id));
  TRY(party, f.office(OrgTree::party, "community_party", p.area.code + "-dzb", name + "党组织", without_note_en(p.area) + " Party Organisation",
                      p.above.party, p.area.id));
  c.office = office;
  c.party = party;
  TRY_DO(seat_secretary(f, p, name, c));
  const int officers = p.full && !village ? 5 : 2;
  for (int i = 0; i < officers; ++i) {
    TRY(officer, f.seat_new(office, "community_officer", name + "工作者"));
    c.officers.push_back(officer);
  }
  // Grid leaders come from the two committees: all but the last officer of a large community sit on the Party organisation's.
  const std::size_t leaders = officers > 2 ? c.officers.size() - 1 : c.officers.size();
  for (std::size_t i = 0; i < c.officers.size(); ++i) {
    if (i < leaders) {
      TRY_DO(f.seat(party, "party_committee_member", name + "党组织委员", c.officers[i]));
    }
    TRY_DO(f.seat(office, "committee_member", name + (village ? "村委会委员" : "居委会委员"), c.officers[i]));
  }
  TRY(concurrent, f.post(party, "concurrent_deputy_secretary", name + "党组织兼职副书记"));
  if (p.police) {
    TRY(appointment, f.appoint(concurrent, p.police));
    static_cast<void>(appointment);
  }
  return c;
}

// Workers first: a vacancy leaves the post standing.
base::Result<base::PersonId> grid_workers(Founder& f, const CommunityPlan& p, const Committee& c, const territory::Area& grid, base::CivilDate from, bool part_time) {
  if (part_time) {  // a village's own officer walks its one grid
    TRY_DO(f.seat(c.office, "grid_worker", grid.name + "网格员（兼职）", c.officers.back(), grid.id, from));
    return c.officers.back();
  }
  base::PersonId worker{};
  if (is_in(p.no_worker, grid.id)) {
    TRY(post, f.post(c.office, "grid_worker", grid.name + "网格员", grid.id, from));
    static_cast<void>(post);
  } else {
    TRY(person, f.seat_new(c.office, "grid_worker", grid.name + "网格员", grid.id, from));
    worker = person;
  }
  if (is_in(p.second_worker, grid.id)) {
    TRY(second, f.seat_new(c.office, "grid_worker", grid.name + "网格员（二）", grid.id, from));
    if (!worker) worker = second;
  }
  return worker;
}

// A branch on every third grid, groups below it on the others, and here and there a grid without.
base::Done party_on_grid(Founder& f, const CommunityPlan& p, const Committee& c, const territory::Area& grid, std::size_t n, base::PersonId leader,
                         base::PersonId worker, base::OrgUnitId& branch) {
  const std::string name = grid.name.substr(0, grid.name.find("（"));
  if (n % 3 == 0) {
    TRY(made, f.office(OrgTree::party, "branch", grid.code + "-zb", name + "党支部", without_note_en(grid) + " Party Branch", c.party, grid.id));
    branch = made;
    return f.seat(branch, "branch_secretary", name + "党支部书记", leader ? leader : c.secretary, grid.id);
  }
  if ((static_cast<std::size_t>(p.number) * 5 + n) % 11 == 7) return {};
  TRY(group, f.office(OrgTree::party, "group", grid.code + "-xz", name + "党小组", without_note_en(grid) + " Party Group", branch, grid.id));
  TRY(post, f.post(group, "group_leader", name + "党小组组长", grid.id));
  if (!worker) return {};
  TRY(appointment, f.appoint(post, worker));
  static_cast<void>(appointment);
  return {};
}

}  // namespace

base::Done found_community(Founder& f, const CommunityPlan& p) {
  const std::string name = without_note(p.area);
  TRY(c, committee(f, p, name));
  const auto grids = p.tree.children(p.area.id);
  const bool village = p.area.kind == territory::AreaKind::village;
  const std::size_t leaders = c.officers.size() > 2 ? c.officers.size() - 1 : c.officers.size();
  base::OrgUnitId branch{};
  for (std::size_t n = 0; n < grids.size(); ++n) {  // a leader leads several grids
    const territory::Area& grid = *grids[n];
    const base::CivilDate from = std::max(grid.valid_from, demo_holds_from);
    base::PersonId leader = c.officers[n % leaders];
    if (p.full && p.number % 13 == 6 && n + 1 == grids.size() && !village) leader = {};  // a seat that waits for somebody
    TRY(post, f.post(c.office, "grid_leader", grid.name + "网格长", grid.id, from));
    if (leader) {
      TRY(appointment, f.appoint(post, leader, from));
      static_cast<void>(appointment);
    }
    TRY(worker, grid_workers(f, p, c, grid, from, village && grids.size() == 1));
    TRY_DO(party_on_grid(f, p, c, grid, n, leader, worker, branch));
  }
  return {};
}

}  // namespace organisations
