// The SQL of the list. $1 district, $2 now; when searching also $3 terms, $4 how far the index reaches, $5 pattern for what is newer.
#include <bit>

#include "matters/list.hpp"
#include "matters/tables.hpp"

namespace matters {
namespace {

using store::ListField;
using store::ListKind;
using store::ListTest;

constexpr const char* list_columns =
    "m.district_id, m.id, m.version, m.machine_version, m.report_number, m.list_id, m.serial_year, m.serial, m.stage, m.outcome, m.title,"
    " NULL AS description, m.place, m.category, m.area_id, m.area_version, m.grid_id, m.community_id, m.subdistrict_id, m.lon_e7, m.lat_e7,"
    " m.source, m.source_ref, m.happened_at, m.unit_id, m.post_kind, m.unit_words, m.round, m.handlers, m.clock, m.due_at, m.warn_at,"
    " m.review_on, m.urged_at, m.closed_at, m.photo_count, m.origin_kind, m.origin_id";

constexpr const char* plain_where = "m.district_id = $1 AND CAST($2 AS BIGINT) > 0";
constexpr const char* tail_where = " OR (m.id > $4 AND lower(m.title || ' ' || m.place || ' ' || COALESCE(m.description, '')) LIKE $5 ESCAPE '!'))";
constexpr const char* sqlite_words = " AND (m.id IN (SELECT rowid FROM matter_fts WHERE matter_fts MATCH $3)";
constexpr const char* postgres_words =
    " AND (m.id IN (SELECT w.id FROM matter_words w WHERE w.district_id = $1 AND string_to_array(w.words, ' ') @> string_to_array($3, ' '))";

std::vector<ListField> fields() {
  return {
      {.name = "happened_at", .kind = ListKind::instant, .column = "m.happened_at", .test = ListTest::none, .sorts = true},
      {.name = "due_at", .kind = ListKind::instant, .column = "COALESCE(m.due_at, 9223372036854775807)", .test = ListTest::none, .sorts = true},
      {.name = "from", .kind = ListKind::instant, .column = "m.happened_at", .test = ListTest::from},
      {.name = "to", .kind = ListKind::instant, .column = "m.happened_at", .test = ListTest::until},
      {.name = "stage", .kind = ListKind::word, .column = "m.stage"},
      {.name = "area", .kind = ListKind::area},
      {.name = "category", .kind = ListKind::text, .where = "m.category = $? OR m.category LIKE $? || '-%'"},
      {.name = "unit", .kind = ListKind::id, .column = "m.unit_id"},
      {.name = "source", .kind = ListKind::word, .column = "m.source"},
      {.name = "open", .kind = ListKind::flag, .where = "m.closed_at IS NULL", .where_false = "m.closed_at IS NOT NULL"},
      {.name = "overdue", .kind = ListKind::flag, .where = "COALESCE(m.due_at, 9223372036854775807) < $2",
       .where_false = "COALESCE(m.due_at, 9223372036854775807) >= $2"},
  };
}

store::ListSpec make_spec(std::string where) {
  store::ListSpec spec;
  spec.columns = list_columns;
  spec.from = "matters m";
  spec.where = std::move(where);
  spec.id = "m.id";
  spec.fields = fields();
  spec.sort = "-happened_at";
  spec.area_columns = {"m.grid_id", "m.community_id", "m.subdistrict_id"};
  spec.unit_column = "m.unit_id";
  return spec;
}

store::ListReach reach_of(const people::Reach& reach) {
  store::ListReach out{.everything = reach.everything};
  for (const base::AreaId area : reach.areas) out.areas.push_back(area.value);
  for (const base::OrgUnitId unit : reach.org_units) out.org_units.push_back(unit.value);
  return out;
}

std::vector<store::Arg> fixed_args(store::Session& s, const MatterQuery& q, base::DistrictId district, base::Instant now) {
  std::vector<store::Arg> out{store::arg(district), store::arg(now)};
  if (q.searching) {
    out.push_back(store::arg(q.terms));
    out.push_back(store::arg(q.unindexed ? std::int64_t{0} : indexed_to(s, district)));
    out.push_back(store::arg(q.pattern));
  }
  return out;
}

}  // namespace

const store::ListSpec& list_spec(store::Engine engine, bool searching) {
  static const store::ListSpec plain = make_spec(plain_where);
  static const store::ListSpec sqlite = make_spec(std::string(plain_where) + sqlite_words + tail_where);
  static const store::ListSpec postgres = make_spec(std::string(plain_where) + postgres_words + tail_where);
  if (!searching) return plain;
  return engine == store::Engine::sqlite ? sqlite : postgres;
}

RecordPage page_of(store::Session& s, const MatterQuery& q, const people::Reach& reach, base::DistrictId district, base::Instant now) {
  RecordPage out;
  if (q.nothing) return out;
  const auto end = store::run_page(s, list_spec(s.engine(), q.searching), q.list, reach_of(reach), fixed_args(s, q, district, now),
                                   [&out](const store::Row& row) { out.items.push_back(row.as<MatterRecord>()); });
  out.next = end.next;
  out.total_at_least = end.total_at_least;
  return out;
}

std::int64_t count_of(store::Session& s, const MatterQuery& q, const people::Reach& reach, base::DistrictId district, base::Instant now) {
  if (q.nothing) return 0;
  return store::run_count(s, list_spec(s.engine(), q.searching), q.list, reach_of(reach), fixed_args(s, q, district, now));
}

std::vector<MatterRecord> records_of(store::Session& s, base::DistrictId district, const std::vector<base::MatterId>& ids) {
  std::vector<MatterRecord> out;
  if (ids.empty()) return out;
  // Filled up to a power of two, so that few different texts are prepared.
  std::vector<store::Arg> args{store::arg(district)};
  std::string list;
  for (std::size_t i = 0; i < std::bit_ceil(ids.size()); ++i) {
    args.push_back(store::arg(ids[std::min(i, ids.size() - 1)]));
    list += (i == 0 ? "$" : ", $") + std::to_string(args.size());
  }
  const std::string text = std::string("SELECT ") + list_columns + " FROM matters m WHERE m.district_id = $1 AND m.id IN (" + list + ")";
  s.run(store::Composed{text}, args, [&out](const store::Row& r) { out.push_back(r.as<MatterRecord>()); return true; });
  return out;
}

}  // namespace matters
