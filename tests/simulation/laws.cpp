// What must hold, computed here again from the journal and from what people were told, not by the code that is tested.
#include <fmt/format.h>

#include <algorithm>

#include "base/iso.hpp"
#include "definitions/times.hpp"
#include "matters/context.hpp"
#include "matters/tables.hpp"
#include "laws.hpp"
#include "people/directory.hpp"
#include "records/dues/dues.hpp"
#include "registry/room.hpp"
#include "store/jobs.hpp"
#include "store/verify.hpp"
#include "world.hpp"

namespace simulation {
namespace {

void invariants(World& w, store::Session& s, const base::Subject& subject) {
  for (const registry::Room* room : registry::all_rooms())
    for (const registry::Invariant& each : room->invariants)
      if (std::string how = each.check(w.house(), s, w.district, subject); !how.empty()) broken("invariant \"" + each.name + "\"", how);
}

class Laws {
 public:
  Laws(World& w, store::Session& s) : w_(w), s_(s) {}

  void check() {
    invariants(w_, s_, {});
    every_matter();
    for (const auto& [subject, known] : w_.others) other(subject, known);
    laws_of_whistles(w_, s_);
    for (const auto& [list, numbers] : serials_) {
      std::int64_t expected = 1;
      for (const std::int64_t n : numbers)
        if (n != expected++) broken("serials have no gap", fmt::format("list {} of {} has {} where {} should be", list.first, list.second, n, expected - 1));
    }
    nothing_lost();
    servers();
  }

 private:
  void every_matter() {
    const store::Moment moment{w_.district, w_.now(), w_.now()};
    context_ = matters::context(w_.house(), s_, moment).value();
    for (base::MatterId after{};;) {
      const auto ids = matters::ids_after(s_, w_.district, after, 500);
      for (const base::MatterId id : ids) one(id);
      if (ids.size() < 500) return;
      after = ids.back();
    }
  }

  void one(base::MatterId id) {
    const auto state = matters::load(s_, w_.district, id);
    const auto events = store::events_of(s_, w_.district, {"matter", id.value});
    if (!state || events.empty()) broken("nothing is lost", fmt::format("matter {} has no row or no history", id.value));
    const matters::MatterRecord& m = state->record;
    if (!m.split_from && !places_.insert(m.place).second) broken("nothing is doubled", fmt::format("two matters stand for one report at {}", m.place));
    there_.insert(id.value);
    if (m.serial) serials_[{*m.list_id, *m.serial_year}].insert(*m.serial);
    not_by_its_handler(id, events);
    acknowledged(id, events, m.split_from.has_value());
    dues_explain(*state);
    clocks_explained(*state);
  }

  // From the journal alone: persons, whatever their posts. Who worked on a part or on what was merged into it worked on it too.
  std::set<std::int64_t> hands_of(base::MatterId id, base::Instant until) {
    std::set<std::int64_t> hands;
    for (const store::Event& e : store::events_of(s_, w_.district, {"matter", id.value})) {
      if (e.happened_at > until) break;
      take_hand(hands, e);
    }
    return hands;
  }
  void take_hand(std::set<std::int64_t>& hands, const store::Event& e) {
    const bool worked = e.kind == "matter.signed" || e.kind == "matter.fed_back" || e.kind == "matter.solved_on_spot" || e.kind == "matter.target_met";
    if (worked) hands.insert(e.actor.person.value);
    if (e.kind == "matter.took_in" || e.kind == "matter.part_ended") hands.merge(hands_of({read_json(e.body).number("other")}, e.happened_at));
    if (e.kind == "matter.sent_back" || e.kind == "matter.reopened") hands.clear();
  }
  void not_by_its_handler(base::MatterId id, const std::vector<store::Event>& events) {
    std::set<std::int64_t> hands;
    for (const store::Event& e : events) {
      const std::int64_t who = e.actor.person.value;
      const bool ends = e.kind == "matter.inspected" || e.kind == "matter.struck_off" || e.kind == "matter.sent_back";
      if (ends && hands.contains(who)) broken("never by the one who handled it", fmt::format("person {} handled matter {} and made {}", who, id.value, e.kind));
      take_hand(hands, e);
      held_that_day(e);
    }
  }
  // Who acted held the post through which it was done, on the civil day of the act.
  void held_that_day(const store::Event& e) {
    if (!e.actor.person || !e.actor.post || w_.checked_acts.contains(e.id.value)) return;
    bool held = false;
    for (const people::Holder& h : people::holders_of(s_, w_.district, e.actor.post, w_.zone.date_of(e.happened_at))) held = held || h.person == e.actor.person;
    if (!held) broken("rights come from posts", fmt::format("person {} made {} through post {} at {} without holding it", e.actor.person.value, e.kind, e.actor.post.value, base::iso(e.happened_at)));
    w_.checked_acts.insert(e.id.value);
  }

