#include "mechanisms/mine/tables.hpp"

#include "store/statement.hpp"

namespace mine {
namespace {

const store::Statement views{"mine.views",
    "SELECT id, name, screen, query FROM saved_views WHERE district_id = $1 AND person_id = $2 ORDER BY screen, name, id"};
const store::Statement view_insert{"mine.view_insert",
    "INSERT INTO saved_views (district_id, id, person_id, name, screen, query) VALUES ($1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (district_id, person_id, screen, name) DO UPDATE SET query = excluded.query"};
const store::Statement view_delete{"mine.view_delete", "DELETE FROM saved_views WHERE district_id = $1 AND person_id = $2 AND id = $3"};

}  // namespace

std::vector<SavedView> views_of(store::Session& s, base::DistrictId district, base::PersonId person) {
  return s.all<SavedView>(views, district, person);
}

void insert_view(store::Unit& unit, base::PersonId person, const SavedView& v) {
  unit.exec(view_insert, unit.district(), v.id, person, v.name, v.screen, v.query);
}

bool delete_view(store::Unit& unit, base::PersonId person, SavedViewId id) { return unit.exec(view_delete, unit.district(), person, id) == 1; }

}  // namespace mine
