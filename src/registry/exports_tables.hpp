// All SQL of exports.
#pragma once
#include <functional>
#include <string_view>

#include "base/ids.hpp"
#include "store/session.hpp"

namespace registry {

void put_export_part(store::Unit&, base::JobId, std::int64_t part, std::string_view body);
// In order, from this part on.
void export_parts(store::Session&, base::DistrictId, base::JobId, std::int64_t from, std::int64_t limit, const std::function<void(std::string_view body)>& each);
void drop_exports_before(store::Unit&, base::Instant);

}  // namespace registry