  void acknowledged(base::MatterId id, const std::vector<store::Event>& events, bool part) {
    const auto known = w_.matters.find(id.value);
    if (known == w_.matters.end()) return;
    static const std::set<std::string, std::less<>> follow{"matter.reported", "matter.took_in", "matter.part_ended", "matter.part_again", "matter.parts_done", "matter.taken_back"};
    const bool reported_by_nobody = known->second.place.empty();   // its report was never answered
    as_told(fmt::format("matter {}", id.value), known->second, events, [&](const std::string& kind) { return follow.contains(kind) || (part && kind == "matter.registered") || (reported_by_nobody && kind == "matter.solved_on_spot"); });
  }

  // What was told to people and what stands in the journal; `follows`: events that come of somebody's act on another subject.
  template <class Follows>
  static void as_told(const std::string& name, const Known& known, const std::vector<store::Event>& events, const Follows& follows) {
    std::map<std::pair<std::int64_t, std::string>, int> made;
    for (const store::Event& e : events)
      if (e.actor.person) ++made[{e.actor.person.value, e.kind}];
    for (const auto& [what, times] : known.done)
      if (made[what] < times) broken("nothing acknowledged is lost", fmt::format("{}: {} by person {} was acknowledged {} times and stands {} times in the journal", name, what.second, what.first, times, made[what]));
    if (known.unsure != 0) return;
    for (const auto& [what, times] : made) {
      const auto found = known.done.find(what);
      const int told = found == known.done.end() ? 0 : found->second;
      const auto maybe = known.maybe.find(what);
      const bool fits = told <= times && times <= told + (maybe == known.maybe.end() ? 0 : maybe->second);
      if (!fits && !follows(what.second))
        broken("nothing is doubled", fmt::format("{}: {} by person {} stands {} times in the journal and was acknowledged {} times", name, what.second, what.first, times, told));
    }
  }

  void other(const base::Subject& subject, const Known& known) {
    const std::vector<store::Event> events = store::events_of(s_, w_.district, subject);
    const std::string name = fmt::format("{} {}", subject.kind, subject.id);
    if (events.empty()) broken("nothing is lost", name + " has no history");
    for (const store::Event& e : events) held_that_day(e);
    static const std::set<std::string, std::less<>> follow{"whistle.drafted", "assigned_task.drafted", "whistle.line_called", "whistle.line_cancelled", "whistle.line_moved", "whistle.lines_closed", "assigned_line.sent",
                                                            "assigned_line.called_off", "assigned_line.unfilled", "callback.drawn", "callback.superseded", "callback.exclusion_decided",
                                                            "callback.volunteered", "callback.unmasked"};
    as_told(name, known, events, [](const std::string& kind) { return follow.contains(kind); });
  }

  void dues_explain(const matters::CaseState& state) {
    const matters::MatterRecord& m = state.record;
    const auto law = [&](const std::string& how) { broken("dues exactly explain stages", fmt::format("matter {} in {}: {}", m.id.value, m.stage, how)); };
    const auto machine = matters::machine_of(w_.house(), s_, w_.district, m.machine_version).value();
    const workflow::Stage* stage = machine->stage(m.stage);
    if (!stage) return law("no such stage");
    std::vector<dues::Due> left = dues::of_subject(s_, w_.district, {"matter", m.id.value});
    std::vector<workflow::DueRule> rules;
    for (const workflow::DueRule& rule : m.closed_at ? std::vector<workflow::DueRule>{} : stage->dues) {
      if (rule.unit != "rung") rules.push_back(rule);
      else
        for (const matters::RungDuty& duty : context_.rules.loop->rung(m.rung)->duties) rules.push_back({duty.unit, duty.post_kind, rule.bucket});
    }
    const std::string waits = m.extension_state == "asked" && !m.closed_at ? "matter.extension" : "";
    if (!waits.empty() && std::none_of(left.begin(), left.end(), [&](const dues::Due& d) { return d.kind == waits; })) return law("nobody decides on more time");
    std::erase_if(left, [&](const dues::Due& d) { return d.kind == waits; });
    for (const workflow::DueRule& rule : rules) {
      const std::string post_kind = rule.unit == "handling" ? m.post_kind.value_or("") : rule.post_kind;
      const auto found = std::find_if(left.begin(), left.end(), [&](const dues::Due& d) {
        if (d.kind != "matter." + m.stage || d.post_kind != post_kind) return false;
        if (rule.unit == "handling") return m.unit_id == d.org_unit.value;
        return rule.unit != "community" || !m.community_id || d.org_unit == context_.units->responsible({*m.community_id})->id;
      });
      // What is held waits for nobody until its day of review; the watch brings it back on that day.
      if (found == left.end() && m.stage == "on_hold" && m.review_on && rule.bucket == "waiting_for_me" && *m.review_on >= context_.rules.today) continue;
      if (found == left.end()) return law("nobody owes what the stage says " + rule.unit + " owes");
      if (!m.review_on && found->due_at != m.due_at) law("its due is due at another time");
      left.erase(found);
    }
    const bool overdue = std::any_of(state.clocks.begin(), state.clocks.end(), [](const workflow::Clock& c) { return c.live() && c.overdue_at; });
    for (const dues::Due& d : left)
      if (!(d.kind == "matter.urged" && m.urged_at && !m.closed_at) && !(d.kind == "matter.escalated" && overdue)) law("somebody owes " + d.kind + ", which nothing explains");
  }

