// Grids as an office sees them: who serves each, what is vacant, who has too much; naming and ending seats, for one grid or for all
// below an area in one act.
#pragma once
#include <string>
#include <vector>

#include "mechanisms/grids/model.hpp"
#include "mechanisms/grids/rules.hpp"
#include "registry/call.hpp"

namespace registry { struct ExportList; }

namespace grids {

inline constexpr std::string_view read_action = "grid.read";
inline constexpr std::string_view seat_action = "grid.seat";                  // leader, workers, Party organisations
inline constexpr std::string_view contact_action = "grid.seat_contact";       // a department's contact
inline constexpr std::string_view unmask_action = "grid.unmask";
inline constexpr std::string_view export_action = "grid.export";

struct Page { std::vector<GridLine> items{}; std::string next{}; std::int64_t total{}; };

[[nodiscard]] base::Result<Page> lines(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<std::vector<CoverageLine>> coverage(registry::Call&, const base::Params& query);
[[nodiscard]] const registry::ExportList& grids_export();
[[nodiscard]] base::Result<GridView> one(registry::Call&, std::int64_t id);
[[nodiscard]] base::Result<std::vector<SeatPast>> history(registry::Call&, std::int64_t id);

[[nodiscard]] base::Result<SeatsResult> set(registry::Call&, std::int64_t, const SetSeat&);
[[nodiscard]] base::Result<SeatsResult> end(registry::Call&, std::int64_t, const EndSeat&);
[[nodiscard]] base::Result<ShownPhone> show_phone(registry::Call&, std::int64_t id, const ShowPhone&);

}  // namespace grids
