// Exclusions 剔除: proposed with ground, reason and evidence; decided by another person; listed inside with who and why. Until it is
// approved, a sample counts as it stands, so that a proposal alone takes nothing out of the figures.
#include "mechanisms/callbacks/ground.hpp"
#include "records/dues/dues.hpp"

namespace callbacks {
namespace {

void put_decision_due(store::Unit& unit, const Ground& g, const Exclusion& e, const Sample& s) {
  const base::Subject subject{"callback_exclusion", e.id.value};
  if (e.state != "proposed") return dues::remove(unit, subject);
  const auto centres = g.units->of_kind("command_centre");
  if (centres.empty()) return;
  dues::Due due{.subject = subject, .kind = "callback.to_decide", .bucket = "waiting_for_me", .org_unit = centres.front()->id, .post_kind = "district_desk"};
  due.area = s.community_id;
  due.title = "剔除申请：" + s.title;
  due.context = g.units->name(s.unit_id);
  due.since = unit.now();
  dues::put(unit, due);
}

ExclusionView view_of(const Ground& g, const ExclusionLine& e, const std::map<base::PersonId, std::string>& names, const people::Principal& who) {
  const auto name = [&names](base::PersonId id) {
    const auto it = names.find(id);
    return it == names.end() ? std::string{} : it->second;
  };
  ExclusionView v{.id = e.id, .sample_id = e.sample_id, .matter_id = e.matter_id, .report_number = e.report_number, .title = e.title};
  v.unit_name = g.units->name(e.unit_id);
  v.community_name = area_name(g, e.community_id);
  v.ground = e.ground;
  v.reason = e.reason;
  v.evidence = e.evidence;
  v.state = e.state;
  v.proposed_by = name(e.proposed_by);
  v.proposed_unit = g.units->name(e.proposed_unit);
  v.proposed_at = e.proposed_at;
  if (e.decided_by) v.decided_by = name(*e.decided_by);
  v.decided_at = e.decided_at;
  v.decision = e.decision.value_or("");
  v.calls = e.calls;
  v.answered = e.answered_at.has_value();
  v.may_decide = e.state == "proposed" && who.person != e.proposed_by && people::has_action(who, "callback.decide_exclusion");
  return v;
}

ExclusionLine line_of(const Exclusion& e, const Sample& s) {
  return {e.id, e.sample_id, s.matter_id, s.report_number, s.title, e.ground, e.reason, e.evidence, e.state, s.unit_id, s.community_id, e.proposed_by,
          e.proposed_unit, e.proposed_at, e.decided_by, e.decided_at, e.decision, s.calls, s.answered_at};
}

base::Done check_ground(const Ground& g, const Sample& s, std::string_view ground) {
  const base::RuleRef rule{"callbacks/sampling", g.rule->version, "calls_max"};
  if (s.exclusion == "proposed") return base::refuse("callbacks.is_proposed", rule, "callbacks.wait_for_decision");
  if (s.state != "waiting" && s.state != "answered")
    return base::refuse(s.state == "excluded" ? "callbacks.is_excluded" : "callbacks.is_superseded", rule, "callbacks.ask_the_next");
  if (ground != "no_contact") return {};
  if (s.state == "answered") return base::refuse("callbacks.was_reached", rule, "callbacks.correct_instead");
  if (s.calls < g.rule->calls_max)
    return base::refuse("callbacks.too_few_calls", rule, "callbacks.call_again_later", {{"n", std::to_string(s.calls)}, {"max", std::to_string(g.rule->calls_max)}});
  return {};
}

}  // namespace

base::Result<SampleView> propose(Call& call, SampleId id, const ProposeExclusion& c) {
  if (!is_ground(c.ground)) return std::unexpected(field_error("/ground", "base.unknown_choice", {{"choices", "malicious, beyond_law, no_contact"}}));
  struct Ready { Ground g{}; Sample sample{}; base::PostId post{}; };
  TRY(r, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    auto sample = load(s, call.district(), id);
    if (!sample) return base::fail(base::ErrorCode::not_found, "callbacks.no_such_sample");
    TRY(post, people::may(call.principal, "callback.propose_exclusion", scope_of(g, *sample)));
    return Ready{std::move(g), std::move(*sample), post};
  }));
  TRY(done, write<DecideExclusion>(call, r.post, "propose", id.value, [&](store::Unit& u) -> base::Result<DecideExclusion> {
    lock_matter(u, r.sample.matter_id);
    const auto sample = load(u, call.district(), id);
    if (c.if_version && *c.if_version != sample->version)
      return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "callbacks.changed_meanwhile", .now_version = sample->version});
    TRY_DO(check_ground(r.g, *sample, c.ground));
    const Exclusion e{.district_id = u.district(), .id = u.make<ExclusionId>(), .sample_id = id, .ground = c.ground, .reason = c.reason, .evidence = c.evidence,
                      .proposed_by = call.principal.person, .proposed_unit = unit_of(r.g, r.post), .proposed_at = u.now(), .state = "proposed"};
    TRY(after, save(call.house, u, sample, id, "callback.exclusion_proposed", described::to_json(ExclusionBody{e.id, c.ground, c.reason, c.evidence})));
    insert(u, e);
    put_decision_due(u, r.g, e, after);
    return DecideExclusion{.approved = true, .reason = "ok"};
  }));
  (void)done;
  return one(call, id);
}

