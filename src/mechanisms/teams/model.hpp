// Enforcement teams (一街一队), brigades, joint operations and monthly marks. Of a penalty only the file's number and outcome are kept.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"

namespace teams {

struct TeamTag;
struct OfficerTag;
struct OperationTag;
struct RowTag;
using TeamId = base::Id<TeamTag>;
using OfficerId = base::Id<OfficerTag>;
using OperationId = base::Id<OperationTag>;
using RowId = base::Id<RowTag>;                 // of days, breaches, called units, findings, penalties, months, points

enum class TeamKind : std::uint8_t { subdistrict, brigade };
enum class DayState : std::uint8_t { present, on_leave, absent };
enum class OperationState : std::uint8_t { planned, approved, closed, cancelled };
enum class PointState : std::uint8_t { stands, objected, upheld, lifted };

struct TeamRow { TeamId id{}; TeamKind kind{}; std::string field{}; base::AreaId area_id{}; base::OrgUnitId home_unit_id{}; std::string name{}; base::CivilDate valid_from{}; std::optional<base::CivilDate> valid_to{}; std::int64_t version{}; };
struct OfficerRow { OfficerId id{}; TeamId team_id{}; base::PostId post_id{}; std::string certificate_number{}; base::CivilDate certificate_until{}; base::CivilDate joined_on{}; std::optional<base::CivilDate> left_on{}; std::int64_t version{}; };
struct DayRow { RowId id{}; TeamId team_id{}; OfficerId officer_id{}; base::CivilDate day{}; DayState state{}; std::string reason{}; };
struct BreachRow { RowId id{}; TeamId team_id{}; base::CivilDate day{}; std::string reason{}; };
struct OperationRow {
  OperationId id{};
  std::string title{};
  base::AreaId area_id{}, subdistrict_id{};
  std::string place{}, plan{};
  base::CivilDate planned_on{};
  OperationState state{};
  std::string result{};
  base::PersonId planned_by{};
  base::Instant planned_at{};
  base::OrgUnitId org_unit_id{};
  std::optional<base::PersonId> approved_by{};
  std::optional<base::Instant> closed_at{};
  std::string origin_kind{};
  std::int64_t origin_id{};
  std::int64_t version{};
};
struct CalledRow { RowId id{}; OperationId operation_id{}; std::optional<TeamId> team_id{}; std::optional<base::OrgUnitId> org_unit_id{}; std::int64_t came{}; std::string who{}; std::optional<base::Instant> attended_at{}; };
struct FindingRow { RowId id{}; OperationId operation_id{}; std::string title{}; base::MatterId matter_id{}; std::optional<base::Instant> ended_at{}; };  // its matter is struck off or turned down
struct PenaltyRow { RowId id{}; OperationId operation_id{}; TeamId team_id{}; std::string file_number{}, outcome{}; base::CivilDate noted_on{}; };
struct MonthRow { RowId id{}; TeamId team_id{}; base::CivilDate month{}; base::Instant frozen_at{}; std::int64_t definition_version{}; std::optional<base::Instant> seen_at{}; };  // seen by the home department
// A power that a subdistrict was given; with an item of the competence list the whistle shows it as delegated (view v_teams_delegations).
struct DelegationRow { RowId id{}; std::string power{}, item{}; base::AreaId area_id{}; std::string basis{}, effect{}; base::CivilDate valid_from{}; std::optional<base::CivilDate> valid_to{}; std::int64_t version{}; };
struct PointRow { RowId id{}; RowId month_id{}; std::string item{}; std::int64_t points{}; std::string words{}, evidence_kind{}; std::int64_t evidence_id{}; PointState state{}; std::string objection{}, ruling{}; std::int64_t version{}; };

// Events. Subject {"team", id}: team.founded, team.joined, team.renewed, team.left, team.day_filled, team.breach_noted; {"team_month", id}: team.month_frozen,
// team.month_seen, team.objected, team.ruled; {"delegation", id}: delegation.given, delegation.ended; {"joint_operation", id}: operation.planned, .approved, .cancelled, .attended, .found, .penalty_noted,
// .penalty_settled, .closed
struct TeamNoted { std::string name{}; TeamKind kind{}; std::string field{}; base::AreaId area{}; base::OrgUnitId home{}; };
struct OfficerNoted { OfficerId officer{}; base::PostId post{}; base::CivilDate until{}; std::string reason{}; };
struct DayNoted { base::CivilDate day{}; std::int64_t present{}, on_leave{}, absent{}; };
struct WordsNoted { RowId row{}; std::string words{}; };
struct DelegationNoted { std::string power{}, item{}; base::AreaId area{}; std::string basis{}, reason{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; };
struct OperationNoted { OperationState state{}; std::string words{}; RowId row{}; std::int64_t number{}; };

// Views
struct FieldView { std::string code{}, name_zh{}, name_en{}; };
struct DelegationView { RowId id{}; std::string power{}, power_zh{}, power_en{}, item{}; base::AreaId area_id{}; std::string area_name{}, basis{}, effect{}; base::CivilDate valid_from{}; std::optional<base::CivilDate> valid_to{}; bool in_force{}, can_end{}; std::int64_t version{}; };
struct PowerView { std::string code{}, name_zh{}, name_en{}, basis{}, effect_zh{}, effect_en{}, source_tag{}; std::vector<DelegationView> given{}; };
struct TeamLine {
  TeamId id{};                                   // 0: the subdistrict has none yet
  TeamKind kind{};
  std::string name{}, field{}, field_zh{}, field_en{};
  base::AreaId area_id{};
  std::string area_name{}, home_unit_name{}, leader_name{};
  std::int64_t officers{}, expiring{};
  bool missing{}, can_found{};
};
struct OfficerView { OfficerId id{}; base::PostId post_id{}; std::string post_name{}, person_name{}, certificate_masked{}; base::CivilDate certificate_until{}; std::string certificate_state{}; base::CivilDate joined_on{}; bool leader{}; std::int64_t version{}; std::optional<DayState> today{}; };
struct CandidateView { base::PostId post_id{}; std::string name{}; };
struct TeamView { TeamLine team{}; std::vector<OfficerView> officers{}; std::vector<CandidateView> candidates{}; std::int64_t alert_days{}; bool can_keep{}; };
struct DayLine { OfficerId officer_id{}; std::string name{}; std::optional<DayState> state{}; std::string reason{}; };
struct DaySheet { TeamId team_id{}; std::string team_name{}; base::CivilDate day{}; std::vector<DayLine> lines{}; bool can_fill{}; };
struct ItemView { std::string code{}, name_zh{}, name_en{}; std::int64_t points{}, of{}; };
struct PointView { RowId id{}; std::string item{}; std::int64_t points{}; std::string words{}; base::Subject evidence{}; PointState state{}; std::string objection{}, ruling{}; bool can_object{}, can_rule{}; };
struct MarksView { TeamId team_id{}; std::string team_name{}, home_unit_name{}, month{}; std::optional<RowId> month_id{}; std::optional<base::Instant> seen_at{}; bool can_see{}; bool frozen{}; std::optional<base::Instant> frozen_at{}; std::int64_t total{}, definition_version{}; std::vector<ItemView> items{}; std::vector<PointView> points{}; bool can_freeze{}; };
struct MarksLine { TeamId team_id{}; std::string team_name{}, home_unit_name{}; bool frozen{}, seen{}; std::int64_t total{}, attendance{}, response{}, cases{}, discipline{}, objections{}; };
struct OperationLine { OperationId id{}; std::string title{}; base::AreaId area_id{}; std::string area_name{}, place{}; base::CivilDate planned_on{}; OperationState state{}; std::string unit_name{}; std::int64_t called{}, attended{}, findings{}, penalties{}; };
struct CalledView { RowId id{}; std::string name{}; std::int64_t came{}; std::string who{}; std::optional<base::Instant> attended_at{}; bool can_attend{}; };
struct FindingView { RowId id{}; std::string title{}; base::MatterId matter_id{}; std::optional<base::Instant> ended_at{}; };
struct PenaltyView { RowId id{}; TeamId team_id{}; std::string team_name{}, file_number{}, outcome{}; };
struct ChoiceView { std::string id{}, name{}; };
struct OperationView { OperationLine operation{}; std::string plan{}, result{}, planned_by_name{}, approved_by_name{}; std::vector<CalledView> called{}; std::vector<FindingView> findings{}; std::vector<PenaltyView> penalties{}; std::vector<ChoiceView> teams{}; std::optional<base::Subject> origin{}; bool can_operate{}, can_approve{}; std::int64_t version{}; };
struct DoneView { std::string id{}; };

// Commands
struct FoundTeam { TeamKind kind{}; std::string field{}; std::optional<base::AreaId> area_id{}; base::OrgUnitId home_unit_id{}; std::string name{}; std::string client_ref{}; };
struct AddOfficer { base::PostId post_id{}; std::string certificate_number{}; base::CivilDate certificate_until{}; std::string client_ref{}; };
struct RenewCertificate { std::string certificate_number{}; base::CivilDate certificate_until{}; std::string client_ref{}; };
struct LeaveTeam { std::string reason{}; std::string client_ref{}; };
struct DayMark { OfficerId officer_id{}; DayState state{}; std::string reason{}; };
struct FillDay { base::CivilDate day{}; std::vector<DayMark> marks{}; bool rest_present{}; std::string client_ref{}; };
struct NoteBreach { base::CivilDate day{}; std::string reason{}; std::string client_ref{}; };
struct PlanOperation { std::string title{}; base::AreaId area_id{}; std::string place{}, plan{}; base::CivilDate planned_on{}; std::vector<TeamId> team_ids{}; std::vector<base::OrgUnitId> org_unit_ids{}; std::optional<base::Subject> origin{}; std::string client_ref{}; };
struct Decide { std::string reason{}; std::string client_ref{}; };
struct Attend { RowId called_id{}; std::int64_t came{}; std::string who{}; std::string client_ref{}; };
struct Find { std::string title{}, description{}, place{}, category{}; std::vector<base::FileId> photos{}; std::string client_ref{}; };
struct NotePenalty { TeamId team_id{}; std::string file_number{}, outcome{}; std::string client_ref{}; };
struct CloseOperation { std::string result{}; std::string client_ref{}; };
struct SeeMonth { std::string client_ref{}; };
struct GivePower { std::string power{}, item{}; base::AreaId area_id{}; std::string basis{}, effect{}; base::CivilDate valid_from{}; std::string client_ref{}; };
struct EndPower { base::CivilDate to{}; std::string reason{}; std::string client_ref{}; };
struct FreezeMonth { std::string month{}; std::string client_ref{}; };
struct ObjectPoint { std::string objection{}; std::string client_ref{}; };
struct RulePoint { bool upheld{}; std::string ruling{}; std::string client_ref{}; };

}  // namespace teams

DESCRIBED_ENUM(teams::TeamKind)
DESCRIBED_ENUM(teams::DayState)
DESCRIBED_ENUM(teams::OperationState)
DESCRIBED_ENUM(teams::PointState)
DESCRIBED(teams::TeamRow)
DESCRIBED(teams::OfficerRow)
DESCRIBED(teams::DayRow)
DESCRIBED(teams::BreachRow)
DESCRIBED(teams::OperationRow)
DESCRIBED(teams::CalledRow)
DESCRIBED(teams::FindingRow)
DESCRIBED(teams::PenaltyRow)
DESCRIBED(teams::MonthRow)
DESCRIBED(teams::PointRow)
DESCRIBED(teams::DelegationRow)
DESCRIBED(teams::TeamNoted)
DESCRIBED(teams::OfficerNoted)
DESCRIBED(teams::DayNoted)
DESCRIBED(teams::WordsNoted)
DESCRIBED(teams::OperationNoted)
DESCRIBED(teams::DelegationNoted)
DESCRIBED(teams::FieldView)
DESCRIBED(teams::DelegationView)
DESCRIBED(teams::PowerView)
DESCRIBED(teams::TeamLine)
DESCRIBED(teams::OfficerView)
DESCRIBED(teams::CandidateView)
DESCRIBED(teams::TeamView)
DESCRIBED(teams::DayLine)
DESCRIBED(teams::DaySheet)
DESCRIBED(teams::ItemView)
DESCRIBED(teams::PointView)
DESCRIBED(teams::MarksView)
DESCRIBED(teams::MarksLine)
DESCRIBED(teams::OperationLine)
DESCRIBED(teams::CalledView)
DESCRIBED(teams::FindingView)
DESCRIBED(teams::PenaltyView)
DESCRIBED(teams::ChoiceView)
DESCRIBED(teams::OperationView)
DESCRIBED(teams::DoneView)
DESCRIBED(teams::FoundTeam)
DESCRIBED(teams::AddOfficer)
DESCRIBED(teams::RenewCertificate)
DESCRIBED(teams::LeaveTeam)
DESCRIBED(teams::DayMark)
DESCRIBED(teams::FillDay)
DESCRIBED(teams::NoteBreach)
DESCRIBED(teams::PlanOperation)
DESCRIBED(teams::Decide)
DESCRIBED(teams::Attend)
DESCRIBED(teams::Find)
DESCRIBED(teams::NotePenalty)
DESCRIBED(teams::CloseOperation)
DESCRIBED(teams::FreezeMonth)
DESCRIBED(teams::SeeMonth)
DESCRIBED(teams::GivePower)
DESCRIBED(teams::EndPower)
DESCRIBED(teams::ObjectPoint)
DESCRIBED(teams::RulePoint)
