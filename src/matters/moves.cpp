#include "matters/moves.hpp"

#include <algorithm>

#include "matters/mover.hpp"
#include "matters/tables.hpp"
#include "store/idempotency.hpp"

namespace matters {
namespace {

// What one act means for the machine.
std::vector<Step> steps_of(std::string_view verb, const MoveMatter& c) {
  if (verb == "split" && c.goes_on) {
    MoveMatter off = c;
    off.goes_on = false;
    return {{"split_off", std::move(off)}};
  }
  if (verb != "inspect") return {{std::string(verb), c}};
  if (c.passed && !*c.passed) {
    MoveMatter back{.if_version = c.if_version, .reason = c.reason.empty() ? c.text : c.reason, .photos = c.photos};
    return {{"send_back", std::move(back)}};
  }
  std::vector<Step> out{{"inspect", c}};
  if (c.strike_off) out.push_back({"strike_off", MoveMatter{.outcome = c.outcome}});
  return out;
}

// Every matter that the act may touch and that is there already, in the order of locks. What a part was split from never changes.
void lock_all(store::Unit& unit, base::MatterId id, const MatterRecord& seen, const std::vector<Step>& steps) {
  std::vector<std::int64_t> ids{id.value};
  if (seen.split_from) ids.push_back(*seen.split_from);
  for (const Step& step : steps)
    if (step.form.into) ids.push_back(step.form.into->value);
  std::sort(ids.begin(), ids.end());
  for (const std::int64_t each : ids) unit.lock(10, {std::string(subject_kind), each});
}

Moved moved_view(const Mover& mover) {
  const MatterRecord& m = mover.record();
  const workflow::Stage* stage = mover.machine().stage(m.stage);
  Moved view{.id = m.id, .version = m.version, .stage = m.stage, .stage_zh = stage ? stage->zh : m.stage, .stage_en = stage ? stage->en : m.stage};
  if (m.serial) view.serial = serial_text(*m.serial_year, *m.serial);
  view.due_at = m.due_at;
  view.then_zh = mover.last()->then_zh;
  view.then_en = mover.last()->then_en;
  return view;
}

base::Result<Moved> act(registry::Call& call, store::Unit& unit, const Context& context, base::PostId post, base::MatterId id, const std::vector<Step>& steps) {
  const auto seen = matter(unit, unit.district(), id);
  if (!seen) return base::fail(base::ErrorCode::not_found, "matters.no_such_matter");
  lock_all(unit, id, *seen, steps);
  Mover mover(call, unit, context, post, *load(unit, unit.district(), id));
  TRY_DO(mover.load_machine());
  for (const Step& step : steps) TRY_DO(mover.make(step));
  mover.write();
  TRY_DO(settle_others(call, unit, context, post, mover));
  return moved_view(mover);
}

struct Ready {
  Context context{};
  base::PostId post{};
  std::optional<std::string> answered{};
};

base::Result<Ready> ready(registry::Call& call, store::Session& s, base::MatterId id, const std::vector<Step>& steps, base::MatterId by_link) {
  const auto m = matter(s, call.district(), id);
  if (!m) return base::fail(base::ErrorCode::not_found, "matters.no_such_matter");
  Ready out;
  TRY(made, context(call.house, s, call.moment));
  out.context = std::move(made);
  out.context.by_link = by_link;
  TRY(machine, machine_of(call.house, s, call.district(), m->machine_version));
  const workflow::Move* first = machine->by_verb(steps.front().verb, m->stage);
  if (!first || first->automatic) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", steps.front().verb}});
  TRY(post, people::may(call.principal, first->action, scope_of(out.context, *m)));
  out.post = post;
  return out;
}

}  // namespace

base::Result<Moved> move(registry::Call& call, base::MatterId id, std::string_view name, const MoveMatter& command, base::MatterId by_link) {
  const std::vector<Step> steps = steps_of(name, command);
  if (command.client_ref && call.client_ref.empty()) call.client_ref = *command.client_ref;
  // The same words for another matter, another verb or by another person are another request.
  const std::string body = std::to_string(id.value) + "/" + std::string(name) + "/" + std::to_string(call.principal.person.value) + "\n" + call.raw_body;
  // A look from outside first: it names the post through which this is done, and spares the writer what is refused anyway.
  TRY(found, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    if (by_link) show(s, id);
    if (auto before = store::answered(s, call.district(), call.client_ref, body)) return Ready{.answered = std::move(before)};
    return ready(call, s, id, steps, by_link);
  }));
  if (found.answered) return described::parse<Moved>(*found.answered);
  TRY(json, call.house.store.write(call.work(found.post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      if (by_link) show(u, id);
      TRY(view, act(call, u, found.context, found.post, id, steps));
      return described::to_json(view);
    });
  }));
  return described::parse<Moved>(json);
}

