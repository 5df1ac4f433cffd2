#include "matters/view.hpp"

#include "base/text.hpp"
#include "matters/list.hpp"
#include "matters/moves.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "records/files/depot.hpp"
#include "records/files/serve.hpp"
#include "records/links/links.hpp"
#include "store/journal.hpp"

namespace matters {
namespace {

ReporterView reporter_view(const people::Principal& who, const Context& c, const CaseState& state) {
  ReporterView out;
  if (!state.reporter) return out;
  out.secret = state.reporter->secret;
  if (hidden_from(who, state)) return out;
  if (state.reporter->name) out.name_masked = base::masked_name(*state.reporter->name);
  if (state.reporter->phone) out.phone_masked = base::MaskedPhone(*state.reporter->phone);
  const bool there = state.reporter->name || state.reporter->phone;
  out.can_unmask = there && people::may(who, "matter.unmask", scope_of(c, state.record)).has_value();
  return out;
}

std::int64_t rights_version(const people::Principal& who) {
  const people::ActionRule* rule = who.grants ? who.grants->rule("matter.unmask") : nullptr;
  return rule ? rule->version : 0;
}

// When each stage was entered last, by the journal.
std::vector<Reached> reached(const std::vector<store::Event>& events, const Context& c) {
  std::vector<Reached> out;
  const auto enter = [&](const std::string& stage, const store::Event& e) {
    std::erase_if(out, [&](const Reached& r) { return r.stage == stage; });
    std::string who;
    if (const people::Post* post = c.units->post(e.actor.post)) who = c.units->name(post->org_unit);
    out.push_back({stage, e.happened_at, who});
  };
  for (const store::Event& e : events) {
    if (e.kind == "matter.reported") {
      if (const auto b = described::parse<ReportedBody>(e.body)) enter(b->stage, e);
    } else if (e.kind == "matter.imported") {
      if (const auto b = described::parse<ImportedBody>(e.body)) {
        enter(b->stage, e);
        out.back().at = b->closed_at.value_or(b->happened_at);
      }
    } else if (e.kind != "matter.warned" && e.kind != "matter.overdue" && e.kind != "matter.unmasked" && e.kind != "matter.erased") {
      const auto b = described::parse<MovedBody>(e.body);
      if (b && b->from != b->to) enter(b->to, e);
    }
  }
  return out;
}

std::vector<ClockView> clock_views(const CaseState& state, const workflow::LimitTable& names, base::Instant now) {
  std::vector<ClockView> out;
  for (const workflow::Clock& c : state.clocks) out.push_back(workflow::clock_view(c, names, now));
  return out;
}

// The stage targets of the handling that runs, or ran last.
std::vector<TargetView> target_views(const CaseState& state, const workflow::LimitTable& names, base::Instant now) {
  std::vector<TargetView> out;
  for (const workflow::Clock& c : state.clocks) {
    if (!c.code.starts_with("handle.")) continue;
    const workflow::ClockName* name = names.clock(c.code);
    TargetView v{.code = c.code.substr(7), .name_zh = name ? name->zh : c.code, .name_en = name ? name->en : c.code, .started_at = c.started_at, .due_at = c.due_at};
    if (c.state == workflow::ClockState::met) v.met_at = c.ended_at;
    v.state = clock_state(c, now);
    std::erase_if(out, [&v](const TargetView& before) { return before.code == v.code; });
    out.push_back(std::move(v));
  }
  std::stable_sort(out.begin(), out.end(), [](const TargetView& a, const TargetView& b) { return a.due_at < b.due_at; });
  return out;
}

std::int64_t held_by(store::Session& s, base::DistrictId district, base::MatterId id) {
  std::int64_t out = 0;
  for (const links::Link& link : links::out_of(s, district, {std::string(subject_kind), id.value})) out += link.kind == waits_link ? 1 : 0;
  return out;
}

MatterView with_row(const MatterRow& r) {
  MatterView v{.id = r.id, .version = r.version, .report_number = r.report_number, .serial = r.serial, .title = r.title};
  v.stage = r.stage;
  v.stage_zh = r.stage_zh;
  v.stage_en = r.stage_en;
  v.outcome = r.outcome;
  v.category_code = r.category_code;
  v.category_zh = r.category_zh;
  v.category_en = r.category_en;
  v.area_id = r.area_id;
  v.area_name = r.area_name;
  v.community_name = r.community_name;
  v.place = r.place;
  v.source = r.source;
  v.happened_at = r.happened_at;
  v.due_at = r.due_at;
  v.due_state = r.due_state;
  v.closed_at = r.closed_at;
  v.handler_unit_name = r.handler_unit_name;
  v.photo_count = r.photo_count;
  v.rung = r.rung;
  v.round = r.round;
  v.reopened_count = r.reopened_count;
  v.solved_on_spot = r.solved_on_spot;
  v.paused = r.paused;
  v.review_on = r.review_on;
  v.extension = r.extension;
  v.merged_into = r.merged_into;
  v.split_from = r.split_from;
  return v;
}

}  // namespace

bool hidden_from(const people::Principal& who, const CaseState& state) {
  if (!state.reporter || !state.reporter->secret) return false;
  const MatterRecord& m = state.record;
  for (const people::HeldPost& post : who.posts)
    if (m.unit_id && post.org_unit.value == *m.unit_id) return true;
  const auto handlers = read_ids(m.handlers);
  return std::find(handlers.begin(), handlers.end(), who.person) != handlers.end();
}

base::Result<Readable> readable(registry::Call& call, store::Session& s, base::MatterId id) {
  Readable out;
  auto state = load(s, call.district(), id);
  if (!state) return base::fail(base::ErrorCode::not_found, "matters.no_such_matter");
  out.state = std::move(*state);
  TRY(made, context(call.house, s, call.moment));
  out.context = std::move(made);
  if (auto post = people::may(call.principal, "matter.read", scope_of(out.context, out.state.record)); !post) return std::unexpected(std::move(post).error());
  TRY(machine, machine_of(call.house, s, call.district(), out.state.record.machine_version));
  out.machine = std::move(machine);
  return out;
}

std::vector<PhotoView> photos_of(store::Session& s, base::DistrictId district, base::MatterId id) {
  std::vector<PhotoView> out;
  for (const files::LinkedFile& f : files::of_subject(s, district, {std::string(subject_kind), id.value})) {
    const std::string url = "/api/v1/matters/" + std::to_string(id.value) + "/photos/" + std::to_string(f.id.value);
    out.push_back({f.id, f.role, f.taken, f.place, url, url + "?size=small", f.linked_at});
  }
  return out;
}

base::Result<MatterView> view(registry::Call& call, base::MatterId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<MatterView> {
    TRY(r, readable(call, s, id));
    const MatterRecord& m = r.state.record;
    const base::Instant now = call.moment.now;
    MatterView v = with_row(list_row(r.context, *r.machine, m, now));
    v.description = m.description.value_or("");
    if (m.lon_e7) v.lon = static_cast<double>(*m.lon_e7) / 1e7;
    if (m.lat_e7) v.lat = static_cast<double>(*m.lat_e7) / 1e7;
    v.reporter = reporter_view(call.principal, r.context, r.state);
    const auto events = store::events_of(s, call.district(), {std::string(subject_kind), id.value});
    v.stages = strip(*r.machine, m.stage, reached(events, r.context), m.due_at);
    v.moves = moves_shown(call.principal, r.context, *r.machine, r.state, now, held_by(s, call.district(), id));
    if (const Rung* rung = r.context.rules.loop->rung(m.rung)) v.rung_zh = rung->zh, v.rung_en = rung->en;
    v.targets = target_views(r.state, *r.context.rules.limits, now);
    v.draft = draft_view(call.principal, r.context, s, m);
    v.clocks = clock_views(r.state, *r.context.rules.limits, now);
    v.photos = photos_of(s, call.district(), id);
    if (!m.origin_kind.empty()) v.origin = OriginView{m.origin_kind, {m.origin_id}};
    return v;
  });
}

