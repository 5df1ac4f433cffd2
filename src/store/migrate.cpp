#include "store/migrate.hpp"

#include <fmt/format.h>

#include "base/crypto.hpp"

namespace store {
namespace {

constexpr std::array<std::string_view, 15> floors{"base",     "store", "http",     "definitions", "records",    "territory", "people", "messages",
                                                  "live",     "registry", "instruments", "matters", "mechanisms", "insight",   "interop"};

std::size_t floor_of(std::string_view name) {
  const auto found = std::ranges::find(floors, name.substr(0, name.find('/')));
  return static_cast<std::size_t>(found - floors.begin());
}

// "src/matters/migrations/0001_matters.sql" -> "matters/0001_matters"
std::string migration_name(std::string_view path) {
  constexpr std::string_view folder = "/migrations/";
  const std::size_t at = path.find(folder);
  std::string_view room = path.substr(0, at);
  if (room.starts_with("src/")) room.remove_prefix(4);
  std::string_view file = at == std::string_view::npos ? std::string_view{} : path.substr(at + folder.size());
  const bool numbered = file.size() > 9 && std::ranges::all_of(file.substr(0, 4), [](char c) { return c >= '0' && c <= '9'; }) &&
                        file[4] == '_' && file.ends_with(".sql");
  if (!numbered) throw Misconfigured(fmt::format("{}: a migration is named migrations/NNNN_name.sql", path));
  file.remove_suffix(4);
  return fmt::format("{}/{}", room, file);
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

void append_replacing(std::string& out, std::string_view line, Engine engine) {
  constexpr std::string_view type = "INT64", table = "/*@table*/";
  for (std::size_t i = 0; i < line.size();) {
    const std::string_view rest = line.substr(i);
    const bool starts_word = i == 0 || !is_word(line[i - 1]);
    if (starts_word && rest.starts_with(type) && (rest.size() == type.size() || !is_word(rest[type.size()]))) {
      out += engine == Engine::sqlite ? "INTEGER" : "BIGINT";
      i += type.size();
    } else if (rest.starts_with(table)) {
      out += engine == Engine::sqlite ? "STRICT, WITHOUT ROWID" : "";
      i += table.size();
    } else {
      out += line[i++];
    }
  }
  out += '\n';
}

using Applied = std::map<std::string, std::string, std::less<>>;  // name -> checksum

Applied applied_so_far(Admin& admin) {
  Applied out;
  for (const auto& row : admin.rows("SELECT name, checksum FROM schema_migration", {})) out.emplace(row.at(0), row.at(1));
  return out;
}

void refuse_foreign(const Applied& applied, std::span<const Migration> known) {
  for (const auto& [name, checksum] : applied) {
    const auto found = std::ranges::find(known, name, &Migration::name);
    if (found == known.end())
      throw Misconfigured(fmt::format("the database is newer than this program (it has {}): start the newer program, or restore the backup made before", name));
    if (found->checksum != checksum)
      throw Misconfigured(fmt::format("migration {} was changed after it was applied: use the program that made this database, or restore a backup", name));
  }
}

// SQLite without statistics takes the rows of one district for ten, and walks the whole district in the order of ids where an index
// names the few rows that are asked for. What is told here is true of every table, at every size: a district is all there is.
// The lists of matters are left as they are: they were tuned and measured at a million rows without it.
constexpr std::string_view sqlite_statistics = R"(
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat)
SELECT t.name, CASE WHEN i.origin = 'pk' AND t.wr = 1 THEN t.name ELSE i.name END,
       CASE WHEN i.columns = 1 AND i."unique" = 1 THEN '1000000 1'
            WHEN i."unique" = 1 THEN '1000000 1000000' || substr(' 9 8 7 6 5 5 5 5 5 5', 1, 2 * (i.columns - 2)) || ' 1'
            ELSE '1000000 1000000' || substr(' 9 8 7 6 5 5 5 5 5 5', 1, 2 * (i.columns - 1)) END
FROM (SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table') t
JOIN (SELECT l.name AS of_table, x.name, x.origin, x."unique", (SELECT COUNT(*) FROM pragma_index_info(x.name)) AS columns,
             (SELECT f.name FROM pragma_index_info(x.name) f WHERE f.seqno = 0) AS first
      FROM pragma_table_list l JOIN pragma_index_list(l.name) x WHERE l.schema = 'main' AND l.type = 'table') i ON i.of_table = t.name
WHERE i.first = 'district_id' AND t.name <> 'matters';
ANALYZE sqlite_schema;
)";

}  // namespace

std::vector<Migration> migrations_in_order(std::span<const base::EmbeddedFile> files) {
  std::vector<Migration> out;
  for (const base::EmbeddedFile& file : files) {
    if (file.path.empty()) continue;
    Migration m{migration_name(file.path), file.text(), base::sha256_hex(file.text())};
    if (floor_of(m.name) == floors.size()) throw Misconfigured(fmt::format("{}: no such floor", file.path));
    out.push_back(std::move(m));
  }
  std::ranges::sort(out, {}, [](const Migration& m) { return std::pair{floor_of(m.name), std::string_view(m.name)}; });
  for (std::size_t i = 1; i < out.size(); ++i) {
    const std::string_view a = out[i - 1].name, b = out[i].name;
    const std::size_t number_end = b.rfind('/') + 5;
    if (a.substr(0, number_end) == b.substr(0, number_end)) throw Misconfigured(fmt::format("{} and {} have the same number", a, b));
  }
  return out;
}

std::string migration_text(std::string_view common, Engine engine) {
  std::string out;
  enum class Block : std::uint8_t { both, sqlite, postgres } block = Block::both;
  while (!common.empty()) {
    const std::size_t end = std::min(common.find('\n'), common.size());
    const std::string_view line = common.substr(0, end);
    common.remove_prefix(std::min(end + 1, common.size()));
    if (line.starts_with("-- @sqlite")) block = Block::sqlite;
    else if (line.starts_with("-- @postgres")) block = Block::postgres;
    else if (line.starts_with("-- @end")) block = Block::both;
    else if (block == Block::both || (block == Block::sqlite) == (engine == Engine::sqlite)) append_replacing(out, line, engine);
  }
  return out;
}

int migrate(Store& store, std::span<const base::EmbeddedFile> files) {
  const std::vector<Migration> known = migrations_in_order(files);
  store.administer([&](Admin& admin) {
    admin.script(migration_text("CREATE TABLE IF NOT EXISTS schema_migration (name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL) /*@table*/;",
                                store.engine()));
    refuse_foreign(applied_so_far(admin), known);  // before anything is changed
  });
  int done = 0;
  for (const Migration& m : known) {
    store.administer([&](Admin& admin) {  // alone in the installation: ask again whether another program did it meanwhile
      const Applied applied = applied_so_far(admin);
      if (applied.contains(m.name)) return;
      try {
        admin.script(migration_text(m.text, store.engine()));
      } catch (const std::logic_error& e) {
        throw std::logic_error(fmt::format("migration {}: {}", m.name, e.what()));
      }
      (void)admin.rows("INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)", {m.name, m.checksum});
      ++done;
    });
  }
  if (store.engine() == Engine::sqlite)
    store.administer([&](Admin& admin) {
      if (done > 0 || admin.rows("SELECT name FROM sqlite_schema WHERE name = 'sqlite_stat1'", {}).empty()) admin.script(sqlite_statistics);
    });
  return done;
}

}  // namespace store
