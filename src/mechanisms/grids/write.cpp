// Naming and ending seats. Rights are asked for the whole area, laws for each grid, and an act is done on all grids or on none.
#include <algorithm>

#include "mechanisms/grids/acts.hpp"
#include "mechanisms/grids/day.hpp"
#include "mechanisms/grids/service.hpp"
#include "people/access.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"

namespace grids {

base::Subject seats_subject() { return {"grid_seats", 0}; }

base::Done apply(registry::House& house, store::Unit& unit, const GridActs& acts, const std::string& reason, const std::string& definition) {
  SeatsChanged body{.ended = acts.ended, .reason = reason};
  for (const SeatEnded& e : acts.ended) end_seat(unit, e.id, e.to);
  for (const SeatRow& row : acts.begun) {
    insert_seat(unit, row);
    body.begun.push_back({row.id, row.seat, row.department, row.post_id, row.org_unit_id, row.valid_from});
  }
  TRY(event, registry::record(house, unit, {.kind = "grid.seats_changed", .subject = {"grid", acts.grid.value}, .body = described::to_json(body),
                                            .definition = definition, .area = acts.grid}));
  static_cast<void>(event);
  return {};
}

namespace {

using registry::Call;

base::RuleRef law(std::string place) { return {"rules/grids", 1, std::move(place)}; }
bool one_of(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

struct Target {
  Ground ground{};
  std::vector<const territory::Area*> grids{};
  const people::OrgUnit* unit{};           // of the post, or the Party organisation
  Wanted wanted{};
};

base::Result<std::vector<const territory::Area*>> targets(const Ground& g, base::AreaId area) {
  if (g.tree->find(area) == nullptr) return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
  auto grids = grids_in(*g.tree, area);
  if (grids.empty()) return base::fail(base::ErrorCode::not_found, "grids.no_grids");
  return grids;
}

bool in_unit(const people::Units& units, const people::OrgUnit* at, std::string_view code) {
  for (int deep = 0; at != nullptr && deep < 10; ++deep, at = units.find(at->parent))
    if (at->code == code) return true;
  return false;
}

// The seat as it is wanted, with the laws that need no holder.
base::Result<Target> target(Call& call, store::Session& s, const SetSeat& c) {
  TRY(g, ground(call, s));
  Target out{.ground = g};
  TRY(grids, targets(g, c.area_id));
  out.grids = std::move(grids);
  const people::Post* post = nullptr;
  if (c.seat == SeatKind::party) {
    out.unit = c.org_unit_id ? g.units->find(*c.org_unit_id) : nullptr;
    if (out.unit == nullptr) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
  } else {
    post = c.post_id ? g.units->post(*c.post_id) : nullptr;
    if (post == nullptr) return base::fail(base::ErrorCode::not_found, "people.no_such_post");
    out.unit = g.units->find(post->org_unit);
    if (out.unit == nullptr) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
  }
  out.wanted = {.seat = c.seat, .department = c.seat == SeatKind::contact ? c.department : std::string{}, .org_unit = out.unit->id};
  if (post != nullptr) out.wanted.post = post->id;
  const auto of_community = [&](const territory::Area* grid) {
    const territory::Area* community = g.tree->community_of(grid->id);
    return community != nullptr && (out.unit->area == community->id || (c.seat == SeatKind::party && out.unit->area == grid->id));
  };
  const bool near = std::all_of(out.grids.begin(), out.grids.end(), of_community);
  switch (c.seat) {
    case SeatKind::contact: {
      const Department* d = g.setup->department(c.department);
      if (d == nullptr) return base::fail(base::ErrorCode::not_found, "grids.no_such_department");
      if (!one_of(g.setup->contact_kinds, post->kind) || (!d->unit.empty() && !in_unit(*g.units, out.unit, d->unit)))
        return base::refuse("grids.not_of_the_department", law("contact"), "grids.choose_a_post_of_the_department", {{"department", d->name_zh}});
      break;
    }
    case SeatKind::leader:
      if (!one_of(g.setup->leader_kinds, post->kind) || !near) return base::refuse("grids.not_a_leader_post", law("leader"), "grids.choose_a_post_of_the_community");
      break;
    case SeatKind::worker:
      if (!one_of(g.setup->worker_kinds, post->kind) || !near) return base::refuse("grids.not_a_worker_post", law("worker"), "grids.choose_a_post_of_the_community");
      break;
    case SeatKind::party:
      if (out.unit->tree != people::OrgTree::party || !near) return base::refuse("grids.not_a_party_unit", law("party"), "grids.choose_a_party_unit");
      break;
  }
  return out;
}

// A vacant post may be named; whoever holds it then must fit.
base::Done leader_fits(Call& call, store::Session& s, const Target& t, base::CivilDate from) {
  const base::CivilDate day = std::max(from, t.ground.today);
  for (const people::Holder& holder : people::holders_of(s, call.district(), *t.wanted.post, day)) {
    if (holder.deputy) continue;
    std::vector<LeaderPost> held;
    for (const people::HeldPost& p : people::posts_held(s, call.district(), holder.person, day)) {
      const people::OrgUnit* unit = t.ground.units->find(p.org_unit);
      if (!p.deputy) held.push_back({p.kind, unit != nullptr && unit->tree == people::OrgTree::party, unit != nullptr ? unit->area : base::AreaId{}});
    }
    const territory::Area* community = t.ground.tree->community_of(t.grids.front()->id);
    if (std::string fault = leader_fault(*t.ground.setup, community->id, held); !fault.empty())
      return base::refuse(std::move(fault), law("leader"), "grids.choose_a_committee_member", {{"name", holder.name}});
  }
  return {};
}

std::vector<SeatRow> slot_of(const std::vector<SeatRow>& all, base::AreaId grid, SeatKind seat, const std::string& department) {
  std::vector<SeatRow> out;
  for (const SeatRow& row : all)
    if (row.grid_id == grid && row.seat == seat && row.department == department) out.push_back(row);
  return out;
}

Grids ids_of(const std::vector<const territory::Area*>& grids) {
  Grids out;
  for (const territory::Area* grid : grids) out.push_back(grid->id);
  return out;
}

template <class Act>
base::Result<SeatsResult> write(Call& call, base::PostId through, const std::string& client_ref, bool people_too, Act act) {
  TRY(answer, call.house.store.write(call.work(through), [&](store::Unit& unit) -> base::Result<std::string> {
    return store::once(unit, client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      if (people_too) u.lock(5, {"people", 0});
      u.lock(lock_floor, seats_subject());
      TRY(result, act(u));
      return described::to_json(result);
    });
  }));
  return described::parse<SeatsResult>(answer);
}

std::string_view action_of(SeatKind seat) { return seat == SeatKind::contact ? contact_action : seat_action; }

}  // namespace

base::Result<SeatsResult> set(Call& call, std::int64_t, const SetSeat& c) {
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(t, target(call, s, c));
    return people::may(call.principal, action_of(c.seat), people::scope_of(*t.ground.tree, "grid", c.area_id.value, c.area_id, {t.unit->id}));
  }));
  return write(call, through, c.client_ref, c.seat == SeatKind::leader, [&](store::Unit& unit) -> base::Result<SeatsResult> {
    TRY(t, target(call, unit, c));
    if (c.seat == SeatKind::leader) TRY_DO(leader_fits(call, unit, t, c.from));
    const auto all = seats_ever(unit, unit.district(), ids_of(t.grids));
    SeatsResult out{.grids = static_cast<std::int64_t>(t.grids.size())};
    for (const territory::Area* grid : t.grids) {
      TRY(change, set_seat(slot_of(all, grid->id, c.seat, t.wanted.department), t.wanted, c.from, law("dates")));
      if (change.nothing()) {
        ++out.unchanged;
        continue;
      }
      GridActs acts{.grid = grid->id, .ended = change.ended};
      if (change.begins) acts.begun.push_back({unit.make<SeatId>(), grid->id, c.seat, t.wanted.department, t.wanted.post, t.wanted.org_unit, c.from, {}});
      out.begun += static_cast<std::int64_t>(acts.begun.size());
      out.ended += static_cast<std::int64_t>(acts.ended.size());
      TRY_DO(apply(call.house, unit, acts, c.reason, t.ground.setup.definition->name()));
    }
    return out;
  });
}

