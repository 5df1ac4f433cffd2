#include "definitions/tables.hpp"

#include "base/assert.hpp"

namespace definitions {
namespace {

#define COLUMNS                                                                                                              \
  "district_id, id, code, version, kind, state, source, effective_from, body, body_hash, pack_version, pack_hash, based_on, note, drafter_id, " \
  "publisher_id, changed_at, revision, stamp"

const store::Statement select_published("definitions.published",
                                        "SELECT " COLUMNS " FROM definitions WHERE district_id = $1 AND state = 'published' ORDER BY code, version");
const store::Statement select_stamp("definitions.newest_stamp", "SELECT stamp FROM definitions WHERE district_id = $1 ORDER BY stamp DESC LIMIT 1");
const store::Statement select_all("definitions.all",
                                  "SELECT district_id, id, code, version, kind, state, source, effective_from, '' AS body, body_hash, pack_version, pack_hash, "
                                  "based_on, note, drafter_id, publisher_id, changed_at, revision, stamp "
                                  "FROM definitions WHERE district_id = $1 ORDER BY code, version");
const store::Statement select_code("definitions.of_code",
                                   "SELECT " COLUMNS " FROM definitions WHERE district_id = $1 AND code = $2 ORDER BY version DESC");
const store::Statement select_version("definitions.version",
                                      "SELECT " COLUMNS " FROM definitions WHERE district_id = $1 AND code = $2 AND version = $3");
const store::Statement select_id("definitions.by_id", "SELECT " COLUMNS " FROM definitions WHERE district_id = $1 AND id = $2");
const store::Statement select_draft("definitions.draft",
                                    "SELECT " COLUMNS " FROM definitions WHERE district_id = $1 AND code = $2 AND state = 'draft'");
const store::Statement insert("definitions.insert",
                              "INSERT INTO definitions (" COLUMNS
                              ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)");
const store::Statement update("definitions.update",
                              "UPDATE definitions SET version = $3, state = $4, source = $5, effective_from = $6, body = $7, body_hash = $8, "
                              "based_on = $9, note = $10, drafter_id = $11, publisher_id = $12, changed_at = $13, revision = $14, stamp = $15 "
                              "WHERE district_id = $1 AND id = $2 AND state = 'draft'");
const store::Statement remove("definitions.delete_draft", "DELETE FROM definitions WHERE district_id = $1 AND id = $2 AND state = 'draft'");

}  // namespace

std::vector<DefinitionRow> published_rows(store::Session& s, base::DistrictId d) { return s.all<DefinitionRow>(select_published, d); }
std::int64_t newest_stamp(store::Session& s, base::DistrictId d) { return s.value<std::int64_t>(select_stamp, d).value_or(0); }
std::vector<DefinitionRow> all_rows(store::Session& s, base::DistrictId d) { return s.all<DefinitionRow>(select_all, d); }
std::vector<DefinitionRow> rows_of(store::Session& s, base::DistrictId d, std::string_view code) { return s.all<DefinitionRow>(select_code, d, code); }
std::optional<DefinitionRow> row_of(store::Session& s, base::DistrictId d, std::string_view code, std::int64_t version) {
  return s.one<DefinitionRow>(select_version, d, code, version);
}
std::optional<DefinitionRow> row_by_id(store::Session& s, base::DistrictId d, DefinitionId id) { return s.one<DefinitionRow>(select_id, d, id); }
std::optional<DefinitionRow> draft_of(store::Session& s, base::DistrictId d, std::string_view code) { return s.one<DefinitionRow>(select_draft, d, code); }

void insert_row(store::Unit& unit, const DefinitionRow& row) { ASSERT(unit.insert(insert, row) == 1); }

void update_row(store::Unit& unit, const DefinitionRow& r) {
  ASSERT(unit.exec(update, r.district_id, r.id, r.version, r.state, r.source, r.effective_from, r.body, r.body_hash, r.based_on, r.note, r.drafter_id,
                   r.publisher_id, r.changed_at, r.revision, r.stamp) == 1);
}

void delete_draft(store::Unit& unit, DefinitionId id) { ASSERT(unit.exec(remove, unit.district(), id) == 1); }

}  // namespace definitions
