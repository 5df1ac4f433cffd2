// All SQL of organisations: lists over people's tables. What changes them is in people/.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/phone.hpp"
#include "mechanisms/organisations/model.hpp"
#include "store/list.hpp"

namespace organisations {

struct PostLine {
  base::PostId id{};
  std::string kind{}, name{};
  base::OrgUnitId org_unit_id{};
  base::AreaId area_id{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};
struct PersonLine { base::PersonId id{}; std::string name{}; std::optional<base::Phone> phone{}; std::string note{}; };
struct AppointmentLine {
  people::AppointmentId id{};
  base::PersonId person_id{};
  std::string person_name{};
  std::optional<base::Phone> phone{};
  base::PostId post_id{};
  std::string post_kind{}, post_name{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{};
  base::AreaId area_id{};
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
  std::string letter{}, source{}, end_reason{};
  std::int64_t version{};
};
struct DeputyLine {
  people::DeputyId id{};
  people::AppointmentId appointment_id{};
  base::PostId post_id{};
  std::string post_name{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{};
  base::PersonId holder_id{};
  std::string holder_name{};
  base::PersonId person_id{};
  std::string person_name{};
  base::CivilDate valid_from{}, valid_to{};
  std::string reason{};
};
struct AccountLine {
  base::AccountId id{};
  std::string login{};
  base::PersonId person_id{};
  std::string person_name{};
  bool locked{};
  std::optional<base::Instant> last_login_at{};
  std::int64_t version{};
};

[[nodiscard]] const store::ListSpec& posts_list();         // $1 = district, $2 = day
[[nodiscard]] const store::ListSpec& appointments_list();  // $1 = district, $2 = day
[[nodiscard]] const store::ListSpec& deputies_list();      // $1 = district, $2 = day
[[nodiscard]] const store::ListSpec& persons_list();       // $1 = district, $2 = day
[[nodiscard]] const store::ListSpec& accounts_list();      // $1 = district

// Holders and acting deputies of these posts on a day, in one statement.
[[nodiscard]] std::map<base::PostId, std::vector<HolderView>> holders(store::Session&, base::DistrictId, const std::vector<base::PostId>&,
                                                                      base::CivilDate day);
// What these persons are on a day, in words: "槐园社区居委会 网格长、…".
[[nodiscard]] std::map<base::PersonId, std::string> posts_in_words(store::Session&, base::DistrictId, const std::vector<base::PersonId>&, base::CivilDate day);
struct UnitCount { std::int64_t posts{}, held{}; };
[[nodiscard]] std::map<base::OrgUnitId, UnitCount> unit_counts(store::Session&, base::DistrictId, base::CivilDate day);
struct VersionLine { base::CivilDate from{}; std::string name{}; base::OrgUnitId parent{}; base::AreaId area{}; };
[[nodiscard]] std::vector<VersionLine> unit_versions(store::Session&, base::DistrictId, base::OrgUnitId);   // oldest first

// What a person holds from this day on, the deputyships with it.
[[nodiscard]] std::vector<AppointmentLine> held_from(store::Session&, base::DistrictId, base::PersonId, base::CivilDate day);
// What a hand-over ended, and who held those posts afterwards.
[[nodiscard]] std::vector<AppointmentLine> handed_over(store::Session&, base::DistrictId, base::PersonId, base::CivilDate on, std::string_view reason);
[[nodiscard]] std::vector<AppointmentLine> taken_after(store::Session&, base::DistrictId, base::PersonId, base::CivilDate on, std::string_view reason);
[[nodiscard]] std::vector<DeputyLine> deputyships_from(store::Session&, base::DistrictId, base::PersonId, base::CivilDate day);  // done for others and by others
[[nodiscard]] std::vector<NamedThing> kept_of(store::Session&, base::DistrictId, base::PersonId);   // in other rooms (v_mine_kept)
[[nodiscard]] bool open_account(store::Session&, base::DistrictId, base::PersonId);
[[nodiscard]] std::optional<base::PostId> post_of_deputy(store::Session&, base::DistrictId, people::DeputyId);
[[nodiscard]] std::optional<PostLine> post_line(store::Session&, base::DistrictId, base::PostId);
struct UnitPlace { base::OrgUnitId id{}; base::AreaId area_id{}; };
[[nodiscard]] std::optional<UnitPlace> unit_place(store::Session&, base::DistrictId, base::OrgUnitId);   // closed and coming ones too

[[nodiscard]] std::optional<PersonLine> person(store::Session&, base::DistrictId, base::PersonId);
[[nodiscard]] std::optional<AccountLine> account_line(store::Session&, base::DistrictId, base::AccountId);
// What somebody types into a search field, for LIKE over a name and its pinyin.
[[nodiscard]] std::string like_pattern(std::string_view typed);
struct FoundPerson { base::PersonId id{}; std::string name{}; std::string posts{}; };
[[nodiscard]] std::vector<FoundPerson> find_persons(store::Session&, base::DistrictId, std::string_view typed, base::CivilDate day, int limit);

}  // namespace organisations

DESCRIBED(organisations::PostLine)
DESCRIBED(organisations::PersonLine)
DESCRIBED(organisations::AppointmentLine)
DESCRIBED(organisations::DeputyLine)
DESCRIBED(organisations::AccountLine)
DESCRIBED(organisations::UnitPlace)
