// Writing organisations and people: every change is an event; appointments are half-open civil dates and never overwritten.
// Laws kept here, whoever calls: dates inside those of what they hang on; the three administrators (三员) are three persons without
// business posts; a login is unique in its district. Callers have authorised already.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/phone.hpp"
#include "people/directory.hpp"
#include "territory/recorder.hpp"

namespace people {

using territory::Recorder;

struct NewPerson { std::string name{}; std::optional<base::Phone> phone{}; std::string note{}; bool example{}; };  // example: 示例, a person of the demo
[[nodiscard]] base::Result<base::PersonId> create_person(store::Unit&, const Recorder&, const NewPerson&);

// Who has been in no post for so many years: name, phone and note go, in the journal's personal bodies too, and the account is closed.
// At most 200 at a time; how many went. `years` is definitions/people/retention.
[[nodiscard]] base::Result<int> erase_long_gone(store::Unit&, const Recorder&, base::CivilDate today, std::int64_t years);

struct NewOrgUnit {
  OrgTree tree{};
  std::string kind{}, code{}, name{}, name_en{};
  base::OrgUnitId parent{};
  base::AreaId area{};
  base::CivilDate valid_from{};
};
[[nodiscard]] base::Result<base::OrgUnitId> create_org_unit(store::Unit&, const Recorder&, const NewOrgUnit&);

struct NewPost {
  base::OrgUnitId org_unit{};
  std::string kind{};
  std::string name{};
  base::AreaId area{};             // 0: its unit's
  base::CivilDate valid_from{};
};
[[nodiscard]] base::Result<base::PostId> create_post(store::Unit&, const Recorder&, const Grants&, const NewPost&);

struct NewAppointment {
  base::PostId post{};
  base::PersonId person{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
};
[[nodiscard]] base::Result<AppointmentId> appoint(store::Unit&, const Recorder&, const Grants&, const NewAppointment&);
[[nodiscard]] base::Done end_appointment(store::Unit&, const Recorder&, AppointmentId, base::CivilDate to, const std::string& reason);

struct NewDeputy {
  AppointmentId appointment{};     // whose holder is on leave
  base::PersonId person{};
  base::CivilDate from{}, to{};    // half-open; a deputy always has an end
  std::string reason{};
};
[[nodiscard]] base::Result<DeputyId> appoint_deputy(store::Unit&, const Recorder&, const Grants&, const NewDeputy&);

struct AppointmentView { AppointmentId id{}; base::PostId post{}; base::PersonId person{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; std::int64_t version{}; };
[[nodiscard]] std::optional<AppointmentView> appointment(store::Session&, base::DistrictId, AppointmentId);

}  // namespace people
