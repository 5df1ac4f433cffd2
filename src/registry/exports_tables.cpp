#include "registry/exports_tables.hpp"

namespace registry {
namespace {

const store::Statement put{"registry.put_export_part",
                           "INSERT INTO list_export_parts (district_id, job_id, part, made_at, body) VALUES ($1, $2, $3, $4, $5) "
                           "ON CONFLICT (district_id, job_id, part) DO NOTHING"};
const store::Statement all{"registry.export_parts", 
                           "SELECT body FROM list_export_parts WHERE district_id = $1 AND job_id = $2 AND part >= $3 ORDER BY part LIMIT $4"};
const store::Statement drop{"registry.drop_exports", "DELETE FROM list_export_parts WHERE district_id = $1 AND made_at < $2"};

}  // namespace

void put_export_part(store::Unit& u, base::JobId job, std::int64_t part, std::string_view body) { u.exec(put, u.district(), job, part, u.now(), body); }
void export_parts(store::Session& s, base::DistrictId district, base::JobId job, std::int64_t from, std::int64_t limit,
                  const std::function<void(std::string_view body)>& each) {
  s.rows(all, [&](const store::Row& r) { return each(r.text(0)), true; }, district, job, from, limit);
}
void drop_exports_before(store::Unit& u, base::Instant before) { u.exec(drop, u.district(), before); }

}  // namespace registry
