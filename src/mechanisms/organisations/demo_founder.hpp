// Who founds the demo district's organisations: every unit, person, post and appointment through people's own functions, so that each
// is in the journal. Names are common ones put together by rule and marked 示例; telephone numbers are invented.
#pragma once
#include <string>
#include <vector>

#include "people/people.hpp"
#include "registry/room.hpp"

namespace organisations {

inline constexpr base::CivilDate demo_holds_from{18'628};     // 2021-01-01

struct Tops { base::OrgUnitId government{}, party{}; };

struct DemoCounters { int persons{}; };  // so that a unit that runs again makes the same persons

class Founder {  // of one unit of work
 public:
  Founder(registry::House& house, store::Unit& unit, const people::Grants& grants, DemoCounters& counters)
      : unit_(unit), grants_(grants), counters_(counters),
        record_([&house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); }) {}

  base::Result<base::OrgUnitId> office(people::OrgTree tree, std::string kind, std::string code, std::string name, std::string name_en,
                                       base::OrgUnitId parent, base::AreaId area);
  base::Result<base::PersonId> someone();
  base::Result<base::PostId> post(base::OrgUnitId office, std::string kind, std::string name, base::AreaId area = {}, base::CivilDate from = demo_holds_from);
  base::Result<people::AppointmentId> appoint(base::PostId, base::PersonId, base::CivilDate from = demo_holds_from, std::optional<base::CivilDate> to = {});
  base::Done seat(base::OrgUnitId office, std::string kind, std::string name, base::PersonId, base::AreaId area = {}, base::CivilDate from = demo_holds_from);
  base::Result<base::PersonId> seat_new(base::OrgUnitId office, std::string kind, std::string name, base::AreaId area = {},
                                        base::CivilDate from = demo_holds_from);
  base::Done on_leave(people::AppointmentId, base::PersonId deputy, base::CivilDate from, base::CivilDate to, std::string reason);

 private:
  store::Unit& unit_;
  const people::Grants& grants_;
  DemoCounters& counters_;
  people::Recorder record_;
};

// What a community is founded with; the same for both sizes of the district, fewer people in the small one.
struct CommunityPlan {
  const territory::Tree& tree;
  const territory::Area& area;
  Tops above{};                              // the subdistrict's office and working committee
  base::PersonId police{};                   // its officer: takes the seat of concurrent deputy secretary; 0: vacant
  bool full{};
  int number{};                              // of this community in the district, for what differs from one to the next
  const std::vector<base::AreaId>& second_worker;   // grids with two, ascending
  const std::vector<base::AreaId>& no_worker;       // grids with a vacancy
  base::CivilDate today{};
};
[[nodiscard]] base::Done found_community(Founder&, const CommunityPlan&);

[[nodiscard]] std::string without_note(const territory::Area&);       // without the note 示例
[[nodiscard]] std::string without_note_en(const territory::Area&);

}  // namespace organisations
