#include "registry/exports_tables.hpp"

namespace registry {
namespace {

const store::Statement put{"registry.put_export_part",
                           "INSERT INTO list_export_parts (district_id, job_id, part, made_at, body) VALUES ($1, $2, $3, $4, $5) "
                           "ON CONFLICT (district_id, job_id, part) DO NOTHING"};
const store::Statement all{"registry.export_parts", "SELECT body FROM list_export_parts WHERE district_id = $1 AND job_id = $2 ORDER BY part"};
const store::Statement drop{"registry.drop_exports", "DELETE FROM list_export_parts WHERE district_id = $1 AND made_at < $2"};

}  // namespace

void put_export_part(store::Unit& u, base::JobId job, std::int64_t part, std::string_view body) { u.exec(put, u.district(), job, part, u.now(), body); }
std::vector<std::string> export_parts(store::Session& s, base::DistrictId district, base::JobId job) {
  std::vector<std::string> out;
  s.rows(all, [&](const store::Row& r) { out.push_back(r.get<std::string>(0)); return true; }, district, job);
  return out;
}
void drop_exports_before(store::Unit& u, base::Instant before) { u.exec(drop, u.district(), before); }

}  // namespace registry
