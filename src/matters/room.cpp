// 事项: whatever someone raised and must be resolved.
#include "matters/room.hpp"

#include <algorithm>

#include "definitions/book.hpp"
#include "instruments/workflow/decide.hpp"
#include "matters/api.hpp"
#include "matters/community.hpp"
#include "matters/events.hpp"
#include "matters/jobs.hpp"
#include "matters/known.hpp"
#include "matters/replies.hpp"
#include "matters/routing.hpp"
#include "matters/rulebook.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "records/links/links.hpp"
#include "store/districts.hpp"

namespace matters {
namespace {

void take_errors(const base::Error& e, std::vector<base::FieldError>& faults) {
  if (e.errors.empty()) faults.push_back({"", e.reason, e.params});
  else faults.insert(faults.end(), e.errors.begin(), e.errors.end());
}

std::vector<std::string> post_kinds_of(const definitions::CheckScope& scope) {
  std::vector<std::string> out;
  if (const auto held = scope.in_force("people/post_kinds"))
    for (const definitions::Doc& each : held->body.at("post_kind").items())
      if (const auto code = each.at("code").text() ? each.at("code").text() : each.at("kind").text()) out.push_back(*code);
  return out;
}

void check_machine(const definitions::Doc& body, const definitions::CheckScope& scope, std::vector<base::FieldError>& faults) {
  if (body.at("subject").text() != std::optional<std::string>(subject_kind)) return;
  const auto machine = workflow::parse_machine(body);
  if (!machine) return take_errors(machine.error(), faults);
  std::vector<std::string> post_kinds = post_kinds_of(scope), clocks;
  for (const char* role : {"confirmed", "handling", "feedback", "struck_off"})  // stages that the room itself looks for
    if (!machine->stage_as(role)) faults.push_back({"/stage", "matters.check_role_missing", {{"role", role}}});
  if (const auto held = scope.in_force("limits/matters"))
    if (const auto limits = workflow::parse_limits(held->body)) clocks = workflow::whole_clocks(*limits);
  for (workflow::Finding& f : workflow::check(*machine, known(std::move(post_kinds), std::move(clocks))))
    faults.push_back({std::move(f.place), std::move(f.reason), std::move(f.params)});
}
void check_loop(const definitions::Doc& body, const definitions::CheckScope& scope, std::vector<base::FieldError>& faults) {
  const auto loop = parse_loop(body);
  if (!loop) return take_errors(loop.error(), faults);
  const std::vector<std::string> post_kinds = post_kinds_of(scope);
  for (const Rung& rung : loop->rungs)
    for (const RungDuty& duty : rung.duties)
      if (std::find(post_kinds.begin(), post_kinds.end(), duty.post_kind) == post_kinds.end())
        faults.push_back({"/rung/" + rung.code, "workflow.check_unknown_post_kind", {{"post_kind", duty.post_kind}}});
}
// Codes and classes of the categories in force; empty: none are published.
std::vector<std::string> categories_of(const definitions::CheckScope& scope) {
  std::vector<std::string> out;
  if (const auto held = scope.in_force("categories/matters"))
    if (const auto catalogue = parse_catalogue(held->body))
      for (const Category& each : catalogue->items) out.insert(out.end(), {each.code, each.class_code});
  return out;
}
bool missing(const std::vector<std::string>& list, const std::string& word) { return !list.empty() && std::find(list.begin(), list.end(), word) == list.end(); }

void check_routing(const definitions::Doc& body, const definitions::CheckScope& scope, std::vector<base::FieldError>& faults) {
  const auto table = parse_routing(body);
  if (!table) return take_errors(table.error(), faults);
  const auto categories = categories_of(scope);
  const auto post_kinds = post_kinds_of(scope);
  for (std::size_t i = 0; i < table->rows.size(); ++i) {
    const RouteRow& row = table->rows[i];
    const std::string place = "/route/" + std::to_string(i);
    if (row.category != "*" && missing(categories, row.category)) faults.push_back({place + "/category", "matters.no_such_category", {{"code", row.category}}});
    if (missing(post_kinds, row.post_kind)) faults.push_back({place + "/post_kind", "workflow.check_unknown_post_kind", {{"post_kind", row.post_kind}}});
  }
}
void check_replies(const definitions::Doc& body, const definitions::CheckScope& scope, std::vector<base::FieldError>& faults) {
  const auto replies = parse_replies(body);
  if (!replies) return take_errors(replies.error(), faults);
  const auto categories = categories_of(scope);
  std::vector<std::string> verbs;
  if (const auto held = scope.in_force("matter"))
    if (const auto machine = workflow::parse_machine(held->body))
      for (const workflow::Move& each : machine->moves) verbs.push_back(each.verb);
  for (std::size_t i = 0; i < replies->items.size(); ++i) {
    const Reply& each = replies->items[i];
    const std::string place = "/reply/" + std::to_string(i);
    if (missing(verbs, each.verb)) faults.push_back({place + "/verb", "matters.check_reply_verb", {{"verb", each.verb}}});
    for (const std::string& c : each.categories)
      if (missing(categories, c)) faults.push_back({place + "/categories", "matters.no_such_category", {{"code", c}}});
  }
}
void check_limits(const definitions::Doc& body, const definitions::CheckScope&, std::vector<base::FieldError>& faults) {
  if (body.at("code").text() != std::optional<std::string>("limits/matters")) return;
  if (const auto limits = workflow::parse_limits(body); !limits) take_errors(limits.error(), faults);
}
void check_categories(const definitions::Doc& body, const definitions::CheckScope&, std::vector<base::FieldError>& faults) {
  if (const auto catalogue = parse_catalogue(body); !catalogue) take_errors(catalogue.error(), faults);
}
void check_retention(const definitions::Doc& body, const definitions::CheckScope&, std::vector<base::FieldError>& faults) {
  if (body.at("code").text() != std::optional<std::string>("retention/matters")) return;
  if (const auto retention = parse_retention(body); !retention) take_errors(retention.error(), faults);
}
void check_sources(const definitions::Doc& body, const definitions::CheckScope&, std::vector<base::FieldError>& faults) {
  if (const auto sources = parse_sources(body); !sources) take_errors(sources.error(), faults);
}

std::vector<registry::ActionInfo> actions() {
  std::vector<registry::ActionInfo> out;
  for (const std::string& each : own_actions()) out.push_back({each, "matters.action." + each.substr(each.find('.') + 1)});
  return out;
}

// Another room's work asks for a matter, or says that one was not solved after all.
base::Result<base::Subject> open_report(registry::Call& call, store::Unit& unit, const base::Subject& origin, std::string_view json) {
  TRY(c, described::parse<EnterMatter>(json));
  NewReport r{.source = c.source.empty() ? "desk" : c.source, .title = c.title, .description = c.description, .place = c.place, .longitude = c.lon, .latitude = c.lat};
  if (c.area_id) r.area = *c.area_id;
  r.category = c.category;
  r.reporter_name = c.reporter_name;
  r.reporter_phone = c.reporter_phone;
  r.secret = c.secret;
  r.photos = c.photos;
  r.origin = origin;
  const auto district = store::district_by_id(unit, unit.district());
  TRY(made, report_in(call.house, unit, district ? district->token_prefix : "", r));
  const base::Subject subject{std::string(subject_kind), made.id.value};
  links::add(unit, "born_of", subject, origin);
  return subject;
}
base::Result<base::Subject> open_again(registry::Call& call, store::Unit& unit, const base::Subject& matter, std::string_view json) {
  TRY(c, described::parse<ReopenMatter>(json));
  TRY_DO(reopen_in(call, unit, {matter.id}, c.reason));
  return matter;
}

}  // namespace

std::vector<std::string> own_actions() {
  return {"matter.read", "matter.report", "matter.confirm", "matter.register", "matter.reject", "matter.dispatch", "matter.sign", "matter.feedback",
          "matter.return", "matter.inspect", "matter.strike_off", "matter.send_back", "matter.hold", "matter.resume", "matter.urge", "matter.unmask",
          "matter.export", "matter.progress",
          "matter.request_extension", "matter.decide_extension", "matter.pause", "matter.ask", "matter.answer", "matter.escalate", "matter.split",
          "matter.merge", "matter.hand_on", "matter.meet_target", "matter.reopen", "matter.solve_on_spot", "matter.draft"};
}

workflow::Known known(std::vector<std::string> post_kinds, std::vector<std::string> clocks) {
  workflow::Known out;
  out.guards = workflow::own_guards();
  for (std::string& each : own_guards()) out.guards.push_back(std::move(each));
  out.effects = workflow::own_effects();
  for (std::string& each : own_effects()) out.effects.push_back(std::move(each));
  out.actions = own_actions();
  out.post_kinds = std::move(post_kinds);
  out.clocks = std::move(clocks);
  out.due_units = {"community", "subdistrict", "district", "handling", "rung"};
  out.buckets = {"to_accept", "to_dispatch", "to_handle", "to_inspect", "waiting_for_me", "returned", "handed_down"};
  out.field_kinds = {"text", "reason", "unit_post", "photos", "yes_no", "choice", "date", "category", "area", "number", "cause", "target", "matter", "parts"};
  return out;
}

std::string check_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  store::SubjectEvents events(s, district, subject_kind);
  const auto one = [&](base::MatterId id) -> std::string {
    const auto table = load(s, district, id);
    if (!table) return "matter " + std::to_string(id.value) + " is not there";
    const auto folded = fold_all(district, id, events.of(id.value));
    if (!folded) return "matter " + std::to_string(id.value) + ": its events do not fold: " + folded.error().reason;
    const std::string differs = difference(*table, *folded);
    return differs.empty() ? "" : "matter " + std::to_string(id.value) + ": " + differs + " is not what its events say";
  };
  if (subject.id != 0) return subject.kind == subject_kind ? one({subject.id}) : std::string{};
  base::MatterId after{};
  for (;;) {
    const auto ids = ids_after(s, district, after, 500);
    for (const base::MatterId id : ids)
      if (std::string broken = one(id); !broken.empty()) return broken;
    if (ids.size() < 500) return {};
    after = ids.back();
  }
}

