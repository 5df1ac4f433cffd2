// 民生实事、我为群众办实事: what is done for the people within a year, with owner and dates, accepted by those it serves.
#include "registry/room.hpp"

#include "definitions/doc.hpp"
#include "mechanisms/projects/service.hpp"

namespace projects {
namespace {

void check_settings(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto settings = parse_settings(body); !settings) faults.insert(faults.end(), settings.error().errors.begin(), settings.error().errors.end());
}
registry::FactKind counted(std::string kind) { return {std::move(kind), "count", "none", "10 years"}; }

}  // namespace
}  // namespace projects

extern const registry::Room projects_room;
const registry::Room projects_room{
    .code = "projects",
    .name_zh = "民生实事",
    .name_en = "Practical projects",
    .mechanisms = {14},
    .routes = &projects::routes,
    .hooks = {{"matter.struck_off", projects::on_ended}, {"whistle.closed", projects::on_ended}, {"talk_item.done", projects::on_ended}, {"campaign.closed", projects::on_ended}},
    .jobs = {registry::export_job(projects::programmes_export()), registry::export_job(projects::projects_export())},
    .facts = {projects::counted("projects.milestone_met"), {"projects.milestone_late", "days", "none", "10 years"}, projects::counted("projects.accepted"), projects::counted("projects.sent_back"),
              projects::counted("projects.closed_in_time"), projects::counted("projects.closed_late")},
    .actions = {{std::string(projects::read_action), "projects.action.read"},
                {std::string(projects::keep_action), "projects.action.keep"},
                {std::string(projects::report_action), "projects.action.report"},
                {std::string(projects::accept_action), "projects.action.accept"},
                {std::string(projects::gather_action), "projects.action.gather"},
                {std::string(projects::export_action), "projects.action.export"}},
    .openers = {{"projects.gather", {"talk_item", "matter", "campaign", "whistle", "joint_operation"}, std::string(projects::gather_action), described::of<projects::GatherInto>::type, projects::gather_from}},
    .invariants = {{"projects, their milestones and what they gather are the fold of their events", &projects::fold},
                   {"a project is accepted by those it serves, never by who worked on it, with every milestone met", &projects::accepted_by_others}},
    .data_classes = {{"project_representatives", "name", "who of those served accepted the project", "who may read the project", "10 years", "none: the record of an acceptance stands with its signatures"}},
    .public_tables = {{.table = "programmes", .verbs = "select", .rows = "shown = 1"}, {.table = "projects", .verbs = "select"}, {.table = "project_milestones", .verbs = "select"}},
    .demo = {{445, "practical projects", &projects::make_demo}},
    .papers = projects::papers(),
    .searchers = {{"projects", "projects.search.title", &projects::find_projects}},
    .definitions = {{"projects", &projects::check_settings}},
};
