// The room's services: lock → load → authorise → decide → save, in one unit each. A campaign's lock is taken for every act on its lines;
// a finding's own lock comes after those of whatever it was handed on to, so that locks only rise.
#pragma once
#include <memory>

#include "definitions/times.hpp"
#include "http/http.hpp"
#include "instruments/workflow/limits.hpp"
#include "mechanisms/campaigns/tables.hpp"
#include "people/directory.hpp"
#include "registry/exports.hpp"

namespace campaigns {

inline constexpr int lock_floor = 11;
using registry::Call;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  std::shared_ptr<const workflow::Machine> machine{}, finding_machine{};
  std::shared_ptr<const workflow::LimitTable> limits{};
  std::shared_ptr<const Templates> templates{};
  std::optional<definitions::Times> times{};
  [[nodiscard]] base::CivilDate today() const { return tree->day(); }
  [[nodiscard]] workflow::TimeTable time() const;
};
[[nodiscard]] base::Result<Ground> ground(registry::House&, store::Session&, const store::Moment&);
[[nodiscard]] people::Scope scope(const Ground&, const Campaign&);
[[nodiscard]] people::Scope scope(const Ground&, const Line&);
[[nodiscard]] people::Scope scope(const Ground&, const Finding&);
[[nodiscard]] base::Subject subject_of(const Campaign&);
[[nodiscard]] base::Subject subject_of(const Line&);
[[nodiscard]] base::Subject subject_of(const Finding&);
[[nodiscard]] store::AreaLevel levels(const Ground&);
[[nodiscard]] base::Instant due_instant(const Ground&, base::CivilDate);
[[nodiscard]] std::string area_name(const Ground&, base::AreaId);
// What a campaign would send: the lines of its areas with their sites. Asks the register of places.
[[nodiscard]] base::Result<std::vector<LineSent>> planned_lines(Call&, store::Session&, const Ground&, const Campaign&);
[[nodiscard]] CampaignFacts facts_of(const Ground&, store::Session&, const Campaign&, std::int64_t lines, std::int64_t sites);

template <class T>
struct Page {
  std::vector<T> items{};
  std::string next{};
  std::int64_t total_at_least{};
};

// campaigns
[[nodiscard]] base::Result<CampaignView> draft(Call&, const SaveCampaign&);
[[nodiscard]] base::Result<CampaignView> save(Call&, CampaignId, const SaveCampaign&);
[[nodiscard]] base::Result<CampaignView> move(Call&, CampaignId, std::string_view move, const MoveIt&);
[[nodiscard]] base::Result<UrgedView> urge(Call&, CampaignId, const UrgeLines&);
[[nodiscard]] base::Result<CampaignView> view(Call&, CampaignId);
[[nodiscard]] base::Result<std::vector<Progress>> progress(Call&, CampaignId, bool community);
[[nodiscard]] base::Result<std::vector<TemplateView>> templates(Call&);
[[nodiscard]] base::Result<Page<CampaignRow>> campaigns(Call&, const base::Params&);
[[nodiscard]] base::Result<CountView> count_campaigns(Call&, const base::Params&);
// lines and sites
[[nodiscard]] base::Result<LineView> answer(Call&, SiteId, const AnswerSite&);
[[nodiscard]] base::Result<LineView> add_site(Call&, LineId, const AddSite&);
[[nodiscard]] base::Result<LineView> view(Call&, LineId);
[[nodiscard]] base::Result<Page<LineRow>> lines(Call&, const base::Params&);
[[nodiscard]] base::Result<CountView> count_lines(Call&, const base::Params&);
// findings
[[nodiscard]] base::Result<FindingView> move(Call&, FindingId, std::string_view move, const MoveIt&);
[[nodiscard]] base::Result<FindingView> report(Call&, FindingId, const MoveIt&);         // becomes a matter
[[nodiscard]] base::Result<FindingView> blow(Call&, FindingId, const BlowFinding&);      // … or a whistle
[[nodiscard]] base::Result<FindingView> view(Call&, FindingId);
[[nodiscard]] base::Result<Page<FindingRow>> findings(Call&, const base::Params&);
[[nodiscard]] base::Result<CountView> count_findings(Call&, const base::Params&);
[[nodiscard]] base::Result<http::Response> photo(Call&, FindingId, base::FileId, bool small, const http::Request&);
[[nodiscard]] base::Done on_ended(registry::House&, store::Unit&, const store::NewEvent&);
[[nodiscard]] base::Done on_came_back(registry::House&, store::Unit&, const store::NewEvent&);

[[nodiscard]] const registry::ExportList& campaigns_export();
[[nodiscard]] const registry::ExportList& lines_export();
[[nodiscard]] const registry::ExportList& findings_export();
[[nodiscard]] std::vector<registry::Route> routes();
[[nodiscard]] std::vector<registry::PaperKind> papers();
[[nodiscard]] base::Result<std::vector<registry::SearchHit>> find(Call&, std::string_view words, int limit);
[[nodiscard]] base::Done make_demo(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] std::string check_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_lines(registry::House&, store::Session&, base::DistrictId, const base::Subject&);

// Shared inside the room.
[[nodiscard]] base::Result<FindingState> make_finding(registry::House&, store::Unit&, const Ground&, const Line&, const Site&, const Question&, const Answer&, bool photos_needed);
[[nodiscard]] base::Result<FindingState> step(registry::House&, store::Unit&, const Ground&, const FindingState& before, const workflow::Decision&, FindingMoved body);
[[nodiscard]] base::Result<CampaignView> view_of(Call&, store::Session&, const Ground&, const Campaign&);
[[nodiscard]] base::Result<LineView> view_of(Call&, store::Session&, const Ground&, const LineBox&);
[[nodiscard]] base::Result<FindingView> view_of(Call&, store::Session&, const Ground&, const FindingState&);
[[nodiscard]] base::Error no_such(std::string_view what);

}  // namespace campaigns
