// The last demo step of the ground: one account without password for each role card, for people who stand in their posts already.
#include <array>

#include "mechanisms/entrance/service.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"

namespace entrance {
namespace {

struct Card { std::string_view role, post_kind, unit_code; };

// The demo's story happens in 槐园社区 of 汇丰街道; its drains are the urban management bureau's.
constexpr std::array cards{
    Card{"grid_worker", "grid_worker", "140108007001-jwh"},
    Card{"community_secretary", "community_secretary", "140108007001-jwh"},
    Card{"subdistrict_dispatcher", "subdistrict_dispatcher", "140108007-bsc"},
    Card{"subdistrict_director", "subdistrict_director", "140108007-bsc"},
    Card{"team_leader", "team_leader", "140108007-bsc"},
    Card{"department_handler", "department_handler", "csgl"},
    Card{"department_duty", "department_duty", "gafj"},
    Card{"cadre", "cadre", "csgl"},
    Card{"district_desk", "district_desk", "zhzx"},
    Card{"auditor", "audit_admin", "admin"},
    Card{"system_admin", "system_admin", "admin"},
    Card{"security_admin", "security_admin", "admin"},
};

base::Result<base::PersonId> holder_of(store::Session& s, const people::Units& units, const Card& card, base::DistrictId district, base::CivilDate day) {
  const people::OrgUnit* unit = units.by_code(card.unit_code);
  if (unit != nullptr)
    for (const people::Post* post : units.posts_of(unit->id, card.post_kind))
      for (const people::Holder& holder : people::holders_of(s, district, post->id, day)) return holder.person;
  return base::fail(base::ErrorCode::not_found, "entrance.no_such_card");
}

}  // namespace

base::Done make_demo_accounts(registry::House& house, base::DistrictId district, const registry::DemoPlan&) {
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  if (!row) return base::fail(base::ErrorCode::not_found, "people.no_such_district");
  const store::Moment moment = moment_of(house, *row);
  return house.store.write(store::Work{moment, {}}, [&](store::Unit& unit) -> base::Done {
    const auto today = house.areas.civil_today(unit, moment);
    const auto units = house.people.units(unit, district, today);
    for (const Card& card : cards) {
      TRY(person, holder_of(unit, *units, card, district, today));
      TRY(account, house.sessions.create_account(
                       unit, [&house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); },
                       {.person = person, .login = "demo." + std::string(card.role), .demo_role = std::string(card.role)}, ""));
      static_cast<void>(account);
    }
    return {};
  });
}

}  // namespace entrance
