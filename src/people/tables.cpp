#include "people/tables.hpp"

#include "base/context.hpp"
#include "formats/pinyin.hpp"

namespace people::sql {
namespace {

using store::Statement;

const Statement read_revision{"people.revision", "SELECT revision FROM people_revisions WHERE district_id = $1"};
const Statement write_revision{
    "people.raise_revision",
    "INSERT INTO people_revisions (district_id, revision) VALUES ($1, $2) ON CONFLICT (district_id) DO UPDATE SET revision = $2"};

const Statement read_units{
    "people.org_units",
    "SELECT u.id, v.parent_id, u.tree, u.kind, u.code, v.name, v.name_en, v.area_id, u.valid_from, u.valid_to FROM org_units u JOIN org_unit_versions v "
    "ON v.district_id = u.district_id AND v.org_unit_id = u.id AND v.valid_from = (SELECT MAX(w.valid_from) FROM org_unit_versions w WHERE "
    "w.district_id = u.district_id AND w.org_unit_id = u.id AND w.valid_from <= $2) WHERE u.district_id = $1 AND u.valid_from <= $2 AND "
    "(u.valid_to IS NULL OR u.valid_to > $2) ORDER BY u.code"};
const Statement read_unit{"people.org_unit",
                          "SELECT id, parent_id, tree, kind, code, name, name_en, area_id, valid_from, valid_to FROM org_units "
                          "WHERE district_id = $1 AND id = $2"};
const Statement read_unit_code{"people.org_unit_by_code", "SELECT id FROM org_units WHERE district_id = $1 AND code = $2"};
const Statement write_unit{"people.insert_org_unit",
                           "INSERT INTO org_units (district_id, id, parent_id, tree, kind, code, name, name_en, area_id, valid_from, valid_to, pinyin) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
const Statement write_version{
    "people.put_org_unit_version",
    "INSERT INTO org_unit_versions (district_id, org_unit_id, valid_from, name, name_en, parent_id, area_id) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (district_id, org_unit_id, valid_from) DO UPDATE SET name = $4, name_en = $5, parent_id = $6, area_id = $7"};
const Statement read_posts{"people.posts",
                           "SELECT id, org_unit_id, kind, name, area_id, valid_from, valid_to FROM posts WHERE district_id = $1 "
                           "ORDER BY org_unit_id, kind, id"};
const Statement read_post{"people.post",
                          "SELECT id, org_unit_id, kind, name, area_id, valid_from, valid_to FROM posts WHERE district_id = $1 AND id = $2"};
const Statement write_post{"people.insert_post",
                           "INSERT INTO posts (district_id, id, org_unit_id, kind, name, area_id, valid_from, valid_to, pinyin) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};

const Statement read_name{"people.person_name", "SELECT name FROM persons WHERE district_id = $1 AND id = $2"};
const Statement write_person{"people.insert_person",
                             "INSERT INTO persons (district_id, id, name, phone, note, example, version, created_at, pinyin) "
                             "VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8)"};

// Held posts, from three ends. The two halves differ in who acts: the holder, or the deputy of the holder.
#define HOLDERS                                                                                                                       \
  "SELECT ap.post_id, ap.person_id, pe.name, po.kind, po.org_unit_id, po.area_id, ap.id AS appointment_id, ap.valid_from, ap.valid_to, " \
  "0 AS deputy, ap.valid_from AS leave_from, ap.valid_to AS leave_to FROM appointments ap "                                          \
  "JOIN posts po ON po.district_id = ap.district_id AND po.id = ap.post_id "                                                          \
  "JOIN persons pe ON pe.district_id = ap.district_id AND pe.id = ap.person_id WHERE ap.district_id = $1 AND "
#define DEPUTIES                                                                                                                      \
  "SELECT ap.post_id, de.person_id, pe.name, po.kind, po.org_unit_id, po.area_id, ap.id AS appointment_id, ap.valid_from, ap.valid_to, " \
  "1 AS deputy, de.valid_from AS leave_from, de.valid_to AS leave_to FROM deputies de "                                              \
  "JOIN appointments ap ON ap.district_id = de.district_id AND ap.id = de.appointment_id "                                            \
  "JOIN posts po ON po.district_id = ap.district_id AND po.id = ap.post_id "                                                          \
  "JOIN persons pe ON pe.district_id = de.district_id AND pe.id = de.person_id WHERE de.district_id = $1 AND "
const Statement read_held_by{"people.held_by", HOLDERS "ap.person_id = $2 UNION ALL " DEPUTIES "de.person_id = $2 ORDER BY 1, 10, 2"};
const Statement read_held_of_post{"people.held_of_post", HOLDERS "ap.post_id = $2 UNION ALL " DEPUTIES "ap.post_id = $2 ORDER BY 1, 10, 2"};
const Statement read_held_in_unit{"people.held_in_unit",
                                  HOLDERS "po.org_unit_id = $2 UNION ALL " DEPUTIES "po.org_unit_id = $2 ORDER BY 1, 10, 2"};

const Statement read_appointment{"people.appointment",
                                 "SELECT id, post_id, person_id, valid_from, valid_to, version, letter, source, source_post_id FROM appointments "
                                 "WHERE district_id = $1 AND id = $2"};
const Statement write_appointment{"people.insert_appointment",
                                  "INSERT INTO appointments (district_id, id, post_id, person_id, valid_from, valid_to, end_reason, version, letter, source, "
                                  "source_post_id) VALUES ($1, $2, $3, $4, $5, $6, '', 1, $7, $8, $9)"};
const Statement write_end{"people.end_appointment",
                          "UPDATE appointments SET valid_to = $3, end_reason = $4, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement write_deputy{"people.insert_deputy",
                             "INSERT INTO deputies (district_id, id, appointment_id, person_id, valid_from, valid_to, reason) "
                             "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Statement read_deputies{"people.deputies_of",
                              "SELECT person_id, valid_from, valid_to FROM deputies WHERE district_id = $1 AND appointment_id = $2 ORDER BY valid_from"};

const Statement read_doubly_held{
    "people.doubly_held",
    "SELECT a.post_id FROM appointments a JOIN appointments b ON b.district_id = a.district_id AND b.post_id = a.post_id AND b.id > a.id "
    "WHERE a.district_id = $1 AND (a.valid_to IS NULL OR a.valid_to > b.valid_from) AND (b.valid_to IS NULL OR b.valid_to > a.valid_from) "
    "AND (a.valid_to IS NULL OR a.valid_to > a.valid_from) AND (b.valid_to IS NULL OR b.valid_to > b.valid_from) LIMIT 1"};
const Statement read_long_gone{
    "people.long_gone",
    "SELECT p.id FROM persons p WHERE p.district_id = $1 AND p.name <> '' AND p.created_at < $3 AND NOT EXISTS (SELECT 1 FROM appointments a WHERE "
    "a.district_id = p.district_id AND a.person_id = p.id AND (a.valid_to IS NULL OR a.valid_to > $2)) AND NOT EXISTS (SELECT 1 FROM deputies d "
    "WHERE d.district_id = p.district_id AND d.person_id = p.id AND d.valid_to > $2) ORDER BY p.id LIMIT 200"};
const Statement write_blank{"people.blank_person",
                            "UPDATE persons SET name = '', phone = '', note = '', pinyin = '', version = version + 1 WHERE district_id = $1 AND id = $2"};

}  // namespace

std::int64_t revision(store::Session& s, base::DistrictId district) { return s.value<std::int64_t>(read_revision, district).value_or(0); }
// A random number, not a count: what was read in a unit that failed can never be taken for what a later unit wrote.
void raise_revision(store::Unit& unit) {
  unit.exec(write_revision, unit.district(), static_cast<std::int64_t>(unit.random().number() >> 1U));
}

std::vector<OrgUnitRow> org_units(store::Session& s, base::DistrictId d, base::CivilDate day) { return s.all<OrgUnitRow>(read_units, d, day); }
std::vector<PostRow> posts(store::Session& s, base::DistrictId d) { return s.all<PostRow>(read_posts, d); }
std::optional<OrgUnitRow> org_unit(store::Session& s, base::DistrictId d, base::OrgUnitId id) { return s.one<OrgUnitRow>(read_unit, d, id); }
std::optional<PostRow> post(store::Session& s, base::DistrictId d, base::PostId id) { return s.one<PostRow>(read_post, d, id); }
bool org_unit_code_taken(store::Session& s, base::DistrictId d, std::string_view code) {
  return s.value<std::int64_t>(read_unit_code, d, code).has_value();
}
void insert_org_unit(store::Unit& u, const OrgUnitRow& r) {
  u.exec(write_unit, u.district(), r.id, r.parent_id, r.tree, r.kind, r.code, r.name, r.name_en, r.area_id, r.valid_from, r.valid_to,
         formats::pinyin_initials(r.name));
  u.exec(write_version, u.district(), r.id, r.valid_from, r.name, r.name_en, r.parent_id, r.area_id);
}
void insert_post(store::Unit& u, const PostRow& r) {
  u.exec(write_post, u.district(), r.id, r.org_unit_id, r.kind, r.name, r.area_id, r.valid_from, r.valid_to, formats::pinyin_initials(r.name));
}

std::string person_name(store::Session& s, base::DistrictId d, base::PersonId id) { return s.value<std::string>(read_name, d, id).value_or(""); }
std::map<base::PersonId, std::string> person_names(store::Session& s, base::DistrictId d, const std::vector<base::PersonId>& ids) {
  std::map<base::PersonId, std::string> out;
  if (ids.empty()) return out;
  store::Composed text{"SELECT id, name FROM persons WHERE district_id = $1 AND id IN ("};
  std::vector<store::Arg> args{store::arg(d)};
  std::vector<base::PersonId> wanted(ids);
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    text.text += (i == 0 ? "$" : ", $") + std::to_string(i + 2);
    args.push_back(store::arg(wanted[i]));
  }
  text.text += ")";
  s.run(text, args, [&](const store::Row& r) {
    out.emplace(r.get<base::PersonId>(0), r.get<std::string>(1));
    return true;
  });
  return out;
}
void insert_person(store::Unit& u, base::PersonId id, std::string_view name, const std::optional<base::Phone>& phone, std::string_view note, bool example) {
  u.exec(write_person, u.district(), id, name, phone ? std::string_view(phone->reveal()) : std::string_view{}, note, example, u.now(), formats::pinyin_initials(name));
}
std::vector<base::PersonId> long_gone(store::Session& s, base::DistrictId d, base::CivilDate since, base::Instant entered_before) {
  std::vector<base::PersonId> out;
  s.rows(read_long_gone, [&](const store::Row& r) { out.push_back(r.get<base::PersonId>(0)); return true; }, d, since, entered_before);
  return out;
}
void blank_person(store::Unit& u, base::PersonId id) { u.exec(write_blank, u.district(), id); }
std::optional<base::PostId> doubly_held(store::Session& s, base::DistrictId d) { return s.value<base::PostId>(read_doubly_held, d); }
std::vector<HeldRow> held_by(store::Session& s, base::DistrictId d, base::PersonId id) { return s.all<HeldRow>(read_held_by, d, id); }
std::vector<HeldRow> held_of_post(store::Session& s, base::DistrictId d, base::PostId id) { return s.all<HeldRow>(read_held_of_post, d, id); }
std::vector<HeldRow> held_in_unit(store::Session& s, base::DistrictId d, base::OrgUnitId id) { return s.all<HeldRow>(read_held_in_unit, d, id); }
std::optional<AppointmentRow> appointment(store::Session& s, base::DistrictId d, AppointmentId id) {
  return s.one<AppointmentRow>(read_appointment, d, id);
}
void insert_appointment(store::Unit& u, const AppointmentRow& r) {
  u.exec(write_appointment, u.district(), r.id, r.post_id, r.person_id, r.valid_from, r.valid_to, r.letter, r.source, r.source_post_id);
}
bool end_appointment(store::Unit& u, AppointmentId id, base::CivilDate to, std::string_view reason) {
  return u.exec(write_end, u.district(), id, to, reason) == 1;
}
void insert_deputy(store::Unit& u, DeputyId id, AppointmentId appointment_id, base::PersonId person, base::CivilDate from, base::CivilDate to,
                   std::string_view reason) {
  u.exec(write_deputy, u.district(), id, appointment_id, person, from, to, reason);
}
std::vector<Leave> deputies_of(store::Session& s, base::DistrictId d, AppointmentId id) {
  std::vector<Leave> out;
  s.rows(read_deputies, [&](const store::Row& r) {
    out.push_back({r.get<base::PersonId>(0), r.get<base::CivilDate>(1), r.get<base::CivilDate>(2)});
    return true;
  }, d, id);
  return out;
}

}  // namespace people::sql
