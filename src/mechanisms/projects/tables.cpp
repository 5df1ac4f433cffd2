#include "mechanisms/projects/tables.hpp"

namespace projects {
namespace {

using store::Statement;

#define PROGRAMME_COLUMNS "SELECT id, title, year, level, area_id, note, shown, closed_on, version FROM programmes"
#define PROJECT_COLUMNS                                                                                                               \
  "SELECT id, programme_id, number, title, what, place, area_id, subdistrict_id, owner_unit_id, owner_post, budget_yuan, listed_on, " \
  "due_on, state, offered_on, accepted_on, ended_on, result, version FROM projects"
#define MILESTONE_COLUMNS "SELECT m.id, m.project_id, m.title, m.due_on, m.met_on FROM project_milestones m"

const Statement programme_all{"projects.programmes", PROGRAMME_COLUMNS " WHERE district_id = $1 ORDER BY year DESC, id DESC"};
const Statement programme_one{"projects.programme", PROGRAMME_COLUMNS " WHERE district_id = $1 AND id = $2"};
const Statement programme_titled{"projects.title_taken", "SELECT id FROM programmes WHERE district_id = $1 AND year = $2 AND title = $3"};
const Statement programme_insert{"projects.programme_insert",
    "INSERT INTO programmes (id, title, year, level, area_id, note, shown, closed_on, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
const Statement programme_update{"projects.programme_update", "UPDATE programmes SET shown = $3, closed_on = $4, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement project_sums{"projects.sums",
    "SELECT programme_id, COUNT(*), SUM(CASE WHEN state = 'doing' THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'to_accept' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN state IN ('accepted', 'closed') THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'dropped' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN state IN ('doing', 'to_accept') AND due_on < $2 THEN 1 ELSE 0 END) FROM projects WHERE district_id = $1 GROUP BY programme_id"};
const Statement milestone_sums{"projects.milestone_sums",
    "SELECT p.programme_id, COUNT(*), SUM(CASE WHEN m.met_on IS NOT NULL THEN 1 ELSE 0 END), SUM(CASE WHEN m.met_on IS NOT NULL AND m.met_on <= m.due_on THEN 1 ELSE 0 END) "
    "FROM project_milestones m JOIN projects p ON p.district_id = m.district_id AND p.id = m.project_id WHERE m.district_id = $1 GROUP BY p.programme_id"};
const Statement gathered_sums{"projects.gathered_sums",
    "SELECT p.programme_id, COUNT(*), SUM(CASE WHEN g.done_on IS NOT NULL THEN 1 ELSE 0 END) "
    "FROM project_gathered g JOIN projects p ON p.district_id = g.district_id AND p.id = g.project_id WHERE g.district_id = $1 GROUP BY p.programme_id"};
const Statement project_one{"projects.project", PROJECT_COLUMNS " WHERE district_id = $1 AND id = $2"};
const Statement project_all{"projects.projects", PROJECT_COLUMNS " WHERE district_id = $1 ORDER BY id"};
const Statement project_of{"projects.projects_of", PROJECT_COLUMNS " WHERE district_id = $1 AND programme_id = $2 ORDER BY number"};
const Statement project_number{"projects.next_number", "SELECT COALESCE(MAX(number), 0) + 1 FROM projects WHERE district_id = $1 AND programme_id = $2"};
const Statement project_insert{"projects.project_insert",
    "INSERT INTO projects (id, programme_id, number, title, what, place, area_id, subdistrict_id, owner_unit_id, owner_post, budget_yuan, listed_on, due_on, state, "
    "offered_on, accepted_on, ended_on, result, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"};
const Statement project_update{"projects.project_update",
    "UPDATE projects SET state = $3, offered_on = $4, accepted_on = $5, ended_on = $6, result = $7, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement milestone_list{"projects.milestones", MILESTONE_COLUMNS " WHERE m.district_id = $1 AND m.project_id = $2 ORDER BY m.due_on, m.id"};
const Statement milestone_of{"projects.milestones_of", MILESTONE_COLUMNS " JOIN projects p ON p.district_id = m.district_id AND p.id = m.project_id "
    "WHERE m.district_id = $1 AND p.programme_id = $2 ORDER BY m.due_on, m.id"};
const Statement milestone_one{"projects.milestone", MILESTONE_COLUMNS " WHERE m.district_id = $1 AND m.id = $2"};
const Statement milestone_insert{"projects.milestone_insert", "INSERT INTO project_milestones (id, project_id, title, due_on, met_on, district_id) VALUES ($1, $2, $3, $4, $5, $6)"};
const Statement milestone_update{"projects.milestone_update", "UPDATE project_milestones SET due_on = $3, met_on = $4 WHERE district_id = $1 AND id = $2"};
const Statement report_list{"projects.reports", "SELECT id, project_id, milestone_id, at, person_id, words FROM project_reports WHERE district_id = $1 AND project_id = $2 ORDER BY id DESC"};
const Statement report_insert{"projects.report_insert", "INSERT INTO project_reports (id, project_id, milestone_id, at, person_id, words, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Statement gathered_list{"projects.gathered",
    "SELECT project_id, kind, subject_id, title, gathered_on, done_on FROM project_gathered WHERE district_id = $1 AND project_id = $2 ORDER BY gathered_on, subject_id"};
const Statement gathered_subject{"projects.gathering",
    "SELECT project_id, kind, subject_id, title, gathered_on, done_on FROM project_gathered WHERE district_id = $1 AND kind = $2 AND subject_id = $3 ORDER BY project_id"};
const Statement gathered_insert{"projects.gathered_insert",
    "INSERT INTO project_gathered (project_id, kind, subject_id, title, gathered_on, done_on, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Statement gathered_delete{"projects.gathered_delete", "DELETE FROM project_gathered WHERE district_id = $1 AND project_id = $2 AND kind = $3 AND subject_id = $4"};
const Statement gathered_end{"projects.gathered_end", "UPDATE project_gathered SET done_on = $5 WHERE district_id = $1 AND project_id = $2 AND kind = $3 AND subject_id = $4"};
const Statement acceptance_list{"projects.acceptances",
    "SELECT id, project_id, how, held_on, attended, agreed, passed, words, person_id FROM project_acceptances WHERE district_id = $1 AND project_id = $2 ORDER BY id DESC"};
const Statement acceptance_insert{"projects.acceptance_insert",
    "INSERT INTO project_acceptances (id, project_id, how, held_on, attended, agreed, passed, words, person_id, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
const Statement representative_list{"projects.representatives",
    "SELECT r.acceptance_id, r.number, r.name, r.agrees, r.words FROM project_representatives r JOIN project_acceptances a ON a.district_id = r.district_id AND a.id = r.acceptance_id "
    "WHERE r.district_id = $1 AND a.project_id = $2 ORDER BY r.acceptance_id, r.number"};
const Statement representative_insert{"projects.representative_insert",
    "INSERT INTO project_representatives (acceptance_id, number, name, agrees, words, district_id) VALUES ($1, $2, $3, $4, $5, $6)"};

}  // namespace

std::vector<ProgrammeRow> programmes(store::Session& s, base::DistrictId d) { return s.all<ProgrammeRow>(programme_all, d); }
std::optional<ProgrammeRow> programme(store::Session& s, base::DistrictId d, ProgrammeId id) { return s.one<ProgrammeRow>(programme_one, d, id); }
bool title_taken(store::Session& s, base::DistrictId d, std::int64_t year, std::string_view title) { return s.value<std::int64_t>(programme_titled, d, year, title).has_value(); }
void insert_programme(store::Unit& u, const ProgrammeRow& r) {
  u.exec(programme_insert, r.id, r.title, r.year, r.level, r.area_id, r.note, r.shown, r.closed_on, r.version, u.district());
}
void update_programme(store::Unit& u, const ProgrammeRow& r) { u.exec(programme_update, u.district(), r.id, r.shown, r.closed_on); }
std::vector<Sums> sums(store::Session& s, base::DistrictId d, base::CivilDate today) {
  std::vector<Sums> out;
  const auto of = [&out](ProgrammeId id) -> Sums& {
    for (Sums& each : out)
      if (each.programme == id) return each;
    return out.emplace_back(Sums{.programme = id});
  };
  s.rows(project_sums, [&](const store::Row& r) {
    Sums& n = of(r.get<ProgrammeId>(0));
    n.projects = r.integer(1), n.doing = r.integer(2), n.to_accept = r.integer(3), n.done = r.integer(4), n.dropped = r.integer(5), n.late = r.integer(6);
    return true;
  }, d, today);
  s.rows(milestone_sums, [&](const store::Row& r) {
    Sums& n = of(r.get<ProgrammeId>(0));
    n.milestones = r.integer(1), n.met = r.integer(2), n.met_on_time = r.integer(3);
    return true;
  }, d);
  s.rows(gathered_sums, [&](const store::Row& r) {
    Sums& n = of(r.get<ProgrammeId>(0));
    n.gathered = r.integer(1), n.gathered_done = r.integer(2);
    return true;
  }, d);
  return out;
}

std::optional<ProjectRow> project(store::Session& s, base::DistrictId d, ProjectId id) { return s.one<ProjectRow>(project_one, d, id); }
std::vector<ProjectRow> all_projects(store::Session& s, base::DistrictId d) { return s.all<ProjectRow>(project_all, d); }
std::vector<ProjectRow> projects_of(store::Session& s, base::DistrictId d, ProgrammeId id) { return s.all<ProjectRow>(project_of, d, id); }
std::int64_t next_number(store::Session& s, base::DistrictId d, ProgrammeId id) { return s.value<std::int64_t>(project_number, d, id).value_or(1); }
void insert_project(store::Unit& u, const ProjectRow& r) {
  u.exec(project_insert, r.id, r.programme_id, r.number, r.title, r.what, r.place, r.area_id, r.subdistrict_id, r.owner_unit_id, r.owner_post, r.budget_yuan, r.listed_on, r.due_on,
         r.state, r.offered_on, r.accepted_on, r.ended_on, r.result, r.version, u.district());
}
void update_project(store::Unit& u, const ProjectRow& r) { u.exec(project_update, u.district(), r.id, r.state, r.offered_on, r.accepted_on, r.ended_on, r.result); }

std::vector<MilestoneRow> milestones(store::Session& s, base::DistrictId d, ProjectId id) { return s.all<MilestoneRow>(milestone_list, d, id); }
std::vector<MilestoneRow> milestones_of(store::Session& s, base::DistrictId d, ProgrammeId id) { return s.all<MilestoneRow>(milestone_of, d, id); }
std::optional<MilestoneRow> milestone(store::Session& s, base::DistrictId d, MilestoneId id) { return s.one<MilestoneRow>(milestone_one, d, id); }
void insert_milestone(store::Unit& u, const MilestoneRow& r) { u.exec(milestone_insert, r.id, r.project_id, r.title, r.due_on, r.met_on, u.district()); }
void update_milestone(store::Unit& u, const MilestoneRow& r) { u.exec(milestone_update, u.district(), r.id, r.due_on, r.met_on); }
std::vector<ReportRow> reports(store::Session& s, base::DistrictId d, ProjectId id) { return s.all<ReportRow>(report_list, d, id); }
void insert_report(store::Unit& u, const ReportRow& r) { u.exec(report_insert, r.id, r.project_id, r.milestone_id, r.at, r.person_id, r.words, u.district()); }
std::vector<GatheredRow> gathered(store::Session& s, base::DistrictId d, ProjectId id) { return s.all<GatheredRow>(gathered_list, d, id); }
std::vector<GatheredRow> gathering(store::Session& s, base::DistrictId d, const base::Subject& what) { return s.all<GatheredRow>(gathered_subject, d, what.kind, what.id); }
void insert_gathered(store::Unit& u, const GatheredRow& r) { u.exec(gathered_insert, r.project_id, r.kind, r.subject_id, r.title, r.gathered_on, r.done_on, u.district()); }
void delete_gathered(store::Unit& u, const GatheredRow& r) { u.exec(gathered_delete, u.district(), r.project_id, r.kind, r.subject_id); }
void end_gathered(store::Unit& u, const GatheredRow& r) { u.exec(gathered_end, u.district(), r.project_id, r.kind, r.subject_id, r.done_on); }
std::vector<AcceptanceRow> acceptances(store::Session& s, base::DistrictId d, ProjectId id) { return s.all<AcceptanceRow>(acceptance_list, d, id); }
void insert_acceptance(store::Unit& u, const AcceptanceRow& r) {
  u.exec(acceptance_insert, r.id, r.project_id, r.how, r.held_on, r.attended, r.agreed, r.passed, r.words, r.person_id, u.district());
}
std::vector<RepresentativeRow> representatives(store::Session& s, base::DistrictId d, ProjectId id) { return s.all<RepresentativeRow>(representative_list, d, id); }
void insert_representative(store::Unit& u, const RepresentativeRow& r) { u.exec(representative_insert, r.acceptance_id, r.number, r.name, r.agrees, r.words, u.district()); }

}  // namespace projects
