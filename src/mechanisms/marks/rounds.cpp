// A round's way: made with its framework and query date frozen, shown to the assessed units, objections ruled, published inside.
#include <algorithm>

#include "definitions/book.hpp"
#include "mechanisms/marks/service.hpp"
#include "records/dues/dues.hpp"
#include "store/idempotency.hpp"

namespace marks {
namespace {

base::Subject subject_of(const Round& r) { return {std::string(round_kind), r.id.value}; }
base::Subject subject_of(SheetId id) { return {std::string(sheet_kind), id.value}; }
base::RuleRef law(const Round& r, std::string place) { return {r.framework, r.framework_version, std::move(place)}; }
base::Error wrong(std::string path, std::string reason, base::Params params = {}) {
  return {.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{std::move(path), std::move(reason), std::move(params)}}};
}

base::OrgUnitId centre(const Ground& g) {
  const auto all = g.units->of_kind("command_centre");
  return all.empty() ? base::OrgUnitId{} : all.front()->id;
}
std::string answering_post(const Ground& g, base::OrgUnitId unit) { return g.units->has_post_kind(unit, "department_handler") ? "department_handler" : "subdistrict_dispatcher"; }
void owe_centre(store::Unit& u, const Ground& g, const base::Subject& subject, std::string kind, std::string title, std::string context) {
  if (const base::OrgUnitId desk = centre(g))
    dues::put(u, {.subject = subject, .kind = std::move(kind), .bucket = "to_accept", .org_unit = desk, .post_kind = "district_desk", .area = g.tree->root(), .title = std::move(title),
                  .context = std::move(context), .since = u.now()});
}

base::Done note(registry::House& house, store::Unit& u, const Round& r, std::string kind, std::string body, base::OrgUnitId unit = {}) {
  TRY(event, registry::record(house, u, {.kind = "mark_round." + std::move(kind), .subject = subject_of(r), .body = std::move(body),
                                         .definition = r.framework + "@" + std::to_string(r.framework_version), .org_unit = unit ? unit : r.org_unit_id}));
  (void)event;
  return {};
}

void keep(SheetRecord& record, const assessment::Sheet& sheet) {
  record.total_x100 = sheet.total_x100;
  record.grade_zh = sheet.grade_zh;
  record.grade_en = sheet.grade_en;
  record.sheet = described::to_json(sheet);
}
// One sheet again, with the same framework and query date, after an exclusion was approved.
base::Done count_again(registry::House& house, store::Unit& u, const Ground& g, const Holding& h, SheetId id) {
  TRY(f, framework_of(house, u, u.district(), h.round));
  TRY(all, facts_of_round(house, u, g, h.round, *f));
  for (SheetRecord record : h.sheets)
    if (record.id == id) {
      keep(record, sheet_of(*f, h, record, all, below(g)));
      update(u, record);
    }
  return {};
}

template <class View, class F>
base::Result<View> acting(Call& call, const std::string& what, RoundId id, base::PostId post, F act) {
  TRY(json, call.house.store.write(call.work(post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, what + "\n" + call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(g, ground(call.house, u, call.moment));
      u.lock(lock_floor, {std::string(round_kind), id.value});
      TRY(view, act(u, g));
      return described::to_json(view);
    });
  }));
  return described::parse<View>(json);
}
base::Result<base::PostId> keeper(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call.house, s, call.moment));
    return people::may(call.principal, "mark.keep", people::scope_of(*g.tree, std::string(round_kind), 0, g.tree->root()));
  });
}
struct Found { RoundId round{}; base::PostId post{}; };
// The assessed unit's own post on its sheet.
base::Result<Found> assessed(Call& call, SheetId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Found> {
    TRY(g, ground(call.house, s, call.moment));
    const auto round = round_of_sheet(s, call.district(), id);
    if (!round) return std::unexpected(no_such("sheet"));
    const auto h = load(s, call.district(), *round);
    const auto it = std::find_if(h->sheets.begin(), h->sheets.end(), [&](const SheetRecord& r) { return r.id == id; });
    TRY(post, people::may(call.principal, "mark.object", scope(g, *it)));
    return Found{*round, post};
  });
}
base::Done open_for_units(const Ground& g, const Round& r) {
  if (r.stage != Stage::shown) return base::refuse("marks.not_shown", law(r, "objections"), "marks.look_at_the_round");
  if (g.today() > r.object_until) return base::refuse("marks.window_closed", law(r, "objections"), "marks.ask_the_centre");
  return {};
}
const SheetRecord& sheet_in(const Holding& h, SheetId id) {
  return *std::find_if(h.sheets.begin(), h.sheets.end(), [&](const SheetRecord& r) { return r.id == id; });
}
bool counts_in(const SheetRecord& record, FactRef fact) {
  const auto sheet = described::parse<assessment::Sheet>(record.sheet).value_or(assessment::Sheet{});
  return std::any_of(sheet.items.begin(), sheet.items.end(), [&](const assessment::Item& i) { return std::find(i.facts.begin(), i.facts.end(), fact.value) != i.facts.end(); });
}

