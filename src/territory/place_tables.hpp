// All SQL of the register of places.
#pragma once
#include <vector>

#include "territory/places.hpp"

namespace territory {

struct PlaceRow {            // also the body of its events: nothing personal in it
  PlaceId id{};
  std::int64_t version{};
  PlaceKind kind{};
  std::string code{}, name{}, address{};
  base::AreaId area_id{};
  std::optional<base::AreaId> grid_id{}, community_id{}, subdistrict_id{};
  std::optional<PlaceId> within_id{};
  std::int64_t households{}, floors{};
  std::string property_company{};
  OwnersCommittee owners_committee{};
  std::int64_t lon_e7{}, lat_e7{};
  std::string source{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  bool operator==(const PlaceRow&) const = default;
};

void insert_place(store::Unit&, const PlaceRow&);
void update_place(store::Unit&, const PlaceRow&);
[[nodiscard]] std::optional<PlaceRow> place_row(store::Session&, base::DistrictId, PlaceId);
[[nodiscard]] std::optional<PlaceRow> place_row_by_code(store::Session&, base::DistrictId, PlaceKind, std::string_view code);
[[nodiscard]] std::vector<PlaceRow> place_rows(store::Session&, base::DistrictId, const std::vector<PlaceId>&);
[[nodiscard]] std::vector<PlaceRow> all_place_rows(store::Session&, base::DistrictId);
[[nodiscard]] bool has_places_within(store::Session&, base::DistrictId, PlaceId, base::CivilDate day);

}  // namespace territory

DESCRIBED(territory::PlaceRow)
