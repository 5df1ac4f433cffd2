// All SQL of definitions.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "definitions/model.hpp"
#include "store/session.hpp"

namespace definitions {

[[nodiscard]] std::vector<DefinitionRow> published_rows(store::Session&, base::DistrictId);          // by code, version
[[nodiscard]] std::int64_t newest_stamp(store::Session&, base::DistrictId);                          // 0: no row
[[nodiscard]] std::vector<DefinitionRow> all_rows(store::Session&, base::DistrictId);                // without bodies
[[nodiscard]] std::vector<DefinitionRow> rows_of(store::Session&, base::DistrictId, std::string_view code);  // newest version first
[[nodiscard]] std::optional<DefinitionRow> row_of(store::Session&, base::DistrictId, std::string_view code, std::int64_t version);
[[nodiscard]] std::optional<DefinitionRow> row_by_id(store::Session&, base::DistrictId, DefinitionId);
[[nodiscard]] std::optional<DefinitionRow> draft_of(store::Session&, base::DistrictId, std::string_view code);
void insert_row(store::Unit&, const DefinitionRow&);
void update_row(store::Unit&, const DefinitionRow&);  // of a draft: all but its key and code
void delete_draft(store::Unit&, DefinitionId);

}  // namespace definitions
