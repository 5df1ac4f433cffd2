#include "mechanisms/teams/tables.hpp"

namespace teams {
namespace {

using store::ListField;
using store::ListKind;
using store::ListTest;
using store::Statement;

#define SELECT_TeamRow "SELECT id, kind, field, area_id, home_unit_id, name, valid_from, valid_to, version FROM teams"
#define SELECT_OfficerRow "SELECT id, team_id, post_id, certificate_number, certificate_until, joined_on, left_on, version FROM team_officers"
#define SELECT_DayRow "SELECT id, team_id, officer_id, day, state, reason FROM team_days"
#define SELECT_BreachRow "SELECT id, team_id, day, reason FROM team_breaches"
#define SELECT_OperationRow "SELECT id, title, area_id, subdistrict_id, place, plan, planned_on, state, result, planned_by, planned_at, org_unit_id, approved_by, closed_at, origin_kind, origin_id, version FROM joint_operations"
#define SELECT_CalledRow "SELECT id, operation_id, team_id, org_unit_id, came, who, attended_at FROM joint_operation_units"
#define SELECT_FindingRow "SELECT id, operation_id, title, matter_id, ended_at FROM joint_operation_findings"
#define SELECT_DelegationRow "SELECT id, power, item, area_id, basis, effect, valid_from, valid_to, version FROM team_delegations"
#define SELECT_PenaltyRow "SELECT id, operation_id, team_id, file_number, outcome, noted_on FROM joint_operation_penalties"
#define SELECT_MonthRow "SELECT id, team_id, month, frozen_at, definition_version, seen_at FROM team_months"
#define SELECT_PointRow "SELECT id, month_id, item, points, words, evidence_kind, evidence_id, state, objection, ruling, version FROM team_points"

const Statement TeamRow_insert{"teams.TeamRow_insert",
    "INSERT INTO teams (id, kind, field, area_id, home_unit_id, name, valid_from, valid_to, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
const Statement OfficerRow_insert{"teams.OfficerRow_insert",
    "INSERT INTO team_officers (id, team_id, post_id, certificate_number, certificate_until, joined_on, left_on, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const Statement DayRow_insert{"teams.DayRow_insert",
    "INSERT INTO team_days (id, team_id, officer_id, day, state, reason, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (district_id, officer_id, day) DO UPDATE SET state = excluded.state, reason = excluded.reason"};
const Statement BreachRow_insert{"teams.BreachRow_insert",
    "INSERT INTO team_breaches (id, team_id, day, reason, district_id) VALUES ($1, $2, $3, $4, $5)"};
const Statement OperationRow_insert{"teams.OperationRow_insert",
    "INSERT INTO joint_operations (id, title, area_id, subdistrict_id, place, plan, planned_on, state, result, planned_by, planned_at, org_unit_id, approved_by, closed_at, origin_kind, origin_id, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"};
const Statement CalledRow_insert{"teams.CalledRow_insert",
    "INSERT INTO joint_operation_units (id, operation_id, team_id, org_unit_id, came, who, attended_at, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const Statement FindingRow_insert{"teams.FindingRow_insert",
    "INSERT INTO joint_operation_findings (id, operation_id, title, matter_id, ended_at, district_id) VALUES ($1, $2, $3, $4, $5, $6)"};
const Statement PenaltyRow_insert{"teams.PenaltyRow_insert",
    "INSERT INTO joint_operation_penalties (id, operation_id, team_id, file_number, outcome, noted_on, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Statement MonthRow_insert{"teams.MonthRow_insert",
    "INSERT INTO team_months (id, team_id, month, frozen_at, definition_version, district_id) VALUES ($1, $2, $3, $4, $5, $6)"};
const Statement PointRow_insert{"teams.PointRow_insert",
    "INSERT INTO team_points (id, month_id, item, points, words, evidence_kind, evidence_id, state, objection, ruling, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
const Statement DelegationRow_insert{"teams.DelegationRow_insert",
    "INSERT INTO team_delegations (id, power, item, area_id, basis, effect, valid_from, valid_to, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
const Statement all_delegations{"teams.delegations", SELECT_DelegationRow " WHERE district_id = $1 ORDER BY power, area_id, valid_from, id"};
const Statement delegation_end{"teams.delegation_end", "UPDATE team_delegations SET valid_to = $3, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement month_seen{"teams.month_seen", "UPDATE team_months SET seen_at = $3 WHERE district_id = $1 AND id = $2"};
const Statement matter_finding{"teams.finding_of", SELECT_FindingRow " WHERE district_id = $1 AND matter_id = $2"};
const Statement finding_end{"teams.finding_end", "UPDATE joint_operation_findings SET ended_at = $3 WHERE district_id = $1 AND id = $2"};
const Statement outcome_update{"teams.outcome", "UPDATE joint_operation_penalties SET outcome = $3 WHERE district_id = $1 AND id = $2"};
const Statement names_erase{"teams.erase_names", "UPDATE joint_operation_units SET who = '' WHERE district_id = $1 AND attended_at < $2 AND who <> ''"};
const Statement certificates_erase{"teams.erase_certificates", "UPDATE team_officers SET certificate_number = '' WHERE district_id = $1 AND left_on < $2 AND certificate_number <> ''"};
const Statement twice_serving{"teams.in_two_teams",
    "SELECT DISTINCT a.post_id FROM team_officers a JOIN team_officers b ON b.district_id = a.district_id AND b.post_id = a.post_id AND b.id <> a.id WHERE a.district_id = $1 AND "
    "a.joined_on < COALESCE(b.left_on, a.joined_on + 1) AND b.joined_on < COALESCE(a.left_on, b.joined_on + 1) ORDER BY a.post_id"};
const Statement all_teams{"teams.teams",
    SELECT_TeamRow " WHERE district_id = $1 ORDER BY kind DESC, area_id, field, id"};
const Statement one_team{"teams.team",
    SELECT_TeamRow " WHERE district_id = $1 AND id = $2"};
const Statement all_officers{"teams.officers",
    SELECT_OfficerRow " WHERE district_id = $1 AND (CAST($2 AS BIGINT) = 0 OR team_id = $2) ORDER BY team_id, id"};
const Statement one_officer{"teams.officer",
    SELECT_OfficerRow " WHERE district_id = $1 AND id = $2"};
const Statement officer_update{"teams.officer_update",
    "UPDATE team_officers SET certificate_number = $3, certificate_until = $4, left_on = $5, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement some_days{"teams.days",
    SELECT_DayRow " WHERE district_id = $1 AND (CAST($2 AS BIGINT) = 0 OR team_id = $2) AND day >= $3 AND day < $4 ORDER BY day, officer_id"};
const Statement some_breaches{"teams.breaches",
    SELECT_BreachRow " WHERE district_id = $1 AND (CAST($2 AS BIGINT) = 0 OR team_id = $2) AND day >= $3 AND day < $4 ORDER BY day, id"};
const Statement month_operations{"teams.month_operations",
    SELECT_OperationRow " WHERE district_id = $1 AND planned_on >= $2 AND planned_on < $3 AND state = 'closed' ORDER BY planned_on, id"};
const Statement one_operation{"teams.operation",
    SELECT_OperationRow " WHERE district_id = $1 AND id = $2"};
const Statement operation_ids{"teams.operation_ids",
    "SELECT id FROM joint_operations WHERE district_id = $1 ORDER BY id"};
const Statement operation_update{"teams.operation_update",
    "UPDATE joint_operations SET state = $3, result = $4, approved_by = $5, closed_at = $6, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement operation_units{"teams.units",
    SELECT_CalledRow " WHERE district_id = $1 AND operation_id = $2 ORDER BY id"};
const Statement team_called{"teams.called",
    "SELECT u.id, u.operation_id, u.team_id, u.org_unit_id, u.came, u.who, u.attended_at FROM joint_operation_units u JOIN joint_operations o ON o.district_id = u.district_id AND o.id = u.operation_id WHERE u.district_id = $1 AND u.team_id IS NOT NULL AND (CAST($2 AS BIGINT) = 0 OR u.team_id = $2) AND o.planned_on >= $3 AND o.planned_on < $4 ORDER BY u.id"};
const Statement unit_update{"teams.unit_update",
    "UPDATE joint_operation_units SET came = $3, who = $4, attended_at = $5 WHERE district_id = $1 AND id = $2"};
const Statement operation_findings{"teams.findings",
    SELECT_FindingRow " WHERE district_id = $1 AND operation_id = $2 ORDER BY id"};
const Statement operation_penalties{"teams.penalties",
    SELECT_PenaltyRow " WHERE district_id = $1 AND operation_id = $2 ORDER BY id"};
const Statement month_penalties{"teams.month_penalties",
    SELECT_PenaltyRow " WHERE district_id = $1 AND (CAST($2 AS BIGINT) = 0 OR team_id = $2) AND noted_on >= $3 AND noted_on < $4 ORDER BY id"};
const Statement file_taken{"teams.penalty_file",
    SELECT_PenaltyRow " WHERE district_id = $1 AND file_number = $2"};
const Statement one_month{"teams.month",
    SELECT_MonthRow " WHERE district_id = $1 AND team_id = $2 AND month = $3"};
const Statement all_months{"teams.months",
    SELECT_MonthRow " WHERE district_id = $1 AND month = $2 ORDER BY team_id"};
const Statement team_months_all{"teams.months_of", SELECT_MonthRow " WHERE district_id = $1 AND team_id = $2 ORDER BY month"};
const Statement month_by_id{"teams.month_by_id",
    SELECT_MonthRow " WHERE district_id = $1 AND id = $2"};
const Statement month_points{"teams.points",
    "SELECT p.id, p.month_id, p.item, p.points, p.words, p.evidence_kind, p.evidence_id, p.state, p.objection, p.ruling, p.version FROM team_points p JOIN team_months m ON m.district_id = p.district_id AND m.id = p.month_id WHERE p.district_id = $1 AND m.month = $2 AND (CAST($3 AS BIGINT) = 0 OR m.team_id = $3) ORDER BY p.id"};
const Statement one_point{"teams.point",
    SELECT_PointRow " WHERE district_id = $1 AND id = $2"};
const Statement point_update{"teams.point_update",
    "UPDATE team_points SET state = $3, objection = $4, ruling = $5, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement held_posts{"teams.holders",
    "SELECT ap.post_id, pe.name FROM appointments ap JOIN persons pe ON pe.district_id = ap.district_id AND pe.id = ap.person_id WHERE ap.district_id = $1 AND ap.valid_from <= $2 AND (ap.valid_to IS NULL OR ap.valid_to > $2) AND ap.post_id IN (SELECT post_id FROM team_officers WHERE district_id = $1) ORDER BY ap.post_id, ap.id"};
const Statement count_teams_of{"teams.count",
    "SELECT COUNT(*) FROM teams WHERE district_id = $1 AND kind = $2 AND valid_to IS NULL"};

store::ListSpec make_operations() {
  store::ListSpec s;
  s.columns = "o.*";
  s.from = "joint_operations o";
  s.where = "o.district_id = $1";
  s.id = "o.id";
  s.fields = {
      {.name = "planned_on", .kind = ListKind::date, .column = "o.planned_on", .test = ListTest::none, .sorts = true},
      {.name = "origin_kind", .kind = ListKind::word, .column = "o.origin_kind"},
      {.name = "origin", .kind = ListKind::id, .column = "o.origin_id"},
      {.name = "team", .kind = ListKind::id,
       .where = "EXISTS (SELECT 1 FROM joint_operation_units x WHERE x.district_id = o.district_id AND x.operation_id = o.id AND x.team_id = $?)"},
      {.name = "state", .kind = ListKind::word, .column = "o.state", .words = {"planned", "approved", "closed", "cancelled"}},
      {.name = "area", .kind = ListKind::area},
      {.name = "from", .kind = ListKind::date, .column = "o.planned_on", .test = ListTest::from},
      {.name = "to", .kind = ListKind::date, .column = "o.planned_on", .test = ListTest::until},
      {.name = "q", .kind = ListKind::text, .where = "(o.title LIKE '%' || $? || '%' OR o.place LIKE '%' || $? || '%')"},
  };
  s.sort = "-planned_on";
  s.area_columns = {"o.area_id", "o.subdistrict_id"};
  return s;
}

}  // namespace

void insert(store::Unit& u, const TeamRow& r) { u.exec(TeamRow_insert, r.id, r.kind, r.field, r.area_id, r.home_unit_id, r.name, r.valid_from, r.valid_to, r.version, u.district()); }
void insert(store::Unit& u, const OfficerRow& r) { u.exec(OfficerRow_insert, r.id, r.team_id, r.post_id, r.certificate_number, r.certificate_until, r.joined_on, r.left_on, r.version, u.district()); }
void insert(store::Unit& u, const DayRow& r) { u.exec(DayRow_insert, r.id, r.team_id, r.officer_id, r.day, r.state, r.reason, u.district()); }
void insert(store::Unit& u, const BreachRow& r) { u.exec(BreachRow_insert, r.id, r.team_id, r.day, r.reason, u.district()); }
void insert(store::Unit& u, const OperationRow& r) { u.exec(OperationRow_insert, r.id, r.title, r.area_id, r.subdistrict_id, r.place, r.plan, r.planned_on, r.state, r.result, r.planned_by, r.planned_at, r.org_unit_id, r.approved_by, r.closed_at, r.origin_kind, r.origin_id, r.version, u.district()); }
void insert(store::Unit& u, const CalledRow& r) { u.exec(CalledRow_insert, r.id, r.operation_id, r.team_id, r.org_unit_id, r.came, r.who, r.attended_at, u.district()); }
void insert(store::Unit& u, const FindingRow& r) { u.exec(FindingRow_insert, r.id, r.operation_id, r.title, r.matter_id, r.ended_at, u.district()); }
void insert(store::Unit& u, const PenaltyRow& r) { u.exec(PenaltyRow_insert, r.id, r.operation_id, r.team_id, r.file_number, r.outcome, r.noted_on, u.district()); }
void insert(store::Unit& u, const MonthRow& r) { u.exec(MonthRow_insert, r.id, r.team_id, r.month, r.frozen_at, r.definition_version, u.district()); }
void insert(store::Unit& u, const PointRow& r) { u.exec(PointRow_insert, r.id, r.month_id, r.item, r.points, r.words, r.evidence_kind, r.evidence_id, r.state, r.objection, r.ruling, r.version, u.district()); }
std::vector<TeamRow> teams(store::Session& s, base::DistrictId d) { return s.all<TeamRow>(all_teams, d); }
std::optional<TeamRow> team(store::Session& s, base::DistrictId d, TeamId id) { return s.one<TeamRow>(one_team, d, id); }
std::vector<OfficerRow> officers(store::Session& s, base::DistrictId d, TeamId id) { return s.all<OfficerRow>(all_officers, d, id); }
std::optional<OfficerRow> officer(store::Session& s, base::DistrictId d, OfficerId id) { return s.one<OfficerRow>(one_officer, d, id); }
void update(store::Unit& u, const OfficerRow& r) { u.exec(officer_update, u.district(), r.id, r.certificate_number, r.certificate_until, r.left_on); }
std::vector<DayRow> days(store::Session& s, base::DistrictId d, TeamId id, base::CivilDate from, base::CivilDate to) { return s.all<DayRow>(some_days, d, id, from, to); }
std::vector<BreachRow> breaches(store::Session& s, base::DistrictId d, TeamId id, base::CivilDate from, base::CivilDate to) { return s.all<BreachRow>(some_breaches, d, id, from, to); }
std::vector<OperationRow> closed_operations(store::Session& s, base::DistrictId d, base::CivilDate from, base::CivilDate to) { return s.all<OperationRow>(month_operations, d, from, to); }
std::optional<OperationRow> operation(store::Session& s, base::DistrictId d, OperationId id) { return s.one<OperationRow>(one_operation, d, id); }
std::vector<OperationId> all_operations(store::Session& s, base::DistrictId d) {
  std::vector<OperationId> out;
  s.rows(operation_ids, [&](const store::Row& r) { out.push_back(r.get<OperationId>(0)); return true; }, d);
  return out;
}
void update(store::Unit& u, const OperationRow& r) { u.exec(operation_update, u.district(), r.id, r.state, r.result, r.approved_by, r.closed_at); }
std::vector<CalledRow> called(store::Session& s, base::DistrictId d, OperationId id) { return s.all<CalledRow>(operation_units, d, id); }
std::vector<CalledRow> called_teams(store::Session& s, base::DistrictId d, TeamId id, base::CivilDate from, base::CivilDate to) { return s.all<CalledRow>(team_called, d, id, from, to); }
void update(store::Unit& u, const CalledRow& r) { u.exec(unit_update, u.district(), r.id, r.came, r.who, r.attended_at); }
std::vector<FindingRow> findings(store::Session& s, base::DistrictId d, OperationId id) { return s.all<FindingRow>(operation_findings, d, id); }
std::vector<PenaltyRow> penalties(store::Session& s, base::DistrictId d, OperationId id) { return s.all<PenaltyRow>(operation_penalties, d, id); }
std::vector<PenaltyRow> penalties_of(store::Session& s, base::DistrictId d, TeamId id, base::CivilDate from, base::CivilDate to) { return s.all<PenaltyRow>(month_penalties, d, id, from, to); }
std::optional<PenaltyRow> penalty_of_file(store::Session& s, base::DistrictId d, const std::string& number) { return s.one<PenaltyRow>(file_taken, d, number); }
void set_outcome(store::Unit& u, RowId id, const std::string& outcome) { u.exec(outcome_update, u.district(), id, outcome); }
std::optional<FindingRow> finding_of(store::Session& s, base::DistrictId d, base::MatterId id) { return s.one<FindingRow>(matter_finding, d, id); }
void end_finding(store::Unit& u, RowId id, std::optional<base::Instant> at) { u.exec(finding_end, u.district(), id, at); }
std::vector<DelegationRow> delegations(store::Session& s, base::DistrictId d) { return s.all<DelegationRow>(all_delegations, d); }
void insert(store::Unit& u, const DelegationRow& r) { u.exec(DelegationRow_insert, r.id, r.power, r.item, r.area_id, r.basis, r.effect, r.valid_from, r.valid_to, r.version, u.district()); }
void end_delegation(store::Unit& u, RowId id, base::CivilDate to) { u.exec(delegation_end, u.district(), id, to); }
void set_seen(store::Unit& u, RowId id, base::Instant at) { u.exec(month_seen, u.district(), id, at); }
void erase_names(store::Unit& u, base::Instant attended_before, base::CivilDate left_before) {
  u.exec(names_erase, u.district(), attended_before);
  u.exec(certificates_erase, u.district(), left_before);
}
std::vector<base::PostId> in_two_teams(store::Session& s, base::DistrictId d) {
  std::vector<base::PostId> out;
  s.rows(twice_serving, [&](const store::Row& r) { out.push_back(r.get<base::PostId>(0)); return true; }, d);
  return out;
}
std::optional<MonthRow> month(store::Session& s, base::DistrictId d, TeamId id, base::CivilDate first) { return s.one<MonthRow>(one_month, d, id, first); }
std::vector<MonthRow> months_of(store::Session& s, base::DistrictId d, TeamId id) { return s.all<MonthRow>(team_months_all, d, id); }
std::vector<MonthRow> months(store::Session& s, base::DistrictId d, base::CivilDate first) { return s.all<MonthRow>(all_months, d, first); }
std::optional<MonthRow> month_of_id(store::Session& s, base::DistrictId d, RowId id) { return s.one<MonthRow>(month_by_id, d, id); }
std::vector<PointRow> points(store::Session& s, base::DistrictId d, base::CivilDate first, TeamId id) { return s.all<PointRow>(month_points, d, first, id); }
std::optional<PointRow> point(store::Session& s, base::DistrictId d, RowId id) { return s.one<PointRow>(one_point, d, id); }
void update(store::Unit& u, const PointRow& r) { u.exec(point_update, u.district(), r.id, r.state, r.objection, r.ruling); }
std::map<base::PostId, std::string> holders(store::Session& s, base::DistrictId d, base::CivilDate day) {
  std::map<base::PostId, std::string> out;
  s.rows(held_posts, [&](const store::Row& r) { out.try_emplace(r.get<base::PostId>(0), std::string(r.text(1))); return true; }, d, day);
  return out;
}
std::int64_t count_teams(store::Session& s, base::DistrictId d, std::string_view kind) { return s.value<std::int64_t>(count_teams_of, d, kind).value_or(0); }
const store::ListSpec& operation_list() {
  static const store::ListSpec spec = make_operations();
  return spec;
}
std::map<OperationId, Counts> counts(store::Session& s, base::DistrictId d, const std::vector<OperationId>& ids) {
  std::map<OperationId, Counts> out;
  if (ids.empty()) return out;
  std::vector<store::Arg> args{store::arg(d)};
  std::string in;
  for (const OperationId id : ids) {
    in += (in.empty() ? "$" : ", $") + std::to_string(args.size() + 1);
    args.push_back(store::arg(id));
  }
  const std::string where = " WHERE district_id = $1 AND operation_id IN (" + in + ") GROUP BY operation_id";
  s.run(store::Composed{"SELECT operation_id, COUNT(*), SUM(CASE WHEN attended_at IS NULL THEN 0 ELSE 1 END) FROM joint_operation_units" + where}, args,
        [&](const store::Row& r) { out[r.get<OperationId>(0)].called = r.integer(1), out[r.get<OperationId>(0)].attended = r.integer(2); return true; });
  s.run(store::Composed{"SELECT operation_id, COUNT(*) FROM joint_operation_findings" + where}, args,
        [&](const store::Row& r) { out[r.get<OperationId>(0)].findings = r.integer(1); return true; });
  s.run(store::Composed{"SELECT operation_id, COUNT(*) FROM joint_operation_penalties" + where}, args,
        [&](const store::Row& r) { out[r.get<OperationId>(0)].penalties = r.integer(1); return true; });
  return out;
}

}  // namespace teams
