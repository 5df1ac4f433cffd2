// A task's way: drafted, asked, admitted and sent, urged, closed.
#include <algorithm>

#include "mechanisms/assigned_tasks/service.hpp"
#include "records/dues/dues.hpp"
#include "store/idempotency.hpp"

namespace assigned_tasks {
namespace {

base::Error no_such_task() { return {.code = base::ErrorCode::not_found, .reason = "assigned_tasks.no_such_task"}; }

// Where a task waits, and for whom.
void put_dues(store::Unit& unit, const Ground& g, const TaskState& s, std::string_view bucket) {
  const Task& t = s.task;
  dues::remove(unit, subject_of(t));
  const workflow::Stage* stage = g.task_machine->stage(t.stage);
  if (!stage) return;
  for (const workflow::DueRule& rule : stage->dues) {
    dues::Due due{.subject = subject_of(t), .kind = "assigned_task." + t.stage, .bucket = bucket.empty() ? rule.bucket : std::string(bucket)};
    due.org_unit = t.org_unit_id;
    if (rule.unit == "district") {
      const auto centres = g.units->of_kind("command_centre");
      if (centres.empty()) continue;
      due.org_unit = centres.front()->id;
    }
    due.post_kind = rule.post_kind;
    due.area = g.tree->root();
    due.title = t.title;
    due.context = g.units->name(t.org_unit_id);
    due.since = unit.now();
    if (const workflow::Clock* clock = workflow::live_clock(s.clocks, stage->clock)) due.due_at = clock->due_at;
    else if (t.stage == "sent") due.due_at = due_instant(g, t.due_on);
    dues::put(unit, due);
  }
}

TaskText text_of(const Ground& g, const SaveTask& c, base::OrgUnitId unit, std::int64_t form_version) {
  TaskText b{.stage = g.task_machine->first, .org_unit_id = unit, .title = c.title, .purpose = c.purpose, .basis = c.basis, .urgent = c.urgent,
             .urgent_reason = c.urgent ? c.urgent_reason : "", .due_on = c.due_on.value_or(base::CivilDate{}), .unit_kinds = join(c.unit_kinds)};
  std::vector<std::string> areas;
  for (const base::AreaId each : c.areas) areas.push_back(std::to_string(each.value));
  b.areas = join(areas);
  b.minutes = c.minutes;
  b.form_version = form_version;
  b.fields = c.fields;
  return b;
}

base::Done check_text(const Ground& g, const SaveTask& c) {
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = check_form(c.fields, *g.facts, *g.door)};
  for (std::size_t i = 0; i < c.unit_kinds.size(); ++i)
    if (!g.door->filler(c.unit_kinds[i])) wrong.errors.push_back({"/unit_kinds/" + std::to_string(i), "assigned_tasks.no_such_filler", {}});
  for (std::size_t i = 0; i < c.areas.size(); ++i)
    if (!g.tree->find(c.areas[i])) wrong.errors.push_back({"/areas/" + std::to_string(i), "assigned_tasks.no_such_area", {}});
  if (c.minutes > g.door->minutes_per_filling_max)
    wrong.errors.push_back({"/minutes", "base.out_of_range", {{"least", "1"}, {"most", std::to_string(g.door->minutes_per_filling_max)}}});
  if (c.due_on && *c.due_on < g.today()) wrong.errors.push_back({"/due_on", "assigned_tasks.day_is_past", {}});
  if (wrong.errors.empty()) return {};
  return std::unexpected(std::move(wrong));
}

// The drafter's own department: a post that may draft and stands in one.
base::OrgUnitId department_of(const people::Principal& who) {
  const people::Reach reach = people::reach(who, "assigned_task.draft");
  return reach.org_units.empty() ? base::OrgUnitId{} : reach.org_units.front();
}

template <class F>
base::Result<TaskView> acting(registry::Call& call, std::string_view what, TaskId id, base::PostId post, F act) {
  const std::string body = std::to_string(id.value) + "/" + std::string(what) + "\n" + call.raw_body;
  TRY(json, call.house.store.write(call.work(post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(view, act(u));
      return described::to_json(view);
    });
  }));
  return described::parse<TaskView>(json);
}

LineSent line_of(const Ground& g, const Task& t, const Target& target, const workflow::Machine& machine) {
  const base::Instant due = due_instant(g, t.due_on);
  LineSent b{.task_id = t.id, .stage = machine.first, .department_id = t.org_unit_id, .org_unit_id = target.unit->id, .post_kind = target.filler->post_kind,
             .community_id = target.community->id, .subdistrict_id = target.subdistrict, .title = t.title, .form_version = t.form_version,
             .minutes = t.minutes, .month = month_of(t.due_on)};
  b.clocks.push_back({.code = "fill", .change = workflow::ChangeKind::start, .due_at = due,
                      .basis = workflow::Basis{.limit = "assigned_task", .limit_version = t.form_version, .limit_place = std::to_string(t.id.value)}});
  return b;
}

