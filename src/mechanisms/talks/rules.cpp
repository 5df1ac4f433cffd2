#include "mechanisms/talks/rules.hpp"

#include <algorithm>

#include "base/iso.hpp"

namespace talks {

const Topic* Settings::topic(std::string_view code) const {
  const auto it = std::find_if(topics.begin(), topics.end(), [&](const Topic& t) { return t.code == code; });
  return it == topics.end() ? nullptr : &*it;
}
const Slot* Settings::slot(std::string_view code) const {
  for (const auto* list : {&merges, &sends})
    for (const Slot& each : *list)
      if (each.code == code) return &each;
  return nullptr;
}

base::Result<Settings> parse_settings(const definitions::Doc& body) {
  definitions::Faults faults;
  Settings out;
  out.reply_days = static_cast<std::int32_t>(body.need_integer("reply_days", faults, 1, 365));
  out.names_kept_days = static_cast<std::int32_t>(body.need_integer("names_kept_days", faults, 0, 3650));
  const auto slots = [&](std::string_view key, std::vector<Slot>& into) {
    for (const auto& each : body.need_list(key, faults)) {
      Slot one{each.need_text("code", faults), each.need_text("zh", faults), each.need_text("en", faults)};
      if (out.slot(one.code) != nullptr) each.fault(faults, "talks.slot_twice", {{"code", one.code}});
      into.push_back(std::move(one));
    }
  };
  slots("merge", out.merges);
  slots("send", out.sends);
  for (const auto& each : body.need_list("topic", faults)) {
    Topic one{each.need_text("code", faults), each.need_text("zh", faults), each.need_text("en", faults), each.at("category").text().value_or("")};
    if (out.topic(one.code) != nullptr) each.fault(faults, "talks.slot_twice", {{"code", one.code}});
    out.topics.push_back(std::move(one));
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

base::RuleRef law(std::string place) { return {"rules/talks", 1, std::move(place)}; }

bool in_office_hours(const base::TimeRules& rules, base::Instant from, base::Instant to) {
  for (base::CivilDate day = rules.zone.date_of(from); day <= rules.zone.date_of(to); day = day + 1) {
    if (!rules.calendar.working(day)) continue;
    for (const base::OfficeSpan& span : rules.hours.spans(day)) {
      const base::Instant begins = rules.zone.instant(base::LocalTime{day, base::minutes(span.from_minute)});
      const base::Instant ends = rules.zone.instant(base::LocalTime{day, base::minutes(span.to_minute)});
      if (from < ends && begins < to) return true;
    }
  }
  return false;
}

base::Done may_visit(const Going& g) {
  if (!g.ended) return base::refuse("talks.not_ended", law("visits"), "talks.record_it_after");
  if (!g.members_only) return base::refuse("talks.not_in_the_team", law("visits"), "talks.choose_members");
  if (!g.paired) return base::refuse("talks.not_paired", law("pairings"), "talks.choose_a_paired_community");
  if (g.office_hours && !g.has_reason) return base::refuse("talks.in_office_hours", law("office_hours"), "talks.say_why_in_office_hours");
  return {};
}

base::Done may_say(const SaidItem& said, base::CivilDate visited_on) {
  if (!said.promise.empty() && !said.due_on) return base::refuse("talks.promise_without_date", law("promises"), "talks.give_a_date");
  if (said.due_on && *said.due_on < visited_on) return base::refuse("talks.due_before_visit", law("promises"), "talks.give_a_date");
  if (said.as_matter && said.kind != ItemKind::problem && said.kind != ItemKind::suggestion)
    return base::refuse("talks.not_for_the_list", law("matters"), "talks.only_problems");
  return {};
}

bool holds(const PairingRow& p, base::CivilDate day) { return p.valid_from <= day && (!p.valid_to || day < *p.valid_to); }
bool late(const ItemRow& i, base::CivilDate today) { return i.state == ItemState::open && i.due_on && *i.due_on < today; }

std::vector<std::string> split(std::string_view codes) {
  std::vector<std::string> out;
  while (!codes.empty()) {
    const auto at = codes.find(',');
    out.emplace_back(codes.substr(0, at));
    if (at == std::string_view::npos) break;
    codes.remove_prefix(at + 1);
  }
  return out;
}
std::string joined(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& each : codes) out += (out.empty() ? "" : ",") + each;
  return out;
}
base::CivilDate month_of(base::CivilDate day) {
  return day + -(static_cast<std::int32_t>(base::ymd(day).day) - 1);
}
base::CivilDate quarter_of(base::CivilDate day) {
  const auto at = base::ymd(day);
  return *base::civil(at.year, (at.month - 1) / 3 * 3 + 1, 1);
}
base::CivilDate year_of(base::CivilDate day) { return *base::civil(base::ymd(day).year, 1, 1); }

}  // namespace talks
