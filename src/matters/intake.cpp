// One report becomes a matter. All that can be known before the unit is made in a snapshot; the unit itself only writes: matter,
// reporter, link, clock, due, journal.
#include "matters/intake.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/assert.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "matters/context.hpp"
#include "matters/fold_reported.hpp"
#include "matters/mover.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "matters/what_and_where.hpp"
#include "records/dues/dues.hpp"
#include "records/files/depot.hpp"
#include "store/idempotency.hpp"

namespace matters {
namespace {

struct Prepared {
  Context context{};
  ReportedBody body{};
  PersonalBody personal{};
  base::PostId post{};
  std::string token_prefix{};
};

base::FieldError field(std::string path, std::string reason, base::Params params = {}) { return {std::move(path), std::move(reason), std::move(params)}; }

// Everything wrong with what was handed in, all at once.
base::Done check_report(const NewReport& r, const Context& c) {
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "matters.report_incomplete"};
  const auto too_long = [&](std::string_view text, std::size_t max, const char* path) {
    if (base::code_points(text) > max) wrong.errors.push_back(field(path, "base.too_long", {{"max", std::to_string(max)}, {"now", std::to_string(base::code_points(text))}}));
  };
  too_long(r.title, base::limits::title_chars_max, "/title");
  too_long(r.place, base::limits::place_chars_max, "/place");
  too_long(r.description, base::limits::description_chars_max, "/description");
  too_long(r.reporter_name, base::limits::name_chars_max, "/reporter_name");
  if (r.title.empty() && base::trimmed(r.description).empty() && r.category.empty()) wrong.errors.push_back(field("/description", "matters.say_what_it_is"));
  const bool somewhere = r.area || (r.longitude && r.latitude) || !base::trimmed(r.place).empty();
  if (!somewhere) wrong.errors.push_back(field("/place", "matters.say_where_it_is"));
  if (r.longitude.has_value() != r.latitude.has_value()) wrong.errors.push_back(field("/lat", "matters.half_a_point"));
  const auto bad = [](const std::optional<double>& v, double bound) { return v && (!std::isfinite(*v) || std::abs(*v) > bound); };
  if (bad(r.longitude, 180) || bad(r.latitude, 90)) wrong.errors.push_back(field("/lon", "matters.not_on_earth"));
  if (r.area && !c.tree->find(r.area)) wrong.errors.push_back(field("/area_id", "matters.no_such_area"));
  if (!r.category.empty() && !c.rules.categories->find(r.category)) wrong.errors.push_back(field("/category", "matters.no_such_category", {{"code", r.category}}));
  if (r.photos.size() > static_cast<std::size_t>(base::limits::photos_per_step_max))
    wrong.errors.push_back(field("/photos", "base.too_many", {{"max", std::to_string(base::limits::photos_per_step_max)}}));
  bool known = false;
  for (const SourceKind& each : *c.rules.sources) known = known || each.code == r.source;
  if (!known) wrong.errors.push_back(field("/source", "matters.no_such_source", {{"code", r.source}}));
  if (wrong.errors.empty()) return {};
  return std::unexpected(std::move(wrong));
}

base::AreaId locate(const NewReport& r, const territory::Tree& tree) {
  if (r.area) return r.area;
  if (r.longitude && r.latitude)
    if (const territory::Area* area = tree.locate(*r.longitude, *r.latitude)) return area->id;
  return tree.root();
}

ReportedBody body_of(const NewReport& r, const Context& c, const workflow::Stage& first, base::Instant now) {
  ReportedBody b;
  say_what_and_where(b, r, c, locate(r, *c.tree));
  b.stage = first.id;
  b.origin_kind = r.origin.kind;
  b.origin_id = r.origin.id;
  b.photos = r.photos;
  b.has_reporter = !r.reporter_name.empty() || r.reporter_phone;
  b.secret = r.secret && b.has_reporter;
  if (!first.clock.empty()) {
    b.clock = first.clock;
    b.clocks.push_back(workflow::start_clock(first.clock, *c.rules.limits, b.category, c.tree->grade_of(b.area_id), now, c.rules.time()));
  }
  return b;
}

base::Result<Prepared> prepare(registry::House& house, store::Session& s, const store::Moment& moment, const NewReport& r) {
  Prepared p;
  TRY(made, context(house, s, moment));
  p.context = std::move(made);
  TRY_DO(check_report(r, p.context));
  const workflow::Stage* first = p.context.rules.machine->stage(p.context.rules.machine->first);
  ASSERT(first != nullptr);
  p.body = body_of(r, p.context, *first, moment.now);
  if (!r.reporter_name.empty()) p.personal.name = base::normalised(r.reporter_name);
  p.personal.phone = r.reporter_phone;
  if (std::string text = base::normalised(r.description); !text.empty()) p.personal.description = std::move(text);
  return p;
}

std::string fresh_link(store::Unit& unit, base::MatterId id, std::string_view prefix) {
  const std::string token = new_token(prefix, unit);
  insert_link(unit, id, token_hash(token));
  return token;
}

// The writing half.
base::Result<Reported> write_report(registry::House& house, store::Unit& unit, const Prepared& p, std::string_view prefix) {
  Reported out{.id = unit.make<base::MatterId>()};
  ReportedBody body = p.body;
  body.report_number = out.report_number = fresh_report_number(unit);
  CaseState state;
  state.record.district_id = unit.district();
  state = fold_reported(std::move(state), body, p.personal, out.id, unit.now());
  insert(unit, state);
  out.link_token = fresh_link(unit, out.id, prefix);
  put_dues(unit, p.context, *p.context.rules.machine, state, {});
  for (const base::FileId photo : body.photos)
    TRY_DO(house.files.link(unit, photo, {std::string(subject_kind), out.id.value}, "report"));
  const bool personal = p.personal.name || p.personal.phone || p.personal.description;
  TRY_DO(record(house, unit, state.record, "matter.reported", described::to_json(body), personal ? described::to_personal_json(p.personal) : std::string{}));
  return out;
}

// What is remembered under a client_ref: never the token.
base::Result<std::string> remembered(const Reported& r) {
  return described::to_json(MatterEntered{.id = r.id, .report_number = r.report_number});
}

// Solved on the spot: the same unit moves it on to where somebody else inspects it.
base::Done solve(registry::Call& call, store::Unit& unit, const Prepared& p, base::MatterId id, const EnterMatter& c) {
  Mover mover(call, unit, p.context, p.post, *load(unit, unit.district(), id));
  TRY_DO(mover.load_machine());
  TRY_DO(mover.make({"solve_on_spot", {.text = c.done, .photos = c.photos_after}}));
  mover.write();
  return {};
}

base::Result<Reported> run(registry::Call& call, const Prepared& p, const EnterMatter* on_the_spot) {
  const std::string body = "matters/" + std::to_string(call.principal.person.value) + "\n" + call.raw_body;  // another person's words are another request
  return call.house.store.write(call.work(p.post), [&](store::Unit& unit) -> base::Result<Reported> {
    std::string token;
    TRY(json, store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(made, write_report(call.house, u, p, p.token_prefix));
      token = made.link_token;
      if (on_the_spot) TRY_DO(solve(call, u, p, made.id, *on_the_spot));
      return remembered(made);
    }));
    TRY(answer, described::parse<MatterEntered>(json));
    if (token.empty()) token = fresh_link(unit, answer.id, p.token_prefix);  // a repeat: the same matter, another key to it
    return Reported{answer.id, answer.report_number, token};
  });
}

}  // namespace