base::Result<SeatsResult> end(Call& call, std::int64_t, const EndSeat& c) {
  struct Asked { Ground ground{}; std::vector<const territory::Area*> grids{}; base::PostId through{}; };
  TRY(asked, call.house.store.read([&](store::Session& s) -> base::Result<Asked> {
    TRY(g, ground(call, s));
    TRY(grids, targets(g, c.area_id));
    std::vector<base::OrgUnitId> lines;
    if (const Department* d = g.setup->department(c.department); c.seat == SeatKind::contact && d != nullptr)
      if (const people::OrgUnit* unit = g.units->by_code(d->unit)) lines.push_back(unit->id);
    TRY(through, people::may(call.principal, action_of(c.seat), people::scope_of(*g.tree, "grid", c.area_id.value, c.area_id, lines)));
    return Asked{g, std::move(grids), through};
  }));
  return write(call, asked.through, c.client_ref, false, [&](store::Unit& unit) -> base::Result<SeatsResult> {
    const auto all = seats_ever(unit, unit.district(), ids_of(asked.grids));
    SeatsResult out{.grids = static_cast<std::int64_t>(asked.grids.size())};
    for (const territory::Area* grid : asked.grids) {
      const Change change = end_seats(slot_of(all, grid->id, c.seat, c.seat == SeatKind::contact ? c.department : std::string{}), c.post_id, c.org_unit_id, c.to);
      if (change.nothing()) {
        ++out.unchanged;
        continue;
      }
      out.ended += static_cast<std::int64_t>(change.ended.size());
      TRY_DO(apply(call.house, unit, {.grid = grid->id, .ended = change.ended}, c.reason, asked.ground.setup.definition->name()));
    }
    if (out.ended == 0) return base::refuse("grids.nothing_to_end", law("dates"), "grids.look_again");
    return out;
  });
}

