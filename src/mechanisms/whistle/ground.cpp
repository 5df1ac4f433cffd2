#include "mechanisms/whistle/ground.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "records/dues/dues.hpp"
#include "store/districts.hpp"

namespace whistle {

workflow::TimeTable Ground::time() const {
  return {times->rules(), times->calendar.definition->code, times->calendar.definition->version, times->hours.definition->code, times->hours.definition->version};
}
const base::Zone& Ground::zone() const { return times->rules().zone; }

base::Result<Ground> ground(registry::House& house, store::Session& s, const store::Moment& moment) {
  Ground g;
  g.tree = house.areas.today(s, moment);
  g.units = house.people.units(s, moment.district, g.today());
  const auto district = store::district_by_id(s, moment.district);
  ASSERT(district.has_value());
  TRY(machine, house.book.in_force_as<workflow::Machine>(workflow::parse_machine, s, moment.district, whistle_kind, g.today()));
  TRY(line_machine, house.book.in_force_as<workflow::Machine>(workflow::parse_machine, s, moment.district, line_kind, g.today()));
  TRY(limits, house.book.in_force_as<workflow::LimitTable>(workflow::parse_limits, s, moment.district, "limits/whistle", g.today()));
  TRY(kinds, house.book.in_force_as<Kinds>(parse_kinds, s, moment.district, "whistle/kinds", g.today()));
  TRY(competence, house.book.in_force_as<Competence>(parse_competence, s, moment.district, "whistle/competence", g.today()));
  TRY(rating, house.book.in_force_as<Rating>(parse_rating, s, moment.district, "whistle/rating", g.today()));
  TRY(times, definitions::times(house.book, s, moment.district, district->time_zone, g.today()));
  g.machine = machine.value;
  g.line_machine = line_machine.value;
  g.limits = limits.value;
  g.kinds = kinds.value;
  g.competence = competence.value;
  g.rating = rating.value;
  g.times.emplace(std::move(times));
  return g;
}

people::Scope scope(const Ground& g, const Whistle& w, std::vector<base::OrgUnitId> called) {
  return people::scope_of(*g.tree, std::string(whistle_kind), w.id.value, w.area_id, std::move(called));
}
people::Scope scope(const Ground& g, const Line& l) { return people::scope_of(*g.tree, std::string(line_kind), l.id.value, l.area_id, {l.guest ? l.blower_id : l.unit_id}); }
base::Subject subject_of(const Whistle& w) { return {std::string(whistle_kind), w.id.value}; }
base::Subject subject_of(const Line& l) { return {std::string(line_kind), l.id.value}; }
std::vector<base::OrgUnitId> units_of(const std::vector<Line>& lines) {
  std::vector<base::OrgUnitId> out;
  for (const Line& l : lines) out.push_back(l.unit_id);
  return out;
}

store::AreaLevel levels(const Ground& g) {
  return [tree = g.tree](std::int64_t id) -> std::optional<std::size_t> {
    const territory::Area* area = tree->find({id});
    if (!area) return std::nullopt;
    if (area->kind == territory::AreaKind::district) return store::whole;
    const territory::Area* above = tree->subdistrict_of(area->id);
    return above && above->id == area->id ? 1 : 0;
  };
}

std::string answering_post(const Ground& g, base::OrgUnitId unit, std::string_view wanted) {
  for (const auto* kinds : {&g.competence->called_posts, &g.competence->called_teams})
    for (const std::string& kind : *kinds)
      if ((wanted.empty() || wanted == kind) && g.units->has_post_kind(unit, kind)) return kind;
  return {};
}

bool is_guest(const Ground& g, base::OrgUnitId id) {
  const people::OrgUnit* unit = g.units->find(id);
  return unit && answering_post(g, id, "").empty() && std::find(g.competence->guest_kinds.begin(), g.competence->guest_kinds.end(), unit->kind) != g.competence->guest_kinds.end();
}
bool may_be_called(const Ground& g, base::OrgUnitId id, std::string_view post_kind) { return is_guest(g, id) || !answering_post(g, id, post_kind).empty(); }

bool differs(const Ground& g, const std::vector<PlannedLine>& lines) {
  return std::any_of(lines.begin(), lines.end(), [&](const PlannedLine& p) {
    const Item* item = g.competence->find(p.item);
    const people::OrgUnit* unit = g.units->find(p.unit_id);
    return item && unit && !is_guest(g, p.unit_id) && !competent(*item, unit->code);   // a guest is asked beside whoever is competent
  });
}

std::vector<std::string> posts_at(const people::Principal& who, std::string_view action, const people::Scope& at) {
  std::vector<std::string> out;
  for (const people::HeldPost& post : who.posts) {
    people::Principal one = who;
    one.posts = {post};
    if (people::may(one, action, at)) out.push_back(post.kind);
  }
  return out;
}

std::int64_t year_of(const Ground& g, base::Instant at) { return base::ymd(g.zone().date_of(at)).year; }

namespace {

void count(Facts& f, const std::vector<Line>& lines) {
  for (const Line& l : lines) {
    ++f.lines;
    if (!is_closed(l)) ++f.open;
    if (l.stage != "cancelled" && l.stage != "released") ++f.live;
  }
}

}  // namespace

Facts facts_of(const Ground& g, const people::Principal& who, const Whistle& w, const std::vector<Line>& lines) {
  const std::vector<PlannedLine> planned = planned_of(w);
  Facts f{.at = position_of(w), .person = who.person, .kind = g.kinds->find(w.kind), .planned = static_cast<std::int64_t>(planned.size()), .differs = differs(g, planned), .whistle = &w};
  f.posts = posts_at(who, "whistle.read", scope(g, w));
  count(f, lines);
  return f;
}
Facts facts_of(const Ground& g, const people::Principal& who, const LineState& s, const std::vector<Line>& siblings, base::Instant now) {
  const Line& l = s.line;
  Facts f{.at = position_of(l), .person = who.person, .kind = g.kinds->find(l.kind), .line = &l};
  count(f, siblings);
  f.now = now;
  if (const workflow::Clock* finish = workflow::live_clock(s.clocks, "finish")) f.finish_due = finish->due_at;
  if (l.ended_at) f.objection_over = g.times->calendar->add_working_days(g.zone().date_of(*l.ended_at), static_cast<int>(g.rating->objection_working_days)) < g.today();
  f.urged_today = l.urged_at && g.zone().date_of(*l.urged_at) == g.zone().date_of(now);
  return f;
}

namespace {

dues::Due due_of(const Ground& g, const Whistle& w, base::Instant now) {
  dues::Due due{.subject = subject_of(w), .kind = "whistle." + w.stage, .org_unit = w.unit_id};
  due.area = w.area_id;
  due.title = w.title;
  const Kind* kind = g.kinds->find(w.kind);
  due.context = (kind ? kind->zh : w.kind) + (w.place.empty() ? "" : " · " + w.place);
  due.since = now;
  due.due_at = w.due_at;
  due.warn_at = w.warn_at;
  return due;
}
dues::Due due_of(const Ground& g, const Line& l, base::Instant now) {
  dues::Due due{.subject = subject_of(l), .kind = "whistle_line." + l.stage, .org_unit = l.unit_id, .post_kind = l.post_kind};
  due.area = l.area_id;
  due.title = l.title;
  const Kind* kind = g.kinds->find(l.kind);
  due.context = (kind ? kind->zh : l.kind) + " · " + g.units->name(l.unit_id);
  due.since = now;
  due.due_at = l.due_at;
  due.warn_at = l.warn_at;
  return due;
}
base::OrgUnitId centre(const Ground& g) {
  const auto all = g.units->of_kind("command_centre");
  return all.empty() ? base::OrgUnitId{} : all.front()->id;
}
void remind(store::Unit& unit, const Ground& g, dues::Due due, base::OrgUnitId blower) {
  due.bucket = "waiting_for_me";
  if (g.units->has_post_kind(blower, "subdistrict_director")) {
    due.kind = "whistle.reminder_subdistrict";
    due.org_unit = blower;
    due.post_kind = "subdistrict_director";
    dues::put(unit, due);
  }
  if (const base::OrgUnitId desk = centre(g)) {
    due.kind = "whistle.reminder_district";
    due.org_unit = desk;
    due.post_kind = "district_desk";
    dues::put(unit, due);
  }
}

}  // namespace

void put_dues(store::Unit& unit, const Ground& g, const WhistleState& s, std::string_view bucket) {
  const Whistle& w = s.whistle;
  dues::remove(unit, subject_of(w));
  const workflow::Stage* stage = g.machine->stage(w.stage);
  if (!stage || stage->kind == workflow::StageKind::end) return;
  for (const workflow::DueRule& rule : stage->dues) {
    dues::Due due = due_of(g, w, unit.now());
    due.bucket = bucket.empty() ? rule.bucket : std::string(bucket);
    due.post_kind = rule.post_kind;
    dues::put(unit, due);
  }
  if (w.approval != "open" || w.stage == "to_approve") return;
  dues::Due due = due_of(g, w, unit.now());   // blown first: the leader still approves
  due.kind = "whistle.approve_after";
  due.bucket = "to_accept";
  due.post_kind = "subdistrict_director";
  due.due_at = due.warn_at = std::nullopt;
  if (const workflow::Clock* clock = workflow::live_clock(s.clocks, "approve")) due.due_at = clock->due_at, due.warn_at = clock->warn_at;
  dues::put(unit, due);
}

namespace {

// The district's desk rules: on the competence, on marks.
void put_ruling(store::Unit& unit, const Ground& g, const LineState& s, const char* kind, std::string_view code) {
  dues::Due due = due_of(g, s.line, unit.now());
  due.kind = kind;
  due.bucket = "to_accept";
  due.org_unit = centre(g);
  due.post_kind = "district_desk";
  due.due_at = due.warn_at = std::nullopt;
  if (const workflow::Clock* clock = workflow::live_clock(s.clocks, code)) due.due_at = clock->due_at, due.warn_at = clock->warn_at;
  if (due.org_unit) dues::put(unit, due);
}

void put_of_stage(store::Unit& unit, const Ground& g, const Line& l, const workflow::DueRule& rule, std::string_view bucket) {
  dues::Due due = due_of(g, l, unit.now());
  due.bucket = bucket.empty() ? rule.bucket : std::string(bucket);
  if (rule.unit == "blower" || l.guest) {        // for a guest the subdistrict acts
    due.org_unit = l.blower_id;
    due.post_kind = rule.unit == "blower" ? rule.post_kind : "subdistrict_dispatcher";
    return dues::put(unit, due);
  }
  const auto& teams = g.competence->called_teams;
  if (std::find(teams.begin(), teams.end(), l.post_kind) != teams.end()) return dues::put(unit, due);   // a team is called by itself
  for (const std::string& kind : g.competence->called_posts)   // whoever of the called unit comes first
    if (g.units->has_post_kind(l.unit_id, kind)) due.post_kind = kind, dues::put(unit, due);
}

}  // namespace

void put_dues(store::Unit& unit, const Ground& g, const LineState& s, std::string_view bucket) {
  const Line& l = s.line;
  dues::remove(unit, subject_of(l));
  if (l.objection == "open") put_ruling(unit, g, s, "whistle.objection", "objection");
  const workflow::Stage* stage = g.line_machine->stage(l.stage);
  if (!stage || stage->kind == workflow::StageKind::end) return;
  for (const workflow::DueRule& rule : stage->dues) put_of_stage(unit, g, l, rule, bucket);
  if (l.dispute == "open") put_ruling(unit, g, s, "whistle.dispute", "rule");
  if (l.extension != "asked") return;
  dues::Due due = due_of(g, l, unit.now());      // whoever set the clock decides on more time
  due.kind = "whistle.extension";
  due.bucket = "waiting_for_me";
  due.org_unit = l.blower_id;
  due.post_kind = "subdistrict_dispatcher";
  dues::put(unit, due);
}

void put_reminders(store::Unit& unit, const Ground& g, const LineState& s) { remind(unit, g, due_of(g, s.line, unit.now()), s.line.blower_id); }
void put_reminders(store::Unit& unit, const Ground& g, const WhistleState& s) { remind(unit, g, due_of(g, s.whistle, unit.now()), s.whistle.unit_id); }

}  // namespace whistle
