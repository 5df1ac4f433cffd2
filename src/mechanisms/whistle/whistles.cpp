// The whistle's way: drafted, approved or blown first, merged, withdrawn, closed.
#include <algorithm>

#include "mechanisms/whistle/service.hpp"
#include "records/facts/facts.hpp"
#include "records/files/depot.hpp"
#include "records/links/links.hpp"
#include "store/idempotency.hpp"

namespace whistle {

base::Error no_such_whistle() { return {.code = base::ErrorCode::not_found, .reason = "whistle.no_such_whistle"}; }
base::Error no_such_line() { return {.code = base::ErrorCode::not_found, .reason = "whistle.no_such_line"}; }

std::optional<std::string> shown_clock(const workflow::Machine& machine, std::string_view stage) {
  const workflow::Stage* s = machine.stage(stage);
  if (!s || s->clock.empty()) return std::nullopt;
  return s->clock;
}

namespace {

bool has(const std::vector<std::string>& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }
std::optional<std::int64_t> e7(std::optional<double> degrees) {
  if (!degrees) return std::nullopt;
  return static_cast<std::int64_t>(*degrees * 1e7);
}
base::Subject origin_of(const Whistle& w) { return {w.origin_kind, w.origin_id}; }
const std::vector<std::string>& origin_kinds() {
  static const std::vector<std::string> kinds{"matter", "talk_item", "campaign_finding", "joint_operation"};
  return kinds;
}

// Where a whistle stands: a grid's community, else the subdistrict itself.
const territory::Area* standing(const Ground& g, base::AreaId id) {
  if (!g.tree->subdistrict_of(id)) return nullptr;
  const territory::Area* community = g.tree->community_of(id);
  return community ? community : g.tree->subdistrict_of(id);
}

base::Done check_text(const Ground& g, const SaveWhistle& c) {
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid"};
  if (!g.kinds->find(c.kind)) wrong.errors.push_back({"/kind", "whistle.no_such_kind", {}});
  if (!standing(g, c.area_id)) wrong.errors.push_back({"/area_id", "whistle.not_in_a_subdistrict", {}});
  if (c.origin && !has(origin_kinds(), c.origin->kind)) wrong.errors.push_back({"/origin/kind", "whistle.no_such_origin", {}});
  if (c.lon.has_value() != c.lat.has_value()) wrong.errors.push_back({"/lat", "base.missing", {}});
  for (std::size_t i = 0; i < c.lines.size(); ++i) {
    const PlannedLine& p = c.lines[i];
    const std::string path = "/lines/" + std::to_string(i);
    if (!g.units->find(p.unit_id)) wrong.errors.push_back({path + "/unit_id", "whistle.no_such_unit", {}});
    else if (!may_be_called(g, p.unit_id, p.post_kind)) wrong.errors.push_back({path + "/unit_id", "whistle.nobody_answers", {}});
    if (!g.competence->find(p.item)) wrong.errors.push_back({path + "/item", "whistle.no_such_item", {}});
    for (std::size_t j = 0; j < i; ++j)
      if (c.lines[j].unit_id == p.unit_id) wrong.errors.push_back({path + "/unit_id", "whistle.already_called", {}});
  }
  if (std::count_if(c.lines.begin(), c.lines.end(), [](const PlannedLine& p) { return p.lead; }) > 1) wrong.errors.push_back({"/lines", "whistle.one_leads", {}});
  if (wrong.errors.empty()) return {};
  return std::unexpected(std::move(wrong));
}

WhistleText text_of(const Ground& g, const SaveWhistle& c) {
  const territory::Area* area = standing(g, c.area_id);
  const territory::Area* subdistrict = g.tree->subdistrict_of(c.area_id);
  const people::OrgUnit* office = g.units->responsible(subdistrict->id);
  WhistleText b{.stage = g.machine->first, .kind = c.kind, .title = c.title, .description = c.description, .area_id = area->id, .subdistrict_id = subdistrict->id, .place = c.place,
                .lon_e7 = e7(c.lon), .lat_e7 = e7(c.lat), .unit_id = office ? office->id : base::OrgUnitId{}, .chair = c.chair, .differ_reason = c.differ_reason, .lines = c.lines};
  for (PlannedLine& p : b.lines) p.post_kind = answering_post(g, p.unit_id, p.post_kind);
  if (!b.lines.empty() && std::none_of(b.lines.begin(), b.lines.end(), [](const PlannedLine& p) { return p.lead; })) b.lines.front().lead = true;
  if (c.origin) b.origin_kind = c.origin->kind, b.origin_id = c.origin->id.value, b.waits = c.waits;
  return b;
}

std::vector<std::string> given(const MoveWhistle& c) {
  std::vector<std::string> out;
  const auto add = [&out](bool there, const char* name) { if (there) out.emplace_back(name); };
  add(!c.text.empty(), "text");
  add(!c.reason.empty(), "reason");
  add(!c.outcome.empty(), "outcome");
  add(c.unit_id.has_value(), "unit_id");
  add(!c.item.empty(), "item");
  add(c.into.has_value(), "into");
  add(!c.photos.empty(), "photos");
  return out;
}

base::Done check_form(const Ground& g, const workflow::Move& move, const MoveWhistle& c) {
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid"};
  if (const workflow::FormField* f = move.field("outcome"); f && !c.outcome.empty() && !has(f->choices, c.outcome))
    wrong.errors.push_back({"/outcome", "base.unknown_choice", {{"choices", "solved, partly, unsolved"}}});
  if (move.field("item") && !c.item.empty() && !g.competence->find(c.item)) wrong.errors.push_back({"/item", "whistle.no_such_item", {}});
  if (wrong.errors.empty()) return {};
  return std::unexpected(std::move(wrong));
}

// What of the form guards ask about.
void look_at_form(Facts& f, const Act& act, const Whistle& w, const std::vector<Line>& lines, const MoveWhistle& c) {
  if (c.unit_id) {
    f.unit_has_post = may_be_called(act.g, *c.unit_id, c.post_kind);
    f.unit_called = std::any_of(lines.begin(), lines.end(), [&](const Line& l) { return l.unit_id == *c.unit_id && l.stage != "cancelled" && l.stage != "released"; });
  }
  if (c.into) {
    const auto into = load(act.unit, act.unit.district(), *c.into);
    f.into_open = into && into->whistle.id != w.id && into->whistle.stage == "blown" && into->whistle.subdistrict_id == w.subdistrict_id;
  }
}

// Each open line goes over with its clocks; where the other whistle has called the same unit already, that line goes on and this one ends in it.
base::Done merge_lines(const Act& act, const Whistle& from, WhistleId into) {
  const auto target = load(act.unit, act.unit.district(), into);
  const auto there = lines_of(act.unit, act.unit.district(), into);
  for (const Line& l : lines_of(act.unit, act.unit.district(), from.id)) {
    if (is_closed(l)) continue;
    const auto state = load(act.unit, act.unit.district(), l.id);
    const auto same = std::find_if(there.begin(), there.end(), [&](const Line& t) { return t.unit_id == l.unit_id && !is_closed(t); });
    if (same != there.end()) {
      const auto ended = end_with_whistle(act, *state, "", same->id);
      if (!ended) return std::unexpected(ended.error());
      continue;
    }
    const auto taken = put(act, state, l.id, "whistle.line_moved", described::to_json(LineTaken{into, target->whistle.kind, target->whistle.title}));
    if (!taken) return std::unexpected(taken.error());
  }
  return {};
}

base::Done after_move(const Act& act, const workflow::Move& move, const WhistleState& s, const MoveWhistle& c) {
  const Whistle& w = s.whistle;
  for (const base::FileId file : c.photos) TRY_DO(act.call.house.files.link(act.unit, file, subject_of(w), move.id));
  if (has(move.effects, "call_lines@1")) {
    const bool added = move.id == "add_line";
    const std::vector<PlannedLine> called = added ? std::vector<PlannedLine>{{*c.unit_id, answering_post(act.g, *c.unit_id, c.post_kind), c.item, false}} : planned_of(w);
    for (const PlannedLine& p : called) {
      const auto line = call_line(act, w, p, !added);
      if (!line) return std::unexpected(line.error());
    }
  }
  if (has(move.effects, "give_number@1") && w.waits) links::add(act.unit, waits_link, origin_of(w), subject_of(w));
  if (has(move.effects, "cancel_lines@1"))
    for (const Line& l : lines_of(act.unit, act.unit.district(), w.id)) {
      if (is_closed(l)) continue;
      const auto ended = end_with_whistle(act, *load(act.unit, act.unit.district(), l.id), c.reason);
      if (!ended) return std::unexpected(ended.error());
    }
  if (has(move.effects, "merge_lines@1")) {
    TRY_DO(merge_lines(act, w, *c.into));
    links::add(act.unit, "merged_into", subject_of(w), {std::string(whistle_kind), c.into->value});
    if (w.waits) links::add(act.unit, waits_link, origin_of(w), {std::string(whistle_kind), c.into->value});
  }
  if (w.closed_at && w.waits) links::remove(act.unit, waits_link, origin_of(w), subject_of(w));
  // Whoever waited for a whistle that was merged into this one waits no longer.
  if (w.closed_at)
    for (const links::Link& each : links::into(act.unit, act.unit.district(), subject_of(w)))
      if (each.kind == waits_link) links::remove(act.unit, waits_link, each.from, each.to);
  return {};
}

void say_facts(const Act& act, const Whistle& w, std::string_view kind, base::EventId event) {
  const bool says = kind == "whistle.blown" || kind == "whistle.refused_after" || kind == "whistle.closed";
  if (!says) return;
  const territory::Area* area = act.g.tree->find(w.area_id);
  facts::add(act.unit, {.kind = std::string(kind), .subject = subject_of(w), .amount = 1, .org_unit = w.unit_id, .area = w.area_id, .area_version = area ? area->version.value : 0,
                        .occurred_on = act.g.today(), .event = event});
}

template <class F>
base::Result<WhistleView> acting(registry::Call& call, const std::string& what, base::PostId post, const Ground& g, F run) {
  const std::string body = what + "/" + std::to_string(call.principal.person.value) + "\n" + call.raw_body;
  TRY(json, call.house.store.write(call.work(post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(state, run(Act{call, u, g}));
      TRY(seen, view_of(call, u, g, state));
      return described::to_json(seen);
    });
  }));
  return described::parse<WhistleView>(json);
}

