#include "instruments/workflow/show.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/described/tables.hpp"
#include "base/iso.hpp"

DESCRIBE(workflow::StageView, "StageView", FIELD(id), FIELD(name_zh), FIELD(name_en), FIELD(state), FIELD(at), FIELD(due_at), FIELD(who))
DESCRIBE(workflow::OptionView, "FieldOption", FIELD(code), FIELD(name_zh), FIELD(name_en))
DESCRIBE(workflow::FieldView, "FieldView", FIELD(name), FIELD(kind), FIELD(required), FIELD(label_zh), FIELD(label_en), FIELD(choices), FIELD(options))
DESCRIBE(workflow::RuleView, "RuleView", FIELD(definition), FIELD(version), FIELD(place))
DESCRIBE(workflow::RefusalView, "RefusalView", FIELD(reason), FIELD(params), FIELD(rule), FIELD(remedy))
DESCRIBE(workflow::MoveView, "MoveView", FIELD(id), FIELD(name_zh), FIELD(name_en), FIELD(main), FIELD(allowed), FIELD(refusal), FIELD(fields),
         FIELD(then_zh), FIELD(then_en))
DESCRIBE(workflow::ClockView, "CaseClock", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(started_at), FIELD(due_at), FIELD(met_at), FIELD(state))
DESCRIBE(workflow::PhotoView, "PhotoView", FIELD(file_id), FIELD(role), FIELD(taken), FIELD(place), FIELD(url), FIELD(small_url), FIELD(at))
DESCRIBE(workflow::LimitView, "LimitView", FIELD(definition), FIELD(version), FIELD(place), FIELD(amount), FIELD(unit), FIELD(source_tag), FIELD(source_text))
DESCRIBE(workflow::CalendarView, "CalendarView", FIELD(definition), FIELD(version))
DESCRIBE(workflow::DeadlineLine, "DeadlineLine", FIELD(date), FIELD(kind), FIELD(note), FIELD(counted), FIELD(running_zh), FIELD(running_en), FIELD(part))
DESCRIBE(workflow::ExtensionLine, "ExtensionLine", FIELD(at), FIELD(amount), FIELD(unit), FIELD(due_before), FIELD(due_at), FIELD(reason), FIELD(who),
         FIELD(post_name), FIELD(unit_name), FIELD(event_id))
DESCRIBE(workflow::PauseView, "PauseView", FIELD(from), FIELD(to), FIELD(reason))
DESCRIBE(workflow::DeadlineView, "DeadlineView", FIELD(clock), FIELD(name_zh), FIELD(name_en), FIELD(limit), FIELD(calendar), FIELD(started_at),
         FIELD(due_at), FIELD(provisional), FIELD(lines), FIELD(pauses), FIELD(extensions))

namespace workflow {

std::string clock_state(const Clock& c, base::Instant now) {
  switch (c.state) {
    case ClockState::paused: return "paused";
    case ClockState::met: return c.late(now) ? "met_late" : "met";
    case ClockState::stopped: return "cancelled";
    case ClockState::running: break;
  }
  if (c.late(now)) return "late";
  return c.warn_at && now >= *c.warn_at ? "soon" : "running";
}

std::vector<StageView> strip(const Machine& machine, std::string_view stage, const std::vector<Reached>& reached,
                             const std::optional<base::Instant>& due_at) {
  std::vector<const Stage*> line;
  const Stage* here = machine.stage(stage);
  std::size_t now = 0;
  for (const Stage& each : machine.stages)
    if (!each.strip_zh.empty()) line.push_back(&each);
  // A side stage stands behind the last strip stage that was reached; what would have followed an end is not shown.
  const auto position = [&line](std::string_view id) {
    for (std::size_t i = 0; i < line.size(); ++i)
      if (line[i]->id == id) return std::optional(i);
    return std::optional<std::size_t>{};
  };
  if (const auto mine = position(stage)) {
    now = *mine;
  } else if (here) {
    std::size_t last = 0;
    for (const Reached& r : reached)
      if (const auto at = position(r.stage)) last = *at;
    if (here->kind == StageKind::end) line.resize(last + 1);
    line.insert(line.begin() + static_cast<std::ptrdiff_t>(last) + 1, here);
    now = last + 1;
  }
  std::vector<StageView> out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Stage& each = *line[i];
    StageView view{.id = each.id, .name_zh = each.strip_zh.empty() ? each.zh : each.strip_zh, .name_en = each.strip_en.empty() ? each.en : each.strip_en};
    const bool over = i == now && each.kind == StageKind::end;
    view.state = i < now || over ? "done" : i == now ? "now" : "next";
    if (i <= now)
      for (const Reached& r : reached)
        if (r.stage == each.id) { view.at = r.at; view.who = r.who; }
    if (i == now && !over) view.due_at = due_at;
    out.push_back(std::move(view));
  }
  return out;
}

