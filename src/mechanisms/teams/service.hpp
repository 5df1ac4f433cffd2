// Teams, their days, joint operations and marks: one unit each, under the lock of the team or operation.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "definitions/book.hpp"
#include "mechanisms/teams/model.hpp"
#include "mechanisms/teams/rules.hpp"
#include "mechanisms/teams/tables.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/call.hpp"
#include "registry/exports.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"

namespace teams {

using registry::Call;

inline constexpr std::string_view read_action = "team.read";
inline constexpr std::string_view read_operation_action = "joint_operation.read";   // whose screens hear of them
inline constexpr std::string_view keep_action = "team.keep";          // teams, officers, days, breaches, freezing
inline constexpr std::string_view operate_action = "team.operate";    // joint operations
inline constexpr std::string_view approve_action = "team.approve";
inline constexpr std::string_view delegate_action = "team.delegate";  // powers given to subdistricts
inline constexpr std::string_view object_action = "team.object";
inline constexpr std::string_view rule_action = "team.rule";
inline constexpr std::string_view export_action = "team.export";
inline constexpr int lock_floor = 11;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  base::CivilDate today{};
  definitions::Parsed<Rules> rules{};
  std::optional<base::Zone> zone{};                   // of the district: a day ends by its clock
};
[[nodiscard]] base::Result<Ground> ground(Call&, store::Session&);
[[nodiscard]] base::Result<base::PostId> allowed(Call&, const Ground&, std::string_view action, base::AreaId, base::OrgUnitId = {});
[[nodiscard]] Records records(store::Session&, base::DistrictId, TeamId, const Month&);      // 0: of all teams
[[nodiscard]] base::OrgUnitId office_of(const Ground&, const TeamRow&);

template <class T>
struct Page { std::vector<T> items{}; std::string next{}; std::int64_t total{}; };
[[nodiscard]] base::Result<std::vector<TeamLine>> team_list(Call&);
[[nodiscard]] base::Result<TeamView> one_team(Call&, std::int64_t id);
[[nodiscard]] base::Result<std::vector<PowerView>> powers(Call&);
[[nodiscard]] base::Result<DaySheet> day_sheet(Call&, std::int64_t id, const base::Params& query);
[[nodiscard]] base::Result<std::vector<MarksLine>> marks_list(Call&, const base::Params& query);
[[nodiscard]] base::Result<MarksView> marks_of(Call&, std::int64_t team, const base::Params& query);
[[nodiscard]] base::Result<Page<OperationLine>> operation_page(Call&, const base::Params& query);
[[nodiscard]] base::Result<OperationView> one_operation(Call&, std::int64_t id);
[[nodiscard]] const registry::ExportList& teams_export();
[[nodiscard]] const registry::ExportList& operations_export();
[[nodiscard]] std::vector<registry::PaperKind> papers();

[[nodiscard]] base::Result<DoneView> see_month(Call&, std::int64_t month, const SeeMonth&);
[[nodiscard]] base::Result<DoneView> give_power(Call&, std::int64_t, const GivePower&);
[[nodiscard]] base::Result<DoneView> end_power(Call&, std::int64_t delegation, const EndPower&);
[[nodiscard]] base::Result<DoneView> found(Call&, std::int64_t, const FoundTeam&);
[[nodiscard]] base::Result<DoneView> add_officer(Call&, std::int64_t team, const AddOfficer&);
[[nodiscard]] base::Result<DoneView> renew(Call&, std::int64_t officer, const RenewCertificate&);
[[nodiscard]] base::Result<DoneView> leave(Call&, std::int64_t officer, const LeaveTeam&);
[[nodiscard]] base::Result<DoneView> fill_day(Call&, std::int64_t team, const FillDay&);
[[nodiscard]] base::Result<DoneView> note_breach(Call&, std::int64_t team, const NoteBreach&);
[[nodiscard]] base::Result<DoneView> freeze(Call&, std::int64_t team, const FreezeMonth&);
[[nodiscard]] base::Result<DoneView> object(Call&, std::int64_t point, const ObjectPoint&);
[[nodiscard]] base::Result<DoneView> rule(Call&, std::int64_t point, const RulePoint&);
[[nodiscard]] base::Result<DoneView> plan(Call&, std::int64_t, const PlanOperation&);
[[nodiscard]] base::Result<DoneView> approve(Call&, std::int64_t operation, const Decide&);
[[nodiscard]] base::Result<DoneView> cancel(Call&, std::int64_t operation, const Decide&);
[[nodiscard]] base::Result<DoneView> attend(Call&, std::int64_t operation, const Attend&);
[[nodiscard]] base::Result<DoneView> find(Call&, std::int64_t operation, const Find&);
[[nodiscard]] base::Result<DoneView> note_penalty(Call&, std::int64_t operation, const NotePenalty&);
[[nodiscard]] base::Result<DoneView> close(Call&, std::int64_t operation, const CloseOperation&);
[[nodiscard]] base::Result<base::Subject> open_operation(Call&, store::Unit&, const base::Subject& origin, std::string_view command);  // opener "teams.operate"

// Inside a unit, for the demo too: laws asked, rights not.
[[nodiscard]] base::Result<TeamId> found_in(Call&, store::Unit&, const Ground&, const FoundTeam&, base::CivilDate from);
[[nodiscard]] base::Result<OfficerId> add_in(Call&, store::Unit&, const Ground&, const TeamRow&, const AddOfficer&, base::CivilDate from);
[[nodiscard]] base::Done fill_in(Call&, store::Unit&, const Ground&, const TeamRow&, const FillDay&);
[[nodiscard]] base::Result<OperationId> plan_in(Call&, store::Unit&, const Ground&, const PlanOperation&, base::OrgUnitId office, const base::Subject& origin);
[[nodiscard]] base::Done decide_in(Call&, store::Unit&, const Ground&, const OperationRow&, OperationState, const std::string& words);
[[nodiscard]] base::Done attend_in(Call&, store::Unit&, const Ground&, const OperationRow&, const Attend&);
[[nodiscard]] base::Done penalty_in(Call&, store::Unit&, const Ground&, const OperationRow&, const NotePenalty&);
[[nodiscard]] base::Result<RowId> freeze_in(Call&, store::Unit&, const Ground&, const TeamRow&, const Month&);
void put_certificate_due(store::Unit&, const Ground&, const TeamRow&, const OfficerRow&);
[[nodiscard]] base::Result<store::JobDone> look_at_certificates(registry::House&, store::JobRun&);

[[nodiscard]] base::Done finding_ended(registry::House&, store::Unit&, const store::NewEvent&);      // hooks of the matters that it opened
[[nodiscard]] base::Done finding_reopened(registry::House&, store::Unit&, const store::NewEvent&);
[[nodiscard]] std::vector<std::string> origin_kinds();
[[nodiscard]] bool is_origin(std::string_view kind);
[[nodiscard]] base::Result<std::vector<registry::SearchHit>> find_operations(Call&, std::string_view words, int limit);
[[nodiscard]] base::Result<RowId> give_in(Call&, store::Unit&, const Ground&, const GivePower&);

[[nodiscard]] std::string nobody_in_two_teams(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string marks_hold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string operations_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);

}  // namespace teams
