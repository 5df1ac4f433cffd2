// What the weekly bulletin counts, from the spine's published view.
#include "mechanisms/callbacks/tables.hpp"
#include "base/described/tables.hpp"
#include "store/statement.hpp"

DESCRIBE(callbacks::WeekCounts, "CallbackWeekCounts", FIELD(community_id), FIELD(registered), FIELD(struck), FIELD(on_time), FIELD(late))
DESCRIBE(callbacks::HeldCounts, "CallbackHeldCounts", FIELD(community_id), FIELD(held))
DESCRIBE(callbacks::LateMatter, "CallbackLateMatter", FIELD(report_number), FIELD(title), FIELD(community_id), FIELD(unit_id), FIELD(due_at))

namespace callbacks {
namespace {

using store::Statement;

// One part for each index that a week is read by: what was registered, and what was struck off.
const Statement week_counts{"bulletin.week",
    "SELECT community_id, CAST(SUM(registered) AS BIGINT) AS registered, CAST(SUM(struck) AS BIGINT) AS struck, CAST(SUM(on_time) AS BIGINT) AS on_time,"
    " CAST(SUM(late) AS BIGINT) AS late FROM ("
    "SELECT COALESCE(v.community_id, 0) AS community_id, 1 AS registered, 0 AS struck, 0 AS on_time, 0 AS late FROM v_matters_loop v"
    " WHERE v.district_id = $1 AND v.registered_at >= $2 AND v.registered_at < $3"
    " UNION ALL SELECT COALESCE(w.community_id, 0), 0, 1, CASE WHEN w.on_time = 1 THEN 1 ELSE 0 END, CASE WHEN w.on_time = 0 THEN 1 ELSE 0 END FROM v_matters_loop w"
    " WHERE w.district_id = $1 AND w.closed_at >= $2 AND w.closed_at < $3 AND w.struck_off_at IS NOT NULL) every_part GROUP BY community_id ORDER BY community_id"};
const Statement held_counts{"bulletin.held",
    "SELECT COALESCE(v.community_id, 0) AS community_id, CAST(count(*) AS BIGINT) AS held FROM v_matters_loop v"
    " WHERE v.district_id = $1 AND v.closed_at IS NULL AND v.stage = 'on_hold' GROUP BY COALESCE(v.community_id, 0) ORDER BY 1"};
const Statement late_matters{"bulletin.late",
    "SELECT v.report_number, v.title, v.community_id, v.unit_id, v.due_at FROM v_matters_loop v"
    " WHERE v.district_id = $1 AND COALESCE(v.due_at, 9223372036854775807) < $2 AND v.closed_at IS NULL AND v.registered_at IS NOT NULL AND v.stage <> 'on_hold'"
    " AND (CAST($3 AS BIGINT) = 0 OR v.community_id = $3 OR v.subdistrict_id = $3) ORDER BY v.due_at, v.matter_id LIMIT $4"};

}  // namespace

std::vector<WeekCounts> week_of(store::Session& s, base::DistrictId district, base::Instant from, base::Instant to) {
  return s.all<WeekCounts>(week_counts, district, from, to);
}
std::vector<HeldCounts> held_now(store::Session& s, base::DistrictId district) { return s.all<HeldCounts>(held_counts, district); }
std::vector<LateMatter> late_now(store::Session& s, base::DistrictId district, base::Instant now, std::int64_t area, int limit) {
  return s.all<LateMatter>(late_matters, district, now, area, limit);
}

}  // namespace callbacks
