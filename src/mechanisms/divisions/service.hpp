// Areas to read and to change. Reading is memory (territory's Atlas); changing is one unit.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "mechanisms/divisions/model.hpp"
#include "registry/call.hpp"

namespace divisions {

inline constexpr std::string_view read_action = "division.read";
inline constexpr std::string_view edit_action = "division.edit";

[[nodiscard]] base::Result<std::vector<AreaView>> list(registry::Call&);
[[nodiscard]] base::Result<AreaView> one(registry::Call&, std::int64_t id);
[[nodiscard]] base::Result<std::vector<AreaVersionView>> history(registry::Call&, std::int64_t id);
[[nodiscard]] base::Result<AreaView> locate(registry::Call&, double lon, double lat);
// GeoJSON FeatureCollection of the nearest areas below `under` that have a shape (0: below the district).
[[nodiscard]] base::Result<std::string> geometry(registry::Call&, base::AreaId under);

[[nodiscard]] base::Result<AreaView> add(registry::Call&, std::int64_t, const AddArea&);
[[nodiscard]] base::Result<AreaView> change(registry::Call&, std::int64_t id, const ChangeArea&);
[[nodiscard]] base::Result<AreaView> close(registry::Call&, std::int64_t id, const CloseArea&);

[[nodiscard]] AreaView view_of(const territory::Tree&, const territory::Area&);

}  // namespace divisions
