// Writing areas: every change is an event and a new dated version from an effective date; nothing is overwritten, so past matters keep
// their past grid. Dates of one area never overlap (decided under the area's lock). Callers have authorised already.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "territory/recorder.hpp"
#include "territory/territory.hpp"

namespace territory {

struct NewArea {
  base::AreaId parent{};              // 0: this is the district itself
  AreaKind kind{};
  std::string code{};
  std::string name{}, name_en{};
  std::string grade{};
  std::int64_t households{};
  std::string shape{};                // JSON rings, or empty
  base::CivilDate valid_from{};
  std::string source{};               // "official", "example" (示例), "import"
};
[[nodiscard]] base::Result<base::AreaId> create_area(store::Unit&, const Recorder&, const NewArea&);

struct AreaChange {                   // what is set changes, the rest stays
  std::optional<std::string> code{}, name{}, name_en{}, grade{}, shape{};
  std::optional<std::int64_t> households{};
  std::optional<base::AreaId> parent{};
  base::CivilDate from{};             // effective date: after the version in force began, not before a later version
  std::string reason{};
};
[[nodiscard]] base::Result<AreaVersionId> change_area(store::Unit&, const Recorder&, base::AreaId, const AreaChange&);
[[nodiscard]] base::Done close_area(store::Unit&, const Recorder&, base::AreaId, base::CivilDate from, const std::string& reason,
                                    const std::vector<base::AreaId>& successors);   // writes the lineage

struct Lineage { base::AreaId from{}, to{}; base::CivilDate on{}; };
[[nodiscard]] std::vector<Lineage> successors(store::Session&, base::DistrictId, base::AreaId);

struct Version {                      // of an area's history, oldest first
  AreaVersionId id{};
  base::AreaId area{}, parent{};
  std::string code{}, name{}, name_en{}, grade{};
  std::int64_t households{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};
[[nodiscard]] std::vector<Version> versions(store::Session&, base::DistrictId, base::AreaId);

}  // namespace territory
