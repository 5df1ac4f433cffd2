// One grid's seats changed inside the caller's unit: rows and one event for the grid. Callers have locked, authorised and asked the laws.
#pragma once
#include <string>
#include <vector>

#include "mechanisms/grids/rules.hpp"
#include "registry/call.hpp"
#include "store/session.hpp"

namespace grids {

inline constexpr int lock_floor = 11;
[[nodiscard]] base::Subject seats_subject();   // what every change of seats locks

struct GridActs { base::AreaId grid{}; std::vector<SeatRow> begun{}; std::vector<SeatEnded> ended{}; };
[[nodiscard]] base::Done apply(registry::House&, store::Unit&, const GridActs&, const std::string& reason, const std::string& definition);

}  // namespace grids
