// The room's laws, asked by the simulation and by `redengine check`.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "mechanisms/assigned_tasks/service.hpp"
#include "store/journal.hpp"

namespace assigned_tasks {
namespace {

template <class State, class Id>
base::Result<State> fold_all(store::SubjectEvents& events, Id id, State state) {
  for (const store::Event& e : events.of(id.value)) {
    auto next = fold(std::move(state), e.kind, e.body, id, e.happened_at);
    if (!next) return std::unexpected(next.error());
    state = std::move(*next);
  }
  return state;
}

// The table keeps clocks by start and code, the fold as they came.
bool same(std::vector<workflow::Clock> a, std::vector<workflow::Clock> b) {
  const auto by_code = [](const workflow::Clock& x, const workflow::Clock& y) { return std::tie(x.code, x.number) < std::tie(y.code, y.number); };
  std::sort(a.begin(), a.end(), by_code);
  std::sort(b.begin(), b.end(), by_code);
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) { return workflow::same(x, y); });
}

std::string check_task(store::Session& s, base::DistrictId district, store::SubjectEvents& events, TaskId id) {
  TaskState empty;
  empty.task.district_id = district;
  const auto folded = fold_all(events, id, std::move(empty));
  const auto table = load(s, district, id);
  if (!folded || !table || described::to_json(table->task) != described::to_json(folded->task) || !same(table->clocks, folded->clocks))
    return fmt::format("assigned task {} is not what its events say", id.value);
  return {};
}
std::string check_line(store::Session& s, base::DistrictId district, store::SubjectEvents& events, LineId id) {
  LineState empty;
  empty.line.district_id = district;
  const auto folded = fold_all(events, id, std::move(empty));
  const auto table = load(s, district, id);
  if (!folded || !table || described::to_json(table->line) != described::to_json(folded->line) || !same(table->clocks, folded->clocks))
    return fmt::format("assigned line {} is not what its events say", id.value);
  return {};
}

}  // namespace

std::string check_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  store::SubjectEvents of_tasks(s, district, task_kind), of_lines(s, district, line_kind);
  if (subject.id != 0) {
    if (subject.kind == task_kind) return check_task(s, district, of_tasks, {subject.id});
    return subject.kind == line_kind ? check_line(s, district, of_lines, {subject.id}) : std::string{};
  }
  for (const TaskId id : all_tasks(s, district))
    if (std::string broken = check_task(s, district, of_tasks, id); !broken.empty()) return broken;
  for (const LineId id : all_lines(s, district))
    if (std::string broken = check_line(s, district, of_lines, id); !broken.empty()) return broken;
  return {};
}

// No line is lost: a task that was sent has exactly the lines of its admission; a closed one has none that waits.
std::string check_lines(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (subject.id != 0 && subject.kind != task_kind) return {};
  for (const TaskId id : subject.id != 0 ? std::vector<TaskId>{{subject.id}} : all_tasks(s, district)) {
    const auto state = load(s, district, id);
    if (!state) continue;
    const auto lines = lines_of(s, district, id);
    if (static_cast<std::int64_t>(lines.size()) != state->task.line_count) return fmt::format("assigned task {} has {} lines, {} were sent", id.value, lines.size(), state->task.line_count);
    if (state->task.stage == "sent") continue;
    for (const Line& l : lines)
      if (!l.ended_at) return fmt::format("assigned line {} waits though its task has ended", l.id.value);
  }
  return {};
}

// The hours that a community is told are the sum of its admitted lines, each with its task's estimate.
std::string check_hours(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (subject.id != 0) return {};
  std::map<std::pair<std::int64_t, base::OrgUnitId>, std::int64_t> sums;
  std::map<std::int64_t, bool> months;
  for (const TaskId id : all_tasks(s, district)) {
    const auto state = load(s, district, id);
    for (const Line& l : lines_of(s, district, id)) {
      if (l.minutes != state->task.minutes) return fmt::format("assigned line {} counts other minutes than its task", l.id.value);
      months[l.month] = true;
      if (l.stage != "called_off") sums[{l.month, l.org_unit_id}] += l.minutes;
    }
  }
  for (const auto& [month, yes] : months)
    for (const auto& [unit, minutes] : minutes_in(s, district, month))
      if (sums[{month, unit}] != minutes) return fmt::format("hours of unit {} in {} are not the sum of its lines", unit.value, month);
  return {};
}

}  // namespace assigned_tasks
