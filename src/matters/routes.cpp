// The matter's routes: list, one, its parts, the verbs, exports and jobs.
#include "matters/community.hpp"
#include "matters/intake.hpp"
#include "matters/jobs.hpp"
#include "matters/list.hpp"
#include "matters/moves.hpp"
#include "matters/replies.hpp"
#include "matters/room.hpp"
#include "matters/routing.hpp"
#include "matters/view.hpp"
#include "registry/route.hpp"

namespace matters {
namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

const std::vector<Face> inside{Face::desk, Face::field};

Answer list_route(RouteCall& c) {
  TRY(page, list(c.call, c.request.query));
  Answer answer = registry::json_list(page.items, page.next, page.total_at_least);
  if (page.only_newest > 0) answer->headers.emplace_back("x-search-newest", std::to_string(page.only_newest));
  return answer;
}
Answer count_route(RouteCall& c) {
  TRY(v, count(c.call, c.request.query));
  Answer answer = registry::json(static_cast<const CountView&>(v));
  if (v.only_newest > 0) answer->headers.emplace_back("x-search-newest", std::to_string(v.only_newest));
  return answer;
}
Answer enter_route(RouteCall& c) {
  TRY(command, described::parse<EnterMatter>(c.request.body));
  TRY(v, enter(c.call, command));
  return registry::json(v, 201);
}
Answer one_route(RouteCall& c) {
  TRY(v, view(c.call, {c.id()}));
  return registry::json(v);
}
Answer timeline_route(RouteCall& c) {
  TRY(v, timeline(c.call, {c.id()}));
  return registry::json(v);
}
Answer deadline_route(RouteCall& c) {
  TRY(v, deadline(c.call, {c.id()}, c.request.query_value("clock").value_or("")));
  return registry::json(v);
}
Answer unmask_route(RouteCall& c) {
  TRY(command, described::parse<Unmask>(c.request.body));
  TRY(v, unmask(c.call, {c.id()}, command));
  http::Response r = registry::json(v);
  r.headers.emplace_back("cache-control", "no-store");
  return r;
}
Answer photo_route(RouteCall& c) {
  std::int64_t file = 0;
  const std::string_view text = c.capture("file_id");
  std::from_chars(text.data(), text.data() + text.size(), file);
  return photo(c.call, {c.id()}, {file}, c.request.query_value("size") == "small", c.request);
}
Answer links_route(RouteCall& c) {
  TRY(v, linked(c.call, {c.id()}));
  return registry::json(v);
}
Answer questions_route(RouteCall& c) {
  TRY(v, questions(c.call, {c.id()}));
  return registry::json(v);
}
Answer community_list_route(RouteCall& c) {
  std::int64_t area = 0;
  const std::string_view text = c.capture("area");
  std::from_chars(text.data(), text.data() + text.size(), area);
  TRY(v, community_list(c.call, {area}, c.request.query));
  return registry::json(v);
}
Answer routing_route(RouteCall& c) {
  TRY(v, routing(c.call, {c.id()}));
  return registry::json(v);
}
Answer replies_route(RouteCall& c) {
  TRY(v, replies(c.call, {c.id()}, c.request.query_value("verb").value_or("")));
  return registry::json(v);
}
Answer draft_route(RouteCall& c) {
  TRY(command, described::parse<WriteDraft>(c.request.body));
  TRY(v, write_draft(c.call, {c.id()}, command));
  return registry::json(v);
}
Answer bulk_route(RouteCall& c) {
  TRY(command, described::parse<BulkMove>(c.request.body));
  TRY(v, bulk(c.call, command));
  return registry::json(v);
}
Answer job_route(RouteCall& c) {
  TRY(v, job_view(c.call, {c.id()}));
  return registry::json(v);
}
Route get(std::string path, const described::Type* view, std::string action, Answer (*run)(RouteCall&), std::string summary, std::vector<int> statuses) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = action.empty() ? Entry::signed_in : Entry::action, .action = std::move(action),
          .view = view, .statuses = std::move(statuses), .summary = std::move(summary), .run = run, .body = http::BodyKind::none};
}
Route post(std::string path, const described::Type* command, const described::Type* view, std::string action, std::function<Answer(RouteCall&)> run,
           std::string summary, std::vector<int> statuses) {
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::move(action), .command = command,
          .view = view, .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run)};
}

