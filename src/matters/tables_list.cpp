// The SQL of the list. $1 district, $2 now; when searching also $3 terms, $4 how far the index reaches, $5 pattern for what is newer.
#include <bit>

#include "matters/list.hpp"
#include "matters/tables.hpp"
#include "people/list_scope.hpp"

namespace matters {
namespace {

using store::ListField;
using store::ListKind;
using store::ListTest;

constexpr const char* list_columns =
    "m.district_id, m.id, m.version, m.machine_version, m.report_number, m.list_id, m.serial_year, m.serial, m.stage, m.outcome, m.title,"
    " NULL AS description, m.place, m.category, m.area_id, m.area_version, m.grid_id, m.community_id, m.subdistrict_id, m.lon_e7, m.lat_e7,"
    " m.source, m.source_ref, m.happened_at, m.unit_id, m.post_kind, m.unit_words, m.round, m.handlers, m.clock, m.due_at, m.warn_at,"
    " m.review_on, m.urged_at, m.closed_at, m.photo_count, m.origin_kind, m.origin_id,"
    " m.rung, m.reopened_count, m.solved_on_spot, m.came_from, m.merged_into, m.split_from, m.parts_open, m.pause_cause,"
    " m.extension_state, m.extension_until, m.extension_amount, m.extension_unit, m.extension_count, m.extension_by, m.dispatch_post,"
    " m.questions, m.question_open, m.registered_at, m.contact_at, m.dispatched_at, m.fed_back_at, m.in_time";

// What a row and its moves need, by position: a page reads these and no name of a column.
constexpr const char* row_columns =
    "m.id, m.version, m.machine_version, m.report_number, m.serial_year, m.serial, m.stage, m.outcome, m.title, m.place, m.category, m.area_id,"
    " m.community_id, m.source, m.happened_at, m.unit_id, m.unit_words, m.round, m.handlers, m.due_at, m.warn_at, m.review_on, m.urged_at, m.closed_at,"
    " m.photo_count, m.rung, m.reopened_count, m.solved_on_spot, m.came_from, m.merged_into, m.split_from, m.extension_state, m.extension_until,"
    " m.extension_count, m.extension_by, m.dispatch_post, m.question_open";

class InOrder {
 public:
  explicit InOrder(const store::Row& row) : row_(row) {}
  InOrder& operator>>(std::int64_t& v) { return v = row_.integer(at_++), *this; }
  InOrder& operator>>(bool& v) { return v = row_.integer(at_++) != 0, *this; }
  InOrder& operator>>(std::string& v) { return v = row_.text(at_++), *this; }
  InOrder& operator>>(base::Instant& v) { return *this >> v.micros; }
  InOrder& operator>>(base::CivilDate& v) { return v.days = static_cast<std::int32_t>(row_.integer(at_++)), *this; }
  template <class Tag>
  InOrder& operator>>(base::Id<Tag>& v) { return *this >> v.value; }
  template <class T>
  InOrder& operator>>(std::optional<T>& v) {
    if (row_.null(at_)) return ++at_, *this;
    return *this >> v.emplace();
  }

 private:
  const store::Row& row_;
  int at_ = 0;
};
void read_row(MatterRecord& m, const store::Row& row) {
  InOrder in(row);
  in >> m.id >> m.version >> m.machine_version >> m.report_number >> m.serial_year >> m.serial >> m.stage >> m.outcome >> m.title >> m.place >> m.category >> m.area_id;
  in >> m.community_id >> m.source >> m.happened_at >> m.unit_id >> m.unit_words >> m.round >> m.handlers >> m.due_at >> m.warn_at >> m.review_on >> m.urged_at >> m.closed_at;
  in >> m.photo_count >> m.rung >> m.reopened_count >> m.solved_on_spot >> m.came_from >> m.merged_into >> m.split_from >> m.extension_state >> m.extension_until;
  in >> m.extension_count >> m.extension_by >> m.dispatch_post >> m.question_open;
}

constexpr const char* plain_where = "m.district_id = $1 AND CAST($2 AS BIGINT) > 0";
#define MATTER_TEXT "lower(m.title || ' ' || m.place || ' ' || m.report_number || ' ' || COALESCE(m.description, ''))"
constexpr const char* text_where = " AND " MATTER_TEXT " LIKE $3 ESCAPE '!'"
                                   " AND ($4 = '%' OR " MATTER_TEXT " LIKE $4 ESCAPE '!') AND ($5 = '%' OR " MATTER_TEXT " LIKE $5 ESCAPE '!')";
// CROSS JOIN keeps SQLite to this order: the few that the index named, each looked up by its key.
constexpr const char* sqlite_candidates = "(SELECT value AS id FROM json_each($6)) w CROSS JOIN matters m";
constexpr const char* postgres_candidates = "(SELECT unnest(string_to_array($6, ',')::bigint[]) AS id) w CROSS JOIN matters m";

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
      {.name = "id", .kind = ListKind::id, .column = "m.id"},  // those of a list that the reader keeps elsewhere
      {.name = "source", .kind = ListKind::word, .column = "m.source"},
      {.name = "open", .kind = ListKind::flag, .where = "m.closed_at IS NULL", .where_false = "m.closed_at IS NOT NULL"},
      {.name = "review_on", .kind = ListKind::integer, .column = "COALESCE(m.review_on, 9223372036854775807)", .test = ListTest::none, .sorts = true},
      {.name = "held", .kind = ListKind::flag, .where = "m.stage = 'on_hold'"},
      {.name = "paused", .kind = ListKind::flag, .where = "m.stage IN ('paused', 'asking')"},
      {.name = "solved_on_spot", .kind = ListKind::flag, .where = "m.solved_on_spot = 1", .where_false = "m.solved_on_spot = 0"},
      {.name = "reopened", .kind = ListKind::flag, .where = "m.reopened_count > 0", .where_false = "m.reopened_count = 0"},
      {.name = "escalated", .kind = ListKind::flag, .where = "m.rung <> 'community'", .where_false = "m.rung = 'community'"},
      {.name = "rung", .kind = ListKind::word, .column = "m.rung"},
      {.name = "merged", .kind = ListKind::flag, .where = "m.merged_into IS NOT NULL", .where_false = "m.merged_into IS NULL"},
      {.name = "serial", .kind = ListKind::integer, .column = "m.serial"},
      {.name = "serial_year", .kind = ListKind::integer, .column = "m.serial_year"},
      {.name = "overdue", .kind = ListKind::flag, .where = "COALESCE(m.due_at, 9223372036854775807) < $2",
       .where_false = "COALESCE(m.due_at, 9223372036854775807) >= $2"},
  };
}

