// The room's three lists in the one dialect.
#include "mechanisms/assigned_tasks/tables.hpp"

namespace assigned_tasks {

using store::ListField;
using store::ListKind;
using store::ListSpec;
using store::ListTest;

namespace {

ListSpec make_tasks() {
  ListSpec s;
  s.columns = "t.*";
  s.from = "assigned_tasks t";
  s.where = "t.district_id = $1";
  s.id = "t.id";
  s.fields = {
      {.name = "drafted_at", .kind = ListKind::instant, .column = "t.drafted_at", .test = ListTest::none, .sorts = true},
      {.name = "due_on", .kind = ListKind::date, .column = "t.due_on", .test = ListTest::none, .sorts = true},
      {.name = "minutes", .kind = ListKind::integer, .column = "t.minutes", .test = ListTest::none, .sorts = true},
      {.name = "stage", .kind = ListKind::word, .column = "t.stage", .words = {"draft", "asked", "sent", "closed", "refused", "withdrawn"}},
      {.name = "department", .kind = ListKind::id, .column = "t.org_unit_id"},
      {.name = "urgent", .kind = ListKind::flag, .where = "t.urgent = 1"},
      {.name = "from", .kind = ListKind::date, .column = "t.due_on", .test = ListTest::from},
      {.name = "to", .kind = ListKind::date, .column = "t.due_on", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "t.title LIKE '%' || $? || '%'"},
  };
  s.sort = "-drafted_at";
  s.unit_column = "t.org_unit_id";
  return s;
}

ListSpec make_lines() {
  ListSpec s;
  s.columns = "l.*";
  s.from = "assigned_lines l";
  s.where = "l.district_id = $1 AND CAST($2 AS BIGINT) > 0";
  s.id = "l.id";
  s.fields = {
      {.name = "due_at", .kind = ListKind::instant, .column = "l.due_at", .test = ListTest::none, .sorts = true},
      {.name = "sent_at", .kind = ListKind::instant, .column = "l.sent_at", .test = ListTest::none, .sorts = true},
      {.name = "minutes", .kind = ListKind::integer, .column = "l.minutes", .test = ListTest::none, .sorts = true},
      {.name = "stage", .kind = ListKind::word, .column = "l.stage", .words = {"open", "filled", "returned", "accepted", "unfilled", "called_off"}},
      {.name = "task", .kind = ListKind::id, .column = "l.task_id"},
      {.name = "department", .kind = ListKind::id, .column = "l.department_id"},
      {.name = "unit", .kind = ListKind::id, .column = "l.org_unit_id"},
      {.name = "area", .kind = ListKind::area},
      {.name = "month", .kind = ListKind::integer, .column = "l.month"},
      {.name = "open", .kind = ListKind::flag, .where = "l.stage IN ('open','returned')"},
      {.name = "overdue", .kind = ListKind::flag, .where = "(l.stage IN ('open','returned') AND l.due_at < $2)"},
      {.name = "late", .kind = ListKind::flag, .where = "l.on_time = 0", .where_false = "l.on_time = 1"},
      {.name = "q", .kind = ListKind::text, .where = "l.title LIKE '%' || $? || '%'"},
  };
  s.sort = "due_at";
  s.area_columns = {"l.community_id", "l.subdistrict_id"};
  s.unit_column = "l.department_id";
  return s;
}

ListSpec make_outside() {
  ListSpec s;
  s.columns = "o.*";
  s.from = "assigned_outside o";
  s.where = "o.district_id = $1";
  s.id = "o.id";
  s.fields = {
      {.name = "entered_at", .kind = ListKind::instant, .column = "o.entered_at", .test = ListTest::none, .sorts = true},
      {.name = "minutes", .kind = ListKind::integer, .column = "o.minutes", .test = ListTest::none, .sorts = true},
      {.name = "department", .kind = ListKind::id, .column = "o.department_id"},
      {.name = "channel", .kind = ListKind::word, .column = "o.channel", .words = outside_channels()},
      {.name = "area", .kind = ListKind::area},
      {.name = "from", .kind = ListKind::date, .column = "o.received_on", .test = ListTest::from},
      {.name = "to", .kind = ListKind::date, .column = "o.received_on", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "o.title LIKE '%' || $? || '%'"},
  };
  s.sort = "-entered_at";
  s.area_columns = {"o.community_id", "o.subdistrict_id"};
  s.unit_column = "o.department_id";
  return s;
}

}  // namespace

const ListSpec& task_list() {
  static const ListSpec spec = make_tasks();
  return spec;
}
const ListSpec& line_list() {
  static const ListSpec spec = make_lines();
  return spec;
}
const ListSpec& outside_list() {
  static const ListSpec spec = make_outside();
  return spec;
}

store::ListReach reach_of(const people::Reach& r) {
  store::ListReach out{.everything = r.everything};
  for (const base::AreaId each : r.areas) out.areas.push_back(each.value);
  for (const base::OrgUnitId each : r.org_units) out.org_units.push_back(each.value);
  return out;
}

}  // namespace assigned_tasks
