// All SQL of practical projects.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "mechanisms/projects/model.hpp"
#include "store/list.hpp"
#include "store/session.hpp"

namespace projects {

[[nodiscard]] const store::ListSpec& project_list_spec();   // $1 district, $2 today

[[nodiscard]] std::vector<ProgrammeRow> programmes(store::Session&, base::DistrictId);           // newest year first
[[nodiscard]] std::optional<ProgrammeRow> programme(store::Session&, base::DistrictId, ProgrammeId);
[[nodiscard]] bool title_taken(store::Session&, base::DistrictId, std::int64_t year, std::string_view title);
void insert_programme(store::Unit&, const ProgrammeRow&);
void update_programme(store::Unit&, const ProgrammeRow&);   // shown, closed_on
struct Sums { ProgrammeId programme{}; std::int64_t projects{}, doing{}, to_accept{}, done{}, dropped{}, late{}, milestones{}, met{}, met_on_time{}, gathered{}, gathered_done{}; };
[[nodiscard]] std::vector<Sums> sums(store::Session&, base::DistrictId, base::CivilDate today);  // three statements

[[nodiscard]] std::optional<ProjectRow> project(store::Session&, base::DistrictId, ProjectId);
[[nodiscard]] std::vector<ProjectRow> all_projects(store::Session&, base::DistrictId);           // by id, for laws
[[nodiscard]] std::vector<ProjectRow> projects_of(store::Session&, base::DistrictId, ProgrammeId);  // by number
[[nodiscard]] std::int64_t next_number(store::Session&, base::DistrictId, ProgrammeId);
void insert_project(store::Unit&, const ProjectRow&);
void update_project(store::Unit&, const ProjectRow&);       // state and what goes with it

[[nodiscard]] std::vector<MilestoneRow> milestones(store::Session&, base::DistrictId, ProjectId);   // by date
[[nodiscard]] std::vector<MilestoneRow> milestones_of(store::Session&, base::DistrictId, ProgrammeId);
[[nodiscard]] std::optional<MilestoneRow> milestone(store::Session&, base::DistrictId, MilestoneId);
void insert_milestone(store::Unit&, const MilestoneRow&);
void update_milestone(store::Unit&, const MilestoneRow&);
[[nodiscard]] std::vector<ReportRow> reports(store::Session&, base::DistrictId, ProjectId);         // newest first
void insert_report(store::Unit&, const ReportRow&);
[[nodiscard]] std::vector<GatheredRow> gathered(store::Session&, base::DistrictId, ProjectId);
[[nodiscard]] std::vector<GatheredRow> gathering(store::Session&, base::DistrictId, const base::Subject&);  // which projects have it
void insert_gathered(store::Unit&, const GatheredRow&);
void delete_gathered(store::Unit&, const GatheredRow&);
void end_gathered(store::Unit&, const GatheredRow&);        // its done_on
[[nodiscard]] std::vector<AcceptanceRow> acceptances(store::Session&, base::DistrictId, ProjectId);  // newest first
void insert_acceptance(store::Unit&, const AcceptanceRow&);
[[nodiscard]] std::vector<RepresentativeRow> representatives(store::Session&, base::DistrictId, ProjectId);
void insert_representative(store::Unit&, const RepresentativeRow&);

}  // namespace projects
