// State is the fold of events; nothing else makes it.
#include "mechanisms/assigned_tasks/rules.hpp"

namespace assigned_tasks {
namespace {

void apply_all(std::vector<workflow::Clock>& clocks, const std::vector<workflow::ClockChange>& changes, base::Instant at) {
  for (const workflow::ClockChange& each : changes) workflow::apply(clocks, each, at);
}

void take_text(Task& t, const TaskText& b) {
  t.title = b.title;
  t.purpose = b.purpose;
  t.basis = b.basis;
  t.urgent = b.urgent;
  t.urgent_reason = b.urgent_reason;
  t.due_on = b.due_on;
  t.unit_kinds = b.unit_kinds;
  t.areas = b.areas;
  t.minutes = b.minutes;
  t.form_version = b.form_version;
  t.fields = described::to_json(b.fields);
}

base::Done take_move(Task& t, const TaskMoved& b, base::Instant at) {
  TRY(next, workflow::fold(position_of(t), {.from = b.from, .to = b.to}));
  t.stage = next.stage;
  t.version = next.version;
  if (!b.reason.empty()) t.reason = b.reason;
  if (b.move == "ask") t.asked_at = at;
  if (b.move == "urge") t.urged_at = at;
  if (b.move == "admit") {
    t.sent_at = at;
    t.line_count = b.line_count;
    t.over_reason = b.over_reason;
  }
  if (t.stage == "closed" || t.stage == "refused" || t.stage == "withdrawn") t.closed_at = at;
  return {};
}

void take_due(Line& l, const std::vector<workflow::ClockChange>& clocks) {
  for (const workflow::ClockChange& each : clocks)
    if (each.change == workflow::ChangeKind::start && each.due_at) l.due_at = *each.due_at;
}

void take_fill(Line& l, const LineMoved& b, base::Instant at) {
  if (!l.on_time) l.on_time = at <= l.due_at;
  l.filled_at = at;
  l.answers = described::to_json(b.answers);
  if (b.spent_minutes) l.spent_minutes = b.spent_minutes;
}

}  // namespace

workflow::Position position_of(const Task& t) { return {.stage = t.stage, .round = 1, .version = t.version}; }
workflow::Position position_of(const Line& l) { return {.stage = l.stage, .round = l.round, .version = l.version}; }

base::Result<TaskState> fold(TaskState state, std::string_view kind, std::string_view body, TaskId id, base::Instant at) {
  Task& t = state.task;
  if (kind == "assigned_task.drafted") {
    TRY(b, described::parse<TaskText>(body));
    t = {.district_id = t.district_id, .id = id, .version = 1, .stage = b.stage, .org_unit_id = b.org_unit_id, .drafted_at = at};
    take_text(t, b);
  } else if (kind == "assigned_task.saved") {
    TRY(b, described::parse<TaskText>(body));
    t.version += 1;
    take_text(t, b);
  } else {
    TRY(b, described::parse<TaskMoved>(body));
    TRY_DO(take_move(t, b, at));
    apply_all(state.clocks, b.clocks, at);
  }
  return state;
}

base::Result<LineState> fold(LineState state, std::string_view kind, std::string_view body, LineId id, base::Instant at) {
  Line& l = state.line;
  if (kind == "assigned_line.sent") {
    TRY(b, described::parse<LineSent>(body));
    l = {.district_id = l.district_id, .id = id, .version = 1, .task_id = b.task_id, .stage = b.stage, .round = 1, .department_id = b.department_id,
         .org_unit_id = b.org_unit_id, .post_kind = b.post_kind, .community_id = b.community_id, .subdistrict_id = b.subdistrict_id, .title = b.title,
         .form_version = b.form_version, .minutes = b.minutes, .month = b.month, .sent_at = at, .answers = "[]"};
    take_due(l, b.clocks);
    apply_all(state.clocks, b.clocks, at);
  } else if (kind == "assigned_line.spent") {
    TRY(b, described::parse<SpentNoted>(body));
    l.version += 1;
    l.spent_minutes = b.spent_minutes;
  } else {
    TRY(b, described::parse<LineMoved>(body));
    TRY(next, workflow::fold(position_of(l), {.from = b.from, .to = b.to}));
    l.stage = next.stage;
    l.version = next.version;
    if (b.move == "fill") take_fill(l, b, at);
    if (b.move == "return") l.round += 1, l.reason = b.reason;
    take_due(l, b.clocks);
    if (l.stage == "accepted" || l.stage == "unfilled" || l.stage == "called_off") l.ended_at = at;
    apply_all(state.clocks, b.clocks, at);
  }
  return state;
}

}  // namespace assigned_tasks
