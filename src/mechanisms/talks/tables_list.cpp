// The lists of visits and of what was said, in the one dialect.
#include "mechanisms/talks/tables.hpp"

namespace talks {
namespace {

using store::ListField;
using store::ListKind;
using store::ListSpec;
using store::ListTest;

ListSpec make_visits() {
  ListSpec s;
  s.columns = "v.id, v.team_id, v.community_id, v.grid_id, v.began_at, v.ended_at, v.residents, v.exception_reason, "
              "(SELECT COUNT(*) FROM talk_items i WHERE i.district_id = v.district_id AND i.visit_id = v.id) AS items, "
              "(SELECT COUNT(*) FROM talk_items i WHERE i.district_id = v.district_id AND i.visit_id = v.id AND i.state = 'open') AS open_items";
  s.from = "talk_visits v JOIN talk_teams t ON t.district_id = v.district_id AND t.id = v.team_id";
  s.where = "v.district_id = $1";
  s.id = "v.id";
  s.fields = {
      {.name = "began_at", .kind = ListKind::instant, .column = "v.began_at", .test = ListTest::none, .sorts = true},
      {.name = "residents", .kind = ListKind::integer, .column = "v.residents", .test = ListTest::none, .sorts = true},
      {.name = "area", .kind = ListKind::area},
      {.name = "team", .kind = ListKind::id, .column = "v.team_id"},
      {.name = "unit", .kind = ListKind::id, .column = "t.org_unit_id"},
      {.name = "person", .kind = ListKind::id, .where = "EXISTS (SELECT 1 FROM talk_visitors p WHERE p.district_id = v.district_id AND p.visit_id = v.id AND p.person_id = $?)"},
      {.name = "from", .kind = ListKind::date, .column = "v.visited_on", .test = ListTest::from},
      {.name = "to", .kind = ListKind::date, .column = "v.visited_on", .test = ListTest::until},
      {.name = "exception", .kind = ListKind::flag, .where = "v.exception_reason <> ''", .where_false = "v.exception_reason = ''"},
      {.name = "q", .kind = ListKind::text, .where = "(t.name LIKE '%' || $? || '%' OR v.summary LIKE '%' || $? || '%')"},
  };
  s.sort = "-began_at";
  s.area_columns = {"v.community_id", "v.subdistrict_id"};
  s.unit_column = "t.org_unit_id";
  return s;
}

ListSpec make_items() {
  ListSpec s;
  s.columns = "i.*";
  s.from = "talk_items i";
  s.where = "i.district_id = $1 AND CAST($2 AS BIGINT) > 0";
  s.id = "i.id";
  s.fields = {
      {.name = "said_on", .kind = ListKind::date, .column = "i.said_on", .test = ListTest::none, .sorts = true},
      {.name = "due_on", .kind = ListKind::date, .column = "COALESCE(i.due_on, 9999999)", .test = ListTest::none, .sorts = true},
      {.name = "area", .kind = ListKind::area},
      {.name = "kind", .kind = ListKind::word, .column = "i.kind", .words = {"problem", "suggestion", "praise", "question"}},
      {.name = "state", .kind = ListKind::word, .column = "i.state", .words = {"open", "done", "heard"}},
      {.name = "category", .kind = ListKind::word, .column = "i.category"},
      {.name = "became", .kind = ListKind::word, .column = "i.opened_kind", .words = {"matter", "whistle", "project"}},
      {.name = "team", .kind = ListKind::id, .column = "i.team_id"},
      {.name = "unit", .kind = ListKind::id, .column = "COALESCE(i.owner_unit_id, 0)"},
      {.name = "promised", .kind = ListKind::flag, .where = "i.promise <> ''", .where_false = "i.promise = ''"},
      {.name = "kept", .kind = ListKind::flag, .where = "(i.promise <> '' AND i.state = 'done' AND i.done_on <= i.due_on)"},
      {.name = "late", .kind = ListKind::flag, .where = "(i.state = 'open' AND COALESCE(i.due_on, 9999999) < $2)"},
      {.name = "unanswered", .kind = ListKind::flag, .where = "(i.wants_answer = 1 AND i.replied_at IS NULL)"},
      {.name = "from", .kind = ListKind::date, .column = "i.said_on", .test = ListTest::from},
      {.name = "to", .kind = ListKind::date, .column = "i.said_on", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "(i.words LIKE '%' || $? || '%' OR i.promise LIKE '%' || $? || '%')"},
  };
  s.sort = "-said_on";
  s.area_columns = {"i.community_id", "i.subdistrict_id"};
  s.unit_column = "i.team_unit_id";
  return s;
}

}  // namespace

const ListSpec& visit_list_spec() {
  static const ListSpec spec = make_visits();
  return spec;
}
const ListSpec& item_list_spec() {
  static const ListSpec spec = make_items();
  return spec;
}

}  // namespace talks
