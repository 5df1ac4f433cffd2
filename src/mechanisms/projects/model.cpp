#include "mechanisms/projects/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE_ENUM(projects::Level, "ProgrammeLevel", district, subdistrict, community)
DESCRIBE_ENUM(projects::State, "ProjectState", doing, to_accept, accepted, closed, dropped)
DESCRIBE_ENUM(projects::How, "ProjectAcceptedHow", representatives, meeting)
DESCRIBE(projects::ProgrammeRow, "ProgrammeStored", FIELD(id), FIELD(title), FIELD(year), FIELD(level), FIELD(area_id), FIELD(note), FIELD(shown),
         FIELD(closed_on), FIELD(version))
DESCRIBE(projects::ProjectRow, "ProjectStored", FIELD(id), FIELD(programme_id), FIELD(number), FIELD(title), FIELD(what), FIELD(place),
         FIELD(area_id), FIELD(subdistrict_id), FIELD(owner_unit_id), FIELD(owner_post), FIELD(budget_yuan), FIELD(listed_on), FIELD(due_on),
         FIELD(state), FIELD(offered_on), FIELD(accepted_on), FIELD(ended_on), FIELD(result), FIELD(version))
DESCRIBE(projects::MilestoneRow, "ProjectMilestoneStored", FIELD(id), FIELD(project_id), FIELD(title), FIELD(due_on), FIELD(met_on))
DESCRIBE(projects::ReportRow, "ProjectReportStored", FIELD(id), FIELD(project_id), FIELD(milestone_id), FIELD(at), FIELD(person_id), FIELD(words))
DESCRIBE(projects::GatheredRow, "ProjectGatheredStored", FIELD(project_id), FIELD(kind), FIELD(subject_id), FIELD(title), FIELD(gathered_on),
         FIELD(done_on))
DESCRIBE(projects::AcceptanceRow, "ProjectAcceptanceStored", FIELD(id), FIELD(project_id), FIELD(how), FIELD(held_on), FIELD(attended),
         FIELD(agreed), FIELD(passed), FIELD(words), FIELD(person_id))
DESCRIBE(projects::RepresentativeRow, "ProjectRepresentativeStored", FIELD(acceptance_id), FIELD(number), FIELD(name), FIELD(agrees), FIELD(words))
DESCRIBE(projects::ListedProject, "ProjectListedRow", FIELD(id), FIELD(programme_id), FIELD(number), FIELD(title), FIELD(place), FIELD(area_id),
         FIELD(owner_unit_id), FIELD(due_on), FIELD(state), FIELD(milestones), FIELD(met), FIELD(gathered), FIELD(next_due))
DESCRIBE(projects::ProgrammeOpened, "ProgrammeOpened", FIELD(title), FIELD(year), FIELD(level), FIELD(area))
DESCRIBE(projects::ProgrammeShown, "ProgrammeShown", FIELD(shown))
DESCRIBE(projects::ProjectListed, "ProjectListed", FIELD(programme), FIELD(number), FIELD(title), FIELD(area), FIELD(owner), FIELD(due_on))
DESCRIBE(projects::MilestoneSet, "ProjectMilestoneSet", FIELD(milestone), FIELD(title), FIELD(due_on), FIELD(reason))
DESCRIBE(projects::MilestoneMet, "ProjectMilestoneMet", FIELD(milestone), FIELD(on), FIELD(words))
DESCRIBE(projects::Reported, "ProjectReported", FIELD(report), FIELD(words))
DESCRIBE(projects::PartNoted, "ProjectPartNoted", FIELD(kind), FIELD(id), FIELD(title))
DESCRIBE(projects::Judged, "ProjectJudged", FIELD(acceptance), FIELD(how), FIELD(attended), FIELD(agreed), FIELD(passed), FIELD(words))
DESCRIBE(projects::Told, "ProjectTold", FIELD(words))
DESCRIBE(projects::Representatives, "ProjectRepresentatives", FIELD(names))
DESCRIBE(projects::ProgrammeLine, "ProgrammeRow", FIELD(id), FIELD(title), FIELD(year), FIELD(level), FIELD(area_id), FIELD(area_name), FIELD(note),
         FIELD(shown), FIELD(closed_on), FIELD(projects), FIELD(doing), FIELD(to_accept), FIELD(done), FIELD(dropped), FIELD(late),
         FIELD(milestones), FIELD(met), FIELD(met_on_time), FIELD(gathered), FIELD(gathered_done), FIELD(version))
DESCRIBE(projects::ProgrammeView, "ProgrammeView", FIELD(programme), FIELD(can_keep), FIELD(public_page))
DESCRIBE(projects::ProjectLine, "ProjectRow", FIELD(id), FIELD(programme_id), FIELD(programme_title), FIELD(number), FIELD(title), FIELD(place),
         FIELD(area_id), FIELD(area_name), FIELD(owner_name), FIELD(owner_unit_id), FIELD(due_on), FIELD(state), FIELD(late), FIELD(milestones),
         FIELD(met), FIELD(gathered), FIELD(next_due))
