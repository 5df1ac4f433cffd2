// The seats of some grids as of today with everything that explains them, read in a constant number of statements.
#pragma once
#include <map>
#include <memory>
#include <vector>

#include "definitions/book.hpp"
#include "mechanisms/grids/rules.hpp"
#include "mechanisms/grids/tables.hpp"
#include "people/directory.hpp"
#include "registry/call.hpp"
#include "territory/territory.hpp"

namespace grids {

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  base::CivilDate today{};
  definitions::Parsed<Setup> setup{};
};
[[nodiscard]] base::Result<Ground> ground(registry::Call&, store::Session&);
[[nodiscard]] std::vector<const territory::Area*> grids_in(const territory::Tree&, base::AreaId area);   // itself or below, by code
[[nodiscard]] const territory::Area* grid_at(const territory::Tree&, std::int64_t id);                   // null: not a grid

struct GridDay {                            // one grid today
  const territory::Area* grid{};
  std::vector<const SeatRow*> contacts{}, workers{}, party{};
  const SeatRow* leader{};
  std::int64_t open{};
};
class Day {
 public:
  Day(registry::Call&, store::Session&, Ground, const std::vector<const territory::Area*>& grids);
  [[nodiscard]] const Ground& ground() const { return ground_; }
  [[nodiscard]] const std::vector<GridDay>& grids() const { return days_; }
  [[nodiscard]] const std::vector<SeatHolder>& holders(const SeatRow&) const;
  [[nodiscard]] bool filled(const SeatRow*) const;                       // a Party organisation, or a post with a holder
  [[nodiscard]] SeatView view(const SeatRow*, SeatKind, const Department*) const;
  [[nodiscard]] std::int64_t contacts_filled(const GridDay&) const;
  [[nodiscard]] std::vector<std::string> lacks(const GridDay&) const;    // contact, leader, worker, party
  [[nodiscard]] std::vector<LoadView> loads(const GridDay&) const;
  [[nodiscard]] std::vector<base::AreaId> led_with(const GridDay&) const;   // all grids here that this grid's leader leads
  [[nodiscard]] std::vector<std::string> names(const std::vector<const SeatRow*>&) const;

 private:
  [[nodiscard]] base::PersonId holder_of(const SeatRow&) const;
  Ground ground_;
  std::vector<SeatRow> seats_;
  std::map<base::PostId, std::vector<SeatHolder>> holders_;
  std::vector<GridDay> days_;
  std::map<base::PersonId, std::vector<base::AreaId>> led_;
  struct Work { std::int64_t households{}, open{}; };
  std::map<base::PersonId, Work> work_;
};

}  // namespace grids
