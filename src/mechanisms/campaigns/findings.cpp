// One finding: put right with a photo, checked by another, or handed on as a matter or a whistle and struck off when that has ended.
#include <algorithm>

#include "instruments/workflow/show.hpp"
#include "mechanisms/campaigns/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/files/depot.hpp"
#include "records/files/serve.hpp"
#include "store/idempotency.hpp"

namespace campaigns {
namespace {

// After every other kind: a hook comes here with the locks of whatever the finding became.
base::Subject lock_of(FindingId id) { return {"~campaign_finding", id.value}; }

void put_dues(store::Unit& unit, const Ground& g, const FindingState& s, std::string_view bucket) {
  const Finding& f = s.finding;
  dues::remove(unit, subject_of(f));
  const workflow::Stage* stage = g.finding_machine->stage(f.stage);
  if (!stage || stage->kind == workflow::StageKind::end) return;
  for (const workflow::DueRule& rule : stage->dues) {
    dues::Due due{.subject = subject_of(f), .kind = "campaign_finding." + f.stage, .bucket = bucket.empty() ? rule.bucket : std::string(bucket), .org_unit = f.org_unit_id,
                  .post_kind = f.post_kind, .area = f.area_id, .title = f.title + " · " + f.site, .context = "专项问题 · " + area_name(g, f.community_id), .since = unit.now()};
    if (rule.unit == "community") {
      const people::OrgUnit* home = g.units->responsible(f.community_id);
      due.post_kind = rule.post_kind;
      if (home) due.org_unit = home->id;
    }
    if (const workflow::Clock* clock = workflow::live_clock(s.clocks, stage->clock)) due.due_at = clock->due_at, due.warn_at = clock->warn_at;
    dues::put(unit, due);
  }
}

base::Result<FindingState> put(registry::House& house, store::Unit& unit, const Ground& g, const std::optional<FindingState>& before, FindingId id, std::string kind,
                               std::string body, std::string_view bucket) {
  FindingState start = before.value_or(FindingState{});
  start.finding.district_id = unit.district();
  TRY(after, fold(std::move(start), kind, body, id, unit.actor().person, unit.now()));
  if (before) update(unit, *before, after);
  else insert(unit, after);
  const Finding& f = after.finding;
  const bool found = kind == "campaign_finding.found";
  TRY(event, registry::record(house, unit, {.kind = std::move(kind), .subject = subject_of(f), .body = std::move(body),
                                            .definition = "campaign_finding@" + std::to_string(g.finding_machine->version), .area = f.area_id, .org_unit = f.owner_id}));
  const auto say = [&](std::string fact, std::int64_t amount, std::string measure) {
    facts::add(unit, {.kind = std::move(fact), .subject = subject_of(f), .amount = amount, .measure = std::move(measure), .org_unit = f.org_unit_id, .area = f.area_id, .occurred_on = g.today(), .event = event});
  };
  if (found) say("campaign.found", 1, "count");
  if (f.stage == "struck_off") {
    std::int64_t late = 0;
    for (const workflow::Clock& c : after.clocks)
      if (c.code == "fix" && c.due_at && c.ended_at && *c.ended_at > *c.due_at) late = std::max(late, (*c.ended_at - *c.due_at).micros / 60'000'000);
    say("campaign.struck_off", late, "minutes");
  }
  put_dues(unit, g, after, bucket);
  return after;
}

struct Ready { Ground ground{}; base::PostId post{}; };
base::Result<Ready> ready_for(Call& call, FindingId id, std::string_view action) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    const auto state = load(s, call.district(), id);
    if (!state) return std::unexpected(no_such("finding"));
    TRY(post, people::may(call.principal, action, scope(g, state->finding)));
    return Ready{std::move(g), post};
  });
}
template <class F>
base::Result<FindingView> acting(Call& call, std::string_view what, FindingId id, const Ready& ready, F act) {
  const std::string body = "finding/" + std::to_string(id.value) + "/" + std::string(what) + "\n" + call.raw_body;
  TRY(json, call.house.store.write(call.work(ready.post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(after, act(u));
      TRY(view, view_of(call, u, ready.ground, after));
      return described::to_json(view);
    });
  }));
  return described::parse<FindingView>(json);
}

