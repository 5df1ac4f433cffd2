// A file's records on their way through the database: whole records in chunks, as JSON, with their line numbers.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/described/described.hpp"
#include "base/result.hpp"

namespace imports {

struct FileLine {
  std::int64_t line{};
  std::vector<std::string> cells{};
  std::string broken{};        // message key: the line is not CSV; no cells then
  std::int64_t column{};       // … from this character on
};
struct FileLines {
  std::vector<std::string> heading{};
  std::vector<FileLine> lines{};
};

// Errors: unsupported (not UTF-8), malformed (the heading is not CSV), invalid (empty). A broken line is one of the lines.
[[nodiscard]] base::Result<FileLines> read_file(std::string_view csv);

}  // namespace imports

DESCRIBED(imports::FileLine)
DESCRIBED(imports::FileLines)
