// A community's crew of six seats (六员) and the joint tasks that call them. Where somebody stood at arrival is kept only as a verdict,
// never as a position.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"

namespace crew {

struct DutyTag;
struct TaskTag;
struct LineTag;
struct FindingTag;
using DutyId = base::Id<DutyTag>;
using TaskId = base::Id<TaskTag>;
using LineId = base::Id<LineTag>;
using FindingId = base::Id<FindingTag>;

enum class LineState : std::uint8_t { told, arrived, done, handed_over, called_off };
enum class Spot : std::uint8_t { not_asked, here, away };      // within the community's boundary when it checked in

struct DutyRow {
  DutyId id{};
  base::AreaId community_id{};
  std::string seat{};
  base::PostId post_id{};
  std::string weekdays{};                        // "12345": Monday is 1
  std::int64_t from_minute{}, to_minute{};       // of the wall clock's day
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};     // half-open
  std::optional<base::PostId> substitute_id{};   // stands in its place …
  std::optional<base::CivilDate> substitute_from{}, substitute_to{};
  std::int64_t version{};
};
struct TaskRow {
  TaskId id{};
  std::string title{}, preset{};
  base::AreaId community_id{}, subdistrict_id{};
  std::string place{}, what{};
  base::Instant meet_at{}, called_at{};
  base::PersonId called_by{};
  base::OrgUnitId org_unit_id{};
  std::string origin_kind{};
  std::int64_t origin_id{};
  std::optional<base::Instant> closed_at{};
  std::int64_t version{};
};
struct LineRow {
  LineId id{};
  TaskId task_id{};
  std::string seat{}, guest{};                   // one of the two
  base::OrgUnitId org_unit_id{};                 // who owes it
  std::optional<base::PostId> post_id{};
  LineState state{};
  base::Instant told_at{};
  std::optional<base::Instant> arrived_at{};
  std::optional<base::PersonId> arrived_by{};
  std::string who{};                             // of a guest: the name that was given
  Spot spot{};
  std::string result{};
  std::optional<base::Instant> settled_at{};
  std::optional<LineId> handed_to{};
  std::int64_t version{};
};

struct FindingRow {                              // seen on the spot, reported as a matter
  FindingId id{};
  TaskId task_id{};
  base::MatterId matter_id{};
  std::string title{};
  base::Instant reported_at{};
  std::optional<base::Instant> ended_at{};       // the matter is struck off or turned down
};

