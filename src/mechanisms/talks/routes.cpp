#include "mechanisms/talks/service.hpp"
#include "registry/route.hpp"

namespace talks {
namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;
using Query = std::vector<std::pair<std::string, std::string>>;

const std::vector<Face> inside{Face::desk, Face::field};

template <class T>
std::function<Answer(RouteCall&)> page(base::Result<Page<T>> (*fn)(Call&, const base::Params&)) {
  return [fn](RouteCall& c) -> Answer {
    TRY(found, fn(c.call, c.request.query));
    return registry::json_list(found.items, found.next, found.total);
  };
}
Answer figures_route(RouteCall& c) {
  TRY(found, figures(c.call, c.request.query));
  return registry::json(found);
}
Answer choices_route(RouteCall& c) {
  TRY(found, choices(c.call));
  return registry::json(found);
}
Route get(std::string path, const described::Type* view, bool is_list, std::vector<int> statuses, std::string summary, std::function<Answer(RouteCall&)> run, Query query = {}) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(read_action), .view = view, .view_is_list = is_list,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none, .query = std::move(query)};
}
template <class Command, class View>
Route post(std::string path, std::string_view action, base::Result<View> (*fn)(Call&, std::int64_t, const Command&), std::string summary, std::vector<int> statuses, int status = 200) {
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::string(action), .command = described::of<Command>::type,
          .view = described::of<View>::type, .statuses = std::move(statuses), .summary = std::move(summary), .run = registry::with_body(fn, status)};
}
Route count(std::string path, base::Result<TalkCount> (*fn)(Call&, const base::Params&), std::string summary) {
  return get(std::move(path), described::of<TalkCount>::type, false, {200, 401, 403, 422}, std::move(summary), [fn](RouteCall& c) -> Answer {
    TRY(found, fn(c.call, c.request.query));
    return registry::json(found);
  });
}
Query filters(std::initializer_list<std::pair<std::string, std::string>> own) {
  Query out(own);
  out.insert(out.end(), {{"sort", "a column, with - descending"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}});
  return out;
}

}  // namespace

std::vector<Route> routes() {
  const std::vector<int> listed{200, 400, 401, 403, 422}, made{201, 401, 403, 404, 409, 422}, done{200, 401, 403, 404, 409, 422};
  return {
      get("/api/v1/talk_teams", described::of<TeamLine>::type, true, listed, "Teams of cadres and what they are paired with", page(&team_list), filters({{"filter.q", "part of the name"}, {"filter.unit", "org unit"}})),
      get("/api/v1/talk_teams/{id}", described::of<TeamView>::type, false, {200, 401, 403, 404}, "A team: its people with their deeds, its communities", registry::without_body(&team_page)),
      get("/api/v1/talk_choices", described::of<ChoicesView>::type, false, {200, 401, 403}, "What the form of a visit offers to this person", choices_route),
      get("/api/v1/talk_coverage", described::of<CoverageLine>::type, true, listed, "Which community has a team and was visited this month", page(&coverage),
          filters({{"filter.area", "in this area or below"}, {"filter.without", "true: no team"}, {"filter.not_visited", "month, quarter: not yet in this one"}, {"filter.q", "part of the name"}})),
      get("/api/v1/talk_figures", described::of<FiguresView>::type, false, {200, 401, 403, 422}, "Counts, solve rate, topics and slots of a span", figures_route,
          {{"area", "in this area or below"}, {"from", "first day, else the month's"}, {"to", "last day, else today"}}),
      get("/api/v1/talk_visits", described::of<VisitLine>::type, true, listed, "Visits, newest first", page(&visit_list),
          filters({{"filter.area", "in this area or below"}, {"filter.team", "team"}, {"filter.unit", "the team's unit"}, {"filter.person", "who went"}, {"filter.from", "first day"}, {"filter.to", "last day"}, {"filter.q", "words"}, {"filter.exception", "true: in office hours"}})),
      get("/api/v1/talk_visits/{id}", described::of<VisitView>::type, false, {200, 401, 403, 404}, "A visit with what was said", registry::without_body(&visit_page)),
      get("/api/v1/talk_items", described::of<ItemLine>::type, true, listed, "What was said, newest first", page(&item_list),
          filters({{"filter.area", "in this area or below"}, {"filter.kind", "problem, suggestion, praise, question"}, {"filter.state", "open, done, heard"}, {"filter.category", "topic"},
                   {"filter.unit", "who owns the promise"}, {"filter.team", "team"}, {"filter.became", "matter, whistle, project"}, {"filter.promised", "true: with a promise"}, {"filter.kept", "true: in time"}, {"filter.late", "true: past its date"}, {"filter.unanswered", "true: somebody waits for an answer"}, {"filter.q", "words"},
                   {"filter.from", "first day"}, {"filter.to", "last day"}})),
      get("/api/v1/talk_items/{id}", described::of<ItemView>::type, false, {200, 401, 403, 404}, "What was said once, with its history", registry::without_body(&item_page)),
      count("/api/v1/talk_teams/count", &count_team_list, "How many teams"),
      count("/api/v1/talk_coverage/count", &count_coverage, "How many communities"),
      count("/api/v1/talk_visits/count", &count_visits, "How many visits"),
      count("/api/v1/talk_items/count", &count_items, "How many items"),
      registry::export_route(teams_export()),
      registry::export_route(visits_export()),
      registry::export_route(items_export()),
      registry::export_route(coverage_export()),
      post("/api/v1/talk_teams", keep_action, &form_team, "Forms a team of cadres", made, 201),
      post("/api/v1/talk_teams/{id}/change", keep_action, &change_team, "Who joins a team, who leaves it", done),
      post("/api/v1/talk_teams/{id}/pair", keep_action, &pair_team, "Pairs a team with a community from a day on", made, 201),
      post("/api/v1/talk_pairings/{id}/end", keep_action, &unpair, "Ends a pairing", done),
      post("/api/v1/talk_visits", visit_action, &record_visit, "Records a visit and what was said; outside office hours or with a reason", made, 201),
      post("/api/v1/talk_items/{id}/finish", answer_action, &finish_item, "The promise is kept", done),
      post("/api/v1/talk_items/{id}/reply", answer_action, &reply_item, "Who said it was answered", done),
      post("/api/v1/talk_items/{id}/report", answer_action, &report_item, "Makes a matter of it", done),
      post("/api/v1/talk_items/{id}/whistle", answer_action, &blow_item, "Blows the whistle for it", done),
      post("/api/v1/talk_items/{id}/hand_on", answer_action, &hand_on_item, "Hands it to a practical project", done),
      post("/api/v1/talk_items/{id}/unmask", unmask_action, &show_speaker, "Shows who said it for a reason that the journal keeps", done),
  };
}

}  // namespace talks
