#include "store/districts.hpp"

#include "base/text.hpp"
#include "base/time.hpp"
#include "store/districts_tables.hpp"

namespace store {
namespace {

constexpr base::Duration advance_max = base::hours(24 * 366);
constexpr std::string_view prefix_letters = "23456789abcdefghjkmnpqrstuvwxyz";  // no look-alikes

bool is_code(std::string_view code) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  return code.size() >= 2 && code.size() <= 32 && small(code.front()) &&
         std::ranges::all_of(code, [&](char c) { return small(c) || (c >= '0' && c <= '9') || c == '_'; });
}

base::Done check(const District& district) {
  base::Error error{.code = base::ErrorCode::invalid, .reason = "store.district_invalid"};
  if (!is_code(district.code)) error.errors.push_back({"/code", "store.district_code"});
  if (base::trimmed(district.name_zh).empty()) error.errors.push_back({"/name_zh", "base.missing"});
  if (base::trimmed(district.name_en).empty()) error.errors.push_back({"/name_en", "base.missing"});
  if (!base::Zone::named(district.time_zone)) error.errors.push_back({"/time_zone", "base.time_zone_unknown", {{"zone", district.time_zone}}});
  if (!district.token_prefix.empty() && district.token_prefix.size() != 3) error.errors.push_back({"/token_prefix", "store.district_prefix"});
  if (!error.errors.empty()) return std::unexpected(std::move(error));
  return {};
}

std::unexpected<base::Error> taken(std::string path, std::string reason, const std::string& word) {
  base::Error error{.code = base::ErrorCode::invalid, .reason = "store.district_invalid"};
  error.errors.push_back({std::move(path), std::move(reason), {{"word", word}}});
  return std::unexpected(std::move(error));
}

std::string new_prefix(Unit& unit) {
  for (;;) {
    std::string prefix;
    for (int i = 0; i < 3; ++i) prefix += prefix_letters[unit.random().below(prefix_letters.size())];
    if (!district_by_token_prefix(unit, prefix)) return prefix;
  }
}

}  // namespace

std::vector<District> districts(Session& s) { return s.all<District>(districts_sql::all); }
std::optional<District> district_by_code(Session& s, std::string_view code) { return s.one<District>(districts_sql::by_code, code); }
std::optional<District> district_by_id(Session& s, base::DistrictId id) { return s.one<District>(districts_sql::by_id, id); }
std::optional<District> district_by_token_prefix(Session& s, std::string_view prefix) { return s.one<District>(districts_sql::by_prefix, prefix); }

base::Result<District> create_district(Store& store, const District& wanted) {
  TRY_DO(check(wanted));
  return store.write(Work{}, [&](Unit& unit) -> base::Result<District> {
    District made = wanted;
    if (!made.id) made.id = unit.make<base::DistrictId>();
    if (made.token_prefix.empty()) made.token_prefix = new_prefix(unit);
    if (district_by_code(unit, made.code)) return taken("/code", "store.district_code_taken", made.code);
    if (district_by_token_prefix(unit, made.token_prefix)) return taken("/token_prefix", "store.district_prefix_taken", made.token_prefix);
    unit.insert(districts_sql::insert, made);
    return made;
  });
}

base::Done advance_clock(Store& store, base::DistrictId district, base::Duration by, base::Instant real_now) {
  if (by.micros <= 0 || by > advance_max) return base::fail(base::ErrorCode::invalid, "store.clock_step");
  const Work work{.moment = {district, real_now, real_now}};
  return store.write(work, [&](Unit& unit) -> base::Done {
    if (unit.exec(districts_sql::advance, district, by.micros) == 1) return {};
    return base::fail(base::ErrorCode::forbidden, "store.clock_not_demo");
  });
}

base::Instant district_now(const District& district, base::Instant real_now) {
  const base::Duration offset{district.clock_offset_micros};
  return district.clock_fixed ? base::Instant{} + offset : real_now + offset;
}

}  // namespace store
