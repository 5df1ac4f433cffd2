// Call-backs 回访 and the three rates 三率: drawn by a rule, asked by somebody who did not handle it, counted from rows, frozen by an act.
#include "mechanisms/callbacks/ground.hpp"
#include "mechanisms/callbacks/bulletin.hpp"
#include "mechanisms/callbacks/demo.hpp"
#include "registry/route.hpp"

namespace callbacks {

std::vector<registry::Route> routes();

namespace {

template <class T, base::Result<T> (*parse)(const definitions::Doc&)>
void check(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto value = parse(body); !value) faults.insert(faults.end(), value.error().errors.begin(), value.error().errors.end());
}

}  // namespace
}  // namespace callbacks

extern const registry::Room callbacks_room;
const registry::Room callbacks_room{
    .code = "callbacks",
    .name_zh = "回访与三率",
    .name_en = "Call-backs and rates",
    .mechanisms = {7, 33},
    .routes = &callbacks::routes,
    .hooks = {{"matter.reopened", &callbacks::on_reopened}, {"matter.erased", &callbacks::on_erased}},
    .jobs = {{"callbacks.draw", &callbacks::draw_job}, {"callbacks.fold", &callbacks::fold_job}, {"callbacks.erase", &callbacks::erase_job}},
    .repeated = {{"callbacks.draw"}, {"callbacks.fold"}, {"callbacks.erase"}},
    .actions = {{"callback.read", "callbacks.action.read"},
                {"callback.draw", "callbacks.action.draw"},
                {"callback.call", "callbacks.action.call"},
                {"callback.unmask", "callbacks.action.unmask"},
                {"callback.propose_exclusion", "callbacks.action.propose_exclusion"},
                {"callback.decide_exclusion", "callbacks.action.decide_exclusion"},
                {"rate.read", "callbacks.action.rate_read"},
                {"rate.close", "callbacks.action.rate_close"}},
    .openers = {{"callbacks.rate", {"matter"}, "", described::of<callbacks::RateByLink>::type, &callbacks::rate_by_link}},
    .invariants = {{"a call-back is the fold of its events", &callbacks::check_fold},
                   {"figures are the sums of their rows", &callbacks::check_figures},
                   {"a closed period keeps its rows and figures", &callbacks::check_periods}},
    .public_tables = {{.table = "callback_samples", .verbs = "select insert update"},
                      {.table = "callback_draws", .verbs = "select"},
                      {.table = "rate_deltas", .verbs = "insert"}},
    .demo = {{420, "callbacks", &callbacks::live_demo}},
    .papers = callbacks::papers(),
    .definitions = {{"callbacks", &callbacks::check<callbacks::Sampling, callbacks::parse_sampling>},
                    {"rates", &callbacks::check<callbacks::Weights, callbacks::parse_weights>}},
};
