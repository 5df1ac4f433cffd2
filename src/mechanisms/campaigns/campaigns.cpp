// A campaign's way: drafted from a template, sent down as lines, urged, closed with its report.
#include <algorithm>

#include "instruments/workflow/show.hpp"
#include "mechanisms/campaigns/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "store/idempotency.hpp"

namespace campaigns {
namespace {

void put_dues(store::Unit& unit, const Ground& g, const Campaign& c) {
  dues::remove(unit, subject_of(c));
  const workflow::Stage* stage = g.machine->stage(c.stage);
  if (!stage || stage->kind == workflow::StageKind::end) return;
  for (const workflow::DueRule& rule : stage->dues) {
    dues::Due due{.subject = subject_of(c), .kind = "campaign." + c.stage, .bucket = rule.bucket, .org_unit = c.org_unit_id, .post_kind = rule.post_kind, .area = g.tree->root(),
                  .title = c.title, .context = "专项整治", .since = unit.now()};
    if (c.stage == "sent") due.due_at = due_instant(g, c.due_on);
    dues::put(unit, due);
  }
}

CampaignText text_of(const Ground& g, const SaveCampaign& c, base::OrgUnitId unit) {
  CampaignText b{.stage = g.machine->first, .org_unit_id = unit, .template_code = c.template_code, .title = c.title, .purpose = c.purpose, .basis = c.basis, .level = c.level,
                 .photos_needed = c.photos_needed, .due_on = c.due_on.value_or(base::CivilDate{}), .place_kinds = join(c.place_kinds), .questions = c.questions,
                 .free_sites = c.free_sites};
  std::vector<std::string> areas;
  for (const base::AreaId each : c.areas) areas.push_back(std::to_string(each.value));
  b.areas = join(areas);
  return b;
}

base::Done check_text(const Ground& g, const SaveCampaign& c) {
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = check_questions(c.questions, *g.templates)};
  if (c.level != "grid" && c.level != "community") wrong.errors.push_back({"/level", "base.unknown_choice", {{"choices", "grid, community"}}});
  for (std::size_t i = 0; i < c.areas.size(); ++i)
    if (!g.tree->find(c.areas[i])) wrong.errors.push_back({"/areas/" + std::to_string(i), "campaigns.no_such_area", {}});
  for (std::size_t i = 0; i < c.free_sites.size(); ++i)
    if (!g.tree->community_of(c.free_sites[i].area_id)) wrong.errors.push_back({"/free_sites/" + std::to_string(i) + "/area_id", "campaigns.no_such_area", {}});
  for (std::size_t i = 0; i < c.place_kinds.size(); ++i)
    if (!described::from_word<territory::PlaceKind>(c.place_kinds[i])) wrong.errors.push_back({"/place_kinds/" + std::to_string(i), "base.unknown_choice", {{"choices", "estate, building, lane, business_area"}}});
  if (c.due_on && *c.due_on < g.today()) wrong.errors.push_back({"/due_on", "campaigns.due_is_past", {}});
  if (wrong.errors.empty()) return {};
  return std::unexpected(std::move(wrong));
}

// Who drafts: the unit of the post that may.
base::OrgUnitId unit_of(const people::Principal& who) {
  for (const people::HeldPost& post : who.posts) {
    people::Principal one = who;
    one.posts = {post};
    if (people::has_action(one, "campaign.draft")) return post.org_unit;
  }
  return {};
}

base::Result<Campaign> put(registry::House& house, store::Unit& unit, const Ground& g, std::optional<Campaign> before, CampaignId id, std::string kind, std::string body) {
  Campaign start = before.value_or(Campaign{.district_id = unit.district()});
  TRY(after, fold(std::move(start), kind, body, id, unit.now()));
  if (before) update(unit, after);
  else insert(unit, after);
  TRY(event, registry::record(house, unit, {.kind = std::move(kind), .subject = subject_of(after), .body = std::move(body),
                                            .definition = "campaign@" + std::to_string(g.machine->version), .org_unit = after.org_unit_id}));
  (void)event;
  put_dues(unit, g, after);
  return after;
}

template <class F>
base::Result<CampaignView> acting(Call& call, std::string_view what, std::int64_t id, base::PostId post, F act) {
  const std::string body = std::to_string(id) + "/" + std::string(what) + "\n" + call.raw_body;
  TRY(json, call.house.store.write(call.work(post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(view, act(u));
      return described::to_json(view);
    });
  }));
  return described::parse<CampaignView>(json);
}
struct Ready { Ground ground{}; base::PostId post{}; };
base::Result<Ready> ready_for(Call& call, CampaignId id, std::string_view action) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    const auto c = load(s, call.district(), id);
    if (!c) return std::unexpected(no_such("campaign"));
    TRY(post, people::may(call.principal, action, scope(g, *c)));
    return Ready{std::move(g), post};
  });
}

