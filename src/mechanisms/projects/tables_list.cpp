// The list of projects in the one dialect. $2 is today.
#include "mechanisms/projects/tables.hpp"

namespace projects {
namespace {

using store::ListKind;
using store::ListSpec;
using store::ListTest;

#define MILESTONES_OF "FROM project_milestones m WHERE m.district_id = p.district_id AND m.project_id = p.id"

ListSpec make_projects() {
  ListSpec s;
  s.columns = "p.id, p.programme_id, p.number, p.title, p.place, p.area_id, p.owner_unit_id, p.due_on, p.state, "
              "(SELECT COUNT(*) " MILESTONES_OF ") AS milestones, (SELECT COUNT(*) " MILESTONES_OF " AND m.met_on IS NOT NULL) AS met, "
              "(SELECT MIN(m.due_on) " MILESTONES_OF " AND m.met_on IS NULL) AS next_due, "
              "(SELECT COUNT(*) FROM project_gathered g WHERE g.district_id = p.district_id AND g.project_id = p.id) AS gathered";
  s.from = "projects p";
  s.where = "p.district_id = $1 AND CAST($2 AS BIGINT) > 0";
  s.id = "p.id";
  s.fields = {
      {.name = "due_on", .kind = ListKind::date, .column = "p.due_on", .test = ListTest::none, .sorts = true},
      {.name = "number", .kind = ListKind::integer, .column = "p.number", .test = ListTest::none, .sorts = true},
      {.name = "programme", .kind = ListKind::id, .column = "p.programme_id"},
      {.name = "state", .kind = ListKind::word, .column = "p.state", .words = {"doing", "to_accept", "accepted", "closed", "dropped"}},
      {.name = "unit", .kind = ListKind::id, .column = "p.owner_unit_id"},
      {.name = "area", .kind = ListKind::area},
      {.name = "open", .kind = ListKind::flag, .where = "p.state IN ('doing', 'to_accept')", .where_false = "p.state IN ('accepted', 'closed', 'dropped')"},
      {.name = "done", .kind = ListKind::flag, .where = "p.state IN ('accepted', 'closed')"},
      {.name = "late", .kind = ListKind::flag, .where = "(p.state IN ('doing', 'to_accept') AND p.due_on < $2)"},
      {.name = "milestone_late", .kind = ListKind::flag, .where = "(p.state = 'doing' AND EXISTS (SELECT 1 " MILESTONES_OF " AND m.met_on IS NULL AND m.due_on < $2))"},
      {.name = "from", .kind = ListKind::date, .column = "p.due_on", .test = ListTest::from},
      {.name = "to", .kind = ListKind::date, .column = "p.due_on", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "(p.title LIKE '%' || $? || '%' OR p.place LIKE '%' || $? || '%')"},
  };
  s.sort = "due_on";
  s.area_columns = {"p.area_id", "p.subdistrict_id"};
  s.unit_column = "p.owner_unit_id";
  return s;
}

}  // namespace

const ListSpec& project_list_spec() {
  static const ListSpec spec = make_projects();
  return spec;
}

}  // namespace projects
