// Held matters whose day of review has come and that nobody sees yet: few rows, by their own index.
#include "matters/tables.hpp"
#include "matters/review.hpp"
#include "store/statement.hpp"

namespace matters {
namespace {

const store::Statement to_review{"matters.to_review",
    "SELECT m.id FROM matters m WHERE m.district_id = $1 AND m.review_on IS NOT NULL AND m.review_on <= $2 AND m.stage = 'on_hold' AND m.id > $3"
    " AND NOT EXISTS (SELECT 1 FROM dues d WHERE d.district_id = m.district_id AND d.subject_kind = 'matter' AND d.subject_id = m.id"
    " AND d.kind = 'matter.on_hold' AND d.bucket = 'waiting_for_me') ORDER BY m.id LIMIT $4"};

}  // namespace

std::vector<base::MatterId> held_to_review(store::Session& s, base::DistrictId district, base::CivilDate today, base::MatterId after, int limit) {
  std::vector<base::MatterId> out;
  s.rows(to_review, [&](const store::Row& r) { out.push_back(r.get<base::MatterId>(0)); return true; }, district, today, after, limit);
  return out;
}

}  // namespace matters
