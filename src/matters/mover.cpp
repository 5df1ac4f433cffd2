#include "matters/mover.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "matters/tables.hpp"
#include "records/dues/dues.hpp"
#include "records/files/depot.hpp"
#include "records/links/links.hpp"

namespace matters {
namespace {

bool has(const std::vector<std::string>& list, std::string_view name) { return std::find(list.begin(), list.end(), name) != list.end(); }

std::string role_of(std::string_view event) {
  if (event == "fed_back" || event == "solved_on_spot" || event == "target_met") return "after";
  if (event == "confirmed") return "confirm";
  return "inspect";
}

std::optional<std::string> words(const std::string& text) {
  const std::string_view trimmed = base::trimmed(text);
  return trimmed.empty() ? std::nullopt : std::optional(std::string(trimmed));
}

// How far up the ladder posts of this kind reach; -1: not on it.
int rank(const Loop& loop, std::string_view post_kind) {
  int out = -1;
  for (std::size_t i = 0; i < loop.rungs.size(); ++i)
    for (const RungDuty& duty : loop.rungs[i].duties)
      if (duty.post_kind == post_kind) out = static_cast<int>(i);
  return out;
}

// The post that dispatched it, another of its unit, or one further up the ladder.
bool set_the_clock(const people::Principal& who, const Context& c, const MatterRecord& m) {
  const people::Post* dispatcher = m.dispatch_post ? c.units->post({*m.dispatch_post}) : nullptr;
  if (!dispatcher) return true;
  for (const people::HeldPost& held : who.posts)
    if (held.org_unit == dispatcher->org_unit || rank(*c.rules.loop, held.kind) > rank(*c.rules.loop, dispatcher->kind)) return true;
  return false;
}

// The unit itself, or one below it.
bool inside(const people::Units& units, base::OrgUnitId wanted, base::OrgUnitId own) {
  for (int up = 0; up < 16 && wanted; ++up) {
    if (wanted == own) return true;
    const people::OrgUnit* unit = units.find(wanted);
    wanted = unit ? unit->parent : base::OrgUnitId{};
  }
  return false;
}

}  // namespace

base::Error field_error(std::string path, std::string reason, base::Params params) {
  return {.code = base::ErrorCode::invalid, .reason = "workflow.form_incomplete", .errors = {{std::move(path), std::move(reason), std::move(params)}}};
}

GuardFacts plain_facts(const people::Principal& who, const Context& c, const MatterRecord& m, base::Instant now) {
  const Loop& loop = *c.rules.loop;
  GuardFacts f{.at = position_of(m), .person = who.person, .now = now, .today = c.rules.today};
  f.in_a_community = m.community_id.has_value();
  f.sorted = m.category != unsorted_category;
  f.urged_at = m.urged_at;
  f.extension_state = m.extension_state.value_or("");
  f.extension_count = m.extension_count;
  f.extensions_max = loop.extensions_max;
  f.handle_due = m.due_at;
  f.set_the_clock = set_the_clock(who, c, m);
  f.asked_oneself = who.person && m.extension_by == who.person.value;
  f.holds_rung = who.system || std::any_of(who.posts.begin(), who.posts.end(), [&](const people::HeldPost& p) { return loop.holds(m.rung, p.kind); });
  f.rung_above = loop.above(m.rung) != nullptr;
  f.has_unit = m.unit_id.has_value();
  f.question_open = m.question_open;
  f.was_merged = !m.came_from.empty();
  f.parts_max = loop.parts_max;
  f.photos_min = loop.photos_after;
  f.reopen_days = loop.reopen_days;
  f.closed_at = m.closed_at;
  return f;
}

base::Done Mover::load_machine() {
  TRY(machine, machine_of(call_.house, unit_, unit_.district(), state_.record.machine_version));
  machine_ = std::move(machine);
  return {};
}

base::Done Mover::make(const Step& step) {
  const workflow::Move* move = machine_->by_verb(step.verb, state_.record.stage);
  if (!move || move->automatic) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", step.verb}});
  if (auto post = people::may(call_.principal, move->action, scope_of(context_, state_.record)); !post) return std::unexpected(std::move(post).error());
  return decide_and_save(*move, step.form, {}, true);
}

base::Done Mover::make_automatic(std::string_view id, const MoveMatter& form, const BesideBody& beside) {
  const workflow::Move* move = machine_->move(id);
  if (!move) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", std::string(id)}});
  return decide_and_save(*move, form, beside, false);
}

base::Done Mover::note(std::string_view event, std::vector<std::string> effects, const BesideBody& beside) {
  MovedBody body{.move = std::string(event), .from = state_.record.stage, .to = state_.record.stage, .clock = state_.record.clock.value_or("")};
  body.effects = std::move(effects);
  body.beside = beside;
  return save(event, "", std::move(body), {});
}

base::Done Mover::decide_and_save(const workflow::Move& move, const MoveMatter& form, const BesideBody& beside, bool by_person) {
  TRY_DO(read_form(form));
  TRY(facts, facts_of(move, form));
  const workflow::Attempt attempt{move.id, by_person ? call_.principal.person : base::PersonId{}, unit_.now(), form.if_version, given_fields(form)};
  TRY(decision, workflow::decide(*machine_, facts.at, attempt, [&facts](std::string_view name) { return guard(name, facts); }));
  MovedBody body = body_of(decision, form);
  if (!by_person) body.beside = beside;
  tell_beside(body, move, form);
  TRY_DO(plan_clocks(decision, form, body));
  if (has(move.effects, "give_serial@1")) give_serial(body);
  if (has(move.effects, "open_parts@1")) parts_ = form.parts;
  last_ = &move;
  if (move.verb == "feedback") delete_draft(unit_, state_.record.id);
  return save(move.event, role_of(move.event), std::move(body), {words(form.answer)});
}

// Form values that must name something known.
base::Done Mover::read_form(const MoveMatter& c) {
  place_.reset();
  if (!c.category.empty() && !context_.rules.categories->find(c.category))
    return std::unexpected(field_error("/category", "matters.no_such_category", {{"code", c.category}}));
  if (c.area_id) {
    if (!context_.tree->find(*c.area_id)) return std::unexpected(field_error("/area_id", "matters.no_such_area"));
    place_ = place_of(*context_.tree, *c.area_id);
  }
  if (c.unit_id && !context_.units->find(*c.unit_id)) return std::unexpected(field_error("/unit_id", "matters.no_such_unit"));
  if (!c.outcome.empty() && c.outcome != "solved" && c.outcome != "explained")
    return std::unexpected(field_error("/outcome", "base.unknown_choice", {{"choices", "solved, explained"}}));
  if (c.into && *c.into == state_.record.id) return std::unexpected(field_error("/into", "matters.into_itself"));
  return read_parts(c);
}

base::Done Mover::read_parts(const MoveMatter& c) const {
  for (std::size_t i = 0; i < c.parts.size(); ++i) {
    const std::string path = "/parts/" + std::to_string(i);
    if (!c.parts[i].category.empty() && !context_.rules.categories->find(c.parts[i].category))
      return std::unexpected(field_error(path + "/category", "matters.no_such_category", {{"code", c.parts[i].category}}));
    if (c.parts[i].area_id && !context_.tree->find(*c.parts[i].area_id)) return std::unexpected(field_error(path + "/area_id", "matters.no_such_area"));
  }
  return {};
}

std::optional<base::Limit> Mover::asked_for(const MoveMatter& c) const {
  const std::string unit = c.unit.empty() ? state_.record.extension_unit.value_or("") : c.unit;
  const std::int64_t amount = c.amount ? *c.amount : state_.record.extension_amount.value_or(0);
  const auto known = described::from_word<base::LimitUnit>(unit);
  if (!known || amount <= 0) return std::nullopt;
  return base::Limit{amount, *known};
}

base::Result<GuardFacts> Mover::facts_of(const workflow::Move& move, const MoveMatter& c) const {
  GuardFacts f = plain_facts(call_.principal, context_, state_.record, unit_.now());
  f.trying = true;
  facts_of_form(f, move, c);
  TRY_DO(facts_of_others(f, move, c));
  return f;
}

void Mover::facts_of_form(GuardFacts& f, const workflow::Move& move, const MoveMatter& c) const {
  const MatterRecord& m = state_.record;
  if (place_) f.in_a_community = place_->community.has_value();
  if (!c.category.empty()) f.sorted = c.category != unsorted_category;
  if (c.unit_id) {
    f.unit_has_post = context_.units->has_post_kind(*c.unit_id, c.post_kind);
    if (m.unit_id) f.inside_own_unit = inside(*context_.units, *c.unit_id, {*m.unit_id});
  }
  f.review_on = c.review_on;
  if (const workflow::Clock* handle = workflow::live_clock(state_.clocks, "handle")) f.handle_due = handle->due_at;
  if (move.field("amount") && (c.amount || move.verb == "decide_extension") && c.granted.value_or(true)) {
    f.asked = asked_for(c);
    f.most = f.asked && context_.rules.loop->most(f.asked->unit) ? std::optional(*context_.rules.loop->most(f.asked->unit)) : std::nullopt;
    f.unit_unknown = !f.asked || !f.most;
  }
  if (move.field("cause")) f.cause_known = context_.rules.loop->pause(c.cause) != nullptr;
  if (move.field("target")) f.target_open = workflow::live_clock(state_.clocks, "handle." + c.target) != nullptr;
  if (move.field("parts")) f.parts = static_cast<std::int64_t>(c.parts.size());
  if (move.verb == "solve_on_spot") f.photos = static_cast<std::int64_t>(c.photos.size());
}

base::Done Mover::facts_of_others(GuardFacts& f, const workflow::Move& move, const MoveMatter& c) const {
  if (has(move.guards, "waits_for_closed@1")) {
    f.held_by = 0;
    for (const links::Link& link : links::out_of(unit_, unit_.district(), {std::string(subject_kind), state_.record.id.value}))
      if (link.kind == waits_link) f.held_by = *f.held_by + 1;
  }
  if (has(move.guards, "parts_untouched@1")) {
    f.parts_untouched = true;
    for (const base::MatterId part : parts_of(unit_, unit_.district(), state_.record.id)) {
      const auto row = matter(unit_, unit_.district(), part);
      const workflow::Stage* stage = row ? machine_->stage(row->stage) : nullptr;
      f.parts_untouched = *f.parts_untouched && stage && (stage->role == "registered" || row->closed_at.has_value()) && !row->dispatched_at;
    }
  }
  if (has(move.guards, "into_open@1") && c.into) {
    const auto other = matter(unit_, unit_.district(), *c.into);
    if (!other) return std::unexpected(field_error("/into", "matters.no_such_matter"));
    if (auto post = people::may(call_.principal, move.action, scope_of(context_, *other)); !post) return std::unexpected(std::move(post).error());
    f.into_open = !other->closed_at;
  }
  return {};
}

const people::HeldPost* Mover::acting_post() const {
  for (const people::HeldPost& held : call_.principal.posts)
    if (held.post == post_) return &held;
  return nullptr;
}

MovedBody Mover::body_of(const workflow::Decision& d, const MoveMatter& c) const {
  MovedBody b{.move = d.move->id, .from = d.from, .to = d.to};
  if (const workflow::Stage* to = machine_->stage(d.to)) b.clock = to->clock;
  b.effects = d.move->effects;
  b.reason = words(c.reason);
  b.text = words(c.text);
  if (!c.category.empty()) b.category = c.category;
  if (c.unit_id) {
    b.unit_id = c.unit_id;
    b.post_kind = c.post_kind;
  }
  if (!c.outcome.empty()) b.outcome = c.outcome;
  if (place_) {
    b.area_id = place_->area;
    b.area_version = place_->area_version;
    b.grid_id = place_->grid;
    b.community_id = place_->community;
    b.subdistrict_id = place_->subdistrict;
  }
  b.review_on = c.review_on;
  b.photos = c.photos;
  return b;
}

void Mover::tell_extension(BesideBody& b, const MoveMatter& c, bool deciding) const {
  const auto asked = asked_for(c);
  b.granted = deciding ? std::optional(c.granted.value_or(false)) : std::nullopt;
  if (deciding && !*b.granted) return;
  if (asked) {
    b.extension_amount = asked->amount;
    b.extension_unit = std::string(described::word(asked->unit));
  }
}

// What the effects of moves beside the loop need to know.
void Mover::tell_beside(MovedBody& b, const workflow::Move& move, const MoveMatter& c) const {
  BesideBody out = b.beside.value_or(BesideBody{});
  bool any = b.beside.has_value();
  const auto when = [&](const char* effect, auto&& tell) {
    if (!has(move.effects, effect)) return;
    any = true;
    tell();
  };
  const auto unit_of_post = [&] {
    if (const people::HeldPost* held = acting_post(); held && !b.unit_id) b.unit_id = held->org_unit, b.post_kind = held->kind;
  };
  when("remember_dispatcher@1", [&] { if (post_) out.post = post_; });
  when("ask_extension@1", [&] { tell_extension(out, c, false); });
  when("decide_extension@1", [&] { tell_extension(out, c, true); });
  when("set_pause@1", [&] {
    out.cause = c.cause;
    if (const PauseCause* cause = context_.rules.loop->pause(c.cause)) b.review_on = context_.rules.today + static_cast<std::int32_t>(cause->days);
  });
  when("ask_reporter@1", [&] { out.question = words(c.question); });
  when("wait_for_answer@1", [&] { b.review_on = context_.rules.today + static_cast<std::int32_t>(context_.rules.loop->question_days); });
  when("raise_rung@1", [&] { if (const Rung* up = context_.rules.loop->above(state_.record.rung)) out.rung = up->code; });
  when("open_parts@1", [&] { out.parts = static_cast<std::int64_t>(c.parts.size()); });
  when("undo_split@1", [&] {
    const workflow::Stage* back = machine_->stage(b.to);
    out.clear_unit = back && back->role == "registered";
  });
  when("merge_into@1", [&] { if (c.into) out.other = c.into; });
  if (has(move.effects, "lead_unit@1") || move.verb == "solve_on_spot") unit_of_post();
  if (!c.target.empty()) any = true, out.target = c.target;
  if (any) b.beside = std::move(out);
}

base::Done Mover::plan_clocks(const workflow::Decision& d, const MoveMatter& c, MovedBody& b) const {
  using workflow::ChangeKind;
  const auto each_live = [&](const std::vector<std::string>& codes, const auto& change) -> base::Done {
    for (const std::string& code : codes)
      for (const workflow::Clock* clock : workflow::family(state_.clocks, code)) TRY_DO(change(*clock));
    return {};
  };
  const auto end = [&b](ChangeKind kind) {
    return [&b, kind](const workflow::Clock& clock) -> base::Done { b.clocks.push_back({.code = clock.code, .change = kind}); return {}; };
  };
  TRY_DO(each_live(d.move->clocks_meet, end(ChangeKind::meet)));
  TRY_DO(each_live(d.move->clocks_stop, end(ChangeKind::stop)));
  const base::AreaId area = b.area_id.value_or(state_.record.area_id);
  for (std::size_t i = 0; i < d.move->clocks_start.size(); ++i)
    for (workflow::ClockChange& start : workflow::start_clocks(d.move->clocks_start[i], d.move->start_limits[i], *context_.rules.limits,
                                                               b.category.value_or(state_.record.category), context_.tree->grade_of(area), unit_.now(),
                                                               context_.rules.time()))
      b.clocks.push_back(std::move(start));
  TRY_DO(each_live(d.move->clocks_pause, [&](const workflow::Clock& clock) -> base::Done {
    const PauseCause* cause = c.cause.empty() ? nullptr : context_.rules.loop->pause(c.cause);
    const std::string words = b.reason.value_or(c.question);
    b.clocks.push_back({.code = clock.code, .change = ChangeKind::pause, .reason = cause ? cause->zh + (words.empty() ? "" : "：" + words) : words});
    return {};
  }));
  TRY_DO(each_live(d.move->clocks_resume, [&](const workflow::Clock& clock) -> base::Done {
    TRY(rules, rules_of_clock(call_.house, unit_, unit_.district(), context_.rules.zone(), clock));
    if (rules.row && rules.times) b.clocks.push_back(workflow::resume_clock(clock, rules.row->limit, unit_.now(), Rulebook::time_table(*rules.times)));
    else b.clocks.push_back({.code = clock.code, .change = ChangeKind::resume});
    return {};
  }));
  if (!c.target.empty()) b.clocks.push_back({.code = "handle." + c.target, .change = ChangeKind::meet});
  return plan_extension(c, b);
}

// The handling and all its targets that are not met yet get the time that was granted; before that, how far it would reach.
base::Done Mover::plan_extension(const MoveMatter& c, MovedBody& b) const {
  if (!b.beside || !b.beside->extension_amount) return {};
  const auto more = asked_for(c);
  if (!more) return {};
  for (const workflow::Clock* clock : workflow::family(state_.clocks, "handle")) {
    TRY(rules, rules_of_clock(call_.house, unit_, unit_.district(), context_.rules.zone(), *clock));
    if (!rules.row || !rules.times) continue;
    workflow::ClockChange change = workflow::extend_clock(*clock, rules.row->limit, *more, Rulebook::time_table(*rules.times));
    change.reason = b.reason.value_or("");
    if (clock->code == "handle") b.beside->extension_until = change.due_at;
    if (b.beside->granted.value_or(false)) b.clocks.push_back(std::move(change));
  }
  return {};
}

// Gapless per community and year: the list is locked until this unit ends.
void Mover::give_serial(MovedBody& b) const {
  const std::int64_t list = b.community_id ? *b.community_id : state_.record.community_id.value_or(0);
  unit_.lock(10, {"matter_list", list});
  b.list_id = list;
  b.serial_year = base::ymd(context_.rules.today).year;
  b.serial = last_serial(unit_, unit_.district(), list, *b.serial_year) + 1;
}

base::Done Mover::save(std::string_view event, std::string_view role, MovedBody body, const PersonalAnswer& answer) {
  const base::Subject subject{std::string(subject_kind), state_.record.id.value};
  for (const base::FileId photo : body.photos) TRY_DO(call_.house.files.link(unit_, photo, subject, std::string(role)));
  const std::string kind = "matter." + std::string(event);
  const std::string json = described::to_json(body);
  const std::string personal = answer.answer ? described::to_personal_json(answer) : std::string{};
  TRY(next, fold(state_, kind, json, personal, state_.record.id, call_.principal.person, unit_.now()));
  state_ = std::move(next);
  TRY_DO(matters::record(call_.house, unit_, state_.record, kind, json, personal));
  return {};
}

void Mover::write() {
  update(unit_, before_, state_);
  if (last_ && last_->verb == "urge") return remind();
  const auto owed = [](const MatterRecord& m) { return std::tie(m.stage, m.unit_id, m.post_kind, m.rung, m.due_at, m.review_on, m.closed_at); };
  if (owed(before_.record) == owed(state_.record)) {  // who owes what since when stands as it stood
    if (before_.record.extension_state != state_.record.extension_state) put_request(unit_, context_, state_);
    return;
  }
  put_dues(unit_, context_, *machine_, state_, last_ ? last_->bucket : std::string{});
}

void Mover::remind() {
  const base::OrgUnitId owner = owner_of(context_, *machine_, state_.record);
  if (!owner) return;
  dues::Due due{.subject = {std::string(subject_kind), state_.record.id.value}, .kind = "matter.urged", .bucket = "waiting_for_me", .org_unit = owner};
  const workflow::Stage* stage = machine_->stage(state_.record.stage);
  if (stage && !stage->dues.empty() && stage->dues.front().unit == "handling") due.post_kind = state_.record.post_kind.value_or("");
  due.area = state_.record.area_id;
  due.title = state_.record.title;
  due.context = context_.rules.category_zh(state_.record.category);
  due.since = unit_.now();
  due.due_at = state_.record.due_at;
  dues::put(unit_, due);
}

}  // namespace matters
