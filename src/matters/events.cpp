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
  }
}

base::Result<CaseState> moved(CaseState state, const MovedBody& b, base::PersonId actor, base::Instant at) {
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
  for (const std::string& name : b.effects) effect(m, name, b, at);
  m.photo_count += static_cast<std::int64_t>(b.photos.size());
  if (b.clock.empty()) m.clock.reset();
  else m.clock = b.clock;
  for (const workflow::ClockChange& change : b.clocks) workflow::apply(state.clocks, change, at);
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
  for (const workflow::ClockChange& change : b.clocks) workflow::apply(state.clocks, change, at);
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

workflow::Position position_of(const MatterRecord& m) { return {m.stage, m.round, read_ids(m.handlers), m.version}; }

void set_position(MatterRecord& m, const workflow::Position& p) {
  m.stage = p.stage;
  m.round = p.round;
  m.handlers = write_ids(p.handlers);
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
    for (const workflow::ClockChange& change : b.clocks) workflow::apply(state.clocks, change, at);
  } else {
    TRY(b, body_as<MovedBody>(body));
    TRY(next, moved(std::move(state), b, actor, at));
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
  return {"give_serial@1", "set_unit@1", "clear_unit@1", "close_rejected@1", "close_solved@1", "set_review@1", "clear_review@1", "remember_urge@1"};
}

}  // namespace matters
