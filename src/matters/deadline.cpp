// Why is it due then? The limit row with its source, the calendar, every day counted or not, the pauses.
#include "matters/view.hpp"
#include "store/journal.hpp"

namespace matters {
namespace {

const workflow::Clock* chosen(const CaseState& state, std::string_view code) {
  const workflow::Clock* best = nullptr;
  for (const workflow::Clock& each : state.clocks) {
    if (!code.empty() && each.code != code) continue;
    const bool better = !best || each.live() > best->live() || (each.live() == best->live() && each.started_at >= best->started_at);
    const bool shown = code.empty() && state.record.clock == each.code && each.live();
    if (shown) return &each;
    if (better) best = &each;
  }
  return best;
}

// Each extension with whoever granted it: the decision is the event of the same instant.
void tell_extensions(DeadlineView& v, const workflow::Clock& clock, registry::Call& call, store::Session& s, const Readable& r) {
  const auto events = store::events_of(s, call.district(), {std::string(subject_kind), r.state.record.id.value});
  for (const workflow::Extension& each : clock.extensions) {
    ExtensionLine line{.at = each.at, .amount = each.amount, .unit = std::string(described::word(each.unit)), .due_before = each.due_before, .due_at = each.due_at,
                       .reason = each.reason};
    for (const store::Event& e : events) {
      if (e.kind != "matter.extension_decided" || e.happened_at != each.at) continue;
      line.event_id = e.id;
      line.who = people::person_name(s, call.district(), e.actor.person);
      if (const people::Post* post = r.context.units->post(e.actor.post)) line.post_name = post->name, line.unit_name = r.context.units->name(post->org_unit);
    }
    v.extensions.push_back(std::move(line));
  }
}

}  // namespace

base::Result<DeadlineView> deadline(registry::Call& call, base::MatterId id, std::string_view code) {
  return call.house.store.read([&](store::Session& s) -> base::Result<DeadlineView> {
    TRY(r, readable(call, s, id));
    const workflow::Clock* clock = chosen(r.state, code);
    if (!clock) return base::fail(base::ErrorCode::not_found, "matters.no_such_clock", {{"clock", std::string(code)}});
    TRY(rules, rules_of_clock(call.house, s, call.district(), r.context.rules.zone(), *clock));
    const bool ours = rules.row && rules.times;
    const auto time = ours ? std::optional(Rulebook::time_table(*rules.times)) : std::nullopt;
    DeadlineView v = workflow::deadline_view(*clock, *r.context.rules.limits, rules.limits.get(), time ? &*time : nullptr);
    if (!clock->extensions.empty()) tell_extensions(v, *clock, call, s, r);
    if (!ours) {
      v.limit.source_tag = "S";
      v.limit.source_text = r.state.record.source;
    }
    return v;
  });
}

}  // namespace matters
