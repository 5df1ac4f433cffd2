// The fold: events in, state out. Pure; effects are applied here by name@version and never change their meaning.
#include "matters/events.hpp"

#include <charconv>

#include "base/assert.hpp"
#include "matters/fold_reported.hpp"

namespace matters {
namespace {

// What the bodies of a report and of an imported record say alike.
template <class Body>
void take_what_and_where(MatterRecord& m, const Body& b, base::MatterId id) {
  m.id = id;
  m.version = 1;
  m.round = 1;
  m.machine_version = b.machine_version;
  m.report_number = b.report_number;
  m.stage = b.stage;
  m.title = b.title;
  m.place = b.place;
  m.category = b.category;
  m.area_id = b.area_id;
  m.area_version = b.area_version;
  m.grid_id = b.grid_id;
  m.community_id = b.community_id;
  m.subdistrict_id = b.subdistrict_id;
  m.lon_e7 = b.lon_e7;
  m.lat_e7 = b.lat_e7;
  m.source = b.source;
}

void add_hands(MatterRecord& m, const std::vector<base::PersonId>& hands) {
  auto all = read_ids(m.handlers);
  for (const base::PersonId person : hands)
    if (std::find(all.begin(), all.end(), person) == all.end()) all.push_back(person);
  m.handlers = write_ids(all);
}

void clear_extension(MatterRecord& m) {
  m.extension_state.reset();
  m.extension_until.reset();
  m.extension_amount.reset();
  m.extension_unit.reset();
  m.extension_by.reset();
}

// Effects of moves beside the loop. Closed words, as in effect().
void beside(MatterRecord& m, std::string_view name, const MovedBody& moved, const BesideBody& b, base::PersonId actor, base::Instant at) {
  if (name == "remember_dispatcher@1") {
    m.dispatch_post = b.post ? std::optional(b.post->value) : std::nullopt;
  } else if (name == "ask_extension@1") {
    m.extension_state = "asked";
    m.extension_until = b.extension_until;
    m.extension_amount = b.extension_amount;
    m.extension_unit = b.extension_unit;
    m.extension_by = actor.value;
  } else if (name == "decide_extension@1") {
    m.extension_state = b.granted.value_or(false) ? "granted" : "refused";
    m.extension_until = b.extension_until;
    m.extension_amount = b.extension_amount;
    m.extension_count += b.granted.value_or(false) ? 1 : 0;
  } else if (name == "set_pause@1") {
    m.pause_cause = b.cause;
    m.review_on = moved.review_on;
  } else if (name == "wait_for_answer@1") {
    m.review_on = moved.review_on;
  } else if (name == "ask_reporter@1") {
    ++m.questions;
    m.question_open = true;
    if (!m.contact_at) m.contact_at = at;
  } else if (name == "raise_rung@1") {
    if (b.rung) m.rung = *b.rung;
  } else if (name == "open_parts@1") {
    m.parts_open += b.parts.value_or(0);
  } else if (name == "part_ended@1") {
    --m.parts_open;
  } else if (name == "part_again@1") {
    ++m.parts_open;
  } else if (name == "take_hands@1") {
    add_hands(m, b.hands);
  } else if (name == "undo_split@1") {
    m.parts_open = 0;
    if (b.clear_unit) m.unit_id.reset(), m.post_kind.reset();
  } else if (name == "merge_into@1") {
    m.merged_into = b.other ? std::optional(b.other->value) : std::nullopt;
    m.outcome = "merged";
    m.closed_at = at;
  }
}

void effect(MatterRecord& m, std::string_view name, const MovedBody& b, base::Instant at) {
  if (name == "give_serial@1") {
    m.list_id = b.list_id;
    m.serial_year = b.serial_year;
    m.serial = b.serial;
  } else if (name == "set_unit@1") {
    m.unit_id = b.unit_id ? std::optional(b.unit_id->value) : std::nullopt;
    m.post_kind = b.post_kind;
  } else if (name == "clear_unit@1") {
    m.unit_id.reset();
    m.post_kind.reset();
  } else if (name == "close_rejected@1") {
    m.outcome = "rejected";
    m.closed_at = at;
  } else if (name == "close_solved@1") {
    m.outcome = b.outcome.value_or("solved");
    m.closed_at = at;
  } else if (name == "set_review@1") {
    m.review_on = b.review_on;
  } else if (name == "clear_review@1") {
    m.review_on.reset();
  } else if (name == "remember_urge@1") {
    m.urged_at = at;
  } else if (name == "clear_extension@1") {
    clear_extension(m);
    m.extension_count = 0;
  } else if (name == "drop_request@1") {
    if (m.extension_state == "asked") clear_extension(m);
  } else if (name == "clear_pause@1") {
    m.pause_cause.reset();
    m.review_on.reset();
  } else if (name == "stop_waiting@1") {
    m.review_on.reset();
  } else if (name == "take_answer@1" || name == "withdraw_question@1") {
    m.question_open = false;
  } else if (name == "lead_unit@1") {
    if (!m.unit_id && b.unit_id) m.unit_id = b.unit_id->value, m.post_kind = b.post_kind;
  } else if (name == "reopen@1") {
    m.closed_at.reset();
    m.outcome.reset();
    ++m.reopened_count;
  } else if (name == "undo_merge@1") {
    m.closed_at.reset();
    m.outcome.reset();
    m.merged_into.reset();
  } else if (name == "on_the_spot@1") {
    m.solved_on_spot = true;
    m.fed_back_at = at;
  }
}

// When what happened that rates ask for; by the kind of event, whatever the machine's version.
void stamp(MatterRecord& m, std::string_view kind, base::Instant at) {
  const auto first = [at](std::optional<base::Instant>& when) { if (!when) when = at; };
  if (kind == "matter.registered") first(m.registered_at);
  else if (kind == "matter.dispatched") first(m.dispatched_at);
  else if (kind == "matter.signed") first(m.contact_at);
  else if (kind == "matter.fed_back") m.fed_back_at = at;
}

void apply_clocks(CaseState& state, const std::vector<workflow::ClockChange>& changes, base::Instant at) {
  for (const workflow::ClockChange& change : changes) {
    workflow::apply(state.clocks, change, at);
    if (change.code != "handle") continue;
    if (change.change == workflow::ChangeKind::start) state.record.in_time.reset();
    if (change.change != workflow::ChangeKind::meet) continue;
    for (const workflow::Clock& each : state.clocks)
      if (each.code == "handle" && each.ended_at == at && each.state == workflow::ClockState::met && each.due_at) state.record.in_time = !each.late(at);
  }
}

// Questions follow the effects that the record follows.
void questions(CaseState& state, std::string_view name, const MovedBody& b, const PersonalAnswer& answer, base::Instant at) {
  if (name == "ask_reporter@1") {
    state.questions.push_back({.district_id = state.record.district_id, .matter_id = state.record.id, .number = state.record.questions, .asked_at = at,
                               .question = b.beside ? b.beside->question.value_or("") : ""});
  } else if (!state.questions.empty() && name == "take_answer@1") {
    state.questions.back().answered_at = at;
    state.questions.back().answer = answer.answer;
  } else if (!state.questions.empty() && name == "withdraw_question@1") {
    state.questions.back().withdrawn_at = at;
  }
}

base::Result<CaseState> moved(CaseState state, std::string_view kind, const MovedBody& b, const PersonalAnswer& answer, base::PersonId actor,
                              base::Instant at) {
  MatterRecord& m = state.record;
  TRY(position, workflow::fold(position_of(m), {b.from, b.to, b.effects, actor}));
  set_position(m, position);
  if (b.category) m.category = *b.category;
  if (b.area_id) {
    m.area_id = *b.area_id;
    m.area_version = b.area_version.value_or(0);
    m.grid_id = b.grid_id;
    m.community_id = b.community_id;
    m.subdistrict_id = b.subdistrict_id;
  }
  for (const std::string& name : b.effects) {
    effect(m, name, b, at);
    beside(m, name, b, b.beside.value_or(BesideBody{}), actor, at);
    questions(state, name, b, answer, at);
  }
  stamp(m, kind, at);
  m.photo_count += static_cast<std::int64_t>(b.photos.size());
  if (b.clock.empty()) m.clock.reset();
  else m.clock = b.clock;
  apply_clocks(state, b.clocks, at);
  return state;
}

// What lists show of the clocks: those of the one that the stage shows.
void show_clock(CaseState& state) {
  MatterRecord& m = state.record;
  const workflow::Clock* clock = m.clock ? workflow::live_clock(state.clocks, *m.clock) : nullptr;
  m.due_at = clock ? clock->due_at : std::nullopt;
  m.warn_at = clock ? clock->warn_at : std::nullopt;
}

template <class Body>
base::Result<Body> body_as(std::string_view json) { return described::parse<Body>(json); }

}  // namespace

CaseState fold_reported(CaseState state, const ReportedBody& b, PersonalBody p, base::MatterId id, base::Instant at) {
  MatterRecord& m = state.record;
  take_what_and_where(m, b, id);
  m.happened_at = at;
  m.photo_count = static_cast<std::int64_t>(b.photos.size());
  m.origin_kind = b.origin_kind;
  m.origin_id = b.origin_id;
  if (!b.clock.empty()) m.clock = b.clock;
  m.description = std::move(p.description);
  if (b.has_reporter)
    state.reporter = ReporterRow{.district_id = m.district_id, .matter_id = id, .name = std::move(p.name), .phone = std::move(p.phone), .secret = b.secret};
  if (b.part) {
    m.split_from = b.part->of.value;
    if (!b.part->rung.empty()) m.rung = b.part->rung;
    add_hands(m, b.part->hands);
  }
  apply_clocks(state, b.clocks, at);
  show_clock(state);
  return state;
}

CaseState fold_imported(CaseState state, const ImportedBody& b, base::MatterId id) {
  MatterRecord& m = state.record;
  take_what_and_where(m, b, id);
  if (!b.outcome.empty()) m.outcome = b.outcome;
  m.source_ref = b.source_ref;
  if (!b.unit_words.empty()) m.unit_words = b.unit_words;
  m.happened_at = b.happened_at;
  m.closed_at = b.closed_at;
  if (b.due_at) {
    workflow::Clock clock{.code = "handle", .number = 1, .state = workflow::ClockState::running, .started_at = b.happened_at};
    clock.due_at = clock.warn_at = b.due_at;
    clock.basis.limit = "source";
    clock.basis.limit_place = b.source;
    if (b.closed_at) {
      clock.state = workflow::ClockState::met;
      clock.ended_at = b.closed_at;
      m.in_time = !clock.late(*b.closed_at);
    } else {
      m.clock = "handle";
    }
    state.clocks.push_back(std::move(clock));
  }
  show_clock(state);
  return state;
}

std::vector<base::PersonId> read_ids(std::string_view text) {
  std::vector<base::PersonId> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::int64_t value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + comma, value);
    ASSERT(error == std::errc{} && end == text.data() + comma);
    out.push_back({value});
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

std::string write_ids(const std::vector<base::PersonId>& ids) {
  std::string out;
  for (const base::PersonId id : ids) {
    if (!out.empty()) out += ',';
    out += std::to_string(id.value);
  }
  return out;
}

workflow::Position position_of(const MatterRecord& m) { return {m.stage, m.round, read_ids(m.handlers), m.came_from, m.version}; }

void set_position(MatterRecord& m, const workflow::Position& p) {
  m.stage = p.stage;
  m.round = p.round;
  m.handlers = write_ids(p.handlers);
  m.came_from = p.came_from;
  m.version = p.version;
}

base::Result<CaseState> fold(CaseState state, std::string_view kind, std::string_view body, std::string_view personal, base::MatterId id,
                             base::PersonId actor, base::Instant at) {
  if (kind == "matter.unmasked" || kind == "matter.erased") return state;
  if (kind == "matter.reported") {
    TRY(b, body_as<ReportedBody>(body));
    PersonalBody p;
    if (!personal.empty()) {
      TRY(read, described::parse<PersonalBody>(personal));
      p = std::move(read);
    }
    return fold_reported(std::move(state), b, std::move(p), id, at);
  } else if (kind == "matter.imported") {
    TRY(b, body_as<ImportedBody>(body));
    return fold_imported(std::move(state), b, id);
  } else if (kind == "matter.warned" || kind == "matter.overdue") {
    TRY(b, body_as<MarkedBody>(body));
    apply_clocks(state, b.clocks, at);
  } else {
    TRY(b, body_as<MovedBody>(body));
    PersonalAnswer answer;
    if (!personal.empty()) {
      TRY(read, described::parse<PersonalAnswer>(personal));
      answer = std::move(read);
    }
    TRY(next, moved(std::move(state), kind, b, answer, actor, at));
    state = std::move(next);
  }
  show_clock(state);
  return state;
}

base::Result<CaseState> fold_all(base::DistrictId district, base::MatterId id, const std::vector<store::Event>& events) {
  CaseState state;
  state.record.district_id = district;
  for (const store::Event& e : events) {
    TRY(next, fold(std::move(state), e.kind, e.body, e.personal, id, e.actor.person, e.happened_at));
    state = std::move(next);
  }
  return state;
}

std::vector<std::string> own_effects() {
  return {"give_serial@1", "set_unit@1", "clear_unit@1", "close_rejected@1", "close_solved@1", "set_review@1", "clear_review@1", "remember_urge@1",
          "remember_dispatcher@1", "ask_extension@1", "decide_extension@1", "clear_extension@1", "drop_request@1", "set_pause@1", "clear_pause@1",
          "ask_reporter@1", "wait_for_answer@1", "take_answer@1", "withdraw_question@1", "stop_waiting@1", "raise_rung@1", "open_parts@1", "part_ended@1",
          "part_again@1", "take_hands@1", "lead_unit@1", "undo_split@1", "merge_into@1", "undo_merge@1", "reopen@1", "on_the_spot@1"};
}

}  // namespace matters
