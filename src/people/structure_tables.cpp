// SQL of what changes in organisations, posts and persons after they were made.
#include "base/context.hpp"
#include "base/described/tables.hpp"
#include "formats/pinyin.hpp"
#include "people/tables.hpp"

DESCRIBE(people::sql::OrgUnitVersion, "OrgUnitVersion", FIELD(valid_from), FIELD(name), FIELD(name_en), FIELD(parent_id), FIELD(area_id))
DESCRIBE(people::sql::PersonRow, "PersonRow", FIELD(name), FIELD(phone), FIELD(note))
DESCRIBE(people::sql::DeputyRow, "DeputyRow", FIELD(id), FIELD(appointment_id), FIELD(person_id), FIELD(valid_from), FIELD(valid_to))

namespace people::sql {
namespace {

using store::Statement;

const Statement read_versions{"people.org_unit_versions",
                              "SELECT valid_from, name, name_en, parent_id, area_id FROM org_unit_versions WHERE district_id = $1 AND org_unit_id = $2 "
                              "ORDER BY valid_from"};
const Statement write_version{
    "people.change_org_unit",
    "INSERT INTO org_unit_versions (district_id, org_unit_id, valid_from, name, name_en, parent_id, area_id) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (district_id, org_unit_id, valid_from) DO UPDATE SET name = $4, name_en = $5, parent_id = $6, area_id = $7"};
const Statement write_latest{"people.org_unit_latest",
                             "UPDATE org_units SET name = $3, name_en = $4, parent_id = $5, area_id = $6, pinyin = $7 WHERE district_id = $1 AND id = $2"};
const Statement write_unit_end{"people.close_org_unit", "UPDATE org_units SET valid_to = $3 WHERE district_id = $1 AND id = $2"};
const Statement read_ids{"people.org_unit_ids", "SELECT id FROM org_units WHERE district_id = $1 ORDER BY id"};
const Statement read_children{"people.children_after",
                              "SELECT COUNT(*) FROM org_units WHERE district_id = $1 AND parent_id = $2 AND (valid_to IS NULL OR valid_to > $3)"};
const Statement read_posts_of{"people.posts_of",
                              "SELECT id, org_unit_id, kind, name, area_id, valid_from, valid_to FROM posts WHERE district_id = $1 AND org_unit_id = $2 "
                              "ORDER BY kind, id"};
const Statement write_post_name{"people.rename_post", "UPDATE posts SET name = $3, pinyin = $4 WHERE district_id = $1 AND id = $2"};
const Statement write_post_end{"people.close_post", "UPDATE posts SET valid_to = $3 WHERE district_id = $1 AND id = $2"};
const Statement read_person{"people.person", "SELECT name, phone, note FROM persons WHERE district_id = $1 AND id = $2"};
const Statement write_person{"people.update_person",
                             "UPDATE persons SET name = $3, phone = $4, note = $5, pinyin = $6, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement read_hanging{"people.hanging_on",
                             "SELECT id, post_id, person_id, valid_from, valid_to, version, letter, source, source_post_id FROM appointments "
                             "WHERE district_id = $1 AND person_id = $2 AND source_post_id = $3 ORDER BY id"};
const Statement read_deputy{"people.deputy",
                            "SELECT id, appointment_id, person_id, valid_from, valid_to FROM deputies WHERE district_id = $1 AND id = $2"};
const Statement write_deputy_end{"people.end_deputy", "UPDATE deputies SET valid_to = $3 WHERE district_id = $1 AND id = $2 AND valid_from < $3"};
const Statement drop_deputy{"people.drop_deputy", "DELETE FROM deputies WHERE district_id = $1 AND id = $2"};

struct Keyed { Statement read, write; };
const Keyed keyed[] = {
    {{"people.units_without_key", "SELECT id, name FROM org_units WHERE district_id = $1 AND pinyin = '' AND name <> '' ORDER BY id LIMIT $2"},
     {"people.unit_key", "UPDATE org_units SET pinyin = $3 WHERE district_id = $1 AND id = $2"}},
    {{"people.posts_without_key", "SELECT id, name FROM posts WHERE district_id = $1 AND pinyin = '' AND name <> '' ORDER BY id LIMIT $2"},
     {"people.post_key", "UPDATE posts SET pinyin = $3 WHERE district_id = $1 AND id = $2"}},
    {{"people.persons_without_key", "SELECT id, name FROM persons WHERE district_id = $1 AND pinyin = '' AND name <> '' ORDER BY id LIMIT $2"},
     {"people.person_key", "UPDATE persons SET pinyin = $3 WHERE district_id = $1 AND id = $2"}}};

}  // namespace

std::vector<OrgUnitVersion> org_unit_versions(store::Session& s, base::DistrictId d, base::OrgUnitId id) {
  return s.all<OrgUnitVersion>(read_versions, d, id);
}
void put_org_unit_version(store::Unit& u, base::OrgUnitId id, const OrgUnitVersion& v) {
  u.exec(write_version, u.district(), id, v.valid_from, v.name, v.name_en, v.parent_id, v.area_id);
  const auto all = org_unit_versions(u, u.district(), id);
  if (all.empty()) return;
  const OrgUnitVersion& last = all.back();
  u.exec(write_latest, u.district(), id, last.name, last.name_en, last.parent_id, last.area_id, formats::pinyin_initials(last.name));
}
void close_org_unit(store::Unit& u, base::OrgUnitId id, base::CivilDate to) { u.exec(write_unit_end, u.district(), id, to); }
std::int64_t children_after(store::Session& s, base::DistrictId d, base::OrgUnitId id, base::CivilDate day) {
  return s.value<std::int64_t>(read_children, d, id, day).value_or(0);
}
std::vector<base::OrgUnitId> org_unit_ids(store::Session& s, base::DistrictId d) {
  std::vector<base::OrgUnitId> out;
  s.rows(read_ids, [&](const store::Row& r) { out.push_back(r.get<base::OrgUnitId>(0)); return true; }, d);
  return out;
}
std::vector<PostRow> posts_of(store::Session& s, base::DistrictId d, base::OrgUnitId id) { return s.all<PostRow>(read_posts_of, d, id); }
void rename_post(store::Unit& u, base::PostId id, std::string_view name) {
  u.exec(write_post_name, u.district(), id, name, formats::pinyin_initials(name));
}
void close_post(store::Unit& u, base::PostId id, base::CivilDate to) { u.exec(write_post_end, u.district(), id, to); }
std::optional<PersonRow> person(store::Session& s, base::DistrictId d, base::PersonId id) { return s.one<PersonRow>(read_person, d, id); }
void update_person(store::Unit& u, base::PersonId id, const PersonRow& p) {
  u.exec(write_person, u.district(), id, p.name, p.phone, p.note, formats::pinyin_initials(p.name));
}
std::vector<AppointmentRow> hanging_on(store::Session& s, base::DistrictId d, base::PersonId person, base::PostId post) {
  return s.all<AppointmentRow>(read_hanging, d, person, post);
}
std::optional<DeputyRow> deputy(store::Session& s, base::DistrictId d, DeputyId id) { return s.one<DeputyRow>(read_deputy, d, id); }
void end_deputy(store::Unit& u, DeputyId id, base::CivilDate to) {
  if (u.exec(write_deputy_end, u.district(), id, to) == 0) u.exec(drop_deputy, u.district(), id);
}

int make_search_keys(store::Unit& u, int limit) {
  int made = 0;
  for (const Keyed& each : keyed) {
    std::vector<std::pair<std::int64_t, std::string>> rows;
    u.rows(each.read, [&](const store::Row& r) {
      rows.emplace_back(r.integer(0), std::string(r.text(1)));
      return true;
    }, u.district(), limit - made);
    for (const auto& [id, name] : rows) {
      const std::string key = formats::pinyin_initials(name);
      u.exec(each.write, u.district(), id, key.empty() ? std::string("-") : key);  // a name of signs only is looked at once
      ++made;
    }
    if (made >= limit) break;
  }
  return made;
}

}  // namespace people::sql
