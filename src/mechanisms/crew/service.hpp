// Who stands where, and joint tasks: one unit each. Duties of a community are kept under its crew's lock, lines under their task's.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "definitions/book.hpp"
#include "mechanisms/crew/model.hpp"
#include "mechanisms/crew/rules.hpp"
#include "mechanisms/crew/tables.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/call.hpp"
#include "registry/exports.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"

namespace crew {

using registry::Call;

inline constexpr std::string_view read_action = "crew.read";
inline constexpr std::string_view read_task_action = "crew_task.read";   // joint tasks; whose screens hear of them
inline constexpr std::string_view keep_action = "crew.keep";
inline constexpr std::string_view call_action = "crew.call";
inline constexpr std::string_view answer_action = "crew.answer";
inline constexpr std::string_view export_action = "crew.export";
inline constexpr int lock_floor = 11;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  base::CivilDate today{};
  std::int64_t minute{};                    // of the wall clock, now
  definitions::Parsed<Rules> rules{};
};
[[nodiscard]] base::Result<Ground> ground(Call&, store::Session&);
[[nodiscard]] bool may(Call&, const Ground&, std::string_view action, base::AreaId, std::vector<base::OrgUnitId> = {});
[[nodiscard]] base::Result<const territory::Area*> community(const Ground&, base::AreaId);
[[nodiscard]] std::vector<OnDutyView> on_duty(const Ground&, const std::vector<DutyRow>&, const std::map<base::PostId, Held>&);

template <class T>
struct Page { std::vector<T> items{}; std::string next{}; std::int64_t total{}; };
[[nodiscard]] base::Result<std::vector<CrewLine>> crews(Call&);
[[nodiscard]] base::Result<CrewView> one_crew(Call&, std::int64_t community);
[[nodiscard]] base::Result<NowView> now_at(Call&, std::int64_t area);
[[nodiscard]] base::Result<Page<TaskLine>> tasks(Call&, const base::Params& query);
[[nodiscard]] base::Result<CountView> count_tasks(Call&, const base::Params& query);
[[nodiscard]] base::Result<TaskView> one_task(Call&, std::int64_t id);
[[nodiscard]] base::Result<std::vector<registry::SearchHit>> find_tasks(Call&, std::string_view words, int limit);
[[nodiscard]] const registry::ExportList& duties_export();
[[nodiscard]] const registry::ExportList& tasks_export();

[[nodiscard]] base::Result<DoneView> set_duty(Call&, std::int64_t community, const SetDuty&);
[[nodiscard]] base::Result<DoneView> end_duty(Call&, std::int64_t duty, const EndDuty&);
[[nodiscard]] base::Result<DoneView> substitute(Call&, std::int64_t duty, const Substitute&);
[[nodiscard]] base::Result<DoneView> call_crew(Call&, std::int64_t, const CallCrew&);
[[nodiscard]] base::Result<DoneView> arrive(Call&, std::int64_t line, const Arrive&);
[[nodiscard]] base::Result<DoneView> settle(Call&, std::int64_t line, const GiveResult&);
[[nodiscard]] base::Result<DoneView> hand_over(Call&, std::int64_t line, const HandOver&);
[[nodiscard]] base::Result<DoneView> report_finding(Call&, std::int64_t task, const ReportFinding&);   // answers the matter's id
[[nodiscard]] base::Result<DoneView> call_off(Call&, std::int64_t task, const CallOff&);
[[nodiscard]] base::Done finding_ended(registry::House&, store::Unit&, const store::NewEvent&);         // hooks of the matters that it opened
[[nodiscard]] base::Done finding_reopened(registry::House&, store::Unit&, const store::NewEvent&);

[[nodiscard]] inline std::vector<std::string> origin_kinds() { return {"matter", "whistle", "whistle_line", "joint_operation", "campaign_finding"}; }

// Inside a unit, for other rooms and the demo: laws asked, rights not.
[[nodiscard]] base::Result<DutyId> set_in(Call&, store::Unit&, const Ground&, base::AreaId community, const SetDuty&);
[[nodiscard]] base::Result<TaskId> call_in(Call&, store::Unit&, const Ground&, const CallCrew&, base::OrgUnitId caller);
[[nodiscard]] base::Done arrive_in(Call&, store::Unit&, const Ground&, LineRow, const Arrive&);
[[nodiscard]] base::Done settle_in(Call&, store::Unit&, const Ground&, LineRow, const GiveResult&);
[[nodiscard]] base::Result<base::Subject> open_call(Call&, store::Unit&, const base::Subject& origin, std::string_view command);  // opener "crew.call"
// The due of a community whose crew has gaps, made anew.
void put_gap_due(store::Unit&, const Ground&, const territory::Area&, const std::vector<DutyRow>&, const std::map<base::PostId, Held>&);
[[nodiscard]] base::Result<store::JobDone> look_at_gaps(registry::House&, store::JobRun&);

[[nodiscard]] std::string never_beyond_capacity(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string closed_with_its_lines(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string lines_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);

}  // namespace crew
