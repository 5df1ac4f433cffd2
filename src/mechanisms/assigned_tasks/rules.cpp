#include "mechanisms/assigned_tasks/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/iso.hpp"

namespace assigned_tasks {

std::vector<std::string> own_actions() {
  return {"assigned_task.read", "assigned_task.draft", "assigned_task.judge", "assigned_task.admit", "assigned_task.fill"};
}
std::vector<std::string> known_registers() { return {"area.households", "area.grids", "unit.grid_workers"}; }
std::vector<std::string> outside_channels() { return {"message_group", "telephone", "meeting", "paper", "other_system", "other"}; }

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma != 0) out.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}
std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& each : parts) out += (out.empty() ? "" : ",") + each;
  return out;
}
std::vector<FormField> fields_of(const std::string& json) { return described::parse<std::vector<FormField>>(json).value_or(std::vector<FormField>{}); }
std::vector<Answer> answers_of(const std::string& json) { return described::parse<std::vector<Answer>>(json).value_or(std::vector<Answer>{}); }
std::string month_words(std::int64_t month) { return fmt::format("{:04}-{:02}", month / 100, month % 100); }
std::int64_t month_of(base::CivilDate day) {
  const base::YearMonthDay d = base::ymd(day);
  return std::int64_t{d.year} * 100 + d.month;
}

namespace {

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return n;
}

void check_field(const FormField& f, const std::string& path, const FactBook& book, std::vector<base::FieldError>& out) {
  if (f.kind == FieldKind::choice && f.choices.size() < 2) out.push_back({path + "/choices", "assigned_tasks.needs_choices", {}});
  if (f.least && f.most && *f.least > *f.most) out.push_back({path + "/most", "assigned_tasks.least_above_most", {}});
  if (f.fact.empty()) return;
  const FactRule* fact = book.find(f.fact);
  if (!fact) out.push_back({path + "/fact", "assigned_tasks.no_such_fact", {{"fact", f.fact}}});
  else if (fact->kind != f.kind) out.push_back({path + "/kind", "assigned_tasks.fact_has_another_kind", {{"fact_zh", fact->zh}, {"fact_en", fact->en}}});
}

void check_number(const FormField& f, const std::string& value, const std::string& path, std::vector<base::FieldError>& out) {
  const auto n = whole(value);
  if (!n) out.push_back({path, "assigned_tasks.not_a_number", {}});
  else if ((f.least && *n < *f.least) || (f.most && *n > *f.most))
    out.push_back({path, "base.out_of_range", {{"least", f.least ? std::to_string(*f.least) : "—"}, {"most", f.most ? std::to_string(*f.most) : "—"}}});
}

void check_value(const FormField& f, const std::string& value, const std::string& path, std::vector<base::FieldError>& out) {
  switch (f.kind) {
    case FieldKind::text: return;
    case FieldKind::number: return check_number(f, value, path, out);
    case FieldKind::date:
      if (!base::parse_date(value)) out.push_back({path, "assigned_tasks.not_a_date", {}});
      return;
    case FieldKind::choice:
      if (std::find(f.choices.begin(), f.choices.end(), value) == f.choices.end()) out.push_back({path, "base.unknown_choice", {{"choices", join(f.choices)}}});
      return;
    case FieldKind::yes_no:
      if (value != "yes" && value != "no") out.push_back({path, "base.unknown_choice", {{"choices", "yes, no"}}});
      return;
    case FieldKind::photo: {
      const auto ids = split(value);
      if (ids.size() > 9 || std::any_of(ids.begin(), ids.end(), [](const std::string& id) { return !whole(id); }))
        out.push_back({path, "assigned_tasks.not_photos", {}});
      return;
    }
  }
}

}  // namespace

std::vector<base::FieldError> check_form(const std::vector<FormField>& fields, const FactBook& book, const Door& door) {
  std::vector<base::FieldError> out;
  std::set<std::string> codes, facts;
  if (static_cast<std::int64_t>(fields.size()) > door.fields_max)
    out.push_back({"/fields", "assigned_tasks.too_many_fields", {{"most", std::to_string(door.fields_max)}}});
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string path = "/fields/" + std::to_string(i);
    if (!codes.insert(fields[i].code).second) out.push_back({path + "/code", "assigned_tasks.doubled_field", {{"code", fields[i].code}}});
    if (!fields[i].fact.empty() && !facts.insert(fields[i].fact).second) out.push_back({path + "/fact", "assigned_tasks.doubled_fact", {}});
    check_field(fields[i], path, book, out);
  }
  return out;
}

