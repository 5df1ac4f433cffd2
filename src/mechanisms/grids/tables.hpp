// All SQL of grids: its seats, and who holds their posts and what waits on their grids, read from people's and records' tables.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mechanisms/grids/model.hpp"
#include "store/session.hpp"

namespace grids {

using Grids = std::vector<base::AreaId>;   // empty: all of the district

[[nodiscard]] std::vector<SeatRow> seats_on(store::Session&, base::DistrictId, base::CivilDate day, const Grids&);
[[nodiscard]] std::vector<SeatRow> seats_ever(store::Session&, base::DistrictId, const Grids&);
// Holders and acting deputies of the posts that sit on these grids on the day, in one statement.
[[nodiscard]] std::map<base::PostId, std::vector<SeatHolder>> holders_on(store::Session&, base::DistrictId, base::CivilDate day, const Grids&);
[[nodiscard]] std::map<base::AreaId, std::int64_t> open_matters(store::Session&, base::DistrictId, const Grids&);
[[nodiscard]] std::optional<base::Phone> phone_of(store::Session&, base::DistrictId, base::PersonId);
void insert_seat(store::Unit&, const SeatRow&);
void end_seat(store::Unit&, SeatId, base::CivilDate to);

[[nodiscard]] std::int64_t count_seats(store::Session&, base::DistrictId, base::CivilDate day, SeatKind, bool grids_only);   // for figures

}  // namespace grids