base::Result<workflow::Decision> decided(const Ground& g, const FindingState& s, std::string_view name, base::PersonId person, base::Instant now, const MoveIt& c) {
  workflow::Attempt attempt{std::string(name), person, now, c.if_version, {}};
  if (!c.text.empty()) attempt.given.emplace_back("text");
  if (!c.reason.empty()) attempt.given.emplace_back("reason");
  if (!c.photos.empty()) attempt.given.emplace_back("photos");
  const FindingFacts facts{.at = position_of(s.finding), .person = person, .needs_photo = s.finding.photos_needed, .has_photo = !c.photos.empty()};
  return workflow::decide(*g.finding_machine, facts.at, attempt, [&](std::string_view each) { return guard(each, facts); });
}

// What it becomes is opened first and the finding locked after it.
template <class Open>
base::Result<FindingView> hand_on(Call& call, std::string_view what, FindingId id, std::string_view opener_code, Open json_of) {
  TRY(ready, ready_for(call, id, "campaign.hand_on"));
  const Ground& g = ready.ground;
  const registry::Opener* opener = call.house.rooms.opener(opener_code);
  if (opener == nullptr) return base::refuse("campaigns.cannot_be_handed_on", law(*g.templates, "hand_on"), "campaigns.fix_it_here");
  TRY_DO(people::need_action(call.principal, opener->action));
  return acting(call, what, id, ready, [&](store::Unit& u) -> base::Result<FindingState> {
    const auto first = load(u, u.district(), id);
    if (first->finding.stage != "open")
      return base::refuse("campaigns.not_open", {g.finding_machine->code, g.finding_machine->version, "move/hand_on"}, "campaigns.look_at_the_finding");
    TRY(opened, opener->run(call, u, subject_of(first->finding), json_of(g, first->finding)));
    u.lock(lock_floor, lock_of(id));
    const auto before = load(u, u.district(), id);
    TRY(decision, decided(g, *before, "hand_on", call.principal.person, u.now(), {}));
    return step(call.house, u, g, *before, decision, {.opened_kind = opened.kind, .opened_id = opened.id});
  });
}

void field(std::string& json, std::string_view name, std::string_view text) {
  json += std::string(json.size() == 1 ? "" : ",") + "\"" + std::string(name) + "\":";
  described::to_json(json, std::string(text));
}
std::string words_of(const Finding& f) { return f.title + "（" + f.site + (f.address.empty() ? "" : "，" + f.address) + "）" + (f.words.empty() ? "" : "\n" + f.words); }

base::Done ended(registry::House& house, store::Unit& u, const store::NewEvent& e, std::string_view name) {
  for (const FindingId id : findings_opened(u, u.district(), e.subject)) {
    u.lock(lock_floor, lock_of(id));
    TRY(g, ground(house, u, u.moment()));
    const auto before = load(u, u.district(), id);
    const workflow::Move* move = g.finding_machine->move(name);
    TRY(after, step(house, u, g, *before, {move, before->finding.stage, move->to}, {}));
    (void)after;
  }
  return {};
}

}  // namespace

base::Result<FindingState> make_finding(registry::House& house, store::Unit& u, const Ground& g, const Line& l, const Site& site, const Question& q, const Answer& a, bool photos_needed) {
  FindingMade b{.stage = g.finding_machine->first, .campaign_id = l.campaign_id, .line_id = l.id, .site_id = site.id, .owner_id = l.owner_id, .org_unit_id = l.org_unit_id,
                .post_kind = l.post_kind, .area_id = l.area_id, .grid_id = l.grid_id, .community_id = l.community_id, .subdistrict_id = l.subdistrict_id, .site = site.name,
                .address = site.address, .question = q.code, .title = q.words, .words = a.words, .serious = q.serious, .photos_needed = photos_needed};
  if (q.kind == QuestionKind::number) b.title += "（" + a.value + (q.unit.empty() ? "" : " " + q.unit) + "）";
  b.clocks.push_back(workflow::start_clock("fix", *g.limits, q.serious ? "serious" : "", g.tree->grade_of(l.area_id), u.now(), g.time()));
  return put(house, u, g, std::nullopt, u.make<FindingId>(), "campaign_finding.found", described::to_json(b), {});
}

