// Bugs put in on purpose: a simulation that does not find them proves nothing.
#include <fmt/format.h>

#include "base/described/tables.hpp"
#include "matters/context.hpp"
#include "matters/tables.hpp"
#include "mechanisms/whistle/service.hpp"
#include "records/dues/dues.hpp"
#include "world.hpp"

namespace simulation {
namespace {

// A service that forgot its guard: whoever gave feedback also strikes it off, with a proper history.
bool strike_off_by_the_handler(World& w) {
  const store::Moment moment{w.district, w.now(), w.now()};
  const auto chosen = w.calm().read([&](store::Session& s) -> std::optional<matters::CaseState> {
    for (const base::MatterId id : matters::ids_after(s, w.district, {}, 10'000))
      if (auto state = matters::load(s, w.district, id); state && state->record.stage == "feedback") return state;
    return std::nullopt;
  });
  if (!chosen) return false;
  const base::PersonId hand = matters::read_ids(chosen->record.handlers).front();
  const auto done = w.calm().write(store::Work{moment, {.person = hand, .channel = "desk"}}, [&](store::Unit& unit) -> base::Done {
    matters::CaseState state = *chosen;
    const auto step = [&](std::string kind, matters::MovedBody body) -> base::Done {
      const std::string json = described::to_json(body);
      TRY(next, matters::fold(state, kind, json, {}, state.record.id, hand, unit.now()));
      state = std::move(next);
      TRY_DO(matters::record(w.house(), unit, state.record, std::move(kind), json));
      return {};
    };
    using workflow::ChangeKind;
    TRY_DO(step("matter.inspected", {.move = "inspect", .from = "feedback", .to = "inspected", .clocks = {{.code = "inspect", .change = ChangeKind::meet}}}));
    TRY_DO(step("matter.struck_off", {.move = "strike_off", .from = "inspected", .to = "struck_off", .effects = {"close_solved@1"}}));
    matters::update(unit, *chosen, state);
    dues::remove(unit, {"matter", state.record.id.value});
    return {};
  });
  if (!done) throw std::logic_error("planting was refused: " + done.error().reason);
  return true;
}

// ---- bugs of services of whistles, each with a proper history
template <class F>
bool as_service(World& w, base::PersonId who, const F& run) {
  registry::Call call{.house = w.house()};
  call.principal = people::system_principal(w.district);
  call.principal.person = who;
  call.moment = {w.district, w.now(), w.now()};
  call.channel = "system";
  const auto done = w.calm().write(store::Work{call.moment, {.person = who, .channel = "system"}}, [&](store::Unit& unit) -> base::Done {
    TRY(g, whistle::ground(call.house, unit, call.moment));
    return run(whistle::Act{call, unit, g});
  });
  if (!done) throw std::logic_error("planting was refused: " + done.error().reason);
  return true;
}

template <class Wanted>
std::optional<whistle::LineState> line_that(World& w, const Wanted& wanted) {
  return w.calm().read([&](store::Session& s) -> std::optional<whistle::LineState> {
    for (const whistle::LineId id : whistle::all_lines(s, w.district))
      if (auto line = whistle::load(s, w.district, id); line && wanted(line->line)) return line;
    return std::nullopt;
  });
}

base::Done put_line(const whistle::Act& act, const whistle::LineState& before, std::string kind, const auto& body) {
  TRY(after, whistle::put(act, before, before.line.id, std::move(kind), described::to_json(body)));
  return whistle::settle(act, after.line.whistle_id);
}

// Marks that somebody typed: they are not what the steps and scores come to.
bool typed_marks(World& w) {
  const auto line = line_that(w, [](const whistle::Line& l) { return l.stage == "accepted"; });
  if (!line) return false;
  return as_service(w, {}, [&](const whistle::Act& act) {
    using workflow::ChangeKind;
    whistle::LineMoved body{.move = "rate", .from = "accepted", .to = "rated", .effects = {"keep_scores@1"}, .scores = {{"speed", 5}, {"quality", 5}, {"attitude", 5}}, .points = 137};
    body.point_list = {{"solved", 137}};
    body.clocks = {{.code = "rate", .change = ChangeKind::meet}};
    return put_line(act, *line, "whistle.line_rated", body);
  });
}

// Its own worker takes the result.
bool accepted_by_its_worker(World& w) {
  const auto line = line_that(w, [](const whistle::Line& l) { return l.stage == "fed_back" && l.dispute != "open"; });
  if (!line) return false;
  return as_service(w, whistle::handlers_of(line->line).front(), [&](const whistle::Act& act) {
    using workflow::ChangeKind;
    whistle::LineMoved body{.move = "accept", .from = "fed_back", .to = "accepted", .shown = "rate"};
    body.clocks = {{.code = "accept", .change = ChangeKind::meet}};
    return put_line(act, *line, "whistle.line_accepted", body);
  });
}

// More time than the calendar gives.
bool longer_than_granted(World& w) {
  const auto line = line_that(w, [](const whistle::Line& l) { return l.stage == "on_site"; });
  if (!line) return false;
  const workflow::Clock* finish = workflow::live_clock(line->clocks, "finish");
  if (!finish || !finish->due_at || finish->state != workflow::ClockState::running) return false;
  return as_service(w, {}, [&](const whistle::Act& act) {
    whistle::LineMoved body{.move = "decide_extension", .from = "on_site", .to = "on_site", .effects = {"decide_extension@1"}, .granted = true, .shown = "finish"};
    body.clocks = {{.code = "finish", .change = workflow::ChangeKind::extend, .due_at = *finish->due_at + base::hours(1'000), .more = workflow::More{1, base::LimitUnit::working_days}}};
    return put_line(act, *line, "whistle.line_extension_decided", body);
  });
}

std::optional<whistle::WhistleState> blown_whistle(World& w) {
  const auto line = line_that(w, [](const whistle::Line& l) { return l.stage == "called" || l.stage == "signed" || l.stage == "on_site"; });
  if (!line) return std::nullopt;
  return w.calm().read([&](store::Session& s) { return whistle::load(s, w.district, line->line.whistle_id); });
}

bool whistle_event(World& w, std::string kind, whistle::WhistleMoved body) {
  const auto before = blown_whistle(w);
  if (!before) return false;
  return as_service(w, {}, [&](const whistle::Act& act) -> base::Done {
    TRY(after, whistle::put(act, before, before->whistle.id, kind, described::to_json(body)));
    whistle::put_dues(act.unit, act.g, after);
    return {};
  });
}

bool plant_whistle(World& w) {
  const std::string& what = w.plan.plant;
  if (what == "whistle_marks") return typed_marks(w);
  if (what == "whistle_judge") return accepted_by_its_worker(w);
  if (what == "whistle_time") return longer_than_granted(w);
  if (what == "whistle_closed") return whistle_event(w, "whistle.closed", {.move = "close", .from = "blown", .to = "closed", .outcome = "solved"});
  if (what == "whistle_lost") return whistle_event(w, "whistle.unit_added", {.move = "add_line", .from = "blown", .to = "blown", .unit_id = base::OrgUnitId{w.departments.front()}, .item = "parking"});
  throw std::logic_error("there is no such plant: " + what);
}

}  // namespace

bool plant(World& w) {
  const auto run = [&w](const char* sql) {
    w.calm().script(sql);
    return true;
  };
  const std::string& what = w.plan.plant;
  if (what == "self_strike_off") return strike_off_by_the_handler(w);
  if (what.starts_with("whistle_")) return plant_whistle(w);
  if (what == "task") return run("UPDATE assigned_lines SET stage = 'accepted' WHERE id = (SELECT MIN(id) FROM assigned_lines WHERE stage IN ('open', 'filled'))");
  if (what == "part") return run("DELETE FROM dues WHERE id = (SELECT MIN(dues.id) FROM dues JOIN matters ON matters.id = dues.subject_id WHERE dues.subject_kind = 'matter' AND matters.split_from IS NOT NULL)");
  if (what == "clock") return run("UPDATE workflow_clocks SET due_at = due_at + 3600000000 WHERE state = 'running' AND due_at IS NOT NULL");
  if (what == "due") return run("DELETE FROM dues WHERE id = (SELECT MAX(id) FROM dues WHERE kind IN ('matter.reported', 'matter.confirmed', 'matter.handling'))");
  if (what == "journal") return run("UPDATE journal SET channel = 'counter' WHERE id = (SELECT MIN(id) FROM journal WHERE kind = 'matter.signed')");
  if (what == "serial") return run("UPDATE matters SET serial = serial + 1000 WHERE serial = 1");
  if (what == "doubled") return run("DELETE FROM client_refs");
  throw std::logic_error("there is no such plant: " + what);
}

}  // namespace simulation
