// The SQL of store/districts.hpp.
#include "store/districts_tables.hpp"

#include "base/described/tables.hpp"

DESCRIBE(store::District, "District", FIELD(id), FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(time_zone), FIELD(token_prefix), FIELD(demo),
         FIELD(clock_offset_micros), FIELD(clock_fixed), FIELD(epoch))

namespace store::districts_sql {

const Statement all{"store.districts.all", "SELECT * FROM districts ORDER BY code"};
const Statement by_code{"store.districts.by_code", "SELECT * FROM districts WHERE code = $1"};
const Statement by_id{"store.districts.by_id", "SELECT * FROM districts WHERE id = $1"};
const Statement by_prefix{"store.districts.by_prefix", "SELECT * FROM districts WHERE token_prefix = $1"};
const Statement insert{"store.districts.insert",
                       "INSERT INTO districts (id, code, name_zh, name_en, time_zone, token_prefix, demo, clock_offset_micros, clock_fixed, epoch) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
const Statement advance{"store.districts.advance",
                        "UPDATE districts SET clock_offset_micros = clock_offset_micros + $2 WHERE id = $1 AND demo = 1 AND clock_fixed = 0"};

}  // namespace store::districts_sql
