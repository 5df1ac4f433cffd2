#include "mechanisms/grids/invariants.hpp"

#include <fmt/format.h>

#include <map>

#include "mechanisms/grids/rules.hpp"
#include "mechanisms/grids/tables.hpp"
#include "store/journal.hpp"

namespace grids {
namespace {

bool about(const base::Subject& subject) { return subject.id == 0 || subject.kind == "grid"; }
Grids asked(const base::Subject& subject) { return subject.id == 0 ? Grids{} : Grids{base::AreaId{subject.id}}; }

std::map<base::AreaId, std::vector<SeatRow>> by_grid(std::vector<SeatRow> all) {
  std::map<base::AreaId, std::vector<SeatRow>> out;
  for (SeatRow& row : all) out[row.grid_id].push_back(std::move(row));
  return out;
}

std::string fold_one(store::Session& s, base::DistrictId district, base::AreaId grid, const std::vector<SeatRow>& rows) {
  std::map<SeatId, SeatRow> folded;
  for (const store::Event& e : store::events_of(s, district, {"grid", grid.value})) {
    const auto body = e.kind == "grid.seats_changed" ? described::parse<SeatsChanged>(e.body) : base::Result<SeatsChanged>{SeatsChanged{}};
    if (!body) return fmt::format("an event of grid {} cannot be read", grid.value);
    for (const SeatBegun& b : body->begun) folded[b.id] = {b.id, grid, b.seat, b.department, b.post, b.org_unit, b.from, {}};
    for (const SeatEnded& ended : body->ended) folded[ended.id].valid_to = ended.to;
  }
  for (const SeatRow& row : rows) {
    const auto it = folded.find(row.id);
    if (it == folded.end() || described::to_json(it->second) != described::to_json(row)) return fmt::format("seat {} of grid {} is not what its events say", row.id.value, grid.value);
  }
  return folded.size() == rows.size() ? std::string{} : fmt::format("grid {} has {} seats and events of {}", grid.value, rows.size(), folded.size());
}

}  // namespace

std::string never_overlap(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (!about(subject)) return {};
  for (const auto& [grid, rows] : by_grid(seats_ever(s, district, asked(subject))))
    if (std::string fault = overlaps(rows); !fault.empty()) return fault;
  return {};
}

std::string fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (!about(subject)) return {};
  for (const auto& [grid, rows] : by_grid(seats_ever(s, district, asked(subject))))
    if (std::string fault = fold_one(s, district, grid, rows); !fault.empty()) return fault;
  return {};
}

}  // namespace grids
