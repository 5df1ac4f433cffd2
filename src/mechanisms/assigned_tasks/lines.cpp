// One community's line: filled, returned, accepted; what it said once feeds later forms. Every act locks the line's task, so that
// filling and closing never cross.
#include <algorithm>

#include "mechanisms/assigned_tasks/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/files/depot.hpp"
#include "records/files/serve.hpp"
#include "store/idempotency.hpp"

namespace assigned_tasks {
namespace {

base::Error no_such_line() { return {.code = base::ErrorCode::not_found, .reason = "assigned_tasks.no_such_line"}; }

void put_dues(store::Unit& unit, const Ground& g, const LineState& s) {
  const Line& l = s.line;
  dues::remove(unit, subject_of(l));
  const workflow::Stage* stage = g.line_machine->stage(l.stage);
  if (!stage) return;
  for (const workflow::DueRule& rule : stage->dues) {
    if (rule.unit != "community") continue;  // "task": the task's own due stands for all of its lines
    dues::Due due{.subject = subject_of(l), .kind = "assigned_line." + l.stage, .bucket = rule.bucket, .org_unit = l.org_unit_id,
                  .post_kind = rule.post_kind.empty() ? l.post_kind : rule.post_kind};
    due.area = l.community_id;
    due.title = l.title;
    due.context = g.units->name(l.department_id);
    due.since = unit.now();
    if (const workflow::Clock* clock = workflow::live_clock(s.clocks, stage->clock)) due.due_at = clock->due_at;
    dues::put(unit, due);
  }
}

// What was filled in becomes facts: a number, a day, a yes in records/facts, and each for the next form.
void say_facts(store::Unit& unit, const Ground& g, const Line& l, const std::vector<FormField>& fields, base::EventId event) {
  const territory::Area* area = g.tree->find(l.community_id);
  for (const Answer& a : answers_of(l.answers)) {
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const FormField& f) { return f.code == a.code; });
    if (field == fields.end() || field->fact.empty() || a.value.empty()) continue;
    KnownFact k{.org_unit_id = l.org_unit_id, .code = field->fact, .line_id = l.id, .value = a.value, .said_on = g.today(), .said_at = unit.now(), .live = true};
    if (const auto amount = amount_of(field->kind, a.value))
      k.fact_id = facts::add(unit, {.kind = std::string(fact_kind) + "." + field->fact, .subject = {"org_unit", l.org_unit_id.value}, .amount = *amount,
                                    .org_unit = l.org_unit_id, .area = l.community_id, .area_version = area ? area->version.value : 0,
                                    .occurred_on = g.today(), .event = event, .evidence = subject_of(l)}).value;
    put_known(unit, k);
  }
}

base::Done take_back_facts(store::Unit& unit, const Line& l, base::EventId event) {
  for (const KnownFact& k : known_of_line(unit, unit.district(), l.id)) {
    if (!k.live || k.fact_id == 0) continue;
    TRY(gone, facts::retract(unit, {k.fact_id}, event));
    (void)gone;
  }
  forget_known(unit, l.id);
  return {};
}

template <class F>
base::Result<LineView> acting(registry::Call& call, std::string_view what, LineId id, F act) {
  TRY(g, call.house.store.read([&](store::Session& s) { return ground(call.house, s, call.moment); }));
  const base::PostId post = call.principal.posts.empty() ? base::PostId{} : call.principal.posts.front().post;
  const std::string body = std::to_string(id.value) + "/" + std::string(what) + "\n" + call.raw_body;
  TRY(json, call.house.store.write(call.work(post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      const auto found = load(u, u.district(), id);
      if (!found) return std::unexpected(no_such_line());
      u.lock(lock_floor, {std::string(task_kind), found->line.task_id.value});
      const auto before = load(u, u.district(), id);
      TRY(after, act(u, g, *before));
      TRY(view, view_of(call, u, g, after));
      return described::to_json(view);
    });
  }));
  return described::parse<LineView>(json);
}

base::Done may_do(registry::Call& call, const Ground& g, std::string_view action, const Line& l) {
  if (auto post = people::may(call.principal, action, scope(g, l)); !post) return std::unexpected(std::move(post).error());
  return {};
}

}  // namespace

