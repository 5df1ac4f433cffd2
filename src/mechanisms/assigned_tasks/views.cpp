// What the screens read: rows, one task, one line, the lists.
#include <algorithm>

#include "mechanisms/assigned_tasks/service.hpp"
#include "store/journal.hpp"

namespace assigned_tasks {
namespace {

void name_stage(const workflow::Machine& machine, const std::string& id, std::string& zh, std::string& en) {
  if (const workflow::Stage* stage = machine.stage(id)) zh = stage->zh, en = stage->en;
}

std::vector<HistoryItem> history_of(store::Session& s, base::DistrictId district, const base::Subject& subject) {
  const auto events = store::events_of(s, district, subject);
  std::vector<base::PersonId> persons;
  for (const store::Event& e : events) persons.push_back(e.actor.person);
  const auto names = people::person_names(s, district, persons);
  std::vector<HistoryItem> out;
  for (const store::Event& e : events) {
    HistoryItem item{.kind = e.kind, .at = e.happened_at};
    if (const auto it = names.find(e.actor.person); it != names.end()) item.who = it->second;
    if (e.kind.starts_with("assigned_task.")) {
      if (const auto moved = described::parse<TaskMoved>(e.body)) item.reason = moved->reason.empty() ? moved->over_reason : moved->reason;
    } else if (const auto moved = described::parse<LineMoved>(e.body)) {
      item.reason = moved->reason;
    }
    out.push_back(std::move(item));
  }
  return out;
}

Judgement judgement_of(const Ground& g, store::Session& s, const Task& t, const std::vector<Target>& targets, const TaskFacts& facts) {
  Judgement j{.targets = facts.targets, .limit_minutes = g.door->minutes_per_month, .notice_days = facts.notice_days,
              .notice_needed = notice_needed(*g.door, t.urgent), .rule_version = g.door->version};
  if (t.due_on.days != 0) j.month = month_words(month_of(t.due_on));
  for (const TargetLoad& each : over_limit(*g.door, facts.loads)) j.over.push_back({each.org_unit, g.units->name(each.org_unit), each.minutes_after});
  std::map<std::string, std::int64_t> known;
  const auto fields = fields_of(t.fields);
  if (t.stage == "asked" || t.stage == "draft") {
    std::vector<base::OrgUnitId> units;
    for (const Target& each : targets) units.push_back(each.unit->id);
    std::sort(units.begin(), units.end());
    for (const KnownFact& k : known_since(s, t.district_id, g.today() + -365)) {
      const FactRule* rule = g.facts->find(k.code);
      if (!rule || k.said_on + static_cast<std::int32_t>(rule->valid_days) < g.today()) continue;
      if (std::binary_search(units.begin(), units.end(), k.org_unit_id)) known[k.code + "\n" + std::to_string(k.org_unit_id.value)] = 1;
    }
  }
  for (const FormField& f : fields) {
    const FactRule* rule = f.fact.empty() ? nullptr : g.facts->find(f.fact);
    if (!rule) continue;
    KnownField k{.code = f.code, .label = f.label};
    if (!rule->known_from.empty()) k.known = facts.targets;
    else k.known = std::count_if(known.begin(), known.end(), [&](const auto& e) { return e.first.starts_with(f.fact + "\n"); });
    j.known.push_back(std::move(k));
  }
  return j;
}

template <class T>
base::Result<store::ListPage<T>> page_of(registry::Call& call, store::Session& s, const Ground& g, const store::ListSpec& spec, const base::Params& params, bool with_now) {
  TRY(query, store::parse_list(spec, params, {.time_zone = call.time_zone, .level = levels(g)}));
  store::ListReach reach = reach_of(people::reach(call.principal, "assigned_task.read"));
  if (spec.area_columns.empty()) reach.areas.clear();   // a task stands in no area: who reads by area reads its lines
  if (with_now) return store::list_page<T>(s, spec, query, reach, call.district(), call.moment.now);
  return store::list_page<T>(s, spec, query, reach, call.district());
}

}  // namespace

TaskRow row_of(const Ground& g, const Task& t, const std::map<TaskId, Progress>& progress, base::Instant now) {
  TaskRow r{.id = t.id, .version = t.version, .title = t.title, .stage = t.stage, .org_unit_id = t.org_unit_id, .org_unit_name = g.units->name(t.org_unit_id)};
  name_stage(*g.task_machine, t.stage, r.stage_zh, r.stage_en);
  if (t.due_on.days != 0) r.due_on = t.due_on;
  r.due_state = t.due_on.days != 0 && t.stage == "sent" ? due_state(due_instant(g, t.due_on), now) : "none";
  r.urgent = t.urgent;
  r.minutes = t.minutes;
  r.lines = t.line_count;
  if (const auto it = progress.find(t.id); it != progress.end()) {
    r.filled = it->second.filled;
    r.accepted = it->second.accepted;
    r.returned = it->second.returned;
    r.late = it->second.late;
  }
  r.drafted_at = t.drafted_at;
  r.asked_at = t.asked_at;
  r.sent_at = t.sent_at;
  return r;
}

LineRow row_of(const Ground& g, const Line& l, base::Instant now) {
  LineRow r{.id = l.id, .version = l.version, .task_id = l.task_id, .title = l.title, .stage = l.stage, .department_id = l.department_id, .org_unit_id = l.org_unit_id};
  name_stage(*g.line_machine, l.stage, r.stage_zh, r.stage_en);
  r.department_name = g.units->name(l.department_id);
  r.org_unit_name = g.units->name(l.org_unit_id);
  r.community_id = l.community_id;
  if (const territory::Area* area = g.tree->find(l.community_id)) r.community_name = area->name;
  if (const territory::Area* area = g.tree->find(l.subdistrict_id)) r.subdistrict_name = area->name;
  r.due_at = l.due_at;
  r.due_state = l.stage == "open" || l.stage == "returned" ? due_state(l.due_at, now) : "none";
  r.filled_at = l.filled_at;
  r.on_time = l.on_time;
  r.minutes = l.minutes;
  r.spent_minutes = l.spent_minutes;
  r.month = month_words(l.month);
  r.reason = l.reason;
  return r;
}

base::Result<TaskView> view_of(registry::Call& call, store::Session& s, const Ground& g, const TaskState& state) {
  const Task& t = state.task;
  const auto targets = targets_of(g, t);
  const TaskFacts facts = facts_of(g, s, t, targets, {});
  TaskView v{.row = row_of(g, t, progress_of(s, t.district_id, {t.id}, call.moment.now), call.moment.now), .purpose = t.purpose, .basis = t.basis,
             .urgent_reason = t.urgent_reason, .unit_kinds = split(t.unit_kinds)};
  for (const std::string& each : split(t.areas)) {
    const base::AreaId id{std::stoll(each)};
    const territory::Area* area = g.tree->find(id);
    v.areas.push_back({id, area ? area->name : each});
  }
  v.form_version = t.form_version;
  v.fields = fields_of(t.fields);
  v.reason = t.reason;
  v.over_reason = t.over_reason;
  v.may_edit = t.stage == g.task_machine->first && people::may(call.principal, "assigned_task.draft", scope(g, t)).has_value();
  v.moves = moves_of(*g.task_machine, position_of(t), [&](std::string_view each) { return guard(each, t, facts, *g.door); },
                    [&](const workflow::Move& m) { return people::may(call.principal, m.action, scope(g, t)).has_value(); });
  v.judgement = judgement_of(g, s, t, targets, facts);
  v.history = history_of(s, t.district_id, subject_of(t));
  return v;
}

base::Result<LineView> view_of(registry::Call& call, store::Session& s, const Ground& g, const LineState& state) {
  const Line& l = state.line;
  LineView v{.row = row_of(g, l, call.moment.now)};
  if (const auto task = load(s, l.district_id, l.task_id)) {
    v.purpose = task->task.purpose;
    v.basis = task->task.basis;
    v.urgent = task->task.urgent;
  }
  v.fields = fields_of(form(s, l.district_id, l.task_id, l.form_version).value_or("[]"));
  v.answers = answers_of(l.answers);
  if (l.stage == "open" || l.stage == "returned") v.prefill = prefill_of(g, s, l, v.fields);
  v.moves = moves_of(*g.line_machine, position_of(l), [](std::string_view) { return std::nullopt; }, [&](const workflow::Move& m) {
    return m.id != "give_up" && m.id != "call_off" && people::may(call.principal, m.action, scope(g, l)).has_value();
  });
  v.month_minutes = minutes_of(s, l.district_id, l.org_unit_id, l.month);
  v.limit_minutes = g.door->minutes_per_month;
  v.history = history_of(s, l.district_id, subject_of(l));
  return v;
}

base::Result<TaskView> view(registry::Call& call, TaskId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TaskView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto state = load(s, call.district(), id);
    if (!state) return base::fail(base::ErrorCode::not_found, "assigned_tasks.no_such_task");
    if (auto post = people::may(call.principal, "assigned_task.read", scope(g, state->task)); !post) return std::unexpected(std::move(post).error());
    return view_of(call, s, g, *state);
  });
}