base::Result<Exclusion> exclude(registry::House& house, store::Unit& u, const Round& r, const SheetRecord& sheet, FactRef fact, std::string reason, std::string words, bool approved) {
  Exclusion e{.district_id = u.district(), .id = u.make<ExclusionId>(), .round_id = r.id, .sheet_id = sheet.id, .unit_id = sheet.unit_id, .fact_id = fact, .reason = std::move(reason),
              .words = std::move(words), .state = approved ? Decision::approved : Decision::proposed, .proposed_by = u.actor().person, .proposed_at = u.now()};
  if (approved) e.decided_by = u.actor().person, e.decided_at = u.now();
  insert(u, e);
  TRY_DO(note(house, u, r, "exclusion_proposed", described::to_json(ExclusionNoted{e.id, sheet.id, fact, e.state, e.reason, e.words}), sheet.unit_id));
  return e;
}

// Whom the framework assesses: units of its kinds, or each team by the published view of teams.
std::vector<SheetRecord> targets(store::Unit& u, const Ground& g, const assessment::Framework& f, RoundId round) {
  std::vector<SheetRecord> out;
  for (const people::OrgUnit& unit : g.units->all())
    if (std::find(f.target_kinds.begin(), f.target_kinds.end(), unit.kind) != f.target_kinds.end())
      out.push_back({.district_id = u.district(), .id = u.make<SheetId>(), .round_id = round, .unit_id = unit.id, .area_id = unit.area, .name = unit.name});
  if (f.target_subject != "team") return out;
  for (const Named& team : teams_named(u, u.district()))
    out.push_back({.district_id = u.district(), .id = u.make<SheetId>(), .round_id = round, .unit_id = team.unit, .area_id = team.area, .subject_kind = "team", .subject_id = team.id, .name = team.name});
  return out;
}

}  // namespace

