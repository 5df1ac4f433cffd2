// Samples: the list of who is still to be asked, one after another; calls, answers, corrections, the number behind the mask.
#include "base/text.hpp"
#include "base/time.hpp"
#include "matters/api.hpp"
#include "mechanisms/callbacks/ground.hpp"
#include "registry/room.hpp"
#include "store/journal.hpp"

namespace callbacks {
namespace {

store::ListContext list_context(const Call& call, const Ground& g) {
  const auto tree = g.tree;
  return {.time_zone = call.time_zone, .level = [tree](std::int64_t id) -> std::optional<std::size_t> {
            const territory::Area* area = tree->find({id});
            if (area == nullptr) return std::nullopt;
            if (area->id == tree->root()) return store::whole;
            return tree->community_of({id}) != nullptr ? 0 : 1;
          }};
}

void add_contacts(store::Session& s, base::DistrictId district, std::vector<SampleRow>& rows) {
  std::vector<base::MatterId> ids;
  for (const SampleRow& r : rows) ids.push_back(r.matter_id);
  const auto contacts = matters::reporters_masked(s, district, ids);
  for (SampleRow& r : rows)
    if (const auto it = contacts.find(r.matter_id); it != contacts.end()) {
      r.name_masked = it->second.name_masked;
      r.phone_masked = it->second.phone_masked;
    }
}

HistoryLine line_of(const store::Event& e) {
  HistoryLine line{.at = e.happened_at, .kind = e.kind.substr(e.kind.find('.') + 1)};
  if (const auto b = described::parse<CalledBody>(e.body); line.kind == "called" && b) line.outcome = b->outcome;
  if (const auto b = described::parse<DrawnBody>(e.body); line.kind == "drawn" && b) line.reason = b->reason;
  if (const auto b = described::parse<SeenBody>(e.body); line.kind == "unmasked" && b) line.reason = b->reason;
  if (const auto b = described::parse<AnsweredBody>(e.body); (line.kind == "answered" || line.kind == "corrected") && b) {
    line.channel = b->channel;
    line.contacted = b->contacted;
    line.solved = b->solved;
    line.satisfaction = b->satisfaction;
    line.reason = b->reason;
    if (const auto p = described::parse<AnsweredPersonal>(e.personal.empty() ? "{\"words\":\"\"}" : std::string_view(e.personal))) line.words = p->words;
  }
  if (const auto b = described::parse<ExclusionBody>(e.body); line.kind == "exclusion_proposed" && b) {
    line.ground = b->ground;
    line.reason = b->reason;
    line.evidence = b->evidence;
  }
  if (const auto b = described::parse<DecidedBody>(e.body); line.kind == "exclusion_decided" && b) {
    line.approved = b->approved;
    line.reason = b->reason;
  }
  return line;
}

SampleView view_of(Call& call, store::Session& s, const Ground& g, const Sample& sample) {
  SampleView v;
  std::vector<SampleRow> rows{row_of(g, sample)};
  add_contacts(s, call.district(), rows);
  v.sample = std::move(rows.front());
  const auto events = store::events_of(s, call.district(), {std::string(subject_kind), sample.id.value});
  std::vector<base::PersonId> persons;
  for (const store::Event& e : events)
    if (e.actor.person) persons.push_back(e.actor.person);
  const auto names = people::person_names(s, call.district(), persons);
  for (const store::Event& e : events) {
    HistoryLine line = line_of(e);
    if (const auto it = names.find(e.actor.person); it != names.end()) line.who = it->second;
    line.unit_name = g.units->name(unit_of(g, e.actor.post));
    v.history.push_back(std::move(line));
  }
  const auto day = base::iso(sample.day);
  for (ScriptLine line : g.rule->script) {
    for (std::string* text : {&line.zh, &line.en})
      for (const auto& [name, value] : std::initializer_list<std::pair<std::string, std::string>>{{"{district}", g.district_name}, {"{day}", day}, {"{title}", sample.title}})
        if (const auto at = text->find(name); at != text->npos) text->replace(at, name.size(), value);
    v.script.push_back(std::move(line));
  }
  v.calls_max = g.rule->calls_max;
  const auto may = may_ask(g, call.principal, sample, "callback.call");
  const bool open = sample.state == "waiting" || sample.state == "answered";
  v.may_call = open && may.has_value();
  if (!may) v.why_not = may.error().reason, v.remedy = may.error().remedy;
  v.may_unmask = v.may_call && !v.sample.phone_masked.empty();
  v.may_propose = open && sample.exclusion != "proposed" && people::may(call.principal, "callback.propose_exclusion", scope_of(g, sample)).has_value();
  v.may_reopen = v.may_call && sample.state == "answered" && sample.solved == false;
  return v;
}

base::Result<Sample> known(store::Session& s, base::DistrictId district, SampleId id) {
  auto sample = load(s, district, id);
  if (!sample) return base::fail(base::ErrorCode::not_found, "callbacks.no_such_sample");
  return std::move(*sample);
}

base::Done fresh(const Sample& s, const std::optional<std::int64_t>& if_version) {
  if (!if_version || *if_version == s.version) return {};
  return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "callbacks.changed_meanwhile", .now_version = s.version});
}

