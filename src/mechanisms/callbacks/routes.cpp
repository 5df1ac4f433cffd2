// Call-backs and rates as addresses.
#include "base/iso.hpp"
#include "mechanisms/callbacks/service.hpp"
#include "registry/route.hpp"

namespace callbacks {
std::vector<registry::Route> routes();

namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Route;
using registry::RouteCall;

const std::vector<registry::Face> inside{registry::Face::desk, registry::Face::field};
const std::vector<std::pair<std::string, std::string>> span_query{{"by", "unit, community, subdistrict"}, {"from", "first day"}, {"to", "day after the last"}};

Answer list_route(RouteCall& c) {
  TRY(page, list(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}
Answer count_route(RouteCall& c) {
  TRY(n, count(c.call, c.request.query));
  return registry::json(SampleCount{n});
}
Answer exclusions_route(RouteCall& c) {
  TRY(page, exclusion_list(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}
Answer draws_route(RouteCall& c) {
  TRY(rows, draw_list(c.call));
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}
Answer rates_route(RouteCall& c) {
  TRY(q, read_question(c.call, c.request.query));
  TRY(v, rates(c.call, q));
  return registry::json(v);
}
Answer csv(std::string body, std::string name) {
  http::Response r;
  r.content_type = "text/csv; charset=utf-8";
  r.headers = {{"content-disposition", "attachment; filename=\"" + name + "\""}, {"cache-control", "no-store"}};
  r.body = std::move(body);
  return r;
}
Answer rates_csv_route(RouteCall& c) {
  TRY(q, read_question(c.call, c.request.query));
  TRY(v, rates(c.call, q));
  return csv(rates_csv(c.call, v), "rates_" + q.by + "_" + base::iso(q.span.from) + "_" + base::iso(q.span.to + -1) + ".csv");
}
Answer periods_route(RouteCall& c) {
  TRY(rows, period_list(c.call));
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}
std::string by_of(const RouteCall& c) { return std::string(c.request.query_value("by").value_or("unit")); }
Answer period_route(RouteCall& c) {
  TRY(v, period(c.call, {c.id()}, by_of(c)));
  return registry::json(v);
}
Answer period_csv_route(RouteCall& c) {
  TRY(v, period(c.call, {c.id()}, by_of(c)));
  return csv(rates_csv(c.call, v.rates), "rates_closed_" + v.rates.by + "_" + base::iso(v.from) + "_" + base::iso(v.to + -1) + ".csv");
}
Answer period_rows_route(RouteCall& c) {
  TRY(page, period_rows(c.call, {c.id()}, by_of(c), c.request.query_value("member").value_or("")));
  return registry::json_list(page.items, page.next, page.total_at_least);
}

base::Result<SampleView> one_route(Call& call, std::int64_t id) { return one(call, {id}); }
base::Result<SampleView> call_route(Call& call, std::int64_t id, const NoteCall& c) { return note_call(call, {id}, c); }
base::Result<SampleView> answer_route(Call& call, std::int64_t id, const GiveAnswer& c) { return answer(call, {id}, c); }
base::Result<SampleView> correct_route(Call& call, std::int64_t id, const CorrectAnswer& c) { return correct(call, {id}, c); }
base::Result<SampleView> reopen_route(Call& call, std::int64_t id, const ReopenMatter& c) { return reopen(call, {id}, c); }
base::Result<SampleView> propose_route(Call& call, std::int64_t id, const ProposeExclusion& c) { return propose(call, {id}, c); }
base::Result<Number> unmask_route(Call& call, std::int64_t id, const UnmaskSample& c) { return unmask(call, {id}, c); }
base::Result<ExclusionView> decide_route(Call& call, std::int64_t id, const DecideExclusion& c) { return decide(call, {id}, c); }
base::Result<DrawView> make_draw_route(Call& call, std::int64_t, const MakeDraw& c) { return make_draw(call, c); }
base::Result<DrawCheck> check_draw_route(Call& call, std::int64_t id) { return check_draw(call, {id}); }
base::Result<PeriodView> close_route(Call& call, std::int64_t, const ClosePeriod& c) { return close_period(call, c); }

template <class View>
Route get(std::string path, std::string action, std::function<Answer(RouteCall&)> run, std::string summary, std::vector<int> statuses) {
  Route r{.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::move(action)};
  r.view = described::of<View>::type;
  r.statuses = std::move(statuses);
  r.summary = std::move(summary);
  r.run = std::move(run);
  r.body = http::BodyKind::none;
  return r;
}
Route list_of(Route r, std::vector<std::pair<std::string, std::string>> query = {}) {
  r.view_is_list = true;
  r.query = std::move(query);
  return r;
}
Route file(std::string path, std::string action, Answer (*run)(RouteCall&), std::string summary, std::vector<int> statuses) {
  Route r{.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::move(action)};
  r.statuses = std::move(statuses);
  r.summary = std::move(summary);
  r.run = run;
  r.body = http::BodyKind::none;
  return r;
}
template <class Command, class View>
Route post(std::string path, std::string action, base::Result<View> (*fn)(Call&, std::int64_t, const Command&), std::string summary, std::vector<int> statuses) {
  Route r{.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::move(action)};
  r.command = described::of<Command>::type;
  r.view = described::of<View>::type;
  r.statuses = std::move(statuses);
  r.summary = std::move(summary);
  r.run = registry::with_body<Command, View>(fn, r.statuses.front());
  return r;
}

void add_samples(std::vector<Route>& out) {
  const std::vector<int> acts{200, 401, 403, 404, 409, 422};
  out.push_back(list_of(get<SampleRow>("/api/v1/callback_samples", "callback.read", list_route, "Call-back samples that the reader may see.", {200, 400, 401, 403, 422}),
                        {{"filter.to_call", "true: those to be called now"}, {"filter.state", "waiting, answered, excluded, superseded"}, {"filter.from", "struck off on or after"},
                         {"filter.to", "and up to this day"}, {"filter.unit", "handling unit"}, {"filter.community", "community"}, {"filter.subdistrict", "subdistrict"},
                         {"filter.draw", "one draw"}, {"filter.counted", "true: those that the figures know"}, {"filter.changed_after", "what it counts changed since"},
                         {"filter.contacted", "true or false"}, {"filter.solved", "true or false"}, {"filter.satisfaction", "satisfied, mostly, fair, dissatisfied"},
                         {"filter.reason", "drawn, reopened, urged, volunteered"}, {"filter.exclusion", "proposed, approved, refused"}, {"filter.no_contact", "true: called often enough"},
                         {"sort", "day or -day"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}}));
  Route count = get<SampleCount>("/api/v1/callback_samples/count", "callback.read", count_route, "How many samples a list has.", {200, 401, 403, 422});
  count.query = out.back().query;
  out.push_back(std::move(count));
  out.push_back(get<SampleView>("/api/v1/callback_samples/{id}", "callback.read", registry::without_body<SampleView>(one_route),
                                "One sample: what was said and done so far, and what to ask.", {200, 401, 403, 404}));
  out.push_back(post("/api/v1/callback_samples/{id}/call", "callback.call", call_route, "Notes a call that brought no answer.", acts));
  out.push_back(post("/api/v1/callback_samples/{id}/answer", "callback.call", answer_route, "Notes the resident's answer; never by the unit that handled the matter.", acts));
  out.push_back(post("/api/v1/callback_samples/{id}/correct", "callback.call", correct_route, "Corrects an answer, with the reason.", acts));
  out.push_back(post("/api/v1/callback_samples/{id}/reopen", "callback.call", reopen_route, "Not solved: has the matter handled again.", acts));
  out.push_back(post("/api/v1/callback_samples/{id}/unmask", "callback.unmask", unmask_route, "Reveals the number to call, with the reason in the journal.", acts));
  out.push_back(post("/api/v1/callback_samples/{id}/exclude", "callback.propose_exclusion", propose_route, "Proposes to leave a sample out of the figures.", acts));
  out.push_back(list_of(get<ExclusionView>("/api/v1/callback_exclusions", "callback.read", exclusions_route, "Exclusions, with who proposed and decided them and why.", {200, 400, 401, 403, 422}),
                        {{"filter.state", "proposed, approved, refused"}, {"filter.ground", "malicious, beyond_law, no_contact"}, {"filter.unit", "handling unit"}}));
  out.push_back(post("/api/v1/callback_exclusions/{id}/decide", "callback.decide_exclusion", decide_route, "Decides on an exclusion; never by who proposed it.", acts));
}

}  // namespace

std::vector<Route> routes() {
  std::vector<Route> out;
  add_samples(out);
  out.push_back(list_of(get<DrawView>("/api/v1/callback_draws", "callback.call", draws_route, "Draws, newest first.", {200, 401, 403})));
  out.push_back(post("/api/v1/callback_draws", "callback.draw", make_draw_route, "Draws from what was struck off between two days.", {201, 401, 403, 409, 422}));
  out.push_back(get<DrawCheck>("/api/v1/callback_draws/{id}/check", "callback.call", registry::without_body<DrawCheck>(check_draw_route),
                               "Draws again from the seed in the journal and compares.", {200, 401, 403, 404}));
  Route r = get<RatesView>("/api/v1/rates", "rate.read", rates_route, "Response, solution and satisfaction rate by unit or area and span of days.", {200, 401, 403, 422});
  r.query = span_query;
  out.push_back(std::move(r));
  r = file("/api/v1/rates/export", "rate.read", rates_csv_route, "The same as a spreadsheet.", {200, 401, 403, 422});
  r.query = span_query;
  out.push_back(std::move(r));
  out.push_back(list_of(get<PeriodRow>("/api/v1/rate_periods", "rate.read", periods_route, "Closed periods, newest first.", {200, 401, 403})));
  out.push_back(post("/api/v1/rate_periods", "rate.close", close_route, "Closes a period: figures and rows are frozen.", {201, 401, 403, 409, 422}));
  r = get<PeriodView>("/api/v1/rate_periods/{id}", "rate.read", period_route, "A closed period as it was frozen, and how much arrived afterwards.", {200, 401, 403, 404, 422});
  r.query = {span_query.front()};
  out.push_back(std::move(r));
  r = file("/api/v1/rate_periods/{id}/export", "rate.read", period_csv_route, "The frozen figures as a spreadsheet.", {200, 401, 403, 404, 422});
  r.query = {span_query.front()};
  out.push_back(std::move(r));
  out.push_back(list_of(get<SampleRow>("/api/v1/rate_periods/{id}/rows", "callback.read", period_rows_route, "The frozen rows behind a closed figure.", {200, 401, 403, 404, 422}),
                        {span_query.front(), {"member", "one unit or area"}}));
  return out;
}

}  // namespace callbacks
