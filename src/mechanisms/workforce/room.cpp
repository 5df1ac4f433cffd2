// 网格员选配、培训、管理、使用: the register of grid workers from recruiting to leaving.
#include "registry/room.hpp"

#include "definitions/doc.hpp"
#include "mechanisms/workforce/demo.hpp"
#include "mechanisms/workforce/jobs.hpp"
#include "mechanisms/workforce/routes.hpp"
#include "mechanisms/workforce/service.hpp"

namespace workforce {
namespace {

void check_rules(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto rules = parse_rules(body); !rules) faults.insert(faults.end(), rules.error().errors.begin(), rules.error().errors.end());
}

}  // namespace
}  // namespace workforce

extern const registry::Room workforce_room;
const registry::Room workforce_room{
    .code = "workforce",
    .name_zh = "网格员队伍",
    .name_en = "Grid workforce",
    .mechanisms = {5},
    .routes = &workforce::routes,
    .jobs = {{"workforce.watch", &workforce::watch}, {"workforce.forget", &workforce::forget},
             registry::export_job(workforce::workers_export()), registry::export_job(workforce::month_export())},
    .repeated = {{"workforce.watch"}, {"workforce.forget"}},
    .facts = {{"attendance.present", "days", "worker", "3 years"}, {"attendance.leave", "days", "worker", "3 years"}, {"attendance.training", "days", "worker", "3 years"},
              {"attendance.absent", "days", "worker", "3 years"}, {"training.attended", "minutes", "worker", "3 years"}},
    .actions = {{std::string(workforce::read_action), "workforce.action.read"},
                {std::string(workforce::day_action), "workforce.action.day_sheet"},
                {std::string(workforce::care_action), "workforce.action.care"},
                {std::string(workforce::manage_action), "workforce.action.manage"},
                {std::string(workforce::export_action), "workforce.action.export"}},
    .invariants = {{"workers are the fold of their events", &workforce::workers_fold}, {"day sheets are the fold of their events", &workforce::days_fold}},
    .data_classes = {{"worker_applications", "name", "decide on an application", "the office that recruits", "180 days after the decision", "workforce.forget"},
                     {"worker_applications", "phone", "reach an applicant", "masked", "180 days after the decision", "workforce.forget"},
                     {"worker_applications", "note", "decide on an application", "the office that recruits", "180 days after the decision", "workforce.forget"}},
    .demo = {{140, "grid workers: register, training, day sheets", &workforce::make_demo_workforce}},
    .figures = workforce::figures(),
    .definitions = {{"workforce_rules", &workforce::check_rules}},
};
