// The room's laws, asked by the simulation and by `redengine check`; and how its definitions are checked.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "mechanisms/campaigns/service.hpp"
#include "store/journal.hpp"

namespace campaigns {
namespace {

bool same(std::vector<workflow::Clock> a, std::vector<workflow::Clock> b) {
  const auto by_code = [](const workflow::Clock& x, const workflow::Clock& y) { return std::tie(x.code, x.number) < std::tie(y.code, y.number); };
  std::sort(a.begin(), a.end(), by_code);
  std::sort(b.begin(), b.end(), by_code);
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) { return workflow::same(x, y); });
}
std::string check_campaign(store::Session& s, base::DistrictId district, store::SubjectEvents& events, CampaignId id) {
  Campaign state{.district_id = district};
  for (const store::Event& e : events.of(id.value)) {
    auto next = fold(std::move(state), e.kind, e.body, id, e.happened_at);
    if (!next) return fmt::format("campaign {} cannot be folded", id.value);
    state = std::move(*next);
  }
  const auto table = load(s, district, id);
  return table && described::to_json(*table) == described::to_json(state) ? std::string{} : fmt::format("campaign {} is not what its events say", id.value);
}
std::string check_line(store::Session& s, base::DistrictId district, store::SubjectEvents& events, LineId id) {
  LineBox state;
  state.line.district_id = district;
  for (const store::Event& e : events.of(id.value)) {
    auto next = fold(std::move(state), e.kind, e.body, id, e.actor.person, e.happened_at);
    if (!next) return fmt::format("campaign line {} cannot be folded", id.value);
    state = std::move(*next);
  }
  const auto table = load(s, district, id);
  const auto by_id = [](const Site& a, const Site& b) { return a.id < b.id; };
  std::sort(state.sites.begin(), state.sites.end(), by_id);
  if (!table || described::to_json(table->line) != described::to_json(state.line) || described::to_json(table->sites) != described::to_json(state.sites))
    return fmt::format("campaign line {} or one of its sites is not what its events say", id.value);
  return {};
}
std::string check_finding(store::Session& s, base::DistrictId district, store::SubjectEvents& events, FindingId id) {
  FindingState state;
  state.finding.district_id = district;
  for (const store::Event& e : events.of(id.value)) {
    auto next = fold(std::move(state), e.kind, e.body, id, e.actor.person, e.happened_at);
    if (!next) return fmt::format("finding {} cannot be folded", id.value);
    state = std::move(*next);
  }
  const auto table = load(s, district, id);
  if (!table || described::to_json(table->finding) != described::to_json(state.finding) || !same(table->clocks, state.clocks))
    return fmt::format("finding {} is not what its events say", id.value);
  return {};
}

}  // namespace

std::string check_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  store::SubjectEvents of_campaigns(s, district, campaign_kind), of_lines(s, district, line_kind), of_findings(s, district, finding_kind);
  if (subject.id != 0) {
    if (subject.kind == campaign_kind) return check_campaign(s, district, of_campaigns, {subject.id});
    if (subject.kind == line_kind) return check_line(s, district, of_lines, {subject.id});
    return subject.kind == finding_kind ? check_finding(s, district, of_findings, {subject.id}) : std::string{};
  }
  std::vector<LineId> lines;
  std::vector<FindingId> findings;
  for (const CampaignId id : all_campaigns(s, district)) {
    if (std::string broken = check_campaign(s, district, of_campaigns, id); !broken.empty()) return broken;
    for (const Line& l : lines_of(s, district, id)) lines.push_back(l.id);
    for (const Finding& f : findings_of(s, district, id)) findings.push_back(f.id);
  }
  std::sort(lines.begin(), lines.end());
  std::sort(findings.begin(), findings.end());
  for (const LineId id : lines)
    if (std::string broken = check_line(s, district, of_lines, id); !broken.empty()) return broken;
  for (const FindingId id : findings)
    if (std::string broken = check_finding(s, district, of_findings, id); !broken.empty()) return broken;
  return {};
}

// No line is lost, none waits under a campaign that has ended, and nobody struck off what he put right himself.
std::string check_lines(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (subject.id != 0 && subject.kind != campaign_kind) return {};
  for (const CampaignId id : subject.id != 0 ? std::vector<CampaignId>{{subject.id}} : all_campaigns(s, district)) {
    const auto c = load(s, district, id);
    if (!c) continue;
    const auto lines = lines_of(s, district, id);
    if (static_cast<std::int64_t>(lines.size()) != c->line_count) return fmt::format("campaign {} has {} lines, {} were sent", id.value, lines.size(), c->line_count);
    for (const Line& l : lines) {
      if (c->stage != "sent" && l.state == LineState::open) return fmt::format("campaign line {} waits though its campaign has ended", l.id.value);
      if (l.sites_done > l.sites || (l.state == LineState::done && l.sites_done != l.sites)) return fmt::format("campaign line {} is done without all of its sites", l.id.value);
    }
    for (const Finding& f : findings_of(s, district, id))
      if (c->stage == "closed" && (f.stage == "open" || f.stage == "fixed") && f.opened_kind.empty() && f.round == 1) return fmt::format("finding {} waits though its campaign was closed", f.id.value);
  }
  return {};
}

}  // namespace campaigns
