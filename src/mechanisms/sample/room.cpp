// The sample room 便民工具借用: every contract once, in the smallest form. Built into its own test program, never into the product.
#include "definitions/book.hpp"
#include "instruments/workflow/decide.hpp"
#include "instruments/workflow/limits.hpp"
#include "mechanisms/sample/service.hpp"
#include "registry/route.hpp"

namespace sample {
namespace {

using http::Verb;
using registry::Answer;
using registry::Entry;
using registry::RouteCall;

Answer list_route(RouteCall& c) {
  TRY(page, list(c.call, c.request.query));
  return registry::json_list(page.items, page.next, page.total_at_least);
}

base::Result<LoanView> ask_route(registry::Call& call, std::int64_t, const AskLoan& c) { return ask(call, c); }
base::Result<LoanView> one_route(registry::Call& call, std::int64_t id) { return one(call, {id}); }
base::Result<LoanView> lend_route(registry::Call& call, std::int64_t id, const MoveLoan& c) { return move(call, {id}, "lend", c); }
base::Result<LoanView> refuse_route(registry::Call& call, std::int64_t id, const MoveLoan& c) { return move(call, {id}, "refuse", c); }
base::Result<LoanView> take_back_route(registry::Call& call, std::int64_t id, const MoveLoan& c) { return move(call, {id}, "take_back", c); }

registry::Route verb(const char* name, base::Result<LoanView> (*fn)(registry::Call&, std::int64_t, const MoveLoan&), const char* summary) {
  return {.verb = Verb::post, .path = std::string("/api/v1/loans/{id}/") + name, .faces = {registry::Face::desk}, .entry = Entry::action, .action = "sample.lend",
          .command = described::of<MoveLoan>::type, .view = described::of<LoanView>::type, .statuses = {200, 401, 403, 404, 409, 422}, .summary = summary,
          .run = registry::with_body<MoveLoan, LoanView>(fn)};
}

std::vector<registry::Route> routes() {
  std::vector<registry::Route> out;
  out.push_back({.verb = Verb::get, .path = "/api/v1/loans", .faces = {registry::Face::desk}, .entry = Entry::action, .action = "sample.read",
                 .view = described::of<LoanView>::type, .view_is_list = true, .statuses = {200, 401, 403, 422}, .summary = "Loans that the reader may see.",
                 .run = list_route, .body = http::BodyKind::none, .query = {{"filter.stage", "asked, lent, back, refused"}}});
  out.push_back({.verb = Verb::post, .path = "/api/v1/loans", .faces = {registry::Face::desk}, .entry = Entry::action, .action = "sample.ask",
                 .command = described::of<AskLoan>::type, .view = described::of<LoanView>::type, .statuses = {201, 401, 403, 409, 422},
                 .summary = "Asks for a tool.", .run = registry::with_body<AskLoan, LoanView>(ask_route, 201)});
  out.push_back({.verb = Verb::get, .path = "/api/v1/loans/{id}", .faces = {registry::Face::desk}, .entry = Entry::action, .action = "sample.read",
                 .view = described::of<LoanView>::type, .statuses = {200, 401, 403, 404}, .summary = "One loan.",
                 .run = registry::without_body<LoanView>(one_route), .body = http::BodyKind::none});
  out.push_back(verb("lend", lend_route, "Lends the tool."));
  out.push_back(verb("refuse", refuse_route, "Refuses, with a reason."));
  out.push_back(verb("take_back", take_back_route, "Takes the tool back; never by who lent it."));
  return out;
}

void check_machine(const definitions::Doc& body, const definitions::CheckScope&, std::vector<base::FieldError>& faults) {
  if (body.at("subject").text() != std::optional<std::string>(std::string("loan"))) return;
  if (const auto machine = workflow::parse_machine(body); !machine) {
    faults.insert(faults.end(), machine.error().errors.begin(), machine.error().errors.end());
  } else {
    const workflow::Known known{.guards = {"tool_is_here@1", "no_self_strike_off@1"}, .effects = workflow::own_effects(), .actions = {"sample.lend"},
                                .clocks = {"answer"}, .due_units = {"community"}, .buckets = {"to_accept", "to_handle"}, .field_kinds = {"reason"}};
    for (workflow::Finding& f : workflow::check(*machine, known)) faults.push_back({std::move(f.place), std::move(f.reason), std::move(f.params)});
  }
}

void check_limits(const definitions::Doc& body, const definitions::CheckScope&, std::vector<base::FieldError>& faults) {
  if (body.at("code").text() != std::optional<std::string>("limits/sample")) return;
  if (const auto limits = workflow::parse_limits(body); !limits) faults.insert(faults.end(), limits.error().errors.begin(), limits.error().errors.end());
}

}  // namespace
}  // namespace sample

extern const registry::Room sample_room;
const registry::Room sample_room{
    .code = "sample",
    .name_zh = "便民工具借用（示例）",
    .name_en = "Loan of tools (sample)",
    .routes = sample::routes,
    .hooks = {{"matter.struck_off", sample::on_struck_off}},
    .jobs = {{"sample.erase", sample::erase_old}},
    .repeated = {{"sample.erase"}},
    .facts = {{"sample.brought_back", "count", "none", "5 years"}, {"sample.origin_closed", "count", "none", "5 years"}},
    .actions = {{"sample.read", "sample.action.read"}, {"sample.ask", "sample.action.ask"}, {"sample.lend", "sample.action.lend"}},
    .openers = {{"sample.loan", {"matter"}, "sample.ask", described::of<sample::AskLoan>::type, sample::open}},
    .invariants = {{"a loan is the fold of its events", sample::check_fold}},
    .data_classes = {{"sample_loans", "phone", "to call who borrowed", "the community, masked", "1 year", "sample.erase"}},
    .definitions = {{"workflow", sample::check_machine}, {"limits", sample::check_limits}},
};
