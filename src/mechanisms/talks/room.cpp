// 草坪说事、五融五送: cadres talk with residents after hours, and what is said is followed to its end.
#include "registry/room.hpp"

#include "definitions/doc.hpp"
#include "mechanisms/talks/service.hpp"

namespace talks {
namespace {

void check_settings(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto settings = parse_settings(body); !settings) faults.insert(faults.end(), settings.error().errors.begin(), settings.error().errors.end());
}

}  // namespace
}  // namespace talks

extern const registry::Room talks_room;
const registry::Room talks_room{
    .code = "talks",
    .name_zh = "草坪说事",
    .name_en = "Talk visits",
    .mechanisms = {13},
    .routes = &talks::routes,
    .hooks = {{"matter.struck_off", talks::on_ended}, {"whistle.closed", talks::on_ended}, {"whistle.withdrawn", talks::on_fell_through}, {"whistle.merged", talks::on_fell_through}, {"matter.rejected", talks::on_fell_through}, {"project.dropped", talks::on_fell_through}, {"whistle.blown", talks::on_blown}, {"project.closed", talks::on_ended}, {"whistle.line_reported_in", talks::on_reported_in}},
    .jobs = {{"talks.forget", &talks::forget}, registry::export_job(talks::teams_export()), registry::export_job(talks::visits_export()), registry::export_job(talks::items_export()), registry::export_job(talks::coverage_export())},
    .repeated = {{"talks.forget"}},
    .facts = {{"talks.visited", "count", "none", "10 years"}, {"talks.promise_kept", "count", "none", "10 years"}, {"talks.promise_late", "count", "none", "10 years"}, {"talks.whistle_answered", "count", "none", "10 years"}},
    .actions = {{std::string(talks::read_action), "talks.action.read"},
                {std::string(talks::keep_action), "talks.action.keep"},
                {std::string(talks::visit_action), "talks.action.visit"},
                {std::string(talks::answer_action), "talks.action.answer"},
                {std::string(talks::unmask_action), "talks.action.unmask"},
                {std::string(talks::export_action), "talks.action.export"}},
    .invariants = {{"what was said on talk visits is the fold of its events", &talks::fold}, {"every promise has an owner and a date", &talks::promises}},
    .data_classes = {{"talk_items", "speaker_name", "to answer who said it", "who owns the promise", "names_kept_days of talks/settings after the answer", "talks.forget"},
                     {"talk_items", "speaker_phone", "to answer who said it", "masked; revealed with a reason", "names_kept_days of talks/settings after the answer", "talks.forget"}},
    .demo = {{130, "cadres and talk teams", &talks::make_demo_teams}, {430, "talk visits", &talks::make_demo_visits}},
    .papers = {{"talk_visit", "草坪说事记录", "Record of a talk visit", "talk_visit", std::string(talks::read_action), &talks::visit_paper}},
    .searchers = {{"talks", "talks.search.title", &talks::find_talks}},
    .figures = {{"talks.cadres", "参加草坪说事的干部", "Cadres in talk teams", 800, true, "distinct persons of talk_members",
                 [](registry::House&, store::Session& s, base::DistrictId d) { return talks::count_members(s, d); }}},
    .definitions = {{"talks", &talks::check_settings}},
};
