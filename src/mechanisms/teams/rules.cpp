#include "mechanisms/teams/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/iso.hpp"

namespace teams {

namespace {
template <class T>
const T* by_code(const std::vector<T>& all, std::string_view code) {
  const auto it = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.code == code; });
  return it == all.end() ? nullptr : &*it;
}
}  // namespace

const Field* Rules::field(std::string_view code) const { return by_code(fields, code); }
const Power* Rules::power(std::string_view code) const { return by_code(powers, code); }
const Mark* Rules::mark(std::string_view code) const { return by_code(marks, code); }

base::Result<Rules> parse_rules(const definitions::Doc& body) {
  definitions::Faults faults;
  Rules out;
  out.expiry_alert_days = static_cast<std::int32_t>(body.need_integer("expiry_alert_days", faults, 1, 730));
  out.day_sheet_days_back = static_cast<std::int32_t>(body.need_integer("day_sheet_days_back", faults, 0, 366));
  for (const auto& f : body.need_list("field", faults))
    out.fields.push_back({f.need_text("code", faults), f.need_text("zh", faults), f.need_text("en", faults), f.need_text("unit_code", faults)});
  for (const auto& p : body.need_list("power", faults))
    out.powers.push_back({p.need_text("code", faults), p.need_text("zh", faults), p.need_text("en", faults), p.need_text("basis", faults), p.need_text("effect_zh", faults),
                          p.need_text("effect_en", faults)});
  for (const auto& m : body.need_list("mark", faults)) {
    Mark one{m.need_text("code", faults), m.need_text("zh", faults), m.need_text("en", faults), m.need_integer("points", faults, 1, 100), m.need_integer("each", faults, 1, 100)};
    if (one.code != "attendance" && one.code != "response" && one.code != "cases" && one.code != "discipline") m.fault(faults, "teams.no_such_item");
    out.marks.push_back(std::move(one));
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

base::RuleRef law(std::string place) { return {"rules/teams", 1, std::move(place)}; }

bool stands(const TeamRow& t, base::CivilDate day) { return t.valid_from <= day && (!t.valid_to || day < *t.valid_to); }
bool serves(const OfficerRow& o, base::CivilDate day) { return o.joined_on <= day && (!o.left_on || day < *o.left_on); }
std::string certificate_masked(std::string_view n) {
  std::size_t from = n.size() > 4 ? n.size() - 4 : n.size() > 2 ? n.size() - 2 : n.size();
  while (from < n.size() && (static_cast<unsigned char>(n[from]) & 0xC0U) == 0x80U) ++from;  // never half a character
  return "****" + std::string(n.substr(from));
}
std::string certificate_state(const Rules& r, base::CivilDate until, base::CivilDate today) {
  if (until < today) return "expired";
  return until < today + r.expiry_alert_days ? "soon" : "ok";
}

std::optional<Month> month_of(std::string_view text) {
  if (text.size() != 7) return {};
  const auto first = base::parse_date(std::string(text) + "-01");
  if (!first) return {};
  const auto d = base::ymd(*first);
  return Month{*first, d.month == 12 ? *base::civil(d.year + 1, 1, 1) : *base::civil(d.year, d.month + 1, 1)};
}
std::string month_text(base::CivilDate first) {
  const auto d = base::ymd(first);
  return fmt::format("{:04}-{:02}", static_cast<int>(d.year), static_cast<unsigned>(d.month));
}

std::vector<PointRow> points_of(const Rules& rules, const Records& r) {
  std::vector<PointRow> out;
  const auto take = [&](std::string_view item, std::string words, std::string kind, std::int64_t id) {
    if (const Mark* m = rules.mark(item)) out.push_back({.item = m->code, .points = m->each, .words = std::move(words), .evidence_kind = std::move(kind), .evidence_id = id});
  };
  for (const DayRow& d : r.days)
    if (d.state == DayState::absent) take("attendance", d.reason, "team_day", d.id.value);
  for (const CalledRow& c : r.called) {
    const auto op = std::find_if(r.operations.begin(), r.operations.end(), [&](const OperationRow& o) { return o.id == c.operation_id; });
    if (op != r.operations.end() && !c.attended_at) take("response", op->title, "joint_operation", op->id.value);
  }
  for (const PenaltyRow& p : r.penalties)
    if (p.outcome.empty()) take("cases", p.file_number, "joint_operation", p.operation_id.value);
  for (const BreachRow& b : r.breaches) take("discipline", b.reason, "team_breach", b.id.value);
  return out;
}
std::vector<ItemView> items_of(const Rules& rules, const std::vector<PointRow>& points) {
  std::vector<ItemView> out;
  for (const Mark& m : rules.marks) {
    std::int64_t off = 0;
    for (const PointRow& p : points)
      if (p.item == m.code && p.state != PointState::lifted) off += p.points;
    out.push_back({m.code, m.zh, m.en, std::max<std::int64_t>(0, m.points - off), m.points});
  }
  return out;
}
std::int64_t total_of(const std::vector<ItemView>& items) {
  std::int64_t out = 0;
  for (const ItemView& i : items) out += i.points;
  return out;
}

base::Done may_approve(const OperationRow& o, base::PersonId who) {
  if (o.state != OperationState::planned) return base::refuse("teams.not_planned", law("operations"), "teams.look_again");
  if (o.planned_by == who) return base::refuse("teams.own_plan", law("operations"), "teams.let_another_approve");
  return {};
}
base::Done may_record(const OperationRow& o) {
  if (o.state != OperationState::approved) return base::refuse("teams.not_approved", law("operations"), "teams.approve_first");
  return {};
}
base::Done may_close(const OperationRow& o, const std::vector<CalledRow>& called) {
  TRY_DO(may_record(o));
  if (std::none_of(called.begin(), called.end(), [](const CalledRow& c) { return c.attended_at.has_value(); }))
    return base::refuse("teams.nobody_came", law("operations"), "teams.attend_first");
  return {};
}
base::Done may_cancel(const OperationRow& o) {
  if (o.state != OperationState::planned && o.state != OperationState::approved) return base::refuse("teams.ended_already", law("operations"), "teams.look_again");
  return {};
}
base::Done may_freeze(base::CivilDate today, const Month& m) {
  if (today < m.to) return base::refuse("teams.month_runs", law("marks"), "teams.wait_for_its_end");
  return {};
}

}  // namespace teams
