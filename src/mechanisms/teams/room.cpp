// 一街一队、综合执法、下放职权: teams and brigades, joint operations, monthly marks.
#include "registry/room.hpp"

#include "definitions/doc.hpp"
#include "mechanisms/teams/demo.hpp"
#include "mechanisms/teams/routes.hpp"
#include "mechanisms/teams/service.hpp"

namespace teams {
namespace {

void check_rules(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto rules = parse_rules(body); !rules) faults.insert(faults.end(), rules.error().errors.begin(), rules.error().errors.end());
}

}  // namespace
}  // namespace teams

extern const registry::Room teams_room;
const registry::Room teams_room{
    .code = "teams",
    .name_zh = "执法队伍与联合执法",
    .name_en = "Enforcement teams and joint operations",
    .mechanisms = {11},
    .routes = &teams::routes,
    .hooks = {{"matter.struck_off", &teams::finding_ended}, {"matter.rejected", &teams::finding_ended}, {"matter.reopened", &teams::finding_reopened}},
    .jobs = {{"teams.certificates", &teams::look_at_certificates}, registry::export_job(teams::teams_export()), registry::export_job(teams::operations_export())},
    .repeated = {{"teams.certificates"}},
    .facts = {{"teams.attended", "persons", "none", "5 years"},
              {"teams.not_attended", "count", "none", "5 years"},
              {"teams.finding_reported", "count", "none", "5 years"},
              {"teams.penalty_noted", "count", "none", "5 years"},
              {"teams.month_marked", "points", "none", "5 years"},
              {"teams.point_lifted", "points", "none", "5 years"}},
    .actions = {{std::string(teams::read_action), "teams.action.read"},
                {std::string(teams::read_operation_action), "teams.action.read_operation"},
                {std::string(teams::keep_action), "teams.action.keep"},
                {std::string(teams::operate_action), "teams.action.operate"},
                {std::string(teams::approve_action), "teams.action.approve"},
                {std::string(teams::delegate_action), "teams.action.delegate"},
                {std::string(teams::object_action), "teams.action.object"},
                {std::string(teams::rule_action), "teams.action.rule"},
                {std::string(teams::export_action), "teams.action.export"}},
    .openers = {{"teams.operate", teams::origin_kinds(), "team.operate", described::of<teams::PlanOperation>::type, teams::open_operation}},
    .invariants = {{"one team stands for a subdistrict or field, an officer serves in one", &teams::nobody_in_two_teams},
                   {"a frozen month's points have their records", &teams::marks_hold},
                   {"joint operations are the fold of their events", &teams::operations_fold}},
    .data_classes = {{"team_officers", "certificate_number", "certificates of officers on duty", "masked", "while in a team and 3 years", "teams.certificates"},
                     {"joint_operation_units", "who", "who came to a joint operation", "everybody in a post", "5 years", "teams.certificates"}},
    .public_tables = {{.table = "joint_operation_findings", .verbs = "select update"}},  // a resident reopens a matter that an operation found
    .demo = {{165, "enforcement teams and brigades", &teams::make_demo_teams}, {450, "joint operations", &teams::make_demo_operations}},
    .papers = teams::papers(),
    .searchers = {{"joint_operations", "teams.search.title", &teams::find_operations}},
    .figures = teams::figures(),
    .definitions = {{"team_rules", &teams::check_rules}},
};
