// What a request of the public face touches below the rooms; the rooms say for themselves what they add (Room::public_tables).
// Not in it: persons, accounts, sign-ins, appointments, and every table that no public page needs.
#include "registry/room.hpp"

namespace registry {
namespace {

// The history of the one matter that a resident is shown (matters::show), and no other.
constexpr const char* shown_history = "subject_kind = 'matter' AND subject_id::text = current_setting('red.shown', true)";
constexpr const char* shown_words =
    "EXISTS (SELECT 1 FROM journal j WHERE j.district_id = journal_personal.district_id AND j.id = journal_personal.id)";

const std::vector<store::TableGrant>& of_the_house() {
  static const std::vector<store::TableGrant> tables{
      {.table = "districts", .verbs = "select"},
      {.table = "definitions", .verbs = "select"},
      {.table = "journal", .verbs = "select insert", .rows = shown_history},
      {.table = "journal_personal", .verbs = "select insert", .rows = shown_words},
      {.table = "journal_unsealed", .verbs = "insert"},
      {.table = "seals", .verbs = "select", .columns = {"district_id", "journal_id", "seq"}},
      {.table = "jobs", .verbs = "select insert update", .columns = {"district_id", "id", "kind", "dedupe_key", "state"}},
      {.table = "client_refs", .verbs = "select insert"},
      {.table = "dues", .verbs = "select insert update delete"},
      {.table = "facts", .verbs = "select insert"},
      {.table = "links", .verbs = "select insert"},
      {.table = "files", .verbs = "select update"},
      {.table = "areas", .verbs = "select"},
      {.table = "area_versions", .verbs = "select"},
      {.table = "area_lineage", .verbs = "select"},
      {.table = "territory_revisions", .verbs = "select"},
      {.table = "org_units", .verbs = "select"},
      {.table = "org_unit_versions", .verbs = "select"},
      {.table = "posts", .verbs = "select"},
      {.table = "people_revisions", .verbs = "select"},
      {.table = "workflow_clocks", .verbs = "select insert update"},
  };
  return tables;
}

}  // namespace

std::vector<store::TableGrant> public_tables(std::span<const Room* const> rooms) {
  std::vector<store::TableGrant> out = of_the_house();
  for (const Room* room : rooms) out.insert(out.end(), room->public_tables.begin(), room->public_tables.end());
  return out;
}

}  // namespace registry