base::Result<RoundView> make_round(Call& call, const MakeRound& c) {
  TRY(post, keeper(call));
  return acting<RoundView>(call, "make_round", {}, post, [&](store::Unit& u, const Ground& g) -> base::Result<RoundView> {
    if (c.to < c.from) return std::unexpected(wrong("/to", "marks.ends_before_it_begins"));
    if (c.to > g.today()) return std::unexpected(wrong("/to", "marks.not_over_yet"));
    TRY(found, call.house.book.in_force_as<assessment::Framework>(assessment::parse_framework, u, u.district(), c.framework, g.today()));
    const assessment::Framework& f = *found.value;
    const base::Zone& zone = g.times->zone;
    Round r{.district_id = u.district(), .id = u.make<RoundId>(), .version = 1, .stage = Stage::made, .framework = c.framework, .framework_version = f.version, .title = c.title,
            .from_day = c.from, .to_day = c.to + 1, .query_at = u.now(), .org_unit_id = centre(g), .made_at = u.now()};
    RoundMade body{.framework = r.framework, .framework_version = r.framework_version, .title = r.title, .from_day = r.from_day, .to_day = r.to_day, .org_unit_id = r.org_unit_id};
    const auto kinds = f.kinds();
    if (std::find(kinds.begin(), kinds.end(), registered_fact) != kinds.end())
      body.registered = registered_in(u, u.district(), zone.instant(r.from_day, 0, 0), zone.instant(r.to_day, 0, 0), r.query_at);
    r.registered = described::to_json(body.registered);
    Holding h{.round = r, .sheets = targets(u, g, f, r.id)};
    if (h.sheets.empty()) return base::refuse("marks.nobody_to_assess", law(r, "target_kinds"), "marks.look_at_the_framework");
    TRY(all, facts_of_round(call.house, u, g, r, f));
    insert(u, r);
    for (SheetRecord& each : h.sheets) {
      keep(each, sheet_of(f, h, each, all, below(g)));
      each.first_x100 = each.total_x100;
      insert(u, each);
      body.sheets.push_back({each.id, each.unit_id, each.area_id, each.subject_kind, {each.subject_id}});
    }
    TRY_DO(note(call.house, u, r, "made", described::to_json(body)));
    owe_centre(u, g, subject_of(r), "mark_round.made", r.title, "考核");
    return view_of(call, u, g, h);
  });
}

base::Result<RoundView> move_round(Call& call, RoundId id, std::string_view move, const MoveRound& c) {
  TRY(post, keeper(call));
  return acting<RoundView>(call, std::string(move) + "/" + std::to_string(id.value), id, post, [&](store::Unit& u, const Ground& g) -> base::Result<RoundView> {
    auto h = load(u, u.district(), id);
    if (!h) return std::unexpected(no_such("round"));
    Round& r = h->round;
    if (c.if_version && *c.if_version != r.version)
      return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "marks.moved_on", .remedy = "marks.look_at_the_round", .now_version = r.version});
    RoundMoved body{.words = c.words};
    if (move == "show") {
      if (r.stage != Stage::made) return base::refuse("marks.not_from_here", law(r, "show"), "marks.look_at_the_round");
      constexpr std::int64_t days_preset = 3;
      base::CivilDate until = g.today();
      for (std::int64_t left = c.days.value_or(days_preset); left > 0;) {
        until = until + 1;
        if (g.times->rules().calendar.working(until)) --left;
      }
      r.stage = Stage::shown;
      r.object_until = until;
      r.shown_at = u.now();
      body.object_until = until;
      for (const SheetRecord& each : h->sheets)
        dues::put(u, {.subject = subject_of(each.id), .kind = "mark_sheet.shown", .bucket = "waiting_for_me", .org_unit = each.unit_id, .post_kind = answering_post(g, each.unit_id), .area = each.area_id,
                      .title = r.title, .context = "考核单可提异议", .since = u.now(), .due_at = g.times->zone.instant(until, 18, 0)});
    } else if (move == "publish") {
      if (r.stage != Stage::shown) return base::refuse("marks.not_shown", law(r, "publish"), "marks.show_it_first");
      if (g.today() < r.object_until) return base::refuse("marks.window_open", law(r, "publish"), "marks.wait_for_objections");
      const bool open = std::any_of(h->objections.begin(), h->objections.end(), [](const Objection& o) { return o.state == Ruling::open; });
      const bool proposed = std::any_of(h->exclusions.begin(), h->exclusions.end(), [](const Exclusion& e) { return e.state == Decision::proposed; });
      if (open || proposed) return base::refuse("marks.something_is_open", law(r, "publish"), "marks.rule_first");
      r.stage = Stage::published;
      r.published_at = u.now();
      r.words = c.words;
    } else {
      if (r.stage == Stage::published || r.stage == Stage::cancelled) return base::refuse("marks.not_from_here", law(r, "cancel"), "marks.look_at_the_round");
      r.stage = Stage::cancelled;
      r.words = c.words;
    }
    r.version += 1;
    body.to = r.stage;
    update(u, r);
    dues::remove(u, subject_of(r));
    if (r.stage != Stage::shown)
      for (const SheetRecord& each : h->sheets) dues::remove(u, subject_of(each.id));
    TRY_DO(note(call.house, u, r, std::string(described::word(r.stage)), described::to_json(body)));
    return view_of(call, u, g, *h);
  });
}

