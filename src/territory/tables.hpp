// All SQL of territory/.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "territory/changes.hpp"

namespace territory {

struct AreaRow {            // an area with one of its versions
  base::AreaId area_id{};
  AreaVersionId id{};
  AreaKind kind{};
  base::AreaId parent_id{};
  std::string code{}, name{}, name_en{}, grade{};
  std::int64_t households{};
  std::string shape{};
  std::int64_t centre_lon_e7{}, centre_lat_e7{}, square_metres{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};

[[nodiscard]] std::int64_t revision(store::Session&, base::DistrictId);
void raise_revision(store::Unit&);
[[nodiscard]] std::vector<AreaRow> all_rows(store::Session&, base::DistrictId);                       // every version
[[nodiscard]] std::vector<AreaRow> rows_of(store::Session&, base::DistrictId, base::AreaId);          // oldest first
[[nodiscard]] std::optional<base::AreaId> other_with_code(store::Session&, base::DistrictId, std::string_view code, base::AreaId but,
                                                          base::CivilDate from, std::optional<base::CivilDate> to);
[[nodiscard]] bool has_children_after(store::Session&, base::DistrictId, base::AreaId, base::CivilDate day);
void insert_area(store::Unit&, base::AreaId, AreaKind, std::string_view source);
void insert_version(store::Unit&, const AreaRow&, std::string_view reason);
void end_version(store::Unit&, AreaVersionId, base::CivilDate to);
void insert_lineage(store::Unit&, base::AreaId from, base::AreaId to, base::CivilDate on);

}  // namespace territory

DESCRIBED(territory::AreaRow)
