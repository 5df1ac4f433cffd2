// One line of a file to one record, purely: no clock, no database. All faults of a line at once.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "mechanisms/imports/mapping.hpp"

namespace imports {

// Where each part stands in this file's lines; -1: the mapping names no column for it.
struct Heading {
  int column[parts]{};
};
// Refuses a file whose heading lacks a column that the mapping names: errors[] lists every missing one.
[[nodiscard]] base::Result<Heading> read_heading(const Mapping&, const std::vector<std::string>& cells);

struct Fault {
  bool warning{};            // a warning comes in all the same
  int column{};              // from 1; 0: the whole line
  std::string column_name{};
  std::string reason{};      // message key
  std::string value{};       // what stood there, cut
};

struct Record {
  std::string source_ref{}, title{}, category{}, unit{}, area{};  // area empty: blank in the file
  base::Instant opened_at{};
  std::optional<base::Instant> due_at{}, closed_at{};
  bool closed{};
  std::string outcome{};
  std::string warning{};
  std::optional<double> longitude{}, latitude{};
  std::optional<bool> on_time_by_source{};
};

struct Parsed {
  std::optional<Record> record{};  // none: a fault that is no warning
  std::vector<Fault> faults{};
};
[[nodiscard]] Parsed read_line(const Mapping&, const base::Zone&, const Heading&, const std::vector<std::string>& cells);

// "04/01/2015 12:31:19 AM" by "MM/DD/YYYY hh:mm:ss AP".
[[nodiscard]] std::optional<base::LocalTime> read_time(std::string_view format, std::string_view text);

// Our verdict beside the file's.
enum class Verdict : std::uint8_t { equal, different, no_target, not_closed, no_flag };
[[nodiscard]] Verdict compare(const Record&, std::optional<bool> ours);

}  // namespace imports
