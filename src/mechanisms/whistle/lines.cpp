// A called unit's line: signed for, reported in, fed back, accepted and rated by others; disputed and ruled.
#include <algorithm>

#include "base/assert.hpp"
#include "mechanisms/whistle/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/files/depot.hpp"
#include "store/idempotency.hpp"

namespace whistle {
namespace {

bool has(const std::vector<std::string>& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

// Marks that an objection changed: what was counted is taken back, and counts anew on the day of the rating.
void say_corrected(const Act& act, const Line& l, base::EventId event) {
  if (l.objection != "upheld") return;
  const auto told = facts::of_subject(act.unit, act.unit.district(), subject_of(l), "whistle.line_rated");
  const auto rated = std::find_if(told.begin(), told.end(), [](const facts::Fact& f) { return !f.retracts; });
  if (rated == told.end()) return;
  facts::Fact again = *rated;
  ASSERT(facts::retract(act.unit, rated->id, event).has_value());
  again.id = {};
  again.amount = l.points.value_or(0);
  again.event = event;
  facts::add(act.unit, again);
}

// One fact for each step that marks are made of: minutes late, or the count itself.
void say_facts(const Act& act, const LineState& s, std::string_view kind, base::EventId event) {
  const Line& l = s.line;
  std::int64_t amount = 1;
  std::string measure = "count";
  const auto minutes = [&](const std::optional<std::int64_t>& late) { amount = late.value_or(0), measure = "minutes"; };
  if (kind == "whistle.line_signed") minutes(l.sign_late);
  else if (kind == "whistle.line_contacted") minutes(l.contact_late);
  else if (kind == "whistle.line_reported_in") minutes(l.report_late);
  else if (kind == "whistle.line_feedback") minutes(l.finish_late);
  else if (kind == "whistle.line_rated") amount = l.points.value_or(0), measure = "points";
  else if (kind == "whistle.line_objection_ruled") return say_corrected(act, l, event);
  else if (kind == "whistle.line_ruled" && l.dispute != "reassigned") return;
  else if (kind != "whistle.line_called" && kind != "whistle.line_accepted" && kind != "whistle.line_sent_back" && kind != "whistle.line_disputed" &&
           kind != "whistle.line_ruled" && kind != "whistle.line_overdue")
    return;
  const territory::Area* area = act.g.tree->find(l.area_id);
  facts::add(act.unit, {.kind = std::string(kind), .subject = subject_of(l), .amount = amount, .measure = std::move(measure), .org_unit = l.unit_id, .area = l.area_id,
                        .area_version = area ? area->version.value : 0, .occurred_on = act.g.today(), .event = event});
}

std::vector<std::string> given(const MoveLine& c) {
  std::vector<std::string> out;
  const auto add = [&out](bool there, const char* name) { if (there) out.emplace_back(name); };
  add(!c.text.empty(), "text");
  add(!c.reason.empty(), "reason");
  add(c.unit_id.has_value(), "unit_id");
  add(c.lon && c.lat, "place");
  add(!c.photos.empty(), "photos");
  add(!c.scores.empty(), "scores");
  add(c.amount.has_value(), "amount");
  add(c.granted.has_value(), "granted");
  add(!c.marks.empty(), "marks");
  return out;
}

bool scores_whole(const Rating& r, const std::vector<Score>& scores) {
  if (scores.size() != r.scores.size()) return false;
  return std::all_of(r.scores.begin(), r.scores.end(), [&](const ScoreRule& rule) {
    return std::any_of(scores.begin(), scores.end(), [&](const Score& s) { return s.code == rule.code && s.score >= 1 && s.score <= rule.most; });
  });
}

// How far more time reaches: with the limit, calendar and office hours that the clock itself keeps.
base::Result<workflow::ClockChange> more_time(const Act& act, const workflow::Clock& clock, std::int64_t amount, std::string reason) {
  const base::DistrictId district = act.unit.district();
  TRY(limits, act.call.house.book.exact_as<workflow::LimitTable>(workflow::parse_limits, act.unit, district, clock.basis.limit, clock.basis.limit_version));
  TRY(times, definitions::times_of(act.call.house.book, act.unit, district, act.g.zone().name(), clock.basis.calendar, clock.basis.calendar_version, clock.basis.hours, clock.basis.hours_version));
  const workflow::LimitRow* row = limits->at(clock.basis.limit_place);
  ASSERT(row != nullptr);
  const workflow::TimeTable table{times.rules(), clock.basis.calendar, clock.basis.calendar_version, clock.basis.hours, clock.basis.hours_version};
  workflow::ClockChange change = workflow::extend_clock(clock, row->limit, {amount, row->limit.unit}, table);
  change.reason = std::move(reason);
  return change;
}

// What the form brings to the guards.
void look_at_form(Facts& f, const Act& act, std::string_view name, const Line& l, const std::vector<Line>& siblings, const MoveLine& c) {
  if (c.unit_id && name == "reassign") {
    f.unit_has_post = may_be_called(act.g, *c.unit_id, c.post_kind);
    f.unit_called = std::any_of(siblings.begin(), siblings.end(), [&](const Line& s) { return s.unit_id == *c.unit_id && s.stage != "cancelled" && s.stage != "released"; });
  }
  if (!c.scores.empty()) f.scores_known = scores_whole(*act.g.rating, c.scores);
  f.amount = c.amount;
  if (!c.marks.empty()) f.marks_known = std::all_of(c.marks.begin(), c.marks.end(), [&](const PointOf& p) { return mark_fits(*act.g.rating, l, p); });
}

void take_marks(const Act& act, const workflow::Move& move, const Line& l, const MoveLine& c, LineMoved& body) {
  if (has(move.effects, "keep_scores@1")) body.point_list = points(*act.g.rating, l, c.scores);
  else if (!c.marks.empty()) body.marks = c.marks, body.point_list = corrected(described::parse<std::vector<PointOf>>(l.point_list).value_or(std::vector<PointOf>{}), c.marks);
  else return;
  body.points = 0;
  for (const PointOf& p : body.point_list) *body.points += p.points;
}

base::Result<LineState> moved_line(const Act& act, const LineState& before, std::string_view name, const MoveLine& c) {
  const Line& l = before.line;
  const auto siblings = lines_of(act.unit, act.unit.district(), l.whistle_id);
  const workflow::Move* wanted = act.g.line_machine->move(name);
  if (!wanted || wanted->automatic) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", std::string(name)}});
  if (auto post = people::may(act.call.principal, wanted->action, scope(act.g, l)); !post) return std::unexpected(std::move(post).error());
  Facts facts = facts_of(act.g, act.call.principal, before, siblings, act.unit.now());
  look_at_form(facts, act, name, l, siblings, c);
  const workflow::Attempt attempt{std::string(name), act.call.principal.person, act.unit.now(), c.if_version, given(c)};
  TRY(decision, workflow::decide(*act.g.line_machine, facts.at, attempt, [&](std::string_view each) { return guard(each, facts); }));
  const workflow::Move& move = *decision.move;
  LineMoved body{.move = move.id, .from = decision.from, .to = decision.to, .text = c.text, .reason = c.reason, .effects = move.effects, .unit_id = c.unit_id, .scores = c.scores};
  if (c.lon && c.lat) body.lon_e7 = static_cast<std::int64_t>(*c.lon * 1e7), body.lat_e7 = static_cast<std::int64_t>(*c.lat * 1e7);
  body.amount = c.amount;
  body.granted = c.granted;
  take_marks(act, move, l, c, body);
  body.shown = shown_clock(*act.g.line_machine, decision.to);
  const std::string grade = act.g.tree->grade_of(l.area_id);
  const workflow::TimeTable time = act.g.time();
  body.clocks = workflow::clock_plan(move, before.clocks, {*act.g.limits, l.kind, grade, time}, act.unit.now());
  if (has(move.effects, "decide_extension@1") && c.granted.value_or(false))
    if (const workflow::Clock* finish = workflow::live_clock(before.clocks, "finish")) {
      TRY(more, more_time(act, *finish, l.extension_amount.value_or(0), c.reason));
      body.clocks.push_back(std::move(more));
    }
  if (has(move.effects, "call_instead@1")) {
    const auto w = load(act.unit, act.unit.district(), l.whistle_id);
    TRY(other, call_line(act, w->whistle, {*c.unit_id, answering_post(act.g, *c.unit_id, c.post_kind), l.item, l.lead}, false, l.id));
    body.moved_to = other.line.id;
  }
  for (const base::FileId file : c.photos) TRY_DO(act.call.house.files.link(act.unit, file, subject_of(l), move.id));
  TRY(after, put(act, before, l.id, "whistle." + move.event, described::to_json(body), move.bucket));
  if (is_closed(after.line)) TRY_DO(settle(act, l.whistle_id));
  return after;
}

}  // namespace

base::Result<LineState> put(const Act& act, const std::optional<LineState>& before, LineId id, std::string kind, std::string body, std::string_view bucket) {
  LineState start = before.value_or(LineState{});
  start.line.district_id = act.unit.district();
  TRY(after, fold(std::move(start), id, {kind, body, act.unit.actor().person, act.unit.now()}));
  if (before) update(act.unit, *before, after);
  else insert(act.unit, after);
  const std::string said = kind;
  const Line& l = after.line;
  TRY(event, registry::record(act.call.house, act.unit, {.kind = std::move(kind), .subject = subject_of(l), .body = std::move(body),
                                                         .definition = "whistle_line@" + std::to_string(act.g.line_machine->version), .area = l.area_id, .org_unit = l.unit_id}));
  say_facts(act, after, said, event);
  if (said != "whistle.line_warned" && said != "whistle.line_overdue") put_dues(act.unit, act.g, after, bucket);
  const workflow::Clock* shown = l.clock ? workflow::live_clock(after.clocks, *l.clock) : nullptr;
  if (shown && shown->overdue_at) put_reminders(act.unit, act.g, after);
  return after;
}

base::Result<LineState> call_line(const Act& act, const Whistle& w, const PlannedLine& p, bool first, std::optional<LineId> instead_of) {
  const workflow::Machine& machine = *act.g.line_machine;
  LineCalled body{.whistle_id = w.id, .stage = machine.first, .kind = w.kind, .unit_id = p.unit_id, .post_kind = p.post_kind, .item = p.item, .lead = p.lead, .first = first, .guest = is_guest(act.g, p.unit_id),
                  .area_id = w.area_id, .subdistrict_id = w.subdistrict_id, .blower_id = w.unit_id, .title = w.title, .instead_of = instead_of};
  body.shown = shown_clock(machine, machine.first);
  workflow::Move start;
  if (body.shown) start.clocks_start.push_back(*body.shown);
  start.clocks_start.insert(start.clocks_start.end(), machine.first_clocks.begin(), machine.first_clocks.end());
  const std::string grade = act.g.tree->grade_of(w.area_id);
  const workflow::TimeTable time = act.g.time();
  body.clocks = workflow::clock_plan(start, {}, {*act.g.limits, w.kind, grade, time}, act.unit.now());
  return put(act, std::nullopt, act.unit.make<LineId>(), "whistle.line_called", described::to_json(body));
}

base::Result<LineState> end_with_whistle(const Act& act, const LineState& before, std::string_view reason, std::optional<LineId> moved_to) {
  const workflow::Move& move = *act.g.line_machine->move("end_with_whistle");
  LineMoved body{.move = move.id, .from = before.line.stage, .to = move.to, .reason = std::string(reason), .effects = move.effects, .moved_to = moved_to};
  const workflow::TimeTable time = act.g.time();
  body.clocks = workflow::clock_plan(move, before.clocks, {*act.g.limits, before.line.kind, "", time}, act.unit.now());
  return put(act, before, before.line.id, "whistle." + move.event, described::to_json(body));
}

base::Result<WhistleLineView> move(registry::Call& call, LineId id, std::string_view name, const MoveLine& c) {
  struct Ready { Ground ground{}; base::PostId post{}; };
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    const auto state = load(s, call.district(), id);
    if (!state) return std::unexpected(no_such_line());
    const workflow::Move* wanted = g.line_machine->move(name);
    if (!wanted || wanted->automatic) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", std::string(name)}});
    TRY(post, people::may(call.principal, wanted->action, scope(g, state->line)));
    return Ready{std::move(g), post};
  }));
  const Ground& g = ready.ground;
  const std::string body = "line/" + std::to_string(id.value) + "/" + std::string(name) + "/" + std::to_string(call.principal.person.value) + "\n" + call.raw_body;
  TRY(json, call.house.store.write(call.work(ready.post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      const Act act{call, u, g};
      const auto found = load(u, u.district(), id);
      if (!found) return std::unexpected(no_such_line());
      u.lock(lock_floor, {std::string(whistle_kind), found->line.whistle_id.value});
      const auto before = load(u, u.district(), id);
      if (before->line.whistle_id != found->line.whistle_id)   // merged away in between: look again
        return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "workflow.moved_on", .params = {{"stage", before->line.stage}, {"stage_en", before->line.stage}},
                                           .remedy = "workflow.look_again", .now_version = before->line.version});
      TRY(after, moved_line(act, *before, name, c));
      TRY(seen, view_of(call, u, g, after));
      return described::to_json(seen);
    });
  }));
  return described::parse<WhistleLineView>(json);
}

}  // namespace whistle
