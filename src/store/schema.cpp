// What the tables look like, in words that both engines share.
#include <fmt/format.h>

#include "store/migrate.hpp"

namespace store {
namespace {

// Helper tables of full-text search (virtual tables and their shadows) exist on SQLite only.
constexpr std::string_view sqlite_columns = R"(
SELECT m.name, c.name, CASE c.type WHEN 'INTEGER' THEN 'INT64' ELSE c.type END, c."notnull" = 0, c.pk
FROM sqlite_schema m JOIN pragma_table_info(m.name) c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
  AND NOT EXISTS (SELECT 1 FROM sqlite_schema v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND m.name LIKE v.name || '\_%' ESCAPE '\'))";

constexpr std::string_view postgres_columns = R"(
SELECT c.relname, a.attname, CASE format_type(a.atttypid, a.atttypmod) WHEN 'bigint' THEN 'INT64' WHEN 'text' THEN 'TEXT' ELSE format_type(a.atttypid, a.atttypmod) END,
       CASE WHEN a.attnotnull THEN 0 ELSE 1 END, COALESCE(array_position(i.indkey::int2[], a.attnum), -1) + 1
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
WHERE c.relkind IN ('r', 'p') AND a.atttypid <> 'tsvector'::regtype)";

}  // namespace

std::vector<std::string> schema_columns(Store& store) {
  std::vector<std::string> out;
  store.administer([&](Admin& admin) {
    for (const auto& row : admin.rows(store.engine() == Engine::sqlite ? sqlite_columns : postgres_columns, {}))
      out.push_back(fmt::format("{}.{} {} null:{} key:{}", row.at(0), row.at(1), row.at(2), row.at(3), row.at(4)));
  });
  std::ranges::sort(out);
  return out;
}

}  // namespace store
