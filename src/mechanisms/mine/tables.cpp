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

const store::Statement follows{"mine.follows",
    "SELECT id, subject_kind, subject_id, reason, since FROM follows WHERE district_id = $1 AND person_id = $2 ORDER BY since DESC, id DESC LIMIT $3"};
const store::Statement follow_insert{"mine.follow_insert",
    "INSERT INTO follows (district_id, id, person_id, subject_kind, subject_id, reason, since) VALUES ($1, $2, $3, $4, $5, $6, $7)"
    " ON CONFLICT (district_id, person_id, subject_kind, subject_id) DO UPDATE SET since = follows.since"};  // PostgreSQL need not wait for how many
const store::Statement follow_delete{"mine.follow_delete", "DELETE FROM follows WHERE district_id = $1 AND person_id = $2 AND id = $3"};

const store::Statement views_over{"mine.views_over",
    "UPDATE saved_views SET person_id = $3 WHERE district_id = $1 AND person_id = $2 AND NOT EXISTS (SELECT 1 FROM saved_views o WHERE o.district_id = $1 AND"
    " o.person_id = $3 AND o.screen = saved_views.screen AND o.name = saved_views.name)"};
const store::Statement views_gone{"mine.views_gone", "DELETE FROM saved_views WHERE district_id = $1 AND person_id = $2"};
const store::Statement follows_gone{"mine.follows_gone", "DELETE FROM follows WHERE district_id = $1 AND person_id = $2"};

}  // namespace

std::vector<SavedView> views_of(store::Session& s, base::DistrictId district, base::PersonId person) {
  return s.all<SavedView>(views, district, person);
}

void give_away(store::Unit& unit, base::PersonId from, base::PersonId to) {
  if (to) unit.exec(views_over, unit.district(), from, to);
  unit.exec(views_gone, unit.district(), from);
  unit.exec(follows_gone, unit.district(), from);
}

void insert_view(store::Unit& unit, base::PersonId person, const SavedView& v) {
  unit.exec(view_insert, unit.district(), v.id, person, v.name, v.screen, v.query);
}

bool delete_view(store::Unit& unit, base::PersonId person, SavedViewId id) { return unit.exec(view_delete, unit.district(), person, id) == 1; }

std::vector<FollowRow> follows_of(store::Session& s, base::DistrictId district, base::PersonId person) {
  return s.all<FollowRow>(follows, district, person, follows_shown_max);
}

void insert_follow(store::Unit& unit, base::PersonId person, const FollowRow& f) {
  unit.exec(follow_insert, unit.district(), f.id, person, f.subject_kind, f.subject_id, f.reason, f.since);
}

bool delete_follow(store::Unit& unit, base::PersonId person, FollowId id) { return unit.exec(follow_delete, unit.district(), person, id) == 1; }

}  // namespace mine
