// One matter as its reader may see it: facts, strip, moves, clocks, timeline, the deadline explained; and the public progress.
#pragma once
#include "http/http.hpp"
#include "matters/context.hpp"
#include "matters/model_beside.hpp"

namespace matters {

[[nodiscard]] base::Result<MatterView> view(registry::Call&, base::MatterId);
[[nodiscard]] base::Result<TimelineView> timeline(registry::Call&, base::MatterId);
// `clock`: code; empty: the one that runs now, else the last.
[[nodiscard]] base::Result<DeadlineView> deadline(registry::Call&, base::MatterId, std::string_view clock);
// Name and telephone number in the clear, with a journal row that says who and why. Refused to handlers when the reporter asked so.
[[nodiscard]] base::Result<Unmasked> unmask(registry::Call&, base::MatterId, const Unmask&);
// What belongs together: merged into, taken in, split from, parts. Titles of matters that the reader may not see are left out.
[[nodiscard]] base::Result<LinksView> linked(registry::Call&, base::MatterId);
[[nodiscard]] base::Result<QuestionsView> questions(registry::Call&, base::MatterId);
[[nodiscard]] std::vector<QuestionView> question_views(const std::vector<QuestionRow>&);
// The answer that is being written: kept for whoever of the handling unit goes on with it.
[[nodiscard]] base::Result<DraftView> write_draft(registry::Call&, base::MatterId, const WriteDraft&);
[[nodiscard]] std::optional<DraftView> draft_view(const people::Principal&, const Context&, store::Session&, const MatterRecord&);
[[nodiscard]] base::Result<http::Response> photo(registry::Call&, base::MatterId, base::FileId, bool small, const http::Request&);

// A matter that this principal may read, and the post that allows it.
struct Readable {
  Context context{};
  std::shared_ptr<const workflow::Machine> machine{};
  CaseState state{};
};
[[nodiscard]] base::Result<Readable> readable(registry::Call&, store::Session&, base::MatterId);
// The reporter asked that handlers do not learn who it was, and this principal is of the handling unit or handled it.
[[nodiscard]] bool hidden_from(const people::Principal&, const CaseState&);
[[nodiscard]] std::vector<PhotoView> photos_of(store::Session&, base::DistrictId, base::MatterId);

}  // namespace matters