base::Result<LineView> view(registry::Call& call, LineId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<LineView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto state = load(s, call.district(), id);
    if (!state) return base::fail(base::ErrorCode::not_found, "assigned_tasks.no_such_line");
    if (auto post = people::may(call.principal, "assigned_task.read", scope(g, state->line)); !post) return std::unexpected(std::move(post).error());
    return view_of(call, s, g, *state);
  });
}

base::Result<Page<TaskRow>> tasks(registry::Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<TaskRow>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(rows, page_of<Task>(call, s, g, task_list(), params, false));
    std::vector<TaskId> ids;
    for (const Task& each : rows.items) ids.push_back(each.id);
    const auto progress = progress_of(s, call.district(), ids, call.moment.now);
    Page<TaskRow> out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const Task& each : rows.items) out.items.push_back(row_of(g, each, progress, call.moment.now));
    return out;
  });
}

base::Result<Page<LineRow>> lines(registry::Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<LineRow>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(rows, page_of<Line>(call, s, g, line_list(), params, true));
    Page<LineRow> out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const Line& each : rows.items) out.items.push_back(row_of(g, each, call.moment.now));
    return out;
  });
}

base::Result<TaskCount> count_tasks(registry::Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TaskCount> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(task_list(), params, {.time_zone = call.time_zone, .level = levels(g)}));
    store::ListReach reach = reach_of(people::reach(call.principal, "assigned_task.read"));
    reach.areas.clear();
    return TaskCount{store::list_count(s, task_list(), query, reach, call.district())};
  });
}

