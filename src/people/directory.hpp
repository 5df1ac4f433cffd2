// Organisations and posts to read: names, who is responsible for an area, which posts of a kind a unit has, who holds them today.
// Units and posts are an immutable snapshot kept in memory per district; holders are read from the database.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/context.hpp"
#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "people/grants.hpp"
#include "people/ids.hpp"
#include "people/principal.hpp"
#include "store/session.hpp"
#include "people/sign_in.hpp"
#include "territory/territory.hpp"

namespace definitions { class Book; }

namespace people {

enum class OrgTree : std::uint8_t { administrative, party };   // two trees that overlap; neither is forced into the other

struct OrgUnit {
  base::OrgUnitId id{};
  base::OrgUnitId parent{};        // in its own tree; 0: the top
  OrgTree tree{};
  std::string kind{};              // government, command_centre, department, subdistrict_office, residents_committee …
  std::string code{};
  std::string name{}, name_en{};
  base::AreaId area{};             // what it is responsible for
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};

struct Post {
  base::PostId id{};
  base::OrgUnitId org_unit{};
  std::string kind{};              // definitions/people/post_kinds
  std::string name{};
  base::AreaId area{};             // its own, else its unit's
  base::CivilDate valid_from{};
  std::optional<base::CivilDate> valid_to{};
};

struct Holder {
  AppointmentId appointment{};
  base::PostId post{};
  base::PersonId person{};
  std::string name{};
  bool deputy{};                   // acts for the holder on leave
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
};

class Units {                      // snapshot; hold the shared_ptr
 public:
  [[nodiscard]] const OrgUnit* find(base::OrgUnitId) const;
  [[nodiscard]] const OrgUnit* by_code(std::string_view code) const;
  [[nodiscard]] std::string name(base::OrgUnitId, std::string_view language = "zh") const;   // empty: unknown
  // The administrative unit that answers for exactly this area (community -> residents' committee, subdistrict -> its office).
  [[nodiscard]] const OrgUnit* responsible(base::AreaId, OrgTree = OrgTree::administrative) const;
  // … or, going up, for the nearest area above that has one.
  [[nodiscard]] const OrgUnit* responsible_above(const territory::Tree&, base::AreaId, OrgTree = OrgTree::administrative) const;
  [[nodiscard]] std::vector<const OrgUnit*> of_kind(std::string_view kind) const;
  [[nodiscard]] const Post* post(base::PostId) const;
  [[nodiscard]] std::vector<const Post*> posts_of(base::OrgUnitId, std::string_view kind = {}) const;
  [[nodiscard]] bool has_post_kind(base::OrgUnitId, std::string_view kind) const;
  [[nodiscard]] const std::vector<OrgUnit>& all() const { return units_; }       // parents first, then by code
  [[nodiscard]] const std::vector<Post>& posts() const { return posts_; }

 private:
  friend class Directory;
  std::vector<OrgUnit> units_{};
  std::vector<Post> posts_{};
  std::unordered_map<base::OrgUnitId, std::size_t> index_{};
  std::unordered_map<base::PostId, std::size_t> post_index_{};
  std::unordered_multimap<base::OrgUnitId, std::size_t> by_unit_{};
  std::unordered_map<std::string, std::size_t> by_code_{};
  std::map<std::pair<base::AreaId, OrgTree>, std::size_t> by_area_{};   // the highest unit of each tree that stands on an area
};

// Kept in memory per district; a change in this process is seen at once, another server's within a second. Also the place where the
// merged rights of a district and day are kept.
class Directory {
 public:
  Directory(base::Clock& real_clock, definitions::Book& book, ActionCatalogue catalogue)
      : real_clock_(real_clock), book_(book), catalogue_(std::move(catalogue)) {}
  [[nodiscard]] std::shared_ptr<const Units> units(store::Session&, base::DistrictId, base::CivilDate today);
  [[nodiscard]] base::Result<std::shared_ptr<const Grants>> grants(store::Session&, base::DistrictId, base::CivilDate today);
  [[nodiscard]] SignInLimits sign_in_limits(store::Session&, base::DistrictId, base::CivilDate today);  // the presets when none is published
  void forget(base::DistrictId);

 private:
  struct Kept;
  base::Clock& real_clock_;
  definitions::Book& book_;
  ActionCatalogue catalogue_;
  std::mutex mutex_;
  std::map<base::DistrictId, std::shared_ptr<Kept>> districts_;
};

[[nodiscard]] std::vector<Holder> holders_of(store::Session&, base::DistrictId, base::PostId, base::CivilDate day);           // today's, deputies too
[[nodiscard]] std::vector<Holder> holders_in_unit(store::Session&, base::DistrictId, base::OrgUnitId, base::CivilDate day);
[[nodiscard]] std::string person_name(store::Session&, base::DistrictId, base::PersonId);                                     // empty: unknown
[[nodiscard]] std::map<base::PersonId, std::string> person_names(store::Session&, base::DistrictId, const std::vector<base::PersonId>&);  // one statement

// The principal of one person on one day, without a sign-in: tests, jobs on somebody's behalf, counter mode.
[[nodiscard]] std::vector<HeldPost> posts_held(store::Session&, base::DistrictId, base::PersonId, base::CivilDate day);

}  // namespace people

DESCRIBED_ENUM(people::OrgTree)