base::Result<SheetView> propose_exclusion(Call& call, SheetId id, const ProposeExclusion& c) {
  TRY(found, assessed(call, id));
  return acting<SheetView>(call, "exclude/" + std::to_string(id.value), found.round, found.post, [&](store::Unit& u, const Ground& g) -> base::Result<SheetView> {
    auto h = load(u, u.district(), found.round);
    TRY_DO(open_for_units(g, h->round));
    TRY(f, framework_of(call.house, u, u.district(), h->round));
    if (std::find(f->exclusion_reasons.begin(), f->exclusion_reasons.end(), c.reason) == f->exclusion_reasons.end()) return std::unexpected(wrong("/reason", "marks.no_such_reason"));
    if (!counts_in(sheet_in(*h, id), c.fact_id)) return std::unexpected(wrong("/fact_id", "marks.does_not_count"));
    for (const Exclusion& e : h->exclusions)
      if (e.sheet_id == id && e.fact_id == c.fact_id && e.state == Decision::proposed) return base::refuse("marks.proposed_already", law(h->round, "exclusion_reasons"), "marks.wait_for_the_decision");
    TRY(made, exclude(call.house, u, h->round, sheet_in(*h, id), c.fact_id, c.reason, c.words, false));
    h->exclusions.push_back(made);
    owe_centre(u, g, subject_of(id), "mark_sheet.exclusion", h->round.title, "剔除待定 · " + g.units->name(made.unit_id));
    return view_of(call, u, g, *h, id);
  });
}

base::Result<SheetView> decide_exclusion(Call& call, ExclusionId id, const Decide& c) {
  TRY(post, keeper(call));
  const auto round = call.house.store.read([&](store::Session& s) { return round_of_exclusion(s, call.district(), id); });
  if (!round) return std::unexpected(no_such("exclusion"));
  return acting<SheetView>(call, "decide/" + std::to_string(id.value), *round, post, [&](store::Unit& u, const Ground& g) -> base::Result<SheetView> {
    auto h = load(u, u.district(), *round);
    const auto it = std::find_if(h->exclusions.begin(), h->exclusions.end(), [&](const Exclusion& e) { return e.id == id; });
    if (it->state != Decision::proposed || h->round.stage != Stage::shown) return base::refuse("marks.decided_already", law(h->round, "exclusion_reasons"), "marks.look_at_the_round");
    if (it->proposed_by == call.principal.person) return base::refuse("marks.own_proposal", law(h->round, "exclusion_reasons"), "marks.let_another_decide");
    it->state = c.yes ? Decision::approved : Decision::refused;
    it->decided_by = u.actor().person;
    it->decided_at = u.now();
    it->decision = c.words;
    update(u, *it);
    TRY_DO(note(call.house, u, h->round, "exclusion_decided", described::to_json(ExclusionNoted{it->id, it->sheet_id, it->fact_id, it->state, it->reason, c.words}), it->unit_id));
    if (c.yes) TRY_DO(count_again(call.house, u, g, *h, it->sheet_id));
    const SheetId sheet = it->sheet_id;
    const bool more = std::any_of(h->exclusions.begin(), h->exclusions.end(), [&](const Exclusion& e) { return e.sheet_id == sheet && e.state == Decision::proposed; });
    if (!more) dues::remove(u, subject_of(sheet), "mark_sheet.exclusion");
    return view_of(call, u, g, *load(u, u.district(), *round), sheet);
  });
}

