#include "mechanisms/workforce/rules.hpp"

#include <algorithm>

namespace workforce {

bool Rules::is_worker_post(std::string_view kind) const { return std::find(post_kinds.begin(), post_kinds.end(), kind) != post_kinds.end(); }

bool Rules::reason_fits(std::string_view code, DayState state) const {
  return std::any_of(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.code == code && r.state == state; });
}

base::RuleRef law(std::string place) { return {"rules/workforce", 1, std::move(place)}; }

base::Result<Rules> parse_rules(const definitions::Doc& body) {
  definitions::Faults faults;
  Rules out;
  const auto days = [&](std::string_view key, std::int64_t most) { return static_cast<std::int32_t>(body.need_integer(key, faults, 0, most)); };
  out.post_kinds = body.need_texts("post_kinds", faults);
  out.contract_alert_days = days("contract_alert_days", 366);
  out.probation_alert_days = days("probation_alert_days", 366);
  out.probation_days_max = days("probation_days_max", 366);
  out.day_sheet_days_back = days("day_sheet_days_back", 366);
  out.applicants_kept_days = days("applicants_kept_days", 3660);
  out.hours_full_time = body.need_integer("training_hours_full_time", faults, 0, 1000);
  out.hours_part_time = body.need_integer("training_hours_part_time", faults, 0, 1000);
  for (const auto& r : body.need_list("reason", faults)) {
    const auto state = described::from_word<DayState>(r.need_text("state", faults));
    if (!state || *state == DayState::present) r.fault(faults, "workforce.reason_without_state");
    out.reasons.push_back({r.need_text("code", faults), r.need_text("name_zh", faults), r.need_text("name_en", faults), state.value_or(DayState::leave)});
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

std::vector<std::string> alerts(const WorkerRow& w, const Rules& rules, std::int64_t minutes, bool on_a_grid, base::CivilDate today) {
  std::vector<std::string> out;
  if (w.state == WorkerState::left) return out;
  if (w.contract_to <= today + rules.contract_alert_days) out.emplace_back("contract");
  if (w.state == WorkerState::probation && w.probation_to && *w.probation_to <= today + rules.probation_alert_days) out.emplace_back("probation");
  if (minutes < rules.required_minutes(w.kind)) out.emplace_back("training");
  if (!on_a_grid) out.emplace_back("no_grid");
  return out;
}

base::Done may_hire(const Rules& rules, base::CivilDate from, base::CivilDate contract_to, const std::optional<base::CivilDate>& probation_to) {
  if (contract_to <= from) return base::refuse("workforce.ends_before_it_begins", law("contracts"), "workforce.choose_other_days");
  if (probation_to && (*probation_to <= from || *probation_to > from + rules.probation_days_max || *probation_to > contract_to))
    return base::refuse("workforce.probation_too_long", law("probation"), "workforce.choose_other_days", {{"days", std::to_string(rules.probation_days_max)}});
  return {};
}

base::Done may_renew(const WorkerRow& w, base::CivilDate from, base::CivilDate to) {
  if (w.state == WorkerState::left) return base::refuse("workforce.has_left", law("leaving"), "workforce.hire_anew");
  if (to <= from) return base::refuse("workforce.ends_before_it_begins", law("contracts"), "workforce.choose_other_days");
  if (from < w.contract_to) return base::refuse("workforce.contracts_overlap", law("contracts"), "workforce.begin_when_it_ends");
  return {};
}

base::Done may_decide_probation(const WorkerRow& w, const Rules& rules, bool passed, const std::optional<base::CivilDate>& extend_to) {
  if (w.state != WorkerState::probation) return base::refuse("workforce.not_on_probation", law("probation"), "workforce.look_again");
  if (passed) return {};
  if (!extend_to) return base::refuse("workforce.say_how_long", law("probation"), "workforce.prolong_or_leave");
  if (!w.probation_to || *extend_to <= *w.probation_to || *extend_to > w.hired_on + rules.probation_days_max || *extend_to > w.contract_to)
    return base::refuse("workforce.probation_too_long", law("probation"), "workforce.choose_other_days", {{"days", std::to_string(rules.probation_days_max)}});
  return {};
}

bool on_duty(const WorkerRow& w, base::CivilDate day) { return w.hired_on <= day && (!w.left_on || day < *w.left_on); }

base::Result<std::vector<DayChange>> fill_day(const FillDaySheet& c, const Rules& rules, const std::vector<DayRow>& there,
                                              const std::vector<WorkerId>& on_duty, base::CivilDate today) {
  if (c.day > today) return base::refuse("workforce.day_lies_ahead", law("day_sheet"), "workforce.choose_a_past_day");
  if (c.day + rules.day_sheet_days_back < today)
    return base::refuse("workforce.day_too_long_ago", law("day_sheet"), "workforce.choose_a_later_day", {{"days", std::to_string(rules.day_sheet_days_back)}});
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid"};
  std::vector<MarkDay> marks = c.marks;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    MarkDay& m = marks[i];
    const std::string path = "/marks/" + std::to_string(i);
    if (std::find(on_duty.begin(), on_duty.end(), m.worker_id) == on_duty.end()) wrong.errors.push_back({path + "/worker_id", "workforce.not_of_this_community", {}});
    const bool needs = m.state == DayState::leave || m.state == DayState::absent;
    if (needs ? !rules.reason_fits(m.reason, m.state) : !m.reason.empty()) wrong.errors.push_back({path + "/reason", "workforce.reason_does_not_fit", {}});
    for (std::size_t j = 0; j < i; ++j)
      if (marks[j].worker_id == m.worker_id) wrong.errors.push_back({path + "/worker_id", "workforce.marked_twice", {}});
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  const auto standing = [&](WorkerId id) { return std::find_if(there.begin(), there.end(), [&](const DayRow& d) { return d.worker_id == id; }); };
  const auto named = [&](WorkerId id) { return std::any_of(c.marks.begin(), c.marks.end(), [&](const MarkDay& m) { return m.worker_id == id; }); };
  if (c.rest_present)                              // who has not been marked at all yet; what stands stays
    for (const WorkerId id : on_duty)
      if (!named(id) && standing(id) == there.end()) marks.push_back({id, DayState::present, {}});
  std::vector<DayChange> out;
  for (MarkDay& m : marks) {
    const auto it = standing(m.worker_id);
    if (it == there.end()) out.push_back({std::move(m), {}});
    else if (it->state != m.state || it->reason != m.reason) out.push_back({std::move(m), *it});
  }
  return out;
}

}  // namespace workforce
