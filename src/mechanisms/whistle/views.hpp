// What the room's screens read.
#pragma once
#include "instruments/workflow/show.hpp"
#include "mechanisms/whistle/model.hpp"

namespace whistle {

struct WhistleRow {
  WhistleId id{};
  std::int64_t version{};
  std::optional<std::string> number{};  // "2026-003"; empty: not blown yet
  std::string kind{}, kind_zh{}, kind_en{}, title{}, stage{}, stage_zh{}, stage_en{}, approval{};
  std::optional<std::string> outcome{};
  base::AreaId area_id{};
  std::string area_name{};
  base::AreaId subdistrict_id{};
  std::string subdistrict_name{}, place{};
  base::OrgUnitId unit_id{};
  std::string unit_name{};
  base::Instant drafted_at{};
  std::optional<base::Instant> blown_at{}, closed_at{}, due_at{};
  std::string due_state{};              // ok, soon, late, none: the soonest of its own clock and its open lines'
  std::int64_t lines{}, lines_open{}, lines_late{}, disputes_open{};
  std::vector<std::string> called{};    // names of units
  std::optional<Origin> origin{};
};
struct WhistleLineRow {
  LineId id{};
  std::int64_t version{};
  WhistleId whistle_id{};
  std::optional<std::string> number{};
  std::string title{}, kind{}, kind_zh{}, kind_en{}, stage{}, stage_zh{}, stage_en{};
  base::OrgUnitId unit_id{};
  std::string unit_name{}, post_kind{}, item{}, item_zh{}, item_en{};
  bool lead{}, first{};
  base::AreaId subdistrict_id{};
  std::string subdistrict_name{}, area_name{}, place{};
  base::Instant called_at{};
  std::optional<base::Instant> signed_at{}, contacted_at{}, reported_in_at{}, fed_back_at{}, accepted_at{}, ended_at{}, due_at{};
  std::string due_state{}, clock_zh{}, clock_en{};
  bool late{};
  std::int64_t sent_back{}, urges{};
  std::string dispute{};                // none, open, upheld, reassigned
  std::optional<std::int64_t> points{};
  bool guest{};
  std::string extension{};              // none, asked, granted, refused
  std::string objection{};              // none, open, upheld, refused
};
struct WhistleTimelineItem {
  base::EventId event_id{};
  std::string kind{};
  base::Instant at{};
  std::string who{}, post_name{}, unit_name{};
  std::optional<LineId> line_id{};
  std::string called_unit_name{}, text{}, reason{};
};
struct ArrivalView {
  base::Instant at{};
  std::string text{};
  std::optional<double> lon{}, lat{};
  std::optional<std::int64_t> metres{};  // from the whistle's point
  std::int64_t late_minutes{};
};
struct MeasureView { base::Instant at{}; std::string who{}, text{}; };
struct ScoreView { std::string code{}, name_zh{}, name_en{}; std::int64_t score{}, most{}; };
struct DisputeView {
  std::string reason{};
  std::optional<base::OrgUnitId> wanted_unit_id{};
  std::string wanted_unit_name{};
  base::Instant at{};
  std::string state{}, ruling{};
  std::optional<base::Instant> ruled_at{};
};
struct ExtensionView {                  // more time for the handling
  std::string state{};                  // asked, granted, refused
  std::int64_t amount{};
  std::string unit{};                   // of the limit that runs
};
struct ObjectionView {                  // of the unit to its marks
  std::string reason{};
  base::Instant at{};
  std::string state{}, ruling{};        // open, upheld, refused
  std::optional<base::Instant> ruled_at{};
};
struct WhistleLineView {
  WhistleLineRow row{};
  std::string basis_kind{}, basis{};
  std::vector<workflow::StageView> stages{};
  std::vector<workflow::MoveView> moves{};
  std::vector<workflow::ClockView> clocks{};
  std::optional<ArrivalView> arrival{};
  std::vector<MeasureView> measures{};
  std::string result{};
  std::vector<ScoreView> scores{};
  std::string comment{};
  std::vector<PointOf> points_of{};
  std::optional<DisputeView> dispute{};
  std::optional<LineId> instead_of{}, moved_to{};
  std::vector<workflow::PhotoView> photos{};
  std::vector<WhistleTimelineItem> history{};
  std::optional<ExtensionView> extension{};
  std::optional<ObjectionView> objection{};
};
struct PlannedView {
  base::OrgUnitId unit_id{};
  std::string unit_name{}, post_kind{}, item{}, item_zh{}, item_en{};
  bool lead{}, competent{};
};
struct MergedView { WhistleId id{}; std::optional<std::string> number{}; std::string title{}; };
struct WhistleView {
  WhistleRow row{};
  std::string description{}, chair{}, differ_reason{}, drafter_name{}, approver_name{};
  bool may_edit{};
  std::optional<double> lon{}, lat{};
  std::vector<PlannedView> planned{};
  std::vector<workflow::StageView> stages{};
  std::vector<workflow::MoveView> moves{};
  std::vector<workflow::ClockView> clocks{};
  std::vector<WhistleLineView> lines{};
  std::vector<workflow::PhotoView> photos{};
  std::optional<WhistleId> merged_into{};
  std::vector<MergedView> merged{};
  std::vector<WhistleTimelineItem> timeline{};
};
struct WhistleCount { std::int64_t count{}; };

// ---- competence
struct PrecedentView {
  WhistleId whistle_id{};
  LineId line_id{};
  std::optional<std::string> number{};
  std::string title{};
  base::Instant at{};
  std::string kind{}, result{};         // ruling: upheld, reassigned; outcome: solved, partly, unsolved
  base::OrgUnitId unit_id{};
  std::string unit_name{}, reason{};
};
struct CalledUnit { base::OrgUnitId id{}; std::string name{}; };
struct CompetenceItem {
  std::string code{}, zh{}, en{}, basis_kind{}, basis{};
  std::optional<base::OrgUnitId> unit_id{};
  std::string unit_name{};
  std::vector<CalledUnit> also{};
  bool suggested{};
  std::vector<PrecedentView> precedents{};
};
struct KindClock { std::string code{}, zh{}, en{}; std::int64_t amount{}; std::string unit{}; };  // of a called unit's line
struct ApproverKind { std::string post_kind{}, zh{}, en{}; };
struct KindChoice {
  std::string code{}, zh{}, en{}, approval{};
  bool needs_leader{}, may_blow{};
  std::vector<ApproverKind> approvers{};
  std::vector<KindClock> clocks{};
};
struct UnitChoice { base::OrgUnitId id{}; std::string name{}, kind{}; std::vector<std::string> post_kinds{}, teams{}; bool guest{}; };
struct BandView { std::int64_t low_per_100{}, high_per_100{}; };
struct CompetenceView {
  std::vector<CompetenceItem> items{};
  std::vector<KindChoice> kinds{};
  std::vector<UnitChoice> units{};
  BandView band{};
  std::int64_t rule_version{};
};

// ---- the district's board and figures
struct BoardColumn {
  std::string kind{}, zh{}, en{};
  std::int64_t late{}, soon{}, ok{}, none{};
  std::vector<WhistleRow> items{};
};
struct BoardView {
  std::vector<BoardColumn> columns{};
  std::vector<WhistleLineRow> disputes{};
  std::vector<WhistleRow> to_approve{};
  std::vector<WhistleLineRow> objections{};
};
struct SubdistrictFigures {
  base::AreaId subdistrict_id{};
  std::string name{};
  std::int64_t whistles{}, emergency{}, registered{};
  std::optional<std::int64_t> per_100_x10{};
  std::string band{};                   // low, within, high, none
  std::int64_t refused_after{}, fast_right{}, first_called{};
};
struct UnitFigures {
  base::OrgUnitId unit_id{};
  std::string name{};
  std::int64_t lines{}, responded{}, on_time{}, signed_on_time{}, reported_on_time{}, solved{};
  std::optional<std::int64_t> sign_minutes{}, report_minutes{};
  std::int64_t sent_back{}, disputes{}, upheld{}, reassigned{}, fast_right{};
  std::optional<std::int64_t> points_mean_x10{};
};
struct FiguresRule { std::string definition{}; std::int64_t version{}; };
struct FiguresView {
  base::CivilDate from{}, to{};
  std::vector<SubdistrictFigures> subdistricts{};
  std::vector<UnitFigures> units{};
  FiguresRule rule{};
};

}  // namespace whistle

