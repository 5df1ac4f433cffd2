// The one table that the store's own tests write to.
#pragma once
#include <atomic>
#include <optional>
#include <string>

#include "store/testing.hpp"

namespace things {

struct Thing {
  base::DistrictId district_id{};
  std::int64_t id{};
  std::string name{};
  std::int64_t amount{};
  std::optional<std::string> note{};
  bool operator==(const Thing&) const = default;
};

inline const store::Statement insert_thing{"test.things.insert", "INSERT INTO things (district_id, id, name, amount, note) VALUES ($1, $2, $3, $4, $5)"};
inline const store::Statement all_things{"test.things.all", "SELECT * FROM things WHERE district_id = $1 ORDER BY id"};
inline const store::Statement thing_named{"test.things.named", "SELECT * FROM things WHERE name = $2 AND district_id = $1"};
inline const store::Statement count_things{"test.things.count", "SELECT count(*) FROM things WHERE district_id = $1"};
inline const store::Statement note_of{"test.things.note", "SELECT note FROM things WHERE district_id = $1 AND id = $2"};
inline const store::Statement name_of_any{"test.things.name", "SELECT name FROM things WHERE district_id = $1"};
inline const store::Statement amount_of{"test.things.amount", "SELECT amount FROM things WHERE district_id = $1 AND name = $2"};
inline const store::Statement set_amount{"test.things.set_amount", "UPDATE things SET amount = $3 WHERE district_id = $1 AND name = $2"};

inline void make_table(store::testing::Bed& bed) {
  const std::string type = bed.store().engine() == store::Engine::sqlite ? "INTEGER" : "BIGINT";
  bed.store().script("CREATE TABLE things (district_id " + type + " NOT NULL, id " + type + " NOT NULL, name TEXT NOT NULL, amount " + type +
                     " NOT NULL CHECK (amount >= 0), note TEXT, PRIMARY KEY (district_id, id), UNIQUE (district_id, name))");
}
inline std::int64_t count(store::testing::Bed& bed) {
  return bed.store().read([&](store::Session& s) { return s.value<std::int64_t>(count_things, bed.district()).value(); });
}

}  // namespace things

DESCRIBED(things::Thing)
