#include "base/limits.hpp"
#include "mechanisms/rulebook/effect.hpp"
#include "mechanisms/rulebook/service.hpp"
#include "registry/route.hpp"

namespace rulebook {
namespace {

using registry::Answer;
using registry::Entry;
using registry::Face;
using registry::Route;
using registry::RouteCall;

std::int64_t number(const RouteCall& c, std::string_view name) {
  const std::string_view text = c.request.query_value(name).value_or("");
  std::int64_t out = -1;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  return ec == std::errc{} && end == text.data() + text.size() ? out : -1;
}

Answer list_route(RouteCall& c) {
  const auto rows = list(c.call, c.request.query_value("filter.kind").value_or(""));
  return registry::json_list(rows, "", static_cast<std::int64_t>(rows.size()));
}

Answer one_route(RouteCall& c) {
  const bool asked = c.request.query_value("version").has_value();
  TRY(view, one(c.call, c.capture("code"), asked ? number(c, "version") : 0));
  return registry::json(view);
}

Answer diff_route(RouteCall& c) {
  TRY(view, diff(c.call, c.request.query_value("code").value_or(""), number(c, "from"), number(c, "to")));
  return registry::json(view);
}

Answer three_way_route(RouteCall& c) {
  TRY(view, three_way(c.call, c.request.query_value("code").value_or("")));
  return registry::json(view);
}

template <class Command, class View>
std::function<Answer(RouteCall&)> acting(base::Result<View> (*act)(registry::Call&, const Command&)) {
  return [act](RouteCall& c) -> Answer {
    TRY(command, described::parse<Command>(c.request.body));
    TRY(view, act(c.call, command));
    return registry::json(view);
  };
}

}  // namespace

std::vector<Route> routes() {
  const std::vector<Face> faces{Face::desk, Face::admin};
  const std::int64_t body_max = 4 * static_cast<std::int64_t>(base::limits::definition_bytes_max);  // JSON escapes
  const auto* of_saved = described::of<DraftSaved>::type;
  return {
      {.verb = http::Verb::get, .path = "/api/v1/definitions", .faces = faces, .entry = Entry::action, .action = "rulebook.read",
       .view = described::of<DefinitionRow>::type, .view_is_list = true, .statuses = {200, 401},
       .summary = "All rules of the district with the version in force today.", .run = list_route, .query = {{"filter.kind", "only this kind"}}},
      {.verb = http::Verb::get, .path = "/api/v1/definitions/diff", .faces = faces, .entry = Entry::action, .action = "rulebook.read",
       .view = described::of<DiffView>::type, .statuses = {200, 401, 404}, .summary = "What changed between two versions, line by line.",
       .run = diff_route, .query = {{"code", "the rule"}, {"from", "a version, 0 for nothing"}, {"to", "a version"}}},
      {.verb = http::Verb::get, .path = "/api/v1/definitions/three_way", .faces = faces, .entry = Entry::action, .action = "rulebook.read",
       .view = described::of<ThreeWayView>::type, .statuses = {200, 401, 404},
       .summary = "A seed pack's old and new text and the district's own, side by side.", .run = three_way_route, .query = {{"code", "the rule"}}},
      {.verb = http::Verb::get, .path = "/api/v1/definitions/{*code}", .faces = faces, .entry = Entry::action, .action = "rulebook.read",
       .view = described::of<DefinitionView>::type, .statuses = {200, 401, 404},
       .summary = "One rule with its versions; bodies of the one in force, of a draft and of the one asked for.", .run = one_route,
       .query = {{"version", "this version's body too"}}},
      {.verb = http::Verb::post, .path = "/api/v1/definitions", .faces = faces, .entry = Entry::action, .action = "rulebook.read",
       .command = described::of<SaveDraft>::type, .view = of_saved, .statuses = {200, 400, 401, 403, 409, 422},
       .summary = "Saves the draft of a rule.", .run = acting(save_draft), .body_bytes_max = body_max},
      {.verb = http::Verb::post, .path = "/api/v1/definitions/check", .faces = faces, .entry = Entry::action, .action = "rulebook.read",
       .command = described::of<CheckDefinition>::type, .view = described::of<CheckView>::type, .statuses = {200, 400, 401, 403, 422},
       .summary = "Checks a body as publishing would, with every fault and its place.", .run = acting(check), .body_bytes_max = body_max},
      {.verb = http::Verb::post, .path = "/api/v1/definitions/effect", .faces = faces, .entry = Entry::action, .action = "rulebook.read",
       .command = described::of<CheckDefinition>::type, .view = described::of<EffectView>::type, .statuses = {200, 400, 401, 403, 422},
       .summary = "What a body would mean for open matters: how many keep their old rule, how many would have had another deadline.",
       .run = acting(effect), .body_bytes_max = body_max},
      {.verb = http::Verb::post, .path = "/api/v1/definitions/publish", .faces = faces, .entry = Entry::action, .action = "rulebook.read",
       .command = described::of<PublishDraft>::type, .view = described::of<Published>::type, .statuses = {200, 400, 401, 403, 404, 409, 422},
       .summary = "Publishes a draft, in force from a day on.", .run = acting(publish)},
      {.verb = http::Verb::post, .path = "/api/v1/definitions/withdraw", .faces = faces, .entry = Entry::action, .action = "rulebook.read",
       .command = described::of<WithdrawDraft>::type, .view = described::of<Withdrawn>::type, .statuses = {200, 400, 401, 403, 404, 409, 422},
       .summary = "Throws a draft away, with a reason.", .run = acting(withdraw)},
  };
}

}  // namespace rulebook