DESCRIBED(whistle::WhistleRow)
DESCRIBED(whistle::WhistleLineRow)
DESCRIBED(whistle::WhistleTimelineItem)
DESCRIBED(whistle::ArrivalView)
DESCRIBED(whistle::MeasureView)
DESCRIBED(whistle::ScoreView)
DESCRIBED(whistle::DisputeView)
DESCRIBED(whistle::ExtensionView)
DESCRIBED(whistle::ObjectionView)
DESCRIBED(whistle::WhistleLineView)
DESCRIBED(whistle::PlannedView)
DESCRIBED(whistle::MergedView)
DESCRIBED(whistle::WhistleView)
DESCRIBED(whistle::WhistleCount)
DESCRIBED(whistle::PrecedentView)
DESCRIBED(whistle::CalledUnit)
DESCRIBED(whistle::CompetenceItem)
DESCRIBED(whistle::KindClock)
DESCRIBED(whistle::ApproverKind)
DESCRIBED(whistle::KindChoice)
DESCRIBED(whistle::UnitChoice)
DESCRIBED(whistle::BandView)
DESCRIBED(whistle::CompetenceView)
DESCRIBED(whistle::BoardColumn)
DESCRIBED(whistle::BoardView)
DESCRIBED(whistle::SubdistrictFigures)
DESCRIBED(whistle::UnitFigures)
DESCRIBED(whistle::FiguresRule)
DESCRIBED(whistle::FiguresView)