base::Done send_lines(registry::House& house, store::Unit& unit, const Ground& g, const Task& t, const std::vector<Target>& targets) {
  for (const Target& target : targets) {
    const auto sent = put(house, unit, g, std::optional<LineState>{}, unit.make<LineId>(), "assigned_line.sent",
                          described::to_json(line_of(g, t, target, *g.line_machine)));
    if (!sent) return std::unexpected(sent.error());
  }
  return {};
}

// What the end of a task means for its lines.
base::Done end_lines(registry::House& house, store::Unit& unit, const Ground& g, const Task& t, std::string_view move) {
  for (const LineState& each : with_clocks(unit, unit.district(), lines_of(unit, unit.district(), t.id))) {
    if (!g.line_machine->move(move)->leaves(each.line.stage)) continue;
    const auto ended = step(house, unit, g, each, move, unit.actor().person, {}, {});
    if (!ended) return std::unexpected(ended.error());
  }
  return {};
}

// Each due that an urged line has is put again: it says that it was urged.
void urge_lines(store::Unit& unit, const Ground& g, const Task& t) {
  for (const Line& l : lines_of(unit, unit.district(), t.id)) {
    if (l.stage != "open" && l.stage != "returned") continue;
    for (dues::Due due : dues::of_subject(unit, unit.district(), subject_of(l))) {
      due.context = g.units->name(l.department_id) + " · 催报";
      dues::put(unit, due);
    }
  }
}

base::Result<TaskState> move_in(registry::Call& call, store::Unit& unit, const Ground& g, TaskId id, std::string_view name, const MoveTask& c) {
  unit.lock(lock_floor, {std::string(task_kind), id.value});
  const auto before = load(unit, unit.district(), id);
  if (!before) return std::unexpected(no_such_task());
  const workflow::Move* wanted = g.task_machine->move(name);
  if (!wanted) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", std::string(name)}});
  if (auto post = people::may(call.principal, wanted->action, scope(g, before->task)); !post) return std::unexpected(std::move(post).error());
  const std::vector<Target> targets = targets_of(g, before->task);
  const TaskFacts facts = facts_of(g, unit, before->task, targets, c.over_reason);
  workflow::Attempt attempt{std::string(name), call.principal.person, unit.now(), c.if_version, {}};
  if (!c.reason.empty()) attempt.given.emplace_back("reason");
  if (!c.over_reason.empty()) attempt.given.emplace_back("over_reason");
  TRY(decision, workflow::decide(*g.task_machine, position_of(before->task), attempt,
                                 [&](std::string_view each) { return guard(each, before->task, facts, *g.door); }));
  TaskMoved body{.move = decision.move->id, .from = decision.from, .to = decision.to, .reason = c.reason, .over_reason = c.over_reason};
  if (body.move == "admit") body.line_count = static_cast<std::int64_t>(targets.size());
  for (const std::string& clock : decision.move->clocks_start)
    body.clocks.push_back(workflow::start_clock(clock, *g.limits, "", "", unit.now(), g.time()));
  for (const std::string& clock : decision.move->clocks_meet)
    if (workflow::live_clock(before->clocks, clock)) body.clocks.push_back({.code = clock, .change = workflow::ChangeKind::meet});
  for (const std::string& clock : decision.move->clocks_stop)
    if (workflow::live_clock(before->clocks, clock)) body.clocks.push_back({.code = clock, .change = workflow::ChangeKind::stop});
  TRY(after, put(call.house, unit, g, before, id, "assigned_task." + decision.move->event, described::to_json(body)));
  put_dues(unit, g, after, decision.move->bucket);
  if (body.move == "ask" || body.move == "admit") keep_form(unit, id, after.task.form_version, after.task.fields);
  if (body.move == "admit") TRY_DO(send_lines(call.house, unit, g, after.task, targets));
  if (body.move == "close") TRY_DO(end_lines(call.house, unit, g, after.task, "give_up"));
  if (body.move == "withdraw" && decision.from == "sent") TRY_DO(end_lines(call.house, unit, g, after.task, "call_off"));
  if (body.move == "urge") urge_lines(unit, g, after.task);
  return after;
}

}  // namespace

base::Result<TaskState> put(registry::House& house, store::Unit& unit, const Ground& g, const std::optional<TaskState>& before, TaskId id, std::string kind,
                            std::string body) {
  TaskState start = before.value_or(TaskState{});
  start.task.district_id = unit.district();
  TRY(after, fold(std::move(start), kind, body, id, unit.now()));
  if (before) update(unit, *before, after);
  else insert(unit, after);
  TRY(event, registry::record(house, unit, {.kind = std::move(kind), .subject = subject_of(after.task), .body = std::move(body),
                                            .definition = "assigned_task@" + std::to_string(g.task_machine->version), .org_unit = after.task.org_unit_id}));
  (void)event;
  return after;
}

