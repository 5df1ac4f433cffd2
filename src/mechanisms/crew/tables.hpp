// All SQL of the crew.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mechanisms/crew/model.hpp"
#include "store/list.hpp"
#include "store/session.hpp"

namespace crew {

[[nodiscard]] std::vector<DutyRow> duties(store::Session&, base::DistrictId, base::AreaId community);    // 0: of all
[[nodiscard]] std::optional<DutyRow> duty(store::Session&, base::DistrictId, DutyId);
void insert_duty(store::Unit&, const DutyRow&);
void update_duty(store::Unit&, const DutyRow&);                                                          // its end and its substitute
struct Held { base::PersonId person{}; std::string name{}; };
[[nodiscard]] std::map<base::PostId, Held> holders(store::Session&, base::DistrictId, base::AreaId community, base::CivilDate day);  // of the crews' posts
[[nodiscard]] std::map<base::PostId, Held> line_holders(store::Session&, base::DistrictId, TaskId, base::CivilDate day);

[[nodiscard]] const store::ListSpec& task_list();
[[nodiscard]] std::optional<TaskRow> task(store::Session&, base::DistrictId, TaskId);
void insert_task(store::Unit&, const TaskRow&);
void close_task(store::Unit&, TaskId, base::Instant);
struct LineCount { std::int64_t all{}, arrived{}, settled{}, findings{}; base::Instant oldest_told{}; };  // oldest_told: of those who have not come; 0: all came
[[nodiscard]] std::map<TaskId, LineCount> line_counts(store::Session&, base::DistrictId, const std::vector<TaskId>&);
[[nodiscard]] std::map<base::AreaId, std::int64_t> open_tasks(store::Session&, base::DistrictId);        // by community
[[nodiscard]] std::vector<LineRow> lines(store::Session&, base::DistrictId, TaskId);                     // oldest first
[[nodiscard]] std::optional<LineRow> line(store::Session&, base::DistrictId, LineId);
void insert_line(store::Unit&, const LineRow&);
void update_line(store::Unit&, const LineRow&);
[[nodiscard]] std::vector<FindingRow> findings(store::Session&, base::DistrictId, TaskId);               // oldest first
[[nodiscard]] std::optional<FindingRow> finding_of(store::Session&, base::DistrictId, base::MatterId);
void insert_finding(store::Unit&, const FindingRow&);
void end_finding(store::Unit&, FindingId, std::optional<base::Instant>);
void erase_names(store::Unit&, base::Instant settled_before);                                            // who came of a guest
[[nodiscard]] std::vector<TaskId> all_tasks(store::Session&, base::DistrictId);
[[nodiscard]] std::int64_t count_communities(store::Session&, base::DistrictId);                         // with a duty

}  // namespace crew
