#include "mechanisms/grids/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace grids {

const Department* Setup::department(std::string_view code) const {
  const auto it = std::find_if(departments.begin(), departments.end(), [&](const Department& d) { return d.code == code; });
  return it == departments.end() ? nullptr : &*it;
}

base::Result<Setup> parse_setup(const definitions::Doc& body) {
  definitions::Faults faults;
  Setup out;
  const auto seats = body.at("seats");
  out.contact_kinds = seats.need_texts("contact_kinds", faults);
  out.leader_kinds = seats.need_texts("leader_kinds", faults);
  out.worker_kinds = seats.need_texts("worker_kinds", faults);
  out.committee_kinds = seats.need_texts("committee_kinds", faults);
  const auto bands = body.at("bands");
  out.bands.leader_grids_max = bands.need_integer("leader_grids_max", faults, 1, 100);
  out.bands.worker_households_max = bands.need_integer("worker_households_max", faults, 1, 100'000);
  out.bands.worker_open_max = bands.need_integer("worker_open_max", faults, 1, 10'000);
  for (const auto& d : body.need_list("department", faults)) {
    Department one{.code = d.need_text("code", faults), .name_zh = d.need_text("name_zh", faults), .name_en = d.need_text("name_en", faults),
                   .unit = d.text_or("unit", "", faults)};
    for (const auto& item : d.need_list("item", faults)) one.items.push_back({item.need_text("zh", faults), item.need_text("en", faults)});
    if (out.department(one.code) != nullptr) d.fault(faults, "grids.department_twice", {{"code", one.code}});
    out.departments.push_back(std::move(one));
  }
  if (out.departments.empty()) body.fault(faults, "grids.no_departments");
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

bool holds(const SeatRow& s, base::CivilDate day) { return s.valid_from <= day && (!s.valid_to || day < *s.valid_to); }
bool one_at_a_time(SeatKind kind) { return kind == SeatKind::contact || kind == SeatKind::leader; }

namespace {

bool void_seat(const SeatRow& s) { return s.valid_to && *s.valid_to <= s.valid_from; }
bool same(const SeatRow& s, const Wanted& w) { return s.post_id == w.post && s.org_unit_id == w.org_unit; }

}  // namespace

base::Result<Change> set_seat(const std::vector<SeatRow>& slot, const Wanted& wanted, base::CivilDate from, const base::RuleRef& rule) {
  Change out{.begins = true};
  for (const SeatRow& s : slot) {
    if (void_seat(s) || (s.valid_to && *s.valid_to <= from)) continue;
    const bool same_one = same(s, wanted);
    if (!one_at_a_time(wanted.seat) && !same_one) continue;
    if (s.valid_from > from || (same_one && s.valid_to)) return base::refuse("grids.later_seat", rule, "grids.end_the_later_first");
    if (same_one) out.begins = false;
    else out.ended.push_back({s.id, from});
  }
  return out;
}

Change end_seats(const std::vector<SeatRow>& slot, const std::optional<base::PostId>& post, const std::optional<base::OrgUnitId>& org_unit,
                 base::CivilDate to) {
  Change out;
  for (const SeatRow& s : slot) {
    if (void_seat(s) || (s.valid_to && *s.valid_to <= to)) continue;
    if ((post && s.post_id != *post) || (org_unit && s.org_unit_id != *org_unit)) continue;
    out.ended.push_back({s.id, std::max(to, s.valid_from)});
  }
  return out;
}

std::string overlaps(const std::vector<SeatRow>& seats) {
  for (std::size_t i = 0; i < seats.size(); ++i)
    for (std::size_t j = i + 1; j < seats.size(); ++j) {
      const SeatRow &a = seats[i], &b = seats[j];
      if (a.grid_id != b.grid_id || a.seat != b.seat || a.department != b.department || void_seat(a) || void_seat(b)) continue;
      if (!one_at_a_time(a.seat) && (a.post_id != b.post_id || a.org_unit_id != b.org_unit_id)) continue;
      if ((!a.valid_to || b.valid_from < *a.valid_to) && (!b.valid_to || a.valid_from < *b.valid_to))
        return fmt::format("seats {} and {} of grid {} hold at one time", a.id.value, b.id.value, a.grid_id.value);
    }
  return {};
}

std::string leader_fault(const Setup& setup, base::AreaId community, const std::vector<LeaderPost>& held) {
  const auto in_committees = [&](const LeaderPost& p) {
    return p.unit_area == community && std::find(setup.committee_kinds.begin(), setup.committee_kinds.end(), p.kind) != setup.committee_kinds.end();
  };
  if (!std::any_of(held.begin(), held.end(), in_committees)) return "grids.leader_not_in_committees";
  if (!std::any_of(held.begin(), held.end(), [](const LeaderPost& p) { return p.in_party_tree; })) return "grids.leader_not_party";
  return {};
}

}  // namespace grids