std::string check_serials(registry::House&, store::Session& s, base::DistrictId district, const base::Subject&) {
  return serial_gap(s, district);
}

}  // namespace matters

extern const registry::Room matters_room;
const registry::Room matters_room{
    .code = "matters",
    .name_zh = "事项",
    .name_en = "Matters",
    .mechanisms = {6, 7},
    .routes = matters::routes,
    .jobs = {{matters::watch_job, matters::watch}, {matters::index_job, matters::index}, registry::export_job(matters::matters_export()), {matters::erase_job, matters::erase}},
    .repeated = {{matters::watch_job}, {matters::index_job}, {matters::erase_job}},
    .actions = matters::actions(),
    .openers = {{"matters.report", {}, "matter.report", described::of<matters::EnterMatter>::type, matters::open_report},
                {"matters.reopen", {"matter"}, "matter.reopen", described::of<matters::ReopenMatter>::type, matters::open_again}},
    .invariants = {{"a matter is the fold of its events", matters::check_fold}, {"serials have no gap", matters::check_serials}},
    .data_classes = {{"matter_reporters", "name", "to answer the reporter", "the community, masked; in the clear with a reason", "retention/matters", "matters.erase"},
                     {"matter_reporters", "phone", "to call back", "the community, masked; in the clear with a reason", "retention/matters", "matters.erase"},
                     {"matters", "description", "to find and solve the problem", "who may read the matter", "retention/matters", "matters.erase"},
                     {"matter_questions", "answer", "to understand the problem", "who may read the matter", "retention/matters", "matters.erase"},
                     {"matter_drafts", "text", "to go on with an answer", "the unit that handles it", "until the feedback, at most retention/matters", "matters.erase"}},
    // A resident reports, and looks after, answers and reopens the one matter whose link is shown (matters::show).
    .public_tables = {{.table = "matters", .verbs = "select insert update"},
                      {.table = "matter_reporters", .verbs = "select insert", .rows = "matter_id::text = current_setting('red.shown', true)"},
                      {.table = "matter_questions", .verbs = "select update", .rows = "matter_id::text = current_setting('red.shown', true)"},
                      {.table = "matter_links", .verbs = "select insert"},
                      {.table = "matter_words", .verbs = "select insert delete"},
                      {.table = "v_matters_loop", .verbs = "select"}},
    .demo = matters::demo_steps(),
    .papers = matters::papers(),
    .searchers = {{"matters", "matters.search", matters::found_by_words}},
    .definitions = {{"workflow", matters::check_machine}, {"limits", matters::check_limits}, {"loop", matters::check_loop}, {"routing", matters::check_routing}, {"replies", matters::check_replies}, {"categories", matters::check_categories}, {"sources", matters::check_sources}, {"retention", matters::check_retention}},
};
