#include "mechanisms/assigned_tasks/tables.hpp"

#include "store/statement.hpp"

namespace assigned_tasks {
namespace {

using store::Statement;

#define TASK_COLUMNS \
  "district_id, id, version, stage, org_unit_id, title, purpose, basis, urgent, urgent_reason, due_on, unit_kinds, areas, minutes, form_version, fields, " \
  "line_count, reason, over_reason, drafted_at, asked_at, sent_at, urged_at, closed_at"
#define LINE_COLUMNS \
  "district_id, id, version, task_id, stage, round, department_id, org_unit_id, post_kind, community_id, subdistrict_id, title, form_version, minutes, " \
  "spent_minutes, month, due_at, sent_at, filled_at, on_time, ended_at, reason, answers"

const Statement insert_task("assigned_tasks.insert", "INSERT INTO assigned_tasks (" TASK_COLUMNS
    ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24)");
const Statement update_task("assigned_tasks.update",
    "UPDATE assigned_tasks SET version = $3, stage = $4, title = $5, purpose = $6, basis = $7, urgent = $8, urgent_reason = $9, due_on = $10, unit_kinds = $11, "
    "areas = $12, minutes = $13, form_version = $14, fields = $15, line_count = $16, reason = $17, over_reason = $18, asked_at = $19, sent_at = $20, "
    "urged_at = $21, closed_at = $22 WHERE district_id = $1 AND id = $2");
const Statement one_task("assigned_tasks.one", "SELECT " TASK_COLUMNS " FROM assigned_tasks WHERE district_id = $1 AND id = $2");
const Statement form_put("assigned_tasks.form_put",
    "INSERT INTO assigned_task_forms (district_id, task_id, form_version, fields) VALUES ($1,$2,$3,$4)"
    " ON CONFLICT (district_id, task_id, form_version) DO UPDATE SET fields = excluded.fields");
const Statement form_get("assigned_tasks.form", "SELECT fields FROM assigned_task_forms WHERE district_id = $1 AND task_id = $2 AND form_version = $3");

const Statement insert_line("assigned_tasks.line_insert", "INSERT INTO assigned_lines (" LINE_COLUMNS
    ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23)");
const Statement update_line("assigned_tasks.line_update",
    "UPDATE assigned_lines SET version = $3, stage = $4, round = $5, spent_minutes = $6, due_at = $7, filled_at = $8, on_time = $9, ended_at = $10, "
    "reason = $11, answers = $12 WHERE district_id = $1 AND id = $2");
const Statement one_line("assigned_tasks.line_one", "SELECT " LINE_COLUMNS " FROM assigned_lines WHERE district_id = $1 AND id = $2");
const Statement task_lines("assigned_tasks.lines_of", "SELECT " LINE_COLUMNS " FROM assigned_lines WHERE district_id = $1 AND task_id = $2 ORDER BY id");
const Statement task_ids("assigned_tasks.ids", "SELECT id FROM assigned_tasks WHERE district_id = $1 ORDER BY id");
const Statement line_ids("assigned_tasks.line_ids", "SELECT id FROM assigned_lines WHERE district_id = $1 ORDER BY id");

// One text for both engines: sums of 64-bit numbers are cast where PostgreSQL would make them numeric.
const Statement month_units("assigned_tasks.minutes_in",
    "SELECT org_unit_id, CAST(SUM(minutes) AS BIGINT) FROM assigned_lines WHERE district_id = $1 AND month = $2 AND stage <> 'called_off' GROUP BY org_unit_id");
const Statement month_unit("assigned_tasks.minutes_of",
    "SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM assigned_lines WHERE district_id = $1 AND org_unit_id = $2 AND month = $3 AND stage <> 'called_off'");
const Statement unit_months("assigned_tasks.months_by_unit",
    "SELECT org_unit_id, community_id, subdistrict_id, count(*), CAST(SUM(minutes) AS BIGINT), CAST(COALESCE(SUM(spent_minutes), 0) AS BIGINT) FROM assigned_lines"
    " WHERE district_id = $1 AND month = $2 AND stage <> 'called_off' GROUP BY org_unit_id, community_id, subdistrict_id ORDER BY 5 DESC, org_unit_id");
const Statement department_months("assigned_tasks.months_by_department",
    "SELECT department_id, count(DISTINCT task_id), count(*), CAST(SUM(minutes) AS BIGINT), CAST(COALESCE(SUM(spent_minutes), 0) AS BIGINT) FROM assigned_lines"
    " WHERE district_id = $1 AND month = $2 AND stage <> 'called_off' GROUP BY department_id ORDER BY 4 DESC, department_id");

const Statement known_put("assigned_tasks.known_put",
    "INSERT INTO assigned_known_facts (org_unit_id, code, line_id, value, said_on, said_at, fact_id, live, district_id) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)"
    " ON CONFLICT (district_id, org_unit_id, code, line_id) DO UPDATE SET value = excluded.value, said_on = excluded.said_on, said_at = excluded.said_at,"
    " fact_id = excluded.fact_id, live = excluded.live");
#define KNOWN_COLUMNS "k.org_unit_id, k.code, k.line_id, k.value, k.said_on, k.said_at, k.fact_id, k.live"
const Statement known_line("assigned_tasks.known_of_line",
    "SELECT " KNOWN_COLUMNS " FROM assigned_known_facts k WHERE k.district_id = $1 AND k.line_id = $2 ORDER BY k.code");
const Statement known_off("assigned_tasks.known_off", "UPDATE assigned_known_facts SET live = 0 WHERE district_id = $1 AND line_id = $2");
const Statement known_unit("assigned_tasks.known_of_unit",
    "SELECT " KNOWN_COLUMNS ", l.title FROM assigned_known_facts k JOIN assigned_lines l ON l.district_id = k.district_id AND l.id = k.line_id"
    " WHERE k.district_id = $1 AND k.org_unit_id = $2 AND k.live = 1 ORDER BY k.said_at DESC, k.line_id DESC");
const Statement known_from_day("assigned_tasks.known_since",
    "SELECT " KNOWN_COLUMNS " FROM assigned_known_facts k WHERE k.district_id = $1 AND k.live = 1 AND k.said_on >= $2 ORDER BY k.org_unit_id, k.code");

const Statement insert_outside("assigned_tasks.outside_insert",
    "INSERT INTO assigned_outside (district_id, id, org_unit_id, community_id, subdistrict_id, department_id, title, channel, received_on, minutes, note, entered_at)"
    " VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)");
const Statement outside_counts("assigned_tasks.outside_in",
    "SELECT department_id, count(*) FROM assigned_outside WHERE district_id = $1 AND received_on >= $2 AND received_on < $3 GROUP BY department_id");

base::Subject subject(TaskId id) { return {std::string(task_kind), id.value}; }
base::Subject subject(LineId id) { return {std::string(line_kind), id.value}; }

}  // namespace

void insert(store::Unit& unit, const TaskState& s) {
  unit.insert(insert_task, s.task);
  workflow::save(unit, subject(s.task.id), {}, s.clocks);
}
void update(store::Unit& unit, const TaskState& before, const TaskState& after) {
  const Task& t = after.task;
  unit.exec(update_task, t.district_id, t.id, t.version, t.stage, t.title, t.purpose, t.basis, t.urgent, t.urgent_reason, t.due_on, t.unit_kinds, t.areas, t.minutes,
            t.form_version, t.fields, t.line_count, t.reason, t.over_reason, t.asked_at, t.sent_at, t.urged_at, t.closed_at);
  workflow::save(unit, subject(t.id), before.clocks, after.clocks);
}
std::optional<TaskState> load(store::Session& s, base::DistrictId district, TaskId id) {
  auto task = s.one<Task>(one_task, district, id);
  if (!task) return std::nullopt;
  return TaskState{std::move(*task), workflow::clocks_of(s, district, subject(id))};
}
void keep_form(store::Unit& unit, TaskId id, std::int64_t form_version, std::string_view fields) {
  unit.exec(form_put, unit.district(), id, form_version, fields);
}
std::optional<std::string> form(store::Session& s, base::DistrictId district, TaskId id, std::int64_t form_version) {
  return s.value<std::string>(form_get, district, id, form_version);
}

void insert(store::Unit& unit, const LineState& s) {
  unit.insert(insert_line, s.line);
  workflow::save(unit, subject(s.line.id), {}, s.clocks);
}
void update(store::Unit& unit, const LineState& before, const LineState& after) {
  const Line& l = after.line;
  unit.exec(update_line, l.district_id, l.id, l.version, l.stage, l.round, l.spent_minutes, l.due_at, l.filled_at, l.on_time, l.ended_at, l.reason, l.answers);
  workflow::save(unit, subject(l.id), before.clocks, after.clocks);
}
std::optional<LineState> load(store::Session& s, base::DistrictId district, LineId id) {
  auto line = s.one<Line>(one_line, district, id);
  if (!line) return std::nullopt;
  return LineState{std::move(*line), workflow::clocks_of(s, district, subject(id))};
}
std::vector<Line> lines_of(store::Session& s, base::DistrictId district, TaskId id) { return s.all<Line>(task_lines, district, id); }

std::map<TaskId, Progress> progress_of(store::Session& s, base::DistrictId district, const std::vector<TaskId>& ids, base::Instant now) {
  std::map<TaskId, Progress> out;
  if (ids.empty()) return out;
  std::vector<store::Arg> args{store::arg(district), store::arg(now)};
  std::string in;
  for (const TaskId id : ids) {
    args.push_back(store::arg(id));
    in += (in.empty() ? "$" : ",$") + std::to_string(args.size());
  }
  const store::Composed sql{
      "SELECT task_id, CAST(SUM(CASE WHEN stage IN ('filled','accepted') THEN 1 ELSE 0 END) AS BIGINT),"
      " CAST(SUM(CASE WHEN stage = 'accepted' THEN 1 ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN stage = 'returned' THEN 1 ELSE 0 END) AS BIGINT),"
      " CAST(SUM(CASE WHEN stage IN ('open','returned') THEN 1 ELSE 0 END) AS BIGINT),"
      " CAST(SUM(CASE WHEN stage IN ('open','returned') AND due_at < $2 THEN 1 ELSE 0 END) AS BIGINT)"
      " FROM assigned_lines WHERE district_id = $1 AND task_id IN (" + in + ") GROUP BY task_id"};
  s.run(sql, args, [&out](const store::Row& r) {
    out[{r.integer(0)}] = {r.integer(1), r.integer(2), r.integer(3), r.integer(4), r.integer(5)};
    return true;
  });
  return out;
}

std::vector<TaskId> all_tasks(store::Session& s, base::DistrictId district) {
  std::vector<TaskId> out;
  s.rows(task_ids, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district);
  return out;
}
std::vector<LineId> all_lines(store::Session& s, base::DistrictId district) {
  std::vector<LineId> out;
  s.rows(line_ids, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district);
  return out;
}

std::map<base::OrgUnitId, std::int64_t> minutes_in(store::Session& s, base::DistrictId district, std::int64_t month) {
  std::map<base::OrgUnitId, std::int64_t> out;
  s.rows(month_units, [&out](const store::Row& r) { out[{r.integer(0)}] = r.integer(1); return true; }, district, month);
  return out;
}
std::int64_t minutes_of(store::Session& s, base::DistrictId district, base::OrgUnitId unit, std::int64_t month) {
  return s.value<std::int64_t>(month_unit, district, unit, month).value_or(0);
}
std::vector<UnitMonth> months_by_unit(store::Session& s, base::DistrictId district, std::int64_t month) {
  std::vector<UnitMonth> out;
  s.rows(unit_months, [&](const store::Row& r) {
    out.push_back({{r.integer(0)}, {r.integer(1)}, {r.integer(2)}, month, r.integer(3), r.integer(4), r.integer(5)});
    return true;
  }, district, month);
  return out;
}
std::vector<DepartmentMonth> months_by_department(store::Session& s, base::DistrictId district, std::int64_t month) {
  std::vector<DepartmentMonth> out;
  s.rows(department_months, [&](const store::Row& r) {
    out.push_back({{r.integer(0)}, month, r.integer(1), r.integer(2), r.integer(3), r.integer(4)});
    return true;
  }, district, month);
  return out;
}

void put_known(store::Unit& unit, const KnownFact& k) {
  unit.exec(known_put, k.org_unit_id, k.code, k.line_id, k.value, k.said_on, k.said_at, k.fact_id, k.live, unit.district());
}
std::vector<KnownFact> known_of_line(store::Session& s, base::DistrictId district, LineId id) { return s.all<KnownFact>(known_line, district, id); }
void forget_known(store::Unit& unit, LineId id) { unit.exec(known_off, unit.district(), id); }
std::vector<KnownRow> known_of_unit(store::Session& s, base::DistrictId district, base::OrgUnitId org_unit) {
  std::vector<KnownRow> out;
  s.rows(known_unit, [&out](const store::Row& r) {
    out.push_back({{.org_unit_id = {r.integer(0)}, .code = std::string(r.text(1)), .line_id = {r.integer(2)}, .value = std::string(r.text(3)),
                    .said_on = r.get<base::CivilDate>(4), .said_at = r.get<base::Instant>(5), .fact_id = r.integer(6), .live = r.integer(7) != 0},
                   std::string(r.text(8))});
    return true;
  }, district, org_unit);
  return out;
}
std::vector<KnownFact> known_since(store::Session& s, base::DistrictId district, base::CivilDate since) { return s.all<KnownFact>(known_from_day, district, since); }

void insert(store::Unit& unit, const Outside& o) { unit.insert(insert_outside, o); }
std::map<base::OrgUnitId, std::int64_t> outside_in(store::Session& s, base::DistrictId district, base::CivilDate from, base::CivilDate to) {
  std::map<base::OrgUnitId, std::int64_t> out;
  s.rows(outside_counts, [&out](const store::Row& r) { out[{r.integer(0)}] = r.integer(1); return true; }, district, from, to);
  return out;
}

}  // namespace assigned_tasks