struct Ready { Ground ground{}; base::PostId post{}; };

}  // namespace

base::Result<WhistleState> put(const Act& act, const std::optional<WhistleState>& before, WhistleId id, std::string kind, std::string body) {
  WhistleState start = before.value_or(WhistleState{});
  start.whistle.district_id = act.unit.district();
  TRY(after, fold(std::move(start), id, {kind, body, act.unit.actor().person, act.unit.now()}));
  if (before) update(act.unit, *before, after);
  else insert(act.unit, after);
  const std::string said = kind;
  TRY(event, registry::record(act.call.house, act.unit, {.kind = std::move(kind), .subject = subject_of(after.whistle), .body = std::move(body),
                                                         .definition = "whistle@" + std::to_string(act.g.machine->version), .area = after.whistle.area_id, .org_unit = after.whistle.unit_id}));
  say_facts(act, after.whistle, said, event);
  return after;
}

base::Result<WhistleState> drafted(const Act& act, const SaveWhistle& c) {
  TRY_DO(check_text(act.g, c));
  TRY(state, put(act, std::nullopt, act.unit.make<WhistleId>(), "whistle.drafted", described::to_json(text_of(act.g, c))));
  put_dues(act.unit, act.g, state);
  if (c.origin) links::add(act.unit, born_link, subject_of(state.whistle), origin_of(state.whistle));
  return state;
}

