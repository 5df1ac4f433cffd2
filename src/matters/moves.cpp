#include "matters/moves.hpp"

#include "base/iso.hpp"
#include "base/text.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "records/dues/dues.hpp"
#include "records/files/depot.hpp"
#include "store/idempotency.hpp"

namespace matters {
namespace {

struct Step {
  std::string move{};
  MoveMatter form{};
};

base::Error field_error(std::string path, std::string reason, base::Params params = {}) {
  return {.code = base::ErrorCode::invalid, .reason = "workflow.form_incomplete", .errors = {{std::move(path), std::move(reason), std::move(params)}}};
}

// What one act means for the machine.
base::Result<std::vector<Step>> steps_of(std::string_view move, const MoveMatter& c) {
  if (move != "inspect") return std::vector<Step>{{std::string(move), c}};
  if (c.passed && !*c.passed) {
    MoveMatter back{.if_version = c.if_version, .reason = c.reason.empty() ? c.text : c.reason, .photos = c.photos};
    return std::vector<Step>{{"send_back", std::move(back)}};
  }
  std::vector<Step> out{{"inspect", c}};
  if (c.strike_off) out.push_back({"strike_off", MoveMatter{.outcome = c.outcome}});
  return out;
}

std::string role_of(std::string_view move) {
  if (move == "feedback") return "after";
  if (move == "confirm") return "confirm";
  return "inspect";
}

// One move inside the unit: everything that it needs, and the case as it changes.
class Mover {
 public:
  Mover(registry::Call& call, store::Unit& unit, const Context& context, CaseState state)
      : call_(call), unit_(unit), context_(context), state_(std::move(state)) {}

  base::Done load_machine() {
    TRY(machine, machine_of(call_.house, unit_, unit_.district(), state_.record.machine_version));
    machine_ = std::move(machine);
    return {};
  }

  base::Done make(const Step& step) {
    const workflow::Move* move = machine_->move(step.move);
    if (!move) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", step.move}});
    if (auto post = people::may(call_.principal, move->action, scope_of(context_, state_.record)); !post) return std::unexpected(std::move(post).error());
    TRY_DO(read_form(step.form));
    const GuardFacts facts = facts_of(step.form);
    const workflow::Attempt attempt{step.move, call_.principal.person, unit_.now(), step.form.if_version, given_fields(step.form)};
    TRY(decision, workflow::decide(*machine_, facts.at, attempt, [&facts](std::string_view name) { return guard(name, facts); }));
    MovedBody body = body_of(decision, step.form);
    TRY_DO(plan_clocks(decision, body));
    if (has_effect(*move, "give_serial@1")) give_serial(body);
    return save(decision, std::move(body));
  }

  void finish(std::string_view last_move) {
    if (last_move == "urge") return remind();
    const workflow::Move* move = machine_->move(last_move);
    put_dues(unit_, context_, *machine_, state_, move ? move->bucket : std::string{});
  }

  [[nodiscard]] const CaseState& state() const { return state_; }
  [[nodiscard]] const workflow::Machine& machine() const { return *machine_; }

 private:
  static bool has_effect(const workflow::Move& move, std::string_view name) {
    return std::find(move.effects.begin(), move.effects.end(), name) != move.effects.end();
  }

  // Form values that must name something known.
  base::Done read_form(const MoveMatter& c) {
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
    return {};
  }

  std::string category_after(const MoveMatter& c) const { return c.category.empty() ? state_.record.category : c.category; }

  GuardFacts facts_of(const MoveMatter& c) const {
    const MatterRecord& m = state_.record;
    GuardFacts f{.at = position_of(m), .person = call_.principal.person, .now = unit_.now(), .today = context_.rules.today, .trying = true};
    f.in_a_community = place_ ? place_->community.has_value() : m.community_id.has_value();
    f.sorted = category_after(c) != unsorted_category;
    if (c.unit_id) f.unit_has_post = context_.units->has_post_kind(*c.unit_id, c.post_kind);
    f.review_on = c.review_on;
    f.urged_at = m.urged_at;
    return f;
  }

