#include "mechanisms/projects/rules.hpp"

#include <algorithm>

namespace projects {

base::Result<Settings> parse_settings(const definitions::Doc& body) {
  definitions::Faults faults;
  Settings out;
  out.representatives_least = body.need_integer("representatives_least", faults, 1, 50);
  out.pass_per_cent = body.need_integer("pass_per_cent", faults, 50, 100);
  return definitions::value_or_faults(std::move(out), std::move(faults));
}
base::RuleRef law(std::string place) { return {"rules/projects", 1, std::move(place)}; }

bool open(const ProjectRow& p) { return p.state == State::doing || p.state == State::to_accept; }
bool late(const ProjectRow& p, base::CivilDate today) { return open(p) && p.due_on < today; }
const MilestoneRow* next(const std::vector<MilestoneRow>& all) {
  const MilestoneRow* out = nullptr;
  for (const MilestoneRow& each : all)
    if (!each.met_on && (out == nullptr || each.due_on < out->due_on)) out = &each;
  return out;
}

base::Done may_plan(base::CivilDate due_on, base::CivilDate project_due, base::CivilDate today) {
  if (due_on < today) return base::refuse("projects.milestone_in_the_past", law("milestones"), "projects.choose_a_day_ahead");
  if (due_on > project_due) return base::refuse("projects.milestone_after_project", law("milestones"), "projects.choose_a_day_within");
  return {};
}
base::Done may_offer(const ProjectRow& p, const std::vector<MilestoneRow>& milestones, bool reported) {
  if (p.state != State::doing) return base::refuse("projects.not_being_done", law("states"), "projects.look_again");
  if (next(milestones) != nullptr) return base::refuse("projects.milestones_left", law("acceptance"), "projects.meet_them_first");
  if (!reported) return base::refuse("projects.nothing_reported", law("acceptance"), "projects.report_first");
  return {};
}
base::Done may_accept(const ProjectRow& p, const std::set<base::PersonId>& hands, base::PersonId who) {
  if (p.state != State::to_accept) return base::refuse("projects.not_to_accept", law("states"), "projects.look_again");
  if (hands.contains(who)) return base::refuse("projects.own_work", law("acceptance"), "projects.somebody_else_accepts");
  return {};
}
base::Result<Counted> judged(const AcceptProject& c, const Settings& settings, base::CivilDate today) {
  if (c.held_on > today) return base::refuse("projects.not_held_yet", law("acceptance"), "projects.record_it_after");
  Counted out{c.attended, c.agreed, false};
  if (c.how == How::representatives) {
    out.attended = static_cast<std::int64_t>(c.people.size());
    out.agreed = std::count_if(c.people.begin(), c.people.end(), [](const Verdict& v) { return v.agrees; });
    if (out.attended < settings.representatives_least)
      return base::refuse("projects.too_few_representatives", law("acceptance"), "projects.ask_more_people", {{"n", std::to_string(settings.representatives_least)}});
  }
  if (out.attended < 1) return base::refuse("projects.nobody_came", law("acceptance"), "projects.ask_more_people", {{"n", "1"}});
  if (out.agreed > out.attended) return base::refuse("projects.more_agreed_than_came", law("acceptance"), "projects.count_again");
  out.passed = out.agreed * 100 >= out.attended * settings.pass_per_cent;
  return out;
}
base::Done may_close(const ProjectRow& p) {
  if (p.state != State::accepted) return base::refuse("projects.not_accepted", law("closing"), "projects.accept_first");
  return {};
}

}  // namespace projects
