// The room's services: lock → load → authorise → decide → save, in one unit each.
#pragma once
#include "base/result.hpp"
#include "formats/sheet.hpp"
#include "http/http.hpp"
#include "registry/exports.hpp"
#include "mechanisms/assigned_tasks/ground.hpp"

namespace assigned_tasks {

template <class T>
struct Page {
  std::vector<T> items{};
  std::string next{};
  std::int64_t total_at_least{};
};

// tasks
[[nodiscard]] base::Result<TaskView> draft(registry::Call&, const SaveTask&);
[[nodiscard]] base::Result<TaskView> save(registry::Call&, TaskId, const SaveTask&);
[[nodiscard]] base::Result<TaskView> move(registry::Call&, TaskId, std::string_view move, const MoveTask&);
[[nodiscard]] base::Result<AcceptedMany> accept_filled(registry::Call&, TaskId, const MoveTask&);
[[nodiscard]] base::Result<TaskView> view(registry::Call&, TaskId);
[[nodiscard]] base::Result<Page<TaskRow>> tasks(registry::Call&, const base::Params&);
[[nodiscard]] base::Result<TaskCount> count_tasks(registry::Call&, const base::Params&);
[[nodiscard]] base::Result<Dictionary> dictionary(registry::Call&);

// lines
[[nodiscard]] base::Result<LineView> fill(registry::Call&, LineId, const FillLine&);
[[nodiscard]] base::Result<LineView> judge(registry::Call&, LineId, std::string_view move, const MoveTask&);   // accept, return
[[nodiscard]] base::Result<LineView> note_spent(registry::Call&, LineId, const NoteSpent&);
[[nodiscard]] base::Result<LineView> view(registry::Call&, LineId);
[[nodiscard]] base::Result<Page<LineRow>> lines(registry::Call&, const base::Params&);
[[nodiscard]] base::Result<TaskCount> count_lines(registry::Call&, const base::Params&);
[[nodiscard]] base::Result<http::Response> photo(registry::Call&, LineId, base::FileId, bool small, const http::Request&);

// hours and what came outside the door
[[nodiscard]] base::Result<std::vector<HoursRow>> hours(registry::Call&, std::string_view month);
[[nodiscard]] base::Result<std::vector<DepartmentHours>> department_hours(registry::Call&, std::string_view month);
[[nodiscard]] base::Result<OutsideRow> enter_outside(registry::Call&, const EnterOutside&);
[[nodiscard]] base::Result<Page<OutsideRow>> outside(registry::Call&, const base::Params&);

[[nodiscard]] const registry::ExportList& tasks_export();
[[nodiscard]] const registry::ExportList& lines_export();
[[nodiscard]] const registry::ExportList& outside_export();
// A short sheet at once; `what` is answers (filter.task), hours, departments (month).
[[nodiscard]] base::Result<std::string> export_sheet(registry::Call&, std::string_view what, formats::SheetFormat, base::Params query);

[[nodiscard]] std::string check_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_hours(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_lines(registry::House&, store::Session&, base::DistrictId, const base::Subject&);

// Shared inside the room.
[[nodiscard]] base::Result<TaskState> put(registry::House&, store::Unit&, const Ground&, const std::optional<TaskState>& before, TaskId, std::string kind, std::string body);
[[nodiscard]] base::Result<LineState> put(registry::House&, store::Unit&, const Ground&, const std::optional<LineState>& before, LineId, std::string kind, std::string body);
// A move of a line that a person or the closing of its task makes; `clocks` beside those of the machine.
[[nodiscard]] base::Result<LineState> step(registry::House&, store::Unit&, const Ground&, const LineState& before, std::string_view move, base::PersonId,
                                           std::optional<std::int64_t> if_version, LineMoved body);
[[nodiscard]] std::vector<LineState> with_clocks(store::Session&, base::DistrictId, std::vector<Line>);
[[nodiscard]] TaskRow row_of(const Ground&, const Task&, const std::map<TaskId, Progress>&, base::Instant now);
[[nodiscard]] LineRow row_of(const Ground&, const Line&, base::Instant now);
[[nodiscard]] OutsideRow row_of(const Ground&, const Outside&);
[[nodiscard]] base::Result<TaskView> view_of(registry::Call&, store::Session&, const Ground&, const TaskState&);
[[nodiscard]] base::Result<LineView> view_of(registry::Call&, store::Session&, const Ground&, const LineState&);

}  // namespace assigned_tasks
