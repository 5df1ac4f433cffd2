// All SQL of tasks handed down.
#pragma once
#include <optional>
#include <vector>

#include "mechanisms/assigned_tasks/rules.hpp"
#include "people/access.hpp"
#include "store/list.hpp"

namespace assigned_tasks {

void insert(store::Unit&, const TaskState&);
void update(store::Unit&, const TaskState& before, const TaskState& after);
[[nodiscard]] std::optional<TaskState> load(store::Session&, base::DistrictId, TaskId);
void keep_form(store::Unit&, TaskId, std::int64_t form_version, std::string_view fields);
[[nodiscard]] std::optional<std::string> form(store::Session&, base::DistrictId, TaskId, std::int64_t form_version);

void insert(store::Unit&, const LineState&);
void update(store::Unit&, const LineState& before, const LineState& after);
[[nodiscard]] std::optional<LineState> load(store::Session&, base::DistrictId, LineId);
[[nodiscard]] std::vector<Line> lines_of(store::Session&, base::DistrictId, TaskId);
struct Progress { std::int64_t filled{}, accepted{}, returned{}, owing{}, late{}; };
[[nodiscard]] std::map<TaskId, Progress> progress_of(store::Session&, base::DistrictId, const std::vector<TaskId>&, base::Instant now);

[[nodiscard]] std::vector<TaskId> all_tasks(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<LineId> all_lines(store::Session&, base::DistrictId);

// Minutes asked of each unit in a month; called-off lines do not count.
[[nodiscard]] std::map<base::OrgUnitId, std::int64_t> minutes_in(store::Session&, base::DistrictId, std::int64_t month);
[[nodiscard]] std::int64_t minutes_of(store::Session&, base::DistrictId, base::OrgUnitId, std::int64_t month);
struct UnitMonth { base::OrgUnitId unit{}; base::AreaId community{}, subdistrict{}; std::int64_t month{}, lines{}, minutes{}, spent{}; };
[[nodiscard]] std::vector<UnitMonth> months_by_unit(store::Session&, base::DistrictId, std::int64_t month);
struct DepartmentMonth { base::OrgUnitId unit{}; std::int64_t month{}, tasks{}, lines{}, minutes{}, spent{}; };
[[nodiscard]] std::vector<DepartmentMonth> months_by_department(store::Session&, base::DistrictId, std::int64_t month);

void put_known(store::Unit&, const KnownFact&);
[[nodiscard]] std::vector<KnownFact> known_of_line(store::Session&, base::DistrictId, LineId);
void forget_known(store::Unit&, LineId);                               // not live any more
struct KnownRow { KnownFact fact{}; std::string title{}; };            // … said in the line of this title
[[nodiscard]] std::vector<KnownRow> known_of_unit(store::Session&, base::DistrictId, base::OrgUnitId);       // live, newest first
struct KnownCount { std::string code{}; std::int64_t units{}; };
[[nodiscard]] std::vector<KnownFact> known_since(store::Session&, base::DistrictId, base::CivilDate since);  // live

void insert(store::Unit&, const Outside&);
[[nodiscard]] std::map<base::OrgUnitId, std::int64_t> outside_in(store::Session&, base::DistrictId, base::CivilDate from, base::CivilDate to);

[[nodiscard]] const store::ListSpec& task_list();
[[nodiscard]] const store::ListSpec& line_list();
[[nodiscard]] const store::ListSpec& outside_list();
[[nodiscard]] store::ListReach reach_of(const people::Reach&);

}  // namespace assigned_tasks
