// The room's routes.
#include <charconv>

#include "mechanisms/whistle/room.hpp"
#include "mechanisms/whistle/service.hpp"
#include "registry/route.hpp"

namespace whistle {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

namespace {

const std::vector<Face> inside{Face::desk, Face::field};

std::string_view query(const RouteCall& c, const char* name) {
  for (const auto& [key, value] : c.request.query)
    if (key == name) return value;
  return {};
}
template <class Row, base::Result<Page<Row>> (*list)(registry::Call&, const base::Params&)>
Answer list_route(RouteCall& c) {
  TRY(page, list(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}
template <base::Result<WhistleCount> (*count)(registry::Call&, const base::Params&)>
Answer count_route(RouteCall& c) {
  TRY(v, count(c.call, c.request.query));
  return registry::json(v);
}
Answer competence_route(RouteCall& c) {
  TRY(v, competence(c.call, query(c, "category"), query(c, "item")));
  return registry::json(v);
}
Answer board_route(RouteCall& c) {
  TRY(v, board(c.call));
  return registry::json(v);
}
Answer figures_route(RouteCall& c) {
  TRY(v, figures(c.call, query(c, "from"), query(c, "to")));
  return registry::json(v);
}
template <class Id>
Answer deadline_route(RouteCall& c) {
  TRY(v, deadline(c.call, Id{c.id()}, query(c, "clock")));
  return registry::json(v);
}
template <class Id>
Answer photo_route(RouteCall& c) {
  std::int64_t file = 0;
  const std::string_view text = c.capture("file_id");
  std::from_chars(text.data(), text.data() + text.size(), file);
  return photo(c.call, Id{c.id()}, {file}, query(c, "size") == "small", c.request);
}
base::Result<WhistleView> draft_route(registry::Call& call, std::int64_t, const SaveWhistle& c) { return draft(call, c); }
base::Result<WhistleView> save_route(registry::Call& call, std::int64_t id, const SaveWhistle& c) { return save(call, {id}, c); }
base::Result<WhistleView> whistle_route(registry::Call& call, std::int64_t id) { return view(call, WhistleId{id}); }
base::Result<WhistleLineView> line_route(registry::Call& call, std::int64_t id) { return view(call, LineId{id}); }

Route get(std::string path, std::string action, const described::Type* view, std::function<Answer(RouteCall&)> run, std::string summary, std::vector<int> statuses,
          base::Params query_names = {}, bool list = false) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::move(action), .view = view, .view_is_list = list,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none, .query = std::move(query_names)};
}
Route post(std::string path, const described::Type* command, const described::Type* view, std::string action, std::function<Answer(RouteCall&)> run, std::string summary,
           std::vector<int> statuses) {
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::move(action), .command = command, .view = view,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run)};
}

struct Verb_ { const char* id; const char* action; const char* summary; };

template <class Id, class Command, class View>
void add_moves(std::vector<Route>& out, const char* path, std::initializer_list<Verb_> acts) {
  for (const Verb_& a : acts)
    out.push_back(post(std::string(path) + "/{id}/" + a.id, described::of<Command>::type, described::of<View>::type, a.action,
                       [id = std::string(a.id)](RouteCall& c) -> Answer {
                         TRY(command, described::parse<Command>(c.request.body));
                         registry::note_envelope(c.call, command);
                         TRY(v, move(c.call, Id{c.id()}, id, command));
                         return registry::json(v);
                       },
                       a.summary, {200, 401, 403, 404, 409, 422}));
}

void add_acts(std::vector<Route>& out) {
  add_moves<WhistleId, MoveWhistle, WhistleView>(out, "/api/v1/whistles",
      {{"submit", "whistle.draft", "Sends the draft to the subdistrict's leader."}, {"blow", "whistle.draft", "Blows at once; the leader approves afterwards."},
       {"approve", "whistle.approve", "Approves and blows."}, {"decline", "whistle.approve", "Sends it back to the draft, with a reason."},
       {"approve_after", "whistle.approve", "Approves what was blown first."}, {"refuse_after", "whistle.approve", "Does not approve what was blown first; it stands and counts."},
       {"add_line", "whistle.draft", "Calls another unit."}, {"meet", "whistle.draft", "Keeps the minutes of the meeting on the spot."},
       {"close", "whistle.close", "Closes and files it once every line is closed."}, {"withdraw", "whistle.draft", "Withdraws it; open lines end."},
       {"merge", "whistle.draft", "Merges it into another open whistle; open lines go over."}});
  add_moves<LineId, MoveLine, WhistleLineView>(out, "/api/v1/whistle_lines",
      {{"sign", "whistle.answer", "Signs for the call."}, {"contact", "whistle.answer", "Says with whom the unit has spoken."},
       {"report_in", "whistle.answer", "Reports in on the spot."}, {"measure", "whistle.answer", "Keeps a measure."}, {"feedback", "whistle.answer", "Feeds back the result."},
       {"accept", "whistle.close", "Accepts the result."}, {"send_back", "whistle.close", "Sends the result back, with a reason."}, {"rate", "whistle.close", "Rates the unit."},
       {"dispute", "whistle.answer", "Disputes the competence; the unit leads until the ruling."}, {"uphold", "whistle.rule", "Rules that it stays."},
       {"reassign", "whistle.rule", "Rules that another unit takes it."}, {"cancel", "whistle.draft", "Cancels this line."}, {"urge", "whistle.draft", "Urges the unit, once a day."},
       {"request_extension", "whistle.answer", "Asks for more time, once and before it is over."}, {"decide_extension", "whistle.close", "Grants or refuses more time."},
       {"object", "whistle.answer", "Objects to the line's marks."}, {"object_upheld", "whistle.rule", "Upholds the objection: names the marks that hold instead."},
       {"object_refused", "whistle.rule", "Refuses the objection, with a reason."}});
}

}  // namespace

