// The bodies of territory's events: what the journal keeps of a change. Nothing personal in here.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "territory/territory.hpp"

namespace territory {

struct AreaVersioned {          // "area.created", "area.changed": the version that begins
  AreaVersionId version{};
  AreaKind kind{};
  base::AreaId parent{};
  std::string code{}, name{}, name_en{}, grade{};
  std::int64_t households{};
  std::string shape{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  std::string source{};
  std::string reason{};
};
struct AreaClosed {             // "area.closed"
  base::CivilDate from{};
  std::vector<base::AreaId> successors{};
  std::string reason{};
};

}  // namespace territory

DESCRIBED(territory::AreaVersioned)
DESCRIBED(territory::AreaClosed)