void add_verbs(std::vector<Route>& out) {
  struct Verbal { const char* id; const char* summary; const char* action = nullptr; };
  constexpr Verbal verbs[] = {
      {"confirm", "Confirms on the spot what was reported, with its category and grid."},
      {"register", "Puts the matter on the community's list under the next serial of the year."},
      {"reject", "Ends the matter without registration; the reporter reads the reason."},
      {"dispatch", "Gives the matter to a unit and a kind of post, with a clock."},
      {"sign", "The unit signs for the matter; its handling begins."},
      {"feedback", "Says what was done, with photos after."},
      {"return", "Hands the matter back to be dispatched anew, with a reason."},
      {"inspect", "Inspects the result; passed and struck off in one act, or sent back when it did not pass."},
      {"strike_off", "Strikes the matter off the list."},
      {"send_back", "Sends the matter back to its unit for another round, with a reason."},
      {"hold", "Puts the matter on hold until a review date; the clock pauses."},
      {"resume", "Goes on after a hold; the clock goes on."},
      {"urge", "Reminds the unit that owes the next step."},
      {"request_extension", "Asks for more time before the handling is due."},
      {"decide_extension", "Grants or refuses more time; a granted one is counted from the deadline before."},
      {"pause", "Pauses the handling for a cause of the list; its clocks stand."},
      {"continue", "Goes on after a pause; the clocks go on.", "matter.pause"},
      {"ask", "Asks the reporter a question, who answers by the private link."},
      {"answer", "Takes the reporter's answer, given by telephone or at the counter."},
      {"withdraw_question", "Waits no longer for the answer; the handling goes on.", "matter.ask"},
      {"escalate", "Hands the dispatch to the rung above."},
      {"split", "Splits the matter into parts, each with its own number, clocks and strike-off."},
      {"split_off", "Splits parts off while the matter itself goes on.", "matter.split"},
      {"undo_split", "Takes the parts back while none was dispatched.", "matter.split"},
      {"merge", "Ends the matter by putting it into another one, which its reporter then follows."},
      {"undo_merge", "Restores a merged matter where it stood.", "matter.merge"},
      {"hand_on", "Hands the matter on inside the unit; clocks stay."},
      {"meet_target", "Says that a stage target of the handling is met."},
      {"reopen", "Reopens an ended matter within the days of the rule, with a clock of its own."},
      {"solve_on_spot", "Says that it was solved on the spot; somebody else inspects it."},
  };
  for (const Verbal& v : verbs)
    out.push_back(post(std::string("/api/v1/matters/{id}/") + v.id, described::of<MoveMatter>::type, described::of<Moved>::type,
                       v.action ? v.action : std::string("matter.") + v.id,
                       [id = std::string(v.id)](RouteCall& c) -> Answer {
                         TRY(command, described::parse<MoveMatter>(c.request.body));
                         TRY(view, move(c.call, {c.id()}, id, command));
                         return registry::json(view);
                       },
                       v.summary, {200, 401, 403, 404, 409, 422}));
}

}  // namespace

