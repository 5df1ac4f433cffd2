// How a file's columns become matters: the definition `import/<name>`, an official's to change.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "definitions/book.hpp"

namespace imports {

// The fields that a mapping may name a column for, in the order of Mapping::columns.
enum class Part : std::uint8_t { source_ref, opened, due, closed, on_time, state, closing_text, title, category, unit, area, latitude, longitude };
inline constexpr std::size_t parts = 13;

struct Word {         // what a word of the file means
  std::string word{};
  std::string meaning{};
};

struct Mapping {
  std::string code{};
  std::int64_t version{};
  std::string name_zh{}, name_en{};
  std::string source_name{};          // of matters::ImportedMatter::source
  std::string time_zone{};
  std::string time_format{};          // YYYY MM DD HH (0-23) hh (1-12) mm ss AP
  std::string licence{};
  std::string area_kind{}, area_blank_zh{}, area_blank_en{};
  std::string columns[parts]{};       // column's heading; empty: the file has none
  std::vector<Word> states{};         // meaning "open" or "closed"
  std::vector<Word> on_time{};        // meaning "yes" or "no"
  std::vector<Word> outcomes{};       // word: contained in the closing text, lower case; the first that fits
  std::vector<Word> units{};          // meaning: the unit's name
};

[[nodiscard]] std::string_view part_name(Part);
// Refuses what is unknown or missing, with the place in the definition.
[[nodiscard]] base::Result<Mapping> parse_mapping(const definitions::Doc&);

}  // namespace imports
