// The room's services and what they stand on. A round is locked for every act on it, its sheets, exclusions and objections.
#pragma once
#include <map>
#include <memory>

#include "definitions/times.hpp"
#include "mechanisms/marks/model.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/exports.hpp"
#include "store/list.hpp"

namespace marks {

inline constexpr int lock_floor = 11;
inline constexpr std::string_view round_kind = "mark_round";
inline constexpr std::string_view sheet_kind = "mark_sheet";
inline constexpr std::string_view registered_fact = "matters.registered";   // not a fact of a room: the loop's published rows
using registry::Call;

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  std::optional<definitions::Times> times{};
  [[nodiscard]] base::CivilDate today() const { return tree->day(); }
};
[[nodiscard]] base::Result<Ground> ground(registry::House&, store::Session&, const store::Moment&);
[[nodiscard]] base::Result<std::shared_ptr<const assessment::Framework>> framework_of(registry::House&, store::Session&, base::DistrictId, const Round&);

struct Holding {                        // a round with all that belongs to it
  Round round{};
  std::vector<SheetRecord> sheets{};
  std::vector<Exclusion> exclusions{};
  std::vector<Objection> objections{};
};

// ---- all SQL
void insert(store::Unit&, const Round&);
void update(store::Unit&, const Round&);
void insert(store::Unit&, const SheetRecord&);
void update(store::Unit&, const SheetRecord&);
void insert(store::Unit&, const Exclusion&);
void update(store::Unit&, const Exclusion&);
void insert(store::Unit&, const Objection&);
void update(store::Unit&, const Objection&);
[[nodiscard]] std::optional<Holding> load(store::Session&, base::DistrictId, RoundId);
[[nodiscard]] std::optional<RoundId> round_of_sheet(store::Session&, base::DistrictId, SheetId);
[[nodiscard]] std::optional<RoundId> round_of_exclusion(store::Session&, base::DistrictId, ExclusionId);
[[nodiscard]] std::optional<RoundId> round_of_objection(store::Session&, base::DistrictId, ObjectionId);
[[nodiscard]] std::vector<RoundId> all_rounds(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<AreaCount> registered_in(store::Session&, base::DistrictId, base::Instant from, base::Instant to, base::Instant by);
struct Waiting { std::int64_t sheets{}, objections{}, exclusions{}; };
[[nodiscard]] std::map<RoundId, Waiting> waiting_of(store::Session&, base::DistrictId, const std::vector<RoundId>&);
struct Named { std::int64_t id{}; std::string name{}; base::OrgUnitId unit{}; base::AreaId area{}; };
[[nodiscard]] std::vector<Named> teams_named(store::Session&, base::DistrictId);   // the published view of teams
[[nodiscard]] const store::ListSpec& round_list();

// ---- rules, pure
[[nodiscard]] std::vector<std::int64_t> excluded_of(const Holding&, SheetId);
// The sheet of one target from all facts of the round. `area_of` says whose area a fact's is.
using IsBelow = std::function<bool(base::AreaId area, base::AreaId above)>;
[[nodiscard]] assessment::Sheet sheet_of(const assessment::Framework&, const Holding&, const SheetRecord&, const std::vector<facts::Fact>& all, const IsBelow&);

template <class T>
struct Page {
  std::vector<T> items{};
  std::string next{};
  std::int64_t total_at_least{};
};
[[nodiscard]] base::Result<RoundView> make_round(Call&, const MakeRound&);
[[nodiscard]] base::Result<RoundView> move_round(Call&, RoundId, std::string_view move, const MoveRound&);  // show, publish, cancel
[[nodiscard]] base::Result<SheetView> propose_exclusion(Call&, SheetId, const ProposeExclusion&);
[[nodiscard]] base::Result<SheetView> decide_exclusion(Call&, ExclusionId, const Decide&);
[[nodiscard]] base::Result<SheetView> object(Call&, SheetId, const Object&);
[[nodiscard]] base::Result<SheetView> rule(Call&, ObjectionId, const Decide&);
[[nodiscard]] base::Result<RoundView> view(Call&, RoundId);
[[nodiscard]] base::Result<SheetView> view(Call&, SheetId);
[[nodiscard]] base::Result<std::vector<EvidenceRow>> evidence(Call&, SheetId, std::string_view item);
[[nodiscard]] base::Result<std::vector<FrameworkRow>> frameworks(Call&);
[[nodiscard]] base::Result<Page<RoundRow>> rounds(Call&, const base::Params&);
[[nodiscard]] base::Result<CountView> count_rounds(Call&, const base::Params&);

[[nodiscard]] const registry::ExportList& rounds_export();
[[nodiscard]] std::vector<registry::Route> routes();
[[nodiscard]] std::vector<registry::PaperKind> papers();
[[nodiscard]] base::Done make_demo(registry::House&, base::DistrictId, const registry::DemoPlan&);
[[nodiscard]] std::string check_sheets(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);

// Shared inside the room.
[[nodiscard]] people::Scope scope(const Ground&, const SheetRecord&);
[[nodiscard]] bool may_keep(const Call&, const Ground&);
[[nodiscard]] bool may_see(const Call&, const Ground&, const Round&, const SheetRecord&);
[[nodiscard]] base::Result<RoundView> view_of(Call&, store::Session&, const Ground&, const Holding&);
[[nodiscard]] base::Result<SheetView> view_of(Call&, store::Session&, const Ground&, const Holding&, SheetId);
[[nodiscard]] base::Error no_such(std::string_view what);
[[nodiscard]] base::Result<std::vector<facts::Fact>> facts_of_round(registry::House&, store::Session&, const Ground&, const Round&, const assessment::Framework&);
[[nodiscard]] IsBelow below(const Ground&);

}  // namespace marks