  MovedBody body_of(const workflow::Decision& d, const MoveMatter& c) const {
    MovedBody b{.move = d.move->id, .from = d.from, .to = d.to};
    if (const workflow::Stage* to = machine_->stage(d.to)) b.clock = to->clock;
    b.effects = d.move->effects;
    const auto words = [](const std::string& text) { return base::trimmed(text).empty() ? std::nullopt : std::optional(std::string(base::trimmed(text))); };
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

  base::Done plan_clocks(const workflow::Decision& d, MovedBody& b) const {
    using workflow::ChangeKind;
    const auto end = [&](const std::vector<std::string>& codes, ChangeKind kind) {
      for (const std::string& code : codes)
        if (workflow::live_clock(state_.clocks, code)) b.clocks.push_back({.code = code, .change = kind});
    };
    end(d.move->clocks_meet, ChangeKind::meet);
    end(d.move->clocks_stop, ChangeKind::stop);
    const base::AreaId area = b.area_id.value_or(state_.record.area_id);
    for (const std::string& code : d.move->clocks_start)
      b.clocks.push_back(workflow::start_clock(code, *context_.rules.limits, b.category.value_or(state_.record.category),
                                               context_.tree->grade_of(area), unit_.now(), context_.rules.time()));
    for (const std::string& code : d.move->clocks_pause)
      if (workflow::live_clock(state_.clocks, code))
        b.clocks.push_back({.code = code, .change = ChangeKind::pause, .reason = b.reason.value_or("")});
    for (const std::string& code : d.move->clocks_resume)
      if (const workflow::Clock* clock = workflow::live_clock(state_.clocks, code)) {
        TRY(rules, rules_of_clock(call_.house, unit_, unit_.district(), context_.rules.zone(), *clock));
        if (rules.row && rules.times) b.clocks.push_back(workflow::resume_clock(*clock, rules.row->limit, unit_.now(), Rulebook::time_table(*rules.times)));
        else b.clocks.push_back({.code = code, .change = ChangeKind::resume});
      }
    return {};
  }

  // Gapless per community and year: the list is locked until this unit ends.
  void give_serial(MovedBody& b) const {
    const std::int64_t list = b.community_id ? *b.community_id : state_.record.community_id.value_or(0);
    unit_.lock(10, {"matter_list", list});
    b.list_id = list;
    b.serial_year = base::ymd(context_.rules.today).year;
    b.serial = last_serial(unit_, unit_.district(), list, *b.serial_year) + 1;
  }

  base::Done save(const workflow::Decision& d, MovedBody body) {
    const base::Subject subject{std::string(subject_kind), state_.record.id.value};
    for (const base::FileId photo : body.photos) TRY_DO(call_.house.files.link(unit_, photo, subject, role_of(d.move->id)));
    const std::string kind = "matter." + d.move->event;
    const std::string json = described::to_json(body);
    TRY(next, fold(state_, kind, json, {}, state_.record.id, call_.principal.person, unit_.now()));
    state_ = std::move(next);
    TRY_DO(record(call_.house, unit_, state_.record, kind, json));
    return {};
  }

  void remind() {
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

  registry::Call& call_;
  store::Unit& unit_;
  const Context& context_;
  CaseState state_;
  std::shared_ptr<const workflow::Machine> machine_{};
  std::optional<Place> place_{};
};

base::Result<std::string> act(registry::Call& call, store::Unit& unit, const Context& context, base::MatterId id, const std::vector<Step>& steps) {
  unit.lock(10, {std::string(subject_kind), id.value});
  auto before = load(unit, unit.district(), id);
  if (!before) return base::fail(base::ErrorCode::not_found, "matters.no_such_matter");
  Mover mover(call, unit, context, *before);
  TRY_DO(mover.load_machine());
  for (const Step& step : steps) TRY_DO(mover.make(step));
  const MatterRecord& m = mover.state().record;
  update(unit, *before, mover.state());
  mover.finish(steps.back().move);
  const workflow::Move* last = mover.machine().move(steps.back().move);
  const workflow::Stage* stage = mover.machine().stage(m.stage);
  Moved view{.id = m.id, .version = m.version, .stage = m.stage, .stage_zh = stage ? stage->zh : m.stage, .stage_en = stage ? stage->en : m.stage};
  if (m.serial) view.serial = serial_text(*m.serial_year, *m.serial);
  view.due_at = m.due_at;
  view.then_zh = last->then_zh;
  view.then_en = last->then_en;
  return described::to_json(view);
}

}  // namespace

base::Result<Moved> move(registry::Call& call, base::MatterId id, std::string_view name, const MoveMatter& command) {
  TRY(steps, steps_of(name, command));
  struct Ready { Context context{}; base::PostId post{}; std::optional<std::string> answered{}; };
  if (command.client_ref && call.client_ref.empty()) call.client_ref = *command.client_ref;
  // The same words for another matter, another verb or by another person are another request.
  const std::string body = std::to_string(id.value) + "/" + std::string(name) + "/" + std::to_string(call.principal.person.value) + "\n" + call.raw_body;
  // A look from outside first: it names the post through which this is done, and spares the writer what is refused anyway.
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    if (auto before = store::answered(s, call.district(), call.client_ref, body)) return Ready{.answered = std::move(before)};
    const auto m = matter(s, call.district(), id);
    if (!m) return base::fail(base::ErrorCode::not_found, "matters.no_such_matter");
    TRY(made, context(call.house, s, call.moment));
    TRY(machine, machine_of(call.house, s, call.district(), m->machine_version));
    const workflow::Move* first = machine->move(steps.front().move);
    if (!first) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", std::string(name)}});
    TRY(post, people::may(call.principal, first->action, scope_of(made, *m)));
    return Ready{.context = std::move(made), .post = post};
  }));
  if (ready.answered) return described::parse<Moved>(*ready.answered);
  TRY(json, call.house.store.write(call.work(ready.post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) { return act(call, u, ready.context, id, steps); });
  }));
  return described::parse<Moved>(json);
}

