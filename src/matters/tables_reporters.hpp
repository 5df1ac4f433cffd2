// SQL for reporters.cpp: many reporters in one statement, open matters in a box.
#pragma once
#include <vector>

#include "matters/model.hpp"
#include "store/session.hpp"

namespace matters {

struct NearRow {
  base::MatterId id{};
  std::string report_number{}, title{}, place{}, stage{};
  std::int64_t machine_version{}, lon_e7{}, lat_e7{};
  base::Instant happened_at{};
};
[[nodiscard]] std::vector<ReporterRow> reporters(store::Session&, base::DistrictId, const std::vector<base::MatterId>&);
// Newest first; at most 200.
[[nodiscard]] std::vector<NearRow> open_in_box(store::Session&, base::DistrictId, std::string_view category, base::Instant since, std::int64_t west_e7,
                                               std::int64_t east_e7, std::int64_t south_e7, std::int64_t north_e7);

}  // namespace matters

DESCRIBED(matters::NearRow)