base::Result<FindingState> step(registry::House& house, store::Unit& u, const Ground& g, const FindingState& before, const workflow::Decision& d, FindingMoved body) {
  body.move = d.move->id;
  body.from = d.from;
  body.to = d.to;
  body.effects = d.move->effects;
  const std::string grade = g.tree->grade_of(before.finding.area_id);
  const workflow::TimeTable time = g.time();
  body.clocks = workflow::clock_plan(*d.move, before.clocks, {*g.limits, before.finding.serious ? "serious" : "", grade, time}, u.now());
  return put(house, u, g, before, before.finding.id, "campaign_finding." + d.move->event, described::to_json(body), d.move->bucket);
}

base::Result<FindingView> move(Call& call, FindingId id, std::string_view name, const MoveIt& c) {
  TRY(probe, call.house.store.read([&](store::Session& s) { return ground(call.house, s, call.moment); }));
  const workflow::Move* wanted = probe.finding_machine->move(name);
  if (!wanted || wanted->automatic) return base::fail(base::ErrorCode::not_found, "workflow.no_such_move", {{"move", std::string(name)}});
  TRY(ready, ready_for(call, id, wanted->action));
  return acting(call, name, id, ready, [&](store::Unit& u) -> base::Result<FindingState> {
    u.lock(lock_floor, lock_of(id));
    const auto before = load(u, u.district(), id);
    TRY(decision, decided(ready.ground, *before, name, call.principal.person, u.now(), c));
    for (const base::FileId file : c.photos) TRY_DO(call.house.files.link(u, file, subject_of(before->finding), "after"));
    return step(call.house, u, ready.ground, *before, decision, {.text = c.text, .reason = c.reason});
  });
}

base::Result<FindingView> report(Call& call, FindingId id, const MoveIt&) {
  return hand_on(call, "report", id, "matters.report", [](const Ground& g, const Finding& f) {
    std::string json = "{";
    field(json, "source", "desk");
    field(json, "title", f.title + " · " + f.site);
    field(json, "description", words_of(f));
    field(json, "place", f.address.empty() ? g.tree->path_name(f.area_id) + " " + f.site : f.address);
    field(json, "area_id", std::to_string(f.area_id.value));
    return json + "}";
  });
}

base::Result<FindingView> blow(Call& call, FindingId id, const BlowFinding& c) {
  return hand_on(call, "blow", id, "whistle.blow", [&](const Ground&, const Finding& f) {
    std::string json = "{";
    field(json, "kind", c.kind);
    field(json, "title", f.title + " · " + f.site);
    field(json, "description", words_of(f));
    field(json, "area_id", std::to_string(f.community_id.value));
    field(json, "place", f.site);
    std::string line = "{";
    field(line, "unit_id", std::to_string(c.unit_id.value));
    field(line, "post_kind", "");
    field(line, "item", c.item);
    return json + ",\"lines\":[" + line + ",\"lead\":true}]}";
  });
}

base::Done on_ended(registry::House& house, store::Unit& u, const store::NewEvent& e) { return ended(house, u, e, "end_elsewhere"); }
base::Done on_came_back(registry::House& house, store::Unit& u, const store::NewEvent& e) { return ended(house, u, e, "come_back"); }

base::Result<http::Response> photo(Call& call, FindingId id, base::FileId file, bool small, const http::Request& request) {
  return call.house.store.read([&](store::Session& s) -> base::Result<http::Response> {
    TRY(g, ground(call.house, s, call.moment));
    const auto found = load(s, call.district(), id);
    if (!found) return std::unexpected(no_such("finding"));
    if (auto post = people::may(call.principal, "campaign.read", scope(g, found->finding)); !post) return std::unexpected(std::move(post).error());
    return files::serve(call.house.files, s, call.district(), subject_of(found->finding), file, small, request);
  });
}

}  // namespace campaigns