// Asked in a snapshot first: what it needs, and through which post; asked again inside the unit.
struct Ready { Ground g{}; Sample sample{}; base::PostId post{}; };
base::Result<Ready> ready(Call& call, SampleId id, std::string_view action) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(sample, known(s, call.district(), id));
    TRY(post, may_ask(g, call.principal, sample, action));
    return Ready{std::move(g), std::move(sample), post};
  });
}

// The same for every act of a caller: under the matter's lock, with the sample as it is then.
template <class Act>
base::Result<SampleView> act(Call& call, SampleId id, std::string_view verb, const std::optional<std::int64_t>& if_version, Act change) {
  TRY(r, ready(call, id, "callback.call"));
  return write<SampleView>(call, r.post, verb, id.value, [&](store::Unit& u) -> base::Result<SampleView> {
    lock_matter(u, r.sample.matter_id);
    TRY(sample, known(u, call.district(), id));
    TRY_DO(fresh(sample, if_version));
    TRY(after, change(u, r.g, sample));
    if (after.draw_id) put_due(u, r.g, *after.draw_id);
    return view_of(call, u, r.g, after);
  });
}

base::Done check_answer(std::string_view satisfaction) {
  if (is_satisfaction(satisfaction)) return {};
  return std::unexpected(field_error("/satisfaction", "base.unknown_choice", {{"choices", "satisfied, mostly, fair, dissatisfied"}}));
}

base::Error closed_sample(const Ground& g, const Sample& s) {
  return base::refuse(s.state == "excluded" ? "callbacks.is_excluded" : "callbacks.is_superseded", {"callbacks/sampling", g.rule->version, "state"}, "callbacks.ask_the_next").error();
}

std::string personal_of(std::string_view words) {
  const auto text = base::trimmed(words);
  return text.empty() ? std::string{} : described::to_personal_json(AnsweredPersonal{std::string(text)});
}

}  // namespace

base::Result<Page<SampleRow>> list(Call& call, const Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<SampleRow>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(list_spec(), params, list_context(call, g)));
    auto rows = page(s, query, people::reach(call.principal, "callback.read"), call.district(), call.moment.now, g.rule->calls_max);
    Page<SampleRow> out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const Sample& each : rows.items) out.items.push_back(row_of(g, each));
    add_contacts(s, call.district(), out.items);
    return out;
  });
}

base::Result<std::int64_t> count(Call& call, const Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::int64_t> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(list_spec(), params, list_context(call, g)));
    return count(s, query, people::reach(call.principal, "callback.read"), call.district(), call.moment.now, g.rule->calls_max);
  });
}

base::Result<SampleView> one(Call& call, SampleId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<SampleView> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(sample, known(s, call.district(), id));
    if (auto post = people::may(call.principal, "callback.read", scope_of(g, sample)); !post) return std::unexpected(std::move(post).error());
    return view_of(call, s, g, sample);
  });
}

base::Result<SampleView> note_call(Call& call, SampleId id, const NoteCall& c) {
  if (!is_outcome(c.outcome)) return std::unexpected(field_error("/outcome", "base.unknown_choice", {{"choices", "no_answer, busy, wrong_number, refused, later"}}));
  if (c.again_at && *c.again_at < call.moment.now) return std::unexpected(field_error("/again_at", "callbacks.is_past"));
  return act(call, id, "call", c.if_version, [&](store::Unit& u, const Ground& g, const Sample& s) -> base::Result<Sample> {
    if (s.state != "waiting") return std::unexpected(s.state == "answered" ? base::refuse("callbacks.is_answered", {"callbacks/sampling", g.rule->version, "state"}, "callbacks.correct_instead").error() : closed_sample(g, s));
    const CalledBody body{c.outcome, c.again_at.value_or(u.now() + base::minutes(g.rule->pause_minutes))};
    return save(call.house, u, s, id, "callback.called", described::to_json(body));
  });
}

base::Result<SampleView> answer(Call& call, SampleId id, const GiveAnswer& c) {
  TRY_DO(check_answer(c.satisfaction));
  return act(call, id, "answer", c.if_version, [&](store::Unit& u, const Ground& g, const Sample& s) -> base::Result<Sample> {
    if (s.state == "answered") return base::refuse("callbacks.is_answered", {"callbacks/sampling", g.rule->version, "state"}, "callbacks.correct_instead");
    if (s.state != "waiting") return std::unexpected(closed_sample(g, s));
    return save(call.house, u, s, id, "callback.answered", described::to_json(AnsweredBody{"phone", c.contacted, c.solved, c.satisfaction, {}}), personal_of(c.words));
  });
}

