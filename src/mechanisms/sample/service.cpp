#include "mechanisms/sample/service.hpp"

#include "base/assert.hpp"
#include "definitions/times.hpp"
#include "instruments/workflow/limits.hpp"
#include "mechanisms/sample/tables.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/links/links.hpp"
#include "store/districts.hpp"
#include "store/idempotency.hpp"

namespace sample {
namespace {

constexpr int lock_floor = 11;

// What the room needs to know of its surroundings, as of the district's day.
struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  std::shared_ptr<const workflow::Machine> machine{};
  std::shared_ptr<const workflow::LimitTable> limits{};
  std::optional<definitions::Times> times{};
  [[nodiscard]] workflow::TimeTable time() const {
    return {times->rules(), times->calendar.definition->code, times->calendar.definition->version, times->hours.definition->code, times->hours.definition->version};
  }
};

base::Result<Ground> ground(registry::House& house, store::Session& s, const store::Moment& moment) {
  Ground g;
  g.tree = house.areas.today(s, moment);
  g.units = house.people.units(s, moment.district, g.tree->day());
  const auto district = store::district_by_id(s, moment.district);
  ASSERT(district.has_value());
  TRY(machine, house.book.in_force_as<workflow::Machine>(workflow::parse_machine, s, moment.district, "loan", g.tree->day()));
  TRY(limits, house.book.in_force_as<workflow::LimitTable>(workflow::parse_limits, s, moment.district, "limits/sample", g.tree->day()));
  TRY(times, definitions::times(house.book, s, moment.district, district->time_zone, g.tree->day()));
  g.machine = machine.value;
  g.limits = limits.value;
  g.times.emplace(std::move(times));
  return g;
}

people::Scope scope(const Ground& g, const Loan& l) { return people::scope_of(*g.tree, std::string(subject_kind), l.id.value, l.area_id); }

LoanView view_of(const Ground& g, const Loan& l) {
  LoanView v{.id = l.id, .version = l.version, .stage = l.stage};
  if (const workflow::Stage* stage = g.machine->stage(l.stage)) v.stage_zh = stage->zh, v.stage_en = stage->en;
  v.tool = l.tool;
  if (l.phone) v.phone_masked = base::MaskedPhone(*l.phone);
  v.area_id = l.area_id;
  v.asked_at = l.asked_at;
  return v;
}

void put_dues(store::Unit& unit, const Ground& g, const State& s) {
  const base::Subject subject{std::string(subject_kind), s.loan.id.value};
  dues::remove(unit, subject);
  const workflow::Stage* stage = g.machine->stage(s.loan.stage);
  const people::OrgUnit* owner = g.units->responsible_above(*g.tree, s.loan.area_id);
  if (!stage || !owner) return;
  for (const workflow::DueRule& rule : stage->dues) {
    dues::Due due{.subject = subject, .kind = "sample." + s.loan.stage, .bucket = rule.bucket, .org_unit = owner->id, .post_kind = rule.post_kind};
    due.area = s.loan.area_id;
    due.title = s.loan.tool;
    due.since = unit.now();
    if (const workflow::Clock* clock = workflow::live_clock(s.clocks, stage->clock)) due.due_at = clock->due_at;
    dues::put(unit, due);
  }
}

// Event, fold, rows, dues: the same for every step.
base::Result<State> save(registry::House& house, store::Unit& unit, const Ground& g, const std::optional<State>& before, LoanId id, std::string kind,
                         std::string body, std::string personal = {}) {
  State start = before.value_or(State{});
  start.loan.district_id = unit.district();
  TRY(after, fold(std::move(start), kind, body, personal, id, unit.actor().person, unit.now()));
  if (before) update(unit, *before, after);
  else insert(unit, after);
  put_dues(unit, g, after);
  TRY(event, registry::record(house, unit, {.kind = std::move(kind), .subject = {std::string(subject_kind), id.value}, .body = std::move(body),
                                            .personal = std::move(personal), .definition = "loan@" + std::to_string(g.machine->version), .area = after.loan.area_id}));
  if (after.loan.stage == "back")
    facts::add(unit, {.kind = "sample.brought_back", .subject = {std::string(subject_kind), id.value}, .area = after.loan.area_id,
                      .occurred_on = g.tree->day(), .event = event});
  return after;
}

base::Result<State> ask_in(registry::House& house, store::Unit& unit, const Ground& g, const AskLoan& c) {
  AskedBody body{.tool = c.tool, .stage = g.machine->first, .area_id = c.area_id};
  body.clocks.push_back(workflow::start_clock(g.machine->stage(g.machine->first)->clock, *g.limits, "", g.tree->grade_of(c.area_id), unit.now(), g.time()));
  const std::string personal = c.phone ? described::to_personal_json(AskedPersonal{c.phone}) : std::string{};
  return save(house, unit, g, std::nullopt, unit.make<LoanId>(), "sample.asked", described::to_json(body), personal);
}

base::Error no_such_area() {
  return {.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/area_id", "sample.no_such_area", {}}}};
}

base::Result<State> move_in(registry::Call& call, store::Unit& unit, const Ground& g, LoanId id, std::string_view name, const MoveLoan& c) {
  unit.lock(lock_floor, {std::string(subject_kind), id.value});
  const auto before = load(unit, unit.district(), id);
  if (!before) return base::fail(base::ErrorCode::not_found, "sample.no_such_loan");
  if (auto post = people::may(call.principal, "sample.lend", scope(g, before->loan)); !post) return std::unexpected(std::move(post).error());
  const GuardFacts facts{position_of(before->loan), call.principal.person, out_now(unit, unit.district(), before->loan.area_id, before->loan.tool)};
  workflow::Attempt attempt{std::string(name), call.principal.person, unit.now(), c.if_version, {}};
  if (!c.reason.empty()) attempt.given.emplace_back("reason");
  TRY(decision, workflow::decide(*g.machine, facts.at, attempt, [&facts](std::string_view each) { return guard(each, facts); }));
  MovedBody body{decision.move->id, decision.from, decision.to, c.reason, decision.move->effects, {}};
  for (const std::string& clock : decision.move->clocks_meet)
    if (workflow::live_clock(before->clocks, clock)) body.clocks.push_back({.code = clock, .change = workflow::ChangeKind::meet});
  return save(call.house, unit, g, before, id, "sample." + decision.move->event, described::to_json(body));
}

}  // namespace

base::Result<LoanView> ask(registry::Call& call, const AskLoan& c) {
  struct Ready { Ground ground{}; base::PostId post{}; };
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    if (!g.tree->find(c.area_id)) return std::unexpected(no_such_area());
    TRY(post, people::may(call.principal, "sample.ask", people::scope_of(*g.tree, std::string(subject_kind), 0, c.area_id)));
    return Ready{std::move(g), post};
  }));
  TRY(json, call.house.store.write(call.work(ready.post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(state, ask_in(call.house, u, ready.ground, c));
      return described::to_json(view_of(ready.ground, state.loan));
    });
  }));
  return described::parse<LoanView>(json);
}

