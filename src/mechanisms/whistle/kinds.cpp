#include "mechanisms/whistle/kinds.hpp"

#include <algorithm>

#include "instruments/workflow/decide.hpp"
#include "instruments/workflow/limits.hpp"
#include "mechanisms/whistle/rules.hpp"

namespace whistle {

using definitions::Doc;
using definitions::Faults;

namespace {

void take(const base::Error& e, Faults& faults) {
  if (e.errors.empty()) faults.push_back({"", e.reason, e.params});
  else faults.insert(faults.end(), e.errors.begin(), e.errors.end());
}
std::vector<std::string> post_kinds_of(const definitions::CheckScope& scope) {
  std::vector<std::string> out;
  if (const auto held = scope.in_force("people/post_kinds"))
    for (const Doc& each : held->body.at("post_kind").items())
      if (const auto kind = each.at("kind").text()) out.push_back(*kind);
  return out;
}
void need_posts(const Doc& doc, std::string_view key, const std::vector<std::string>& known, Faults& faults) {
  Faults ignored;
  for (const std::string& each : doc.texts_or_none(key, ignored))
    if (std::find(known.begin(), known.end(), each) == known.end()) doc.at(key).fault(faults, "workflow.check_unknown_post_kind", {{"post_kind", each}});
}

}  // namespace

const Kind* Kinds::find(std::string_view wanted) const {
  const auto it = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.code == wanted; });
  return it == kinds.end() ? nullptr : &*it;
}
const Item* Competence::find(std::string_view wanted) const {
  const auto it = std::find_if(items.begin(), items.end(), [&](const Item& i) { return i.code == wanted; });
  return it == items.end() ? nullptr : &*it;
}

