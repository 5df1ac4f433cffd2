#include "mechanisms/grids/day.hpp"

#include <algorithm>

namespace grids {

base::Result<Ground> ground(registry::Call& call, store::Session& s) {
  Ground out;
  out.tree = call.house.areas.today(s, call.moment);
  out.today = out.tree->day();
  out.units = call.house.people.units(s, call.district(), out.today);
  TRY(setup, call.house.book.in_force_as<Setup>(&parse_setup, s, call.district(), "grids/all_purpose", out.today));
  out.setup = setup;
  return out;
}

std::vector<const territory::Area*> grids_in(const territory::Tree& tree, base::AreaId area) {
  std::vector<const territory::Area*> out;
  for (const base::AreaId id : tree.below(area))
    if (const territory::Area* one = tree.find(id); one != nullptr && one->kind == territory::AreaKind::grid) out.push_back(one);
  std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->code < b->code; });
  return out;
}

const territory::Area* grid_at(const territory::Tree& tree, std::int64_t id) {
  const territory::Area* area = tree.find(base::AreaId{id});
  return area != nullptr && area->kind == territory::AreaKind::grid ? area : nullptr;
}

Day::Day(registry::Call& call, store::Session& s, Ground g, const std::vector<const territory::Area*>& grids) : ground_(std::move(g)) {
  if (grids.empty()) return;
  Grids ids;
  for (const territory::Area* grid : grids) ids.push_back(grid->id);
  seats_ = seats_on(s, call.district(), ground_.today, ids);
  holders_ = holders_on(s, call.district(), ground_.today, ids);
  const auto open = open_matters(s, call.district(), ids);
  std::map<base::AreaId, std::size_t> index;
  for (const territory::Area* grid : grids) {
    index[grid->id] = days_.size();
    const auto it = open.find(grid->id);
    days_.push_back({.grid = grid, .open = it == open.end() ? 0 : it->second});
  }
  for (const SeatRow& seat : seats_) {
    const auto it = index.find(seat.grid_id);
    if (it == index.end()) continue;
    GridDay& day = days_[it->second];
    switch (seat.seat) {
      case SeatKind::contact: day.contacts.push_back(&seat); break;
      case SeatKind::leader: day.leader = &seat; break;
      case SeatKind::worker: day.workers.push_back(&seat); break;
      case SeatKind::party: day.party.push_back(&seat); break;
    }
  }
  for (const GridDay& day : days_) {
    if (day.leader != nullptr)
      if (const base::PersonId who = holder_of(*day.leader)) led_[who].push_back(day.grid->id);
    std::vector<base::PersonId> at_work;
    for (const SeatRow* seat : day.workers)
      if (const base::PersonId who = holder_of(*seat)) at_work.push_back(who);
    for (const base::PersonId who : at_work) {  // workers of one grid share it evenly
      const auto n = static_cast<std::int64_t>(at_work.size());
      work_[who].households += (day.grid->households + n - 1) / n;
      work_[who].open += (day.open + n - 1) / n;
    }
  }
}

const std::vector<SeatHolder>& Day::holders(const SeatRow& seat) const {
  static const std::vector<SeatHolder> nobody;
  if (!seat.post_id) return nobody;
  const auto it = holders_.find(*seat.post_id);
  return it == holders_.end() ? nobody : it->second;
}

base::PersonId Day::holder_of(const SeatRow& seat) const {
  for (const SeatHolder& h : holders(seat))
    if (!h.deputy) return h.person_id;
  return {};
}

bool Day::filled(const SeatRow* seat) const { return seat != nullptr && (seat->seat == SeatKind::party || !holders(*seat).empty()); }

SeatView Day::view(const SeatRow* seat, SeatKind kind, const Department* department) const {
  SeatView out{.seat = kind};
  if (department != nullptr) {
    out.department = department->code;
    out.name_zh = department->name_zh;
    out.name_en = department->name_en;
  }
  if (seat == nullptr) {
    out.state = "unset";
    return out;
  }
  out.id = seat->id;
  out.post_id = seat->post_id;
  if (seat->post_id)
    if (const people::Post* post = ground_.units->post(*seat->post_id)) out.post_name = post->name;
  out.org_unit_id = seat->org_unit_id;
  out.org_unit_name = ground_.units->name(seat->org_unit_id);
  out.holders = holders(*seat);
  out.state = filled(seat) ? "filled" : "vacant";
  out.from = seat->valid_from;
  out.to = seat->valid_to;
  return out;
}

std::int64_t Day::contacts_filled(const GridDay& day) const {
  std::int64_t n = 0;
  for (const Department& d : ground_.setup->departments)
    for (const SeatRow* seat : day.contacts)
      if (seat->department == d.code && filled(seat)) ++n;
  return n;
}

std::vector<std::string> Day::lacks(const GridDay& day) const {
  std::vector<std::string> out;
  if (contacts_filled(day) < static_cast<std::int64_t>(ground_.setup->departments.size())) out.emplace_back("contact");
  if (!filled(day.leader)) out.emplace_back("leader");
  if (std::none_of(day.workers.begin(), day.workers.end(), [&](const SeatRow* s) { return filled(s); })) out.emplace_back("worker");
  if (day.party.empty()) out.emplace_back("party");
  return out;
}

std::vector<LoadView> Day::loads(const GridDay& day) const {
  std::vector<LoadView> out;
  const Bands& bands = ground_.setup->bands;
  if (day.leader != nullptr) {
    const auto n = static_cast<std::int64_t>(led_with(day).size());
    if (n > bands.leader_grids_max) out.push_back({"leader_grids", names({day.leader}).at(0), n, bands.leader_grids_max});
  }
  for (const SeatRow* seat : day.workers) {
    const base::PersonId who = holder_of(*seat);
    const auto it = work_.find(who);
    if (!who || it == work_.end()) continue;
    const std::string name = names({seat}).at(0);
    if (it->second.households > bands.worker_households_max) out.push_back({"worker_households", name, it->second.households, bands.worker_households_max});
    if (it->second.open > bands.worker_open_max) out.push_back({"worker_open", name, it->second.open, bands.worker_open_max});
  }
  return out;
}

std::vector<base::AreaId> Day::led_with(const GridDay& day) const {
  if (day.leader == nullptr) return {};
  const auto it = led_.find(holder_of(*day.leader));
  return it == led_.end() ? std::vector<base::AreaId>{} : it->second;
}

std::vector<std::string> Day::names(const std::vector<const SeatRow*>& seats) const {
  std::vector<std::string> out;
  for (const SeatRow* seat : seats) {
    if (seat->seat == SeatKind::party) out.push_back(ground_.units->name(seat->org_unit_id));
    else if (const auto& who = holders(*seat); !who.empty()) out.push_back(who.front().name);
  }
  return out;
}

}  // namespace grids
