// The address and building register 地址与楼宇登记: residential estates 小区院落, buildings 楼宇, lanes 街巷, business areas 商圈市场. Places
// stand in areas and are no areas themselves: a lane may run along two grids, an estate is not re-divided with them. Households are
// numbers; nobody who lives there is in here. Every change is an event, so a place's past can be told. Callers have authorised already.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/list.hpp"
#include "territory/recorder.hpp"
#include "territory/territory.hpp"

namespace territory {

struct PlaceTag;
using PlaceId = base::Id<PlaceTag>;

enum class PlaceKind : std::uint8_t { estate, building, lane, business_area };
enum class OwnersCommittee : std::uint8_t { unknown, yes, no };

struct Place {                            // as the register has it now
  PlaceId id{};
  std::int64_t version{};
  PlaceKind kind{};
  std::string code{}, name{};
  std::string address{};                  // 门牌 or a description of where it is
  base::AreaId area{};                    // the grid or community it stands in
  std::optional<base::AreaId> grid{}, community{}, subdistrict{};
  std::optional<PlaceId> within{};        // a building's estate
  std::int64_t households{};
  std::int64_t floors{};                  // of a building; 0: not known or none
  std::string property_company{};         // of an estate, building or business area; empty: none
  OwnersCommittee owners_committee{};     // of an estate: whether one stands
  std::int64_t lon_e7{}, lat_e7{};        // 0, 0: not set
  std::string source{};                   // "example", "desk", "import"
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};

struct PlaceFields {                      // what somebody says about a place
  PlaceKind kind{};
  std::string code{}, name{}, address{};
  base::AreaId area{};
  PlaceId within{};
  std::int64_t households{}, floors{};
  std::string property_company{};
  OwnersCommittee owners_committee{};
  std::optional<double> lon{}, lat{};
  base::CivilDate valid_from{};
  std::string source{};
};
struct PlaceChange {                      // what is set changes, the rest stays
  std::optional<std::string> code{}, name{}, address{}, property_company{};
  std::optional<base::AreaId> area{};
  std::optional<PlaceId> within{};        // 0: no longer within an estate
  std::optional<std::int64_t> households{}, floors{};
  std::optional<OwnersCommittee> owners_committee{};
  std::optional<double> lon{}, lat{};
};

// All that is wrong with it at once, by field. Pure.
[[nodiscard]] base::Done check_place(const PlaceFields&);

// `tree` is today's. Refusals: code taken, area not there or too high, not in an estate of the same community, already closed,
// stale (if_version), buildings still there.
[[nodiscard]] base::Result<PlaceId> create_place(store::Unit&, const Recorder&, const Tree&, const PlaceFields&);
[[nodiscard]] base::Done change_place(store::Unit&, const Recorder&, const Tree&, PlaceId, const PlaceChange&, std::optional<std::int64_t> if_version);
[[nodiscard]] base::Done close_place(store::Unit&, const Recorder&, PlaceId, base::CivilDate to, const std::string& reason,
                                     std::optional<std::int64_t> if_version);

[[nodiscard]] std::optional<Place> place(store::Session&, base::DistrictId, PlaceId);
[[nodiscard]] std::optional<Place> place_by_code(store::Session&, base::DistrictId, PlaceKind, std::string_view code);
[[nodiscard]] std::vector<Place> places_by_ids(store::Session&, base::DistrictId, const std::vector<PlaceId>&);  // one statement
[[nodiscard]] const store::ListSpec& places_list();   // of Place; arguments: district, today

// The pinyin initials of places that came in before there were any: at most `limit`; how many it were.
std::int64_t key_places(store::Unit&, int limit);

struct PlaceSums { std::int64_t estates{}, with_committee{}, managed{}, buildings{}, building_households{}, lanes{}, business_areas{}; };
[[nodiscard]] PlaceSums place_sums(store::Session&, base::DistrictId, base::CivilDate today);
[[nodiscard]] std::int64_t buildings_within(store::Session&, base::DistrictId, PlaceId, base::CivilDate today);

struct PlacePast {                        // one line of a place's history
  base::Instant at{};
  std::string kind{};                     // place.created, place.changed, place.closed
  Place place{};
  std::string reason{};
};
[[nodiscard]] std::vector<PlacePast> place_history(store::Session&, base::DistrictId, PlaceId);   // oldest first
[[nodiscard]] std::string places_fold(store::Session&, base::DistrictId, PlaceId);                // 0: all; empty: as their events say

}  // namespace territory

DESCRIBED_ENUM(territory::PlaceKind)
DESCRIBED_ENUM(territory::OwnersCommittee)
