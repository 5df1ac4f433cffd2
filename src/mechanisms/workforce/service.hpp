// The workforce from recruiting to leaving: who may, in one unit each. Posts are given and taken through people's services only.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "definitions/book.hpp"
#include "formats/sheet.hpp"
#include "mechanisms/workforce/model.hpp"
#include "mechanisms/workforce/rules.hpp"
#include "mechanisms/workforce/tables.hpp"
#include "people/access.hpp"
#include "people/people.hpp"
#include "registry/call.hpp"
#include "registry/exports.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"

namespace workforce {

using registry::Call;

inline constexpr std::string_view read_action = "workforce.read";
inline constexpr std::string_view day_action = "workforce.day_sheet";
inline constexpr std::string_view care_action = "workforce.care";          // training, praise and warnings
inline constexpr std::string_view manage_action = "workforce.manage";      // recruiting, contracts, probation, transfer, leaving
inline constexpr std::string_view export_action = "workforce.export";
inline constexpr int lock_floor = 11;
inline constexpr std::string_view worker_kind = "grid_worker";             // subject kind

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  base::CivilDate today{};
  definitions::Parsed<Rules> rules{};
  [[nodiscard]] base::CivilDate year_start() const;
};
[[nodiscard]] base::Result<Ground> ground(Call&, store::Session&);
[[nodiscard]] people::Scope scope_at(const Ground&, base::AreaId, std::int64_t id = 0);
[[nodiscard]] territory::Recorder recorder(Call&);
[[nodiscard]] base::Result<base::EventId> note(Call&, store::Unit&, std::string kind, base::Subject, std::string body, base::AreaId, std::string personal = {});

// Every write: once per client_ref, through the post that allows it. What gives or takes a post, and all that changes a worker's row, stands
// under the lock of the district's people (they take it again, so it must be the only one); records beside that row under the workforce's.
enum class Lock : std::uint8_t { people, records };
template <class View>
base::Result<View> write(Call& call, base::PostId through, const std::string& client_ref, const std::function<base::Result<View>(store::Unit&, const Ground&)>& act,
                         Lock lock = Lock::people) {
  TRY(answer, call.house.store.write(call.work(through), [&](store::Unit& unit) -> base::Result<std::string> {
    return store::once(unit, client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      if (lock == Lock::people) u.lock(5, {"people", 0});
      else u.lock(lock_floor, {"workforce", 0});
      TRY(g, ground(call, u));
      TRY(view, act(u, g));
      u.after_commit([&people = call.house.people, district = u.district()] { people.forget(district); });
      return described::to_json(view);
    });
  }));
  return described::parse<View>(answer);
}
// The worker as it stands, and the post that allows the action there.
struct Allowed { WorkerFound found{}; base::PostId through{}; };
[[nodiscard]] base::Result<Allowed> allowed(Call&, std::int64_t worker, std::string_view action);
[[nodiscard]] base::Result<base::PostId> allowed_at(Call&, base::AreaId, std::string_view action);
[[nodiscard]] base::Result<WorkerRow> again(store::Unit&, std::int64_t worker, const std::optional<std::int64_t>& if_version);

struct Page { std::vector<WorkerLine> items{}; std::string next{}; std::int64_t total{}; };
[[nodiscard]] base::Result<Page> list(Call&, const base::Params& query);
[[nodiscard]] const registry::ExportList& workers_export();
[[nodiscard]] const registry::ExportList& month_export();
[[nodiscard]] base::Result<WorkerView> one(Call&, std::int64_t id);

[[nodiscard]] base::Result<std::vector<RecruitmentView>> recruitment_list(Call&);
[[nodiscard]] base::Result<RecruitmentView> recruitment_one(Call&, std::int64_t id);
[[nodiscard]] base::Result<DoneView> publish(Call&, std::int64_t, const PublishRecruitment&);
[[nodiscard]] base::Result<DoneView> close(Call&, std::int64_t id, const CloseRecruitment&);
[[nodiscard]] base::Result<DoneView> apply(Call&, std::int64_t id, const AddApplication&);
[[nodiscard]] base::Result<DoneView> decide(Call&, std::int64_t application, const DecideApplication&);

[[nodiscard]] base::Result<DoneView> hire(Call&, std::int64_t, const HireWorker&);
[[nodiscard]] base::Result<DoneView> renew(Call&, std::int64_t id, const RenewContract&);
[[nodiscard]] base::Result<DoneView> decide_probation(Call&, std::int64_t id, const DecideProbation&);
[[nodiscard]] base::Result<DoneView> transfer(Call&, std::int64_t id, const TransferWorker&);
[[nodiscard]] base::Result<DoneView> leave(Call&, std::int64_t id, const LeaveWork&);
[[nodiscard]] base::Result<DoneView> note_conduct(Call&, std::int64_t id, const NoteConduct&);
[[nodiscard]] base::Result<DoneView> object(Call&, std::int64_t id, const ObjectConduct&);
[[nodiscard]] base::Result<DoneView> answer(Call&, std::int64_t id, const AnswerObjection&);
[[nodiscard]] base::Result<ImportResult> import_workers(Call&, std::int64_t, const ImportWorkers&);

[[nodiscard]] base::Result<std::vector<TrainingView>> training_list(Call&);
[[nodiscard]] base::Result<DoneView> hold_training(Call&, std::int64_t, const HoldTraining&);

[[nodiscard]] base::Result<DaySheetView> day_sheet(Call&, const base::Params& query);
[[nodiscard]] base::Result<MonthSheetView> month_sheet(Call&, const base::Params& query);
[[nodiscard]] base::Result<DaySheetResult> fill(Call&, std::int64_t, const FillDaySheet&);

// Inside a unit, for the demo and the import too: rows, facts, dues and events, laws asked, rights not.
[[nodiscard]] base::Result<WorkerId> hire_in(Call&, store::Unit&, const Ground&, const people::Grants&, base::PersonId, const HireWorker&, bool appoint);
[[nodiscard]] base::Result<DaySheetResult> fill_in(Call&, store::Unit&, const Ground&, const FillDaySheet&, const std::vector<WorkerRow>& workers, const std::vector<DayRow>& there);
[[nodiscard]] base::Result<TrainingId> hold_in(Call&, store::Unit&, const Ground&, const HoldTraining&, const std::vector<WorkerRow>& workers);
void put_probation_due(store::Unit&, const Ground&, const WorkerRow&);
void put_contract_due(store::Unit&, const Ground&, const WorkerRow&);

}  // namespace workforce
