#include "mechanisms/assigned_tasks/door.hpp"

#include <algorithm>

#include "instruments/workflow/decide.hpp"
#include "instruments/workflow/limits.hpp"
#include "mechanisms/assigned_tasks/rules.hpp"

namespace assigned_tasks {

using definitions::Doc;
using definitions::Faults;

namespace {

void take(const base::Error& e, Faults& faults) {
  if (e.errors.empty()) faults.push_back({"", e.reason, e.params});
  else faults.insert(faults.end(), e.errors.begin(), e.errors.end());
}

FactRule read_fact(const Doc& doc, Faults& faults) {
  doc.only({"code", "zh", "en", "kind", "unit", "valid_days", "known_from", "choices"}, faults);
  FactRule f{.code = doc.need_text("code", faults), .zh = doc.need_text("zh", faults), .en = doc.need_text("en", faults)};
  const std::string kind = doc.need_text("kind", faults);
  if (const auto known = described::from_word<FieldKind>(kind); known && *known != FieldKind::photo) f.kind = *known;
  else doc.at("kind").fault(faults, "assigned_tasks.check_field_kind", {{"kind", kind}});
  f.unit = doc.text_or("unit", "", faults);
  f.valid_days = doc.need_integer("valid_days", faults, 1, 3'650);
  f.known_from = doc.text_or("known_from", "", faults);
  const auto registers = known_registers();
  if (!f.known_from.empty() && std::find(registers.begin(), registers.end(), f.known_from) == registers.end())
    doc.at("known_from").fault(faults, "assigned_tasks.check_register", {{"register", f.known_from}});
  f.choices = doc.texts_or_none("choices", faults);
  if (f.kind == FieldKind::choice && f.choices.size() < 2) doc.fault(faults, "assigned_tasks.check_choices", {{"code", f.code}});
  return f;
}

}  // namespace

const Filler* Door::filler(std::string_view unit_kind) const {
  for (const Filler& each : fillers)
    if (each.unit_kind == unit_kind) return &each;
  return nullptr;
}
const FactRule* FactBook::find(std::string_view code) const {
  for (const FactRule& each : facts)
    if (each.code == code) return &each;
  return nullptr;
}

base::Result<Door> parse_door(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "minutes_per_month", "over_with_reason", "notice_working_days",
            "urgent_notice_working_days", "minutes_per_filling_max", "fields_max", "correction_working_days", "filler"}, faults);
  Door d{.version = doc.need_integer("version", faults, 1)};
  d.minutes_per_month = doc.need_integer("minutes_per_month", faults, 0, 60'000);
  d.minutes_per_filling_max = doc.need_integer("minutes_per_filling_max", faults, 1, 10'000);
  d.fields_max = doc.need_integer("fields_max", faults, 1, 100);
  d.notice_working_days = doc.need_integer("notice_working_days", faults, 0, 60);
  d.urgent_notice_working_days = doc.need_integer("urgent_notice_working_days", faults, 0, 60);
  d.correction_working_days = doc.need_integer("correction_working_days", faults, 0, 60);
  d.over_with_reason = doc.need_boolean("over_with_reason", faults);
  if (d.urgent_notice_working_days > d.notice_working_days) doc.at("urgent_notice_working_days").fault(faults, "assigned_tasks.check_urgent_longer");
  for (const Doc& each : doc.need_list("filler", faults)) {
    each.only({"unit_kind", "post_kind", "zh", "en"}, faults);
    d.fillers.push_back({each.need_text("unit_kind", faults), each.text_or("post_kind", "", faults), each.need_text("zh", faults), each.need_text("en", faults)});
  }
  if (d.fillers.empty()) doc.fault(faults, "assigned_tasks.check_nobody_fills");
  return definitions::value_or_faults(std::move(d), std::move(faults));
}

base::Result<FactBook> parse_facts(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "fact"}, faults);
  FactBook out{.version = doc.need_integer("version", faults, 1)};
  for (const Doc& each : doc.need_list("fact", faults)) {
    FactRule f = read_fact(each, faults);
    if (out.find(f.code)) each.at("code").fault(faults, "assigned_tasks.check_doubled_fact", {{"code", f.code}});
    out.facts.push_back(std::move(f));
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

void check_door(const Doc& body, const definitions::CheckScope& scope, Faults& faults) {
  const auto door = parse_door(body);
  if (!door) return take(door.error(), faults);
  const auto held = scope.in_force("people/post_kinds");
  if (!held) return;
  const auto kinds = held->body.at("post_kind").items();
  for (const Doc& each : body.at("filler").items()) {
    const auto wanted = each.at("post_kind").text();
    if (!wanted || wanted->empty()) continue;
    const bool known = std::any_of(kinds.begin(), kinds.end(), [&](const Doc& k) { return k.at("kind").text() == wanted; });
    if (!known) each.at("post_kind").fault(faults, "workflow.check_unknown_post_kind", {{"post_kind", *wanted}});
  }
}
void check_facts(const Doc& body, const definitions::CheckScope&, Faults& faults) {
  if (const auto facts = parse_facts(body); !facts) take(facts.error(), faults);
}
void check_limits(const Doc& body, const definitions::CheckScope&, Faults& faults) {
  if (body.at("code").text() != std::optional<std::string>("limits/assigned_tasks")) return;
  const auto limits = workflow::parse_limits(body);
  if (!limits) return take(limits.error(), faults);
  const auto whole = workflow::whole_clocks(*limits);
  for (const char* clock : {"admit", "correct"})
    if (std::find(whole.begin(), whole.end(), clock) == whole.end()) body.fault(faults, "workflow.check_unknown_clock", {{"clock", clock}});
}

void check_machine(const Doc& body, const definitions::CheckScope& scope, Faults& faults) {
  const auto subject = body.at("subject").text();
  if (subject != std::optional<std::string>(std::string(task_kind)) && subject != std::optional<std::string>(std::string(line_kind))) return;
  const auto machine = workflow::parse_machine(body);
  if (!machine) return take(machine.error(), faults);
  workflow::Known known{.guards = {"form_is_whole@1", "someone_fills@1", "early_enough@1", "within_hours@1", "somebody_owes@1", "nothing_to_judge@1"},
                        .actions = own_actions(), .clocks = {"fill"}, .due_units = {"department", "district", "community", "task"},
                        .buckets = {"to_accept", "to_handle", "waiting_for_me", "returned", "handed_down"}, .field_kinds = {"text", "reason"}};
  if (const auto held = scope.in_force("people/post_kinds"))
    for (const Doc& each : held->body.at("post_kind").items())
      if (const auto kind = each.at("kind").text()) known.post_kinds.push_back(*kind);
  if (const auto held = scope.in_force("limits/assigned_tasks"))
    if (const auto limits = workflow::parse_limits(held->body))
      for (std::string& each : workflow::whole_clocks(*limits)) known.clocks.push_back(std::move(each));
  for (workflow::Finding& f : workflow::check(*machine, known)) faults.push_back({std::move(f.place), std::move(f.reason), std::move(f.params)});
}

}  // namespace assigned_tasks