void line_due(store::Unit& unit, const Ground& g, const Line& l, bool urged) {
  dues::put(unit, {.subject = subject_of(l), .kind = "campaign_line.open", .bucket = "handed_down", .org_unit = l.org_unit_id, .post_kind = l.post_kind, .area = l.area_id,
                   .title = l.title, .context = area_name(g, l.area_id) + (urged ? " · 催办" : ""), .since = l.sent_at, .due_at = l.due_at});
}

base::Done send_lines(Call& call, store::Unit& unit, const Ground& g, std::vector<LineSent> lines) {
  for (LineSent& b : lines) {
    for (SentSite& s : b.sites) s.id = unit.make<SiteId>();
    LineBox start;
    start.line.district_id = unit.district();
    std::string body = described::to_json(b);
    TRY(box, fold(std::move(start), "campaign_line.sent", body, unit.make<LineId>(), {}, unit.now()));
    insert(unit, box.line);
    for (const Site& s : box.sites) insert(unit, s);
    TRY(event, registry::record(call.house, unit, {.kind = "campaign_line.sent", .subject = subject_of(box.line), .body = std::move(body), .area = box.line.area_id, .org_unit = box.line.owner_id}));
    (void)event;
    line_due(unit, g, box.line, false);
  }
  return {};
}

base::Done end_lines(Call& call, store::Unit& unit, const Campaign& c, LineState unfinished) {
  for (const Line& l : lines_of(unit, unit.district(), c.id)) {
    dues::remove(unit, subject_of(l));
    if (l.state != LineState::open) continue;
    std::string body = described::to_json(LineEnded{unfinished});
    TRY(after, fold(LineBox{l, {}}, "campaign_line.ended", body, l.id, {}, unit.now()));
    update(unit, after.line);
    TRY(event, registry::record(call.house, unit, {.kind = "campaign_line.ended", .subject = subject_of(l), .body = std::move(body), .area = l.area_id, .org_unit = l.owner_id}));
    if (unfinished == LineState::unfinished)
      facts::add(unit, {.kind = "campaign.line_unfinished", .subject = subject_of(l), .amount = l.sites - l.sites_done, .org_unit = l.org_unit_id, .area = l.area_id,
                        .occurred_on = call.house.areas.today(unit, unit.moment())->day(), .event = event});
  }
  return {};
}

base::Result<Campaign> move_in(Call& call, store::Unit& unit, const Ground& g, CampaignId id, std::string_view name, const MoveIt& c) {
  unit.lock(lock_floor, {std::string(campaign_kind), id.value});
  const auto before = load(unit, unit.district(), id);
  if (!before) return std::unexpected(no_such("campaign"));
  std::vector<LineSent> planned;
  std::int64_t sites = 0;
  if (name == "send") {
    TRY(lines, planned_lines(call, unit, g, *before));
    planned = std::move(lines);
    for (const LineSent& l : planned) sites += static_cast<std::int64_t>(l.sites.size());
  }
  const CampaignFacts facts = facts_of(g, unit, *before, static_cast<std::int64_t>(planned.size()), sites);
  workflow::Attempt attempt{std::string(name), call.principal.person, unit.now(), c.if_version, {}};
  if (!c.text.empty()) attempt.given.emplace_back("text");
  if (!c.reason.empty()) attempt.given.emplace_back("reason");
  TRY(decision, workflow::decide(*g.machine, position_of(*before), attempt, [&](std::string_view each) { return guard(each, facts); }));
  const CampaignMoved body{.move = decision.move->id, .from = decision.from, .to = decision.to, .text = c.text, .reason = c.reason, .line_count = static_cast<std::int64_t>(planned.size())};
  TRY(after, put(call.house, unit, g, before, id, "campaign." + decision.move->event, described::to_json(body)));
  if (body.move == "send") TRY_DO(send_lines(call, unit, g, std::move(planned)));
  if (body.move == "close") TRY_DO(end_lines(call, unit, after, LineState::unfinished));
  if (body.move == "withdraw") TRY_DO(end_lines(call, unit, after, LineState::called_off));
  return after;
}

}  // namespace

