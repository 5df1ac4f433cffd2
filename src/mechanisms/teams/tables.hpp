// All SQL of the teams.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mechanisms/teams/model.hpp"
#include "store/list.hpp"
#include "store/session.hpp"

namespace teams {

void insert(store::Unit&, const TeamRow& r);
void insert(store::Unit&, const OfficerRow& r);
void insert(store::Unit&, const DayRow& r);
void insert(store::Unit&, const BreachRow& r);
void insert(store::Unit&, const OperationRow& r);
void insert(store::Unit&, const CalledRow& r);
void insert(store::Unit&, const FindingRow& r);
void insert(store::Unit&, const PenaltyRow& r);
void insert(store::Unit&, const MonthRow& r);
void insert(store::Unit&, const PointRow& r);
void insert(store::Unit&, const DelegationRow& r);
[[nodiscard]] std::vector<TeamRow> teams(store::Session&, base::DistrictId);
[[nodiscard]] std::optional<TeamRow> team(store::Session&, base::DistrictId, TeamId id);
[[nodiscard]] std::vector<OfficerRow> officers(store::Session&, base::DistrictId, TeamId id);
[[nodiscard]] std::optional<OfficerRow> officer(store::Session&, base::DistrictId, OfficerId id);
void update(store::Unit&, const OfficerRow& r);
[[nodiscard]] std::vector<DayRow> days(store::Session&, base::DistrictId, TeamId id, base::CivilDate from, base::CivilDate to);
[[nodiscard]] std::vector<BreachRow> breaches(store::Session&, base::DistrictId, TeamId id, base::CivilDate from, base::CivilDate to);
[[nodiscard]] std::vector<OperationRow> closed_operations(store::Session&, base::DistrictId, base::CivilDate from, base::CivilDate to);
[[nodiscard]] std::optional<OperationRow> operation(store::Session&, base::DistrictId, OperationId id);
[[nodiscard]] std::vector<OperationId> all_operations(store::Session&, base::DistrictId);
void update(store::Unit&, const OperationRow& r);
[[nodiscard]] std::vector<CalledRow> called(store::Session&, base::DistrictId, OperationId id);
[[nodiscard]] std::vector<CalledRow> called_teams(store::Session&, base::DistrictId, TeamId id, base::CivilDate from, base::CivilDate to);
void update(store::Unit&, const CalledRow& r);
[[nodiscard]] std::vector<FindingRow> findings(store::Session&, base::DistrictId, OperationId id);
[[nodiscard]] std::vector<PenaltyRow> penalties(store::Session&, base::DistrictId, OperationId id);
[[nodiscard]] std::vector<PenaltyRow> penalties_of(store::Session&, base::DistrictId, TeamId id, base::CivilDate from, base::CivilDate to);
[[nodiscard]] std::optional<PenaltyRow> penalty_of_file(store::Session&, base::DistrictId, const std::string& number);
void set_outcome(store::Unit&, RowId penalty, const std::string& outcome);
[[nodiscard]] std::optional<FindingRow> finding_of(store::Session&, base::DistrictId, base::MatterId);
void end_finding(store::Unit&, RowId, std::optional<base::Instant>);
[[nodiscard]] std::vector<DelegationRow> delegations(store::Session&, base::DistrictId);
void end_delegation(store::Unit&, RowId, base::CivilDate to);
void set_seen(store::Unit&, RowId month, base::Instant);
void erase_names(store::Unit&, base::Instant attended_before, base::CivilDate left_before);   // who came; certificates of who left
[[nodiscard]] std::vector<base::PostId> in_two_teams(store::Session&, base::DistrictId);       // posts that serve in two at once
[[nodiscard]] std::optional<MonthRow> month(store::Session&, base::DistrictId, TeamId id, base::CivilDate first);
[[nodiscard]] std::vector<MonthRow> months_of(store::Session&, base::DistrictId, TeamId id);      // frozen, oldest first
[[nodiscard]] std::vector<MonthRow> months(store::Session&, base::DistrictId, base::CivilDate first);
[[nodiscard]] std::optional<MonthRow> month_of_id(store::Session&, base::DistrictId, RowId id);
[[nodiscard]] std::vector<PointRow> points(store::Session&, base::DistrictId, base::CivilDate first, TeamId id);
[[nodiscard]] std::optional<PointRow> point(store::Session&, base::DistrictId, RowId id);
void update(store::Unit&, const PointRow& r);
[[nodiscard]] std::map<base::PostId, std::string> holders(store::Session&, base::DistrictId, base::CivilDate day);
[[nodiscard]] std::int64_t count_teams(store::Session&, base::DistrictId, std::string_view kind);
[[nodiscard]] const store::ListSpec& operation_list();
struct Counts { std::int64_t called{}, attended{}, findings{}, penalties{}; };
[[nodiscard]] std::map<OperationId, Counts> counts(store::Session&, base::DistrictId, const std::vector<OperationId>&);   // three statements

}  // namespace teams
