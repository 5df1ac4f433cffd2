// Commands and views of the room that shows and changes the rules.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"

namespace rulebook {

enum class Standing : std::uint8_t { draft, coming, in_force, past };  // today

// ---- views
struct DefinitionRow {               // one code
  std::string code{}, kind{};
  std::string name_zh{}, name_en{};  // as the body says, else the code
  std::int64_t version{};            // in force today; 0: none yet
  std::optional<base::CivilDate> effective_from{};
  std::string source_tag{}, source_text{};
  std::int32_t versions{};           // published ones
  Standing state{};                  // in_force, or what there is instead
  bool has_draft{};
  std::optional<base::CivilDate> coming_from{};  // the next version takes effect
};
struct DefinitionVersion {
  std::int64_t version{};
  Standing state{};
  std::string source{};              // "seed" or "own"
  base::CivilDate effective_from{};
  std::string source_tag{}, source_text{};
  std::string note{};
  std::optional<std::string> drafter{}, publisher{};  // null: the program
  base::Instant changed_at{};
  std::int64_t revision{};           // of a draft: what if_revision must be
  std::int64_t based_on{};
  std::string body{};                // TOML; only of the version in force, of a draft, and of the one asked for
  described::Json data{};            // the same as JSON, or null
};
struct DefinitionView {
  std::string code{}, kind{};
  std::string name_zh{}, name_en{};
  std::vector<DefinitionVersion> versions{};  // newest first
  bool may_draft{}, may_publish{};
};
struct Finding {
  std::string place{};               // JSON pointer in the body
  std::int64_t line{};               // 0: unknown
  std::string reason{};
  base::Params params{};
};
struct CheckView {
  bool ok{};
  std::vector<Finding> findings{};
};
struct DiffLine {
  std::string mark{};                // " ", "-", "+"
  std::int32_t before{}, after{};    // line numbers; 0: not on that side
  std::string text{};
};
struct DiffView {
  std::string code{};
  std::int64_t from{}, to{};
  std::int32_t added{}, removed{};
  std::vector<DiffLine> lines{};
};
struct DraftSaved {
  std::string code{};
  std::int64_t version{}, revision{};
};
struct Published {
  std::string code{};
  std::int64_t version{};
  base::CivilDate effective_from{};
};
struct Withdrawn {
  std::string code{};
};

// ---- commands
struct SaveDraft {
  std::string code{}, kind{};
  std::string body{};
  std::string note{};
  std::int64_t if_revision{};        // 0: there is no draft yet
  std::optional<std::string> client_ref{};
};
struct CheckDefinition {
  std::string code{}, kind{};
  std::string body{};
  std::optional<base::CivilDate> effective_from{};  // with what is in force on that day; today if not given
};
struct PublishDraft {
  std::string code{};
  std::int64_t if_revision{};
  base::CivilDate effective_from{};
  std::optional<std::string> client_ref{};
};
struct WithdrawDraft {
  std::string code{};
  std::int64_t if_revision{};
  std::string reason{};
  std::optional<std::string> client_ref{};
};

}  // namespace rulebook

DESCRIBED_ENUM(rulebook::Standing)
DESCRIBED(rulebook::DefinitionRow)
DESCRIBED(rulebook::DefinitionVersion)
DESCRIBED(rulebook::DefinitionView)
DESCRIBED(rulebook::Finding)
DESCRIBED(rulebook::CheckView)
DESCRIBED(rulebook::DiffLine)
DESCRIBED(rulebook::DiffView)
DESCRIBED(rulebook::DraftSaved)
DESCRIBED(rulebook::Published)
DESCRIBED(rulebook::Withdrawn)
DESCRIBED(rulebook::SaveDraft)
DESCRIBED(rulebook::CheckDefinition)
DESCRIBED(rulebook::PublishDraft)
DESCRIBED(rulebook::WithdrawDraft)