base::Result<CampaignView> draft(Call& call, const SaveCampaign& c) {
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY_DO(people::need_action(call.principal, "campaign.draft"));
    TRY(g, ground(call.house, s, call.moment));
    TRY(post, people::may(call.principal, "campaign.draft", people::scope_of(*g.tree, std::string(campaign_kind), 0, g.tree->root(), {unit_of(call.principal)})));
    TRY_DO(check_text(g, c));
    return Ready{std::move(g), post};
  }));
  return acting(call, "draft", 0, ready.post, [&](store::Unit& u) -> base::Result<CampaignView> {
    TRY(made, put(call.house, u, ready.ground, std::nullopt, u.make<CampaignId>(), "campaign.drafted", described::to_json(text_of(ready.ground, c, unit_of(call.principal)))));
    return view_of(call, u, ready.ground, made);
  });
}

base::Result<CampaignView> save(Call& call, CampaignId id, const SaveCampaign& c) {
  TRY(ready, ready_for(call, id, "campaign.draft"));
  const Ground& g = ready.ground;
  return acting(call, "save", id.value, ready.post, [&](store::Unit& u) -> base::Result<CampaignView> {
    u.lock(lock_floor, {std::string(campaign_kind), id.value});
    const auto before = load(u, u.district(), id);
    if (c.if_version && *c.if_version != before->version)
      return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "workflow.moved_on", .params = {{"stage", before->stage}, {"stage_en", before->stage}},
                                         .remedy = "workflow.look_again", .now_version = before->version});
    if (before->stage != g.machine->first) return base::refuse("campaigns.not_a_draft", {g.machine->code, g.machine->version, "stage/" + before->stage}, "campaigns.draft_another");
    TRY_DO(check_text(g, c));
    TRY(after, put(call.house, u, g, before, id, "campaign.saved", described::to_json(text_of(g, c, before->org_unit_id))));
    return view_of(call, u, g, after);
  });
}

base::Result<CampaignView> move(Call& call, CampaignId id, std::string_view name, const MoveIt& c) {
  TRY(ready, ready_for(call, id, "campaign.draft"));
  return acting(call, name, id.value, ready.post, [&](store::Unit& u) -> base::Result<CampaignView> {
    TRY(after, move_in(call, u, ready.ground, id, name, c));
    return view_of(call, u, ready.ground, after);
  });
}

base::Result<UrgedView> urge(Call& call, CampaignId id, const UrgeLines& c) {
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    const auto found = load(s, call.district(), id);
    if (!found) return std::unexpected(no_such("campaign"));
    if (!g.tree->find(c.area_id)) return std::unexpected(no_such("area"));
    TRY(post, people::may(call.principal, "campaign.urge", people::scope_of(*g.tree, std::string(line_kind), 0, c.area_id, {found->org_unit_id})));
    return Ready{std::move(g), post};
  }));
  const Ground& g = ready.ground;
  return call.house.store.write(call.work(ready.post), [&](store::Unit& u) -> base::Result<UrgedView> {
    u.lock(lock_floor, {std::string(campaign_kind), id.value});
    UrgedView out;
    for (const Line& l : lines_of(u, u.district(), id)) {
      if (l.state != LineState::open || !g.tree->is_below(l.area_id, c.area_id)) continue;
      if (l.urged_at && g.times->zone.date_of(*l.urged_at) == g.today()) continue;
      TRY(after, fold(LineBox{l, {}}, "campaign_line.urged", "{}", l.id, {}, u.now()));
      update(u, after.line);
      TRY(event, registry::record(call.house, u, {.kind = "campaign_line.urged", .subject = subject_of(l), .body = "{}", .area = l.area_id, .org_unit = l.owner_id}));
      (void)event;
      line_due(u, g, after.line, true);
      ++out.urged;
    }
    if (out.urged == 0) return base::refuse("campaigns.nobody_to_urge", law(*g.templates, "urge"), "campaigns.urge_tomorrow");
    return out;
  });
}

}  // namespace campaigns
