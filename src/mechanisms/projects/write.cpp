// Inside a unit: programmes, projects and what happens to them. Laws are asked here, rights by who calls (acts.cpp).
#include <fmt/format.h>

#include <set>

#include "mechanisms/projects/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/files/depot.hpp"
#include "records/links/links.hpp"

namespace projects {
namespace {

constexpr std::string_view link_kind = "gathered";

template <class Body>
base::Result<base::EventId> note(registry::House& house, store::Unit& u, std::string kind, const base::Subject& about, const Body& body, base::AreaId area, base::OrgUnitId owner = {},
                                 std::string personal = {}) {
  return registry::record(house, u, {.kind = std::move(kind), .subject = about, .body = described::to_json(body), .personal = std::move(personal), .area = area, .org_unit = owner});
}
void add_fact(store::Unit& u, std::string kind, const ProjectRow& p, base::CivilDate on, base::EventId event, std::int64_t amount = 1, std::string measure = "count") {
  facts::add(u, {.kind = std::move(kind), .subject = subject_of(p.id), .amount = amount, .measure = std::move(measure), .org_unit = p.owner_unit_id, .area = p.area_id, .occurred_on = on, .event = event});
}

// One due of a project at a time: its next milestone, then offering it, then its acceptance.
void owe(store::Unit& u, const Ground& g, const ProjectRow& p) {
  dues::remove(u, subject_of(p.id));
  dues::Due due{.subject = subject_of(p.id), .org_unit = p.owner_unit_id, .post_kind = p.owner_post, .area = p.area_id, .context = "民生实事 · " + g.area_name(p.area_id), .since = u.now()};
  if (p.state == State::doing) {
    const auto all = milestones(u, u.district(), p.id);
    const MilestoneRow* step = next(all);
    due.kind = step != nullptr ? "project.milestone" : "project.offer";
    due.bucket = "to_handle";
    due.title = step != nullptr ? p.title + "：" + step->title : p.title + "：提请验收";
    due.due_at = g.zone->instant(step != nullptr ? step->due_on : p.due_on, 18, 0);
  } else if (p.state == State::to_accept) {
    const people::OrgUnit* who = g.units->responsible_above(*g.tree, p.area_id);
    if (who == nullptr) return;
    due.kind = "project.accept";
    due.bucket = "to_inspect";
    due.org_unit = who->id;
    due.post_kind = g.units->has_post_kind(who->id, "community_secretary") ? "community_secretary" : g.units->has_post_kind(who->id, "subdistrict_dispatcher") ? "subdistrict_dispatcher" : "";
    due.title = p.title + "：群众验收";
    due.due_at = g.zone->instant(p.due_on, 18, 0);
  } else {
    return;
  }
  dues::put(u, due);
}
base::Done link_photos(registry::House& house, store::Unit& u, const ProjectRow& p, std::string_view role, std::int64_t id, const std::vector<base::FileId>& photos) {
  for (const base::FileId file : photos) TRY_DO(house.files.link(u, file, subject_of(p.id), fmt::format("{}-{}", role, id)));
  return {};
}
std::set<base::PersonId> hands_of(store::Session& s, base::DistrictId d, ProjectId id) {
  std::set<base::PersonId> out;
  for (const ReportRow& r : reports(s, d, id)) out.insert(r.person_id);
  return out;
}
base::Result<base::AreaId> area_of(const Ground& g, Level level, const std::optional<base::AreaId>& asked) {
  if (level == Level::district) return g.tree->root();
  const territory::Area* area = asked ? g.tree->find(*asked) : nullptr;
  const bool fits = area != nullptr && (level == Level::subdistrict ? g.tree->subdistrict_of(area->id) == area : g.tree->community_of(area->id) == area);
  if (!fits) return base::refuse("projects.area_does_not_fit", law("programmes"), "projects.choose_such_an_area");
  return area->id;
}

}  // namespace

base::Result<ProgrammeId> open_in(registry::House& house, store::Unit& u, const Ground& g, const OpenProgramme& c) {
  TRY(area, area_of(g, c.level, c.area_id));
  if (title_taken(u, u.district(), c.year, c.title)) return base::refuse("projects.title_taken", law("programmes"), "projects.choose_another_title");
  const ProgrammeRow row{.id = u.make<ProgrammeId>(), .title = c.title, .year = c.year, .level = c.level, .area_id = area, .note = c.note, .version = 1};
  insert_programme(u, row);
  TRY(event, note(house, u, "programme.opened", subject_of(row.id), ProgrammeOpened{c.title, c.year, c.level, area}, area));
  static_cast<void>(event);
  return row.id;
}

base::Result<ProjectId> list_in(registry::House& house, store::Unit& u, const Ground& g, const ListProject& c) {
  const auto of = programme(u, u.district(), c.programme_id);
  if (!of) return std::unexpected(no_such_programme());
  if (of->closed_on) return base::refuse("projects.programme_closed", law("programmes"), "projects.choose_an_open_one");
  const base::AreaId area = c.area_id.value_or(of->area_id);
  if (g.tree->find(area) == nullptr || (area != of->area_id && !g.tree->is_below(area, of->area_id))) return base::refuse("projects.outside_the_programme", law("programmes"), "projects.choose_such_an_area");
  if (g.units->find(c.owner_unit_id) == nullptr) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
  if (c.milestones.empty()) return base::refuse("projects.no_milestones", law("milestones"), "projects.plan_one");
  if (c.due_on < g.today) return base::refuse("projects.milestone_in_the_past", law("milestones"), "projects.choose_a_day_ahead");
  for (const PlannedMilestone& m : c.milestones) TRY_DO(may_plan(m.due_on, c.due_on, g.today));
  std::string post = c.owner_post;
  for (const std::string_view kind : {"department_handler", "subdistrict_dispatcher", "community_secretary"})
    if (post.empty() && g.units->has_post_kind(c.owner_unit_id, kind)) post = kind;
  const territory::Area* above = g.tree->subdistrict_of(area);
  const ProjectRow p{.id = u.make<ProjectId>(), .programme_id = of->id, .number = next_number(u, u.district(), of->id), .title = c.title, .what = c.what, .place = c.place, .area_id = area,
                     .subdistrict_id = above != nullptr ? above->id : base::AreaId{}, .owner_unit_id = c.owner_unit_id, .owner_post = post, .budget_yuan = c.budget_yuan, .listed_on = g.today,
                     .due_on = c.due_on, .state = State::doing, .version = 1};
  insert_project(u, p);
  TRY(event, note(house, u, "project.listed", subject_of(p.id), ProjectListed{of->id, p.number, p.title, area, p.owner_unit_id, p.due_on}, area, p.owner_unit_id));
  static_cast<void>(event);
  for (const PlannedMilestone& m : c.milestones) {
    const MilestoneRow row{u.make<MilestoneId>(), p.id, m.title, m.due_on, {}};
    insert_milestone(u, row);
    TRY(set, note(house, u, "project.milestone_set", subject_of(p.id), MilestoneSet{row.id, row.title, row.due_on, {}}, area, p.owner_unit_id));
    static_cast<void>(set);
  }
  owe(u, g, p);
  return p.id;
}

base::Done plan_in(registry::House& house, store::Unit& u, const Ground& g, const ProjectRow& p, const SetMilestone& c) {
  if (p.state != State::doing) return base::refuse("projects.not_being_done", law("states"), "projects.look_again");
  TRY_DO(may_plan(c.due_on, p.due_on, g.today));
  const MilestoneRow row{u.make<MilestoneId>(), p.id, c.title, c.due_on, {}};
  insert_milestone(u, row);
  TRY(event, note(house, u, "project.milestone_set", subject_of(p.id), MilestoneSet{row.id, row.title, row.due_on, {}}, p.area_id, p.owner_unit_id));
  static_cast<void>(event);
  owe(u, g, p);
  return {};
}
base::Done move_in(registry::House& house, store::Unit& u, const Ground& g, const ProjectRow& p, MilestoneRow m, const MoveMilestone& c) {
  if (m.met_on) return base::refuse("projects.met_already", law("milestones"), "projects.look_again");
  if (p.state != State::doing) return base::refuse("projects.not_being_done", law("states"), "projects.look_again");
  TRY_DO(may_plan(c.due_on, p.due_on, g.today));
  m.due_on = c.due_on;
  update_milestone(u, m);
  TRY(event, note(house, u, "project.milestone_moved", subject_of(p.id), MilestoneSet{m.id, m.title, m.due_on, c.reason}, p.area_id, p.owner_unit_id));
  static_cast<void>(event);
  owe(u, g, p);
  return {};
}
base::Done meet_in(registry::House& house, store::Unit& u, const Ground& g, const ProjectRow& p, const MilestoneRow& before, const ReportProgress& c) {
  if (before.met_on) return base::refuse("projects.met_already", law("milestones"), "projects.look_again");
  if (p.state != State::doing) return base::refuse("projects.not_being_done", law("states"), "projects.look_again");
  MilestoneRow m = before;
  m.met_on = g.today;
  update_milestone(u, m);
  const ReportRow r{u.make<ReportId>(), p.id, m.id, u.now(), u.actor().person, c.words};
  insert_report(u, r);
  TRY_DO(link_photos(house, u, p, "report", r.id.value, c.photos));
  TRY(event, note(house, u, "project.milestone_met", subject_of(p.id), MilestoneMet{m.id, g.today, c.words}, p.area_id, p.owner_unit_id));
  if (m.due_on < g.today) add_fact(u, "projects.milestone_late", p, g.today, event, g.today.days - m.due_on.days, "days");
  else add_fact(u, "projects.milestone_met", p, g.today, event);
  owe(u, g, p);
  return {};
}
base::Done report_in(registry::House& house, store::Unit& u, const ProjectRow& p, const ReportProgress& c) {
  if (!open(p)) return base::refuse("projects.not_being_done", law("states"), "projects.look_again");
  const ReportRow r{u.make<ReportId>(), p.id, {}, u.now(), u.actor().person, c.words};
  insert_report(u, r);
  TRY_DO(link_photos(house, u, p, "report", r.id.value, c.photos));
  TRY(event, note(house, u, "project.reported", subject_of(p.id), Reported{r.id, c.words}, p.area_id, p.owner_unit_id));
  static_cast<void>(event);
  return {};
}
base::Done offer_in(registry::House& house, store::Unit& u, const Ground& g, ProjectRow p, const OfferProject& c) {
  TRY_DO(may_offer(p, milestones(u, u.district(), p.id), !reports(u, u.district(), p.id).empty()));
  p.state = State::to_accept;
  p.offered_on = g.today;
  update_project(u, p);
  insert_report(u, {u.make<ReportId>(), p.id, {}, u.now(), u.actor().person, c.words});
  TRY(event, note(house, u, "project.offered", subject_of(p.id), Told{c.words}, p.area_id, p.owner_unit_id));
  static_cast<void>(event);
  owe(u, g, p);
  return {};
}
base::Done accept_in(registry::House& house, store::Unit& u, const Ground& g, ProjectRow p, const AcceptProject& c) {
  TRY_DO(may_accept(p, hands_of(u, u.district(), p.id), u.actor().person));
  TRY(counted, judged(c, *g.settings.value, g.today));
  const AcceptanceRow row{u.make<AcceptanceId>(), p.id, c.how, c.held_on, counted.attended, counted.agreed, counted.passed, c.words, u.actor().person};
  insert_acceptance(u, row);
  Representatives names;
  std::int64_t n = 0;
  if (c.how == How::representatives)
    for (const Verdict& v : c.people) {
      insert_representative(u, {row.id, ++n, v.name, v.agrees, v.words});
      names.names.push_back(v.name);
    }
  TRY_DO(link_photos(house, u, p, "acceptance", row.id.value, c.photos));
  p.state = counted.passed ? State::accepted : State::doing;
  if (counted.passed) p.accepted_on = g.today;
  update_project(u, p);
  TRY(event, note(house, u, counted.passed ? "project.accepted" : "project.sent_back", subject_of(p.id), Judged{row.id, row.how, row.attended, row.agreed, row.passed, c.words}, p.area_id,
                  p.owner_unit_id, names.names.empty() ? std::string{} : described::to_personal_json(names)));
  add_fact(u, counted.passed ? "projects.accepted" : "projects.sent_back", p, g.today, event);
  owe(u, g, p);
  return {};
}
base::Done close_in(registry::House& house, store::Unit& u, const Ground& g, ProjectRow p, const CloseProject& c) {
  TRY_DO(may_close(p));
  p.state = State::closed;
  p.ended_on = g.today;
  p.result = c.result;
  update_project(u, p);
  owe(u, g, p);
  TRY(event, note(house, u, "project.closed", subject_of(p.id), Told{c.result}, p.area_id, p.owner_unit_id));
  const bool in_time = p.accepted_on && *p.accepted_on <= p.due_on;
  add_fact(u, in_time ? "projects.closed_in_time" : "projects.closed_late", p, g.today, event);
  return {};
}
base::Done drop_in(registry::House& house, store::Unit& u, const Ground& g, ProjectRow p, const DropProject& c) {
  if (!open(p)) return base::refuse("projects.not_being_done", law("states"), "projects.look_again");
  p.state = State::dropped;
  p.ended_on = g.today;
  p.result = c.reason;
  update_project(u, p);
  owe(u, g, p);
  TRY(event, note(house, u, "project.dropped", subject_of(p.id), Told{c.reason}, p.area_id, p.owner_unit_id));
  static_cast<void>(event);
  return {};
}

base::Done gather_in(registry::House& house, store::Unit& u, const Ground& g, const ProjectRow& p, const base::Subject& what, const std::string& title) {
  if (!open(p)) return base::refuse("projects.not_being_done", law("states"), "projects.look_again");
  for (const GatheredRow& each : gathered(u, u.district(), p.id))
    if (each.kind == what.kind && each.subject_id == what.id) return base::refuse("projects.gathered_already", law("gathering"), "projects.look_again");
  insert_gathered(u, {p.id, what.kind, what.id, title, g.today, {}});
  links::add(u, link_kind, subject_of(p.id), what);
  TRY(event, note(house, u, "project.gathered", subject_of(p.id), PartNoted{what.kind, what.id, title}, p.area_id, p.owner_unit_id));
  static_cast<void>(event);
  return {};
}
base::Done release_in(registry::House& house, store::Unit& u, const ProjectRow& p, const base::Subject& what, const std::string& reason) {
  for (const GatheredRow& each : gathered(u, u.district(), p.id)) {
    if (each.kind != what.kind || each.subject_id != what.id) continue;
    delete_gathered(u, each);
    links::remove(u, link_kind, subject_of(p.id), what);
    TRY(event, note(house, u, "project.released", subject_of(p.id), PartNoted{what.kind, what.id, reason}, p.area_id, p.owner_unit_id));
    static_cast<void>(event);
    return {};
  }
  return base::refuse("projects.not_gathered", law("gathering"), "projects.look_again");
}

base::Result<base::Subject> gather_from(Call& call, store::Unit& u, const base::Subject& origin, std::string_view json) {
  TRY(c, described::parse<GatherInto>(json));
  TRY(g, ground(call.house, u, call.moment));
  u.lock(lock_floor, subject_of(c.project_id));
  const auto p = project(u, u.district(), c.project_id);
  if (!p) return std::unexpected(no_such_project());
  TRY_DO(people::need_action(call.principal, gather_action));
  TRY_DO(gather_in(call.house, u, g, *p, origin, c.title.empty() ? origin.kind : c.title));
  return subject_of(p->id);
}
base::Done on_ended(registry::House& house, store::Unit& u, const store::NewEvent& e) {
  for (GatheredRow each : gathering(u, u.district(), e.subject)) {
    if (each.done_on) continue;
    TRY(g, ground(house, u, u.moment()));
    each.done_on = g.today;
    end_gathered(u, each);
    TRY(event, note(house, u, "project.part_done", subject_of(each.project_id), PartNoted{each.kind, each.subject_id, each.title}, {}));
    static_cast<void>(event);
  }
  return {};
}

}  // namespace projects
