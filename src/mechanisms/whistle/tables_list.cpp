// The room's two lists in the one dialect. $2 is now.
#include "mechanisms/whistle/tables.hpp"

namespace whistle {

using store::ListField;
using store::ListKind;
using store::ListSpec;
using store::ListTest;

namespace {

#define OPEN_LINE "l.district_id = w.district_id AND l.whistle_id = w.id AND l.ended_at IS NULL"
#define LATE_LINE "(COALESCE(l.sign_late, 0) > 0 OR COALESCE(l.contact_late, 0) > 0 OR COALESCE(l.report_late, 0) > 0 OR COALESCE(l.finish_late, 0) > 0 OR (l.ended_at IS NULL AND l.due_at < $2))"

ListSpec make_whistles() {
  ListSpec s;
  s.columns = "w.*";
  s.from = "whistles w";
  s.where = "w.district_id = $1 AND CAST($2 AS BIGINT) > 0";
  s.id = "w.id";
  s.fields = {
      {.name = "drafted_at", .kind = ListKind::instant, .column = "w.drafted_at", .test = ListTest::none, .sorts = true},
      {.name = "blown_at", .kind = ListKind::instant, .column = "COALESCE(w.blown_at, 0)", .test = ListTest::none, .sorts = true},
      {.name = "kind", .kind = ListKind::word, .column = "w.kind"},
      {.name = "stage", .kind = ListKind::word, .column = "w.stage", .words = {"draft", "to_approve", "blown", "to_close", "closed", "withdrawn", "merged"}},
      {.name = "approval", .kind = ListKind::word, .column = "w.approval", .words = {"open", "given", "refused"}},
      {.name = "origin", .kind = ListKind::word, .column = "w.origin_kind"},
      {.name = "origin_id", .kind = ListKind::id, .column = "w.origin_id"},
      {.name = "subdistrict", .kind = ListKind::id, .column = "w.subdistrict_id"},
      {.name = "area", .kind = ListKind::area},
      {.name = "unit", .kind = ListKind::id, .where = "EXISTS (SELECT 1 FROM whistle_lines l WHERE l.district_id = w.district_id AND l.whistle_id = w.id AND l.unit_id = $?)"},
      {.name = "open", .kind = ListKind::flag, .where = "w.closed_at IS NULL", .where_false = "w.closed_at IS NOT NULL"},
      {.name = "late", .kind = ListKind::flag, .where = "(w.closed_at IS NULL AND w.due_at < $2 OR EXISTS (SELECT 1 FROM whistle_lines l WHERE " OPEN_LINE " AND l.due_at < $2))"},
      {.name = "disputed", .kind = ListKind::flag, .where = "EXISTS (SELECT 1 FROM whistle_lines l WHERE " OPEN_LINE " AND l.dispute = 'open')"},
      {.name = "from", .kind = ListKind::instant, .column = "COALESCE(w.blown_at, w.drafted_at)", .test = ListTest::from},
      {.name = "to", .kind = ListKind::instant, .column = "COALESCE(w.blown_at, w.drafted_at)", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "(w.title LIKE '%' || $? || '%' OR w.place LIKE '%' || $? || '%')"},
  };
  s.sort = "-drafted_at";
  s.area_columns = {"w.area_id", "w.subdistrict_id"};
  s.unit_column = "w.unit_id";
  return s;
}

ListSpec make_lines() {
  ListSpec s;
  s.columns = "l.*";
  s.from = "whistle_lines l";
  s.where = "l.district_id = $1 AND CAST($2 AS BIGINT) > 0";
  s.id = "l.id";
  s.fields = {
      {.name = "called_at", .kind = ListKind::instant, .column = "l.called_at", .test = ListTest::none, .sorts = true},
      {.name = "due_at", .kind = ListKind::instant, .column = "COALESCE(l.due_at, 9000000000000000)", .test = ListTest::none, .sorts = true},
      {.name = "whistle", .kind = ListKind::id, .column = "l.whistle_id"},
      {.name = "unit", .kind = ListKind::id, .column = "l.unit_id"},
      {.name = "subdistrict", .kind = ListKind::id, .column = "l.subdistrict_id"},
      {.name = "kind", .kind = ListKind::word, .column = "l.kind"},
      {.name = "item", .kind = ListKind::word, .column = "l.item"},
      {.name = "stage", .kind = ListKind::word, .column = "l.stage", .words = {"called", "signed", "contacted", "on_site", "fed_back", "accepted", "rated", "released", "cancelled"}},
      {.name = "dispute", .kind = ListKind::word, .column = "l.dispute", .words = {"open", "upheld", "reassigned"}},
      {.name = "open", .kind = ListKind::flag, .where = "l.ended_at IS NULL", .where_false = "l.ended_at IS NOT NULL"},
      {.name = "late", .kind = ListKind::flag, .where = LATE_LINE},
      {.name = "on_time", .kind = ListKind::flag, .where = "NOT " LATE_LINE},
      {.name = "objection", .kind = ListKind::word, .column = "l.objection", .words = {"open", "upheld", "refused"}},
      {.name = "guest", .kind = ListKind::flag, .where = "l.guest = 1", .where_false = "l.guest = 0"},
      {.name = "disputed", .kind = ListKind::flag, .where = "l.dispute <> ''", .where_false = "l.dispute = ''"},
      {.name = "responded", .kind = ListKind::flag, .where = "l.reported_in_at IS NOT NULL", .where_false = "l.reported_in_at IS NULL"},
      {.name = "solved", .kind = ListKind::flag, .where = "l.accepted_at IS NOT NULL", .where_false = "l.accepted_at IS NULL"},
      {.name = "sent_back", .kind = ListKind::flag, .where = "l.sent_back > 0", .where_false = "l.sent_back = 0"},
      {.name = "first", .kind = ListKind::flag, .where = "l.first = 1", .where_false = "l.first = 0"},
      {.name = "lead", .kind = ListKind::flag, .where = "l.lead = 1", .where_false = "l.lead = 0"},
      {.name = "from", .kind = ListKind::instant, .column = "l.called_at", .test = ListTest::from},
      {.name = "to", .kind = ListKind::instant, .column = "l.called_at", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "l.title LIKE '%' || $? || '%'"},
  };
  s.sort = "-called_at";
  s.area_columns = {"l.area_id", "l.subdistrict_id"};
  s.unit_column = "l.unit_id";
  return s;
}

}  // namespace

const ListSpec& whistle_list() {
  static const ListSpec spec = make_whistles();
  return spec;
}
const ListSpec& line_list() {
  static const ListSpec spec = make_lines();
  return spec;
}
store::ListReach reach_of(const people::Reach& reach) {
  store::ListReach out{.everything = reach.everything};
  for (const base::AreaId each : reach.areas) out.areas.push_back(each.value);
  for (const base::OrgUnitId each : reach.org_units) out.org_units.push_back(each.value);
  return out;
}

}  // namespace whistle
