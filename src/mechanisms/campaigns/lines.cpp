// A grid's or a community's line: its sites answered one by one; an answer may be a finding.
#include <algorithm>

#include "instruments/workflow/show.hpp"
#include "mechanisms/campaigns/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/files/depot.hpp"
#include "store/idempotency.hpp"

namespace campaigns {
namespace {

struct Ready { Ground ground{}; base::PostId post{}; };
base::Result<Ready> ready_for(Call& call, std::optional<LineId> id, std::string_view what) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    const auto box = id ? load(s, call.district(), *id) : std::nullopt;
    if (!box) return std::unexpected(no_such(what));
    TRY(post, people::may(call.principal, "campaign.answer", scope(g, box->line)));
    return Ready{std::move(g), post};
  });
}

template <class F>
base::Result<LineView> acting(Call& call, std::string_view what, LineId id, const Ready& ready, F act) {
  const std::string body = std::to_string(id.value) + "/" + std::string(what) + "\n" + call.raw_body;
  TRY(json, call.house.store.write(call.work(ready.post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      const auto found = load(u, u.district(), id);
      u.lock(lock_floor, {std::string(campaign_kind), found->line.campaign_id.value});
      const auto box = load(u, u.district(), id);
      const auto c = load(u, u.district(), box->line.campaign_id);
      if (c->stage != "sent") return base::refuse("campaigns.not_under_way", law(*ready.ground.templates, "under_way"), "campaigns.look_at_the_campaign");
      TRY(after, act(u, *c, *box));
      TRY(view, view_of(call, u, ready.ground, after));
      return described::to_json(view);
    });
  }));
  return described::parse<LineView>(json);
}

base::Result<LineBox> put(registry::House& house, store::Unit& u, const LineBox& before, std::string kind, std::string body, base::EventId* said = nullptr) {
  TRY(after, fold(before, kind, body, before.line.id, u.actor().person, u.now()));
  update(u, after.line);
  TRY(event, registry::record(house, u, {.kind = std::move(kind), .subject = subject_of(after.line), .body = std::move(body), .area = after.line.area_id, .org_unit = after.line.owner_id}));
  if (said) *said = event;
  return after;
}

// Findings of an earlier answer: none may have moved; they leave the list.
base::Done take_back(registry::House& house, store::Unit& u, const Ground& g, LineId line, SiteId site) {
  for (const Finding& f : findings_of(u, u.district(), line)) {
    if (f.site_id != site || f.stage == "dropped") continue;
    if (f.stage != "open" || f.round > 1) return base::refuse("campaigns.finding_has_moved", law(*g.templates, "answers"), "campaigns.deal_with_the_finding");
    const auto before = load(u, u.district(), f.id);
    const workflow::Decision drop{g.finding_machine->move("drop"), "open", "dropped"};
    TRY(done, step(house, u, g, *before, drop, {.reason = "点位重新填报"}));
    (void)done;
  }
  return {};
}

}  // namespace

base::Result<LineView> answer(Call& call, SiteId id, const AnswerSite& c) {
  const auto line = call.house.store.read([&](store::Session& s) { return line_of(s, call.district(), id); });
  TRY(ready, ready_for(call, line, "site"));
  const Ground& g = ready.ground;
  return acting(call, "answer/" + std::to_string(id.value), *line, ready, [&](store::Unit& u, const Campaign& campaign, const LineBox& box) -> base::Result<LineBox> {
    const auto questions = questions_of(campaign);
    base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = check_answers(questions, c.answers, campaign.photos_needed)};
    if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
    const auto site = std::find_if(box.sites.begin(), box.sites.end(), [&](const Site& s) { return s.id == id; });
    if (site->answered_at) TRY_DO(take_back(call.house, u, g, box.line.id, id));
    SiteAnswered body{.site_id = id, .answers = c.answers};
    for (const Answer& a : c.answers) {
      const auto q = std::find_if(questions.begin(), questions.end(), [&](const Question& each) { return each.code == a.code; });
      if (!finds(*q, a.value)) {
        for (const base::FileId file : a.photos) TRY_DO(call.house.files.link(u, file, subject_of(box.line), "site"));
        continue;
      }
      ++body.findings;
      TRY(made, make_finding(call.house, u, g, box.line, *site, *q, a, campaign.photos_needed));
      for (const base::FileId file : a.photos) TRY_DO(call.house.files.link(u, file, subject_of(made.finding), "before"));
    }
    base::EventId event{};
    TRY(after, put(call.house, u, box, "campaign_line.answered", described::to_json(body), &event));
    for (const Site& s : after.sites)
      if (s.id == id) update(u, s);
    if (!site->answered_at)
      facts::add(u, {.kind = "campaign.site_done", .subject = subject_of(after.line), .org_unit = after.line.org_unit_id, .area = after.line.area_id, .occurred_on = g.today(), .event = event});
    if (after.line.state == LineState::done) {
      dues::remove(u, subject_of(after.line));
      if (box.line.state == LineState::open)
        facts::add(u, {.kind = "campaign.line_done", .subject = subject_of(after.line), .amount = std::max<std::int64_t>(0, (u.now() - after.line.due_at).micros / 60'000'000), .measure = "minutes",
                       .org_unit = after.line.org_unit_id, .area = after.line.area_id, .occurred_on = g.today(), .event = event});
    }
    return after;
  });
}

base::Result<LineView> add_site(Call& call, LineId id, const AddSite& c) {
  TRY(ready, ready_for(call, id, "line"));
  const Ground& g = ready.ground;
  return acting(call, "add_site", id, ready, [&](store::Unit& u, const Campaign&, const LineBox& box) -> base::Result<LineBox> {
    const SentSite body{.id = u.make<SiteId>(), .name = c.name, .address = c.address};
    TRY(after, put(call.house, u, box, "campaign_line.site_added", described::to_json(body)));
    insert(u, after.sites.back());
    dues::put(u, {.subject = subject_of(after.line), .kind = "campaign_line.open", .bucket = "handed_down", .org_unit = after.line.org_unit_id, .post_kind = after.line.post_kind,
                  .area = after.line.area_id, .title = after.line.title, .context = area_name(g, after.line.area_id), .since = after.line.sent_at, .due_at = after.line.due_at});
    return after;
  });
}

}  // namespace campaigns
