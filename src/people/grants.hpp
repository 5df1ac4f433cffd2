// What each kind of post may do: merged from definitions/*/rights.toml (code "rights/<room>") and definitions/people/post_kinds.toml.
// Immutable; the Principal holds the snapshot that was in force on the day of its request.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "definitions/doc.hpp"

namespace people {

enum class Relation : std::uint8_t { reporter_by_link, handling_unit, called_unit, on_the_roll, target_of_sheet };

enum class GrantScope : std::uint8_t {
  own_area,   // the area of the post and all below it
  own_unit,   // what stands on a line of the post's organisation
  district,   // everything in the district
};

// From which office somebody comes into a post held beside another (兼职): a post of that kind in an organisation of one of these kinds.
struct PostSource {
  std::string source{};                 // "resident_unit"
  std::string name_zh{}, name_en{};     // 驻区单位党组织书记
  std::string post_kind{};
  std::vector<std::string> unit_kinds{};  // empty: any
};

struct PostKind {
  std::string kind{};
  std::string name_zh{}, name_en{};
  std::vector<std::string> unit_kinds{};  // kinds of organisation that may have such a post; empty: any
  bool administrator{};                 // one of the three administrators (三员): no business rights, never one person
  std::vector<std::string> rooms{};     // of an administrator: the only rooms whose actions it may be granted
  bool concurrent{};                    // held beside another post that one of the sources names, and no longer than it
  std::vector<PostSource> sources{};
};

struct ActionGrant { std::string post_kind{}; GrantScope scope{}; };
struct ActionRule {
  std::string room{};                   // the rule stands in definitions/<room>/rights.toml
  std::int64_t version{};
  std::vector<ActionGrant> grants{};
  std::vector<Relation> relations{};
};

class Grants {
 public:
  [[nodiscard]] const ActionRule* rule(std::string_view action) const;   // null: nobody may
  [[nodiscard]] const std::map<std::string, ActionRule, std::less<>>& rules() const { return rules_; }
  [[nodiscard]] const PostKind* post_kind(std::string_view kind) const;
  [[nodiscard]] const std::vector<PostKind>& post_kinds() const { return kinds_; }
  [[nodiscard]] std::int64_t post_kinds_version() const { return kinds_version_; }

 private:
  friend struct GrantsMaker;
  std::map<std::string, ActionRule, std::less<>> rules_{};
  std::vector<PostKind> kinds_{};
  std::int64_t kinds_version_{};
};

// Room -> the actions it registers. A rights file that names another room's action is refused; the file of a room that is not in
// this program is left out. An empty catalogue checks nothing (unit tests of one floor).
struct ActionCatalogue {
  std::map<std::string, std::vector<std::string>, std::less<>> rooms{};
};

// A published version of "rights/<room>" or of "people/post_kinds".
struct RulesFile { std::string code{}; std::int64_t version{}; definitions::Doc body{}; };
[[nodiscard]] base::Result<std::shared_ptr<const Grants>> merge_grants(const std::vector<RulesFile>& rights, const RulesFile& post_kinds,
                                                                       const ActionCatalogue&);
// From the seed packs inside the program, without a database: tests and checks.
[[nodiscard]] base::Result<std::shared_ptr<const Grants>> seed_grants(const ActionCatalogue& = {});

}  // namespace people

DESCRIBED_ENUM(people::Relation)
DESCRIBED_ENUM(people::GrantScope)
