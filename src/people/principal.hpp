// Who asks: a signed-in person with the posts held today, a resident by link, or a job.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"

namespace people {

class Grants;

struct HeldPost {
  base::PostId post{};
  std::string kind{};            // post kind of definitions/people/post_kinds: "community_secretary", "grid_worker" …
  base::OrgUnitId org_unit{};
  base::AreaId area{};           // the post's own area (grid posts: the grid), else its unit's
  bool deputy{};                 // acts for the holder on leave
};

struct Principal {
  base::DistrictId district{};
  base::AccountId account{};     // 0: none
  base::PersonId person{};
  std::string name{};
  std::vector<HeldPost> posts{};
  std::shared_ptr<const Grants> grants{};  // the rights in force when this request began; null: none
  std::string link_token_hash{}; // a resident by private link
  bool system{};                 // a job
  bool must_change_password{};   // came in with a password that somebody else set: holds no post until it is changed
};

}  // namespace people