namespace {

base::Done shown(const people::Principal& who, const people::Scope& scope, const workflow::Machine& machine, const workflow::Move& move, const GuardFacts& facts) {
  if (auto post = people::may(who, move.action, scope); !post) return std::unexpected(std::move(post).error());
  return workflow::possible(machine, facts.at, move, [&facts](std::string_view name) { return guard(name, facts); });
}

GuardFacts shown_facts(const people::Principal& who, const Context& c, const MatterRecord& m, base::Instant now) {
  GuardFacts f{.at = position_of(m), .person = who.person, .now = now, .today = c.rules.today};
  f.in_a_community = m.community_id.has_value();
  f.sorted = m.category != unsorted_category;
  f.urged_at = m.urged_at;
  return f;
}

}  // namespace

std::vector<MoveView> moves_shown(const people::Principal& who, const Context& c, const workflow::Machine& machine, const MatterRecord& m, base::Instant now) {
  const GuardFacts facts = shown_facts(who, c, m, now);
  const people::Scope scope = scope_of(c, m);
  std::vector<MoveView> out;
  for (const workflow::Move* each : machine.moves_from(m.stage)) {
    MoveView view{.id = each->id, .name_zh = each->zh, .name_en = each->en, .main = each->main};
    const base::Done may = shown(who, scope, machine, *each, facts);
    view.allowed = may.has_value();
    if (!may) {
      const base::Error& e = may.error();
      view.refusal = RefusalView{.reason = e.reason, .params = e.params, .remedy = e.remedy};
      if (e.rule) view.refusal->rule = RuleView{e.rule->definition, e.rule->version, e.rule->place};
    }
    for (const workflow::FormField& f : each->fields) view.fields.push_back({f.name, f.kind, f.required, f.zh, f.en, f.choices});
    view.then_zh = each->then_zh;
    view.then_en = each->then_en;
    out.push_back(std::move(view));
  }
  std::stable_sort(out.begin(), out.end(), [](const MoveView& a, const MoveView& b) { return a.allowed > b.allowed; });
  return out;
}

std::vector<std::string> moves_allowed(const people::Principal& who, const Context& c, const workflow::Machine& machine, const MatterRecord& m, base::Instant now) {
  const GuardFacts facts = shown_facts(who, c, m, now);
  const people::Scope scope = scope_of(c, m);
  std::vector<std::string> out;
  for (const workflow::Move* each : machine.moves_from(m.stage))
    if (shown(who, scope, machine, *each, facts)) out.push_back(each->id);
  return out;
}

}  // namespace matters
