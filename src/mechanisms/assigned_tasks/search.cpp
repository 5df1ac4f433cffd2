// What the search box finds: tasks by words of their titles; a community finds its own line of them.
#include "mechanisms/assigned_tasks/room.hpp"
#include "mechanisms/assigned_tasks/service.hpp"

namespace assigned_tasks {

base::Result<std::vector<registry::SearchHit>> find_tasks(registry::Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  if (words.empty() || !people::has_action(call.principal, "assigned_task.read")) return out;
  const std::string most = std::to_string(std::clamp(limit, 1, 50));
  TRY(found, tasks(call, {{"filter.q", std::string(words)}, {"limit", most}}));
  for (const TaskRow& t : found.items)
    out.push_back({{std::string(task_kind), t.id.value}, t.title, t.org_unit_name + " · " + t.stage_zh, "/assigned_tasks/" + std::to_string(t.id.value)});
  if (!out.empty()) return out;
  TRY(mine, lines(call, {{"filter.q", std::string(words)}, {"sort", "-sent_at"}, {"limit", most}}));
  for (const LineRow& l : mine.items)
    out.push_back({{std::string(line_kind), l.id.value}, l.title, l.org_unit_name + " · " + l.stage_zh, "/assigned_lines/" + std::to_string(l.id.value)});
  return out;
}

}  // namespace assigned_tasks