store::ListSpec make_spec(std::string from, std::string where) {
  store::ListSpec spec;
  spec.columns = row_columns;
  spec.from = std::move(from);
  spec.where = std::move(where);
  spec.id = "m.id";
  spec.fields = fields();
  spec.sort = "-happened_at";
  spec.area_columns = {"m.grid_id", "m.community_id", "m.subdistrict_id"};
  spec.unit_column = "m.unit_id";
  return spec;
}

struct Prepared {
  const store::ListSpec* spec{};
  std::string named{};
  std::vector<store::Arg> args{};
  bool cut{};
};
void prepare(Prepared& p, store::Session& s, const MatterQuery& q, const people::Reach& reach, base::DistrictId district, base::Instant now) {
  p.args = {store::arg(district), store::arg(now)};
  Search how = Search::none;
  if (q.searching) {
    auto named = candidates(s, q, reach, district);
    how = named ? Search::candidates : Search::scan;
    for (const std::string& pattern : q.patterns) p.args.push_back(store::arg(pattern));
    if (named) {
      p.named = std::move(named->list);
      p.cut = named->cut;
      p.args.push_back(store::arg(p.named));
    }
  }
  p.spec = &list_spec(s.engine(), how);
}

}  // namespace

const store::ListSpec& list_spec(store::Engine engine, Search how) {
  static const store::ListSpec plain = make_spec("matters m", plain_where);
  static const store::ListSpec scan = make_spec("matters m", std::string(plain_where) + text_where);
  static const store::ListSpec sqlite = make_spec(sqlite_candidates, std::string(plain_where) + " AND m.id = w.id" + text_where);
  static const store::ListSpec postgres = make_spec(postgres_candidates, std::string(plain_where) + " AND m.id = w.id" + text_where);
  switch (how) {
    case Search::none: return plain;
    case Search::scan: return scan;
    case Search::candidates: return engine == store::Engine::sqlite ? sqlite : postgres;
  }
  return plain;
}

RecordPage page_of(store::Session& s, const MatterQuery& q, const people::Reach& reach, base::DistrictId district, base::Instant now) {
  RecordPage out;
  if (q.nothing) return out;
  Prepared p;
  prepare(p, s, q, reach, district, now);
  out.items.reserve(static_cast<std::size_t>(q.list.limit));
  const auto end = store::run_page(s, *p.spec, q.list, people::list_reach(reach), p.args, [&out](const store::Row& row) { read_row(out.items.emplace_back(), row); });
  out.next = end.next;
  out.total_at_least = end.total_at_least;
  out.only_newest = p.cut ? q.newest : 0;
  return out;
}

Counted count_of(store::Session& s, const MatterQuery& q, const people::Reach& reach, base::DistrictId district, base::Instant now) {
  if (q.nothing) return {};
  Prepared p;
  prepare(p, s, q, reach, district, now);
  return {{store::run_count(s, *p.spec, q.list, people::list_reach(reach), p.args)}, p.cut ? q.newest : 0};
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

std::vector<MatterRecord> on_the_list(store::Session& s, base::DistrictId district, base::AreaId community, int limit) {
  std::vector<MatterRecord> out;
  const std::string text = std::string("SELECT ") + list_columns + " FROM matters m WHERE m.district_id = $1 AND m.list_id = $2 AND m.closed_at IS NULL"
                           " AND m.serial IS NOT NULL ORDER BY m.serial_year, m.serial LIMIT $3";
  s.run(store::Composed{text}, {store::arg(district), store::arg(community), store::arg(limit)}, [&out](const store::Row& r) { out.push_back(r.as<MatterRecord>()); return true; });
  return out;
}

std::vector<MatterRecord> struck_from_the_list(store::Session& s, base::DistrictId district, base::AreaId community, base::Instant from, base::Instant to, int limit) {
  std::vector<MatterRecord> out;
  const std::string text = std::string("SELECT ") + list_columns + " FROM matters m WHERE m.district_id = $1 AND m.list_id = $2 AND m.closed_at >= $3 AND m.closed_at < $4"
                           " AND m.closed_at IS NOT NULL AND m.serial IS NOT NULL ORDER BY m.closed_at DESC LIMIT $5";
  s.run(store::Composed{text}, {store::arg(district), store::arg(community), store::arg(from), store::arg(to), store::arg(limit)},
        [&out](const store::Row& r) { out.push_back(r.as<MatterRecord>()); return true; });
  return out;
}

}  // namespace matters