base::Result<SheetView> object(Call& call, SheetId id, const Object& c) {
  TRY(found, assessed(call, id));
  return acting<SheetView>(call, "object/" + std::to_string(id.value), found.round, found.post, [&](store::Unit& u, const Ground& g) -> base::Result<SheetView> {
    auto h = load(u, u.district(), found.round);
    TRY_DO(open_for_units(g, h->round));
    TRY(f, framework_of(call.house, u, u.district(), h->round));
    if (!f->indicator(c.item)) return std::unexpected(wrong("/item", "marks.no_such_item"));
    const SheetRecord& sheet = sheet_in(*h, id);
    if (c.fact_id && !counts_in(sheet, *c.fact_id)) return std::unexpected(wrong("/fact_id", "marks.does_not_count"));
    for (const Objection& o : h->objections)
      if (o.sheet_id == id && o.item == c.item && o.fact_id == c.fact_id.value_or(FactRef{}) && o.state == Ruling::open)
        return base::refuse("marks.objected_already", law(h->round, "indicator/" + c.item), "marks.wait_for_the_ruling");
    const Objection o{.district_id = u.district(), .id = u.make<ObjectionId>(), .round_id = h->round.id, .sheet_id = id, .unit_id = sheet.unit_id, .item = c.item,
                      .fact_id = c.fact_id.value_or(FactRef{}), .words = c.words, .state = Ruling::open, .made_by = u.actor().person, .made_at = u.now()};
    insert(u, o);
    h->objections.push_back(o);
    TRY_DO(note(call.house, u, h->round, "objected", described::to_json(ObjectionNoted{o.id, id, o.item, o.fact_id, o.state, o.words}), o.unit_id));
    owe_centre(u, g, subject_of(id), "mark_sheet.objection", h->round.title, "异议待裁定 · " + g.units->name(o.unit_id));
    return view_of(call, u, g, *h, id);
  });
}

base::Result<SheetView> rule(Call& call, ObjectionId id, const Decide& c) {
  TRY(post, keeper(call));
  const auto round = call.house.store.read([&](store::Session& s) { return round_of_objection(s, call.district(), id); });
  if (!round) return std::unexpected(no_such("objection"));
  return acting<SheetView>(call, "rule/" + std::to_string(id.value), *round, post, [&](store::Unit& u, const Ground& g) -> base::Result<SheetView> {
    auto h = load(u, u.district(), *round);
    const auto it = std::find_if(h->objections.begin(), h->objections.end(), [&](const Objection& o) { return o.id == id; });
    if (it->state != Ruling::open || h->round.stage != Stage::shown) return base::refuse("marks.ruled_already", law(h->round, "objections"), "marks.look_at_the_round");
    const SheetRecord sheet = sheet_in(*h, it->sheet_id);
    std::vector<FactRef> gone = c.facts;
    if (c.yes && gone.empty() && it->fact_id) gone.push_back(it->fact_id);
    if (c.yes && gone.empty()) return std::unexpected(wrong("/facts", "marks.name_the_facts"));
    for (const FactRef fact : gone)
      if (!counts_in(sheet, fact)) return std::unexpected(wrong("/facts", "marks.does_not_count"));
    it->state = c.yes ? Ruling::upheld : Ruling::dismissed;
    it->ruled_by = u.actor().person;
    it->ruled_at = u.now();
    it->ruling = c.words;
    update(u, *it);
    TRY_DO(note(call.house, u, h->round, "ruled", described::to_json(ObjectionNoted{it->id, it->sheet_id, it->item, it->fact_id, it->state, c.words}), it->unit_id));
    if (c.yes) {
      for (const FactRef fact : gone) {
        TRY(made, exclude(call.house, u, h->round, sheet, fact, "异议成立", c.words, true));
        h->exclusions.push_back(made);
      }
      TRY_DO(count_again(call.house, u, g, *h, sheet.id));
    }
    const bool more = std::any_of(h->objections.begin(), h->objections.end(), [&](const Objection& o) { return o.sheet_id == sheet.id && o.state == Ruling::open; });
    if (!more) dues::remove(u, subject_of(sheet.id), "mark_sheet.objection");
    return view_of(call, u, g, *load(u, u.district(), *round), sheet.id);
  });
}

}  // namespace marks