base::Result<Page<ExclusionView>> exclusion_list(Call& call, const Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<ExclusionView>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(exclusions_spec(), params, {.time_zone = call.time_zone}));
    const auto rows = exclusions(s, query, people::reach(call.principal, "callback.read"), call.district());
    std::vector<base::PersonId> persons;
    for (const ExclusionLine& e : rows.items) {
      persons.push_back(e.proposed_by);
      if (e.decided_by) persons.push_back(*e.decided_by);
    }
    const auto names = people::person_names(s, call.district(), persons);
    Page<ExclusionView> out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const ExclusionLine& e : rows.items) out.items.push_back(view_of(g, e, names, call.principal));
    return out;
  });
}

base::Result<ExclusionView> decide(Call& call, ExclusionId id, const DecideExclusion& c) {
  struct Ready { Ground g{}; Sample sample{}; base::PostId post{}; };
  TRY(r, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    const auto e = exclusion_row(s, call.district(), id);
    auto sample = e ? load(s, call.district(), e->sample_id) : std::nullopt;
    if (!sample) return base::fail(base::ErrorCode::not_found, "callbacks.no_such_exclusion");
    TRY(post, may_ask(g, call.principal, *sample, "callback.decide_exclusion"));
    return Ready{std::move(g), std::move(*sample), post};
  }));
  return write<ExclusionView>(call, r.post, "decide", id.value, [&](store::Unit& u) -> base::Result<ExclusionView> {
    lock_matter(u, r.sample.matter_id);
    auto e = exclusion_row(u, call.district(), id);
    const auto sample = load(u, call.district(), e->sample_id);
    const base::RuleRef rule{"rights/callbacks", 1, "callback.decide_exclusion"};
    if (e->state != "proposed") return base::refuse("callbacks.is_decided", rule, "callbacks.see_decision");
    if (e->proposed_by == call.principal.person) return base::refuse("callbacks.proposer_may_not_decide", rule, "callbacks.another_person_decides");
    e->state = c.approved ? "approved" : "refused";
    e->decided_by = call.principal.person;
    e->decided_at = u.now();
    e->decision = c.reason;
    TRY(after, save(call.house, u, sample, sample->id, "callback.exclusion_decided", described::to_json(DecidedBody{id, c.approved, c.reason})));
    decide(u, *e);
    put_decision_due(u, r.g, *e, after);
    if (after.draw_id) put_due(u, r.g, *after.draw_id);
    return view_of(r.g, line_of(*e, after), people::person_names(u, call.district(), {e->proposed_by, call.principal.person}), call.principal);
  });
}

}  // namespace callbacks
