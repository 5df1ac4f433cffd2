// The room's routes.
#include <charconv>

#include "mechanisms/campaigns/service.hpp"
#include "registry/route.hpp"

namespace campaigns {

using http::Verb;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

namespace {

const std::vector<Face> inside{Face::desk, Face::field};
const base::Params paging{{"sort", "a field, - for descending"}, {"after", "cursor of the page before"}, {"limit", "rows, at most 200"}};

template <class Row, base::Result<Page<Row>> (*list)(Call&, const base::Params&)>
registry::Answer list_route(RouteCall& c) {
  TRY(page, list(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}
template <base::Result<CountView> (*count)(Call&, const base::Params&)>
registry::Answer count_route(RouteCall& c) {
  TRY(v, count(c.call, c.request.query));
  return registry::json(v);
}
registry::Answer templates_route(RouteCall& c) {
  TRY(rows, templates(c.call));
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}
registry::Answer progress_route(RouteCall& c) {
  TRY(rows, progress(c.call, {c.id()}, c.request.query_value("by") == "community"));
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}
registry::Answer photo_route(RouteCall& c) {
  std::int64_t file = 0;
  const std::string_view text = c.capture("file_id");
  std::from_chars(text.data(), text.data() + text.size(), file);
  return photo(c.call, {c.id()}, {file}, c.request.query_value("size") == "small", c.request);
}

base::Result<CampaignView> draft_route(Call& call, std::int64_t, const SaveCampaign& c) { return draft(call, c); }
base::Result<CampaignView> save_route(Call& call, std::int64_t id, const SaveCampaign& c) { return save(call, {id}, c); }
base::Result<UrgedView> urge_route(Call& call, std::int64_t id, const UrgeLines& c) { return urge(call, {id}, c); }
base::Result<CampaignView> campaign_route(Call& call, std::int64_t id) { return view(call, CampaignId{id}); }
base::Result<LineView> line_route(Call& call, std::int64_t id) { return view(call, LineId{id}); }
base::Result<FindingView> finding_route(Call& call, std::int64_t id) { return view(call, FindingId{id}); }
base::Result<LineView> answer_route(Call& call, std::int64_t id, const AnswerSite& c) { return answer(call, {id}, c); }
base::Result<LineView> site_route(Call& call, std::int64_t id, const AddSite& c) { return add_site(call, {id}, c); }
base::Result<FindingView> report_route(Call& call, std::int64_t id, const MoveIt& c) { return report(call, {id}, c); }
base::Result<FindingView> blow_route(Call& call, std::int64_t id, const BlowFinding& c) { return blow(call, {id}, c); }

Route get(std::string path, const described::Type* view, std::function<registry::Answer(RouteCall&)> run, std::string summary, std::vector<int> statuses, bool list = false) {
  return {.verb = Verb::get, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = "campaign.read", .view = view, .view_is_list = list,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run), .body = http::BodyKind::none};
}
Route post(std::string path, const described::Type* command, const described::Type* view, std::string action, std::function<registry::Answer(RouteCall&)> run, std::string summary,
           std::vector<int> statuses) {
  return {.verb = Verb::post, .path = std::move(path), .faces = inside, .entry = Entry::action, .action = std::move(action), .command = command, .view = view,
          .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run)};
}

struct Act { const char* id; const char* action; const char* summary; };
template <class Id, class View>
void add_moves(std::vector<Route>& out, const std::string& base_path, std::initializer_list<Act> acts) {
  for (const Act& a : acts)
    out.push_back(post(base_path + "/{id}/" + a.id, described::of<MoveIt>::type, described::of<View>::type, a.action,
                       [id = std::string(a.id)](RouteCall& c) -> registry::Answer {
                         TRY(command, described::parse<MoveIt>(c.request.body));
                         registry::note_envelope(c.call, command);
                         TRY(v, move(c.call, Id{c.id()}, id, command));
                         return registry::json(v);
                       },
                       a.summary, {200, 401, 403, 404, 409}));
}
// A list with its count; both take the same filters.
template <class Row, base::Result<Page<Row>> (*list)(Call&, const base::Params&), base::Result<CountView> (*count)(Call&, const base::Params&)>
void add_list(std::vector<Route>& out, const std::string& path, const char* summary, base::Params filters) {
  out.push_back(get(path, described::of<Row>::type, list_route<Row, list>, summary, {200, 401, 403, 422}, true));
  out.back().query = filters;
  out.back().query.insert(out.back().query.end(), paging.begin(), paging.end());
  out.push_back(get(path + "/count", described::of<CountView>::type, count_route<count>, "How many the list has.", {200, 401, 403, 422}));
  out.back().query = std::move(filters);
}

}  // namespace

std::vector<Route> routes() {
  std::vector<Route> out;
  add_list<CampaignRow, campaigns, count_campaigns>(out, "/api/v1/campaigns", "Campaigns with how far they are.",
      {{"filter.stage", "stages, commas between"}, {"filter.unit", "who leads it"}, {"filter.from", "due on or after"}, {"filter.to", "due on or before"}, {"filter.q", "words in the title"}});
  out.push_back(get("/api/v1/campaigns/templates", described::of<TemplateView>::type, templates_route, "Templates to start a campaign from.", {200, 401, 403}, true));
  out.push_back(post("/api/v1/campaigns", described::of<SaveCampaign>::type, described::of<CampaignView>::type, "campaign.draft", registry::with_body<SaveCampaign, CampaignView>(draft_route, 201),
                     "Drafts a campaign with its check list.", {201, 401, 403, 422}));
  out.push_back(get("/api/v1/campaigns/{id}", described::of<CampaignView>::type, registry::without_body<CampaignView>(campaign_route), "One campaign with check list, moves and progress.", {200, 401, 403, 404}));
  out.push_back(post("/api/v1/campaigns/{id}/save", described::of<SaveCampaign>::type, described::of<CampaignView>::type, "campaign.draft", registry::with_body<SaveCampaign, CampaignView>(save_route),
                     "Saves the draft.", {200, 401, 403, 404, 409, 422}));
  add_moves<CampaignId, CampaignView>(out, "/api/v1/campaigns", {{"send", "campaign.draft", "Sends a line to each grid or community with the sites to check."},
                                                                 {"close", "campaign.draft", "Closes the campaign with its report; sites that were not checked are kept as such."},
                                                                 {"withdraw", "campaign.draft", "Withdraws it before anything was found."}});
  out.push_back(post("/api/v1/campaigns/{id}/urge", described::of<UrgeLines>::type, described::of<UrgedView>::type, "campaign.urge", registry::with_body<UrgeLines, UrgedView>(urge_route),
                     "Urges all lines of an area that are behind; once a day.", {200, 401, 403, 404, 409}));
  out.push_back(get("/api/v1/campaigns/{id}/progress", described::of<Progress>::type, progress_route, "Progress by subdistrict or community.", {200, 401, 403, 404}, true));
  out.back().query = {{"by", "subdistrict or community"}};
  add_list<LineRow, lines, count_lines>(out, "/api/v1/campaign_lines", "Lines of grids and communities that the reader may see.",
      {{"filter.campaign", "of one campaign"}, {"filter.state", "open, done, unfinished, called_off"}, {"filter.unit", "who checks"}, {"filter.area", "an area and all below it"},
       {"filter.late", "true: past the deadline and not done"}, {"filter.q", "words in the title"}});
  out.push_back(get("/api/v1/campaign_lines/{id}", described::of<LineView>::type, registry::without_body<LineView>(line_route), "One line with its sites, answers and findings.", {200, 401, 403, 404}));
  out.push_back(post("/api/v1/campaign_lines/{id}/add_site", described::of<AddSite>::type, described::of<LineView>::type, "campaign.answer", registry::with_body<AddSite, LineView>(site_route),
                     "Adds a site that nobody had listed.", {200, 401, 403, 404, 409, 422}));
  out.push_back(post("/api/v1/campaign_sites/{id}/answer", described::of<AnswerSite>::type, described::of<LineView>::type, "campaign.answer", registry::with_body<AnswerSite, LineView>(answer_route),
                     "Answers one site's check list; what is a finding enters the list of findings.", {200, 401, 403, 404, 409, 422}));
  add_list<FindingRow, findings, count_findings>(out, "/api/v1/campaign_findings", "Findings that the reader may see, with the first photo before and after.",
      {{"filter.campaign", "of one campaign"}, {"filter.line", "of one line"}, {"filter.question", "of one question"}, {"filter.stage", "stages, commas between"}, {"filter.area", "an area and all below it"},
       {"filter.serious", "true: serious ones"}, {"filter.late", "true: past the deadline"}, {"filter.from", "found from"}, {"filter.to", "found until"}, {"filter.q", "words in title or site"}});
  out.push_back(get("/api/v1/campaign_findings/{id}", described::of<FindingView>::type, registry::without_body<FindingView>(finding_route), "One finding with photos, moves and history.", {200, 401, 403, 404}));
  add_moves<FindingId, FindingView>(out, "/api/v1/campaign_findings", {{"fix", "campaign.fix", "Reports it as put right, with a photo after."},
                                                                       {"strike_off", "campaign.check", "Strikes it off; never by who put it right."},
                                                                       {"send_back", "campaign.check", "Sends it back with a reason."},
                                                                       {"drop", "campaign.check", "Says with a reason that it is none."}});
  out.push_back(post("/api/v1/campaign_findings/{id}/report", described::of<MoveIt>::type, described::of<FindingView>::type, "campaign.hand_on", registry::with_body<MoveIt, FindingView>(report_route),
                     "Makes a matter of it; it is struck off when that is.", {200, 401, 403, 404, 409}));
  out.push_back(post("/api/v1/campaign_findings/{id}/blow", described::of<BlowFinding>::type, described::of<FindingView>::type, "campaign.hand_on", registry::with_body<BlowFinding, FindingView>(blow_route),
                     "Blows the whistle for it; it is struck off when the whistle is closed.", {200, 401, 403, 404, 409, 422}));
  out.push_back(get("/api/v1/campaign_findings/{id}/photos/{file_id}", nullptr, photo_route, "A photo of the finding.", {200, 401, 403, 404}));
  out.back().query = {{"size", "small: at most 480 pixels"}};
  for (const registry::ExportList* list : {&campaigns_export(), &lines_export(), &findings_export()}) out.push_back(registry::export_route(*list));
  return out;
}

}  // namespace campaigns
