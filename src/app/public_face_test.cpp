// What the public face may never see, written from the domain and not from the rooms' own lists: whoever opens a table of people, of the Party
// or of anybody's work to residents' pages meets this test. PostgreSQL holds the same: asked of the server, privilege by privilege.
#include <set>

#include "registry/room.hpp"
#include "store/testing.hpp"

namespace {

std::vector<store::TableGrant> opened() { return registry::public_tables(registry::all_rooms()); }

// A personal column that a resident's page reads all the same, and why.
struct Needed { std::string_view table, column, why; };
constexpr Needed needed[] = {
    {"matter_reporters", "name", "of the one matter whose link is shown"},
    {"matter_reporters", "phone", "number and telephone open a fresh link to that one matter"},
    {"matter_questions", "answer", "the reporter's own, of that one matter"},
    {"journal_personal", "body", "the reporter's own words, of that one matter"},
    {"journal_personal", "on_behalf_of", "stands in the same row"},
    {"matters", "description", "the reporter's own move loads the matter"},
};
bool is_needed(std::string_view table, std::string_view column) {
  return std::ranges::any_of(needed, [&](const Needed& n) { return n.table == table && n.column == column; });
}
bool reads(const store::TableGrant& g, std::string_view column) {
  return g.verbs.find("select") != std::string::npos && (g.columns.empty() || std::ranges::find(g.columns, column) != g.columns.end());
}

const store::Statement privileges{"test.privileges", "SELECT '' AS t, '' AS c",
    "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v')"
    " AND a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege($1, c.oid, a.attname, 'SELECT') ORDER BY 1, 2"};

TEST_CASE("no room opens a personal column to residents' pages that they do not need") {
  const auto all = opened();
  for (const registry::Room* room : registry::all_rooms())
    for (const registry::DataClass& each : room->data_classes)
      for (const store::TableGrant& grant : all)
        if (grant.table == each.table && reads(grant, each.column)) CHECK_MESSAGE(is_needed(each.table, each.column), each.table << "." << each.column);
  for (const Needed& n : needed)   // and where rows of others lie beside, only the shown one is there
    if (n.table != "matters") CHECK_MESSAGE(std::ranges::any_of(all, [&](const store::TableGrant& g) { return g.table == n.table && !g.rows.empty(); }), n.table);
}

TEST_CASE("residents' pages change and remove nothing of people, of the Party, or of anybody's sign-in, and read none of it") {
  // By the words with which such tables begin; structure without persons (units, posts) is no secret.
  constexpr std::string_view closed[] = {"persons", "accounts", "appointments", "deputies", "login_", "known_devices", "claims", "grid_worker", "worker_", "trainings", "recruitments",
                                         "network_", "talk_", "team", "crew_", "party", "org_import", "imports", "import_", "list_export", "saved_views", "follows", "erasures",
                                         "callback_exclusions", "rate_period", "assigned_", "whistle", "campaign", "paper_templates", "sample_"};
  constexpr std::string_view read_only[] = {"districts", "definitions", "areas", "area_", "territory_", "org_units", "org_unit_versions", "posts", "people_revisions", "papers", "seals", "programmes", "project"};
  // Which matter came from which task: no person in it; a matter that a resident reopens is open there again.
  constexpr std::string_view followed[] = {"crew_findings", "joint_operation_findings"};
  for (const store::TableGrant& g : opened()) {
    if (std::ranges::find(followed, g.table) == std::end(followed))
      for (const std::string_view word : closed) CHECK_MESSAGE(!g.table.starts_with(word), g.table);
    for (const std::string_view word : read_only)
      if (g.table.starts_with(word)) CHECK_MESSAGE(g.verbs == "select", g.table << " " << g.verbs);
    CHECK_MESSAGE((g.table != "journal" || g.verbs == "select insert"), "history is added to, never changed");
  }
}

TEST_CASE("the server refuses what no room opened [postgres]") {
  if (!store::testing::postgres_here()) return;
  store::testing::Bed bed(store::Engine::postgres);
  REQUIRE(store::grant_role(bed.store(), registry::public_role, opened()) == "");
  std::set<std::pair<std::string, std::string>> seen;
  bed.store().read([&](store::Session& s) { s.rows(privileges, [&](const store::Row& r) { return seen.emplace(r.text(0), r.text(1)), true; }, registry::public_role); });
  CHECK(seen.contains({"districts", "code"}));
  CHECK(seen.contains({"papers", "number"}));
  CHECK_FALSE(seen.contains({"papers", "content"}));
  for (const auto& [table, column] : seen)
    CHECK_MESSAGE(std::ranges::any_of(opened(), [&](const store::TableGrant& g) { return g.table == table && reads(g, column); }), table << "." << column);
  const auto face = bed.open_again({.connections = 2, .role = registry::public_role});
  for (const char* table : {"persons", "accounts", "appointments", "deputies", "login_sessions", "grid_workers", "worker_applications", "network_units", "saved_views"})
    CHECK_THROWS_WITH(face->read([&](store::Session& s) { s.run(store::Composed{std::string("SELECT * FROM ") + table}, {}, [](const store::Row&) { return true; }); }),
                      doctest::Contains("permission denied"));
  // Rows of others are not there, though the table is open.
  bed.store().script("INSERT INTO journal_personal (district_id, id, salt, on_behalf_of, body) VALUES (1, 1, 's', '', '{}')");
  std::int64_t others = -1;
  face->read([&](store::Session& s) {
    s.run(store::Composed{"SELECT count(*) FROM journal_personal"}, {}, [&others](const store::Row& r) { return others = r.integer(0), true; });
  });
  CHECK(others == 0);
}

}  // namespace
