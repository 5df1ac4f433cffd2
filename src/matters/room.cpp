// 事项: whatever someone raised and must be resolved.
#include "matters/room.hpp"

#include "definitions/book.hpp"
#include "instruments/workflow/decide.hpp"
#include "matters/events.hpp"
#include "matters/jobs.hpp"
#include "matters/known.hpp"
#include "matters/rulebook.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"

namespace matters {
namespace {

void take_errors(const base::Error& e, std::vector<base::FieldError>& faults) {
  if (e.errors.empty()) faults.push_back({"", e.reason, e.params});
  else faults.insert(faults.end(), e.errors.begin(), e.errors.end());
}

void check_machine(const definitions::Doc& body, const definitions::CheckScope& scope, std::vector<base::FieldError>& faults) {
  if (body.at("subject").text() != std::optional<std::string>(subject_kind)) return;
  const auto machine = workflow::parse_machine(body);
  if (!machine) return take_errors(machine.error(), faults);
  std::vector<std::string> post_kinds, clocks;
  if (const auto held = scope.in_force("people/post_kinds"))
    for (const definitions::Doc& each : held->body.at("post_kind").items())
      if (const auto code = each.at("code").text() ? each.at("code").text() : each.at("kind").text()) post_kinds.push_back(*code);
  if (const auto held = scope.in_force("limits/matters"))
    if (const auto limits = workflow::parse_limits(held->body)) clocks = workflow::whole_clocks(*limits);
  for (workflow::Finding& f : workflow::check(*machine, known(std::move(post_kinds), std::move(clocks))))
    faults.push_back({std::move(f.place), std::move(f.reason), std::move(f.params)});
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

}  // namespace

std::vector<std::string> own_actions() {
  return {"matter.read", "matter.report", "matter.confirm", "matter.register", "matter.reject", "matter.dispatch", "matter.sign", "matter.feedback",
          "matter.return", "matter.inspect", "matter.strike_off", "matter.send_back", "matter.hold", "matter.resume", "matter.urge", "matter.unmask",
          "matter.export", "matter.progress"};
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
  out.due_units = {"community", "subdistrict", "district", "handling"};
  out.buckets = {"to_accept", "to_dispatch", "to_handle", "to_inspect", "waiting_for_me", "returned", "handed_down"};
  out.field_kinds = {"text", "reason", "unit_post", "photos", "yes_no", "choice", "date", "category", "area"};
  return out;
}

std::string check_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  const auto one = [&](base::MatterId id) -> std::string {
    const auto table = load(s, district, id);
    if (!table) return "matter " + std::to_string(id.value) + " is not there";
    const auto folded = fold_all(district, id, store::events_of(s, district, {std::string(subject_kind), id.value}));
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
    .jobs = {{matters::watch_job, matters::watch}, {matters::index_job, matters::index}, {matters::export_job, matters::export_list}, {matters::erase_job, matters::erase}},
    .repeated = {{matters::watch_job}, {matters::index_job}, {matters::erase_job}},
    .actions = matters::actions(),
    .invariants = {{"a matter is the fold of its events", matters::check_fold}, {"serials have no gap", matters::check_serials}},
    .data_classes = {{"matter_reporters", "name", "to answer the reporter", "the community, masked; in the clear with a reason", "retention/matters", "matters.erase"},
                     {"matter_reporters", "phone", "to call back", "the community, masked; in the clear with a reason", "retention/matters", "matters.erase"},
                     {"matters", "description", "to find and solve the problem", "who may read the matter", "retention/matters", "matters.erase"}},
    .demo = matters::demo_steps(),
    .definitions = {{"workflow", matters::check_machine}, {"limits", matters::check_limits}, {"categories", matters::check_categories}, {"sources", matters::check_sources}, {"retention", matters::check_retention}},
};
