// Why is it due then? The limit row with its source, the calendar, every day counted or not, the pauses.
#include <fmt/format.h>

#include "base/iso.hpp"
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

std::string minutes_zh(std::int64_t n) {
  if (n < 60) return fmt::format("{} 分钟", n);
  return n % 60 == 0 ? fmt::format("{} 小时", n / 60) : fmt::format("{} 小时 {} 分钟", n / 60, n % 60);
}
std::string minutes_en(std::int64_t n) {
  if (n < 60) return fmt::format("{} min", n);
  return n % 60 == 0 ? fmt::format("{} h", n / 60) : fmt::format("{} h {} min", n / 60, n % 60);
}

DeadlineLine line_of(const base::DayLine& line, base::LimitUnit unit, std::int64_t part) {
  DeadlineLine out{.date = base::iso(line.date), .kind = std::string(described::word(line.kind)), .note = line.note, .counted = line.counted > 0, .part = part};
  switch (unit) {
    case base::LimitUnit::working_days:
      if (out.counted) { out.running_zh = fmt::format("第 {} 个工作日", line.running); out.running_en = fmt::format("working day {}", line.running); }
      else if (line.kind == base::LineKind::start_day) { out.running_zh = "起算当日不计"; out.running_en = "the day of the start does not count"; }
      break;
    case base::LimitUnit::natural_days:
      if (out.counted) { out.running_zh = fmt::format("第 {} 天", line.running); out.running_en = fmt::format("day {}", line.running); }
      else if (line.kind == base::LineKind::start_day) { out.running_zh = "起算当日不计"; out.running_en = "the day of the start does not count"; }
      break;
    case base::LimitUnit::clock_minutes:
    case base::LimitUnit::clock_hours:
    case base::LimitUnit::office_hours:
      if (out.counted) {
        out.running_zh = fmt::format("计 {}，累计 {}", minutes_zh(line.counted), minutes_zh(line.running));
        out.running_en = fmt::format("{} counted, {} so far", minutes_en(line.counted), minutes_en(line.running));
      }
      break;
  }
  if (line.paused_minutes > 0) {
    out.running_zh += fmt::format("{}暂停 {}", out.running_zh.empty() ? "" : "，", minutes_zh(line.paused_minutes));
    out.running_en += fmt::format("{}paused {}", out.running_en.empty() ? "" : ", ", minutes_en(line.paused_minutes));
  }
  return out;
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
    const workflow::ClockName* name = r.context.rules.limits->clock(clock->code);
    DeadlineView v{.clock = clock->code, .name_zh = name ? name->zh : clock->code, .name_en = name ? name->en : clock->code};
    v.started_at = clock->started_at;
    v.due_at = clock->state == workflow::ClockState::paused ? std::nullopt : clock->due_at;
    v.limit = {.definition = clock->basis.limit, .version = clock->basis.limit_version, .place = clock->basis.limit_place};
    v.calendar = {clock->basis.calendar, clock->basis.calendar_version};
    for (const workflow::Pause& p : clock->pauses) v.pauses.push_back({p.from, p.to, p.reason});
    if (!clock->extensions.empty()) tell_extensions(v, *clock, call, s, r);
    TRY(rules, rules_of_clock(call.house, s, call.district(), r.context.rules.zone(), *clock));
    if (!rules.row || !rules.times) {
      v.limit.source_tag = "S";
      v.limit.source_text = r.state.record.source;
      return v;
    }
    v.limit.amount = rules.row->limit.amount;
    v.limit.unit = described::word(rules.row->limit.unit);
    v.limit.source_tag = rules.row->tag;
    v.limit.source_text = rules.row->note.empty() ? rules.limits->source_text : rules.row->note;
    std::int64_t part = 0;
    for (const workflow::Leg& leg : workflow::explain(*clock, rules.row->limit, Rulebook::time_table(*rules.times))) {
      v.provisional = v.provisional || leg.deadline.provisional;
      for (const base::DayLine& line : leg.deadline.lines) v.lines.push_back(line_of(line, leg.limit.unit, part));
      ++part;
    }
    return v;
  });
}

}  // namespace matters