base::Result<TaskView> draft(registry::Call& call, const SaveTask& c) {
  struct Ready { Ground ground{}; base::PostId post{}; base::OrgUnitId unit{}; };
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY_DO(people::need_action(call.principal, "assigned_task.draft"));
    TRY(g, ground(call.house, s, call.moment));
    const base::OrgUnitId unit = department_of(call.principal);
    TRY(post, people::may(call.principal, "assigned_task.draft", people::scope_of(*g.tree, std::string(task_kind), 0, g.tree->root(), {unit})));
    TRY_DO(check_text(g, c));
    return Ready{std::move(g), post, unit};
  }));
  const Ground& g = ready.ground;
  return acting(call, "draft", {}, ready.post, [&](store::Unit& u) -> base::Result<TaskView> {
    TRY(state, put(call.house, u, g, std::optional<TaskState>{}, u.make<TaskId>(), "assigned_task.drafted", described::to_json(text_of(g, c, ready.unit, 1))));
    put_dues(u, g, state, {});
    return view_of(call, u, g, state);
  });
}

base::Result<TaskView> save(registry::Call& call, TaskId id, const SaveTask& c) {
  TRY(g, call.house.store.read([&](store::Session& s) { return ground(call.house, s, call.moment); }));
  const base::PostId post = call.principal.posts.empty() ? base::PostId{} : call.principal.posts.front().post;
  return acting(call, "save", id, post, [&](store::Unit& u) -> base::Result<TaskView> {
    u.lock(lock_floor, {std::string(task_kind), id.value});
    const auto before = load(u, u.district(), id);
    if (!before) return std::unexpected(no_such_task());
    if (auto may = people::may(call.principal, "assigned_task.draft", scope(g, before->task)); !may) return std::unexpected(std::move(may).error());
    if (c.if_version && *c.if_version != before->task.version)
      return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "workflow.moved_on", .params = {{"stage", before->task.stage}, {"stage_en", before->task.stage}},
                                         .remedy = "workflow.look_again", .now_version = before->task.version});
    if (before->task.stage != g.task_machine->first)
      return base::refuse("assigned_tasks.not_a_draft", {g.task_machine->code, g.task_machine->version, "stage/" + before->task.stage}, "assigned_tasks.withdraw_first");
    TRY_DO(check_text(g, c));
    // A form that was asked for once keeps its number in the history; a changed one is the next version.
    const bool changed = form(u, u.district(), id, before->task.form_version) && described::to_json(c.fields) != before->task.fields;
    TRY(state, put(call.house, u, g, before, id, "assigned_task.saved",
                   described::to_json(text_of(g, c, before->task.org_unit_id, before->task.form_version + (changed ? 1 : 0)))));
    put_dues(u, g, state, {});
    return view_of(call, u, g, state);
  });
}

base::Result<TaskView> move(registry::Call& call, TaskId id, std::string_view name, const MoveTask& c) {
  TRY(g, call.house.store.read([&](store::Session& s) { return ground(call.house, s, call.moment); }));
  const base::PostId post = call.principal.posts.empty() ? base::PostId{} : call.principal.posts.front().post;
  return acting(call, name, id, post, [&](store::Unit& u) -> base::Result<TaskView> {
    TRY(state, move_in(call, u, g, id, name, c));
    return view_of(call, u, g, state);
  });
}

base::Result<AcceptedMany> accept_filled(registry::Call& call, TaskId id, const MoveTask& c) {
  TRY(g, call.house.store.read([&](store::Session& s) { return ground(call.house, s, call.moment); }));
  const base::PostId post = call.principal.posts.empty() ? base::PostId{} : call.principal.posts.front().post;
  (void)c;
  return call.house.store.write(call.work(post), [&](store::Unit& u) -> base::Result<AcceptedMany> {
    u.lock(lock_floor, {std::string(task_kind), id.value});
    const auto before = load(u, u.district(), id);
    if (!before) return std::unexpected(no_such_task());
    if (auto may = people::may(call.principal, "assigned_task.judge", scope(g, before->task)); !may) return std::unexpected(std::move(may).error());
    AcceptedMany out;
    for (const LineState& each : with_clocks(u, u.district(), lines_of(u, u.district(), id))) {
      if (each.line.stage != "filled") continue;
      const auto done = step(call.house, u, g, each, "accept", call.principal.person, {}, {});
      if (!done) return std::unexpected(done.error());
      ++out.accepted;
    }
    return out;
  });
}

}  // namespace assigned_tasks