base::Result<Kinds> parse_kinds(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "band", "kind_of_whistle"}, faults);
  Kinds out{.code = doc.need_text("code", faults), .version = doc.need_integer("version", faults, 1)};
  const Doc band = doc.at("band");
  band.only({"low_per_100", "high_per_100", "tag", "text"}, faults);
  out.low_per_100 = band.need_integer("low_per_100", faults, 0, 1'000);
  out.high_per_100 = band.need_integer("high_per_100", faults, 0, 1'000);
  if (out.low_per_100 > out.high_per_100) band.fault(faults, "whistle.check_band");
  for (const Doc& each : doc.need_list("kind_of_whistle", faults)) {
    each.only({"code", "zh", "en", "blown_by", "approved_by", "approval", "needs_leader", "extension_most"}, faults);
    Kind k{.code = each.need_text("code", faults), .zh = each.need_text("zh", faults), .en = each.need_text("en", faults)};
    k.blown_by = each.need_texts("blown_by", faults);
    k.approved_by = each.need_texts("approved_by", faults);
    const std::string approval = each.need_text("approval", faults);
    if (approval != "before" && approval != "after") each.at("approval").fault(faults, "whistle.check_approval", {{"approval", approval}});
    k.approval_after = approval == "after";
    k.needs_leader = each.boolean_or("needs_leader", false, faults);
    k.extension_most = each.integer_or("extension_most", 0, faults);
    if (out.find(k.code)) each.at("code").fault(faults, "whistle.check_doubled", {{"code", k.code}});
    out.kinds.push_back(std::move(k));
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

base::Result<Competence> parse_competence(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "called_posts", "called_teams", "guest_kinds", "item"}, faults);
  Competence out{.code = doc.need_text("code", faults), .version = doc.need_integer("version", faults, 1)};
  out.called_posts = doc.need_texts("called_posts", faults);
  out.called_teams = doc.texts_or_none("called_teams", faults);
  out.guest_kinds = doc.texts_or_none("guest_kinds", faults);
  for (const Doc& each : doc.need_list("item", faults)) {
    each.only({"code", "zh", "en", "unit", "also", "categories", "basis_kind", "basis"}, faults);
    Item i{.code = each.need_text("code", faults), .zh = each.need_text("zh", faults), .en = each.need_text("en", faults)};
    i.unit = each.text_or("unit", "", faults);
    i.also = each.texts_or_none("also", faults);
    i.categories = each.texts_or_none("categories", faults);
    i.basis_kind = each.need_text("basis_kind", faults);
    i.basis = each.need_text("basis", faults);
    if (i.basis_kind != "law" && i.basis_kind != "duty" && i.basis_kind != "delegated") each.at("basis_kind").fault(faults, "whistle.check_basis", {{"basis", i.basis_kind}});
    if (out.find(i.code)) each.at("code").fault(faults, "whistle.check_doubled", {{"code", i.code}});
    out.items.push_back(std::move(i));
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

base::Result<Rating> parse_rating(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "objection_working_days", "score", "points"}, faults);
  Rating out{.code = doc.need_text("code", faults), .version = doc.need_integer("version", faults, 1)};
  for (const Doc& each : doc.need_list("score", faults)) {
    each.only({"code", "zh", "en", "most"}, faults);
    out.scores.push_back({each.need_text("code", faults), each.need_text("zh", faults), each.need_text("en", faults), each.need_integer("most", faults, 1, 100)});
  }
  out.objection_working_days = doc.integer_or("objection_working_days", 5, faults);
  const Doc p = doc.at("points");
  p.only({"sign_on_time", "contact_on_time", "report_in_on_time", "solved", "satisfied", "sent_back", "no_show"}, faults);
  out.sign_on_time = p.need_integer("sign_on_time", faults, 0, 1'000);
  out.contact_on_time = p.need_integer("contact_on_time", faults, 0, 1'000);
  out.report_in_on_time = p.need_integer("report_in_on_time", faults, 0, 1'000);
  out.solved = p.need_integer("solved", faults, 0, 1'000);
  out.satisfied = p.need_integer("satisfied", faults, 0, 1'000);
  out.sent_back = p.need_integer("sent_back", faults, -1'000, 0);
  out.no_show = p.need_integer("no_show", faults, -1'000, 0);
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

void check_kinds(const Doc& body, const definitions::CheckScope& scope, Faults& faults) {
  const auto kinds = parse_kinds(body);
  if (!kinds) return take(kinds.error(), faults);
  const auto known = post_kinds_of(scope);
  for (const Doc& each : body.at("kind_of_whistle").items())
    for (const char* key : {"blown_by", "approved_by"}) need_posts(each, key, known, faults);
}
void check_competence(const Doc& body, const definitions::CheckScope& scope, Faults& faults) {
  const auto list = parse_competence(body);
  if (!list) return take(list.error(), faults);
  for (const char* key : {"called_posts", "called_teams"}) need_posts(body, key, post_kinds_of(scope), faults);
}
void check_rating(const Doc& body, const definitions::CheckScope&, Faults& faults) {
  if (const auto rating = parse_rating(body); !rating) take(rating.error(), faults);
}
void check_limits(const Doc& body, const definitions::CheckScope&, Faults& faults) {
  if (body.at("code").text() != std::optional<std::string>("limits/whistle")) return;
  const auto limits = workflow::parse_limits(body);
  if (!limits) return take(limits.error(), faults);
  const auto whole = workflow::whole_clocks(*limits);
  for (const workflow::ClockName& clock : limits->clocks)
    if (std::find(whole.begin(), whole.end(), clock.code) == whole.end()) body.fault(faults, "workflow.check_unknown_clock", {{"clock", clock.code}});
}
void check_machine(const Doc& body, const definitions::CheckScope& scope, Faults& faults) {
  const auto subject = body.at("subject").text();
  if (subject != std::optional<std::string>(std::string(whistle_kind)) && subject != std::optional<std::string>(std::string(line_kind))) return;
  const auto machine = workflow::parse_machine(body);
  if (!machine) return take(machine.error(), faults);
  workflow::Known known{.guards = own_guards(), .effects = own_effects(), .actions = own_actions(), .post_kinds = post_kinds_of(scope), .due_units = {"blower", "called", "district"},
                        .buckets = {"to_accept", "to_dispatch", "to_handle", "to_inspect", "waiting_for_me", "returned"},
                        .field_kinds = {"text", "reason", "unit_post", "photos", "choice", "item", "whistle", "position", "scores", "number", "yes_no", "marks"}};
  for (std::string& each : workflow::own_guards()) known.guards.push_back(std::move(each));
  for (std::string& each : workflow::own_effects()) known.effects.push_back(std::move(each));
  if (const auto held = scope.in_force("limits/whistle"))
    if (const auto limits = workflow::parse_limits(held->body)) known.clocks = workflow::whole_clocks(*limits);
  for (workflow::Finding& f : workflow::check(*machine, known)) faults.push_back({std::move(f.place), std::move(f.reason), std::move(f.params)});
}

}  // namespace whistle
