// Brings a database to this program's schema: every room's migrations/NNNN_name.sql, ordered by floor, room and number,
// forward only. Several programs may start at once: one works, the others wait and find it done.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "store/store.hpp"

namespace store {

struct Migration {
  std::string name{};      // "matters/0001_matters", "mechanisms/audit/0002_heads"
  std::string_view text{};
  std::string checksum{};  // SHA-256 of the text as it stands in the file
};

// Throws Misconfigured for a file that is not named NNNN_name.sql, stands on no known floor, or repeats a number.
[[nodiscard]] std::vector<Migration> migrations_in_order(std::span<const base::EmbeddedFile>);

// The common text as one engine reads it: INT64, /*@table*/, and the blocks between "-- @sqlite", "-- @postgres" and "-- @end".
[[nodiscard]] std::string migration_text(std::string_view common, Engine);

// Applies what is missing, each migration in a transaction of its own, and returns how many. Throws Misconfigured, with one
// line that says what to do, when an applied migration was changed since or the schema is newer than the program.
int migrate(Store&, std::span<const base::EmbeddedFile> = base::embedded_migrations());

// Every table's columns (table, column, type in words, NULL allowed, place in the primary key), sorted; engine-specific helper
// tables (full-text indexes) left out. Both engines must give the same list.
[[nodiscard]] std::vector<std::string> schema_columns(Store&);

}  // namespace store