base::Result<Moved> move_in(registry::Call& call, store::Unit& unit, base::MatterId id, std::string_view name, const MoveMatter& command) {
  const std::vector<Step> steps = steps_of(name, command);
  TRY(found, ready(call, unit, id, steps, {}));
  return act(call, unit, found.context, found.post, id, steps);
}

namespace {

base::Done shown(const people::Principal& who, const people::Scope& scope, const workflow::Machine& machine, const workflow::Move& move, const GuardFacts& facts) {
  if (auto post = people::may(who, move.action, scope); !post) return std::unexpected(std::move(post).error());
  return workflow::possible(machine, facts.at, move, [&facts](std::string_view name) { return guard(name, facts); });
}

// Choices that come from the rules in force and from the matter itself.
std::vector<OptionView> options_of(const workflow::FormField& f, const Context& c, const std::vector<workflow::Clock>* clocks) {
  std::vector<OptionView> out;
  if (f.kind == "cause")
    for (const PauseCause& each : c.rules.loop->pauses) out.push_back({each.code, each.zh, each.en});
  if (f.kind == "target" && clocks)
    for (const workflow::Clock* each : workflow::family(*clocks, "handle"))
      if (const std::size_t dot = each->code.find('.'); dot != std::string::npos) {
        const workflow::ClockName* name = c.rules.limits->clock(each->code);
        out.push_back({each->code.substr(dot + 1), name ? name->zh : each->code, name ? name->en : each->code});
      }
  return out;
}

}  // namespace

std::vector<MoveView> moves_shown(const people::Principal& who, const Context& c, const workflow::Machine& machine, const CaseState& state, base::Instant now,
                                  std::optional<std::int64_t> held_by) {
  const MatterRecord& m = state.record;
  GuardFacts facts = plain_facts(who, c, m, now);
  facts.held_by = held_by;
  const people::Scope scope = scope_of(c, m);
  std::vector<MoveView> out;
  for (const workflow::Move* each : machine.moves_from(m.stage)) {
    if (each->automatic) continue;
    if (each->verb == "meet_target" && workflow::family(state.clocks, "handle").size() < 2) continue;  // this handling has no stage targets
    MoveView view{.id = each->verb, .name_zh = each->zh, .name_en = each->en, .main = each->main};
    const base::Done may = shown(who, scope, machine, *each, facts);
    view.allowed = may.has_value();
    if (!may) {
      const base::Error& e = may.error();
      view.refusal = RefusalView{.reason = e.reason, .params = e.params, .remedy = e.remedy};
      if (e.rule) view.refusal->rule = RuleView{e.rule->definition, e.rule->version, e.rule->place};
    }
    for (const workflow::FormField& f : each->fields) view.fields.push_back({f.name, f.kind, f.required, f.zh, f.en, f.choices, options_of(f, c, &state.clocks)});
    view.then_zh = each->then_zh;
    view.then_en = each->then_en;
    out.push_back(std::move(view));
  }
  std::stable_sort(out.begin(), out.end(), [](const MoveView& a, const MoveView& b) { return a.allowed > b.allowed; });
  return out;
}

std::vector<std::string> moves_allowed(const people::Principal& who, const Context& c, const workflow::Machine& machine, const MatterRecord& m, base::Instant now) {
  return MoveJudge(who, c, now).allowed(machine, m);
}

std::vector<std::string> MoveJudge::allowed(const workflow::Machine& machine, const MatterRecord& m) {
  const bool by_link = context_.by_link && context_.by_link == m.id;   // a relation to this one alone
  const std::int64_t unit = m.unit_id.value_or(0);
  auto found = std::find_if(known_.begin(), known_.end(), [&](const Known& k) {
    return !by_link && k.area == m.area_id.value && k.unit == unit && k.machine == machine.version && k.stage == m.stage;
  });
  if (found == known_.end()) {
    const people::Scope scope = scope_of(context_, m);
    Known made{.machine = by_link ? -1 : machine.version, .area = m.area_id.value, .unit = unit, .stage = m.stage};
    for (const workflow::Move* each : machine.moves_from(m.stage))
      if (!each->automatic && people::may(who_, each->action, scope)) made.moves.push_back(each);
    found = known_.insert(known_.end(), std::move(made));
  }
  std::vector<std::string> out;
  if (found->moves.empty()) return out;
  const GuardFacts facts = plain_facts(who_, context_, m, now_);
  for (const workflow::Move* each : found->moves)
    if (workflow::possible(machine, facts.at, *each, [&facts](std::string_view name) { return guard(name, facts); })) out.push_back(each->verb);
  return out;
}

}  // namespace matters
