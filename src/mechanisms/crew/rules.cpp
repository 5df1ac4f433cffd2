#include "mechanisms/crew/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace crew {

const Seat* Rules::seat(std::string_view code) const {
  const auto it = std::find_if(seats.begin(), seats.end(), [&](const Seat& s) { return s.code == code; });
  return it == seats.end() ? nullptr : &*it;
}
const Preset* Rules::preset(std::string_view code) const {
  const auto it = std::find_if(presets.begin(), presets.end(), [&](const Preset& p) { return p.code == code; });
  return it == presets.end() ? nullptr : &*it;
}

base::Result<Rules> parse_rules(const definitions::Doc& body) {
  definitions::Faults faults;
  Rules out;
  out.answer_minutes = body.need_integer("answer_minutes", faults, 1, 10'080);
  for (const auto& s : body.need_list("seat", faults)) {
    Seat one{.code = s.need_text("code", faults), .zh = s.need_text("zh", faults), .en = s.need_text("en", faults), .post_kinds = s.need_texts("post_kinds", faults),
             .unit_codes = s.texts_or_none("unit_codes", faults), .capacity = s.need_integer("capacity", faults, 1, 50), .weekdays = s.need_text("weekdays", faults)};
    const auto from = minute_of(s.need_text("from", faults)), to = minute_of(s.need_text("to", faults));
    if (!from || !to || *to <= *from || !good_weekdays(one.weekdays)) s.fault(faults, "crew.not_a_time");
    else one.from_minute = *from, one.to_minute = *to;
    if (out.seat(one.code) != nullptr) s.fault(faults, "crew.code_twice", {{"code", one.code}});
    out.seats.push_back(std::move(one));
  }
  for (const auto& p : body.need_list("preset", faults)) {
    Preset one{p.need_text("code", faults), p.need_text("zh", faults), p.need_text("en", faults), p.need_texts("seats", faults), p.texts_or_none("guests", faults),
               p.need_text("bring", faults), p.need_text("bring_en", faults)};
    for (const std::string& seat : one.seats)
      if (out.seat(seat) == nullptr) p.fault(faults, "crew.no_such_seat");
    if (out.preset(one.code) != nullptr) p.fault(faults, "crew.code_twice", {{"code", one.code}});
    out.presets.push_back(std::move(one));
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

base::RuleRef law(std::string place) { return {"rules/crew", 1, std::move(place)}; }

std::optional<std::int64_t> minute_of(std::string_view t) {
  const auto digit = [&](std::size_t i) { return t[i] >= '0' && t[i] <= '9'; };
  if (t.size() != 5 || t[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return {};
  const int hour = (t[0] - '0') * 10 + (t[1] - '0'), minute = (t[3] - '0') * 10 + (t[4] - '0');
  if (minute > 59 || hour * 60 + minute > 1440) return {};
  return hour * 60 + minute;
}
std::string text_of(std::int64_t minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }
bool good_weekdays(std::string_view days) {
  for (std::size_t i = 0; i < days.size(); ++i)
    if (days[i] < '1' || days[i] > '7' || (i > 0 && days[i] <= days[i - 1])) return false;
  return !days.empty();
}
int weekday_of(base::CivilDate d) { return static_cast<int>(((d.days + 3) % 7 + 7) % 7) + 1; }   // day 0 was a Thursday

bool in_force(const DutyRow& d, base::CivilDate day) { return d.valid_from <= day && (!d.valid_to || day < *d.valid_to); }
base::PostId stands(const DutyRow& d, base::CivilDate day) {
  return d.substitute_id && d.substitute_from && d.substitute_to && *d.substitute_from <= day && day < *d.substitute_to ? *d.substitute_id : d.post_id;
}
bool at_work(const DutyRow& d, base::CivilDate day, std::int64_t minute) {
  return in_force(d, day) && d.weekdays.find(static_cast<char>('0' + weekday_of(day))) != std::string::npos && d.from_minute <= minute && minute < d.to_minute;
}

namespace {
// Whether the two ever stand on one weekday in overlapping dates.
bool dates_meet(const DutyRow& a, const DutyRow& b) { return (!b.valid_to || a.valid_from < *b.valid_to) && (!a.valid_to || b.valid_from < *a.valid_to); }
bool empty(const DutyRow& d) { return d.valid_to && *d.valid_to <= d.valid_from; }
}  // namespace

// The most is reached where some duty begins: on its first day's date or at another's, on each weekday, at some beginning.
std::int64_t most_at_once(const std::vector<DutyRow>& all) {
  std::int64_t most = 0;
  for (const DutyRow& start : all)
    for (const DutyRow& clock : all)
      for (const char day : clock.weekdays) {
        std::int64_t n = 0;
        for (const DutyRow& d : all)
          if (in_force(d, start.valid_from) && d.weekdays.find(day) != std::string::npos && d.from_minute <= clock.from_minute && clock.from_minute < d.to_minute) ++n;
        most = std::max(most, n);
      }
  return most;
}

base::Done may_stand(const Seat& seat, const std::vector<DutyRow>& there, const DutyRow& wanted) {
  std::vector<DutyRow> beside;
  for (const DutyRow& d : there)
    if (!empty(d) && dates_meet(d, wanted)) beside.push_back(d);
  for (const DutyRow& d : beside) {
    const bool day = std::any_of(d.weekdays.begin(), d.weekdays.end(), [&](char c) { return wanted.weekdays.find(c) != std::string::npos; });
    if (day && d.post_id == wanted.post_id && d.from_minute < wanted.to_minute && wanted.from_minute < d.to_minute)
      return base::refuse("crew.stands_there_already", law("seats"), "crew.choose_other_times");
  }
  beside.push_back(wanted);
  if (const std::int64_t most = most_at_once(beside); most > seat.capacity)
    return base::refuse("crew.seat_is_taken", law("seats"), "crew.end_the_other_first", {{"seat", seat.zh}, {"capacity", std::to_string(seat.capacity)}});
  return {};
}

std::vector<Gap> gaps(const Seat& seat, const std::vector<DutyRow>& there, const std::set<base::PostId>& held, base::CivilDate day) {
  std::vector<Gap> out;
  for (const char weekday : seat.weekdays) {
    std::vector<std::pair<std::int64_t, std::int64_t>> spans;
    for (const DutyRow& d : there)
      if (in_force(d, day) && held.contains(stands(d, day)) && d.weekdays.find(weekday) != std::string::npos) spans.emplace_back(d.from_minute, d.to_minute);
    std::sort(spans.begin(), spans.end());
    std::int64_t at = seat.from_minute;
    for (const auto& [from, to] : spans) {
      if (at < from && at < seat.to_minute) out.push_back({weekday - '0', at, std::min(from, seat.to_minute)});
      at = std::max(at, to);
    }
    if (at < seat.to_minute) out.push_back({weekday - '0', at, seat.to_minute});
  }
  return out;
}

base::Instant answer_by(base::Instant told, base::Instant meet, std::int64_t answer_minutes) { return std::max(told, meet) + base::minutes(answer_minutes); }
std::int64_t minutes_late(base::Instant arrived, base::Instant by) {
  const std::int64_t minute = base::minutes(1).micros;
  return arrived <= by ? 0 : ((arrived - by).micros + minute - 1) / minute;
}

bool settled(const LineRow& l) { return l.state != LineState::told && l.state != LineState::arrived; }
base::Done may_arrive(const LineRow& l) {
  if (l.state != LineState::told) return base::refuse("crew.arrived_already", law("lines"), "crew.look_again");
  return {};
}
base::Done may_settle(const LineRow& l) {
  if (settled(l)) return base::refuse("crew.settled_already", law("lines"), "crew.look_again");
  if (l.state == LineState::told) return base::refuse("crew.not_arrived", law("lines"), "crew.arrive_first");
  return {};
}
base::Done may_hand_over(const LineRow& l) {
  if (settled(l)) return base::refuse("crew.settled_already", law("lines"), "crew.look_again");
  return {};
}

base::Done may_change(const TaskRow& t) {
  if (t.closed_at) return base::refuse("crew.closed_already", law("lines"), "crew.call_a_new_task");
  return {};
}

}  // namespace crew
