// Is a machine sound? Run by tests, by the command line and by the rulebook's screen before a version is published.
#include <algorithm>
#include <set>

#include "instruments/workflow/machine.hpp"

namespace workflow {
namespace {

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct Checker {
  const Machine& machine;
  const Known& known;
  std::vector<Finding> found{};

  void say(std::string place, std::string reason, base::Params params = {}) {
    found.push_back({std::move(place), "workflow." + std::move(reason), std::move(params)});
  }

  void ids() {
    std::set<std::string> seen;
    for (const Stage& each : machine.stages)
      if (!seen.insert(each.id).second) say("stage/" + each.id, "check_doubled_id", {{"id", each.id}});
    seen.clear();
    for (const Move& each : machine.moves)
      if (!seen.insert(each.id).second) say("move/" + each.id, "check_doubled_id", {{"id", each.id}});
    for (const Stage& stage : machine.stages) {
      seen.clear();
      for (const Move* move : machine.moves_from(stage.id))
        if (!seen.insert(move->verb).second) say("move/" + move->id, "check_doubled_verb", {{"verb", move->verb}, {"stage", stage.zh}});
    }
    for (const std::string& c : machine.first_clocks)
      if (!has(known.clocks, c)) say("first_clocks/" + c, "check_unknown_clock", {{"clock", c}});
    if (!machine.stage(machine.first)) say("first", "check_unknown_stage", {{"stage", machine.first}});
  }

  std::set<std::string> reached() const {
    std::set<std::string> seen{machine.first};
    std::vector<std::string> open{machine.first};
    while (!open.empty()) {
      const std::string at = std::move(open.back());
      open.pop_back();
      for (const Move* move : machine.moves_from(at))
        if (move->to != "=" && move->to != "<" && seen.insert(move->to).second) open.push_back(move->to);
    }
    return seen;
  }

  // Stages from which an end can be reached.
  std::set<std::string> can_end() const {
    std::set<std::string> good;
    for (const Stage& each : machine.stages)
      if (each.kind == StageKind::end) good.insert(each.id);
    for (bool grew = true; grew;) {
      grew = false;
      for (const Move& move : machine.moves)
        if (good.contains(move.to) || move.to == "<")
          for (const std::string& from : move.from) grew = good.insert(from).second || grew;
    }
    return good;
  }

  // What only other records move on (a finding that became a matter): nobody here can act, and the stage says what it waits for.
  bool ends_elsewhere(const Stage& stage) const {
    return !stage.no_clock.empty() && std::ranges::all_of(machine.moves_from(stage.id), [](const Move* move) { return move->automatic; });
  }

  void stages() {
    const auto seen = reached();
    const auto good = can_end();
    for (const Stage& each : machine.stages) {
      const std::string place = "stage/" + each.id;
      if (!seen.contains(each.id)) say(place, "check_unreachable", {{"stage", each.zh}});
      if (each.kind == StageKind::end) {
        for (const Move* move : machine.moves_from(each.id))
          if (move->to != each.id && move->to != "=" && !move->reopens) say(place, "check_end_goes_on", {{"stage", each.zh}, {"move", move->zh}});
        continue;
      }
      if (!good.contains(each.id)) say(place, "check_dead_end", {{"stage", each.zh}});
      if (each.clock.empty() && each.no_clock.empty()) say(place, "check_no_clock", {{"stage", each.zh}});
      if (!each.clock.empty()) clock_of(each, place);
      if (each.dues.empty() && !ends_elsewhere(each)) say(place, "check_nobody_waits", {{"stage", each.zh}});
      for (const DueRule& due : each.dues) {
        if (!has(known.due_units, due.unit)) say(place + "/due", "check_unknown_due_unit", {{"unit", due.unit}});
        if (!due.post_kind.empty() && !has(known.post_kinds, due.post_kind)) say(place + "/due", "check_unknown_post_kind", {{"post_kind", due.post_kind}});
        if (!has(known.buckets, due.bucket)) say(place + "/due", "check_unknown_bucket", {{"bucket", due.bucket}});
      }
    }
  }

  // A clock that a stage shows must have a limit row, and every way into the stage must have it running: started by the move
  // that enters, or already running in the stage before and neither met nor stopped on the way.
  void clock_of(const Stage& stage, const std::string& place) {
    if (!has(known.clocks, stage.clock)) say(place + "/clock", "check_unknown_clock", {{"clock", stage.clock}});
    const auto running = running_clocks();
    const auto it = running.find(stage.id);
    if (it != running.end() && !it->second.contains(stage.clock))
      say(place + "/clock", "check_clock_not_running", {{"clock", stage.clock}, {"stage", stage.zh}});
  }

  // For each reached stage the clocks that run on *every* way in (greatest fixed point over the moves).
  std::map<std::string, std::set<std::string>> running_clocks() const {
    std::map<std::string, std::set<std::string>> running;
    const Stage* first = machine.stage(machine.first);
    if (!first) return running;
    running[first->id] = {first->clock};
    running[first->id].insert(machine.first_clocks.begin(), machine.first_clocks.end());
    for (bool changed = true; changed;) {
      changed = false;
      for (const Move& move : machine.moves)
        for (const std::string& from : move.from) {
          const auto at = running.find(from);
          if (at == running.end() || move.to == "<") continue;  // what was remembered kept its clocks: moves() sees to that
          std::set<std::string> after = at->second;
          for (const std::string& c : move.clocks_meet) after.erase(c);
          for (const std::string& c : move.clocks_stop) after.erase(c);
          for (const std::string& c : move.clocks_start) after.insert(c);
          const std::string& to = move.to == "=" ? from : move.to;
          const auto [place, fresh] = running.try_emplace(to, after);
          if (fresh) { changed = true; continue; }
          std::set<std::string> both;
          std::set_intersection(place->second.begin(), place->second.end(), after.begin(), after.end(), std::inserter(both, both.begin()));
          if (both != place->second) { place->second = std::move(both); changed = true; }
        }
    }
    return running;
  }

  // A stage to which a case comes back must find its clocks alive; and a way back needs a way aside that remembers.
  void remembers(const Move& move, const std::string& place) {
    const auto keeps = [](const Move& m) { return has(m.effects, "remember_stage@1"); };
    if (keeps(move) && !(move.clocks_meet.empty() && move.clocks_stop.empty())) say(place, "check_remembers_and_ends_clocks", {{"move", move.zh}});
    if (move.to != "<") return;
    for (const std::string& from : move.from)
      if (std::none_of(machine.moves.begin(), machine.moves.end(), [&](const Move& m) { return m.to == from && keeps(m); }))
        say(place, "check_nothing_remembered", {{"move", move.zh}, {"stage", from}});
  }

  void moves() {
    for (const Move& each : machine.moves) {
      const std::string place = "move/" + each.id;
      remembers(each, place);
      if (each.to != "=" && each.to != "<" && !machine.stage(each.to)) say(place + "/to", "check_unknown_stage", {{"stage", each.to}});
      if (each.from.empty()) say(place + "/from", "check_move_from_nowhere");
      for (const std::string& from : each.from)
        if (!machine.stage(from)) say(place + "/from", "check_unknown_stage", {{"stage", from}});
      for (const std::string& g : each.guards)
        if (!has(known.guards, g)) say(place + "/guard/" + g, "check_unknown_guard", {{"guard", g}});
      for (const std::string& e : each.effects)
        if (!has(known.effects, e)) say(place + "/effect/" + e, "check_unknown_effect", {{"effect", e}});
      if (!has(known.actions, each.action)) say(place + "/action", "check_unknown_action", {{"action", each.action}});
      for (const auto* list : {&each.clocks_meet, &each.clocks_stop, &each.clocks_start, &each.start_limits, &each.clocks_pause, &each.clocks_resume})
        for (const std::string& c : *list)
          if (!has(known.clocks, c)) say(place + "/clock/" + c, "check_unknown_clock", {{"clock", c}});
      for (const FormField& f : each.fields) {
        if (!has(known.field_kinds, f.kind)) say(place + "/field/" + f.name, "check_unknown_field_kind", {{"kind", f.kind}});
        if (f.kind == "choice" && f.choices.empty()) say(place + "/field/" + f.name, "check_no_choices");
      }
    }
  }
};

}  // namespace

std::vector<Finding> check(const Machine& machine, const Known& known) {
  Checker checker{machine, known};
  checker.ids();
  checker.stages();
  checker.moves();
  return std::move(checker.found);
}

}  // namespace workflow