// Events. Subject {"crew", community}: crew.duty_set, crew.duty_ended, crew.substituted; {"crew_task", id}: crew.called, crew.told,
// crew.arrived, crew.done, crew.handed_over, crew.called_off, crew.found, crew.closed
struct DutyNoted { DutyId duty{}; std::string seat{}; base::PostId post{}; std::string weekdays{}; std::int64_t from_minute{}, to_minute{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; std::string reason{}; };
struct TaskNoted { std::string title{}, preset{}; base::AreaId community{}; base::Instant meet_at{}; std::string origin_kind{}; std::int64_t origin_id{}; };
struct LineNoted { LineId line{}; std::string seat{}, guest{}; base::OrgUnitId org_unit{}; LineState state{}; Spot spot{}; std::string words{}; std::int64_t minutes{}; };  // minutes: late
struct FindingNoted { FindingId finding{}; base::MatterId matter{}; std::string title{}; };

// Views
struct SeatView { std::string code{}, name_zh{}, name_en{}; std::int64_t capacity{}; std::string weekdays{}, from{}, to{}; };
struct PresetView { std::string code{}, name_zh{}, name_en{}; std::vector<std::string> seats{}, guests{}; std::string bring_zh{}, bring_en{}; };
struct RuleView { std::vector<SeatView> seats{}; std::vector<PresetView> presets{}; std::int64_t answer_minutes{}; };
struct DutyView {
  DutyId id{};
  std::string seat{}, seat_zh{}, seat_en{};
  base::PostId post_id{};
  std::string post_name{}, unit_name{}, person_name{};         // person empty: the post is vacant
  std::string weekdays{}, from{}, to{};                        // "08:30"
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  std::string substitute_name{};                               // post and person who stands in
  std::optional<base::CivilDate> substitute_from{}, substitute_to{};
  std::int64_t version{};
};
struct GapView { std::string seat{}, seat_zh{}, seat_en{}; std::int64_t weekday{}; std::string from{}, to{}; };
struct OnDutyView { std::string seat{}, seat_zh{}, seat_en{}; std::vector<std::string> people{}; std::string until{}; bool should{}; };  // should: somebody ought to stand now
struct CandidateView { std::string seat{}; base::PostId post_id{}; std::string name{}; };
struct CrewView {
  base::AreaId community_id{};
  std::string community_name{}, subdistrict_name{};
  RuleView rules{};
  std::vector<DutyView> duties{};
  std::vector<GapView> gaps{};
  std::vector<OnDutyView> now{};
  std::vector<CandidateView> candidates{};       // only for who keeps it
  bool can_keep{}, can_call{};
};
struct CrewLine { base::AreaId community_id{}; std::string community_name{}, subdistrict_name{}; std::int64_t seats{}, vacant{}, gaps{}, open_tasks{}; };
struct NowView { base::AreaId community_id{}; std::string community_name{}; std::vector<OnDutyView> seats{}; bool can_call{}; };
struct TaskLine {
  TaskId id{};
  std::string title{}, preset{}, preset_zh{}, preset_en{};
  base::AreaId community_id{};
  std::string community_name{}, subdistrict_name{}, place{};
  base::Instant meet_at{}, called_at{};
  std::optional<base::Instant> closed_at{};
  std::string origin_kind{};
  std::int64_t lines{}, arrived{}, settled{}, findings{};
  bool late{};                                   // open, and somebody who was called is not there in time
};
struct LineView {
  LineId id{};
  std::string seat{}, name_zh{}, name_en{};
  base::OrgUnitId org_unit_id{};
  std::string unit_name{}, post_name{}, person_name{};
  LineState state{};
  base::Instant told_at{}, answer_by{};
  std::optional<base::Instant> arrived_at{};
  std::string who{};
  Spot spot{};
  bool late{};
  std::string result{};
  std::optional<base::Instant> settled_at{};
  std::optional<LineId> handed_to{};
  bool can_answer{};
  std::int64_t version{};
};
struct FindingView { FindingId id{}; base::MatterId matter_id{}; std::string title{}; base::Instant reported_at{}; std::optional<base::Instant> ended_at{}; };
struct TaskView {
  TaskLine task{};
  std::string what{}, called_by_name{}, unit_name{}, bring_zh{}, bring_en{};
  std::optional<base::Subject> origin{};
  std::vector<LineView> lines{};
  std::vector<SeatView> seats{};
  std::vector<FindingView> findings{};
  bool can_report{}, can_call_off{};
};
struct CountView { std::int64_t count{}; };
struct DoneView { std::string id{}; };

// Commands
struct SetDuty { std::string seat{}; base::PostId post_id{}; std::string weekdays{}, from{}, to{}; base::CivilDate valid_from{}; std::optional<base::CivilDate> valid_to{}; std::string client_ref{}; };
struct EndDuty { base::CivilDate to{}; std::string reason{}; std::string client_ref{}; };
struct Substitute { base::PostId post_id{}; base::CivilDate from{}, to{}; std::string reason{}; std::string client_ref{}; };
struct CallCrew { std::string title{}, preset{}; std::vector<std::string> seats{}, guests{}; base::AreaId area_id{}; std::string place{}, what{}; std::optional<base::Instant> meet_at{}; std::optional<base::Subject> origin{}; std::string client_ref{}; };
struct Arrive { std::optional<double> lon{}, lat{}; std::string who{}; std::optional<std::int64_t> if_version{}; std::string client_ref{}; };
struct GiveResult { std::string result{}; std::optional<std::int64_t> if_version{}; std::string client_ref{}; };
struct ReportFinding { std::string title{}, description{}, place{}, category{}; std::vector<base::FileId> photos{}; std::string client_ref{}; };
struct CallOff { std::string reason{}; std::string client_ref{}; };
struct HandOver { std::string seat{}; std::optional<base::OrgUnitId> org_unit_id{}; std::string reason{}; std::optional<std::int64_t> if_version{}; std::string client_ref{}; };

}  // namespace crew

DESCRIBED_ENUM(crew::LineState)
DESCRIBED_ENUM(crew::Spot)
DESCRIBED(crew::DutyRow)
DESCRIBED(crew::TaskRow)
DESCRIBED(crew::LineRow)
DESCRIBED(crew::FindingRow)
DESCRIBED(crew::DutyNoted)
DESCRIBED(crew::TaskNoted)
DESCRIBED(crew::LineNoted)
DESCRIBED(crew::FindingNoted)
DESCRIBED(crew::SeatView)
DESCRIBED(crew::PresetView)
DESCRIBED(crew::RuleView)
DESCRIBED(crew::DutyView)
DESCRIBED(crew::GapView)
DESCRIBED(crew::OnDutyView)
DESCRIBED(crew::CandidateView)
DESCRIBED(crew::CrewView)
DESCRIBED(crew::CrewLine)
DESCRIBED(crew::NowView)
DESCRIBED(crew::TaskLine)
DESCRIBED(crew::LineView)
DESCRIBED(crew::FindingView)
DESCRIBED(crew::TaskView)
DESCRIBED(crew::CountView)
DESCRIBED(crew::DoneView)
DESCRIBED(crew::SetDuty)
DESCRIBED(crew::EndDuty)
DESCRIBED(crew::Substitute)
DESCRIBED(crew::CallCrew)
DESCRIBED(crew::Arrive)
DESCRIBED(crew::GiveResult)
DESCRIBED(crew::HandOver)
DESCRIBED(crew::ReportFinding)
DESCRIBED(crew::CallOff)
