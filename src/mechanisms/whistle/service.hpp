// The room's services: lock → load → authorise → decide → save, in one unit each. Every act on a line locks its whistle, so that the last
// line's end, a merge and a withdrawal never cross.
#pragma once
#include "base/result.hpp"
#include "http/http.hpp"
#include "mechanisms/whistle/ground.hpp"
#include "registry/exports.hpp"

namespace whistle {

template <class T>
struct Page {
  std::vector<T> items{};
  std::string next{};
  std::int64_t total_at_least{};
};

[[nodiscard]] base::Result<WhistleView> draft(registry::Call&, const SaveWhistle&);
[[nodiscard]] base::Result<WhistleView> save(registry::Call&, WhistleId, const SaveWhistle&);
[[nodiscard]] base::Result<WhistleView> move(registry::Call&, WhistleId, std::string_view move, const MoveWhistle&);
[[nodiscard]] base::Result<WhistleLineView> move(registry::Call&, LineId, std::string_view move, const MoveLine&);
// Another room's unit blows a whistle from its record (opener whistle.blow): drafted, and blown or sent to approval as its kind says.
[[nodiscard]] base::Result<base::Subject> blow_from(registry::Call&, store::Unit&, const base::Subject& origin, std::string_view json);

[[nodiscard]] base::Result<WhistleView> view(registry::Call&, WhistleId);
[[nodiscard]] base::Result<WhistleLineView> view(registry::Call&, LineId);
[[nodiscard]] base::Result<Page<WhistleRow>> whistles(registry::Call&, const base::Params&);
[[nodiscard]] base::Result<WhistleCount> count_whistles(registry::Call&, const base::Params&);
[[nodiscard]] base::Result<Page<WhistleLineRow>> lines(registry::Call&, const base::Params&);
[[nodiscard]] base::Result<WhistleCount> count_lines(registry::Call&, const base::Params&);
[[nodiscard]] base::Result<CompetenceView> competence(registry::Call&, std::string_view category, std::string_view item);
[[nodiscard]] base::Result<BoardView> board(registry::Call&);
[[nodiscard]] base::Result<FiguresView> figures(registry::Call&, std::string_view from, std::string_view to);
[[nodiscard]] base::Result<workflow::DeadlineView> deadline(registry::Call&, WhistleId, std::string_view clock);
[[nodiscard]] base::Result<workflow::DeadlineView> deadline(registry::Call&, LineId, std::string_view clock);
[[nodiscard]] base::Result<http::Response> photo(registry::Call&, WhistleId, base::FileId, bool small, const http::Request&);
[[nodiscard]] base::Result<http::Response> photo(registry::Call&, LineId, base::FileId, bool small, const http::Request&);

[[nodiscard]] const registry::ExportList& whistles_export();
[[nodiscard]] const registry::ExportList& lines_export();

// The watch: warns, marks what is overdue, reminds above.
[[nodiscard]] base::Done watch_at(registry::House&, const store::Moment&);

[[nodiscard]] std::string check_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_lines(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_numbers(registry::House&, store::Session&, base::DistrictId, const base::Subject&);

// ---- shared inside the room
// One act: who, through which post, in which unit; the ground of its day.
struct Act {
  registry::Call& call;
  store::Unit& unit;
  const Ground& g;
};
[[nodiscard]] base::Result<WhistleState> put(const Act&, const std::optional<WhistleState>& before, WhistleId, std::string kind, std::string body);
[[nodiscard]] base::Result<LineState> put(const Act&, const std::optional<LineState>& before, LineId, std::string kind, std::string body, std::string_view bucket = {});
[[nodiscard]] base::Result<LineState> call_line(const Act&, const Whistle&, const PlannedLine&, bool first, std::optional<LineId> instead_of = {});
[[nodiscard]] base::Result<LineState> end_with_whistle(const Act&, const LineState&, std::string_view reason, std::optional<LineId> moved_to = {});
// After a line has ended: the whistle waits to be closed once none is open.
[[nodiscard]] base::Done settle(const Act&, WhistleId);
[[nodiscard]] base::Result<WhistleState> moved(const Act&, const WhistleState&, std::string_view move, const MoveWhistle&, bool automatic = false);
[[nodiscard]] base::Result<WhistleState> drafted(const Act&, const SaveWhistle&);
[[nodiscard]] std::optional<std::string> shown_clock(const workflow::Machine&, std::string_view stage);
[[nodiscard]] base::Error no_such_whistle();
[[nodiscard]] base::Error no_such_line();

[[nodiscard]] std::vector<WhistleRow> rows_of(const Ground&, store::Session&, base::DistrictId, const std::vector<Whistle>&, base::Instant now);
[[nodiscard]] std::vector<WhistleLineRow> rows_of(const Ground&, store::Session&, base::DistrictId, const std::vector<Line>&, base::Instant now);
[[nodiscard]] base::Result<WhistleView> view_of(registry::Call&, store::Session&, const Ground&, const WhistleState&);
[[nodiscard]] base::Result<WhistleLineView> view_of(registry::Call&, store::Session&, const Ground&, const LineState&);

}  // namespace whistle
