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
  std::string definition{};          // "matter@2": another rule that this draft would break; empty: the draft itself
  std::string place{};               // JSON pointer in the body
  std::int64_t line{};               // 0: unknown
  std::string reason{};
  base::Params params{};
};
struct CheckView {
  bool ok{};
  std::vector<Finding> findings{};
};
struct EffectClock {                 // running clocks of open matters, by which clock
  std::string clock{}, name_zh{}, name_en{};
  std::int64_t running{}, different{};
};
struct EffectSample {                // one open matter whose deadline would have been another
  base::MatterId matter_id{};
  std::string report_number{}, title{}, clock{};
  base::Instant due_at{};
  std::optional<base::Instant> would_be{};
};
struct EffectVersion { std::int64_t version{}, open{}; };
struct EffectView {
  std::int64_t open_matters{};       // all of them keep the rules they began with
  std::int64_t running{}, different{};  // clocks that this rule made; those that would have had another deadline
  std::int64_t examined{};           // of the running ones; fewer when only the newest were computed
  std::vector<EffectClock> clocks{};
  std::vector<EffectSample> samples{};
  std::vector<EffectVersion> versions{};  // of a machine: open matters by the version they stand on
  std::vector<std::string> gone{};   // categories that the draft drops though open matters have them
};
struct ThreeWayPart {
  std::string state{};               // same, own (only the district changed it), pack (only the pack did), agreed (both alike), both (differently)
  std::vector<std::string> base{}, own{}, pack{};  // lines; of a part that is the same only `base`
};
struct ThreeWayView {
  std::string code{};
  std::int64_t pack_before{}, pack_after{}, own_version{};  // versions of the pack, and of the district
  std::vector<ThreeWayPart> parts{};
  std::int32_t conflicts{};
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
DESCRIBED(rulebook::EffectClock)
DESCRIBED(rulebook::EffectSample)
DESCRIBED(rulebook::EffectVersion)
DESCRIBED(rulebook::EffectView)
DESCRIBED(rulebook::ThreeWayPart)
DESCRIBED(rulebook::ThreeWayView)
DESCRIBED(rulebook::DiffLine)
DESCRIBED(rulebook::DiffView)
DESCRIBED(rulebook::DraftSaved)
DESCRIBED(rulebook::Published)
DESCRIBED(rulebook::Withdrawn)
DESCRIBED(rulebook::SaveDraft)
DESCRIBED(rulebook::CheckDefinition)
DESCRIBED(rulebook::PublishDraft)
DESCRIBED(rulebook::WithdrawDraft)