std::string due_word(const std::optional<base::Instant>& due_at, const std::optional<base::Instant>& warn_at, base::Instant now) {
  if (!due_at) return "none";
  if (*due_at < now) return "late";
  return warn_at && *warn_at <= now ? "soon" : "ok";
}

ClockView clock_view(const Clock& c, const LimitTable& names, base::Instant now) {
  const ClockName* name = names.clock(c.code);
  ClockView v{.code = c.code, .name_zh = name ? name->zh : c.code, .name_en = name ? name->en : c.code, .started_at = c.started_at, .due_at = c.due_at};
  if (c.state == ClockState::met) v.met_at = c.ended_at;
  v.state = clock_state(c, now);
  return v;
}

MoveView move_view(const Move& move, const base::Done& may, const OptionsOf& options) {
  MoveView view{.id = move.verb, .name_zh = move.zh, .name_en = move.en, .main = move.main, .allowed = may.has_value()};
  if (!may) {
    const base::Error& e = may.error();
    view.refusal = RefusalView{.reason = e.reason, .params = e.params, .remedy = e.remedy};
    if (e.rule) view.refusal->rule = RuleView{e.rule->definition, e.rule->version, e.rule->place};
  }
  for (const FormField& f : move.fields) view.fields.push_back({f.name, f.kind, f.required, f.zh, f.en, f.choices, options(f)});
  view.then_zh = move.then_zh;
  view.then_en = move.then_en;
  return view;
}

std::vector<MoveView> moves_view(const Machine& machine, std::string_view stage, const std::function<base::Done(const Move&)>& may, const OptionsOf& options) {
  std::vector<MoveView> out;
  for (const Move* each : machine.moves_from(stage))
    if (!each->automatic) out.push_back(move_view(*each, may(*each), options));
  std::stable_sort(out.begin(), out.end(), [](const MoveView& a, const MoveView& b) { return a.allowed > b.allowed; });
  return out;
}

std::vector<ClockChange> clock_plan(const Move& move, const std::vector<Clock>& before, const ClockRules& rules, base::Instant now) {
  std::vector<ClockChange> out;
  for (const auto& [codes, change] : {std::pair{&move.clocks_meet, ChangeKind::meet}, std::pair{&move.clocks_stop, ChangeKind::stop}})
    for (const std::string& code : *codes)
      for (const Clock* each : family(before, code)) out.push_back({.code = each->code, .change = change});
  for (std::size_t i = 0; i < move.clocks_start.size(); ++i) {
    const std::string& code = move.clocks_start[i];
    const std::string& limit = i < move.start_limits.size() ? move.start_limits[i] : code;
    for (ClockChange& each : start_clocks(code, limit, rules.limits, rules.category, rules.grade, now, rules.time)) out.push_back(std::move(each));
  }
  return out;
}

namespace {

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

}  // namespace

DeadlineView deadline_view(const Clock& clock, const LimitTable& names, const LimitTable* limits, const TimeTable* time) {
  const ClockName* name = names.clock(clock.code);
  DeadlineView v{.clock = clock.code, .name_zh = name ? name->zh : clock.code, .name_en = name ? name->en : clock.code};
  v.started_at = clock.started_at;
  v.due_at = clock.state == ClockState::paused ? std::nullopt : clock.due_at;
  v.limit = {.definition = clock.basis.limit, .version = clock.basis.limit_version, .place = clock.basis.limit_place};
  v.calendar = {clock.basis.calendar, clock.basis.calendar_version};
  for (const Pause& p : clock.pauses) v.pauses.push_back({p.from, p.to, p.reason});
  const LimitRow* row = limits ? limits->at(clock.basis.limit_place) : nullptr;
  if (!row || !time) return v;
  v.limit.amount = row->limit.amount;
  v.limit.unit = described::word(row->limit.unit);
  v.limit.source_tag = row->tag;
  v.limit.source_text = row->note.empty() ? limits->source_text : row->note;
  std::int64_t part = 0;
  for (const Leg& leg : explain(clock, row->limit, *time)) {
    v.provisional = v.provisional || leg.deadline.provisional;
    for (const base::DayLine& line : leg.deadline.lines) v.lines.push_back(line_of(line, leg.limit.unit, part));
    ++part;
  }
  return v;
}

}  // namespace workflow
