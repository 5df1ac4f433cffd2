// What must hold of practical projects.
#include <fmt/format.h>

#include <map>
#include <set>

#include "mechanisms/projects/service.hpp"
#include "store/journal.hpp"

namespace projects {
namespace {
std::vector<ProjectRow> asked(store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (subject.id == 0) return all_projects(s, d);
  if (subject.kind != "project") return {};
  const auto one = project(s, d, {subject.id});
  return one ? std::vector<ProjectRow>{*one} : std::vector<ProjectRow>{};
}
}  // namespace

std::string fold(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  store::SubjectEvents events(s, d, "project");   // projects come by rising id: the journal is read once
  for (const ProjectRow& p : asked(s, d, subject)) {
    std::string state;
    std::map<std::int64_t, std::pair<base::CivilDate, std::optional<base::CivilDate>>> steps;
    std::set<std::pair<std::string, std::int64_t>> parts;
    for (const store::Event& e : events.of(p.id.value)) {
      if (e.kind == "project.listed" || e.kind == "project.sent_back") state = "doing";
      else if (e.kind == "project.offered") state = "to_accept";
      else if (e.kind == "project.accepted") state = "accepted";
      else if (e.kind == "project.closed") state = "closed";
      else if (e.kind == "project.dropped") state = "dropped";
      else if (e.kind == "project.milestone_set" || e.kind == "project.milestone_moved") { if (const auto b = described::parse<MilestoneSet>(e.body)) steps[b->milestone.value].first = b->due_on; }
      else if (e.kind == "project.milestone_met") { if (const auto b = described::parse<MilestoneMet>(e.body)) steps[b->milestone.value].second = b->on; }
      else if (e.kind == "project.gathered") { if (const auto b = described::parse<PartNoted>(e.body)) parts.emplace(b->kind, b->id); }
      else if (e.kind == "project.released") { if (const auto b = described::parse<PartNoted>(e.body)) parts.erase({b->kind, b->id}); }
    }
    if (state != described::word(p.state)) return fmt::format("project {} is not in the state that its events say", p.id.value);
    const auto rows = milestones(s, d, p.id);
    if (rows.size() != steps.size()) return fmt::format("project {} has other milestones than its events say", p.id.value);
    for (const MilestoneRow& m : rows) {
      const auto it = steps.find(m.id.value);
      if (it == steps.end() || it->second.first != m.due_on || it->second.second != m.met_on) return fmt::format("milestone {} is not what its events say", m.id.value);
    }
    std::set<std::pair<std::string, std::int64_t>> kept;
    for (const GatheredRow& g : gathered(s, d, p.id)) kept.emplace(g.kind, g.subject_id);
    if (kept != parts) return fmt::format("project {} does not gather what its events say", p.id.value);
  }
  return {};
}

std::string accepted_by_others(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  for (const ProjectRow& p : asked(s, d, subject)) {
    const auto judged = acceptances(s, d, p.id);
    const bool over = p.state == State::accepted || p.state == State::closed;
    if (over && (judged.empty() || !judged.front().passed)) return fmt::format("project {} is {} though those served did not accept it", p.id.value, described::word(p.state));
    if (over && next(milestones(s, d, p.id)) != nullptr) return fmt::format("project {} was accepted with a milestone left", p.id.value);
    std::set<base::PersonId> hands;
    for (const ReportRow& r : reports(s, d, p.id)) hands.insert(r.person_id);
    for (const AcceptanceRow& a : judged)
      if (hands.contains(a.person_id)) return fmt::format("project {} was accepted by who worked on it", p.id.value);
  }
  return {};
}

}  // namespace projects
