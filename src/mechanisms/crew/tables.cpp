#include "mechanisms/crew/tables.hpp"

namespace crew {
namespace {

using store::ListField;
using store::ListKind;
using store::ListTest;
using store::Statement;

#define DUTY \
  "SELECT id, community_id, seat, post_id, weekdays, from_minute, to_minute, valid_from, valid_to, substitute_id, substitute_from, substitute_to, version FROM crew_duties"
#define TASK \
  "SELECT id, title, preset, community_id, subdistrict_id, place, what, meet_at, called_at, called_by, org_unit_id, origin_kind, origin_id, closed_at, version FROM crew_tasks"
#define FINDING "SELECT id, task_id, matter_id, title, reported_at, ended_at FROM crew_findings"
#define LINE \
  "SELECT id, task_id, seat, guest, org_unit_id, post_id, state, told_at, arrived_at, arrived_by, who, spot, result, settled_at, handed_to, version FROM crew_lines"

const Statement some_duties{"crew.duties", DUTY " WHERE district_id = $1 AND (CAST($2 AS BIGINT) = 0 OR community_id = $2) ORDER BY community_id, seat, from_minute, id"};
const Statement one_duty{"crew.duty", DUTY " WHERE district_id = $1 AND id = $2"};
const Statement duty_insert{"crew.duty_insert",
    "INSERT INTO crew_duties (id, community_id, seat, post_id, weekdays, from_minute, to_minute, valid_from, valid_to, substitute_id, substitute_from, "
    "substitute_to, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const Statement duty_update{"crew.duty_update",
    "UPDATE crew_duties SET valid_to = $3, substitute_id = $4, substitute_from = $5, substitute_to = $6, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement duty_holders{"crew.holders",
    "SELECT ap.post_id, ap.person_id, pe.name FROM appointments ap JOIN persons pe ON pe.district_id = ap.district_id AND pe.id = ap.person_id WHERE "
    "ap.district_id = $1 AND ap.valid_from <= $3 AND (ap.valid_to IS NULL OR ap.valid_to > $3) AND ap.post_id IN (SELECT post_id FROM crew_duties WHERE "
    "district_id = $1 AND (CAST($2 AS BIGINT) = 0 OR community_id = $2) UNION SELECT substitute_id FROM crew_duties WHERE district_id = $1 AND (CAST($2 AS BIGINT) = 0 OR community_id = "
    "$2) AND substitute_id IS NOT NULL) ORDER BY ap.post_id, ap.id"};
const Statement task_holders{"crew.line_holders",
    "SELECT ap.post_id, ap.person_id, pe.name FROM appointments ap JOIN persons pe ON pe.district_id = ap.district_id AND pe.id = ap.person_id WHERE "
    "ap.district_id = $1 AND ap.valid_from <= $3 AND (ap.valid_to IS NULL OR ap.valid_to > $3) AND ap.post_id IN (SELECT post_id FROM crew_lines WHERE "
    "district_id = $1 AND task_id = $2 AND post_id IS NOT NULL) ORDER BY ap.post_id, ap.id"};
const Statement one_task{"crew.task", TASK " WHERE district_id = $1 AND id = $2"};
const Statement task_ids{"crew.task_ids", "SELECT id FROM crew_tasks WHERE district_id = $1 ORDER BY id"};
const Statement task_insert{"crew.task_insert",
    "INSERT INTO crew_tasks (id, title, preset, community_id, subdistrict_id, place, what, meet_at, called_at, called_by, org_unit_id, origin_kind, "
    "origin_id, closed_at, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};
const Statement task_close{"crew.task_close", "UPDATE crew_tasks SET closed_at = $3, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement tasks_open{"crew.open_tasks", "SELECT community_id, COUNT(*) FROM crew_tasks WHERE district_id = $1 AND closed_at IS NULL GROUP BY community_id"};
const Statement task_lines{"crew.lines", LINE " WHERE district_id = $1 AND task_id = $2 ORDER BY id"};
const Statement one_line{"crew.line", LINE " WHERE district_id = $1 AND id = $2"};
const Statement line_insert{"crew.line_insert",
    "INSERT INTO crew_lines (id, task_id, seat, guest, org_unit_id, post_id, state, told_at, arrived_at, arrived_by, who, spot, result, settled_at, "
    "handed_to, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"};
const Statement line_update{"crew.line_update",
    "UPDATE crew_lines SET state = $3, arrived_at = $4, arrived_by = $5, who = $6, spot = $7, result = $8, settled_at = $9, handed_to = $10, version = "
    "version + 1 WHERE district_id = $1 AND id = $2"};
const Statement task_findings{"crew.findings", FINDING " WHERE district_id = $1 AND task_id = $2 ORDER BY id"};
const Statement matter_finding{"crew.finding_of", FINDING " WHERE district_id = $1 AND matter_id = $2"};
const Statement finding_insert{"crew.finding_insert",
    "INSERT INTO crew_findings (id, task_id, matter_id, title, reported_at, ended_at, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Statement finding_end{"crew.finding_end", "UPDATE crew_findings SET ended_at = $3 WHERE district_id = $1 AND id = $2"};
const Statement names_erase{"crew.erase_names", "UPDATE crew_lines SET who = '' WHERE district_id = $1 AND settled_at < $2 AND who <> ''"};
const Statement communities{"crew.communities", "SELECT COUNT(DISTINCT community_id) FROM crew_duties WHERE district_id = $1 AND valid_to IS NULL"};

std::map<base::PostId, Held> read_holders(store::Session& s, const Statement& st, base::DistrictId d, std::int64_t of, base::CivilDate day) {
  std::map<base::PostId, Held> out;
  s.rows(st, [&](const store::Row& r) {
    out.try_emplace(r.get<base::PostId>(0), Held{r.get<base::PersonId>(1), std::string(r.text(2))});
    return true;
  }, d, of, day);
  return out;
}

store::ListSpec make_tasks() {
  store::ListSpec s;
  s.columns = "t.*";
  s.from = "crew_tasks t";
  s.where = "t.district_id = $1";
  s.id = "t.id";
  s.fields = {
      {.name = "called_at", .kind = ListKind::instant, .column = "t.called_at", .test = ListTest::none, .sorts = true},
      {.name = "meet_at", .kind = ListKind::instant, .column = "t.meet_at", .test = ListTest::none, .sorts = true},
      {.name = "preset", .kind = ListKind::word, .column = "t.preset"},
      {.name = "open", .kind = ListKind::flag, .where = "t.closed_at IS NULL", .where_false = "t.closed_at IS NOT NULL"},
      {.name = "seat", .kind = ListKind::word,
       .where = "EXISTS (SELECT 1 FROM crew_lines l WHERE l.district_id = t.district_id AND l.task_id = t.id AND l.seat = $?)"},
      {.name = "area", .kind = ListKind::area},
      {.name = "unit", .kind = ListKind::id,
       .where = "EXISTS (SELECT 1 FROM crew_lines l WHERE l.district_id = t.district_id AND l.task_id = t.id AND l.org_unit_id = $?)"},
      {.name = "origin_kind", .kind = ListKind::word, .column = "t.origin_kind"},
      {.name = "origin", .kind = ListKind::id, .column = "t.origin_id"},
      {.name = "from", .kind = ListKind::instant, .column = "t.called_at", .test = ListTest::from},
      {.name = "to", .kind = ListKind::instant, .column = "t.called_at", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "(t.title LIKE '%' || $? || '%' OR t.place LIKE '%' || $? || '%')"},
  };
  s.sort = "-called_at";
  s.area_columns = {"t.community_id", "t.subdistrict_id"};
  return s;
}

}  // namespace

std::vector<DutyRow> duties(store::Session& s, base::DistrictId d, base::AreaId community) { return s.all<DutyRow>(some_duties, d, community); }
std::optional<DutyRow> duty(store::Session& s, base::DistrictId d, DutyId id) { return s.one<DutyRow>(one_duty, d, id); }
void insert_duty(store::Unit& u, const DutyRow& r) {
  u.exec(duty_insert, r.id, r.community_id, r.seat, r.post_id, r.weekdays, r.from_minute, r.to_minute, r.valid_from, r.valid_to, r.substitute_id,
         r.substitute_from, r.substitute_to, r.version, u.district());
}
void update_duty(store::Unit& u, const DutyRow& r) {
  u.exec(duty_update, u.district(), r.id, r.valid_to, r.substitute_id, r.substitute_from, r.substitute_to);
}
std::map<base::PostId, Held> holders(store::Session& s, base::DistrictId d, base::AreaId community, base::CivilDate day) {
  return read_holders(s, duty_holders, d, community.value, day);
}
std::map<base::PostId, Held> line_holders(store::Session& s, base::DistrictId d, TaskId id, base::CivilDate day) {
  return read_holders(s, task_holders, d, id.value, day);
}
const store::ListSpec& task_list() {
  static const store::ListSpec spec = make_tasks();
  return spec;
}
std::optional<TaskRow> task(store::Session& s, base::DistrictId d, TaskId id) { return s.one<TaskRow>(one_task, d, id); }
void insert_task(store::Unit& u, const TaskRow& r) {
  u.exec(task_insert, r.id, r.title, r.preset, r.community_id, r.subdistrict_id, r.place, r.what, r.meet_at, r.called_at, r.called_by, r.org_unit_id,
         r.origin_kind, r.origin_id, r.closed_at, r.version, u.district());
}
void close_task(store::Unit& u, TaskId id, base::Instant at) { u.exec(task_close, u.district(), id, at); }
std::map<TaskId, LineCount> line_counts(store::Session& s, base::DistrictId d, const std::vector<TaskId>& ids) {
  std::map<TaskId, LineCount> out;
  if (ids.empty()) return out;
  std::vector<store::Arg> args{store::arg(d)};
  std::string in;
  for (const TaskId id : ids) {
    in += (in.empty() ? "$" : ", $") + std::to_string(args.size() + 1);
    args.push_back(store::arg(id));
  }
  s.run(store::Composed{"SELECT task_id, COUNT(*), SUM(CASE WHEN arrived_at IS NULL THEN 0 ELSE 1 END), SUM(CASE WHEN settled_at IS NULL THEN 0 ELSE 1 END), "
                        "COALESCE(MIN(CASE WHEN state = 'told' THEN told_at END), 0) FROM crew_lines WHERE district_id = $1 AND task_id IN (" + in + ") GROUP BY task_id"},
        args, [&](const store::Row& r) { out[r.get<TaskId>(0)] = {r.integer(1), r.integer(2), r.integer(3), 0, {r.integer(4)}}; return true; });
  s.run(store::Composed{"SELECT task_id, COUNT(*) FROM crew_findings WHERE district_id = $1 AND task_id IN (" + in + ") GROUP BY task_id"}, args,
        [&](const store::Row& r) { out[r.get<TaskId>(0)].findings = r.integer(1); return true; });
  return out;
}
std::map<base::AreaId, std::int64_t> open_tasks(store::Session& s, base::DistrictId d) {
  std::map<base::AreaId, std::int64_t> out;
  s.rows(tasks_open, [&](const store::Row& r) { out[r.get<base::AreaId>(0)] = r.integer(1); return true; }, d);
  return out;
}
std::vector<LineRow> lines(store::Session& s, base::DistrictId d, TaskId id) { return s.all<LineRow>(task_lines, d, id); }
std::optional<LineRow> line(store::Session& s, base::DistrictId d, LineId id) { return s.one<LineRow>(one_line, d, id); }
void insert_line(store::Unit& u, const LineRow& r) {
  u.exec(line_insert, r.id, r.task_id, r.seat, r.guest, r.org_unit_id, r.post_id, r.state, r.told_at, r.arrived_at, r.arrived_by, r.who, r.spot, r.result,
         r.settled_at, r.handed_to, r.version, u.district());
}
void update_line(store::Unit& u, const LineRow& r) {
  u.exec(line_update, u.district(), r.id, r.state, r.arrived_at, r.arrived_by, r.who, r.spot, r.result, r.settled_at, r.handed_to);
}
std::vector<FindingRow> findings(store::Session& s, base::DistrictId d, TaskId id) { return s.all<FindingRow>(task_findings, d, id); }
std::optional<FindingRow> finding_of(store::Session& s, base::DistrictId d, base::MatterId id) { return s.one<FindingRow>(matter_finding, d, id); }
void insert_finding(store::Unit& u, const FindingRow& r) { u.exec(finding_insert, r.id, r.task_id, r.matter_id, r.title, r.reported_at, r.ended_at, u.district()); }
void end_finding(store::Unit& u, FindingId id, std::optional<base::Instant> at) { u.exec(finding_end, u.district(), id, at); }
void erase_names(store::Unit& u, base::Instant before) { u.exec(names_erase, u.district(), before); }
std::vector<TaskId> all_tasks(store::Session& s, base::DistrictId d) {
  std::vector<TaskId> out;
  s.rows(task_ids, [&](const store::Row& r) { out.push_back(r.get<TaskId>(0)); return true; }, d);
  return out;
}
std::int64_t count_communities(store::Session& s, base::DistrictId d) { return s.value<std::int64_t>(communities, d).value_or(0); }

}  // namespace crew
