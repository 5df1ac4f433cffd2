// Call-backs as commands (JSON in), rows and event bodies, and views (JSON out). A resident's telephone number is never kept here; the
// words of an answer stand in the journal's personal body only.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"
#include "base/result.hpp"

namespace callbacks {

struct SampleTag;
using SampleId = base::Id<SampleTag>;
struct DrawTag;
using DrawId = base::Id<DrawTag>;
struct ExclusionTag;
using ExclusionId = base::Id<ExclusionTag>;
struct PeriodTag;
using PeriodId = base::Id<PeriodTag>;

// ---- Commands -------------------------------------------------------------------------------------------------
struct MakeDraw {                          // of all that was struck off in [from, to)
  std::string client_ref{};
  base::CivilDate from{}, to{};
};
struct NoteCall {                          // a call that brought no answer
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string outcome{};                   // no_answer, busy, wrong_number, refused, later
  std::optional<base::Instant> again_at{}; // later: when the resident asked to be called
};
struct GiveAnswer {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  bool contacted{}, solved{};
  std::string satisfaction{};
  std::string words{};
};
struct ReopenMatter {                      // not solved: it is handled again
  std::string client_ref{};
  std::string reason{};
};
struct CorrectAnswer {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  bool contacted{}, solved{};
  std::string satisfaction{};
  std::string reason{};
};
struct RateByLink {                        // what the resident's own page sends (opener callbacks.rate)
  bool contacted{}, solved{};
  std::string satisfaction{};
  std::string words{};
};
struct ProposeExclusion {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string ground{};                    // malicious, beyond_law, no_contact
  std::string reason{}, evidence{};
};
struct DecideExclusion {
  std::string client_ref{};
  bool approved{};
  std::string reason{};
};
struct UnmaskSample {
  std::string reason{};
};
struct ClosePeriod {
  std::string client_ref{};
  std::string kind{};                      // month, quarter, span
  base::CivilDate from{}, to{};            // [from, to)
  std::string note{};
};

// ---- Rows -----------------------------------------------------------------------------------------------------
struct Sample {                            // the projection
  base::DistrictId district_id{};
  SampleId id{};
  std::int64_t version{};
  std::optional<std::int64_t> draw_id{};   // empty: the resident came by oneself
  base::MatterId matter_id{};
  std::int64_t strike{};                   // which strike-off of the matter: how often it had been reopened
  bool has_phone{};                        // otherwise only the resident's own link asks
  std::string report_number{}, title{}, category{};
  std::string reason{};                    // drawn, reopened, urged, volunteered
  base::OrgUnitId unit_id{};               // who handled it; 0: unknown
  base::AreaId community_id{}, subdistrict_id{};
  base::CivilDate day{};                   // of the strike-off: the period it counts in
  base::Instant struck_off_at{};
  std::string state{};                     // waiting, answered, excluded, superseded
  std::optional<std::string> exclusion{};  // proposed, approved, refused
  std::int64_t calls{};
  std::optional<base::Instant> last_call_at{};
  base::Instant call_again_at{};           // not before
  std::optional<std::string> channel{};
  std::optional<bool> contacted{}, solved{};
  std::optional<std::string> satisfaction{};
  std::optional<base::Instant> answered_at{};
  base::Instant changed_at{};              // when what it counts changed last
  bool has_words{};
};
struct DrawnBody {                         // callback.drawn: the first event of a sample, or of one that came by itself before
  std::int64_t draw_id{};
  base::MatterId matter_id{};
  std::int64_t strike{};
  bool has_phone{};
  std::string report_number{}, title{}, category{}, reason{};
  base::OrgUnitId unit_id{};
  base::AreaId community_id{}, subdistrict_id{};
  base::CivilDate day{};
  base::Instant struck_off_at{};
};
struct CalledBody {                        // callback.called
  std::string outcome{};
  base::Instant again_at{};
};
struct AnsweredBody {                      // callback.answered, callback.corrected
  std::string channel{};
  bool contacted{}, solved{};
  std::string satisfaction{};
  std::string reason{};                    // of a correction
};
struct AnsweredPersonal {
  std::string words{};
};
struct ExclusionBody {                     // callback.exclusion_proposed
  ExclusionId exclusion_id{};
  std::string ground{}, reason{}, evidence{};
};
struct DecidedBody {                       // callback.exclusion_decided
  ExclusionId exclusion_id{};
  bool approved{};
  std::string reason{};
};
struct SeenBody {                          // callback.unmasked
  std::string reason{};
};
struct DrawBody {                          // callback_draw.made
  base::CivilDate from{}, to{};
  std::int64_t rule_version{};
  std::string seed{};
  std::int64_t population{}, chosen{};
  std::string hash{};                      // of the population by stratum
};
struct Draw {
  base::DistrictId district_id{};
  DrawId id{};
  base::Instant made_at{};
  base::CivilDate from_day{}, to_day{};
  std::int64_t rule_version{};
  std::string seed{};
  std::int64_t population{}, chosen{};
  std::string hash{};
  base::PersonId person_id{};
};
struct StratumRow {
  base::DistrictId district_id{};
  DrawId draw_id{};
  std::int64_t stratum_id{};
  std::string population{}, chosen{};      // "123,124r,125u": r had been reopened, u urged
};
struct Exclusion {
  base::DistrictId district_id{};
  ExclusionId id{};
  SampleId sample_id{};
  std::string ground{}, reason{}, evidence{};
  base::PersonId proposed_by{};
  base::OrgUnitId proposed_unit{};
  base::Instant proposed_at{};
  std::string state{};
  std::optional<base::PersonId> decided_by{};
  std::optional<base::Instant> decided_at{};
  std::optional<std::string> decision{};
};
struct Counts {                            // what samples add to the figures
  std::int64_t drawn{}, assessed{}, in_time{}, solved{}, not_solved{}, satisfied{}, mostly{}, fair{}, dissatisfied{}, excluded{};
  auto operator<=>(const Counts&) const = default;
};
struct MemberCounts {
  std::int64_t member_id{};
  std::int64_t drawn{}, assessed{}, in_time{}, solved{}, not_solved{}, satisfied{}, mostly{}, fair{}, dissatisfied{}, excluded{};
};
struct Delta {
  base::DistrictId district_id{};
  std::int64_t id{};
  base::CivilDate day{};
  std::int64_t unit_id{}, community_id{}, subdistrict_id{};
  std::int64_t drawn{}, assessed{}, in_time{}, solved{}, not_solved{}, satisfied{}, mostly{}, fair{}, dissatisfied{}, excluded{};
};
struct Period {
  base::DistrictId district_id{};
  PeriodId id{};
  std::string kind{};
  base::CivilDate from_day{}, to_day{};
  base::Instant closed_at{};
  base::PersonId closed_by{};
  std::int64_t weights_version{}, samples{}, waiting{};
  std::string hash{}, note{};
};
struct FrozenSample {
  SampleId sample_id{};
  std::int64_t sample_version{};
  std::int64_t unit_id{}, community_id{}, subdistrict_id{};
  std::string state{};
  std::optional<bool> contacted{}, solved{};
  std::optional<std::string> satisfaction{};
};
struct ClosedBody {                        // rate_period.closed
  std::string kind{};
  base::CivilDate from{}, to{};
  std::int64_t weights_version{}, samples{}, waiting{};
  std::string hash{}, note{};
};

// ---- Views ----------------------------------------------------------------------------------------------------
struct DrawView {
  DrawId id{};
  base::Instant made_at{};
  base::CivilDate from{}, to{};
  std::int64_t rule_version{};
  std::string seed{}, hash{};
  std::int64_t population{}, chosen{}, waiting{};
  std::string made_by{};                   // empty: the rule itself
};
struct StratumView {
  std::int64_t population{}, chosen{}, again{};
  base::AreaId area_id{};
  std::string name{};
  bool equal{};
};
struct DrawCheck {                         // the draw drawn again from its seed
  DrawId id{};
  bool equal{};
  std::string rule{};                      // "callbacks/sampling@1"
  std::string seed{}, hash{};
  std::vector<StratumView> strata{};
};
struct SampleRow {
  SampleId id{};
  std::int64_t version{};
  base::MatterId matter_id{};
  std::string report_number{}, title{}, category_zh{}, category_en{}, reason{}, state{};
  std::optional<std::string> exclusion{};
  base::OrgUnitId unit_id{};
  std::string unit_name{}, community_name{}, subdistrict_name{};
  base::CivilDate day{};
  base::Instant struck_off_at{};
  std::int64_t calls{};
  std::optional<base::Instant> last_call_at{}, call_again_at{};
  std::optional<std::string> channel{};
  std::optional<bool> contacted{}, solved{};
  std::optional<std::string> satisfaction{};
  std::optional<base::Instant> answered_at{};
  base::Instant changed_at{};
  std::string name_masked{};
  base::MaskedPhone phone_masked{};
};
struct HistoryLine {
  base::Instant at{};
  std::string kind{};                      // "answered"
  std::string who{}, unit_name{};
  std::string outcome{}, reason{}, ground{}, evidence{}, words{}, channel{};
  std::optional<bool> contacted{}, solved{}, approved{};
  std::optional<std::string> satisfaction{};
};
struct ScriptLine {
  std::string code{}, zh{}, en{};
};
struct SampleView {
  SampleRow sample{};
  std::vector<HistoryLine> history{};
  std::vector<ScriptLine> script{};
  std::int64_t calls_max{};
  bool may_call{}, may_propose{}, may_unmask{};
  std::string why_not{}, remedy{};         // message keys: why this reader may not ask
  bool may_reopen{};                       // answered, and not solved
};
struct SampleCount {
  std::int64_t count{};
};
struct Number {
  std::string name{}, phone{};
};
struct ExclusionView {
  ExclusionId id{};
  SampleId sample_id{};
  base::MatterId matter_id{};
  std::string report_number{}, title{}, unit_name{}, community_name{};
  std::string ground{}, reason{}, evidence{}, state{};
  std::string proposed_by{}, proposed_unit{};
  base::Instant proposed_at{};
  std::string decided_by{};
  std::optional<base::Instant> decided_at{};
  std::string decision{};
  std::int64_t calls{};
  bool answered{};
  bool may_decide{};
};
struct RateRow {
  std::string member_id{};                 // org unit or area; empty: none of them
  std::string name{};
  Counts counts{};
  std::optional<std::int64_t> response{}, solution{}, satisfaction{}, combined{};  // thousandths
};
struct WeightsView {
  std::string definition{};
  std::int64_t version{};
  std::int64_t response{}, solution{}, satisfaction{};
  std::string combined_tag{}, combined_text{};
  std::int64_t satisfied{}, mostly{}, fair{}, dissatisfied{};
  std::string satisfaction_tag{}, satisfaction_text{};
  std::int64_t few{};                      // figures over fewer answers say that they rest on few
};
struct RatesView {
  std::string by{};
  base::CivilDate from{}, to{};
  WeightsView weights{};
  RateRow total{};
  std::vector<RateRow> rows{};
  std::optional<PeriodId> closed{};        // this very span is closed: its frozen figures stand there
};
struct PeriodView {
  PeriodId id{};
  std::string kind{};
  base::CivilDate from{}, to{};
  base::Instant closed_at{};
  std::string closed_by{};
  std::int64_t samples{}, waiting{}, late{};
  std::string hash{}, note{};
  RatesView rates{};
};
struct PeriodRow {                         // of the list
  PeriodId id{};
  std::string kind{};
  base::CivilDate from{}, to{};
  base::Instant closed_at{};
  std::string closed_by{};
  std::int64_t weights_version{}, samples{}, waiting{};
  std::string note{};
};

}  // namespace callbacks

