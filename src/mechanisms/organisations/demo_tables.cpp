#include "mechanisms/organisations/demo_tables.hpp"

namespace organisations {
namespace {

const store::Statement read_everybody{
    "organisations.everybody_in_post",
    "SELECT post_id, person_id FROM appointments WHERE district_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) ORDER BY id"};

}  // namespace

std::map<base::PostId, std::vector<base::PersonId>> everybody_in_post(store::Session& s, base::DistrictId district, base::CivilDate day) {
  std::map<base::PostId, std::vector<base::PersonId>> out;
  s.rows(read_everybody, [&](const store::Row& r) {
    out[r.get<base::PostId>(0)].push_back(r.get<base::PersonId>(1));
    return true;
  }, district, day);
  return out;
}

}  // namespace organisations