base::Result<LineState> put(registry::House& house, store::Unit& unit, const Ground& g, const std::optional<LineState>& before, LineId id, std::string kind,
                            std::string body) {
  LineState start = before.value_or(LineState{});
  start.line.district_id = unit.district();
  TRY(after, fold(std::move(start), kind, body, id, unit.now()));
  if (before) update(unit, *before, after);
  else insert(unit, after);
  const Line& l = after.line;
  const bool filled = kind == "assigned_line.filled";
  TRY(event, registry::record(house, unit, {.kind = std::move(kind), .subject = subject_of(l), .body = std::move(body),
                                            .definition = "assigned_line@" + std::to_string(g.line_machine->version), .area = l.community_id, .org_unit = l.department_id}));
  if (before && before->line.stage == "filled" && (l.stage == "returned" || l.stage == "called_off")) TRY_DO(take_back_facts(unit, l, event));
  if (filled) {
    const auto text = form(unit, unit.district(), l.task_id, l.form_version);
    say_facts(unit, g, l, fields_of(text.value_or("[]")), event);
  }
  put_dues(unit, g, after);
  return after;
}

base::Result<LineState> step(registry::House& house, store::Unit& unit, const Ground& g, const LineState& before, std::string_view name, base::PersonId person,
                             std::optional<std::int64_t> if_version, LineMoved body) {
  workflow::Attempt attempt{std::string(name), person, unit.now(), if_version, {}};
  if (!body.reason.empty()) attempt.given.emplace_back("reason");
  TRY(decision, workflow::decide(*g.line_machine, position_of(before.line), attempt, [](std::string_view) { return std::nullopt; }));
  body.move = decision.move->id;
  body.from = decision.from;
  body.to = decision.to;
  for (const std::string& clock : decision.move->clocks_start) body.clocks.push_back(workflow::start_clock(clock, *g.limits, "", "", unit.now(), g.time()));
  for (const std::string& clock : decision.move->clocks_meet)
    if (workflow::live_clock(before.clocks, clock)) body.clocks.push_back({.code = clock, .change = workflow::ChangeKind::meet});
  for (const std::string& clock : decision.move->clocks_stop)
    if (workflow::live_clock(before.clocks, clock)) body.clocks.push_back({.code = clock, .change = workflow::ChangeKind::stop});
  return put(house, unit, g, before, before.line.id, "assigned_line." + decision.move->event, described::to_json(body));
}

std::vector<LineState> with_clocks(store::Session& s, base::DistrictId district, std::vector<Line> lines) {
  std::vector<LineState> out;
  for (Line& l : lines) {
    auto clocks = workflow::clocks_of(s, district, subject_of(l));
    out.push_back({std::move(l), std::move(clocks)});
  }
  return out;
}

base::Result<LineView> fill(registry::Call& call, LineId id, const FillLine& c) {
  return acting(call, "fill", id, [&](store::Unit& u, const Ground& g, const LineState& before) -> base::Result<LineState> {
    TRY_DO(may_do(call, g, "assigned_task.fill", before.line));
    const auto fields = fields_of(form(u, u.district(), before.line.task_id, before.line.form_version).value_or("[]"));
    base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = check_answers(fields, c.answers)};
    if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
    for (const base::FileId file : photos_of(fields, c.answers)) TRY_DO(call.house.files.link(u, file, subject_of(before.line), "form"));
    return step(call.house, u, g, before, "fill", call.principal.person, c.if_version, {.answers = c.answers, .spent_minutes = c.spent_minutes});
  });
}

base::Result<LineView> judge(registry::Call& call, LineId id, std::string_view name, const MoveTask& c) {
  return acting(call, name, id, [&](store::Unit& u, const Ground& g, const LineState& before) -> base::Result<LineState> {
    TRY_DO(may_do(call, g, "assigned_task.judge", before.line));
    return step(call.house, u, g, before, name, call.principal.person, c.if_version, {.reason = c.reason});
  });
}

base::Result<LineView> note_spent(registry::Call& call, LineId id, const NoteSpent& c) {
  return acting(call, "spent", id, [&](store::Unit& u, const Ground& g, const LineState& before) -> base::Result<LineState> {
    TRY_DO(may_do(call, g, "assigned_task.fill", before.line));
    return put(call.house, u, g, before, id, "assigned_line.spent", described::to_json(SpentNoted{c.spent_minutes}));
  });
}

base::Result<http::Response> photo(registry::Call& call, LineId id, base::FileId file, bool small, const http::Request& request) {
  return call.house.store.read([&](store::Session& s) -> base::Result<http::Response> {
    TRY(g, ground(call.house, s, call.moment));
    const auto found = load(s, call.district(), id);
    if (!found) return std::unexpected(no_such_line());
    TRY_DO(may_do(call, g, "assigned_task.read", found->line));
    return files::serve(call.house.files, s, call.district(), subject_of(found->line), file, small, request);
  });
}

}  // namespace assigned_tasks
