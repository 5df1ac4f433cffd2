#include "mechanisms/papers/tables.hpp"

#include "people/list_scope.hpp"
#include "store/statement.hpp"

namespace papers {
namespace {

#define PAPER_COLUMNS                                                                                                                                  \
  "district_id, id, version, kind, org_unit_id, year, serial, number, subject_kind, subject_id, area_id, title, code, template_version, layout_version, " \
  "content, content_hash, issued_at, issued_by, voided_at, void_reason"
#define TEMPLATE_COLUMNS "district_id, id, kind, version, file_name, docx, docx_hash, published_at, published_by"

const store::Statement insert_paper{"papers.insert",
    "INSERT INTO papers (" PAPER_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21)"};
const store::Statement void_paper{"papers.void",
    "UPDATE papers SET version = $3, voided_at = $4, void_reason = $5 WHERE district_id = $1 AND id = $2"};
const store::Statement highest_serial{"papers.last_serial",
    "SELECT COALESCE(max(serial), 0) FROM papers WHERE district_id = $1 AND org_unit_id = $2 AND kind = $3 AND year = $4"};
const store::Statement one_paper{"papers.one", "SELECT " PAPER_COLUMNS " FROM papers WHERE district_id = $1 AND id = $2"};
// For whoever holds a paper in hand: that it is one, of whom and when. The public face may read no other column (room.cpp).
const store::Statement one_by_code{"papers.by_code",
    "SELECT district_id, 0 AS id, 0 AS version, kind, org_unit_id, 0 AS year, 0 AS serial, number, '' AS subject_kind, 0 AS subject_id, 0 AS area_id, '' AS title,"
    " code, 0 AS template_version, 0 AS layout_version, NULL AS content, '' AS content_hash, issued_at, 0 AS issued_by, voided_at, '' AS void_reason"
    " FROM papers WHERE district_id = $1 AND code = $2"};
const store::Statement latest_paper{"papers.latest_of_kind",
    "SELECT " PAPER_COLUMNS " FROM papers WHERE district_id = $1 AND kind = $2 AND content IS NOT NULL ORDER BY id DESC LIMIT 1"};
const store::Statement every_paper{"papers.all", "SELECT " PAPER_COLUMNS " FROM papers WHERE district_id = $1 ORDER BY id"};
const store::Statement erase_old{"papers.erase",
    "UPDATE papers SET content = NULL WHERE district_id = $1 AND issued_at < $2 AND content IS NOT NULL"};
const store::Statement insert_template{"papers.insert_template",
    "INSERT INTO paper_templates (" TEMPLATE_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)"};
const store::Statement latest_template{"papers.template",
    "SELECT " TEMPLATE_COLUMNS " FROM paper_templates WHERE district_id = $1 AND kind = $2 ORDER BY version DESC LIMIT 1"};
const store::Statement exact_template{"papers.exact_template",
    "SELECT " TEMPLATE_COLUMNS " FROM paper_templates WHERE district_id = $1 AND kind = $2 AND version = $3"};
const store::Statement every_template{"papers.templates",
    "SELECT district_id, id, kind, version, file_name, '' AS docx, docx_hash, published_at, published_by FROM paper_templates t WHERE district_id = $1 "
    "AND version = (SELECT max(u.version) FROM paper_templates u WHERE u.district_id = t.district_id AND u.kind = t.kind) ORDER BY kind"};


}  // namespace

void insert(store::Unit& unit, const Paper& paper) { unit.insert(insert_paper, paper); }
void set_void(store::Unit& unit, PaperId id, std::int64_t version, const std::string& reason) {
  unit.exec(void_paper, unit.district(), id, version, unit.now(), reason);
}
std::int64_t last_serial(store::Session& s, base::DistrictId district, base::OrgUnitId org_unit, std::string_view kind, std::int64_t year) {
  return s.value<std::int64_t>(highest_serial, district, org_unit, kind, year).value_or(0);
}
std::optional<Paper> load(store::Session& s, base::DistrictId district, PaperId id) { return s.one<Paper>(one_paper, district, id); }
std::optional<Paper> by_code(store::Session& s, base::DistrictId district, std::string_view code) { return s.one<Paper>(one_by_code, district, code); }
std::optional<Paper> latest_of_kind(store::Session& s, base::DistrictId district, std::string_view kind) { return s.one<Paper>(latest_paper, district, kind); }
std::vector<Paper> all(store::Session& s, base::DistrictId district) { return s.all<Paper>(every_paper, district); }
std::int64_t erase_words(store::Unit& unit, base::Instant issued_before) { return unit.exec(erase_old, unit.district(), issued_before); }

const store::ListSpec& list_spec() {
  using store::ListKind;
  using store::ListTest;
  static const store::ListSpec spec = [] {
    store::ListSpec s;
    s.columns = PAPER_COLUMNS;
    s.from = "papers";
    s.where = "district_id = $1";
    s.id = "id";
    s.fields = {{.name = "issued_at", .kind = ListKind::instant, .column = "issued_at", .test = ListTest::none, .sorts = true},
                {.name = "from", .kind = ListKind::instant, .column = "issued_at", .test = ListTest::from},
                {.name = "to", .kind = ListKind::instant, .column = "issued_at", .test = ListTest::until},
                {.name = "kind", .kind = ListKind::word, .column = "kind"},
                {.name = "number", .kind = ListKind::text, .column = "number", .sorts = true},
                {.name = "subject_kind", .kind = ListKind::word, .column = "subject_kind"},
                {.name = "subject_id", .kind = ListKind::id, .column = "subject_id"},
                {.name = "org_unit", .kind = ListKind::id, .column = "org_unit_id"},
                {.name = "area", .kind = ListKind::area, .column = "area_id"},
                {.name = "voided", .kind = ListKind::flag, .where = "voided_at IS NOT NULL", .where_false = "voided_at IS NULL"}};
    s.sort = "-issued_at";
    s.area_columns = {"area_id"};
    s.unit_column = "org_unit_id";
    return s;
  }();
  return spec;
}

store::ListPage<Paper> page(store::Session& s, const store::ListQuery& query, const people::Reach& reach, base::DistrictId district) {
  return store::list_page<Paper>(s, list_spec(), query, people::list_reach(reach), district);
}
std::int64_t count(store::Session& s, const store::ListQuery& query, const people::Reach& reach, base::DistrictId district) {
  return store::list_count(s, list_spec(), query, people::list_reach(reach), district);
}

void insert(store::Unit& unit, const Template& row) { unit.insert(insert_template, row); }
std::optional<Template> template_of(store::Session& s, base::DistrictId district, std::string_view kind) { return s.one<Template>(latest_template, district, kind); }
std::optional<Template> template_of(store::Session& s, base::DistrictId district, std::string_view kind, std::int64_t version) {
  return s.one<Template>(exact_template, district, kind, version);
}
std::vector<Template> templates(store::Session& s, base::DistrictId district) { return s.all<Template>(every_template, district); }

}  // namespace papers
