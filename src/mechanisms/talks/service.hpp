// Talk visits: teams formed and paired by the district, visits recorded by their cadres, items followed until they are done and answered.
#pragma once
#include <string>
#include <vector>

#include "definitions/times.hpp"
#include "mechanisms/talks/ground.hpp"
#include "registry/exports.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"

namespace talks {

template <class T>
struct Page { std::vector<T> items{}; std::string next{}; std::int64_t total{}; };
[[nodiscard]] base::Result<Page<TeamLine>> team_list(Call&, const base::Params& query);
[[nodiscard]] base::Result<Page<VisitLine>> visit_list(Call&, const base::Params& query);
[[nodiscard]] base::Result<Page<ItemLine>> item_list(Call&, const base::Params& query);
[[nodiscard]] base::Result<Page<CoverageLine>> coverage(Call&, const base::Params& query);
[[nodiscard]] base::Result<FiguresView> figures(Call&, const base::Params& query);
[[nodiscard]] base::Result<ChoicesView> choices(Call&);
[[nodiscard]] base::Result<TeamView> team_page(Call&, std::int64_t id);
[[nodiscard]] base::Result<TalkCount> count_team_list(Call&, const base::Params& query);
[[nodiscard]] base::Result<TalkCount> count_coverage(Call&, const base::Params& query);
[[nodiscard]] base::Result<TalkCount> count_visits(Call&, const base::Params& query);
[[nodiscard]] base::Result<TalkCount> count_items(Call&, const base::Params& query);
[[nodiscard]] std::vector<TeamLine> team_lines(const Ground&, store::Session&, base::DistrictId);
[[nodiscard]] std::vector<CoverageLine> covered(const Ground&, store::Session&, base::DistrictId);
[[nodiscard]] base::Result<std::vector<registry::SearchHit>> find_talks(Call&, std::string_view words, int limit);
[[nodiscard]] base::Result<ItemView> item_page(Call&, std::int64_t id);
[[nodiscard]] base::Result<VisitView> visit_page(Call&, std::int64_t id);
[[nodiscard]] const registry::ExportList& teams_export();
[[nodiscard]] const registry::ExportList& visits_export();
[[nodiscard]] const registry::ExportList& items_export();
[[nodiscard]] const registry::ExportList& coverage_export();

[[nodiscard]] base::Result<DoneView> form_team(Call&, std::int64_t, const FormTeam&);
[[nodiscard]] base::Result<DoneView> change_team(Call&, std::int64_t team, const ChangeTeam&);
[[nodiscard]] base::Result<DoneView> pair_team(Call&, std::int64_t team, const PairTeam&);
[[nodiscard]] base::Result<DoneView> unpair(Call&, std::int64_t pairing, const EndPairing&);
[[nodiscard]] base::Result<DoneView> record_visit(Call&, std::int64_t, const RecordVisit&);
[[nodiscard]] base::Result<DoneView> finish_item(Call&, std::int64_t, const FinishItem&);
[[nodiscard]] base::Result<DoneView> reply_item(Call&, std::int64_t, const ReplyItem&);
[[nodiscard]] base::Result<DoneView> report_item(Call&, std::int64_t, const ReportItem&);   // becomes a matter
[[nodiscard]] base::Result<DoneView> blow_item(Call&, std::int64_t, const BlowItem&);       // becomes a whistle
[[nodiscard]] base::Result<DoneView> hand_on_item(Call&, std::int64_t, const HandOnItem&);  // goes into a practical project
[[nodiscard]] base::Result<ShownPhone> show_speaker(Call&, std::int64_t, const ShowPhone&);

// Inside a unit, for the demo too: rows and events, laws asked, rights not.
[[nodiscard]] base::Result<TeamId> form_in(registry::House&, store::Unit&, const Ground&, const FormTeam&);
[[nodiscard]] base::Result<PairingId> pair_in(registry::House&, store::Unit&, const Ground&, TeamId, const PairTeam&);
[[nodiscard]] base::Result<VisitId> visit_in(Call&, store::Unit&, const Ground&, const RecordVisit&);
// An item's promise is kept: by its owner, or because what it became has ended.
[[nodiscard]] base::Done finish_in(registry::House&, store::Unit&, const Ground&, ItemRow, const std::string& result);
[[nodiscard]] base::Done reply_in(registry::House&, store::Unit&, ItemRow, const ReplyItem&);

// Hooks: what an item became has ended; a whistle was blown from an item on the whistle's own page; a cadre reported in to a whistle.
[[nodiscard]] base::Done on_ended(registry::House&, store::Unit&, const store::NewEvent&);
[[nodiscard]] base::Done on_fell_through(registry::House&, store::Unit&, const store::NewEvent&);   // refused, withdrawn, merged: its owner has it again
[[nodiscard]] base::Done on_blown(registry::House&, store::Unit&, const store::NewEvent&);
[[nodiscard]] base::Done on_reported_in(registry::House&, store::Unit&, const store::NewEvent&);

[[nodiscard]] std::string fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string promises(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] base::Result<store::JobDone> forget(registry::House&, store::JobRun&);
[[nodiscard]] base::Result<registry::PaperContent> visit_paper(Call&, const base::Subject&);
[[nodiscard]] base::Done make_demo_teams(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] base::Done make_demo_visits(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] std::vector<registry::Route> routes();

}  // namespace talks