base::Result<TaskCount> count_lines(registry::Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TaskCount> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(line_list(), params, {.time_zone = call.time_zone, .level = levels(g)}));
    return TaskCount{store::list_count(s, line_list(), query, reach_of(people::reach(call.principal, "assigned_task.read")), call.district(), call.moment.now)};
  });
}

base::Result<Dictionary> dictionary(registry::Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Dictionary> {
    TRY(g, ground(call.house, s, call.moment));
    Dictionary out;
    for (const FactRule& f : g.facts->facts) out.facts.push_back({f.code, f.zh, f.en, f.kind, f.unit, f.known_from, f.valid_days, f.choices});
    for (const Filler& f : g.door->fillers) out.fillers.push_back({f.unit_kind, f.zh, f.en, static_cast<std::int64_t>(g.units->of_kind(f.unit_kind).size())});
    for (const people::OrgUnit* each : g.units->of_kind("department")) out.departments.push_back({each->id, each->name});
    out.minutes_per_month = g.door->minutes_per_month;
    out.minutes_per_filling_max = g.door->minutes_per_filling_max;
    out.notice_working_days = g.door->notice_working_days;
    out.urgent_notice_working_days = g.door->urgent_notice_working_days;
    out.fields_max = g.door->fields_max;
    out.rule_version = g.door->version;
    return out;
  });
}

}  // namespace assigned_tasks
