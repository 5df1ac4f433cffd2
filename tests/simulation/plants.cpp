// Bugs put in on purpose: a simulation that does not find them proves nothing.
#include <fmt/format.h>

#include "base/described/tables.hpp"
#include "matters/context.hpp"
#include "matters/tables.hpp"
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

}  // namespace

bool plant(World& w) {
  const auto run = [&w](const char* sql) {
    w.calm().script(sql);
    return true;
  };
  const std::string& what = w.plan.plant;
  if (what == "self_strike_off") return strike_off_by_the_handler(w);
  if (what == "clock") return run("UPDATE workflow_clocks SET due_at = due_at + 3600000000 WHERE state = 'running' AND due_at IS NOT NULL");
  if (what == "due") return run("DELETE FROM dues WHERE id = (SELECT MAX(id) FROM dues WHERE kind IN ('matter.reported', 'matter.confirmed', 'matter.handling'))");
  if (what == "journal") return run("UPDATE journal SET channel = 'counter' WHERE id = (SELECT MIN(id) FROM journal WHERE kind = 'matter.signed')");
  if (what == "serial") return run("UPDATE matters SET serial = serial + 1000 WHERE serial = 1");
  if (what == "doubled") return run("DELETE FROM client_refs");
  throw std::logic_error("there is no such plant: " + what);
}

}  // namespace simulation
