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

struct PostLine { base::PostId id{}; std::string kind{}, name{}; base::OrgUnitId org_unit_id{}; base::AreaId area_id{}; };
struct PersonLine { base::PersonId id{}; std::string name{}; std::optional<base::Phone> phone{}; std::string note{}; };
struct AccountLine {
  base::AccountId id{};
  std::string login{};
  base::PersonId person_id{};
  std::string person_name{};
  bool locked{};
  std::optional<base::Instant> last_login_at{};
  std::int64_t version{};
};

[[nodiscard]] const store::ListSpec& posts_list();       // $1 = district, $2 = today
[[nodiscard]] const store::ListSpec& persons_list();     // $1 = district
[[nodiscard]] const store::ListSpec& accounts_list();    // $1 = district
// Today's holders and acting deputies of these posts, in one statement.
[[nodiscard]] std::map<base::PostId, std::vector<HolderView>> holders(store::Session&, base::DistrictId, const std::vector<base::PostId>&,
                                                                      base::CivilDate day);
[[nodiscard]] std::optional<PersonLine> person(store::Session&, base::DistrictId, base::PersonId);
[[nodiscard]] std::optional<AccountLine> account_line(store::Session&, base::DistrictId, base::AccountId);

}  // namespace organisations

DESCRIBED(organisations::PostLine)
DESCRIBED(organisations::PersonLine)
DESCRIBED(organisations::AccountLine)
