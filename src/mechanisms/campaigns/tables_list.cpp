// The room's three lists in the one dialect.
#include "mechanisms/campaigns/tables.hpp"

namespace campaigns {

using store::ListKind;
using store::ListSpec;
using store::ListTest;

namespace {

ListSpec make_campaigns() {
  ListSpec s;
  s.columns = "c.*";
  s.from = "campaigns c";
  s.where = "c.district_id = $1 AND (c.stage <> 'draft' OR CAST($2 AS BIGINT) = 0 OR c.org_unit_id = $2)";   // a draft is its author's unit's
  s.id = "c.id";
  s.fields = {
      {.name = "drafted_at", .kind = ListKind::instant, .column = "c.drafted_at", .test = ListTest::none, .sorts = true},
      {.name = "due_on", .kind = ListKind::date, .column = "c.due_on", .test = ListTest::none, .sorts = true},
      {.name = "title", .kind = ListKind::text, .column = "c.title", .test = ListTest::none, .sorts = true},
      {.name = "stage", .kind = ListKind::word, .column = "c.stage", .words = {"draft", "sent", "closed", "withdrawn"}},
      {.name = "unit", .kind = ListKind::id, .column = "c.org_unit_id"},
      {.name = "from", .kind = ListKind::date, .column = "c.due_on", .test = ListTest::from},
      {.name = "to", .kind = ListKind::date, .column = "c.due_on", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "c.title LIKE '%' || $? || '%'"},
  };
  s.sort = "-drafted_at";
  return s;
}

ListSpec make_lines() {
  ListSpec s;
  s.columns = "l.*";
  s.from = "campaign_lines l";
  s.where = "l.district_id = $1 AND CAST($2 AS BIGINT) > 0";
  s.id = "l.id";
  s.fields = {
      {.name = "due_at", .kind = ListKind::instant, .column = "l.due_at", .test = ListTest::none, .sorts = true},
      {.name = "sites_done", .kind = ListKind::integer, .column = "l.sites_done", .test = ListTest::none, .sorts = true},
      {.name = "campaign", .kind = ListKind::id, .column = "l.campaign_id"},
      {.name = "state", .kind = ListKind::word, .column = "l.state", .words = {"open", "done", "unfinished", "called_off"}},
      {.name = "unit", .kind = ListKind::id, .column = "l.org_unit_id"},
      {.name = "area", .kind = ListKind::area},
      {.name = "late", .kind = ListKind::flag, .where = "(l.state = 'open' AND l.due_at < $2)"},
      {.name = "q", .kind = ListKind::text, .where = "l.title LIKE '%' || $? || '%'"},
  };
  s.sort = "due_at";
  s.area_columns = {"l.grid_id", "l.community_id", "l.subdistrict_id"};
  s.unit_column = "l.owner_id";
  return s;
}

ListSpec make_findings() {
  ListSpec s;
  s.columns = "f.*";
  s.from = "campaign_findings f";
  s.where = "f.district_id = $1 AND CAST($2 AS BIGINT) > 0";
  s.id = "f.id";
  s.fields = {
      {.name = "found_at", .kind = ListKind::instant, .column = "f.found_at", .test = ListTest::none, .sorts = true},
      {.name = "due_at", .kind = ListKind::instant, .column = "COALESCE(f.due_at, 9223372036854775807)", .test = ListTest::none, .sorts = true},
      {.name = "stage", .kind = ListKind::word, .column = "f.stage", .words = {"open", "fixed", "handed_on", "struck_off", "dropped"}},
      {.name = "campaign", .kind = ListKind::id, .column = "f.campaign_id"},
      {.name = "line", .kind = ListKind::id, .column = "f.line_id"},
      {.name = "question", .kind = ListKind::text, .column = "f.question"},
      {.name = "area", .kind = ListKind::area},
      {.name = "serious", .kind = ListKind::flag, .where = "f.serious = 1"},
      {.name = "late", .kind = ListKind::flag, .where = "(f.stage IN ('open','fixed') AND f.due_at < $2)"},
      {.name = "from", .kind = ListKind::instant, .column = "f.found_at", .test = ListTest::from},
      {.name = "to", .kind = ListKind::instant, .column = "f.found_at", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "(f.title LIKE '%' || $? || '%' OR f.site LIKE '%' || $? || '%')"},
  };
  s.sort = "-found_at";
  s.area_columns = {"f.grid_id", "f.community_id", "f.subdistrict_id"};
  s.unit_column = "f.owner_id";
  return s;
}

}  // namespace

const ListSpec& campaign_list() {
  static const ListSpec spec = make_campaigns();
  return spec;
}
const ListSpec& line_list() {
  static const ListSpec spec = make_lines();
  return spec;
}
const ListSpec& finding_list() {
  static const ListSpec spec = make_findings();
  return spec;
}

store::ListReach reach_of(const people::Reach& r) {
  store::ListReach out{.everything = r.everything};
  for (const base::AreaId each : r.areas) out.areas.push_back(each.value);
  for (const base::OrgUnitId each : r.org_units) out.org_units.push_back(each.value);
  return out;
}

}  // namespace campaigns
