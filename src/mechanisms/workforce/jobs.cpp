#include "mechanisms/workforce/jobs.hpp"

#include <fmt/format.h>

#include "mechanisms/workforce/service.hpp"
#include "records/facts/facts.hpp"
#include "store/journal.hpp"

namespace workforce {
namespace {

Call system_call(registry::House& house, store::JobRun& run) {
  return {.house = house, .principal = people::system_principal(run.district()), .moment = run.moment(), .channel = "system"};
}

}  // namespace

base::Result<store::JobDone> watch(registry::House& house, store::JobRun& run) {
  Call call = system_call(house, run);
  TRY(found, house.store.write(store::Work{call.moment, {}}, [&](store::Unit& unit) -> base::Result<std::int64_t> {
    unit.lock(lock_floor, {"workforce", 0});
    TRY(g, ground(call, unit));
    std::int64_t n = 0;
    for (const WorkerRow& w : worker_rows(unit, unit.district())) {
      if (w.state == WorkerState::left || w.contract_to > g.today + g.rules->contract_alert_days) continue;
      put_contract_due(unit, g, w);
      ++n;
    }
    return n;
  }));
  return store::JobDone{.result = std::to_string(found), .again_at = call.moment.now + base::hours(24)};
}

base::Result<store::JobDone> forget(registry::House& house, store::JobRun& run) {
  Call call = system_call(house, run);
  TRY(gone, house.store.write(store::Work{call.moment, {}}, [&](store::Unit& unit) -> base::Result<std::int64_t> {
    unit.lock(lock_floor, {"workforce", 0});
    TRY(g, ground(call, unit));
    std::int64_t n = 0;
    for (const ApplicationRow& a : applications_to_forget(unit, unit.district(), g.today + -g.rules->applicants_kept_days)) {
      forget_application(unit, a.id);
      store::erase_personal(unit, {"worker_application", a.id.value});
      TRY(event, note(call, unit, "worker_application.forgotten", {"worker_application", a.id.value}, described::to_json(ApplicationEvent{a.id, a.state, {}}), {}));
      static_cast<void>(event);
      ++n;
    }
    return n;
  }));
  return store::JobDone{.result = std::to_string(gone), .again_at = call.moment.now + base::hours(gone == 200 ? 1 : 24 * 7)};
}

std::string workers_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (subject.id != 0 && subject.kind != worker_kind) return {};
  for (const WorkerRow& row : worker_rows(s, district)) {
    if (subject.id != 0 && row.id.value != subject.id) continue;
    WorkerRow folded{.id = row.id, .version = row.version};
    for (const store::Event& e : store::events_of(s, district, {std::string(worker_kind), row.id.value})) {
      if (e.kind == "worker.hired") {
        const auto b = described::parse<WorkerHired>(e.body);
        if (!b) return fmt::format("the hiring of worker {} cannot be read", row.id.value);
        folded.person_id = b->person, folded.org_unit_id = b->org_unit, folded.area_id = b->area, folded.kind = b->kind, folded.hired_on = b->on;
        folded.probation_to = b->probation_to, folded.state = b->probation_to ? WorkerState::probation : WorkerState::regular;
        folded.contract_number = b->contract, folded.contract_from = b->contract_from, folded.contract_to = b->contract_to;
      } else if (e.kind == "worker.contracted") {
        if (const auto b = described::parse<WorkerContracted>(e.body))
          folded.contract_number = b->contract, folded.kind = b->kind, folded.contract_from = b->from, folded.contract_to = b->to;
      } else if (e.kind == "worker.confirmed") {
        if (const auto b = described::parse<WorkerConfirmed>(e.body)) folded.probation_to = b->probation_to, folded.state = b->passed ? WorkerState::regular : WorkerState::probation;
      } else if (e.kind == "worker.transferred") {
        if (const auto b = described::parse<WorkerTransferred>(e.body)) folded.area_id = b->area, folded.org_unit_id = b->org_unit;
      } else if (e.kind == "worker.left") {
        if (const auto b = described::parse<WorkerLeft>(e.body)) folded.state = WorkerState::left, folded.left_on = b->on, folded.leave_reason = b->reason;
      }
    }
    if (described::to_json(folded) != described::to_json(row)) return fmt::format("worker {} is not what the events say", row.id.value);
  }
  return {};
}

std::string days_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (subject.id != 0 && subject.kind != "day_sheet") return {};
  struct Said { DayState state{}; std::string reason{}; base::EventId event{}; };
  std::map<base::AreaId, std::map<std::pair<std::int64_t, std::int32_t>, Said>> folded;
  for (const DayRow& row : all_days(s, district, base::AreaId{subject.id})) {
    auto [it, fresh] = folded.try_emplace(row.area_id);
    if (fresh)
      for (const store::Event& e : store::events_of(s, district, {"day_sheet", row.area_id.value}))
        if (const auto b = described::parse<DaySheetFilled>(e.body))
          for (const DayMark& m : b->marks) it->second[{m.worker.value, b->day.days}] = {m.state, m.reason, e.id};
    const auto said = it->second.find({row.worker_id.value, row.day.days});
    if (said == it->second.end() || said->second.state != row.state || said->second.reason != row.reason)
      return fmt::format("the day {} of worker {} is not what the events say", row.day.days, row.worker_id.value);
  }
  return {};
}

}  // namespace workforce