base::Result<WhistleState> moved(const Act& act, const WhistleState& before, std::string_view name, const MoveWhistle& c, bool automatic) {
  const Whistle& w = before.whistle;
  const auto lines = lines_of(act.unit, act.unit.district(), w.id);
  const workflow::Move* wanted = act.g.machine->move(name);
  if (!wanted || wanted->automatic != automatic) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", std::string(name)}});
  if (!automatic)
    if (auto post = people::may(act.call.principal, wanted->action, scope(act.g, w)); !post) return std::unexpected(std::move(post).error());
  TRY_DO(check_form(act.g, *wanted, c));
  Facts facts = facts_of(act.g, act.call.principal, w, lines);
  look_at_form(facts, act, w, lines, c);
  const workflow::Attempt attempt{std::string(name), act.call.principal.person, act.unit.now(), c.if_version, given(c)};
  TRY(decision, workflow::decide(*act.g.machine, position_of(w), attempt, [&](std::string_view each) { return guard(each, facts); }));
  const workflow::Move& move = *decision.move;
  WhistleMoved body{.move = move.id, .from = decision.from, .to = decision.to, .text = c.text, .reason = c.reason, .outcome = c.outcome};
  if (has(move.effects, "give_number@1")) {
    act.unit.lock(lock_floor, {"whistle_number", w.subdistrict_id.value});
    body.year = year_of(act.g, act.unit.now());
    body.serial = next_serial(act.unit, act.unit.district(), w.subdistrict_id, *body.year);
  }
  body.approval = has(move.effects, "open_approval@1") ? "open" : has(move.effects, "approval_given@1") ? "given" : has(move.effects, "approval_refused@1") ? "refused" : "";
  body.into = c.into;
  body.unit_id = c.unit_id;
  body.item = c.item;
  body.shown = shown_clock(*act.g.machine, decision.to);
  const std::string grade = act.g.tree->grade_of(w.area_id);
  const workflow::TimeTable time = act.g.time();
  body.clocks = workflow::clock_plan(move, before.clocks, {*act.g.limits, w.kind, grade, time}, act.unit.now());
  TRY(after, put(act, before, w.id, "whistle." + move.event, described::to_json(body)));
  put_dues(act.unit, act.g, after, move.bucket);
  TRY_DO(after_move(act, move, after, c));
  return after;
}

