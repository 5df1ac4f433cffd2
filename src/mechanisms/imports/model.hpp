// An import as rows and views: one file, checked first (dry run), then brought in by chunks.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"

namespace imports {

struct ImportTag;
using ImportId = base::Id<ImportTag>;

enum class State : std::uint8_t { uploaded, checking, checked, refused, running, done };

struct ImportRow {
  ImportId id{};
  std::string mapping{};              // definition's code
  std::int64_t mapping_version{};
  std::string file_name{};
  std::string content_hash{};
  State state{};
  std::int64_t chunks{};
  std::int64_t lines{};               // records of the file, the heading left out
  std::int64_t bad{}, warned{};       // lines with a fault, lines with a warning only
  std::int64_t brought_in{}, known{}; // matters made, records that were there already
  std::int64_t verdict_equal{}, verdict_different{}, verdict_no_target{}, verdict_not_closed{}, verdict_no_flag{};
  std::optional<base::JobId> job_id{};
  base::Instant created_at{};
  std::string created_by{};
};

struct VerdictsView {                 // our "on time" beside the file's
  std::int64_t equal{}, different{};
  std::int64_t no_target{}, not_closed{}, no_flag{};  // why the others have none
};
struct ImportView {
  ImportId id{};
  std::string mapping{};
  std::int64_t mapping_version{};
  std::string mapping_zh{}, mapping_en{};
  std::string file_name{};
  State state{};
  std::int64_t lines{}, bad{}, warned{}, brought_in{}, known{};
  std::int64_t progress_done{}, progress_total{};
  std::optional<base::JobId> job_id{};
  VerdictsView verdicts{};
  std::string problem{};              // message key: why its job stands still; empty: it does not
  base::Instant created_at{};
  std::string created_by{};
};
struct FaultRow {
  std::int64_t id{};                  // line * 64 + its number in the line
  std::int64_t line{};                // of the file, from 1
  bool warning{};
  std::int64_t column_no{};           // from 1; 0: the whole line
  std::string column_name{};
  std::string reason{};               // message key
  std::string value{};
};
struct FaultView {
  std::int64_t line{};
  bool warning{};
  std::int64_t column{};
  std::string column_name{};
  std::string reason{};
  std::string value{};
};
struct MappingView {
  std::string code{};
  std::int64_t version{};
  std::string name_zh{}, name_en{};
  std::string licence{};
  std::string source_tag{}, source_text{};
};
struct MappingsView {
  std::vector<MappingView> items{};
};

}  // namespace imports

DESCRIBED_ENUM(imports::State)
DESCRIBED(imports::ImportRow)
DESCRIBED(imports::VerdictsView)
DESCRIBED(imports::ImportView)
DESCRIBED(imports::FaultRow)
DESCRIBED(imports::FaultView)
DESCRIBED(imports::MappingView)
DESCRIBED(imports::MappingsView)
