// Practical projects 民生实事: a programme of a year lists what is done for the people; each project has an owner, milestones with dates,
// progress, what it gathers from elsewhere, and is accepted by those it serves.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "instruments/workflow/show.hpp"

namespace projects {

struct ProgrammeTag;
struct ProjectTag;
struct MilestoneTag;
struct ReportTag;
struct AcceptanceTag;
struct GatheredTag;   // a record of another room
using ProgrammeId = base::Id<ProgrammeTag>;
using ProjectId = base::Id<ProjectTag>;
using MilestoneId = base::Id<MilestoneTag>;
using ReportId = base::Id<ReportTag>;
using AcceptanceId = base::Id<AcceptanceTag>;
using GatheredId = base::Id<GatheredTag>;

enum class Level : std::uint8_t { district, subdistrict, community };
enum class State : std::uint8_t { doing, to_accept, accepted, closed, dropped };
enum class How : std::uint8_t { representatives, meeting };

struct ProgrammeRow {
  ProgrammeId id{};
  std::string title{};
  std::int64_t year{};
  Level level{};
  base::AreaId area_id{};
  std::string note{};
  bool shown{};                                              // its list stands on the public window
  std::optional<base::CivilDate> closed_on{};
  std::int64_t version{};
};
struct ProjectRow {
  ProjectId id{};
  ProgrammeId programme_id{};
  std::int64_t number{};                                     // in its programme, from 1
  std::string title{}, what{}, place{};
  base::AreaId area_id{}, subdistrict_id{};
  base::OrgUnitId owner_unit_id{};
  std::string owner_post{};
  std::optional<std::int64_t> budget_yuan{};
  base::CivilDate listed_on{}, due_on{};
  State state{};
  std::optional<base::CivilDate> offered_on{}, accepted_on{}, ended_on{};
  std::string result{};
  std::int64_t version{};
};
struct MilestoneRow {
  MilestoneId id{};
  ProjectId project_id{};
  std::string title{};
  base::CivilDate due_on{};
  std::optional<base::CivilDate> met_on{};
};
struct ReportRow {
  ReportId id{};
  ProjectId project_id{};
  std::optional<MilestoneId> milestone_id{};                 // it says that this one is met
  base::Instant at{};
  base::PersonId person_id{};
  std::string words{};
};
struct GatheredRow {
  ProjectId project_id{};
  std::string kind{};
  std::int64_t subject_id{};
  std::string title{};
  base::CivilDate gathered_on{};
  std::optional<base::CivilDate> done_on{};
};
struct AcceptanceRow {
  AcceptanceId id{};
  ProjectId project_id{};
  How how{};
  base::CivilDate held_on{};
  std::int64_t attended{}, agreed{};
  bool passed{};
  std::string words{};
  base::PersonId person_id{};                                // who recorded it
};
struct RepresentativeRow {                                   // personal: who of those served agreed
  AcceptanceId acceptance_id{};
  std::int64_t number{};
  std::string name{};
  bool agrees{};
  std::string words{};
};
struct ListedProject {                                       // a row of the list, with its milestones counted
  ProjectId id{};
  ProgrammeId programme_id{};
  std::int64_t number{};
  std::string title{}, place{};
  base::AreaId area_id{};
  base::OrgUnitId owner_unit_id{};
  base::CivilDate due_on{};
  State state{};
  std::int64_t milestones{}, met{}, gathered{};
  std::optional<base::CivilDate> next_due{};
};

// Events. Subject {"programme", id}: programme.opened, .shown, .closed; {"project", id}: project.listed, .milestone_set, .milestone_moved,
// .milestone_met, .reported, .gathered, .released, .part_done, .offered, .accepted, .sent_back, .closed, .dropped
struct ProgrammeOpened { std::string title{}; std::int64_t year{}; Level level{}; base::AreaId area{}; };
struct ProgrammeShown { bool shown{}; };
struct ProjectListed { ProgrammeId programme{}; std::int64_t number{}; std::string title{}; base::AreaId area{}; base::OrgUnitId owner{}; base::CivilDate due_on{}; };
struct MilestoneSet { MilestoneId milestone{}; std::string title{}; base::CivilDate due_on{}; std::string reason{}; };
struct MilestoneMet { MilestoneId milestone{}; base::CivilDate on{}; std::string words{}; };
struct Reported { ReportId report{}; std::string words{}; };
struct PartNoted { std::string kind{}; std::int64_t id{}; std::string title{}; };
struct Judged { AcceptanceId acceptance{}; How how{}; std::int64_t attended{}, agreed{}; bool passed{}; std::string words{}; };
struct Told { std::string words{}; };
struct Representatives { std::vector<std::string> names{}; };  // personal

// Views
struct ProgrammeLine {
  ProgrammeId id{};
  std::string title{};
  std::int64_t year{};
  Level level{};
  base::AreaId area_id{};
  std::string area_name{}, note{};
  bool shown{};
  std::optional<base::CivilDate> closed_on{};
  std::int64_t projects{}, doing{}, to_accept{}, done{}, dropped{}, late{}, milestones{}, met{}, met_on_time{}, gathered{}, gathered_done{};
  std::int64_t version{};
};
struct ProgrammeView { ProgrammeLine programme{}; bool can_keep{}; std::string public_page{}; };
struct ProjectLine {
  ProjectId id{};
  ProgrammeId programme_id{};
  std::string programme_title{};
  std::int64_t number{};
  std::string title{}, place{};
  base::AreaId area_id{};
  std::string area_name{}, owner_name{};
  base::OrgUnitId owner_unit_id{};
  base::CivilDate due_on{};
  State state{};
  bool late{};
  std::int64_t milestones{}, met{}, gathered{};
  std::optional<base::CivilDate> next_due{};
};
struct MilestoneLine { MilestoneId id{}; std::string title{}; base::CivilDate due_on{}; std::optional<base::CivilDate> met_on{}; bool late{}; };
struct ReportLine { ReportId id{}; base::Instant at{}; std::string who{}, words{}, milestone{}; std::vector<workflow::PhotoView> photos{}; };
struct GatheredLine { std::string kind{}, id{}, title{}; base::CivilDate gathered_on{}; std::optional<base::CivilDate> done_on{}; };
struct RepresentativeLine { std::string name{}; bool agrees{}; std::string words{}; };
struct AcceptanceLine { How how{}; base::CivilDate held_on{}; std::int64_t attended{}, agreed{}; bool passed{}; std::string words{}, who{}; std::vector<RepresentativeLine> people{}; };
struct HistoryLine { std::string kind{}; base::Instant at{}; std::string who{}, words{}; };
struct ProjectView {
  ProjectLine project{};
  std::string what{}, result{};
  std::optional<std::int64_t> budget_yuan{};
  base::CivilDate listed_on{};
  std::optional<base::CivilDate> offered_on{}, accepted_on{}, ended_on{};
  std::vector<MilestoneLine> milestones{};
  std::vector<ReportLine> reports{};
  std::vector<GatheredLine> gathered{};
  std::vector<AcceptanceLine> acceptances{};
  std::vector<HistoryLine> history{};
  std::int64_t representatives_least{}, pass_per_cent{};
  bool can_report{}, can_offer{}, can_accept{}, can_gather{}, can_keep{};
  std::int64_t version{};
};
struct ProjectCount { std::int64_t count{}; };
struct ProjectDone { std::string id{}; };

// Commands
struct OpenProgramme { std::string title{}; std::int64_t year{}; Level level{}; std::optional<base::AreaId> area_id{}; std::string note{}, client_ref{}; };
struct ShowProgramme { bool shown{}; std::string client_ref{}; };
struct CloseProgramme { std::string words{}, client_ref{}; };
struct PlannedMilestone { std::string title{}; base::CivilDate due_on{}; };
struct ListProject {
  ProgrammeId programme_id{};
  std::string title{}, what{}, place{};
  std::optional<base::AreaId> area_id{};                     // empty: the programme's
  base::OrgUnitId owner_unit_id{};
  std::string owner_post{};
  std::optional<std::int64_t> budget_yuan{};
  base::CivilDate due_on{};
  std::vector<PlannedMilestone> milestones{};
  std::string client_ref{};
};
struct SetMilestone { std::string title{}; base::CivilDate due_on{}; std::string client_ref{}; };
struct MoveMilestone { base::CivilDate due_on{}; std::string reason{}, client_ref{}; };
struct ReportProgress { std::string words{}; std::vector<base::FileId> photos{}; std::string client_ref{}; };
struct OfferProject { std::string words{}, client_ref{}; };
struct Verdict { std::string name{}; bool agrees{}; std::string words{}; };
struct AcceptProject {
  How how{};
  base::CivilDate held_on{};
  std::int64_t attended{}, agreed{};                         // of a meeting; representatives are counted
  std::vector<Verdict> people{};
  std::string words{};
  std::vector<base::FileId> photos{};
  std::string client_ref{};
};
struct CloseProject { std::string result{}, client_ref{}; };
struct DropProject { std::string reason{}, client_ref{}; };
struct GatherInto { ProjectId project_id{}; std::string title{}; };                       // opener projects.gather
struct GatherRecord { std::string kind{}; GatheredId id{}; std::string title{}, client_ref{}; };
struct ReleaseRecord { std::string kind{}; GatheredId id{}; std::string reason{}, client_ref{}; };

}  // namespace projects

