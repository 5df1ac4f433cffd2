// Hand in, check, bring in. The route, the command line and the demo call the same functions.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "mechanisms/imports/model.hpp"
#include "registry/call.hpp"
#include "registry/room.hpp"
#include "store/jobs.hpp"

namespace imports {

inline constexpr std::int64_t file_bytes_max = 64 * 1024 * 1024;
inline constexpr std::int64_t records_a_chunk = 200;   // one unit stays far below a second
inline constexpr std::int64_t faults_kept_max = 5'000; // the counts go on

[[nodiscard]] MappingsView mappings(registry::Call&);
// Reads the file at `path`, keeps its records in chunks and starts the check. Errors: not found (mapping), invalid (heading, not CSV,
// no lines), forbidden.
[[nodiscard]] base::Result<ImportView> hand_in(registry::Call&, std::string_view mapping, std::string_view file_name, const std::string& path);
[[nodiscard]] base::Result<ImportView> hand_in_text(registry::Call&, std::string_view mapping, std::string_view file_name, std::string_view csv);
[[nodiscard]] base::Result<ImportView> look(registry::Call&, std::int64_t id);
// Brings the checked file in; lines with a fault stay out. A check or import that stands still (ImportView::problem) goes on.
[[nodiscard]] base::Result<ImportView> begin(registry::Call&, std::int64_t id);

[[nodiscard]] ImportView view_of(registry::House&, store::Session&, base::DistrictId, const ImportRow&);
[[nodiscard]] base::Result<store::JobDone> run_check(registry::House&, store::JobRun&);
[[nodiscard]] base::Result<store::JobDone> run_import(registry::House&, store::JobRun&);

}  // namespace imports