base::Result<base::MatterId> write_part(registry::House& house, store::Unit& unit, const Context& c, const CaseState& whole, const SplitPart& part) {
  const MatterRecord& m = whole.record;
  NewReport r{.source = m.source, .title = part.title, .description = part.description, .place = m.place, .area = part.area_id.value_or(m.area_id)};
  if (m.lon_e7 && !part.area_id) r.longitude = static_cast<double>(*m.lon_e7) / 1e7, r.latitude = static_cast<double>(*m.lat_e7) / 1e7;
  r.category = part.category.empty() ? m.category : part.category;
  r.origin = {m.origin_kind, m.origin_id};
  const workflow::Stage* stage = c.rules.machine->stage_as("confirmed");
  ASSERT(stage != nullptr);
  ReportedBody body = body_of(r, c, *stage, unit.now());
  body.report_number = fresh_report_number(unit);
  body.part = PartBody{.of = m.id, .rung = m.rung, .hands = read_ids(m.handlers)};
  PersonalBody personal;
  if (whole.reporter) {
    body.has_reporter = true;
    body.secret = whole.reporter->secret;
    personal = {whole.reporter->name, whole.reporter->phone, std::nullopt};
  }
  if (std::string text = base::normalised(part.description); !text.empty()) personal.description = std::move(text);
  CaseState state;
  state.record.district_id = unit.district();
  state = fold_reported(std::move(state), body, personal, unit.make<base::MatterId>(), unit.now());
  insert(unit, state);
  const bool any = personal.name || personal.phone || personal.description;
  TRY_DO(record(house, unit, state.record, "matter.reported", described::to_json(body), any ? described::to_personal_json(personal) : std::string{}));
  return state.record.id;
}

