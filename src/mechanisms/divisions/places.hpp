// The register of estates, buildings, lanes and business areas as the room takes it in and shows it (territory/places.hpp keeps it).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "registry/call.hpp"
#include "registry/exports.hpp"
#include "registry/route.hpp"
#include "territory/places.hpp"

namespace divisions {

inline constexpr std::string_view place_action = "place.edit";
inline constexpr std::int64_t place_file_bytes_max = 8 * 1024 * 1024;
inline constexpr std::int64_t place_file_rows_max = 20'000;

struct PlaceView {
  territory::PlaceId id{};
  territory::PlaceKind kind{};
  std::string code{}, name{}, address{};
  base::AreaId area_id{};
  std::string area_name{};                          // with its community
  std::optional<base::AreaId> community_id{}, subdistrict_id{};
  std::optional<territory::PlaceId> within_id{};
  std::optional<std::string> within_name{};
  std::int64_t households{}, floors{};
  std::string property_company{};
  territory::OwnersCommittee owners_committee{};
  std::optional<double> lon{}, lat{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  bool may_edit{};                                  // the asker, here
  std::int64_t version{};
};
struct PlacePastView { base::Instant at{}; std::string kind{}; std::string name{}, code{}; std::int64_t households{}, floors{}; std::string property_company{}, reason{}; };

struct AddPlace {
  territory::PlaceKind kind{};
  std::string code{}, name{}, address{};
  base::AreaId area_id{};
  std::optional<territory::PlaceId> within_id{};
  std::int64_t households{}, floors{};
  std::string property_company{};
  std::optional<territory::OwnersCommittee> owners_committee{};
  std::optional<double> lon{}, lat{};
  std::optional<base::CivilDate> valid_from{};      // absent: today
  std::string client_ref{};
};
struct ChangePlace {                                // what is set changes, the rest stays
  std::optional<std::string> code{}, name{}, address{}, property_company{};
  std::optional<base::AreaId> area_id{};
  std::optional<territory::PlaceId> within_id{};
  std::optional<std::int64_t> households{}, floors{};
  std::optional<territory::OwnersCommittee> owners_committee{};
  std::optional<double> lon{}, lat{};
  std::optional<std::int64_t> if_version{};
  std::string client_ref{};
};
struct ClosePlace {
  base::CivilDate to{};
  std::string reason{};
  std::optional<std::int64_t> if_version{};
  std::string client_ref{};
};

struct PlaceFault { std::int64_t line{}; std::string column{}, reason{}; base::Params params{}; };
struct PlacesBrought {                              // of a file: what was, or would be, written
  bool dry_run{};
  std::int64_t rows{}, added{}, changed{}, same{};
  std::vector<PlaceFault> faults{};                 // any: nothing was written
};
struct PlaceCount { std::int64_t count{}; };

template <class T>
struct PlacePage { std::vector<T> items{}; std::string next{}; std::int64_t total_at_least{}; };
[[nodiscard]] base::Result<PlacePage<PlaceView>> places(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<PlaceCount> count_places(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<PlaceView> one_place(registry::Call&, std::int64_t id);
[[nodiscard]] base::Result<std::vector<PlacePastView>> place_past(registry::Call&, std::int64_t id);
[[nodiscard]] base::Result<PlaceView> add_place(registry::Call&, std::int64_t, const AddPlace&);
[[nodiscard]] base::Result<PlaceView> change_place(registry::Call&, std::int64_t id, const ChangePlace&);
[[nodiscard]] base::Result<PlaceView> close_place(registry::Call&, std::int64_t id, const ClosePlace&);

// CSV or XLSX with headings; rows of known codes are changed, others added. Faults by row before anything is written.
[[nodiscard]] base::Result<PlacesBrought> bring_places(registry::Call&, std::string_view bytes, bool dry_run);
[[nodiscard]] const registry::ExportList& places_export();
[[nodiscard]] std::vector<registry::Route> place_routes();

}  // namespace divisions

DESCRIBED(divisions::PlaceView)
DESCRIBED(divisions::PlacePastView)
DESCRIBED(divisions::AddPlace)
DESCRIBED(divisions::ChangePlace)
DESCRIBED(divisions::ClosePlace)
DESCRIBED(divisions::PlaceFault)
DESCRIBED(divisions::PlacesBrought)
DESCRIBED(divisions::PlaceCount)
