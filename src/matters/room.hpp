// What the room hands to the registry.
#pragma once
#include <string>
#include <vector>

#include "registry/room.hpp"

namespace matters {

[[nodiscard]] std::vector<registry::Route> routes();
void check_definitions(std::vector<registry::DefinitionCheck>&);
[[nodiscard]] std::vector<registry::DemoStep> demo_steps();
// The projection of every matter (or of one) equals the fold of its events; no serial is missing.
[[nodiscard]] std::string check_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_serials(registry::House&, store::Session&, base::DistrictId, const base::Subject&);

}  // namespace matters
