// Programmes with their figures, the list of projects, one project whole.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "mechanisms/projects/service.hpp"
#include "records/files/depot.hpp"
#include "records/files/serve.hpp"
#include "store/journal.hpp"

namespace projects {
namespace {

store::AreaLevel levels(const Ground& g) {
  return [tree = g.tree](std::int64_t id) -> std::optional<std::size_t> {
    const territory::Area* area = tree->find({id});
    if (area == nullptr) return std::nullopt;
    if (area->kind == territory::AreaKind::district) return store::whole;
    const territory::Area* above = tree->subdistrict_of(area->id);
    return above != nullptr && above->id == area->id ? 1 : 0;
  };
}
store::ListReach reach_of(const people::Principal& who) {
  const people::Reach reach = people::reach(who, read_action);
  store::ListReach out{.everything = reach.everything};
  for (const base::AreaId each : reach.areas) out.areas.push_back(each.value);
  for (const base::OrgUnitId each : reach.org_units) out.org_units.push_back(each.value);
  return out;
}
std::vector<ProgrammeLine> lines_of(const Ground& g, store::Session& s, base::DistrictId d) {
  std::map<ProgrammeId, Sums> counted;
  for (const Sums& each : sums(s, d, g.today)) counted[each.programme] = each;
  std::vector<ProgrammeLine> out;
  for (const ProgrammeRow& p : programmes(s, d)) {
    const Sums& n = counted[p.id];
    out.push_back({p.id, p.title, p.year, p.level, p.area_id, g.area_name(p.area_id), p.note, p.shown, p.closed_on, n.projects, n.doing, n.to_accept, n.done, n.dropped, n.late, n.milestones,
                   n.met, n.met_on_time, n.gathered, n.gathered_done, p.version});
  }
  return out;
}
std::vector<ProjectLine> lines_of(const Ground& g, store::Session& s, base::DistrictId d, const std::vector<ListedProject>& rows) {
  std::map<ProgrammeId, std::string> titles;
  for (const ProgrammeRow& p : programmes(s, d)) titles[p.id] = p.title;
  std::vector<ProjectLine> out;
  for (const ListedProject& p : rows)
    out.push_back({p.id, p.programme_id, titles[p.programme_id], p.number, p.title, p.place, p.area_id, g.area_name(p.area_id), g.units->name(p.owner_unit_id), p.owner_unit_id, p.due_on, p.state,
                   late(ProjectRow{.due_on = p.due_on, .state = p.state}, g.today), p.milestones, p.met, p.gathered, p.next_due});
  return out;
}
std::vector<workflow::PhotoView> photos_of(const std::vector<files::LinkedFile>& all, ProjectId id, const std::string& role) {
  std::vector<workflow::PhotoView> out;
  for (const files::LinkedFile& f : all) {
    if (f.role != role) continue;
    const std::string url = "/api/v1/projects/" + std::to_string(id.value) + "/photos/" + std::to_string(f.id.value);
    out.push_back({f.id, f.role, f.taken, f.place, url, url + "?size=small", f.linked_at});
  }
  return out;
}
std::string words_of(const store::Event& e) {
  if (e.kind == "project.milestone_set" || e.kind == "project.milestone_moved") {
    const auto b = described::parse<MilestoneSet>(e.body);
    return b ? b->title + (b->reason.empty() ? "" : "：" + b->reason) : std::string{};
  }
  if (e.kind == "project.gathered" || e.kind == "project.released" || e.kind == "project.part_done") {
    const auto b = described::parse<PartNoted>(e.body);
    return b ? b->title : std::string{};
  }
  if (e.kind == "project.milestone_met") {
    const auto b = described::parse<MilestoneMet>(e.body);
    return b ? b->words : std::string{};
  }
  if (e.kind == "project.reported") {
    const auto b = described::parse<Reported>(e.body);
    return b ? b->words : std::string{};
  }
  if (e.kind == "project.accepted" || e.kind == "project.sent_back") {
    const auto b = described::parse<Judged>(e.body);
    return b ? std::to_string(b->agreed) + " / " + std::to_string(b->attended) + (b->words.empty() ? "" : "：" + b->words) : std::string{};
  }
  if (e.kind == "project.offered" || e.kind == "project.closed" || e.kind == "project.dropped") {
    const auto b = described::parse<Told>(e.body);
    return b ? b->words : std::string{};
  }
  return {};
}
// What the person may do now; the acts ask again.
void permit(const Call& call, const Ground& g, const ProjectRow& p, bool by_own_hand, bool has_next, ProjectView& v) {
  const people::Scope scope = scope_of(g, p);
  const auto may = [&](std::string_view action) { return people::may(call.principal, action, scope).has_value(); };
  v.can_report = open(p) && may(report_action);
  v.can_offer = p.state == State::doing && !has_next && may(report_action);
  v.can_accept = p.state == State::to_accept && !by_own_hand && may(accept_action);
  v.can_gather = open(p) && may(gather_action);
  v.can_keep = may(keep_action);
}

}  // namespace

base::Result<Page<ProgrammeLine>> programme_list(Call& call, const base::Params& query) {
  std::int64_t year = 0;
  std::string level;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  for (const auto& [name, value] : query) {
    if (value.empty() || name == "limit" || name == "after" || name == "sort") continue;
    if (name == "filter.year") std::from_chars(value.data(), value.data() + value.size(), year);
    else if (name == "filter.level") level = value;
    else wrong.errors.push_back({"/" + name, "store.unknown_parameter", {}});
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<ProgrammeLine>> {
    TRY(g, ground(call.house, s, call.moment));
    Page<ProgrammeLine> out;
    for (ProgrammeLine& line : lines_of(g, s, call.district()))
      if ((year == 0 || line.year == year) && (level.empty() || described::word(line.level) == level)) out.items.push_back(std::move(line));
    out.total = static_cast<std::int64_t>(out.items.size());
    return out;
  });
}
base::Result<ProgrammeView> programme_page(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<ProgrammeView> {
    TRY(g, ground(call.house, s, call.moment));
    for (ProgrammeLine& line : lines_of(g, s, call.district())) {
      if (line.id.value != id) continue;
      const bool keeps = people::may(call.principal, keep_action, scope_at(g, line.area_id)).has_value();
      return ProgrammeView{std::move(line), keeps, "/d/" + g.district_code + "/projects"};
    }
    return std::unexpected(no_such_programme());
  });
}

