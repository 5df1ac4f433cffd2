#include "mechanisms/rulebook/tables.hpp"

#include "store/statement.hpp"

namespace rulebook {
namespace {

using store::Statement;

const Statement versions("rulebook.machine_versions",
    "SELECT machine_version, count(*) FROM v_matters_open_rules WHERE district_id = $1 GROUP BY machine_version ORDER BY machine_version");
const Statement open_count("rulebook.open_matters", "SELECT count(*) FROM v_matters_open_rules WHERE district_id = $1");
// From the few that are open to their clocks, never through all clocks that ever ran.
#define OPEN_CLOCKS \
  " FROM v_matters_open_rules o JOIN v_workflow_live_clocks c ON c.district_id = o.district_id AND c.subject_kind = 'matter' AND c.subject_id = o.matter_id" \
  " WHERE o.district_id = $1"
const Statement groups("rulebook.clock_groups",
    "SELECT c.code, c.limit_version, c.limit_place, o.category, o.area_id, count(*)" OPEN_CLOCKS
    " AND c.limit_code = $2 GROUP BY c.code, c.limit_version, c.limit_place, o.category, o.area_id ORDER BY c.code, c.limit_place, o.category, o.area_id");
#define CLOCK_COLUMNS \
  "SELECT o.matter_id, o.report_number, o.title, c.code, c.started_at, c.due_at, c.limit_code, c.limit_version, c.limit_place, o.category, o.area_id," \
  " c.calendar, c.hours, c.calendar_version, c.hours_version"
const Statement of_group("rulebook.clocks_of_group", CLOCK_COLUMNS OPEN_CLOCKS
    " AND c.plain = 1 AND c.due_at IS NOT NULL AND c.limit_code = $2 AND c.code = $3 AND c.limit_version = $4 AND c.limit_place = $5 AND o.category = $6"
    " AND o.area_id = $7 ORDER BY o.matter_id DESC LIMIT $8");
const Statement by_times("rulebook.clocks_by_times", CLOCK_COLUMNS OPEN_CLOCKS
    " AND c.plain = 1 AND c.due_at IS NOT NULL AND (c.calendar = $2 OR c.hours = $2) ORDER BY o.matter_id DESC LIMIT $3");
const Statement used("rulebook.categories_in_use",
    "SELECT category, count(*) FROM v_matters_open_rules WHERE district_id = $1 GROUP BY category ORDER BY category");

LiveClock clock_of(const store::Row& r) {
  return {.matter = {r.integer(0)}, .report_number = std::string(r.text(1)), .title = std::string(r.text(2)), .clock = std::string(r.text(3)),
          .started_at = r.get<base::Instant>(4), .due_at = r.get<base::Instant>(5), .limit_code = std::string(r.text(6)), .limit_version = r.integer(7),
          .place = std::string(r.text(8)), .category = std::string(r.text(9)), .area = {r.integer(10)}, .calendar = std::string(r.text(11)),
          .hours = std::string(r.text(12)), .calendar_version = r.integer(13), .hours_version = r.integer(14)};
}

}  // namespace

std::vector<LiveVersion> machine_versions(store::Session& s, base::DistrictId district) {
  std::vector<LiveVersion> out;
  s.rows(versions, [&out](const store::Row& r) { out.push_back({r.integer(0), r.integer(1)}); return true; }, district);
  return out;
}
std::int64_t open_matters(store::Session& s, base::DistrictId district) { return s.value<std::int64_t>(open_count, district).value_or(0); }

std::vector<ClockGroup> clock_groups(store::Session& s, base::DistrictId district, std::string_view limit_code) {
  std::vector<ClockGroup> out;
  s.rows(groups, [&out](const store::Row& r) {
    out.push_back({std::string(r.text(0)), r.integer(1), std::string(r.text(2)), std::string(r.text(3)), {r.integer(4)}, r.integer(5)});
    return true;
  }, district, limit_code);
  return out;
}
std::vector<LiveClock> clocks_of_group(store::Session& s, base::DistrictId district, std::string_view limit_code, const ClockGroup& g, int limit) {
  std::vector<LiveClock> out;
  s.rows(of_group, [&out](const store::Row& r) { out.push_back(clock_of(r)); return true; }, district, limit_code, g.clock, g.limit_version, g.place, g.category,
         g.area, limit);
  return out;
}
std::vector<LiveClock> clocks_by_times(store::Session& s, base::DistrictId district, std::string_view code, int limit) {
  std::vector<LiveClock> out;
  s.rows(by_times, [&out](const store::Row& r) { out.push_back(clock_of(r)); return true; }, district, code, limit);
  return out;
}
std::vector<CategoryUse> categories_in_use(store::Session& s, base::DistrictId district) {
  std::vector<CategoryUse> out;
  s.rows(used, [&out](const store::Row& r) { out.push_back({std::string(r.text(0)), r.integer(1)}); return true; }, district);
  return out;
}

}  // namespace rulebook
