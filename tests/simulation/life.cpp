// The days: residents report, workers confirm, secretaries register and dispatch, handlers work, others inspect and strike off; people
// go on leave and change posts at midnight, rules are published in between. Whatever got no answer is sent again, often late.
#include "life.hpp"

#include <algorithm>

#include "base/iso.hpp"
#include "matters/intake.hpp"
#include "matters/tables.hpp"
#include "store/jobs.hpp"

namespace simulation {

void Life::live() {
  w_.arm(true);
  for (int day = 0; day < w_.plan.days; ++day) {
    begin_day(day);
    tick(0, 4);
    for (int minute = 8 * 60 + 20; minute < 19 * 60; minute += 30 + static_cast<int>(w_.pick(25))) tick(minute / 60, minute % 60);
    tick(23, 57);
    plant_once();                                     // at the end of a day, before anybody repairs it by working on
    if (day + 1 == w_.plan.days) settle();
    after_day(w_);
    if (day + 1 == w_.plan.days) years_later();
    if (w_.plan.loud)
      fmt::print("{} day {}: {} reports, {} moves, {} struck off, {} without an answer, {} units checked\n", base::iso(today_), day + 1, w_.counts.reports,
                 w_.counts.moves, w_.counts.struck_off, w_.counts.unanswered, w_.counts.units_checked);
  }
}

void Life::plant_once() {
  if (day_ >= w_.plan.days / 2 && !w_.plan.plant.empty() && !planted_) planted_ = plant(w_);
}

void Life::begin_day(int day) {
  today_ = day == 0 ? w_.today() : today_ + 1;
  day_ = day;
  const int week = base::weekday(today_);
  quiet_ = week >= 6;
}

void Life::tick(int hour, int minute) {
  const base::Instant at = w_.zone.instant(today_, hour, minute);
  if (at > w_.now()) w_.clock->set(at);
  const std::size_t first = w_.pick(2);
  w_.servers[first]->step(w_.district);
  w_.servers[1 - first]->step(w_.district);
  send_again();
  if (w_.plan.plant == "doubled" && hour > 10) plant_once();
  if (hour < 7 || hour > 20) {                       // around midnight a few still work: appointments end and begin
    if (w_.chance(60)) someone_looks();
    if (w_.chance(25)) whistles();
    for (Someone& each : w_.people)
      if (each.role.starts_with("department_") && w_.chance(30)) look(each);
    return;
  }
  if (w_.chance(3)) gone_for_a_while();
  const std::uint64_t reports = w_.pick(quiet_ ? 2 : 3);
  for (std::uint64_t i = 0; i < reports; ++i) w_.chance(55) ? resident_reports() : worker_reports();
  for (Someone& each : w_.people) {
    if (each.role.ends_with("_admin")) continue;
    if (w_.chance(quiet_ ? 12 : 38)) look(each);
    if (each.role == "subdistrict_dispatcher" && w_.chance(quiet_ ? 5 : 12)) oversee(each);
    if (each.role == "subdistrict_dispatcher" && w_.chance(quiet_ ? 4 : 10)) oversee_lines(each);
  }
  if (w_.chance(quiet_ ? 8 : 22)) whistles();
  if (w_.chance(8)) merge_undone();
  if (w_.chance(30)) resident_looks();
  once_a_day(hour);
}

void Life::send(Sent act) {
  pass();
  const bool before_unsure = act.status == 503;
  Someone& who = w_.people[act.who];
  const http::Response answer = w_.ask(&who, http::Verb::post, act.path, act.body);
  if (answer.status == 503) return unanswered(std::move(act));
  Known* known = act.matter != 0 ? &known_of(act) : nullptr;
  if (before_unsure && known) --known->unsure;
  act.status = answer.status;
  act.answer = answer.body;
  if (answer.status == 200 || answer.status == 201) return acknowledged(std::move(act), who);
  if (answer.status != 403 && answer.status != 409) throw Broken(fmt::format("{}: {} answered {} {} ({})", w_.doing, act.body, answer.status, answer.body, w_.what_broke()));
  ++w_.counts.refused;
  ++w_.counts.did["refused." + act.kind];
  const std::string action = act.action.empty() ? "matter." + act.path.substr(act.path.rfind('/') + 1) : act.action;
  if (answer.status == 403 && before_unsure && act.matter != 0 && !may_at_all(who, action))
    for (const std::string& kind : act.kinds) ++known_of(act).maybe[{who.person, kind}];
}

// Whose post ended meanwhile is not told any more what became of an act without an answer.
bool Life::may_at_all(Someone& who, const std::string& action) {
  const Json me = w_.get(who, "/api/v1/me");
  for (const Json& each : me.at("actions").items)
    if (each.text == action) return true;
  return false;
}

void Life::unanswered(Sent act) {
  ++w_.counts.unanswered;
  if (act.status != 503 && act.matter != 0) ++known_of(act).unsure;
  act.status = 503;
  act.again_at = w_.now() + base::minutes(w_.chance(15) ? 60 * 24 * 2 : 1 + static_cast<std::int64_t>(w_.pick(50)));
  w_.pending.push_back(std::move(act));
}

void Life::acknowledged(Sent act, const Someone& who) {
  const Json answer = read_json(act.answer);
  act.matter == 0 ? note_new(act, answer) : static_cast<void>(++w_.counts.moves);
  for (const std::string& kind : act.kinds) {
    ++known_of(act).done[{who.person, kind}];
    ++w_.counts.did[kind];
    if (kind == "matter.held") ++w_.counts.holds;
    if (kind == "matter.returned") ++w_.counts.returns;
    if (kind == "matter.sent_back") ++w_.counts.send_backs;
    if (kind == "matter.struck_off") ++w_.counts.struck_off;
  }
  if (w_.chance(12)) {
    ++w_.counts.doubled;
    again(act);
  }
  if (w_.chance(10)) {
    act.again_at = w_.now() + base::hours(1 + static_cast<std::int64_t>(w_.pick(100)));
    w_.answered.push_back(std::move(act));
  }
}

void Life::note_new(Sent& act, const Json& answer) {
  if (act.kind != "matter") {
    act.matter = answer.at("row").number("id");
    w_.others[{act.kind, act.matter}].place = read_json(act.body)["title"];
    return;
  }
  act.matter = answer.number("id");
  Known& known = w_.matters[act.matter];
  known.place = read_json(act.body)["place"];
  known.number = answer["report_number"];
  known.token = answer["link"].substr(std::min<std::size_t>(3, answer["link"].size()));
  ++w_.counts.reports;
}

// The same reference once more: the same answer, or the right is gone meanwhile; never a second act.
void Life::again(const Sent& act) {
  const http::Response answer = w_.ask(&w_.people[act.who], http::Verb::post, act.path, act.body);
  if (answer.status == 503 || answer.status == 403) return;
  if (act.kind != "matter" && answer.status == act.status && answer.body == act.answer) return;
  const Json first = read_json(act.answer), second = read_json(answer.body);
  if (act.kind != "matter" || answer.status != act.status || first["id"] != second["id"] || first["version"] != second["version"] || first["report_number"] != second["report_number"])
    throw Broken(fmt::format("{} with the same reference {} was answered {} {} after {} {}", w_.doing, act.ref, answer.status, answer.body, act.status, act.answer));
}

void Life::send_again() {
  std::vector<Sent> due;
  const auto take = [&](std::vector<Sent>& from) {
    due.clear();
    std::erase_if(from, [&](Sent& each) {
      if (each.again_at > w_.now()) return false;
      due.push_back(std::move(each));
      return true;
    });
  };
  take(w_.pending);
  for (Sent& each : due) each.path.starts_with("/d/") ? send_form(std::move(each)) : send(std::move(each));
  take(w_.answered);
  for (const Sent& each : due) {
    ++w_.counts.late;
    pass();
    again(each);
  }
}

// The end: nobody gives up, and the database stays.
void Life::settle() {
  settling_ = true;
  w_.arm(false);
  for (int i = 0; i < 3; ++i) {
    for (Sent& each : w_.pending) each.again_at = {};
    for (Sent& each : w_.answered) each.again_at = {};
    w_.clock->advance(base::seconds(20));
    send_again();
    for (auto& server : w_.servers) server->step(w_.district);
  }
  if (!w_.pending.empty()) throw Broken("something is never answered although the database is there");
  w_.settled = true;
}

// Nobody came for two years and a bit: every clock ran out, every term of keeping is over, calendars are long past their end.
void Life::years_later() {
  w_.clock->advance(base::hours(24 * 740));
  for (int i = 0; i < 4; ++i) {
    w_.clock->advance(base::minutes(30));
    for (auto& server : w_.servers) server->step(w_.district);
  }
  w_.calm().read([&](store::Session& s) {
    for (auto& [id, known] : w_.matters) {
      const auto m = matters::load(s, w_.district, {id});
      if (!m->record.closed_at) continue;
      known.erased = true;
      if (m->record.description || (m->reporter && (m->reporter->name || m->reporter->phone))) throw Broken(fmt::format("the reporter of matter {} is kept longer than the rule says", id));
    }
  });
  after_day(w_);
}

void live(World& w) {
  Life life(w);
  for (auto& server : w.servers) server->faults().committed = [&w] { after_unit(w); };
  life.live();
  std::set<std::string> there;
  w.calm().read([&](store::Session& s) {
    for (base::MatterId after{};;) {
      const auto ids = matters::ids_after(s, w.district, after, 500);
      for (const base::MatterId id : ids) there.insert(matters::matter(s, w.district, id)->place);
      if (ids.size() < 500) return;
      after = ids.back();
    }
  });
  for (const std::string& place : life.known_places_)
    if (!there.contains(place)) throw Broken("a report that a resident's page acknowledged is lost: " + place);
}

}  // namespace simulation
