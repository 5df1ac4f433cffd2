#include "matters/jobs.hpp"

#include "base/limits.hpp"
#include "matters/context.hpp"
#include "matters/review.hpp"
#include "matters/tables.hpp"

namespace matters {
namespace {

constexpr int batch = 100;
constexpr base::Duration watch_every = base::minutes(5);
constexpr base::Duration index_every = base::minutes(1);

store::Work system_work(const store::Moment& moment) { return {moment, {.channel = "system"}}; }

// Marks one clock, if it still runs unmarked: the event, the row, and for an overdue one the reminder above.
base::Done mark(registry::House& house, store::Unit& unit, const workflow::Ripe& ripe) {
  unit.lock(10, ripe.subject);
  auto before = load(unit, unit.district(), {ripe.subject.id});
  if (!before) return {};
  const workflow::Clock* clock = workflow::live_clock(before->clocks, ripe.code);
  const bool still = clock && clock->state == workflow::ClockState::running && !clock->overdue_at && (ripe.overdue || !clock->warned_at);
  if (!still) return {};
  TRY(c, context(house, unit, unit.moment()));
  TRY(machine, machine_of(house, unit, unit.district(), before->record.machine_version));
  MarkedBody body{.stage = before->record.stage, .due_at = clock->due_at};
  body.clocks.push_back({.code = ripe.code, .change = ripe.overdue ? workflow::ChangeKind::overdue : workflow::ChangeKind::warn});
  if (const auto owner = owner_of(c, *machine, before->record)) body.unit_id = owner;
  const char* kind = ripe.overdue ? "matter.overdue" : "matter.warned";
  const std::string json = described::to_json(body);
  TRY(after, fold(*before, kind, json, {}, before->record.id, {}, unit.now()));
  update(unit, *before, after);
  if (ripe.overdue) put_escalation(unit, c, *machine, after);
  TRY_DO(record(house, unit, after.record, kind, json));
  return {};
}

}  // namespace

base::Done watch_at(registry::House& house, const store::Moment& moment) {
  for (;;) {
    const auto found = house.store.read([&](store::Session& s) { return workflow::ripe(s, moment.district, subject_kind, moment.now, batch); });
    for (const workflow::Ripe& each : found)
      TRY_DO(house.store.write(system_work(moment), [&](store::Unit& unit) { return mark(house, unit, each); }));
    if (found.size() < static_cast<std::size_t>(batch)) return {};
  }
}

base::Result<store::JobDone> watch(registry::House& house, store::JobRun& run) {
  TRY_DO(watch_at(house, run.moment()));
  TRY_DO(bring_back_held(house, run.moment()));
  return store::JobDone{.again_at = run.moment().now + watch_every};
}

// Ids rise with real time; the youngest seconds are left for the next run, since another server's unit may still be on its way.
base::Result<store::JobDone> index(registry::House& house, store::JobRun& run) {
  const store::Moment moment = run.moment();
  constexpr std::int64_t epoch_ms_2024 = 1'704'067'200'000;
  const std::int64_t old_ms = moment.real_now.micros / 1000 - epoch_ms_2024 - 30'000;
  const std::int64_t upto = old_ms > 0 ? old_ms << 21 : 0;
  for (;;) {
    const auto done = house.store.write(system_work(moment), [&](store::Unit& unit) -> base::Result<bool> {
      unit.lock(10, {"matter_index", 1});
      const auto rows = words_between(unit, unit.district(), indexed_to(unit, unit.district()), upto, base::limits::job_chunk_rows);
      for (const WordsRow& row : rows) index_words(unit, row.id, searched_words(row));
      if (!rows.empty()) set_indexed_to(unit, rows.back().id.value);
      return rows.size() == static_cast<std::size_t>(base::limits::job_chunk_rows);
    });
    TRY(more, done);
    if (!more) break;
    if (run.stopping()) return store::JobDone{.finished = false};
  }
  return store::JobDone{.again_at = moment.now + index_every};
}

base::Result<JobView> job_view(registry::Call& call, base::JobId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<JobView> {
    const auto job = store::job(s, call.district(), id);
    if (!job || job->asked_by != call.principal.person) return base::fail(base::ErrorCode::not_found, "matters.no_such_job");
    JobView v{.id = job->id, .kind = job->kind, .state = job->state, .progress_done = job->progress_done, .progress_total = job->progress_total};
    if (job->state == "failed") v.error = job->error;
    return v;
  });
}

base::Result<store::JobDone> erase(registry::House& house, store::JobRun& run) {
  const store::Moment moment = run.moment();
  TRY(before, house.store.read([&](store::Session& s) -> base::Result<base::Instant> {
    const base::CivilDate today = house.areas.civil_today(s, moment);
    TRY(retention, house.book.in_force_as<Retention>(parse_retention, s, moment.district, "retention/matters", today));
    return moment.now - base::hours(24 * retention->reporter_days);
  }));
  for (;;) {
    const auto found = house.store.read([&](store::Session& s) { return to_erase(s, moment.district, before, batch); });
    const base::Done done = house.store.write(system_work(moment), [&](store::Unit& unit) -> base::Done {
      for (const base::MatterId id : found) unit.lock(10, {std::string(subject_kind), id.value});
      for (const base::MatterId id : found) {
        const auto m = matter(unit, unit.district(), id);
        if (!m) continue;
        store::erase_personal(unit, {std::string(subject_kind), id.value});
        erase_reporter(unit, id);
        TRY_DO(record(house, unit, *m, "matter.erased", "{}"));
      }
      return {};
    });
    TRY_DO(done);
    if (found.size() < static_cast<std::size_t>(batch)) break;
    if (run.stopping()) return store::JobDone{.finished = false};
  }
  return store::JobDone{.again_at = moment.now + base::hours(24)};
}

}  // namespace matters
