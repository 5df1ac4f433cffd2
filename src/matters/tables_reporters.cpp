#include "matters/tables_reporters.hpp"

#include "base/described/tables.hpp"
#include "store/statement.hpp"

DESCRIBE(matters::NearRow, "NearRow", FIELD(id), FIELD(report_number), FIELD(title), FIELD(place), FIELD(stage), FIELD(machine_version), FIELD(lon_e7),
         FIELD(lat_e7), FIELD(happened_at))

namespace matters {
namespace {

const store::Statement near{"matters.open_in_box",
    "SELECT id, report_number, title, place, stage, machine_version, lon_e7, lat_e7, happened_at FROM matters WHERE district_id = $1 AND category = $2"
    " AND closed_at IS NULL AND happened_at >= $3 AND lon_e7 >= $4 AND lon_e7 <= $5 AND lat_e7 >= $6 AND lat_e7 <= $7 ORDER BY happened_at DESC, id DESC LIMIT 200"};

}  // namespace

std::vector<ReporterRow> reporters(store::Session& s, base::DistrictId district, const std::vector<base::MatterId>& ids) {
  std::vector<ReporterRow> out;
  if (ids.empty()) return out;
  store::Composed text{"SELECT district_id, matter_id, name, phone, secret FROM matter_reporters WHERE district_id = $1 AND matter_id IN ("};
  std::vector<store::Arg> args{store::arg(district)};
  for (const base::MatterId id : ids) {
    text.text += (args.size() == 1 ? "$" : ", $") + std::to_string(args.size() + 1);
    args.push_back(store::arg(id));
  }
  text.text += ")";
  s.run(text, args, [&out](const store::Row& r) { out.push_back(r.as<ReporterRow>()); return true; });
  return out;
}

std::vector<NearRow> open_in_box(store::Session& s, base::DistrictId district, std::string_view category, base::Instant since, std::int64_t west_e7,
                                 std::int64_t east_e7, std::int64_t south_e7, std::int64_t north_e7) {
  return s.all<NearRow>(near, district, category, since, west_e7, east_e7, south_e7, north_e7);
}

}  // namespace matters
