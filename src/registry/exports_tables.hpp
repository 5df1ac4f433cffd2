// All SQL of exports.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "store/session.hpp"

namespace registry {

void put_export_part(store::Unit&, base::JobId, std::int64_t part, std::string_view body);
[[nodiscard]] std::vector<std::string> export_parts(store::Session&, base::DistrictId, base::JobId);   // in order
void drop_exports_before(store::Unit&, base::Instant);

}  // namespace registry
