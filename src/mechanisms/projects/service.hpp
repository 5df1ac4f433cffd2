// Practical projects: programmes kept by the district, projects worked on by their owners, accepted by those they serve.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "definitions/book.hpp"
#include "mechanisms/projects/model.hpp"
#include "mechanisms/projects/rules.hpp"
#include "mechanisms/projects/tables.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/call.hpp"
#include "registry/exports.hpp"
#include "registry/room.hpp"

namespace projects {

using registry::Call;

inline constexpr std::string_view read_action = "project.read";
inline constexpr std::string_view keep_action = "project.keep";       // programmes, what they list, closing
inline constexpr std::string_view report_action = "project.report";   // its owner: progress, milestones, offering for acceptance
inline constexpr std::string_view accept_action = "project.accept";   // records what those served say
inline constexpr std::string_view gather_action = "project.gather";
inline constexpr std::string_view export_action = "project.export";
inline constexpr int lock_floor = 11;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  base::CivilDate today{};
  definitions::Parsed<Settings> settings{};
  std::string time_zone{}, district_code{};
  std::optional<base::Zone> zone{};
  [[nodiscard]] std::string area_name(base::AreaId) const;            // empty: unknown
};
[[nodiscard]] base::Result<Ground> ground(registry::House&, store::Session&, const store::Moment&);
[[nodiscard]] people::Scope scope_at(const Ground&, base::AreaId);
[[nodiscard]] people::Scope scope_of(const Ground&, const ProjectRow&);
[[nodiscard]] base::Subject subject_of(ProgrammeId);
[[nodiscard]] base::Subject subject_of(ProjectId);
[[nodiscard]] base::Error no_such_project();
[[nodiscard]] base::Error no_such_programme();

template <class T>
struct Page { std::vector<T> items{}; std::string next{}; std::int64_t total{}; };
[[nodiscard]] base::Result<Page<ProgrammeLine>> programme_list(Call&, const base::Params& query);
[[nodiscard]] base::Result<ProgrammeView> programme_page(Call&, std::int64_t id);
[[nodiscard]] base::Result<Page<ProjectLine>> project_list(Call&, const base::Params& query);
[[nodiscard]] base::Result<ProjectCount> count_projects(Call&, const base::Params& query);
[[nodiscard]] base::Result<ProjectView> project_page(Call&, std::int64_t id);
[[nodiscard]] base::Result<http::Response> photo(Call&, ProjectId, base::FileId, bool small, const http::Request&);
[[nodiscard]] base::Result<std::vector<registry::SearchHit>> find_projects(Call&, std::string_view words, int limit);
[[nodiscard]] const registry::ExportList& projects_export();
[[nodiscard]] const registry::ExportList& programmes_export();
[[nodiscard]] std::vector<registry::PaperKind> papers();
[[nodiscard]] base::Result<http::Response> public_page(Call&, const http::Request&);

[[nodiscard]] base::Result<ProjectDone> open_programme(Call&, std::int64_t, const OpenProgramme&);
[[nodiscard]] base::Result<ProjectDone> show_programme(Call&, std::int64_t, const ShowProgramme&);
[[nodiscard]] base::Result<ProjectDone> close_programme(Call&, std::int64_t, const CloseProgramme&);
[[nodiscard]] base::Result<ProjectDone> list_project(Call&, std::int64_t, const ListProject&);
[[nodiscard]] base::Result<ProjectDone> set_milestone(Call&, std::int64_t project, const SetMilestone&);
[[nodiscard]] base::Result<ProjectDone> move_milestone(Call&, std::int64_t milestone, const MoveMilestone&);
[[nodiscard]] base::Result<ProjectDone> meet_milestone(Call&, std::int64_t milestone, const ReportProgress&);
[[nodiscard]] base::Result<ProjectDone> report(Call&, std::int64_t, const ReportProgress&);
[[nodiscard]] base::Result<ProjectDone> offer(Call&, std::int64_t, const OfferProject&);
[[nodiscard]] base::Result<ProjectDone> accept(Call&, std::int64_t, const AcceptProject&);
[[nodiscard]] base::Result<ProjectDone> close_project(Call&, std::int64_t, const CloseProject&);
[[nodiscard]] base::Result<ProjectDone> drop_project(Call&, std::int64_t, const DropProject&);
[[nodiscard]] base::Result<ProjectDone> gather(Call&, std::int64_t, const GatherRecord&);
[[nodiscard]] base::Result<ProjectDone> release(Call&, std::int64_t, const ReleaseRecord&);

// Inside a unit: laws asked, rights not.
[[nodiscard]] base::Result<ProgrammeId> open_in(registry::House&, store::Unit&, const Ground&, const OpenProgramme&);
[[nodiscard]] base::Result<ProjectId> list_in(registry::House&, store::Unit&, const Ground&, const ListProject&);
[[nodiscard]] base::Done meet_in(registry::House&, store::Unit&, const Ground&, const ProjectRow&, const MilestoneRow&, const ReportProgress&);
[[nodiscard]] base::Done report_in(registry::House&, store::Unit&, const ProjectRow&, const ReportProgress&);
[[nodiscard]] base::Done offer_in(registry::House&, store::Unit&, const Ground&, ProjectRow, const OfferProject&);
[[nodiscard]] base::Done accept_in(registry::House&, store::Unit&, const Ground&, ProjectRow, const AcceptProject&);
[[nodiscard]] base::Done close_in(registry::House&, store::Unit&, const Ground&, ProjectRow, const CloseProject&);
[[nodiscard]] base::Done gather_in(registry::House&, store::Unit&, const Ground&, const ProjectRow&, const base::Subject&, const std::string& title);
[[nodiscard]] base::Done plan_in(registry::House&, store::Unit&, const Ground&, const ProjectRow&, const SetMilestone&);
[[nodiscard]] base::Done move_in(registry::House&, store::Unit&, const Ground&, const ProjectRow&, MilestoneRow, const MoveMilestone&);
[[nodiscard]] base::Done drop_in(registry::House&, store::Unit&, const Ground&, ProjectRow, const DropProject&);
[[nodiscard]] base::Done release_in(registry::House&, store::Unit&, const ProjectRow&, const base::Subject&, const std::string& reason);
// Opener projects.gather; hooks: what was gathered has ended.
[[nodiscard]] base::Result<base::Subject> gather_from(Call&, store::Unit&, const base::Subject& origin, std::string_view json);
[[nodiscard]] base::Done on_ended(registry::House&, store::Unit&, const store::NewEvent&);

[[nodiscard]] std::string fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string accepted_by_others(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] base::Done make_demo(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] std::vector<registry::Route> routes();

}  // namespace projects
