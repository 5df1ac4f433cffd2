// What the entrance takes in and shows.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/secret.hpp"
#include "people/ids.hpp"

namespace entrance {

struct DistrictView {
  std::string code{}, name_zh{}, name_en{};
  bool demo{}, needs_claim{};
};
struct RoleView {                      // a card of the demo
  std::string district{};
  std::string code{};                  // what POST /demo/enter takes as `role`
  std::string name_zh{}, name_en{};
  std::string person_name{}, post_name{};
  std::string opens{};                 // desk, public
};
struct EntranceView { std::vector<DistrictView> districts{}; std::vector<RoleView> demo_roles{}; };

struct MePost {
  base::PostId post_id{};
  std::string kind{}, name_zh{}, name_en{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{};
  base::AreaId area_id{};
  std::string area_name{};
  bool deputy{};
};
struct MeDistrict {
  base::DistrictId id{};
  std::string code{}, name_zh{}, name_en{}, time_zone{};
  bool demo{};
  std::int64_t epoch{};
};
struct Me {
  base::AccountId account_id{};
  base::PersonId person_id{};
  std::string person_name{};
  MeDistrict district{};
  std::vector<MePost> posts{};
  std::vector<std::string> actions{};  // for menus and buttons; every act asks again where it happens
  std::string csrf_token{};
  bool must_change_password{};
  base::Instant now{};
};
struct SessionView {
  people::LoginSessionId id{};
  base::Instant created_at{}, last_seen_at{}, expires_at{};
  std::string user_agent{}, peer{};
  bool current{};
};
struct ClockView { base::Instant now{}; std::int64_t jobs_run{}; };
struct DoneView { bool done{true}; };

struct SignIn { std::string district{}, login{}; base::Secret password{}; };
struct EnterDemo { std::string district{}, role{}; };
struct AdvanceClock { std::string step{}; };            // hour, day, week
struct ChangePassword { base::Secret old_password{}, new_password{}; };
struct Administrator { std::string post_kind{}, person_name{}, login{}; base::Secret password{}; };
struct Claim { std::string district{}, code{}; std::vector<Administrator> admins{}; };

struct ClockAdvanced { std::string step{}; };           // "district.clock_advanced"

}  // namespace entrance

DESCRIBED(entrance::DistrictView)
DESCRIBED(entrance::RoleView)
DESCRIBED(entrance::EntranceView)
DESCRIBED(entrance::MePost)
DESCRIBED(entrance::MeDistrict)
DESCRIBED(entrance::Me)
DESCRIBED(entrance::SessionView)
DESCRIBED(entrance::ClockView)
DESCRIBED(entrance::DoneView)
DESCRIBED(entrance::SignIn)
DESCRIBED(entrance::EnterDemo)
DESCRIBED(entrance::AdvanceClock)
DESCRIBED(entrance::ChangePassword)
DESCRIBED(entrance::Administrator)
DESCRIBED(entrance::Claim)
DESCRIBED(entrance::ClockAdvanced)