std::vector<Route> routes() {
  const base::Params paging{{"sort", "a field, - for descending"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}};
  base::Params of_whistles{{"filter.kind", "kinds, commas between"}, {"filter.stage", "stages, commas between"}, {"filter.subdistrict", "whose whistles"}, {"filter.area", "an area and all below it"},
                           {"filter.unit", "a unit that it called"}, {"filter.late", "true: something of it is late"}, {"filter.open", "true or false"}, {"filter.disputed", "true: a dispute waits for its ruling"},
                           {"filter.approval", "open, given, refused"}, {"filter.origin", "matter, talk_item …"}, {"filter.origin_id", "the record that it was blown from"},
                           {"filter.from", "blown on or after"}, {"filter.to", "blown on or before"}, {"filter.q", "words in title or place"}};
  base::Params of_lines{{"filter.whistle", "of one whistle"}, {"filter.unit", "called units"}, {"filter.subdistrict", "who called"}, {"filter.kind", "kinds"}, {"filter.item", "items of competence"},
                        {"filter.stage", "stages, commas between"}, {"filter.open", "true or false"}, {"filter.late", "some step was or is late"}, {"filter.on_time", "none was"},
                        {"filter.disputed", "true or false"}, {"filter.dispute", "open, upheld, reassigned"}, {"filter.responded", "reported in"}, {"filter.solved", "accepted"},
                        {"filter.sent_back", "once or more"}, {"filter.first", "called when it was blown"}, {"filter.lead", "leads"}, {"filter.from", "called on or after"},
                        {"filter.to", "called on or before"}, {"filter.q", "words in the title"}, {"filter.area", "an area and all below it"}};
  of_whistles.insert(of_whistles.end(), paging.begin(), paging.end());
  of_lines.insert(of_lines.end(), paging.begin(), paging.end());
  std::vector<Route> out;
  const std::string w = "/api/v1/whistles", l = "/api/v1/whistle_lines", read = "whistle.read", read_line = "whistle_line.read";
  out.push_back(get(w, read, described::of<WhistleRow>::type, list_route<WhistleRow, whistles>, "Whistles that the reader may see.", {200, 401, 403, 422}, of_whistles, true));
  out.push_back(get(w + "/count", read, described::of<WhistleCount>::type, count_route<count_whistles>, "How many whistles the list has.", {200, 401, 403, 422}, of_whistles));
  out.push_back(get(w + "/competence", read, described::of<CompetenceView>::type, competence_route, "Whom one may call for what, with basis and precedents.", {200, 401, 403},
                    {{"category", "of the matter: items that fit come first"}, {"item", "one item only"}}));
  out.push_back(get(w + "/board", read, described::of<BoardView>::type, board_route, "Open whistles by kind and time left, disputes and approvals that wait.", {200, 401, 403}));
  out.push_back(get(w + "/figures", read, described::of<FiguresView>::type, figures_route, "Blowing rate as a band, and how each unit answered.", {200, 401, 403, 422},
                    {{"from", "first day; 30 days ago unless said"}, {"to", "last day"}}));
  out.push_back(post(w, described::of<SaveWhistle>::type, described::of<WhistleView>::type, "whistle.draft", registry::with_body<SaveWhistle, WhistleView>(draft_route, 201),
                     "Drafts a whistle.", {201, 401, 403, 422}));
  out.push_back(get(w + "/{id}", read, described::of<WhistleView>::type, registry::without_body<WhistleView>(whistle_route), "One whistle with its lines, moves and history.", {200, 401, 403, 404}));
  out.push_back(post(w + "/{id}/save", described::of<SaveWhistle>::type, described::of<WhistleView>::type, "whistle.draft", registry::with_body<SaveWhistle, WhistleView>(save_route),
                     "Saves the draft.", {200, 401, 403, 404, 409, 422}));
  out.push_back(get(w + "/{id}/deadline", read, described::of<workflow::DeadlineView>::type, deadline_route<WhistleId>, "Why a clock is due then, day by day.", {200, 401, 403, 404}, {{"clock", "its code"}}));
  out.push_back(get(w + "/{id}/photos/{file_id}", read, nullptr, photo_route<WhistleId>, "A photo of the meeting.", {200, 401, 403, 404}, {{"size", "small: at most 480 pixels"}}));
  out.push_back(get(l, read_line, described::of<WhistleLineRow>::type, list_route<WhistleLineRow, lines>, "Lines of called units: a unit's inbox and record.", {200, 401, 403, 422}, of_lines, true));
  out.push_back(get(l + "/count", read_line, described::of<WhistleCount>::type, count_route<count_lines>, "How many lines the list has.", {200, 401, 403, 422}, of_lines));
  out.push_back(get(l + "/{id}", read_line, described::of<WhistleLineView>::type, registry::without_body<WhistleLineView>(line_route), "One line with its moves and history.", {200, 401, 403, 404}));
  out.push_back(get(l + "/{id}/deadline", read_line, described::of<workflow::DeadlineView>::type, deadline_route<LineId>, "Why a clock is due then, day by day.", {200, 401, 403, 404}, {{"clock", "its code"}}));
  out.push_back(get(l + "/{id}/photos/{file_id}", read_line, nullptr, photo_route<LineId>, "A photo of the line.", {200, 401, 403, 404}, {{"size", "small: at most 480 pixels"}}));
  add_acts(out);
  for (const registry::ExportList* list : {&whistles_export(), &lines_export()}) out.push_back(registry::export_route(*list));
  return out;
}

}  // namespace whistle
