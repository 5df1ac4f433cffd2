// The reporter as call-backs and the resident's window need it: masked, revealed with a journal row, and open matters nearby without
// anything personal.
#include <algorithm>
#include <cmath>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "matters/api.hpp"
#include "matters/context.hpp"
#include "matters/events.hpp"
#include "matters/intake.hpp"
#include "matters/rulebook.hpp"
#include "matters/rules.hpp"
#include "matters/tables.hpp"
#include "matters/tables_reporters.hpp"
#include "store/districts.hpp"

namespace matters {

std::map<base::MatterId, ReporterContact> reporters_masked(store::Session& s, base::DistrictId district, const std::vector<base::MatterId>& ids) {
  std::map<base::MatterId, ReporterContact> out;
  for (const ReporterRow& row : reporters(s, district, ids)) {
    ReporterContact contact{.secret = row.secret};
    if (row.name) contact.name_masked = base::masked_name(*row.name);
    if (row.phone) contact.phone_masked = base::MaskedPhone(*row.phone);
    out.emplace(row.matter_id, std::move(contact));
  }
  return out;
}

base::Result<RevealedReporter> reveal_reporter(registry::House& house, store::Unit& unit, base::MatterId id, std::string reason) {
  const auto m = matter(unit, unit.district(), id);
  const auto who = reporter(unit, unit.district(), id);
  if (!m || !who || (!who->name && !who->phone)) return base::fail(base::ErrorCode::not_found, "matters.no_reporter");
  TRY_DO(record(house, unit, *m, "matter.unmasked", described::to_json(UnmaskedBody{std::move(reason)})));
  return RevealedReporter{who->name.value_or(""), who->phone ? who->phone->reveal() : std::string{}};
}

base::Result<std::vector<NearbyMatter>> nearby_open(registry::House& house, store::Session& s, const store::Moment& moment, double longitude, double latitude,
                                                    std::string_view category, std::int64_t metres_max, int limit) {
  // A box first, then the distance on the ground; a degree of latitude is 111 195 m.
  const double metres = static_cast<double>(metres_max), per_lat = 111'195.0, per_lon = per_lat * std::max(0.01, std::cos(latitude * 3.14159265358979323846 / 180));
  const auto e7 = [](double degrees) { return static_cast<std::int64_t>(std::llround(degrees * 1e7)); };
  std::vector<NearbyMatter> out;
  const auto rows = open_in_box(s, moment.district, category, moment.now - base::hours(24 * 60), e7(longitude - metres / per_lon), e7(longitude + metres / per_lon),
                                e7(latitude - metres / per_lat), e7(latitude + metres / per_lat));
  for (const NearRow& m : rows) {
    const double dx = (static_cast<double>(m.lon_e7) / 1e7 - longitude) * per_lon, dy = (static_cast<double>(m.lat_e7) / 1e7 - latitude) * per_lat;
    const auto away = static_cast<std::int64_t>(std::llround(std::sqrt(dx * dx + dy * dy)));
    if (away > metres_max) continue;
    NearbyMatter near{.id = m.id, .report_number = m.report_number, .title = m.title, .place = m.place, .happened_at = m.happened_at, .metres = away};
    TRY(machine, machine_of(house, s, moment.district, m.machine_version));
    if (const workflow::Stage* stage = machine->stage(m.stage)) near.stage_zh = stage->zh, near.stage_en = stage->en;
    out.push_back(std::move(near));
    if (static_cast<int>(out.size()) == limit) break;
  }
  return out;
}

base::Result<std::string> follow(registry::Call& call, base::MatterId id) {
  return call.house.store.write(call.work(), [&](store::Unit& unit) -> base::Result<std::string> {
    const auto m = matter(unit, unit.district(), id);
    if (!m || m->closed_at) return base::fail(base::ErrorCode::not_found, "matters.no_such_matter");
    const auto district = store::district_by_id(unit, unit.district());
    ASSERT(district.has_value());
    const std::string token = new_token(district->token_prefix, unit);
    insert_link(unit, id, token_hash(token), /*follows=*/true);
    return token;
  });
}

}  // namespace matters