std::string new_token(std::string_view prefix, store::Unit& unit) {
  constexpr std::int64_t moment_micros = 64'000;
  return fmt::format("{}{:08x}{}", prefix, static_cast<std::uint32_t>(unit.now().micros / moment_micros), unit.random().token_hex(16));
}
std::string token_hash(std::string_view token) {
  constexpr std::size_t moment_chars = token_chars - token_chars_before;
  std::string out(token.size() == token_chars ? token.substr(token_prefix_chars, moment_chars) : std::string_view{});
  return out += base::sha256_hex(token);
}

namespace {

base::Result<Reported> report_or_solve(registry::Call& call, const NewReport& r, const EnterMatter* on_the_spot) {
  const bool by_resident = !call.principal.account && !call.principal.system;
  TRY(prepared, call.house.store.read([&](store::Session& s) -> base::Result<Prepared> {
    TRY(p, prepare(call.house, s, call.moment, r));
    if (!by_resident) {
      TRY(post, people::may(call.principal, on_the_spot ? "matter.solve_on_spot" : "matter.report", people::scope_of(*p.context.tree, std::string(subject_kind), 0, p.body.area_id)));
      p.post = post;
    }
    p.token_prefix = p.context.rules.token_prefix;
    return p;
  }));
  return run(call, prepared, on_the_spot);
}

}  // namespace

base::Result<Reported> report(registry::Call& call, const NewReport& r) { return report_or_solve(call, r, nullptr); }

base::Result<Reported> report_in(registry::House& house, store::Unit& unit, std::string_view token_prefix, const NewReport& r) {
  TRY(prepared, prepare(house, unit, unit.moment(), r));
  return write_report(house, unit, prepared, token_prefix);
}

namespace {

base::Done shown_before(registry::Call& call, const EnterMatter& c) {
  TRY(photos, call.house.store.read([&](store::Session& s) -> base::Result<std::int64_t> {
    TRY(made, context(call.house, s, call.moment));
    return made.rules.loop->photos_before;
  }));
  if (static_cast<std::int64_t>(c.photos.size()) >= photos) return {};
  return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "matters.report_incomplete",
                                     .errors = {field("/photos", "matters.photos_before_missing", {{"count", std::to_string(photos)}})}});
}

}  // namespace

base::Result<MatterEntered> enter(registry::Call& call, const EnterMatter& c) {
  NewReport r{.source = c.source, .title = c.title, .description = c.description, .place = c.place, .longitude = c.lon, .latitude = c.lat};
  if (r.source.empty()) r.source = call.channel == "field" ? "field" : c.on_behalf_of.empty() ? "desk" : "counter";
  if (c.area_id) r.area = *c.area_id;
  r.category = c.category;
  r.reporter_name = c.reporter_name;
  r.reporter_phone = c.reporter_phone;
  r.secret = c.secret;
  r.photos = c.photos;
  if (!c.on_behalf_of.empty()) {
    call.on_behalf_of = c.on_behalf_of;
    call.channel = "counter";
  }
  if (c.client_ref && call.client_ref.empty()) call.client_ref = *c.client_ref;
  if (c.solved_on_spot) TRY_DO(shown_before(call, c));
  TRY(made, report_or_solve(call, r, c.solved_on_spot ? &c : nullptr));
  return MatterEntered{made.id, made.report_number, "/s/" + made.link_token};
}

}  // namespace matters
