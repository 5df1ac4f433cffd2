// A wall inside PostgreSQL: connections of one face work under a role that may do to the tables what is listed, and nothing else, so
// that a mistake in a public page finds no table of people to read. SQLite has one door for all: there the list is only kept, not held.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace store {

struct TableGrant {
  std::string table{};                  // or view
  std::string verbs{};                  // some of "select insert update delete"
  std::vector<std::string> columns{};   // what `select` shows; empty: all of a row
  std::string rows{};                   // a condition of SQL: which rows are there at all to read, change or delete; empty: every one
};

// Makes the role if it is missing and brings what it may do in this database to exactly these grants. Empty: it stands, and
// Options::role may name it. Otherwise one line that says what the server refuses and what its administrator runs. SQLite: empty.
[[nodiscard]] std::string grant_role(Store&, const std::string& role, std::span<const TableGrant>);

}  // namespace store
