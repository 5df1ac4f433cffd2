// Rows and events of definitions.
#pragma once
#include <cstdint>
#include <string>

#include "base/described/described.hpp"
#include "definitions/book.hpp"

namespace definitions {

enum class State : std::uint8_t { draft, published };
enum class Source : std::uint8_t { seed, own };  // from a seed pack of the program, or written in the district

struct DefinitionRow {
  base::DistrictId district_id{};
  DefinitionId id{};
  std::string code{};
  std::int64_t version{};
  std::string kind{};
  State state{};
  Source source{};
  base::CivilDate effective_from{};  // of a draft: as its body says, decided when it is published
  std::string body{};                // TOML
  std::string body_hash{};           // SHA-256
  std::int64_t pack_version{};       // version of the seed pack that it came from; 0: own
  std::string pack_hash{};           // of that pack's text; a draft made over it keeps both
  std::int64_t based_on{};           // the version that it started from; 0: none
  std::string note{};                // why, in the drafter's words
  base::PersonId drafter_id{}, publisher_id{};  // 0: the program
  base::Instant changed_at{};
  std::int64_t revision{1};          // rises with every saving of a draft
  std::int64_t stamp{};              // time-ordered: other servers see by it that something changed
};

struct DefinitionEvent {             // body of definition.drafted, .published, .withdrawn
  std::string code{};
  std::int64_t version{};
  std::string kind{};
  Source source{};
  base::CivilDate effective_from{};
  std::string body_hash{};
  std::string note{};
};

}  // namespace definitions

DESCRIBED_ENUM(definitions::State)
DESCRIBED_ENUM(definitions::Source)
DESCRIBED(definitions::DefinitionRow)
DESCRIBED(definitions::DefinitionEvent)
