// The laws of practical projects. Pure.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "definitions/doc.hpp"
#include "mechanisms/projects/model.hpp"

namespace projects {

struct Settings {                                   // definitions/projects/settings
  std::int64_t representatives_least{}, pass_per_cent{};
};
[[nodiscard]] base::Result<Settings> parse_settings(const definitions::Doc&);   // kind "projects"
[[nodiscard]] base::RuleRef law(std::string place);                             // of definitions/rules/projects

[[nodiscard]] bool open(const ProjectRow&);         // work goes on: it may gather and report
[[nodiscard]] bool late(const ProjectRow&, base::CivilDate today);
// The first milestone that is not met; null: all are.
[[nodiscard]] const MilestoneRow* next(const std::vector<MilestoneRow>&);
[[nodiscard]] base::Done may_plan(base::CivilDate due_on, base::CivilDate project_due, base::CivilDate today);
[[nodiscard]] base::Done may_offer(const ProjectRow&, const std::vector<MilestoneRow>&, bool reported);
// Who worked on it never records that those served accept it.
[[nodiscard]] base::Done may_accept(const ProjectRow&, const std::set<base::PersonId>& hands, base::PersonId who);
struct Counted { std::int64_t attended{}, agreed{}; bool passed{}; };
[[nodiscard]] base::Result<Counted> judged(const AcceptProject&, const Settings&, base::CivilDate today);
[[nodiscard]] base::Done may_close(const ProjectRow&);

}  // namespace projects