std::vector<base::FieldError> check_answers(const std::vector<FormField>& fields, const std::vector<Answer>& answers) {
  std::vector<base::FieldError> out;
  std::set<std::string> seen;
  for (const Answer& a : answers) {
    const std::string path = "/answers/" + a.code;
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const FormField& f) { return f.code == a.code; });
    if (field == fields.end() || !seen.insert(a.code).second) out.push_back({path, "assigned_tasks.no_such_field", {{"code", a.code}}});
    else if (!a.value.empty()) check_value(*field, a.value, path, out);
  }
  for (const FormField& f : fields) {
    const auto it = std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return a.code == f.code; });
    if (f.required && (it == answers.end() || it->value.empty())) out.push_back({"/answers/" + f.code, "base.required", {}});
  }
  return out;
}

std::vector<base::FileId> photos_of(const std::vector<FormField>& fields, const std::vector<Answer>& answers) {
  std::vector<base::FileId> out;
  for (const FormField& f : fields) {
    if (f.kind != FieldKind::photo) continue;
    for (const Answer& a : answers)
      if (a.code == f.code)
        for (const std::string& id : split(a.value)) out.push_back({whole(id).value_or(0)});
  }
  return out;
}

std::optional<std::int64_t> amount_of(FieldKind kind, std::string_view value) {
  switch (kind) {
    case FieldKind::number: return whole(value);
    case FieldKind::yes_no: return value == "yes" ? 1 : 0;
    case FieldKind::date:
      if (const auto day = base::parse_date(value)) return day->days;
      return std::nullopt;
    case FieldKind::text:
    case FieldKind::choice:
    case FieldKind::photo: return std::nullopt;
  }
  return std::nullopt;
}

std::int64_t notice_needed(const Door& door, bool urgent) { return urgent ? door.urgent_notice_working_days : door.notice_working_days; }

std::vector<TargetLoad> over_limit(const Door& door, const std::vector<TargetLoad>& loads) {
  std::vector<TargetLoad> out;
  for (const TargetLoad& each : loads)
    if (each.minutes_after > door.minutes_per_month) out.push_back(each);
  return out;
}

std::optional<workflow::Blocked> guard(std::string_view name, const Task& task, const TaskFacts& f, const Door& door) {
  if (name == "form_is_whole@1" && !f.form_is_whole) return workflow::Blocked{"assigned_tasks.form_not_whole", "assigned_tasks.complete_the_form", {}};
  if (name == "someone_fills@1" && f.targets == 0) return workflow::Blocked{"assigned_tasks.nobody_fills", "assigned_tasks.ask_for_change", {}};
  if (name == "early_enough@1" && f.notice_days < notice_needed(door, task.urgent))
    return workflow::Blocked{"assigned_tasks.too_late", "assigned_tasks.ask_for_later_day",
                             {{"days", std::to_string(f.notice_days)}, {"needed", std::to_string(notice_needed(door, task.urgent))}}};
  if (name == "within_hours@1") {
    const auto over = over_limit(door, f.loads);
    if (!over.empty() && (!door.over_with_reason || f.over_reason.empty()))
      return workflow::Blocked{"assigned_tasks.too_many_hours", door.over_with_reason ? "assigned_tasks.give_over_reason" : "assigned_tasks.ask_for_change",
                               {{"n", std::to_string(over.size())}, {"hours", fmt::format("{:.1f}", static_cast<double>(door.minutes_per_month) / 60)}}};
  }
  if (name == "somebody_owes@1" && f.owing == 0) return workflow::Blocked{"assigned_tasks.nobody_owes", "assigned_tasks.close_it", {}};
  if (name == "nothing_to_judge@1" && f.to_judge > 0)
    return workflow::Blocked{"assigned_tasks.lines_to_judge", "assigned_tasks.judge_first", {{"n", std::to_string(f.to_judge)}}};
  return std::nullopt;
}

}  // namespace assigned_tasks
