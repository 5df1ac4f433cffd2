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

// From `from` on the organisation is called so and stands there; what was before stays as it was.
struct OrgUnitChange {
  base::CivilDate from{};
  std::optional<std::string> name{}, name_en{};
  std::optional<base::OrgUnitId> parent{};   // 0: to the top
  std::optional<base::AreaId> area{};
};
[[nodiscard]] base::Done change_org_unit(store::Unit&, const Recorder&, base::OrgUnitId, const OrgUnitChange&);
// The first day without it. Refused while organisations hang on it or somebody holds one of its posts then; its vacant posts end with it.
[[nodiscard]] base::Done close_org_unit(store::Unit&, const Recorder&, base::OrgUnitId, base::CivilDate to, const std::string& reason);

struct NewPost {
  base::OrgUnitId org_unit{};
  std::string kind{};
  std::string name{};
  base::AreaId area{};             // 0: its unit's
  base::CivilDate valid_from{};
};
[[nodiscard]] base::Result<base::PostId> create_post(store::Unit&, const Recorder&, const Grants&, const NewPost&);
[[nodiscard]] base::Done rename_post(store::Unit&, const Recorder&, base::PostId, const std::string& name);   // its whole life long
[[nodiscard]] base::Done close_post(store::Unit&, const Recorder&, base::PostId, base::CivilDate to, const std::string& reason);  // nobody holds it then

struct NewAppointment {
  base::PostId post{};
  base::PersonId person{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};       // the end of the term
  std::string letter{};                      // number of the letter of appointment 聘书、任命文号
  std::string source{};                      // of a concurrent post: which of its sources the person comes from
};
// A concurrent post is refused to who holds none of its sources' posts in those days ("people.source_does_not_fit"), and ends with that.
[[nodiscard]] base::Result<AppointmentId> appoint(store::Unit&, const Recorder&, const Grants&, const NewAppointment&);
[[nodiscard]] base::Done end_appointment(store::Unit&, const Recorder&, AppointmentId, base::CivilDate to, const std::string& reason);

struct NewDeputy {
  AppointmentId appointment{};     // whose holder is on leave
  base::PersonId person{};
  base::CivilDate from{}, to{};    // half-open; a deputy always has an end
  std::string reason{};
};
[[nodiscard]] base::Result<DeputyId> appoint_deputy(store::Unit&, const Recorder&, const Grants&, const NewDeputy&);

[[nodiscard]] base::Done end_deputy(store::Unit&, const Recorder&, DeputyId, base::CivilDate to, const std::string& reason);

struct PersonChange { std::optional<std::string> name{}; std::optional<base::Phone> phone{}; std::optional<std::string> note{}; };
[[nodiscard]] base::Done change_person(store::Unit&, const Recorder&, base::PersonId, const PersonChange&);

// Keys by which names are found (formats/pinyin.hpp), for rows from before there were keys: at most `limit`; how many were made.
[[nodiscard]] int make_search_keys(store::Unit&, int limit);

struct AppointmentView { AppointmentId id{}; base::PostId post{}; base::PersonId person{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; std::int64_t version{}; };
[[nodiscard]] std::optional<AppointmentView> appointment(store::Session&, base::DistrictId, AppointmentId);

}  // namespace people
