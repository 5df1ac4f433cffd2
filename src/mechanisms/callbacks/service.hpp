// What callers, proposers and deciders do, and what everyone reads: lock → load → authorise → decide → save, in one unit each.
#pragma once
#include "mechanisms/callbacks/rules.hpp"
#include "registry/room.hpp"

namespace callbacks {

template <class T>
struct Page {
  std::vector<T> items{};
  std::string next{};
  std::int64_t total_at_least{};
};
using base::Params;
using registry::Call;

// ---- samples (samples.cpp)
[[nodiscard]] base::Result<Page<SampleRow>> list(Call&, const Params& query);
[[nodiscard]] base::Result<std::int64_t> count(Call&, const Params& query);
[[nodiscard]] base::Result<SampleView> one(Call&, SampleId);
[[nodiscard]] base::Result<SampleView> note_call(Call&, SampleId, const NoteCall&);
[[nodiscard]] base::Result<SampleView> answer(Call&, SampleId, const GiveAnswer&);
[[nodiscard]] base::Result<SampleView> correct(Call&, SampleId, const CorrectAnswer&);
[[nodiscard]] base::Result<SampleView> reopen(Call&, SampleId, const ReopenMatter&);
[[nodiscard]] base::Result<Number> unmask(Call&, SampleId, const UnmaskSample&);
// Opener: the resident's own page, behind the private link (origin: the matter).
[[nodiscard]] base::Result<base::Subject> rate_by_link(Call&, store::Unit&, const base::Subject& origin, std::string_view command_json);
// Hooks: what nobody answered before the matter was opened again is asked no more; words go with the reporter.
[[nodiscard]] base::Done on_reopened(registry::House&, store::Unit&, const store::NewEvent&);
[[nodiscard]] base::Done on_erased(registry::House&, store::Unit&, const store::NewEvent&);

// ---- exclusions (exclusions.cpp)
[[nodiscard]] base::Result<SampleView> propose(Call&, SampleId, const ProposeExclusion&);
[[nodiscard]] base::Result<Page<ExclusionView>> exclusion_list(Call&, const Params& query);
[[nodiscard]] base::Result<ExclusionView> decide(Call&, ExclusionId, const DecideExclusion&);

// ---- draws (draws.cpp)
[[nodiscard]] base::Result<DrawView> make_draw(Call&, const MakeDraw&);
[[nodiscard]] base::Result<std::vector<DrawView>> draw_list(Call&);
[[nodiscard]] base::Result<DrawCheck> check_draw(Call&, DrawId);
// The rule's own draw: everything struck off since the last one, once enough days have passed. Empty: not yet.
[[nodiscard]] base::Result<std::optional<DrawId>> draw_due(registry::House&, const store::Moment&);

// ---- figures (rates.cpp)
struct RateQuestion {
  std::string by{"unit"};                  // unit, community, subdistrict
  Span span{};
};
[[nodiscard]] base::Result<RateQuestion> read_question(Call&, const Params& query);
[[nodiscard]] base::Result<RatesView> rates(Call&, const RateQuestion&);
[[nodiscard]] std::string rates_csv(Call&, const RatesView&);
[[nodiscard]] base::Result<PeriodView> close_period(Call&, const ClosePeriod&);
[[nodiscard]] base::Result<std::vector<PeriodRow>> period_list(Call&);
[[nodiscard]] base::Result<PeriodView> period(Call&, PeriodId, std::string_view by);
// The frozen rows behind a closed figure; the row as it was then. `member` empty: all.
[[nodiscard]] base::Result<Page<SampleRow>> period_rows(Call&, PeriodId, std::string_view by, std::string_view member);

// ---- jobs and checks (jobs.cpp)
[[nodiscard]] base::Result<store::JobDone> draw_job(registry::House&, store::JobRun&);
[[nodiscard]] base::Result<store::JobDone> fold_job(registry::House&, store::JobRun&);
[[nodiscard]] base::Result<store::JobDone> erase_job(registry::House&, store::JobRun&);
[[nodiscard]] std::string check_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_figures(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_periods(registry::House&, store::Session&, base::DistrictId, const base::Subject&);

}  // namespace callbacks
