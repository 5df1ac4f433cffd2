// The resident's window: progress behind a private link, and a new link for who lost it.
#include "base/iso.hpp"
#include "base/report_number.hpp"
#include "matters/intake.hpp"
#include "matters/list.hpp"
#include "matters/moves.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "matters/view.hpp"
#include "records/files/depot.hpp"
#include "store/districts.hpp"
#include "store/journal.hpp"

namespace matters {
namespace {


std::unexpected<base::Error> no_such_link() { return base::fail(base::ErrorCode::gone, "matters.link_unknown"); }

struct Found {
  store::District district{};
  base::MatterId matter{};
  bool follows{};
};
base::Result<Found> find_link(store::Session& s, std::string_view token) {
  if (token.size() != token_chars && token.size() != token_chars_before) return no_such_link();
  const auto district = store::district_by_token_prefix(s, token.substr(0, token_prefix_chars));
  if (!district) return no_such_link();
  const auto id = by_link(s, district->id, token_hash(token));
  if (!id) return no_such_link();
  show(s, *id);
  return Found{*district, *id, link_follows(s, district->id, token_hash(token))};
}

void add_beside(ProgressLine& line, const BesideBody& b, const Context& c) {
  if (b.granted && !*b.granted) line.key = "matters.public.extension_refused";
  if (b.extension_until) line.params.emplace_back("until", c.rules.zone().text(*b.extension_until));
  if (b.question) line.params.emplace_back("question", *b.question);
  if (b.parts) line.params.emplace_back("parts", std::to_string(*b.parts));
  if (const PauseCause* cause = b.cause ? c.rules.loop->pause(*b.cause) : nullptr) line.params.insert(line.params.end(), {{"cause", cause->zh}, {"cause_en", cause->en}});
  if (const Rung* rung = b.rung ? c.rules.loop->rung(*b.rung) : nullptr) line.params.insert(line.params.end(), {{"rung", rung->zh}, {"rung_en", rung->en}});
}

void add_line(Progress& out, const Context& c, const store::Event& e) {
  ProgressLine line{.at = e.happened_at};
  const std::string kind = e.kind.substr(e.kind.find('.') + 1);
  static constexpr std::string_view inside[] = {"unmasked", "erased", "warned", "overdue", "urged", "extension_requested", "handed_on", "target_met",
                                                "part_ended", "part_again", "took_in", "question_withdrawn", "call_back"};
  if (std::find(std::begin(inside), std::end(inside), kind) != std::end(inside)) return;
  line.key = "matters.public." + kind;
  if (kind == "reported" || kind == "imported") {
    line.params = {{"number", out.report_number}};
    if (const auto b = described::parse<ReportedBody>(e.body)) line.photos = b->photos;
  } else if (const auto b = described::parse<MovedBody>(e.body)) {
    if (b->unit_id) line.params.emplace_back("unit", c.units->name(*b->unit_id));
    if (b->serial) line.params.emplace_back("serial", serial_text(*b->serial_year, *b->serial));
    if (b->review_on) line.params.emplace_back("review_on", base::iso(*b->review_on));
    // Words that the form says the reporter reads, and what was done.
    const bool told = kind == "rejected" || kind == "held" || kind == "fed_back" || kind == "paused" || kind == "solved_on_spot";
    if (b->beside) add_beside(line, *b->beside, c);
    line.params.emplace_back("words", told ? (b->reason ? *b->reason : b->text.value_or("")) : std::string{});
    if (kind == "fed_back" || kind == "inspected" || kind == "solved_on_spot") line.photos = b->photos;
  }
  out.lines.push_back(std::move(line));
}

struct Reader {
  registry::House& house;
  store::Session& s;
  const store::District& district;
  store::Moment moment{};
  Context c{};
};

// Where it stands: of the matter itself, or of the one that it was merged into.
void take_state(Progress& out, const Reader& r, const CaseState& state, const workflow::Machine& machine) {
  const MatterRecord& m = state.record;
  out.stage = m.stage;
  if (const workflow::Stage* stage = machine.stage(m.stage)) { out.stage_zh = stage->zh; out.stage_en = stage->en; }
  out.outcome = m.outcome.value_or("");
  if (m.unit_id) out.unit_name = r.c.units->name({*m.unit_id});
  out.expected_at = m.review_on ? std::optional(r.c.rules.zone().start_of(*m.review_on)) : m.due_at;
  // One date for the resident: while it is handled, the handling clock, whatever step runs beside it.
  if (const workflow::Clock* handle = workflow::live_clock(state.clocks, "handle"); handle && !m.review_on) out.expected_at = handle->due_at;
  out.closed_at = m.closed_at;
  out.on_hold = m.review_on.has_value();
  out.late = !m.closed_at && !out.on_hold && out.expected_at && r.moment.now > *out.expected_at;
}

bool moves_on(const store::Event& e) {
  return e.kind != "matter.unmasked" && e.kind != "matter.erased" && e.kind != "matter.warned" && e.kind != "matter.overdue";
}

// Lines and steps; of a matter that another was merged into only what happened since.
std::vector<Reached> take_story(Progress& out, const Reader& r, const MatterRecord& m, const workflow::Machine& machine, base::Instant since) {
  std::vector<Reached> reached;
  show(r.s, m.id);
  for (const store::Event& e : store::events_of(r.s, r.district.id, {std::string(subject_kind), m.id.value})) {
    if (e.happened_at >= since) add_line(out, r.c, e);
    if (e.kind == "matter.reported") reached.push_back({machine.first, e.happened_at, {}});
    else if (!moves_on(e)) continue;
    else if (const auto b = described::parse<MovedBody>(e.body); b && !b->to.empty()) {
      std::erase_if(reached, [&](const Reached& x) { return x.stage == b->to; });
      reached.push_back({b->to, e.happened_at, {}});
    }
  }
  return reached;
}

// To the end of a chain of merges.
std::optional<CaseState> followed(const Reader& r, const MatterRecord& m) {
  std::optional<CaseState> out;
  std::optional<std::int64_t> next = m.merged_into;
  for (int steps = 0; steps < 8 && next; ++steps) {
    auto state = load(r.s, r.district.id, {*next});
    if (!state) break;
    next = state->record.merged_into;
    out = std::move(state);
  }
  return out;
}

base::Done take_parts(Progress& out, const Reader& r, base::MatterId id) {
  for (const MatterRecord& m : records_of(r.s, r.district.id, parts_of(r.s, r.district.id, id))) {
    TRY(machine, machine_of(r.house, r.s, r.district.id, m.machine_version));
    const workflow::Stage* stage = machine->stage(m.stage);
    out.parts.push_back({m.report_number, m.title, stage ? stage->zh : m.stage, stage ? stage->en : m.stage, m.unit_id ? r.c.units->name({*m.unit_id}) : "", m.closed_at.has_value()});
  }
  return {};
}

std::vector<ReporterQuestion> asked(const std::vector<QuestionRow>& rows) {
  std::vector<ReporterQuestion> out;
  for (const QuestionRow& q : rows) out.push_back({q.number, q.asked_at, q.question, q.answer, q.answered_at, !q.answered_at && !q.withdrawn_at});
  return out;
}

void may_reopen(Progress& out, const Reader& r, const MatterRecord& m, const workflow::Machine& machine) {
  const workflow::Move* move = machine.by_verb("reopen", m.stage);
  if (!m.closed_at || !move || !move->leaves(m.stage)) return;
  const base::Instant until = *m.closed_at + base::hours(24 * r.c.rules.loop->reopen_days);
  if (r.moment.now <= until) out.reopen_until = until;
}

base::Result<Progress> progress_of(Reader& r, const Found& found) {
  auto state = load(r.s, found.district.id, found.matter);
  if (!state) return no_such_link();
  const MatterRecord& m = state->record;
  TRY(machine, machine_of(r.house, r.s, found.district.id, m.machine_version));
  Progress out{.district = found.district.id, .matter = m.id, .report_number = m.report_number, .title = m.title, .place = m.place};
  out.category_zh = r.c.rules.category_zh(m.category);
  out.category_en = r.c.rules.category_en(m.category);
  out.reported_at = m.happened_at;
  out.only_follows = found.follows;
  take_state(out, r, *state, *machine);
  std::vector<Reached> reached = take_story(out, r, m, *machine, {});
  std::string stage = m.stage;
  auto due_at = m.due_at;
  if (const auto other = followed(r, m)) {
    TRY(theirs, machine_of(r.house, r.s, found.district.id, other->record.machine_version));
    out.follows = other->record.report_number;
    take_state(out, r, *other, *theirs);
    reached = take_story(out, r, other->record, *theirs, m.closed_at.value_or(r.moment.now));
    stage = other->record.stage;
    due_at = other->record.due_at;
    machine = std::move(theirs);
  } else if (!found.follows) {
    out.questions = asked(state->questions);
    may_reopen(out, r, m, *machine);
  }
  TRY_DO(take_parts(out, r, m.id));
  for (const StageView& v : strip(*machine, stage, reached, due_at)) out.steps.push_back({v.id, v.name_zh, v.name_en, v.state, v.at});
  return out;
}

}  // namespace

base::Result<Progress> progress_by_token(registry::House& house, std::string_view token) {
  return house.store.read([&](store::Session& s) -> base::Result<Progress> {
    TRY(found, find_link(s, token));
    Reader r{house, s, found.district, {.district = found.district.id, .now = store::district_now(found.district, house.real_clock.now()), .real_now = house.real_clock.now()}};
    TRY(c, context(house, s, r.moment));
    r.c = std::move(c);
    return progress_of(r, found);
  });
}

base::Result<std::vector<ReporterQuestion>> questions_by_link(registry::House& house, std::string_view token) {
  return house.store.read([&](store::Session& s) -> base::Result<std::vector<ReporterQuestion>> {
    TRY(found, find_link(s, token));
    if (found.follows) return std::vector<ReporterQuestion>{};
    return asked(questions_of(s, found.district.id, found.matter));
  });
}

namespace {

// A move by the reporter, whom only the link makes known.
base::Done by_reporter(registry::Call& call, std::string_view token, std::string_view verb, const MoveMatter& form) {
  TRY(found, call.house.store.read([&](store::Session& s) -> base::Result<Found> {
    TRY(link, find_link(s, token));
    if (link.district.id != call.district() || link.follows) return no_such_link();
    TRY(grants, call.house.people.grants(s, call.district(), call.house.areas.civil_today(s, call.moment)));
    call.principal = people::link_principal(call.district(), token_hash(token), grants);
    return link;
  }));
  TRY(moved, move(call, found.matter, verb, form, found.matter));
  (void)moved;
  return {};
}

}  // namespace

base::Done answer_by_link(registry::Call& call, std::string_view token, std::string answer) {
  return by_reporter(call, token, "answer", {.answer = std::move(answer)});
}
base::Done reopen_by_link(registry::Call& call, std::string_view token, std::string reason) {
  return by_reporter(call, token, "reopen", {.reason = std::move(reason)});
}
base::Done reopen_in(registry::Call& call, store::Unit& unit, base::MatterId id, std::string reason) {
  TRY(moved, move_in(call, unit, id, "reopen", {.reason = std::move(reason)}));
  (void)moved;
  return {};
}

base::Result<std::string> photo_by_token(registry::House& house, std::string_view token, base::FileId file, bool small) {
  return house.store.read([&](store::Session& s) -> base::Result<std::string> {
    TRY(found, find_link(s, token));
    bool linked = false;
    for (const files::LinkedFile& f : files::of_subject(s, found.district.id, {std::string(subject_kind), found.matter.value}))
      linked = linked || (f.id == file && f.role != "confirm");
    if (!linked) return base::fail(base::ErrorCode::not_found, "matters.no_such_photo");
    return house.files.path_of(s, found.district.id, file, small);
  });
}

base::Result<std::string> link_again(registry::House& house, store::Moment moment, std::string_view report_number, const base::Phone& phone) {
  const auto number = base::read_report_number(report_number);
  return house.store.write({moment, {.channel = "public"}}, [&](store::Unit& unit) -> base::Result<std::string> {
    const auto id = number ? by_report_number(unit, unit.district(), *number) : std::nullopt;
    if (id) show(unit, *id);
    const auto who = id ? reporter(unit, unit.district(), *id) : std::nullopt;
    // One answer for all that does not fit, so that nobody can try out numbers.
    if (!who || !who->phone || who->phone->reveal() != phone.reveal()) return base::fail(base::ErrorCode::not_found, "matters.number_and_phone_do_not_fit");
    const auto district = store::district_by_id(unit, unit.district());
    const std::string token = new_token(district ? district->token_prefix : "", unit);
    insert_link(unit, *id, token_hash(token));
    return token;
  });
}

}  // namespace matters
