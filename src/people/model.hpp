// Rows of people's tables and the bodies of its events. Names and phones of persons travel in the personal body only.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/phone.hpp"
#include "people/directory.hpp"
#include "people/ids.hpp"

namespace people {

struct OrgUnitRow {
  base::OrgUnitId id{}, parent_id{};
  OrgTree tree{};
  std::string kind{}, code{}, name{}, name_en{};
  base::AreaId area_id{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};
struct PostRow {
  base::PostId id{};
  base::OrgUnitId org_unit_id{};
  std::string kind{}, name{};
  base::AreaId area_id{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};
struct AppointmentRow {
  AppointmentId id{};
  base::PostId post_id{};
  base::PersonId person_id{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  std::int64_t version{};
  std::string letter{}, source{};
  base::PostId source_post_id{};             // of a concurrent one: the post that it hangs on
};
// A post that a person holds, or acts in while its holder is on leave; both pairs of dates must hold the day.
struct HeldRow {
  base::PostId post_id{};
  base::PersonId person_id{};
  std::string name{};
  std::string kind{};
  base::OrgUnitId org_unit_id{};
  base::AreaId area_id{};
  AppointmentId appointment_id{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  bool deputy{};
  base::CivilDate leave_from{};
  std::optional<base::CivilDate> leave_to{};
};
struct AccountRow {
  base::AccountId id{};
  base::PersonId person_id{};
  std::string login{}, password_hash{}, demo_role{};
  bool locked{}, must_change{};
  std::int64_t version{};
};
struct SessionRow {
  LoginSessionId id{};
  base::Instant created_at{}, seen_at{}, expires_at{};
  std::string peer{}, user_agent{};
};

// Event bodies
struct PersonCreated { bool example{}; };                                             // "person.created"
struct PersonPersonal { std::string name{}; std::optional<base::Phone> phone{}; std::string note{}; };
struct OrgUnitCreated {                                                               // "org_unit.created"
  OrgTree tree{};
  std::string kind{}, code{}, name{}, name_en{};
  base::OrgUnitId parent{};
  base::AreaId area{};
  base::CivilDate valid_from{};
};
struct PostCreated {                                                                  // "post.created"
  base::OrgUnitId org_unit{};
  std::string kind{}, name{};
  base::AreaId area{};
  base::CivilDate valid_from{};
};
struct OrgUnitChanged {                                                               // "org_unit.changed": all of it from that day on
  base::CivilDate from{};
  std::string name{}, name_en{};
  base::OrgUnitId parent{};
  base::AreaId area{};
};
struct Closed { base::CivilDate to{}; std::string reason{}; };                        // "org_unit.closed", "post.closed"
struct PostRenamed { std::string name{}; };                                           // "post.renamed"
struct Appointed {                                                                    // "appointment.made", subject: the post
  AppointmentId appointment{};
  base::PersonId person{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
  std::string letter{}, source{};
  base::PostId source_post{};
};
struct AppointmentEnded { AppointmentId appointment{}; base::CivilDate to{}; std::string reason{}; };   // "appointment.ended"
struct DeputyAppointed {                                                              // "deputy.appointed"
  DeputyId deputy{};
  AppointmentId appointment{};
  base::PersonId person{};
  base::CivilDate from{}, to{};
  std::string reason{};
};
struct DeputyEnded { DeputyId deputy{}; AppointmentId appointment{}; base::CivilDate to{}; std::string reason{}; };  // "deputy.ended"
struct PersonChanged { bool name{}, phone{}, note{}; };                               // "person.changed": which; the personal body has what
struct PersonHandedOver {                                                             // "person.handed_over": rooms that keep things of a person hear it
  base::CivilDate on{};
  std::string reason{};
  std::int64_t posts{}, vacant{}, deputyships{};
  base::PersonId kept_to{};                  // who takes saved views and the like; 0: they go
};
struct AccountEvent { base::PersonId person{}; std::string reason{}; };               // "account.created", ".locked", ".unlocked", ".password_set"
struct SignedInEvent { LoginSessionId session{}; std::string way{}; };                // "account.signed_in": password, demo
struct SignInBlocked { std::string bucket{}; std::int64_t minutes{}; };               // "account.sign_in_blocked"

}  // namespace people

DESCRIBED(people::OrgUnitRow)
DESCRIBED(people::PostRow)
DESCRIBED(people::AppointmentRow)
DESCRIBED(people::HeldRow)
DESCRIBED(people::AccountRow)
DESCRIBED(people::SessionRow)
DESCRIBED(people::PersonCreated)
DESCRIBED(people::PersonPersonal)
DESCRIBED(people::OrgUnitCreated)
DESCRIBED(people::PostCreated)
DESCRIBED(people::OrgUnitChanged)
DESCRIBED(people::Closed)
DESCRIBED(people::PostRenamed)
DESCRIBED(people::DeputyEnded)
DESCRIBED(people::PersonChanged)
DESCRIBED(people::Appointed)
DESCRIBED(people::AppointmentEnded)
DESCRIBED(people::DeputyAppointed)
DESCRIBED(people::PersonHandedOver)
DESCRIBED(people::AccountEvent)
DESCRIBED(people::SignedInEvent)
DESCRIBED(people::SignInBlocked)
