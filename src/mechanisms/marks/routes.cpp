// The room's routes.
#include "mechanisms/marks/service.hpp"
#include "registry/route.hpp"

namespace marks {

using http::Verb;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

namespace {

const std::vector<Face> inside{Face::desk, Face::field};

registry::Answer rounds_route(RouteCall& c) {
  TRY(page, rounds(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}
registry::Answer count_route(RouteCall& c) {
  TRY(v, count_rounds(c.call, c.request.query));
  return registry::json(v);
}
registry::Answer frameworks_route(RouteCall& c) {
  TRY(rows, frameworks(c.call));
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}
registry::Answer evidence_route(RouteCall& c) {
  TRY(rows, evidence(c.call, {c.id()}, c.request.query_value("item").value_or("")));
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}
base::Result<RoundView> make_route(Call& call, std::int64_t, const MakeRound& c) { return make_round(call, c); }
base::Result<RoundView> round_route(Call& call, std::int64_t id) { return view(call, RoundId{id}); }
base::Result<SheetView> sheet_route(Call& call, std::int64_t id) { return view(call, SheetId{id}); }
base::Result<SheetView> exclude_route(Call& call, std::int64_t id, const ProposeExclusion& c) { return propose_exclusion(call, {id}, c); }
base::Result<SheetView> decide_route(Call& call, std::int64_t id, const Decide& c) { return decide_exclusion(call, {id}, c); }
base::Result<SheetView> object_route(Call& call, std::int64_t id, const Object& c) { return object(call, {id}, c); }
base::Result<SheetView> rule_route(Call& call, std::int64_t id, const Decide& c) { return rule(call, {id}, c); }

Route get(std::string path, const described::Type* view, std::function<registry::Answer(RouteCall&)> run, std::string summary, std::vector<int> statuses, bool list = false) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = "mark.read", .view = view, .view_is_list = list,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none};
}
Route post(std::string path, const described::Type* command, const described::Type* view, std::string action, std::function<registry::Answer(RouteCall&)> run, std::string summary,
           std::vector<int> statuses) {
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::move(action), .command = command, .view = view,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run)};
}

}  // namespace

std::vector<Route> routes() {
  const auto* round = described::of<RoundView>::type;
  const auto* sheet = described::of<SheetView>::type;
  std::vector<Route> out;
  out.push_back(get("/api/v1/mark_rounds", described::of<RoundRow>::type, rounds_route, "Rounds of assessment.", {200, 401, 403, 422}, true));
  const base::Params filters{{"filter.stage", "made, shown, published, cancelled"}, {"filter.framework", "of one framework"}, {"filter.q", "words in the title"}};
  out.back().query = filters;
  out.back().query.insert(out.back().query.end(), {{"sort", "a field, - for descending"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}});
  out.push_back(get("/api/v1/mark_rounds/count", described::of<CountView>::type, count_route, "How many the list has.", {200, 401, 403, 422}));
  out.back().query = filters;
  out.push_back(get("/api/v1/mark_rounds/frameworks", described::of<FrameworkRow>::type, frameworks_route, "Frameworks in force.", {200, 401, 403}, true));
  out.push_back(post("/api/v1/mark_rounds", described::of<MakeRound>::type, round, "mark.keep", registry::with_body<MakeRound, RoundView>(make_route, 201),
                     "Makes a round: framework and query date are frozen, every sheet is computed from facts.", {201, 401, 403, 404, 422}));
  out.push_back(get("/api/v1/mark_rounds/{id}", round, registry::without_body<RoundView>(round_route), "One round with the sheets that the reader may see.", {200, 401, 403, 404}));
  struct Act { const char* id; const char* summary; };
  for (const Act& a : {Act{"show", "Shows each unit its own sheet; objections may be made from now on."}, Act{"publish", "Publishes it inside by notice; never to the public."},
                       Act{"cancel", "Cancels the round, with a reason."}})
    out.push_back(post(std::string("/api/v1/mark_rounds/{id}/") + a.id, described::of<MoveRound>::type, round, "mark.keep",
                       [id = std::string(a.id)](RouteCall& c) -> registry::Answer {
                         TRY(command, described::parse<MoveRound>(c.request.body));
                         registry::note_envelope(c.call, command);
                         TRY(v, move_round(c.call, {c.id()}, id, command));
                         return registry::json(v);
                       },
                       a.summary, {200, 401, 403, 404, 409}));
  out.push_back(get("/api/v1/mark_sheets/{id}", sheet, registry::without_body<SheetView>(sheet_route), "One unit's sheet, line by line.", {200, 401, 403, 404}));
  out.push_back(get("/api/v1/mark_sheets/{id}/evidence", described::of<EvidenceRow>::type, evidence_route, "The facts that an item was counted from; those that lost points first.", {200, 401, 403, 404}, true));
  out.back().query = {{"item", "code of the item"}};
  out.push_back(post("/api/v1/mark_sheets/{id}/exclude", described::of<ProposeExclusion>::type, sheet, "mark.object", registry::with_body<ProposeExclusion, SheetView>(exclude_route),
                     "The assessed unit proposes that a fact does not count, for one of the framework's reasons.", {200, 401, 403, 404, 409, 422}));
  out.push_back(post("/api/v1/mark_sheets/{id}/object", described::of<Object>::type, sheet, "mark.object", registry::with_body<Object, SheetView>(object_route),
                     "The assessed unit objects to an item or one of its facts.", {200, 401, 403, 404, 409, 422}));
  out.push_back(post("/api/v1/mark_exclusions/{id}/decide", described::of<Decide>::type, sheet, "mark.keep", registry::with_body<Decide, SheetView>(decide_route),
                     "Approves or refuses an exclusion; never by who proposed it.", {200, 401, 403, 404, 409, 422}));
  out.push_back(post("/api/v1/mark_objections/{id}/rule", described::of<Decide>::type, sheet, "mark.keep", registry::with_body<Decide, SheetView>(rule_route),
                     "Rules on an objection; upheld, its facts do not count and the sheet is computed again.", {200, 401, 403, 404, 409, 422}));
  out.push_back(registry::export_route(rounds_export()));
  return out;
}

}  // namespace marks
