// What divisions takes in and shows.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "territory/territory.hpp"

namespace divisions {

struct AreaView {
  base::AreaId id{};
  std::optional<base::AreaId> parent_id{};
  territory::AreaKind kind{};
  std::string code{}, name{}, name_en{};
  std::optional<std::string> grade{};      // own, or the nearest above
  std::int64_t households{};
  std::optional<double> centre_lon{}, centre_lat{};
  std::int64_t square_metres{};
  bool has_shape{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  std::int64_t version{};
};

struct AreaVersionView {                   // one line of an area's history
  std::int64_t version{};
  std::optional<base::AreaId> parent_id{};
  std::string code{}, name{}, name_en{}, grade{};
  std::int64_t households{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};

struct AddArea {
  base::AreaId parent_id{};
  territory::AreaKind kind{};
  std::string code{}, name{}, name_en{}, grade{};
  std::int64_t households{};
  described::Json shape{};                 // rings of [longitude, latitude] (WGS-84), or null
  base::CivilDate valid_from{};
  std::string client_ref{};
};

struct ChangeArea {                        // what is set changes, the rest stays
  base::CivilDate from{};
  std::optional<std::string> code{}, name{}, name_en{}, grade{};
  std::optional<std::int64_t> households{};
  std::optional<base::AreaId> parent_id{};
  std::optional<described::Json> shape{};
  std::string reason{};
  std::optional<std::int64_t> if_version{};
  std::string client_ref{};
};

struct CloseArea {
  base::CivilDate from{};
  std::vector<base::AreaId> successors{};
  std::string reason{};
  std::optional<std::int64_t> if_version{};
  std::string client_ref{};
};

}  // namespace divisions

DESCRIBED(divisions::AreaView)
DESCRIBED(divisions::AreaVersionView)
DESCRIBED(divisions::AddArea)
DESCRIBED(divisions::ChangeArea)
DESCRIBED(divisions::CloseArea)