base::Result<Page<ProjectLine>> project_list(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<ProjectLine>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(q, store::parse_list(project_list_spec(), query, {.time_zone = call.time_zone, .level = levels(g)}));
    const auto found = store::list_page<ListedProject>(s, project_list_spec(), q, reach_of(call.principal), call.district(), g.today);
    return Page<ProjectLine>{lines_of(g, s, call.district(), found.items), found.next, found.total_at_least};
  });
}
base::Result<ProjectCount> count_projects(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<ProjectCount> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(q, store::parse_list(project_list_spec(), query, {.time_zone = call.time_zone, .level = levels(g)}));
    return ProjectCount{store::list_count(s, project_list_spec(), q, reach_of(call.principal), call.district(), g.today)};
  });
}

base::Result<ProjectView> project_page(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<ProjectView> {
    TRY(g, ground(call.house, s, call.moment));
    const base::DistrictId d = call.district();
    const auto p = project(s, d, {id});
    if (!p) return std::unexpected(no_such_project());
    if (auto post = people::may(call.principal, read_action, scope_of(g, *p)); !post) return std::unexpected(std::move(post).error());
    const auto steps = milestones(s, d, p->id);
    const auto told = reports(s, d, p->id);
    const auto parts = gathered(s, d, p->id);
    const auto judged = acceptances(s, d, p->id);
    const auto people_asked = representatives(s, d, p->id);
    const auto pictures = files::of_subject(s, d, subject_of(p->id));
    const auto events = store::events_of(s, d, subject_of(p->id));
    std::set<base::PersonId> ids;
    for (const ReportRow& r : told) ids.insert(r.person_id);
    for (const AcceptanceRow& a : judged) ids.insert(a.person_id);
    for (const store::Event& e : events) ids.insert(e.actor.person);
    const auto names = people::person_names(s, d, {ids.begin(), ids.end()});
    const auto name = [&](base::PersonId who) { return names.contains(who) ? names.at(who) : std::string{}; };
    ListedProject row{p->id, p->programme_id, p->number, p->title, p->place, p->area_id, p->owner_unit_id, p->due_on, p->state, static_cast<std::int64_t>(steps.size()), 0,
                      static_cast<std::int64_t>(parts.size()), {}};
    const MilestoneRow* step = next(steps);
    if (step != nullptr) row.next_due = step->due_on;
    ProjectView v{.what = p->what, .result = p->result, .budget_yuan = p->budget_yuan, .listed_on = p->listed_on, .offered_on = p->offered_on, .accepted_on = p->accepted_on, .ended_on = p->ended_on,
                  .representatives_least = g.settings->representatives_least, .pass_per_cent = g.settings->pass_per_cent, .version = p->version};
    std::map<MilestoneId, std::string> titles;
    for (const MilestoneRow& m : steps) {
      row.met += m.met_on ? 1 : 0;
      titles[m.id] = m.title;
      v.milestones.push_back({m.id, m.title, m.due_on, m.met_on, m.met_on ? *m.met_on > m.due_on : open(*p) && m.due_on < g.today});
    }
    v.project = lines_of(g, s, d, {row}).front();
    for (const ReportRow& r : told)
      v.reports.push_back({r.id, r.at, name(r.person_id), r.words, r.milestone_id ? titles[*r.milestone_id] : std::string{}, photos_of(pictures, p->id, "report-" + std::to_string(r.id.value))});
    for (const GatheredRow& each : parts) v.gathered.push_back({each.kind, std::to_string(each.subject_id), each.title, each.gathered_on, each.done_on});
    for (const AcceptanceRow& a : judged) {
      AcceptanceLine line{a.how, a.held_on, a.attended, a.agreed, a.passed, a.words, name(a.person_id), {}};
      for (const RepresentativeRow& r : people_asked)
        if (r.acceptance_id == a.id) line.people.push_back({r.name, r.agrees, r.words});
      v.acceptances.push_back(std::move(line));
    }
    for (const store::Event& e : events) v.history.push_back({e.kind.substr(e.kind.find('.') + 1), e.happened_at, name(e.actor.person), words_of(e)});
    permit(call, g, *p, std::any_of(told.begin(), told.end(), [&](const ReportRow& r) { return r.person_id == call.principal.person; }), step != nullptr, v);
    return v;
  });
}
base::Result<http::Response> photo(Call& call, ProjectId id, base::FileId file, bool small, const http::Request& request) {
  return call.house.store.read([&](store::Session& s) -> base::Result<http::Response> {
    TRY(g, ground(call.house, s, call.moment));
    const auto p = project(s, call.district(), id);
    if (!p) return std::unexpected(no_such_project());
    if (auto post = people::may(call.principal, read_action, scope_of(g, *p)); !post) return std::unexpected(std::move(post).error());
    return files::serve(call.house.files, s, call.district(), subject_of(id), file, small, request);
  });
}

base::Result<std::vector<registry::SearchHit>> find_projects(Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  if (words.empty() || !people::has_action(call.principal, read_action)) return out;
  TRY(found, project_list(call, {{"filter.q", std::string(words)}, {"limit", std::to_string(std::clamp(limit, 1, 50))}}));
  for (const ProjectLine& p : found.items) out.push_back({subject_of(p.id), p.title, p.programme_title + " · " + p.owner_name, "/projects/" + std::to_string(p.id.value)});
  return out;
}

}  // namespace projects