DESCRIBED(callbacks::MakeDraw)
DESCRIBED(callbacks::NoteCall)
DESCRIBED(callbacks::GiveAnswer)
DESCRIBED(callbacks::ReopenMatter)
DESCRIBED(callbacks::CorrectAnswer)
DESCRIBED(callbacks::RateByLink)
DESCRIBED(callbacks::ProposeExclusion)
DESCRIBED(callbacks::DecideExclusion)
DESCRIBED(callbacks::UnmaskSample)
DESCRIBED(callbacks::ClosePeriod)
DESCRIBED(callbacks::Sample)
DESCRIBED(callbacks::DrawnBody)
DESCRIBED(callbacks::CalledBody)
DESCRIBED(callbacks::AnsweredBody)
DESCRIBED(callbacks::AnsweredPersonal)
DESCRIBED(callbacks::ExclusionBody)
DESCRIBED(callbacks::DecidedBody)
DESCRIBED(callbacks::SeenBody)
DESCRIBED(callbacks::DrawBody)
DESCRIBED(callbacks::Draw)
DESCRIBED(callbacks::StratumRow)
DESCRIBED(callbacks::Exclusion)
DESCRIBED(callbacks::Counts)
DESCRIBED(callbacks::MemberCounts)
DESCRIBED(callbacks::Delta)
DESCRIBED(callbacks::Period)
DESCRIBED(callbacks::FrozenSample)
DESCRIBED(callbacks::ClosedBody)
DESCRIBED(callbacks::DrawView)
DESCRIBED(callbacks::StratumView)
DESCRIBED(callbacks::DrawCheck)
DESCRIBED(callbacks::SampleRow)
DESCRIBED(callbacks::HistoryLine)
DESCRIBED(callbacks::ScriptLine)
DESCRIBED(callbacks::SampleView)
DESCRIBED(callbacks::SampleCount)
DESCRIBED(callbacks::Number)
DESCRIBED(callbacks::ExclusionView)
DESCRIBED(callbacks::RateRow)
DESCRIBED(callbacks::WeightsView)
DESCRIBED(callbacks::RatesView)
DESCRIBED(callbacks::PeriodView)
DESCRIBED(callbacks::PeriodRow)
