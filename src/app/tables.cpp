#include "app/tables.hpp"

#include <fmt/format.h>

#include "base/described/json_text.hpp"
#include "store/migrate.hpp"

namespace app {

namespace {

// Without meaning for what the district is: how rows were sealed, who is signed in, what works at the moment.
constexpr std::string_view left_out[] = {"districts", "seals", "daily_heads", "leases", "login_sessions", "login_attempts", "known_devices", "claims",
                                         "client_refs", "journal_unsealed", "jobs", "schema_migration", "territory_revisions", "people_revisions"};

struct Column {
  std::string name{};
  bool is_text{};
  int key{};  // place in the primary key; 0: not in it
};
using Tables = std::map<std::string, std::vector<Column>>;

bool secret(std::string_view column) {
  return column.find("hash") != std::string_view::npos || column.find("salt") != std::string_view::npos || column.find("token") != std::string_view::npos;
}

// From lines such as "matters.title TEXT null:0 key:0".
Tables tables_of(store::Store& store) {
  Tables out;
  for (const std::string& line : store::schema_columns(store)) {
    const std::size_t dot = line.find('.');
    const std::size_t space = line.find(' ', dot);
    const std::size_t key = line.rfind("key:");
    const std::string table = line.substr(0, dot);
    if (std::find(std::begin(left_out), std::end(left_out), table) != std::end(left_out)) continue;
    Column c{.name = line.substr(dot + 1, space - dot - 1), .is_text = line.compare(space + 1, 4, "TEXT") == 0};
    std::from_chars(line.data() + key + 4, line.data() + line.size(), c.key);
    if (!secret(c.name)) out[table].push_back(std::move(c));
  }
  std::erase_if(out, [](const auto& table) {
    return std::none_of(table.second.begin(), table.second.end(), [](const Column& c) { return c.name == "district_id"; });
  });
  return out;
}

store::Composed statement_for(const std::string& table, const std::vector<Column>& columns) {
  std::string names;
  for (const Column& c : columns) names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", c.name);
  std::vector<Column> key;
  std::copy_if(columns.begin(), columns.end(), std::back_inserter(key), [](const Column& c) { return c.key > 0; });
  std::sort(key.begin(), key.end(), [](const Column& a, const Column& b) { return a.key < b.key; });
  std::string order;
  for (const Column& c : key) order += fmt::format("{}\"{}\"", order.empty() ? " ORDER BY " : ", ", c.name);
  return {fmt::format("SELECT {} FROM \"{}\" WHERE district_id = $1{}", names, table, order)};
}

std::string line_of(const std::string& table, const std::vector<Column>& columns, const store::Row& row) {
  std::string out = "{\"table\":";
  described::put_string(out, table);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column& c = columns[i];
    if (c.name == "district_id") continue;
    described::put_key(out, c.name, /*first=*/false);
    if (row.null(static_cast<int>(i))) out += "null";
    else if (c.is_text) described::put_string(out, row.text(static_cast<int>(i)));
    else described::put_integer(out, row.integer(static_cast<int>(i)));
  }
  return out + "}";
}

}  // namespace

std::int64_t canonical_export(store::Store& store, base::DistrictId district, const std::function<void(std::string_view)>& write) {
  const Tables tables = tables_of(store);
  std::int64_t rows = 0;
  store.read([&](store::Session& s) {
    for (const auto& [table, columns] : tables) {
      s.run(statement_for(table, columns), {store::arg(district)}, [&](const store::Row& row) {
        write(line_of(table, columns, row));
        ++rows;
        return true;
      });
    }
  });
  return rows;
}

bool has_table(store::Store& store, const std::string& name) {
  bool found = false;
  store.administer([&](store::Admin& admin) {
    found = !admin.rows(store.engine() == store::Engine::sqlite ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1"
                                                                : "SELECT 1 FROM pg_class WHERE oid = to_regclass($1)", {name}).empty();
  });
  return found;
}

void shift_demo_clocks(store::Store& store, base::Duration by) {
  store.script(fmt::format("UPDATE districts SET clock_offset_micros = clock_offset_micros + ({}) WHERE demo = 1", by.micros));
}

}  // namespace app