DESCRIBE(projects::MilestoneLine, "ProjectMilestone", FIELD(id), FIELD(title), FIELD(due_on), FIELD(met_on), FIELD(late))
DESCRIBE(projects::ReportLine, "ProjectReport", FIELD(id), FIELD(at), FIELD(who), FIELD(words), FIELD(milestone), FIELD(photos))
DESCRIBE(projects::GatheredLine, "ProjectPart", FIELD(kind), FIELD(id), FIELD(title), FIELD(gathered_on), FIELD(done_on))
DESCRIBE(projects::RepresentativeLine, "ProjectRepresentative", FIELD(name), FIELD(agrees), FIELD(words))
DESCRIBE(projects::AcceptanceLine, "ProjectAcceptance", FIELD(how), FIELD(held_on), FIELD(attended), FIELD(agreed), FIELD(passed), FIELD(words),
         FIELD(who), FIELD(people))
DESCRIBE(projects::HistoryLine, "ProjectHistory", FIELD(kind), FIELD(at), FIELD(who), FIELD(words))
DESCRIBE(projects::ProjectView, "ProjectView", FIELD(project), FIELD(what), FIELD(result), FIELD(budget_yuan), FIELD(listed_on), FIELD(offered_on),
         FIELD(accepted_on), FIELD(ended_on), FIELD(milestones), FIELD(reports), FIELD(gathered), FIELD(acceptances), FIELD(history),
         FIELD(representatives_least), FIELD(pass_per_cent), FIELD(can_report), FIELD(can_offer), FIELD(can_accept), FIELD(can_gather),
         FIELD(can_keep), FIELD(version))
DESCRIBE(projects::ProjectCount, "ProjectCount", FIELD(count))
DESCRIBE(projects::ProjectDone, "ProjectDone", FIELD(id))
DESCRIBE(projects::OpenProgramme, "OpenProgramme", FIELD(title, .min = 2, .max = 60, .format = Format::line),
         FIELD(year, .least = 2000, .most = 2100), FIELD(level), FIELD(area_id), FIELD(note, .max = 1000, .absent_ok = true),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::ShowProgramme, "ShowProgramme", FIELD(shown), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::CloseProgramme, "CloseProgramme", FIELD(words, .min = 2, .max = 1000), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::PlannedMilestone, "PlannedProjectMilestone", FIELD(title, .min = 2, .max = 80, .format = Format::line), FIELD(due_on))
DESCRIBE(projects::ListProject, "ListProject", FIELD(programme_id), FIELD(title, .min = 2, .max = 80, .format = Format::line),
         FIELD(what, .max = 2000, .absent_ok = true), FIELD(place, .max = 200, .format = Format::line, .absent_ok = true), FIELD(area_id),
         FIELD(owner_unit_id), FIELD(owner_post, .max = 40, .absent_ok = true), FIELD(budget_yuan), FIELD(due_on),
         FIELD(milestones, .items_max = 30), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::SetMilestone, "SetProjectMilestone", FIELD(title, .min = 2, .max = 80, .format = Format::line), FIELD(due_on),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::MoveMilestone, "MoveProjectMilestone", FIELD(due_on), FIELD(reason, .min = 2, .max = 500),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::ReportProgress, "ReportProjectProgress", FIELD(words, .min = 2, .max = 2000), FIELD(photos, .items_max = 9, .absent_ok = true),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::OfferProject, "OfferProject", FIELD(words, .min = 2, .max = 2000), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::Verdict, "ProjectVerdict", FIELD(name, .min = 1, .max = 40, .format = Format::line), FIELD(agrees),
         FIELD(words, .max = 300, .absent_ok = true))
DESCRIBE(projects::AcceptProject, "AcceptProject", FIELD(how), FIELD(held_on), FIELD(attended, .least = 0, .most = 100000, .absent_ok = true),
         FIELD(agreed, .least = 0, .most = 100000, .absent_ok = true), FIELD(people, .items_max = 50, .absent_ok = true),
         FIELD(words, .max = 1000, .absent_ok = true), FIELD(photos, .items_max = 9, .absent_ok = true),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::CloseProject, "CloseProject", FIELD(result, .min = 2, .max = 2000), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::DropProject, "DropProject", FIELD(reason, .min = 2, .max = 1000), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::GatherInto, "GatherIntoProject", FIELD(project_id), FIELD(title, .max = 300, .absent_ok = true))
DESCRIBE(projects::GatherRecord, "GatherProjectRecord", FIELD(kind, .min = 1, .max = 40), FIELD(id), FIELD(title, .min = 1, .max = 300),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(projects::ReleaseRecord, "ReleaseProjectRecord", FIELD(kind, .min = 1, .max = 40), FIELD(id), FIELD(reason, .min = 2, .max = 500),
         FIELD(client_ref, .max = 64, .absent_ok = true))
