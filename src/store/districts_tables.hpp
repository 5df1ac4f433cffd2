// Statements of the districts table.
#pragma once
#include "store/districts.hpp"

namespace store::districts_sql {

extern const Statement all, by_code, by_id, by_prefix, insert, advance;

}  // namespace store::districts_sql