DESCRIBED_ENUM(projects::Level)
DESCRIBED_ENUM(projects::State)
DESCRIBED_ENUM(projects::How)
DESCRIBED(projects::ProgrammeRow)
DESCRIBED(projects::ProjectRow)
DESCRIBED(projects::MilestoneRow)
DESCRIBED(projects::ReportRow)
DESCRIBED(projects::GatheredRow)
DESCRIBED(projects::AcceptanceRow)
DESCRIBED(projects::RepresentativeRow)
DESCRIBED(projects::ListedProject)
DESCRIBED(projects::ProgrammeOpened)
DESCRIBED(projects::ProgrammeShown)
DESCRIBED(projects::ProjectListed)
DESCRIBED(projects::MilestoneSet)
DESCRIBED(projects::MilestoneMet)
DESCRIBED(projects::Reported)
DESCRIBED(projects::PartNoted)
DESCRIBED(projects::Judged)
DESCRIBED(projects::Told)
DESCRIBED(projects::Representatives)
DESCRIBED(projects::ProgrammeLine)
DESCRIBED(projects::ProgrammeView)
DESCRIBED(projects::ProjectLine)
DESCRIBED(projects::MilestoneLine)
DESCRIBED(projects::ReportLine)
DESCRIBED(projects::GatheredLine)
DESCRIBED(projects::RepresentativeLine)
DESCRIBED(projects::AcceptanceLine)
DESCRIBED(projects::HistoryLine)
DESCRIBED(projects::ProjectView)
DESCRIBED(projects::ProjectCount)
DESCRIBED(projects::ProjectDone)
DESCRIBED(projects::OpenProgramme)
DESCRIBED(projects::ShowProgramme)
DESCRIBED(projects::CloseProgramme)
DESCRIBED(projects::PlannedMilestone)
DESCRIBED(projects::ListProject)
DESCRIBED(projects::SetMilestone)
DESCRIBED(projects::MoveMilestone)
DESCRIBED(projects::ReportProgress)
DESCRIBED(projects::OfferProject)
DESCRIBED(projects::Verdict)
DESCRIBED(projects::AcceptProject)
DESCRIBED(projects::CloseProject)
DESCRIBED(projects::DropProject)
DESCRIBED(projects::GatherInto)
DESCRIBED(projects::GatherRecord)
DESCRIBED(projects::ReleaseRecord)
