// 专项整治、创城、排查: a check list sent down to grids by a date; findings on one list, each struck off.
#include <algorithm>

#include "mechanisms/campaigns/service.hpp"

namespace campaigns {
namespace {

using definitions::Doc;
using definitions::Faults;

void take(const base::Error& e, Faults& faults) {
  if (e.errors.empty()) faults.push_back({"", e.reason, e.params});
  else faults.insert(faults.end(), e.errors.begin(), e.errors.end());
}
void check_templates(const Doc& body, const definitions::CheckScope&, Faults& faults) {
  if (const auto t = parse_templates(body); !t) take(t.error(), faults);
}
void check_limits(const Doc& body, const definitions::CheckScope&, Faults& faults) {
  if (body.at("code").text() != std::optional<std::string>("limits/campaigns")) return;
  const auto limits = workflow::parse_limits(body);
  if (!limits) return take(limits.error(), faults);
  const auto whole = workflow::whole_clocks(*limits);
  for (const char* clock : {"fix", "check"})
    if (std::find(whole.begin(), whole.end(), clock) == whole.end()) body.fault(faults, "workflow.check_unknown_clock", {{"clock", clock}});
}
void check_machine(const Doc& body, const definitions::CheckScope& scope, Faults& faults) {
  const auto subject = body.at("subject").text();
  if (subject != std::optional<std::string>(std::string(campaign_kind)) && subject != std::optional<std::string>(std::string(finding_kind))) return;
  const auto machine = workflow::parse_machine(body);
  if (!machine) return take(machine.error(), faults);
  workflow::Known known{.guards = {"campaign_is_whole@1", "due_is_ahead@1", "somebody_checks@1", "no_finding_waits@1", "nothing_found_yet@1", "photo_after@1", "no_self_strike_off@1"},
                        .effects = {"handled_by_actor@1", "new_round@1"}, .actions = own_actions(), .due_units = {"owner", "line", "community"},
                        .buckets = {"to_handle", "to_inspect", "waiting_for_me", "returned"}, .field_kinds = {"text", "reason", "photos"}};
  if (const auto held = scope.in_force("people/post_kinds"))
    for (const Doc& each : held->body.at("post_kind").items())
      if (const auto kind = each.at("kind").text()) known.post_kinds.push_back(*kind);
  if (const auto held = scope.in_force("limits/campaigns"))
    if (const auto limits = workflow::parse_limits(held->body)) known.clocks = workflow::whole_clocks(*limits);
  for (workflow::Finding& f : workflow::check(*machine, known)) faults.push_back({std::move(f.place), std::move(f.reason), std::move(f.params)});
}

}  // namespace
}  // namespace campaigns

extern const registry::Room campaigns_room;
const registry::Room campaigns_room{
    .code = "campaigns",
    .name_zh = "专项整治",
    .name_en = "Campaigns",
    .mechanisms = {15},
    .routes = campaigns::routes,
    .hooks = {{"matter.struck_off", campaigns::on_ended}, {"whistle.closed", campaigns::on_ended}, {"matter.rejected", campaigns::on_came_back}, {"whistle.withdrawn", campaigns::on_came_back}},
    .jobs = {registry::export_job(campaigns::campaigns_export()), registry::export_job(campaigns::lines_export()), registry::export_job(campaigns::findings_export())},
    .facts = {{"campaign.site_done", "count", "none", "10 years"},
              {"campaign.line_done", "minutes late", "none", "10 years"},
              {"campaign.line_unfinished", "sites", "none", "10 years"},
              {"campaign.found", "count", "none", "10 years"},
              {"campaign.struck_off", "minutes late", "none", "10 years"}},
    .actions = {{"campaign.read", "campaigns.action.read"},
                {"campaign.draft", "campaigns.action.draft"},
                {"campaign.answer", "campaigns.action.answer"},
                {"campaign.fix", "campaigns.action.fix"},
                {"campaign.check", "campaigns.action.check"},
                {"campaign.urge", "campaigns.action.urge"},
                {"campaign.hand_on", "campaigns.action.hand_on"}},
    .invariants = {{"campaigns, their lines, sites and findings are the fold of their events", campaigns::check_fold},
                   {"no line of a campaign is lost, and a closed one leaves no finding waiting", campaigns::check_lines}},
    .demo = {{.order = 440, .name = "campaigns", .run = campaigns::make_demo}},
    .papers = campaigns::papers(),
    .searchers = {{"campaigns", "campaigns.search.title", campaigns::find}},
    .definitions = {{"workflow", campaigns::check_machine}, {"limits", campaigns::check_limits}, {"campaign_templates", campaigns::check_templates}},
};