base::Result<LoanView> move(registry::Call& call, LoanId id, std::string_view name, const MoveLoan& c) {
  TRY(g, call.house.store.read([&](store::Session& s) { return ground(call.house, s, call.moment); }));
  const std::string body = std::to_string(id.value) + "/" + std::string(name) + "\n" + call.raw_body;
  const base::PostId post = call.principal.posts.empty() ? base::PostId{} : call.principal.posts.front().post;
  TRY(json, call.house.store.write(call.work(post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(state, move_in(call, u, g, id, name, c));
      return described::to_json(view_of(g, state.loan));
    });
  }));
  return described::parse<LoanView>(json);
}

base::Result<LoanView> one(registry::Call& call, LoanId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<LoanView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto state = load(s, call.district(), id);
    if (!state) return base::fail(base::ErrorCode::not_found, "sample.no_such_loan");
    if (auto post = people::may(call.principal, "sample.read", scope(g, state->loan)); !post) return std::unexpected(std::move(post).error());
    return view_of(g, state->loan);
  });
}

base::Result<LoanPage> list(registry::Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<LoanPage> {
    TRY(g, ground(call.house, s, call.moment));
    // A reach names areas of any level; loans stand on exactly one, so a post's areas are spread to all below.
    people::Reach reach = people::reach(call.principal, "sample.read");
    reach.areas = g.tree->below(reach.areas);
    TRY(query, store::parse_list(list_spec(), params, {.time_zone = call.time_zone}));
    auto rows = page(s, query, reach, call.district());
    LoanPage out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const Loan& l : rows.items) out.items.push_back(view_of(g, l));
    return out;
  });
}

base::Result<base::Subject> open(registry::Call& call, store::Unit& unit, const base::Subject& origin, std::string_view command_json) {
  TRY(command, described::parse<AskLoan>(command_json));
  TRY(g, ground(call.house, unit, unit.moment()));
  if (!g.tree->find(command.area_id)) return std::unexpected(no_such_area());
  if (auto post = people::may(call.principal, "sample.ask", people::scope_of(*g.tree, std::string(subject_kind), 0, command.area_id)); !post)
    return std::unexpected(std::move(post).error());
  TRY(state, ask_in(call.house, unit, g, command));
  const base::Subject made{std::string(subject_kind), state.loan.id.value};
  links::add(unit, "born_of", made, origin);
  return made;
}

base::Done on_struck_off(registry::House& house, store::Unit& unit, const store::NewEvent& event) {
  for (const links::Link& each : links::into(unit, unit.district(), event.subject)) {
    if (each.kind != "born_of" || each.from.kind != subject_kind) continue;
    facts::add(unit, {.kind = "sample.origin_closed", .subject = each.from, .area = event.area, .occurred_on = house.areas.today(unit, unit.moment())->day()});
  }
  return {};
}

base::Result<store::JobDone> erase_old(registry::House& house, store::JobRun& run) {
  const store::Moment moment = run.moment();
  TRY_DO(house.store.write({moment, {.channel = "system"}}, [&](store::Unit& unit) -> base::Done {
    for (const LoanId id : erase_phones(unit, moment.now - base::hours(24 * 365))) store::erase_personal(unit, {std::string(subject_kind), id.value});
    return {};
  }));
  return store::JobDone{.again_at = moment.now + base::hours(24)};
}

std::string check_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  for (const LoanId id : subject.id && subject.kind == subject_kind ? std::vector<LoanId>{{subject.id}} : all_ids(s, district)) {
    State folded;
    folded.loan.district_id = district;
    for (const store::Event& e : store::events_of(s, district, {std::string(subject_kind), id.value})) {
      auto next = fold(std::move(folded), e.kind, e.body, e.personal, id, e.actor.person, e.happened_at);
      if (!next) return "loan " + std::to_string(id.value) + ": its events do not fold";
      folded = std::move(*next);
    }
    const auto table = load(s, district, id);
    if (!table || described::to_personal_json(table->loan) != described::to_personal_json(folded.loan) || table->clocks.size() != folded.clocks.size())
      return "loan " + std::to_string(id.value) + " is not what its events say";
  }
  return {};
}

}  // namespace sample