base::Result<SampleView> correct(Call& call, SampleId id, const CorrectAnswer& c) {
  TRY_DO(check_answer(c.satisfaction));
  return act(call, id, "correct", c.if_version, [&](store::Unit& u, const Ground& g, const Sample& s) -> base::Result<Sample> {
    if (s.state != "answered")
      return base::refuse("callbacks.nothing_to_correct", {"callbacks/sampling", g.rule->version, "state"}, "callbacks.ask_first");
    return save(call.house, u, s, id, "callback.corrected", described::to_json(AnsweredBody{s.channel.value_or("phone"), c.contacted, c.solved, c.satisfaction, c.reason}));
  });
}

base::Result<SampleView> reopen(Call& call, SampleId id, const ReopenMatter& c) {
  TRY(r, ready(call, id, "callback.call"));
  return write<SampleView>(call, r.post, "reopen", id.value, [&](store::Unit& u) -> base::Result<SampleView> {
    TRY(sample, known(u, call.district(), id));
    if (sample.state != "answered" || sample.solved != false)
      return base::refuse("callbacks.not_said_unsolved", {"callbacks/sampling", r.g.rule->version, "script/solved"}, "callbacks.ask_first");
    TRY_DO(matters::reopen_in(call, u, sample.matter_id, c.reason));  // takes the matter's lock, then ours by the hook
    return view_of(call, u, r.g, sample);
  });
}

base::Result<Number> unmask(Call& call, SampleId id, const UnmaskSample& c) {
  TRY(r, ready(call, id, "callback.unmask"));
  return call.house.store.write(call.work(r.post), [&](store::Unit& u) -> base::Result<Number> {
    u.lock(10, {"matter", r.sample.matter_id.value});
    lock_matter(u, r.sample.matter_id);
    TRY(sample, known(u, call.district(), id));
    if (sample.state != "waiting" && sample.state != "answered") return std::unexpected(closed_sample(r.g, sample));
    TRY(who, matters::reveal_reporter(call.house, u, sample.matter_id, c.reason));
    TRY(event, registry::record(call.house, u, {.kind = "callback.unmasked", .subject = {std::string(subject_kind), id.value}, .body = described::to_json(SeenBody{c.reason}),
                                                .area = sample.community_id}));
    (void)event;
    return Number{who.name, who.phone};
  });
}

base::Result<base::Subject> rate_by_link(Call& call, store::Unit& unit, const base::Subject& origin, std::string_view json) {
  TRY(c, described::parse<RateByLink>(json));
  TRY_DO(check_answer(c.satisfaction));
  const base::MatterId matter{origin.id};
  lock_matter(unit, matter);
  TRY(g, ground(call.house, unit, unit.moment()));
  const auto struck = struck_now(unit, unit.district(), matter);
  if (!struck) return base::refuse("callbacks.not_struck_off", {"callbacks/sampling", g.rule->version, "every_days"}, "callbacks.wait_until_struck_off");
  auto sample = of_strike(unit, unit.district(), matter, struck->strike);
  if (!sample) {
    const DrawnBody body{0, matter, struck->strike, struck->has_phone, struck->report_number, struck->title, struck->category, "volunteered", {struck->unit_id.value_or(0)},
                         {struck->community_id.value_or(0)}, {struck->subdistrict_id.value_or(0)}, g.zone->date_of(struck->struck_off_at), struck->struck_off_at};
    TRY(made, save(call.house, unit, std::nullopt, unit.make<SampleId>(), "callback.drawn", described::to_json(body)));
    sample = made;
  }
  if (sample->state == "answered") return base::refuse("callbacks.is_answered", {"callbacks/sampling", g.rule->version, "state"}, "callbacks.once_only");
  if (sample->state != "waiting") return std::unexpected(closed_sample(g, *sample));
  TRY(after, save(call.house, unit, sample, sample->id, "callback.answered", described::to_json(AnsweredBody{"link", c.contacted, c.solved, c.satisfaction, {}}), personal_of(c.words)));
  if (after.draw_id) put_due(unit, g, *after.draw_id);
  return base::Subject{std::string(subject_kind), after.id.value};
}

base::Done on_reopened(registry::House& house, store::Unit& unit, const store::NewEvent& event) {
  lock_matter(unit, {event.subject.id});
  for (const Sample& s : of_matter(unit, unit.district(), {event.subject.id})) {
    if (s.state != "waiting") continue;
    TRY(after, save(house, unit, s, s.id, "callback.superseded", "{}"));
    if (!after.draw_id) continue;
    TRY(g, ground(house, unit, unit.moment()));
    put_due(unit, g, *after.draw_id);
  }
  return {};
}

base::Done on_erased(registry::House&, store::Unit& unit, const store::NewEvent& event) {
  for (const Sample& s : of_matter(unit, unit.district(), {event.subject.id})) {
    if (!s.has_words) continue;
    store::erase_personal(unit, {std::string(subject_kind), s.id.value});
    words_gone(unit, s.id);
  }
  return {};
}

}  // namespace callbacks