base::Done settle(const Act& act, WhistleId id) {
  const auto state = load(act.unit, act.unit.district(), id);
  if (!state || state->whistle.stage != "blown") return {};
  const auto lines = lines_of(act.unit, act.unit.district(), id);
  if (lines.empty() || !std::all_of(lines.begin(), lines.end(), is_closed)) return {};
  const auto done = moved(act, *state, "lines_closed", {}, true);
  if (!done) return std::unexpected(done.error());
  return {};
}

base::Result<WhistleView> draft(registry::Call& call, const SaveWhistle& c) {
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY_DO(people::need_action(call.principal, "whistle.draft"));
    TRY(g, ground(call.house, s, call.moment));
    TRY_DO(check_text(g, c));
    TRY(post, people::may(call.principal, "whistle.draft", people::scope_of(*g.tree, std::string(whistle_kind), 0, c.area_id)));
    return Ready{std::move(g), post};
  }));
  return acting(call, "draft", ready.post, ready.ground, [&](const Act& act) { return drafted(act, c); });
}

base::Result<WhistleView> save(registry::Call& call, WhistleId id, const SaveWhistle& c) {
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    const auto state = load(s, call.district(), id);
    if (!state) return std::unexpected(no_such_whistle());
    TRY(post, people::may(call.principal, "whistle.draft", scope(g, state->whistle)));
    TRY_DO(check_text(g, c));
    TRY_DO(people::may(call.principal, "whistle.draft", people::scope_of(*g.tree, std::string(whistle_kind), id.value, c.area_id)));
    return Ready{std::move(g), post};
  }));
  return acting(call, "save/" + std::to_string(id.value), ready.post, ready.ground, [&](const Act& act) -> base::Result<WhistleState> {
    act.unit.lock(lock_floor, {std::string(whistle_kind), id.value});
    const auto before = load(act.unit, act.unit.district(), id);
    const Whistle& w = before->whistle;
    if (c.if_version && *c.if_version != w.version)
      return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "workflow.moved_on", .params = {{"stage", w.stage}, {"stage_en", w.stage}},
                                         .remedy = "workflow.look_again", .now_version = w.version});
    if (w.stage != act.g.machine->first)
      return base::refuse("whistle.not_a_draft", {act.g.machine->code, act.g.machine->version, "stage/" + w.stage}, "whistle.withdraw_first");
    SaveWhistle text = c;
    if (!text.origin && !w.origin_kind.empty()) text.origin = Origin{w.origin_kind, {w.origin_id}}, text.waits = w.waits || c.waits;
    TRY(state, put(act, before, id, "whistle.saved", described::to_json(text_of(act.g, text))));
    put_dues(act.unit, act.g, state);
    return state;
  });
}

base::Result<WhistleView> move(registry::Call& call, WhistleId id, std::string_view name, const MoveWhistle& c) {
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    const auto state = load(s, call.district(), id);
    if (!state) return std::unexpected(no_such_whistle());
    const workflow::Move* wanted = g.machine->move(name);
    if (!wanted || wanted->automatic) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", std::string(name)}});
    TRY(post, people::may(call.principal, wanted->action, scope(g, state->whistle)));
    return Ready{std::move(g), post};
  }));
  return acting(call, std::string(name) + "/" + std::to_string(id.value), ready.post, ready.ground, [&](const Act& act) -> base::Result<WhistleState> {
    std::vector<std::int64_t> ids{id.value};
    if (c.into && c.into->value != id.value) ids.push_back(c.into->value);
    std::sort(ids.begin(), ids.end());
    for (const std::int64_t each : ids) act.unit.lock(lock_floor, {std::string(whistle_kind), each});
    const auto before = load(act.unit, act.unit.district(), id);
    return moved(act, *before, name, c);
  });
}

base::Result<base::Subject> blow_from(registry::Call& call, store::Unit& unit, const base::Subject& origin, std::string_view json) {
  TRY(c, described::parse<SaveWhistle>(json));
  TRY(g, ground(call.house, unit, call.moment));
  SaveWhistle text = c;
  if (!origin.kind.empty()) text.origin = Origin{origin.kind, {origin.id}};
  const Act act{call, unit, g};
  TRY_DO(check_text(g, text));
  if (auto post = people::may(call.principal, "whistle.draft", people::scope_of(*g.tree, std::string(whistle_kind), 0, text.area_id)); !post)
    return std::unexpected(std::move(post).error());
  TRY(made, drafted(act, text));
  const Kind* kind = g.kinds->find(text.kind);
  TRY(done, moved(act, made, kind->approval_after ? "blow" : "submit", {}));
  return subject_of(done.whistle);
}

}  // namespace whistle
