#include "mechanisms/imports/chunks.hpp"

#include <cstdlib>

#include "base/text.hpp"
#include "formats/csv.hpp"

namespace imports {

base::Result<FileLines> read_file(std::string_view csv) {
  if (!base::valid_utf8(csv)) return base::fail(base::ErrorCode::unsupported, "imports.not_text");
  formats::CsvReader reader(formats::CsvReader::from_text(csv));
  FileLines file;
  TRY(any, reader.next(file.heading));
  if (!any) return base::fail(base::ErrorCode::invalid, "imports.no_lines");
  for (;;) {
    FileLine line;
    const auto read = reader.next(line.cells);
    if (read && !*read) return file;
    line.line = reader.line();
    if (!read) {
      line.cells.clear();
      line.broken = read.error().reason;
      for (const auto& [name, value] : read.error().params) {
        if (name == "line") line.line = std::strtoll(value.c_str(), nullptr, 10);
        if (name == "column") line.column = std::strtoll(value.c_str(), nullptr, 10);
      }
    }
    file.lines.push_back(std::move(line));
  }
}

}  // namespace imports
