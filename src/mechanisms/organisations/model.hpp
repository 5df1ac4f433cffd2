// What organisations takes in and shows. Phones are masked everywhere; revealing one is a command with a reason.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/phone.hpp"
#include "base/secret.hpp"
#include "people/directory.hpp"
#include "people/ids.hpp"

namespace organisations {

struct OrgUnitLine {                       // of the flat list
  base::OrgUnitId id{};
  std::optional<base::OrgUnitId> parent_id{};
  people::OrgTree tree{};
  std::string kind{}, code{}, name{}, name_en{};
  std::optional<base::AreaId> area_id{};
  std::optional<std::string> area_name{};
};
struct HolderView {
  people::AppointmentId appointment_id{};
  base::PersonId person_id{};
  std::string name{};
  base::MaskedPhone phone{};
  bool deputy{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
};
struct PostView {
  base::PostId id{};
  std::string kind{}, name_zh{}, name_en{}, name{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{};
  base::AreaId area_id{};
  std::string area_name{};
  std::vector<HolderView> holders{};       // today's; empty: vacant
};
struct OrgUnitView {
  base::OrgUnitId id{};
  std::optional<base::OrgUnitId> parent_id{};
  people::OrgTree tree{};
  std::string kind{}, code{}, name{}, name_en{};
  std::optional<base::AreaId> area_id{};
  std::optional<std::string> area_name{};
  std::vector<PostView> posts{};
};
struct PersonView {
  base::PersonId id{};
  std::string name{};
  base::MaskedPhone phone{};
  std::string note{};
};
struct AccountView {
  base::AccountId id{};
  std::string login{};
  base::PersonId person_id{};
  std::string person_name{};
  std::string state{};                     // active, locked
  std::optional<base::Instant> last_login_at{};
  std::int64_t version{};
};
struct Revealed { std::string phone{}; };  // the answer to an unmasking, which is in the journal by then
struct MadeView { std::string id{}; };     // whatever was made: a unit, a post, a person, an appointment

// Commands
struct AddOrgUnit {
  people::OrgTree tree{};
  std::string kind{}, code{}, name{}, name_en{};
  std::optional<base::OrgUnitId> parent_id{};
  base::AreaId area_id{};
  base::CivilDate valid_from{};
  std::string client_ref{};
};
struct AddPost {
  base::OrgUnitId org_unit_id{};
  std::string kind{}, name{};
  std::optional<base::AreaId> area_id{};   // absent: the unit's
  base::CivilDate valid_from{};
  std::string client_ref{};
};
struct AddPerson {
  std::string name{};
  std::optional<base::Phone> phone{};
  std::string note{};
  std::string client_ref{};
};
struct Appoint {
  base::PostId post_id{};
  base::PersonId person_id{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
  std::string client_ref{};
};
struct EndAppointment {
  base::CivilDate to{};
  std::string reason{};
  std::optional<std::int64_t> if_version{};
  std::string client_ref{};
};
struct AppointDeputy {
  people::AppointmentId appointment_id{};
  base::PersonId person_id{};
  base::CivilDate from{}, to{};
  std::string reason{};
  std::string client_ref{};
};
struct AddAccount {
  base::PersonId person_id{};
  std::string login{};
  base::Secret password{};
  std::string client_ref{};
};
struct LockAccount { std::string reason{}; std::string client_ref{}; };   // unlocking too
struct ResetPassword { base::Secret password{}; std::string client_ref{}; };
struct UnmaskPhone { std::string reason{}; };

struct UnmaskedEvent { std::string reason{}; };                           // "person.unmasked"

}  // namespace organisations

DESCRIBED(organisations::OrgUnitLine)
DESCRIBED(organisations::HolderView)
DESCRIBED(organisations::PostView)
DESCRIBED(organisations::OrgUnitView)
DESCRIBED(organisations::PersonView)
DESCRIBED(organisations::AccountView)
DESCRIBED(organisations::Revealed)
DESCRIBED(organisations::MadeView)
DESCRIBED(organisations::AddOrgUnit)
DESCRIBED(organisations::AddPost)
DESCRIBED(organisations::AddPerson)
DESCRIBED(organisations::Appoint)
DESCRIBED(organisations::EndAppointment)
DESCRIBED(organisations::AppointDeputy)
DESCRIBED(organisations::AddAccount)
DESCRIBED(organisations::LockAccount)
DESCRIBED(organisations::ResetPassword)
DESCRIBED(organisations::UnmaskPhone)
DESCRIBED(organisations::UnmaskedEvent)
