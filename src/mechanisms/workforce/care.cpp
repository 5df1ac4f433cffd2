// Training hours and the conduct record: praise and warnings with reason and evidence, which the worker may object to.
#include <algorithm>

#include "mechanisms/workforce/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"

namespace workforce {
namespace {

base::Subject subject(WorkerId id) { return {std::string(worker_kind), id.value}; }

base::Result<DoneView> noted(Call& call, store::Unit& unit, const ConductRow& r, base::AreaId area) {
  TRY(event, note(call, unit, "worker.conduct", subject(r.worker_id),
                  described::to_json(ConductNoted{r.id, r.kind, r.on_day, r.reason, r.evidence, r.state, r.objection, r.answer}), area));
  static_cast<void>(event);
  return DoneView{std::to_string(r.id.value)};
}

const char* const objection_due = "workforce.objection";

}  // namespace

base::Result<DoneView> note_conduct(Call& call, std::int64_t id, const NoteConduct& c) {
  TRY(a, allowed(call, id, care_action));
  return write<DoneView>(call, a.through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    TRY(w, again(unit, id, {}));
    if (c.on > g.today || !on_duty(w, c.on)) return base::refuse("workforce.not_at_work_then", law("conduct"), "workforce.choose_a_past_day");
    const ConductRow r{unit.make<ConductId>(), w.id, c.kind, c.on, c.reason, c.evidence, ConductState::standing, {}, {}, 1};
    insert_conduct(unit, r);
    return noted(call, unit, r, w.area_id);
  }, Lock::records);
}

base::Result<DoneView> object(Call& call, std::int64_t id, const ObjectConduct& c) {
  const auto found = call.house.store.read([&](store::Session& s) { return worker(s, call.district(), {id}, {}); });
  if (!found) return base::fail(base::ErrorCode::not_found, "workforce.no_such_worker");
  if (!call.principal.person || found->row.person_id != call.principal.person)
    return std::unexpected(base::Error{.code = base::ErrorCode::forbidden, .reason = "workforce.only_oneself", .rule = law("conduct"), .remedy = "workforce.ask_the_worker"});
  return write<DoneView>(call, {}, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    auto r = conduct(unit, unit.district(), c.conduct_id);
    if (!r || r->worker_id != WorkerId{id}) return base::fail(base::ErrorCode::not_found, "workforce.no_such_conduct");
    if (r->state != ConductState::standing) return base::refuse("workforce.answered_already", law("conduct"), "workforce.look_again");
    r->state = ConductState::objected;
    r->objection = c.objection;
    update_conduct(unit, *r);
    const territory::Area* above = g.tree->subdistrict_of(found->row.area_id);
    if (const people::OrgUnit* office = above != nullptr ? g.units->responsible(above->id) : nullptr; office != nullptr)
      dues::put(unit, {.subject = subject({id}), .kind = objection_due, .bucket = "to_handle", .org_unit = office->id, .post_kind = "",
                       .area = found->row.area_id, .title = "网格员对提醒（表扬）提出异议，请答复", .context = g.tree->find(found->row.area_id)->name, .since = unit.now()});
    return noted(call, unit, *r, found->row.area_id);
  }, Lock::records);
}

base::Result<DoneView> answer(Call& call, std::int64_t id, const AnswerObjection& c) {
  TRY(a, allowed(call, id, manage_action));
  return write<DoneView>(call, a.through, c.client_ref, [&](store::Unit& unit, const Ground&) -> base::Result<DoneView> {
    auto r = conduct(unit, unit.district(), c.conduct_id);
    if (!r || r->worker_id != WorkerId{id}) return base::fail(base::ErrorCode::not_found, "workforce.no_such_conduct");
    if (r->state != ConductState::objected) return base::refuse("workforce.no_objection", law("conduct"), "workforce.look_again");
    r->state = c.upheld ? ConductState::upheld : ConductState::withdrawn;
    r->answer = c.answer;
    update_conduct(unit, *r);
    const auto all = conduct_of(unit, unit.district(), {id});
    if (std::none_of(all.begin(), all.end(), [](const ConductRow& one) { return one.state == ConductState::objected; }))
      dues::remove(unit, subject({id}), objection_due);
    return noted(call, unit, *r, a.found.row.area_id);
  }, Lock::records);
}

base::Result<std::vector<TrainingView>> training_list(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<TrainingView>> {
    TRY(g, ground(call, s));
    std::vector<TrainingView> out;
    for (const TrainingRow& t : trainings(s, call.district(), g.year_start(), g.today + 366)) {
      if (!people::may(call.principal, read_action, scope_at(g, t.area_id))) continue;
      const territory::Area* area = g.tree->find(t.area_id);
      out.push_back({t.id, t.area_id, area != nullptr ? area->name : std::string{}, t.subject, t.place, t.held_on, t.minutes, t.attended});
    }
    return out;
  });
}

base::Result<TrainingId> hold_in(Call& call, store::Unit& unit, const Ground& g, const HoldTraining& c, const std::vector<WorkerRow>& workers) {
  const TrainingRow row{unit.make<TrainingId>(), c.area_id, c.subject, c.place, c.held_on, c.minutes, static_cast<std::int64_t>(c.worker_ids.size())};
  insert_training(unit, row);
  TRY(event, note(call, unit, "training.held", {"training", row.id.value},
                  described::to_json(TrainingHeld{row.area_id, row.subject, row.place, row.held_on, row.minutes, c.worker_ids}), row.area_id));
  for (const WorkerId id : c.worker_ids) {
    const auto it = std::find_if(workers.begin(), workers.end(), [&](const WorkerRow& w) { return w.id == id; });
    if (it == workers.end()) return base::fail(base::ErrorCode::not_found, "workforce.no_such_worker");
    const territory::Area* area = g.tree->find(it->area_id);
    facts::add(unit, {.kind = "training.attended", .subject = subject(id), .amount = c.minutes, .measure = "minutes", .org_unit = it->org_unit_id, .area = it->area_id,
                      .area_version = area != nullptr ? area->version.value : 0, .occurred_on = c.held_on, .event = event, .evidence = {"training", row.id.value}});
  }
  return row.id;
}

base::Result<DoneView> hold_training(Call& call, std::int64_t, const HoldTraining& c) {
  TRY(through, allowed_at(call, c.area_id, care_action));
  return write<DoneView>(call, through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DoneView> {
    if (c.held_on > g.today) return base::refuse("workforce.day_lies_ahead", law("day_sheet"), "workforce.choose_a_past_day");
    base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid"};
    const auto all = worker_rows(unit, unit.district());
    for (std::size_t i = 0; i < c.worker_ids.size(); ++i) {
      const auto it = std::find_if(all.begin(), all.end(), [&](const WorkerRow& w) { return w.id == c.worker_ids[i]; });
      if (it == all.end() || !on_duty(*it, c.held_on) || !g.tree->is_below(it->area_id, c.area_id))
        wrong.errors.push_back({"/worker_ids/" + std::to_string(i), "workforce.not_of_this_community", {}});
      else if (std::count(c.worker_ids.begin(), c.worker_ids.end(), c.worker_ids[i]) > 1)
        wrong.errors.push_back({"/worker_ids/" + std::to_string(i), "workforce.marked_twice", {}});
    }
    if (c.worker_ids.empty()) wrong.errors.push_back({"/worker_ids", "workforce.nobody_came", {}});
    if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
    TRY(id, hold_in(call, unit, g, c, all));
    return DoneView{std::to_string(id.value)};
  }, Lock::records);
}

}  // namespace workforce
