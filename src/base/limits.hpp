// Named bounds of the whole house: every queue, body, page, text and retry has one. A room's own bounds stand in its rules.
#pragma once
#include <cstddef>
#include <cstdint>

namespace base::limits {

// Requests
inline constexpr std::int64_t body_bytes_max = 64 * 1024;
inline constexpr std::int64_t photo_bytes_max = 20 * 1024 * 1024;
inline constexpr std::int64_t import_bytes_max = 256 * 1024 * 1024;
inline constexpr std::size_t client_ref_chars_max = 64;

// Lists
inline constexpr int page_rows = 50;
inline constexpr int page_rows_max = 200;
inline constexpr int total_counted_max = 10'000;   // total_at_least stops counting there
inline constexpr int export_rows_max = 1'000'000;
inline constexpr int filter_values_max = 200;

// Texts, in characters
inline constexpr std::size_t name_chars_max = 60;
inline constexpr std::size_t title_chars_max = 100;
inline constexpr std::size_t place_chars_max = 200;
inline constexpr std::size_t reason_chars_max = 500;
inline constexpr std::size_t description_chars_max = 2'000;
inline constexpr int photos_per_step_max = 9;

// Units and jobs
inline constexpr int unit_attempts_max = 8;        // on conflicts
inline constexpr int job_chunk_rows = 500;         // a unit is at most a second long
inline constexpr int due_jobs_per_run_max = 10'000;

// Definitions
inline constexpr std::size_t definition_bytes_max = 256 * 1024;
inline constexpr int calendar_days_max = 4'000;

// Deadlines
inline constexpr std::int64_t limit_amount_max = 3'650;
inline constexpr int deadline_days_max = 5'000;    // lines of one explanation

}  // namespace base::limits
