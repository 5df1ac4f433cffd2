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
  std::string initials{};                  // of the pinyin: what a search box compares with
  std::int64_t posts{}, vacant{};
};
struct HolderView {
  people::AppointmentId appointment_id{};
  std::optional<people::DeputyId> deputy_id{};
  base::PersonId person_id{};
  std::string name{};
  base::MaskedPhone phone{};
  bool deputy{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
  std::string letter{};                    // number of the letter of appointment
  std::string source{}, source_zh{}, source_en{};  // of a concurrent post
};
struct PostView {
  base::PostId id{};
  std::string kind{}, name_zh{}, name_en{}, name{};
  bool concurrent{};                       // held beside another post
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{};
  base::AreaId area_id{};
  std::string area_name{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  std::vector<HolderView> holders{};       // of the day; empty: vacant
};
struct UnitVersionView {
  base::CivilDate from{};
  std::string name{};
  std::optional<base::OrgUnitId> parent_id{};
  std::string parent_name{}, area_name{};
};
struct UnitStep { base::OrgUnitId id{}; std::string name{}; };
struct OrgUnitView {
  base::OrgUnitId id{};
  std::optional<base::OrgUnitId> parent_id{};
  people::OrgTree tree{};
  std::string kind{}, code{}, name{}, name_en{};
  std::optional<base::AreaId> area_id{};
  std::optional<std::string> area_name{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  std::vector<UnitStep> path{}, below{};   // from the top; what hangs on it
  std::vector<UnitVersionView> versions{}; // oldest first
  std::vector<PostView> posts{};
};
struct PersonView {
  base::PersonId id{};
  std::string name{};
  base::MaskedPhone phone{};
  std::string note{};
  std::string posts{};                     // of today, in words
};
struct AppointmentView {                   // who holds or held what
  people::AppointmentId id{};
  base::PersonId person_id{};
  std::string person_name{};
  base::MaskedPhone phone{};
  base::PostId post_id{};
  std::string post_kind{}, post_kind_zh{}, post_kind_en{}, post_name{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{}, area_name{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
  std::string letter{}, source{}, source_zh{}, source_en{}, end_reason{};
  std::int64_t version{};
};
struct DeputyView {
  people::DeputyId id{};
  people::AppointmentId appointment_id{};
  base::PostId post_id{};
  std::string post_name{}, org_unit_name{};
  base::OrgUnitId org_unit_id{};
  base::PersonId holder_id{};
  std::string holder_name{};
  base::PersonId person_id{};
  std::string person_name{};
  base::CivilDate from{}, to{};
  std::string reason{};
};
// All that hangs on a person: what a hand-over must give to somebody.
struct HoldingView {
  people::AppointmentId appointment_id{};
  base::PostId post_id{};
  std::string post_name{}, post_kind{}, post_kind_zh{}, post_kind_en{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{}, area_name{};
  bool grid{};                             // a grid is led or worked through it
  bool concurrent{};
  std::string source{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
  std::int64_t open_dues{};                // of this post, that stay with it
};
struct NamedThing { std::string kind{}, name{}; std::int64_t count{}; };   // of other rooms: saved views
struct HoldingsView {
  base::PersonId person_id{};
  std::string name{};
  bool account{};                          // has one that is not locked
  std::vector<HoldingView> posts{};
  std::vector<DeputyView> deputyships{};   // that the person does for others
  std::vector<DeputyView> own_deputies{};  // that others do for the person
  std::vector<NamedThing> kept{};
};
struct HandedOver { std::int64_t posts{}, vacant{}, deputyships{}; };

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
struct CountView { std::int64_t count{}; };

// Commands
struct AddOrgUnit {
  people::OrgTree tree{};
  std::string kind{}, code{}, name{}, name_en{};
  std::optional<base::OrgUnitId> parent_id{};
  base::AreaId area_id{};
  base::CivilDate valid_from{};
  std::string client_ref{};
};
struct ChangeOrgUnit {                     // what is left out stays
  base::CivilDate from{};
  std::optional<std::string> name{}, name_en{};
  std::optional<base::OrgUnitId> parent_id{};
  bool to_top{};
  std::optional<base::AreaId> area_id{};
  std::string client_ref{};
};
struct Close { base::CivilDate to{}; std::string reason{}; std::string client_ref{}; };  // of a unit or a post
struct AddPost {
  base::OrgUnitId org_unit_id{};
  std::string kind{}, name{};
  std::optional<base::AreaId> area_id{};   // absent: the unit's
  base::CivilDate valid_from{};
  std::optional<std::int64_t> count{};     // so many seats of it, numbered
  std::string client_ref{};
};
struct RenamePost { std::string name{}; std::string client_ref{}; };
struct AddPerson {
  std::string name{};
  std::optional<base::Phone> phone{};
  std::string note{};
  std::string client_ref{};
};
struct ChangePerson {
  std::optional<std::string> name{};
  std::optional<base::Phone> phone{};
  std::optional<std::string> note{};
  std::string client_ref{};
};
struct Appoint {
  base::PostId post_id{};
  base::PersonId person_id{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
  std::string letter{}, source{};
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
struct EndDeputy { base::CivilDate to{}; std::string reason{}; std::string client_ref{}; };
struct HandOverItem {
  people::AppointmentId appointment_id{};
  std::optional<base::PersonId> to_person_id{};  // absent: the post stays vacant, which is said so
  std::string letter{}, source{};
};
struct HandOver {
  base::CivilDate on{};                    // the first day on which the person holds nothing
  std::string reason{}, letter{};
  std::vector<HandOverItem> items{};
  std::optional<base::PersonId> kept_to_person_id{};  // takes saved views; absent: they go
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
DESCRIBED(organisations::UnitVersionView)
DESCRIBED(organisations::UnitStep)
DESCRIBED(organisations::OrgUnitView)
DESCRIBED(organisations::PersonView)
DESCRIBED(organisations::AppointmentView)
DESCRIBED(organisations::DeputyView)
DESCRIBED(organisations::HoldingView)
DESCRIBED(organisations::NamedThing)
DESCRIBED(organisations::HoldingsView)
DESCRIBED(organisations::HandedOver)
DESCRIBED(organisations::AccountView)
DESCRIBED(organisations::Revealed)
DESCRIBED(organisations::MadeView)
DESCRIBED(organisations::CountView)
DESCRIBED(organisations::AddOrgUnit)
DESCRIBED(organisations::ChangeOrgUnit)
DESCRIBED(organisations::Close)
DESCRIBED(organisations::AddPost)
DESCRIBED(organisations::RenamePost)
DESCRIBED(organisations::AddPerson)
DESCRIBED(organisations::ChangePerson)
DESCRIBED(organisations::Appoint)
DESCRIBED(organisations::EndAppointment)
DESCRIBED(organisations::AppointDeputy)
DESCRIBED(organisations::EndDeputy)
DESCRIBED(organisations::HandOverItem)
DESCRIBED(organisations::HandOver)
DESCRIBED(organisations::AddAccount)
DESCRIBED(organisations::LockAccount)
DESCRIBED(organisations::ResetPassword)
DESCRIBED(organisations::UnmaskPhone)
DESCRIBED(organisations::UnmaskedEvent)