base::Result<Unmasked> unmask(registry::Call& call, base::MatterId id, const Unmask& command) {
  TRY(post, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    const auto m = matter(s, call.district(), id);
    if (!m) return base::fail(base::ErrorCode::not_found, "matters.no_such_matter");
    TRY(made, context(call.house, s, call.moment));
    return people::may(call.principal, "matter.unmask", scope_of(made, *m));
  }));
  return call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<Unmasked> {
    unit.lock(10, {std::string(subject_kind), id.value});
    TRY(r, readable(call, unit, id));
    if (auto again = people::may(call.principal, "matter.unmask", scope_of(r.context, r.state.record)); !again) return std::unexpected(std::move(again).error());
    if (!r.state.reporter || (!r.state.reporter->name && !r.state.reporter->phone)) return base::fail(base::ErrorCode::not_found, "matters.no_reporter");
    if (hidden_from(call.principal, r.state))
      return base::refuse("matters.reporter_is_secret", {"rights/matters", rights_version(call.principal), "matter.unmask"}, "matters.ask_the_community");
    TRY_DO(record(call.house, unit, r.state.record, "matter.unmasked", described::to_json(UnmaskedBody{command.reason})));
    return Unmasked{r.state.reporter->name.value_or(""), r.state.reporter->phone ? r.state.reporter->phone->reveal() : std::string{}};
  });
}

base::Result<http::Response> photo(registry::Call& call, base::MatterId id, base::FileId file, bool small, const http::Request& request) {
  return call.house.store.read([&](store::Session& s) -> base::Result<http::Response> {
    TRY(r, readable(call, s, id));
    return files::serve(call.house.files, s, call.district(), {std::string(subject_kind), id.value}, file, small, request);
  });
}

}  // namespace matters
