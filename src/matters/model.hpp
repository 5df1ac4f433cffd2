// The matter as commands (JSON in), rows (database) and views (JSON out). Personal columns live in ReporterRow and in
// MatterRecord::description only; a View carries masked forms.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"
#include "base/result.hpp"
#include "instruments/workflow/show.hpp"

namespace matters {

// ---- Commands -------------------------------------------------------------------------------------------------
struct EnterMatter {                       // POST /matters
  std::optional<std::string> client_ref{};
  std::string title{};
  std::string description{};
  std::string place{};
  std::optional<double> lon{}, lat{};
  std::optional<base::AreaId> area_id{};
  std::string category{};
  std::string source{};                    // empty: the face's own (desk, field); counter with on_behalf_of
  std::string reporter_name{};
  std::optional<base::Phone> reporter_phone{};
  bool secret{};
  std::string on_behalf_of{};              // counter: for whom, and how it was asked
  std::vector<base::FileId> photos{};
  bool solved_on_spot{};                   // 随手做: goes straight to inspection by somebody else
  std::string done{};                      // … what was done
  std::vector<base::FileId> photos_after{};
};
struct SplitPart {
  std::string title{}, description{}, category{};
  std::optional<base::AreaId> area_id{};   // empty: where the whole is
};
// One command for all moves: each move's form names which of these it takes, and the workflow refuses the rest.
struct MoveMatter {
  std::optional<std::string> client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string reason{};
  std::string text{};                      // feedback in words
  std::string category{};                  // confirm, dispatch
  std::optional<base::AreaId> area_id{};   // confirm: the grid it lies in
  std::optional<base::OrgUnitId> unit_id{};
  std::string post_kind{};
  std::vector<base::FileId> photos{};
  std::optional<bool> passed{};            // inspect
  bool strike_off{};                       // inspect: both in one act
  std::optional<base::CivilDate> review_on{};  // hold
  std::string outcome{};                   // strike_off: solved (default), explained
  std::optional<std::int64_t> amount{};    // request_extension, decide_extension
  std::string unit{};                      // request_extension: office_hours, working_days
  std::optional<bool> granted{};           // decide_extension
  std::string cause{};                     // pause: of loop/matters
  std::string question{}, answer{};        // ask, answer
  std::optional<base::MatterId> into{};    // merge
  std::vector<SplitPart> parts{};          // split
  bool goes_on{};                          // split: the whole does not wait for its parts
  std::string target{};                    // meet_target: "stop"
};
struct ReopenMatter {                      // opener "matters.reopen"
  std::string reason{};
};
struct BulkItem {
  base::MatterId id{};
  std::optional<std::int64_t> if_version{};
};
struct BulkMove {                          // one verb with one form for many matters
  std::optional<std::string> client_ref{};
  std::string verb{};
  std::vector<BulkItem> items{};
  MoveMatter form{};
};
struct WriteDraft {
  std::int64_t if_version{};               // 0: the first
  std::string text{};
};
struct Unmask {
  std::string reason{};
};

// ---- Rows -----------------------------------------------------------------------------------------------------
struct MatterRecord {                      // the projection; equals the fold of the matter's events
  base::DistrictId district_id{};
  base::MatterId id{};
  std::int64_t version{};                  // number of events that moved it
  std::int64_t machine_version{};
  std::string report_number{};
  std::optional<std::int64_t> list_id{}, serial_year{}, serial{};  // the community whose list it stands on, since registration
  std::string stage{};
  std::optional<std::string> outcome{};
  std::string title{};
  std::optional<std::string> description{};  // personal: erased
  std::string place{};
  std::string category{};
  base::AreaId area_id{};                  // where it was reported: the smallest known area
  std::int64_t area_version{};
  std::optional<std::int64_t> grid_id{}, community_id{}, subdistrict_id{};  // scope columns
  std::optional<std::int64_t> lon_e7{}, lat_e7{};
  std::string source{};
  std::optional<std::string> source_ref{};
  base::Instant happened_at{};
  std::optional<std::int64_t> unit_id{};   // handling unit
  std::optional<std::string> post_kind{};
  std::optional<std::string> unit_words{}; // imported: the source's name for it
  std::int64_t round{};
  std::string handlers{};                  // persons who signed, worked or gave feedback in this round: ids, comma between
  std::optional<std::string> clock{};      // the clock that is shown now
  std::optional<base::Instant> due_at{}, warn_at{};
  std::optional<base::CivilDate> review_on{};  // on hold until
  std::optional<base::Instant> urged_at{}, closed_at{};
  std::int64_t photo_count{};
  std::string origin_kind{};
  std::int64_t origin_id{};
  std::string rung{"community"};           // of the ladder: who dispatches it now
  std::int64_t reopened_count{};
  bool solved_on_spot{};
  std::string came_from{};                 // aside from the strip: the stage to go back to
  std::optional<std::int64_t> merged_into{}, split_from{};
  std::int64_t parts_open{};               // of those that were split from it
  std::optional<std::string> pause_cause{};
  std::optional<std::string> extension_state{};   // asked, granted, refused
  std::optional<base::Instant> extension_until{}; // asked for, or granted
  std::optional<std::int64_t> extension_amount{};
  std::optional<std::string> extension_unit{};
  std::int64_t extension_count{};
  std::optional<std::int64_t> extension_by{};     // person who asked
  std::optional<std::int64_t> dispatch_post{};    // set the handling clock
  std::int64_t questions{};
  bool question_open{};
  std::optional<base::Instant> registered_at{}, contact_at{}, dispatched_at{}, fed_back_at{};
  std::optional<bool> in_time{};           // the last handling clock, once it was met
};
struct QuestionRow {                       // personal: the answer
  base::DistrictId district_id{};
  base::MatterId matter_id{};
  std::int64_t number{};
  base::Instant asked_at{};
  std::string question{};
  std::optional<base::Instant> answered_at{};
  std::optional<std::string> answer{};
  std::optional<base::Instant> withdrawn_at{};
};
struct DraftRow {
  base::DistrictId district_id{};
  base::MatterId matter_id{};
  std::int64_t version{};
  std::optional<std::string> text{};
  base::PersonId person_id{};
  base::Instant written_at{};
};
struct ReporterRow {                       // personal: own table
  base::DistrictId district_id{};
  base::MatterId matter_id{};
  std::optional<std::string> name{};
  std::optional<base::Phone> phone{};
  bool secret{};
};

// ---- Views ----------------------------------------------------------------------------------------------------
struct MatterEntered {
  base::MatterId id{};
  std::string report_number{};
  std::string link{};                      // "/s/<token>": shown once, to be handed over
};
struct ExtensionView {
  std::string state{};                     // asked, granted, refused
  std::optional<base::Instant> asked_until{}, granted_until{};
};
struct MatterRow {
  base::MatterId id{};
  std::int64_t version{};
  std::string report_number{};
  std::optional<std::string> serial{};     // "2026-0137"
  std::string title{};
  std::string stage{}, stage_zh{}, stage_en{};
  std::optional<std::string> outcome{};
  std::string category_code{}, category_zh{}, category_en{};
  base::AreaId area_id{};
  std::string area_name{}, community_name{};
  std::string place{};
  std::string source{};
  base::Instant happened_at{};
  std::optional<base::Instant> due_at{};
  std::string due_state{};                 // ok, soon, late, hold, none
  std::optional<base::Instant> closed_at{};
  std::string handler_unit_name{};
  std::int64_t photo_count{};
  std::string rung{};                      // community, subdistrict, district: of the ladder in loop/matters
  std::int64_t round{}, reopened_count{};
  bool solved_on_spot{}, paused{};
  std::optional<base::CivilDate> review_on{};  // on hold, paused or asked: looked at again on this day
  std::optional<ExtensionView> extension{};
  std::optional<base::MatterId> merged_into{}, split_from{};
  std::vector<std::string> moves{};        // verbs that this reader may use now
};
struct ReporterView {
  std::string name_masked{};
  base::MaskedPhone phone_masked{};
  bool secret{};                           // asked that handlers do not learn who it was
  bool can_unmask{};
};
// Views that every case on the workflow instrument has.
using workflow::StageView;
using workflow::OptionView;
using workflow::FieldView;
using workflow::RuleView;
using workflow::RefusalView;
using workflow::MoveView;
using workflow::ClockView;
using workflow::PhotoView;
using workflow::LimitView;
using workflow::CalendarView;
using workflow::DeadlineLine;
using workflow::ExtensionLine;
using workflow::PauseView;
using workflow::DeadlineView;
struct TargetView {                        // a stage target of the handling: its own clock
  std::string code{}, name_zh{}, name_en{};
  base::Instant started_at{};
  std::optional<base::Instant> due_at{}, met_at{};
  std::string state{};                     // as a clock's
};
struct DraftView {
  std::int64_t version{};
  std::string text{}, who{};
  base::Instant at{};
};
struct OriginTag;
struct OriginView {                       // a record of any room
  std::string kind{};
  base::Id<OriginTag> id{};
};
struct MatterView {
  base::MatterId id{};
  std::int64_t version{};
  std::string report_number{};
  std::optional<std::string> serial{};
  std::string title{};
  std::string stage{}, stage_zh{}, stage_en{};
  std::optional<std::string> outcome{};
  std::string category_code{}, category_zh{}, category_en{};
  base::AreaId area_id{};
  std::string area_name{}, community_name{};
  std::string place{};
  std::string source{};
  base::Instant happened_at{};
  std::optional<base::Instant> due_at{};
  std::string due_state{};
  std::optional<base::Instant> closed_at{};
  std::string handler_unit_name{};
  std::int64_t photo_count{};
  std::string rung{}, rung_zh{}, rung_en{};
  std::int64_t round{}, reopened_count{};
  bool solved_on_spot{}, paused{};
  std::optional<base::CivilDate> review_on{};
  std::optional<ExtensionView> extension{};
  std::optional<base::MatterId> merged_into{}, split_from{};
  std::vector<TargetView> targets{};
  std::optional<DraftView> draft{};        // only to the unit that handles it
  std::string description{};
  std::optional<double> lon{}, lat{};
  ReporterView reporter{};
  std::vector<StageView> stages{};
  std::vector<MoveView> moves{};
  std::vector<ClockView> clocks{};
  std::vector<PhotoView> photos{};
  std::optional<OriginView> origin{};
};
struct Moved {                             // answer of a move
  base::MatterId id{};
  std::int64_t version{};
  std::string stage{}, stage_zh{}, stage_en{};
  std::optional<std::string> serial{};
  std::optional<base::Instant> due_at{};
  std::string then_zh{}, then_en{};
};
struct Unmasked {
  std::string name{}, phone{};
};
struct TimelineClock {
  std::string code{}, name_zh{}, name_en{};
  std::optional<base::Instant> due_at{};
  std::int64_t used_minutes{};
  bool on_time{};
};
struct TimelineItem {
  base::EventId event_id{};
  std::optional<std::int64_t> seq{};       // empty: not sealed yet
  std::string kind{};                      // "registered": sentence "matters.timeline.registered"
  base::Instant at{};
  std::string who{}, post_name{}, unit_name{};
  base::Params params{};
  std::string reason{};
  std::optional<TimelineClock> clock{};
  std::vector<PhotoView> photos{};
};
struct TimelineView {
  std::vector<TimelineItem> items{};
};
struct CountView {
  std::int64_t count{};
};
struct JobView {                           // a long task that one asked for
  base::JobId id{};
  std::string kind{}, state{};             // waiting, running, done, failed
  std::int64_t progress_done{}, progress_total{};
  std::optional<std::string> error{};
};

}  // namespace matters

DESCRIBED(matters::SplitPart)
DESCRIBED(matters::ReopenMatter)
DESCRIBED(matters::BulkItem)
DESCRIBED(matters::EnterMatter)
DESCRIBED(matters::MoveMatter)
DESCRIBED(matters::BulkMove)
DESCRIBED(matters::WriteDraft)
DESCRIBED(matters::QuestionRow)
DESCRIBED(matters::DraftRow)
DESCRIBED(matters::ExtensionView)
DESCRIBED(matters::TargetView)
DESCRIBED(matters::DraftView)
DESCRIBED(matters::Unmask)
DESCRIBED(matters::MatterRecord)
DESCRIBED(matters::ReporterRow)
DESCRIBED(matters::MatterEntered)
DESCRIBED(matters::MatterRow)
DESCRIBED(matters::ReporterView)
DESCRIBED(matters::OriginView)
DESCRIBED(matters::MatterView)
DESCRIBED(matters::Moved)
DESCRIBED(matters::Unmasked)
DESCRIBED(matters::TimelineClock)
DESCRIBED(matters::TimelineItem)
DESCRIBED(matters::TimelineView)
DESCRIBED(matters::CountView)
DESCRIBED(matters::JobView)
