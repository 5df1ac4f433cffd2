#include "mechanisms/talks/tables.hpp"

namespace talks {
namespace {

using store::Statement;

#define TEAM_COLUMNS \
    "SELECT id, name, org_unit_id, formed_on, version FROM talk_teams"
#define PAIRING_COLUMNS \
    "SELECT id, team_id, community_id, valid_from, valid_to FROM talk_pairings"
#define VISIT_COLUMNS \
    "SELECT id, team_id, community_id, subdistrict_id, grid_id, visited_on, began_at, ended_at, residents, summary, exception_reason, slots, " \
    "entered_by FROM talk_visits"
#define ITEM_COLUMNS \
    "SELECT id, visit_id, team_id, team_unit_id, community_id, subdistrict_id, said_on, kind, category, words, promise, owner_unit_id, owner_post, due_on, " \
    "state, done_on, result, opened_kind, opened_id, wants_answer, speaker_name, speaker_phone, reply_due_on, replied_at, " \
    "replied_by, reply_how, reply_words, version FROM talk_items"
const Statement team_all{"talks.teams", TEAM_COLUMNS " WHERE district_id = $1 ORDER BY name, id"};
const Statement team_one{"talks.team", TEAM_COLUMNS " WHERE district_id = $1 AND id = $2"};
const Statement team_insert{"talks.team_insert",
    "INSERT INTO talk_teams (id, name, org_unit_id, formed_on, version, district_id) VALUES ($1, $2, $3, $4, $5, $6)"};
const Statement pairing_all{"talks.pairings", PAIRING_COLUMNS " WHERE district_id = $1 ORDER BY community_id, id"};
const Statement pairing_one{"talks.pairing", PAIRING_COLUMNS " WHERE district_id = $1 AND id = $2"};
const Statement pairing_insert{"talks.pairing_insert",
    "INSERT INTO talk_pairings (id, team_id, community_id, valid_from, valid_to, district_id) VALUES ($1, $2, $3, $4, $5, $6)"};
const Statement visit_one{"talks.visit", VISIT_COLUMNS " WHERE district_id = $1 AND id = $2"};
const Statement visit_insert{"talks.visit_insert",
    "INSERT INTO talk_visits (id, team_id, community_id, subdistrict_id, grid_id, visited_on, began_at, ended_at, residents, summary, "
    "exception_reason, slots, entered_by, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const Statement item_all{"talks.items", ITEM_COLUMNS " WHERE district_id = $1 ORDER BY id"};
const Statement item_promised{"talks.open_promises", ITEM_COLUMNS " WHERE district_id = $1 AND state = 'open' AND community_id = $2 AND promise <> '' AND opened_kind = '' ORDER BY id"};
const Statement item_one{"talks.item", ITEM_COLUMNS " WHERE district_id = $1 AND id = $2"};
const Statement item_insert{"talks.item_insert",
    "INSERT INTO talk_items (id, visit_id, team_id, team_unit_id, community_id, subdistrict_id, said_on, kind, category, words, promise, owner_unit_id, "
    "owner_post, due_on, state, done_on, result, opened_kind, opened_id, wants_answer, speaker_name, speaker_phone, "
    "reply_due_on, replied_at, replied_by, reply_how, reply_words, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, "
    "$8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)"};
const Statement team_by_name{"talks.team_by_name", "SELECT id FROM talk_teams WHERE district_id = $1 AND name = $2"};
const Statement member_all{"talks.members", "SELECT team_id, person_id FROM talk_members WHERE district_id = $1 ORDER BY team_id, person_id"};
const Statement member_of{"talks.members_of", "SELECT person_id FROM talk_members WHERE district_id = $1 AND team_id = $2 ORDER BY person_id"};
const Statement member_team{"talks.team_of_person", "SELECT team_id FROM talk_members WHERE district_id = $1 AND person_id = $2 ORDER BY team_id DESC LIMIT 1"};
const Statement member_insert{"talks.member_insert", "INSERT INTO talk_members (district_id, team_id, person_id) VALUES ($1, $2, $3)"};
const Statement member_count{"talks.count_members", "SELECT COUNT(DISTINCT person_id) FROM talk_members WHERE district_id = $1"};
const Statement pairing_end{"talks.pairing_end", "UPDATE talk_pairings SET valid_to = $3 WHERE district_id = $1 AND id = $2"};
const Statement member_delete{"talks.member_delete", "DELETE FROM talk_members WHERE district_id = $1 AND team_id = $2 AND person_id = $3"};
const Statement pairing_of{"talks.pairings_of", PAIRING_COLUMNS " WHERE district_id = $1 AND team_id = $2 ORDER BY valid_from, id"};
const Statement team_counts{"talks.count_teams",
    "SELECT t.id, (SELECT COUNT(*) FROM talk_members m WHERE m.district_id = t.district_id AND m.team_id = t.id), "
    "(SELECT COUNT(*) FROM talk_visits v WHERE v.district_id = t.district_id AND v.team_id = t.id AND v.visited_on >= $2), "
    "(SELECT COUNT(*) FROM talk_visits v WHERE v.district_id = t.district_id AND v.team_id = t.id AND v.visited_on >= $3) "
    "FROM talk_teams t WHERE t.district_id = $1 ORDER BY t.id"};
const Statement place_counts{"talks.count_places",
    "SELECT community_id, SUM(CASE WHEN visited_on >= $2 THEN 1 ELSE 0 END), SUM(CASE WHEN visited_on >= $3 THEN 1 ELSE 0 END), MAX(visited_on) "
    "FROM talk_visits WHERE district_id = $1 GROUP BY community_id"};
const Statement place_open{"talks.open_by_place", "SELECT community_id, COUNT(*) FROM talk_items WHERE district_id = $1 AND state = 'open' GROUP BY community_id"};
const Statement visit_sums{"talks.sum_visits",
    "SELECT community_id, slots, COUNT(*), CAST(SUM(residents) AS BIGINT) FROM talk_visits WHERE district_id = $1 AND visited_on >= $2 AND visited_on <= $3 GROUP BY community_id, slots"};
const Statement item_sums{"talks.sum_items",
    "SELECT community_id, kind, category, COUNT(*), SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END), SUM(CASE WHEN promise <> '' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN promise <> '' AND state = 'done' AND done_on <= due_on THEN 1 ELSE 0 END), CAST(SUM(wants_answer) AS BIGINT), "
    "SUM(CASE WHEN wants_answer = 1 AND replied_at IS NOT NULL THEN 1 ELSE 0 END) "
    "FROM talk_items WHERE district_id = $1 AND said_on >= $2 AND said_on <= $3 GROUP BY community_id, kind, category"};
const Statement visitor_span{"talks.who_went",
    "SELECT DISTINCT v.community_id, r.person_id FROM talk_visits v JOIN talk_visitors r ON r.district_id = v.district_id AND r.visit_id = v.id "
    "WHERE v.district_id = $1 AND v.visited_on >= $2 AND v.visited_on <= $3"};
const Statement visitor_team{"talks.visits_of_members",
    "SELECT r.person_id, COUNT(*) FROM talk_visits v JOIN talk_visitors r ON r.district_id = v.district_id AND r.visit_id = v.id "
    "WHERE v.district_id = $1 AND v.team_id = $2 AND v.visited_on >= $3 GROUP BY r.person_id"};
const Statement visitor_of{"talks.visitors_of", "SELECT person_id FROM talk_visitors WHERE district_id = $1 AND visit_id = $2 ORDER BY person_id"};
const Statement visitor_insert{"talks.visitor_insert", "INSERT INTO talk_visitors (district_id, visit_id, person_id) VALUES ($1, $2, $3)"};
const Statement item_of{"talks.items_of", ITEM_COLUMNS " WHERE district_id = $1 AND visit_id = $2 ORDER BY id"};
const Statement item_opened{"talks.items_opened", ITEM_COLUMNS " WHERE district_id = $1 AND opened_kind = $2 AND opened_id = $3 ORDER BY id"};
const Statement item_update{"talks.item_update",
    "UPDATE talk_items SET state = $3, done_on = $4, result = $5, opened_kind = $6, opened_id = $7, speaker_name = $8, speaker_phone = $9, "
    "reply_due_on = $10, replied_at = $11, replied_by = $12, reply_how = $13, reply_words = $14, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement item_forget{"talks.to_forget",
    "SELECT id FROM talk_items WHERE district_id = $1 AND (speaker_name <> '' OR speaker_phone <> '') AND replied_at < $2 ORDER BY id LIMIT 200"};

std::vector<base::PersonId> people(store::Session& s, const Statement& statement, base::DistrictId d, std::int64_t id) {
  std::vector<base::PersonId> out;
  s.rows(statement, [&](const store::Row& r) { out.push_back(r.get<base::PersonId>(0)); return true; }, d, id);
  return out;
}

}  // namespace

std::vector<TeamRow> teams(store::Session& s, base::DistrictId d) { return s.all<TeamRow>(team_all, d); }
std::optional<TeamRow> team(store::Session& s, base::DistrictId d, TeamId id) { return s.one<TeamRow>(team_one, d, id); }
bool name_taken(store::Session& s, base::DistrictId d, std::string_view name) { return s.value<std::int64_t>(team_by_name, d, name).has_value(); }
void insert_team(store::Unit& u, const TeamRow& r) { u.exec(team_insert, r.id, r.name, r.org_unit_id, r.formed_on, r.version, u.district()); }
std::vector<MemberRow> members(store::Session& s, base::DistrictId d) { return s.all<MemberRow>(member_all, d); }
std::vector<base::PersonId> members_of(store::Session& s, base::DistrictId d, TeamId id) { return people(s, member_of, d, id.value); }
std::optional<TeamId> team_of_person(store::Session& s, base::DistrictId d, base::PersonId id) { return s.value<TeamId>(member_team, d, id); }
void insert_member(store::Unit& u, TeamId id, base::PersonId person) { u.exec(member_insert, u.district(), id, person); }
void remove_member(store::Unit& u, TeamId id, base::PersonId person) { u.exec(member_delete, u.district(), id, person); }
std::vector<PairingRow> pairings_of(store::Session& s, base::DistrictId d, TeamId id) { return s.all<PairingRow>(pairing_of, d, id); }
std::vector<ItemRow> open_promises(store::Session& s, base::DistrictId d, base::AreaId community) { return s.all<ItemRow>(item_promised, d, community); }
std::vector<TeamCount> count_teams(store::Session& s, base::DistrictId d, base::CivilDate year, base::CivilDate month) {
  std::vector<TeamCount> out;
  s.rows(team_counts, [&](const store::Row& r) { out.push_back({r.get<TeamId>(0), r.integer(1), r.integer(2), r.integer(3)}); return true; }, d, year, month);
  return out;
}
std::vector<PlaceCount> count_places(store::Session& s, base::DistrictId d, base::CivilDate month, base::CivilDate quarter) {
  std::vector<PlaceCount> out;
  s.rows(place_counts, [&](const store::Row& r) { out.push_back({r.get<base::AreaId>(0), r.integer(1), r.integer(2), r.get<base::CivilDate>(3)}); return true; }, d, month, quarter);
  return out;
}
std::map<base::AreaId, std::int64_t> open_by_place(store::Session& s, base::DistrictId d) {
  std::map<base::AreaId, std::int64_t> out;
  s.rows(place_open, [&](const store::Row& r) { out[r.get<base::AreaId>(0)] = r.integer(1); return true; }, d);
  return out;
}
std::vector<VisitSum> sum_visits(store::Session& s, base::DistrictId d, base::CivilDate from, base::CivilDate to) {
  std::vector<VisitSum> out;
  s.rows(visit_sums, [&](const store::Row& r) { out.push_back({r.get<base::AreaId>(0), std::string(r.text(1)), r.integer(2), r.integer(3)}); return true; }, d, from, to);
  return out;
}
std::vector<ItemSum> sum_items(store::Session& s, base::DistrictId d, base::CivilDate from, base::CivilDate to) {
  std::vector<ItemSum> out;
  s.rows(item_sums, [&](const store::Row& r) {
    out.push_back({r.get<base::AreaId>(0), r.get<ItemKind>(1), std::string(r.text(2)), r.integer(3), r.integer(4), r.integer(5), r.integer(6), r.integer(7), r.integer(8)});
    return true;
  }, d, from, to);
  return out;
}
std::vector<Went> who_went(store::Session& s, base::DistrictId d, base::CivilDate from, base::CivilDate to) {
  std::vector<Went> out;
  s.rows(visitor_span, [&](const store::Row& r) { out.push_back({r.get<base::AreaId>(0), r.get<base::PersonId>(1)}); return true; }, d, from, to);
  return out;
}
std::map<base::PersonId, std::int64_t> visits_of_members(store::Session& s, base::DistrictId d, TeamId id, base::CivilDate from) {
  std::map<base::PersonId, std::int64_t> out;
  s.rows(visitor_team, [&](const store::Row& r) { out[r.get<base::PersonId>(0)] = r.integer(1); return true; }, d, id, from);
  return out;
}
std::vector<PairingRow> pairings(store::Session& s, base::DistrictId d) { return s.all<PairingRow>(pairing_all, d); }
std::optional<PairingRow> pairing(store::Session& s, base::DistrictId d, PairingId id) { return s.one<PairingRow>(pairing_one, d, id); }
void insert_pairing(store::Unit& u, const PairingRow& r) { u.exec(pairing_insert, r.id, r.team_id, r.community_id, r.valid_from, r.valid_to, u.district()); }
void end_pairing(store::Unit& u, PairingId id, base::CivilDate to) { u.exec(pairing_end, u.district(), id, to); }
std::optional<VisitRow> visit(store::Session& s, base::DistrictId d, VisitId id) { return s.one<VisitRow>(visit_one, d, id); }
void insert_visit(store::Unit& u, const VisitRow& r) {
  u.exec(visit_insert, r.id, r.team_id, r.community_id, r.subdistrict_id, r.grid_id, r.visited_on, r.began_at, r.ended_at, r.residents, r.summary, r.exception_reason, r.slots, r.entered_by,
         u.district());
}
std::vector<base::PersonId> visitors_of(store::Session& s, base::DistrictId d, VisitId id) { return people(s, visitor_of, d, id.value); }
void insert_visitor(store::Unit& u, VisitId id, base::PersonId person) { u.exec(visitor_insert, u.district(), id, person); }
std::vector<ItemRow> items(store::Session& s, base::DistrictId d) { return s.all<ItemRow>(item_all, d); }
std::vector<ItemRow> items_of(store::Session& s, base::DistrictId d, VisitId id) { return s.all<ItemRow>(item_of, d, id); }
std::optional<ItemRow> item(store::Session& s, base::DistrictId d, ItemId id) { return s.one<ItemRow>(item_one, d, id); }
std::vector<ItemRow> items_opened(store::Session& s, base::DistrictId d, const base::Subject& what) { return s.all<ItemRow>(item_opened, d, what.kind, what.id); }
void insert_item(store::Unit& u, const ItemRow& r) {
  u.exec(item_insert, r.id, r.visit_id, r.team_id, r.team_unit_id, r.community_id, r.subdistrict_id, r.said_on, r.kind, r.category, r.words, r.promise, r.owner_unit_id, r.owner_post, r.due_on, r.state, r.done_on,
         r.result, r.opened_kind, r.opened_id, r.wants_answer, r.speaker_name, r.speaker_phone, r.reply_due_on, r.replied_at, r.replied_by, r.reply_how, r.reply_words,
         r.version, u.district());
}
void update_item(store::Unit& u, const ItemRow& r) {
  u.exec(item_update, u.district(), r.id, r.state, r.done_on, r.result, r.opened_kind, r.opened_id, r.speaker_name, r.speaker_phone, r.reply_due_on, r.replied_at, r.replied_by,
         r.reply_how, r.reply_words);
}
std::vector<ItemId> to_forget(store::Session& s, base::DistrictId d, base::Instant before) {
  std::vector<ItemId> out;
  s.rows(item_forget, [&](const store::Row& r) { out.push_back(r.get<ItemId>(0)); return true; }, d, before);
  return out;
}
std::int64_t count_members(store::Session& s, base::DistrictId d) { return s.value<std::int64_t>(member_count, d).value_or(0); }

}  // namespace talks