std::vector<Route> routes() {
  std::vector<Route> out;
  out.push_back(get("/api/v1/matters", described::of<MatterRow>::type, "matter.read", list_route,
                    "Matters that the reader may see, in pages.", {200, 400, 401, 403, 422}));
  out.back().view_is_list = true;
  out.back().query = {{"filter.stage", "stages, commas between"}, {"filter.area", "an area and all below it"}, {"filter.category", "a category or a class"},
                      {"filter.unit", "the handling unit"}, {"filter.source", "where they came from"}, {"filter.overdue", "true: past the deadline that runs now"},
                      {"filter.open", "true: not ended"}, {"filter.held", "true: on hold"}, {"filter.paused", "true: paused, or waiting for the reporter"},
                      {"filter.solved_on_spot", "true: solved on the spot"}, {"filter.reopened", "true: reopened at least once"}, {"filter.escalated", "true: above the first rung"},
                      {"filter.rung", "rungs of the ladder"}, {"filter.serial", "number on the list"}, {"filter.serial_year", "its year"}, {"filter.merged", "true: merged into another"}, {"filter.from", "happened at or after"}, {"filter.to", "happened before; a date counts whole"},
                      {"filter.q", "words in title, place, description, or a report number"}, {"sort", "happened_at, due_at or review_on, - for descending"},
                      {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}};
  out.push_back(get("/api/v1/matters/count", described::of<CountView>::type, "matter.read", count_route, "How many matters the list has.", {200, 401, 403, 422}));
  out.back().query = out[0].query;
  out.push_back(post("/api/v1/matters", described::of<EnterMatter>::type, described::of<MatterEntered>::type, "matter.report", enter_route,
                     "Enters a matter, for oneself or on somebody's behalf.", {201, 401, 403, 409, 422}));
  out.push_back(get("/api/v1/matters/{id}", described::of<MatterView>::type, "matter.read", one_route, "One matter with its moves, clocks and photos.", {200, 401, 403, 404}));
  out.push_back(get("/api/v1/matters/{id}/timeline", described::of<TimelineView>::type, "matter.read", timeline_route, "What happened to it, oldest first.", {200, 401, 403, 404}));
  out.push_back(get("/api/v1/matters/{id}/deadline", described::of<DeadlineView>::type, "matter.read", deadline_route, "Why it is due when it is, day by day.", {200, 401, 403, 404}));
  out.back().query = {{"clock", "which clock; empty: the one that runs now"}};
  out.push_back(get("/api/v1/matters/{id}/photos/{file_id}", nullptr, "matter.read", photo_route, "A photo of the matter.", {200, 401, 403, 404}));
  out.back().query = {{"size", "small: at most 480 pixels"}};
  out.push_back(post("/api/v1/matters/{id}/unmask", described::of<Unmask>::type, described::of<Unmasked>::type, "matter.unmask", unmask_route,
                     "Shows the reporter's name and telephone number, and writes down who asked and why.", {200, 401, 403, 404, 409, 422}));
  out.push_back(get("/api/v1/matters/{id}/links", described::of<LinksView>::type, "matter.read", links_route, "Matters that belong to it: parts, merged ones.", {200, 401, 403, 404}));
  out.push_back(get("/api/v1/matters/{id}/questions", described::of<QuestionsView>::type, "matter.read", questions_route, "What was asked of the reporter.", {200, 401, 403, 404}));
  out.push_back(get("/api/v1/communities/{area}/list", described::of<CommunityList>::type, "matter.read", community_list_route,
                    "The list of a community: what is open on it, and what was struck off.", {200, 401, 403, 404, 422}));
  out.back().query = {{"state", "open or done; empty: both"}, {"from", "first day of what ended; empty: this year's first"}, {"to", "last day; empty: today"}};
  out.push_back(get("/api/v1/matters/{id}/routing", described::of<RoutingView>::type, "matter.read", routing_route,
                    "Units that the rules suggest for it, best first, each with its reason.", {200, 401, 403, 404}));
  out.push_back(get("/api/v1/matters/{id}/replies", described::of<RepliesView>::type, "matter.read", replies_route,
                    "Canned replies filled in from the matter, with what the reporter would read.", {200, 401, 403, 404}));
  out.back().query = {{"verb", "feedback, reject, ask …; empty: all"}};
  out.push_back(post("/api/v1/matters/{id}/draft", described::of<WriteDraft>::type, described::of<DraftView>::type, "matter.draft", draft_route,
                     "Keeps the draft of an answer for whoever goes on with it.", {200, 401, 403, 404, 409, 422}));
  out.push_back(post("/api/v1/matters/bulk", described::of<BulkMove>::type, described::of<BulkDone>::type, "", bulk_route,
                     "One verb with one form for many matters; a result for each.", {200, 401, 422}));
  out.back().entry = Entry::signed_in;
  add_verbs(out);
  out.push_back(registry::export_route(matters_export()));
  out.push_back(get("/api/v1/jobs/{id}", described::of<JobView>::type, "", job_route, "How far a long task that one asked for is.", {200, 401, 404}));
  return out;
}

}  // namespace matters