  void clocks_explained(const matters::CaseState& state) {
    const matters::MatterRecord& m = state.record;
    const auto law = [&](const std::string& how) { broken("every running clock has a limit that explains it", fmt::format("matter {}: {}", m.id.value, how)); };
    for (const workflow::Clock& c : state.clocks) {
      if (!c.live()) continue;
      const bool waits = m.stage == "merged" && c.state == workflow::ClockState::paused;   // a merge can be undone
      if (m.closed_at && !waits) law("clock " + c.code + " runs although it is closed");
      const auto rules = matters::rules_of_clock(w_.house(), s_, w_.district, w_.zone, c).value();
      if (!rules.row || !rules.times || rules.limits->version != c.basis.limit_version) law("clock " + c.code + " has no limit row " + c.basis.limit_place);
      const auto legs = workflow::explain(c, rules.row->limit, matters::Rulebook::time_table(*rules.times));
      if (c.state != workflow::ClockState::running) continue;
      if (legs.back().deadline.due_at != c.due_at || legs.size() != c.extensions.size() + 1) law("clock " + c.code + " is explained by another deadline");
      for (const workflow::Leg& leg : legs)
        if (const std::string wrong = sums(c, leg); !wrong.empty()) law(wrong);
    }
    const auto machine = matters::machine_of(w_.house(), s_, w_.district, m.machine_version).value();
    const workflow::Stage* stage = machine->stage(m.stage);
    if (m.closed_at || !stage || stage->clock.empty()) return;
    const workflow::Clock* shown = workflow::live_clock(state.clocks, stage->clock);
    if (!shown || m.clock != stage->clock || m.due_at != shown->due_at) law("stage " + m.stage + " waits without its clock " + stage->clock);
  }

  void nothing_lost() {
    for (const auto& [id, known] : w_.matters)
      if (!there_.contains(id)) broken("nothing acknowledged is lost", fmt::format("matter {} at {} is not there", id, known.place));
  }

  void servers() {
    const store::Head head = store::chain_head(s_, w_.district);
    for (auto& server : w_.servers) {
      if (!server->broke.empty()) broken("no request breaks the program", server->broke.front() + " (" + w_.doing + ")");
      std::int64_t last = 0;                           // a server hears from the head on that it found
      for (const store::SealedRange& range : server->heard) {
        if (last != 0 && range.first != last + 1) broken("subscribers hear everything once", fmt::format("{} after {}", range.first, last));
        last = range.last;
      }
      if (w_.settled && last != head.seq) broken("subscribers hear everything once", fmt::format("the last {} of {}", last, head.seq));
    }
    for (const store::JobView& job : store::jobs_of(s_, w_.district, "", "failed", 5)) broken("jobs are done in the end", job.kind + " failed: " + job.error);
  }

  World& w_;
  store::Session& s_;
  matters::Context context_{};
  std::set<std::string> places_;
  std::set<std::int64_t> there_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::set<std::int64_t>> serials_;
};

}  // namespace

void after_unit(World& w) {
  ++w.counts.units_checked;
  w.calm().read([&](store::Session& s) {
    std::set<base::Subject> touched;
    for (const store::Notice& n : store::notices_after(s, w.district, w.checked_seq, 1000)) {
      w.checked_seq = n.seq;
      touched.insert(n.subject);
    }
    for (const base::Subject& subject : touched) {
      ++w.counts.subjects_checked;
      invariants(w, s, subject);
    }
  });
}

void after_day(World& w) {
  w.calm().read([&](store::Session& s) { Laws(w, s).check(); });
  figures_of_whistles(w);
  std::vector<store::ExpectedHead> expected = w.calm().read([&](store::Session& s) { return store::stored_heads(s, w.district); });
  expected.insert(expected.end(), w.paper.begin(), w.paper.end());
  const store::Verification v = store::verify(w.calm(), w.district, std::move(expected));
  if (!v.intact()) broken("the journal verifies", v.findings.empty() ? "it does not" : store::in_words(v.findings.front()));
  if (v.unsealed != 0) broken("the journal verifies", fmt::format("{} rows are unsealed after a group commit", v.unsealed));
}

}  // namespace simulation
