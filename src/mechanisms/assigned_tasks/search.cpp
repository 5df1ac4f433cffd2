// What the search box finds: tasks by words of their titles, or, of the newest that the reader may see, by the initials of their pinyin; a
// community finds its own line of them.
#include "formats/pinyin.hpp"
#include "mechanisms/assigned_tasks/room.hpp"
#include "mechanisms/assigned_tasks/service.hpp"

namespace assigned_tasks {
namespace {

constexpr const char* initials_among = "200";   // the newest in the reader's scope

}  // namespace

base::Result<std::vector<registry::SearchHit>> find_tasks(registry::Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  if (words.empty() || !people::has_action(call.principal, "assigned_task.read")) return out;
  const std::string most = std::to_string(std::clamp(limit, 1, 50));
  const std::string initials = formats::pinyin_typed(words);
  const auto fits = [&](const std::string& title) { return formats::pinyin_initials(title).find(initials) != std::string::npos; };
  const auto add_task = [&](const TaskRow& t) {
    out.push_back({{std::string(task_kind), t.id.value}, t.title, t.org_unit_name + " · " + t.stage_zh, "/assigned_tasks/" + std::to_string(t.id.value)});
  };
  const auto add_line = [&](const LineRow& l) {
    out.push_back({{std::string(line_kind), l.id.value}, l.title, l.org_unit_name + " · " + l.stage_zh, "/assigned_lines/" + std::to_string(l.id.value)});
  };
  TRY(found, tasks(call, {{"filter.q", std::string(words)}, {"limit", most}}));
  for (const TaskRow& t : found.items) add_task(t);
  if (!out.empty()) return out;
  TRY(mine, lines(call, {{"filter.q", std::string(words)}, {"sort", "-sent_at"}, {"limit", most}}));
  for (const LineRow& l : mine.items) add_line(l);
  if (!out.empty() || initials.size() < 2) return out;
  TRY(newest, tasks(call, {{"limit", initials_among}}));
  for (const TaskRow& t : newest.items)
    if (static_cast<int>(out.size()) < limit && fits(t.title)) add_task(t);
  if (!out.empty()) return out;
  TRY(newest_lines, lines(call, {{"sort", "-sent_at"}, {"limit", initials_among}}));
  for (const LineRow& l : newest_lines.items)
    if (static_cast<int>(out.size()) < limit && fits(l.title)) add_line(l);
  return out;
}

}  // namespace assigned_tasks
