// 六员联动: a community's crew of six seats and the joint tasks that call them.
#include "registry/room.hpp"

#include "definitions/doc.hpp"
#include "mechanisms/crew/demo.hpp"
#include "mechanisms/crew/routes.hpp"
#include "mechanisms/crew/service.hpp"

namespace crew {
namespace {

void check_rules(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto rules = parse_rules(body); !rules) faults.insert(faults.end(), rules.error().errors.begin(), rules.error().errors.end());
}

}  // namespace
}  // namespace crew

extern const registry::Room crew_room;
const registry::Room crew_room{
    .code = "crew",
    .name_zh = "六员联动",
    .name_en = "Six-role crew",
    .mechanisms = {10},
    .routes = &crew::routes,
    .hooks = {{"matter.struck_off", &crew::finding_ended}, {"matter.rejected", &crew::finding_ended}, {"matter.reopened", &crew::finding_reopened}},
    .jobs = {{"crew.gaps", &crew::look_at_gaps}, registry::export_job(crew::duties_export()), registry::export_job(crew::tasks_export())},
    .repeated = {{"crew.gaps"}},
    .facts = {{"crew.arrived", "minutes late", "none", "5 years"}, {"crew.done", "count", "none", "5 years"}, {"crew.handed_over", "count", "none", "5 years"}},
    .actions = {{std::string(crew::read_action), "crew.action.read"},
                {std::string(crew::read_task_action), "crew.action.read_task"},
                {std::string(crew::keep_action), "crew.action.keep"},
                {std::string(crew::call_action), "crew.action.call"},
                {std::string(crew::answer_action), "crew.action.answer"},
                {std::string(crew::export_action), "crew.action.export"}},
    .openers = {{"crew.call", crew::origin_kinds(), "crew.call", described::of<crew::CallCrew>::type, crew::open_call}},
    .invariants = {{"no seat is filled beyond its capacity", &crew::never_beyond_capacity},
                   {"a joint task is closed exactly when all its lines are", &crew::closed_with_its_lines},
                   {"lines of joint tasks are the fold of their events", &crew::lines_fold}},
    .data_classes = {{"crew_lines", "who", "who of a called guest came", "everybody in a post", "5 years", "crew.gaps"}},
    .public_tables = {{.table = "crew_findings", .verbs = "select update"}},  // a resident reopens a matter that a crew found
    .demo = {{160, "crews of the communities", &crew::make_demo_crews}, {440, "joint tasks of the crews", &crew::make_demo_tasks}},
    .searchers = {{"crew_tasks", "crew.search.title", &crew::find_tasks}},
    .figures = crew::figures(),
    .definitions = {{"crew_rules", &crew::check_rules}},
};