base::Result<ShownPhone> show_phone(Call& call, std::int64_t id, const ShowPhone& c) {
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    const territory::Area* grid = grid_at(*g.tree, id);
    if (grid == nullptr) return base::fail(base::ErrorCode::not_found, "grids.no_such_grid");
    TRY(post, people::may(call.principal, unmask_action, people::scope_of(*g.tree, "grid", id, grid->id)));
    bool sits = false;                       // only of those who serve this grid today
    for (const auto& [of, who] : holders_on(s, call.district(), g.today, {grid->id}))
      sits = sits || std::any_of(who.begin(), who.end(), [&](const SeatHolder& h) { return h.person_id == c.person_id; });
    if (!sits) return base::fail(base::ErrorCode::not_found, "people.no_such_person");
    return post;
  }));
  return call.house.store.write(call.work(through), [&](store::Unit& unit) -> base::Result<ShownPhone> {
    const auto phone = phone_of(unit, unit.district(), c.person_id);
    if (!phone) return base::refuse("grids.no_phone", law("unmasking"), "grids.ask_for_the_phone");
    TRY(event, registry::record(call.house, unit, {.kind = "person.unmasked", .subject = {"person", c.person_id.value},
                                                   .body = described::to_json(PhoneShown{{id}, c.reason}), .area = {id}}));
    static_cast<void>(event);
    return ShownPhone{phone->reveal()};
  });
}

}  // namespace grids
