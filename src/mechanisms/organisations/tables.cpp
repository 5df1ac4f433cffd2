#include "mechanisms/organisations/tables.hpp"

#include "base/described/tables.hpp"
#include "formats/pinyin.hpp"

namespace organisations {
namespace {

using store::Statement;

const Statement read_person{"organisations.person",
                                   "SELECT id, name, NULLIF(phone, '') AS phone, note FROM persons WHERE district_id = $1 AND id = $2"};
const Statement read_account{
    "organisations.account",
    "SELECT a.id, a.login, a.person_id, pe.name AS person_name, a.locked, (SELECT MAX(s.created_at) FROM login_sessions s WHERE "
    "s.district_id = a.district_id AND s.account_id = a.id) AS last_login_at, a.version FROM accounts a JOIN persons pe ON "
    "pe.district_id = a.district_id AND pe.id = a.person_id WHERE a.district_id = $1 AND a.id = $2"};

#define ON_DAY(table) table ".valid_from <= $2 AND (" table ".valid_to IS NULL OR " table ".valid_to > $2)"

const Statement read_counts{"organisations.unit_counts",
                            "SELECT p.org_unit_id, COUNT(*), COUNT(a.id) FROM posts p LEFT JOIN appointments a ON a.district_id = p.district_id AND a.post_id = p.id "
                            "AND " ON_DAY("a") " WHERE p.district_id = $1 AND " ON_DAY("p") " GROUP BY p.org_unit_id"};
const Statement read_versions{"organisations.unit_versions",
                              "SELECT valid_from, name, parent_id, area_id FROM org_unit_versions WHERE district_id = $1 AND org_unit_id = $2 ORDER BY valid_from"};
#define APPOINTMENT_COLUMNS                                                                                                                  \
  "SELECT a.id, a.person_id, pe.name AS person_name, NULLIF(pe.phone, '') AS phone, a.post_id, po.kind AS post_kind, po.name AS post_name, " \
  "po.org_unit_id, ou.name AS org_unit_name, po.area_id, a.valid_from, a.valid_to, a.letter, a.source, a.end_reason, a.version "             \
  "FROM appointments a JOIN persons pe ON pe.district_id = a.district_id AND pe.id = a.person_id JOIN posts po ON po.district_id = a.district_id " \
  "AND po.id = a.post_id JOIN org_units ou ON ou.district_id = po.district_id AND ou.id = po.org_unit_id "
const Statement read_held{"organisations.held_from",
                          APPOINTMENT_COLUMNS "WHERE a.district_id = $1 AND a.person_id = $2 AND (a.valid_to IS NULL OR a.valid_to > $3) ORDER BY a.valid_from, a.id"};
const Statement read_handed_over{"organisations.handed_over",
                                 APPOINTMENT_COLUMNS "WHERE a.district_id = $1 AND a.person_id = $2 AND a.valid_to >= $3 AND a.end_reason = $4 ORDER BY a.valid_from, a.id"};
const Statement read_taken_after{"organisations.taken_after",
                                 APPOINTMENT_COLUMNS "WHERE a.district_id = $1 AND a.person_id <> $2 AND a.valid_from >= $3 AND a.post_id IN (SELECT x.post_id FROM "
                                 "appointments x WHERE x.district_id = $1 AND x.person_id = $2 AND x.valid_to >= $3 AND x.end_reason = $4) ORDER BY a.valid_from, a.id"};
#define DEPUTY_COLUMNS                                                                                                                     \
  "SELECT d.id, d.appointment_id, a.post_id, po.name AS post_name, po.org_unit_id, ou.name AS org_unit_name, a.person_id AS holder_id, "   \
  "h.name AS holder_name, d.person_id, pe.name AS person_name, d.valid_from, d.valid_to, d.reason FROM deputies d JOIN appointments a ON " \
  "a.district_id = d.district_id AND a.id = d.appointment_id JOIN persons h ON h.district_id = a.district_id AND h.id = a.person_id JOIN "  \
  "persons pe ON pe.district_id = d.district_id AND pe.id = d.person_id JOIN posts po ON po.district_id = a.district_id AND po.id = "       \
  "a.post_id JOIN org_units ou ON ou.district_id = po.district_id AND ou.id = po.org_unit_id "
const Statement read_deputyships{"organisations.deputyships_from",
                                 DEPUTY_COLUMNS "WHERE d.district_id = $1 AND d.valid_to > $3 AND (d.person_id = $2 OR a.person_id = $2) ORDER BY d.valid_from, d.id"};
const Statement read_open_account{"organisations.open_account", "SELECT id, locked FROM accounts WHERE district_id = $1 AND person_id = $2"};
const Statement read_kept{"organisations.kept_of",
                          "SELECT kind, name, COUNT(*) FROM v_mine_kept WHERE district_id = $1 AND person_id = $2 GROUP BY kind, name ORDER BY kind, name LIMIT 50"};
const Statement read_deputy_post{"organisations.post_of_deputy",
                                 "SELECT a.post_id FROM deputies d JOIN appointments a ON a.district_id = d.district_id AND a.id = d.appointment_id "
                                 "WHERE d.district_id = $1 AND d.id = $2"};
const Statement read_post_line{"organisations.post_line",
                               "SELECT id, kind, name, org_unit_id, area_id, valid_from, valid_to FROM posts WHERE district_id = $1 AND id = $2"};
const Statement read_unit_place{"organisations.unit_place", "SELECT id, area_id FROM org_units WHERE district_id = $1 AND id = $2"};
const Statement read_found{"organisations.find_persons",
                           "SELECT id, name FROM persons WHERE district_id = $1 AND name <> '' AND (name LIKE $2 OR pinyin LIKE $2) ORDER BY name, id LIMIT $3"};

}  // namespace

std::map<base::PostId, std::vector<HolderView>> holders(store::Session& s, base::DistrictId district, const std::vector<base::PostId>& posts,
                                                        base::CivilDate day) {
  std::map<base::PostId, std::vector<HolderView>> out;
  if (posts.empty()) return out;
  std::string in;
  std::vector<store::Arg> args{store::arg(district), store::arg(day)};
  for (const base::PostId post : posts) {
    in += (in.empty() ? "$" : ", $") + std::to_string(args.size() + 1);
    args.push_back(store::arg(post));
  }
  const std::string on = "ap.district_id = $1 AND ap.valid_from <= $2 AND (ap.valid_to IS NULL OR ap.valid_to > $2) AND ap.post_id IN (" + in + ")";
  const store::Composed text{
      "SELECT ap.post_id, ap.id, pe.id AS person_id, pe.name, pe.phone, 0 AS deputy, ap.valid_from, ap.valid_to, ap.letter, ap.source, 0 AS deputy_id FROM "
      "appointments ap JOIN persons pe ON pe.district_id = ap.district_id AND pe.id = ap.person_id WHERE " + on +
      " UNION ALL SELECT ap.post_id, ap.id, pe.id, pe.name, pe.phone, 1, de.valid_from, de.valid_to, '', '', de.id FROM appointments ap JOIN deputies de ON "
      "de.district_id = ap.district_id AND de.appointment_id = ap.id AND de.valid_from <= $2 AND de.valid_to > $2 JOIN persons pe ON "
      "pe.district_id = de.district_id AND pe.id = de.person_id WHERE " + on + " ORDER BY 1, 6, 2"};
  s.run(text, args, [&](const store::Row& r) {
    const auto phone = base::Phone::parse(r.text(4));
    HolderView h{.appointment_id = r.get<people::AppointmentId>(1), .person_id = r.get<base::PersonId>(2), .name = r.get<std::string>(3),
                 .phone = phone ? base::MaskedPhone(*phone) : base::MaskedPhone{}, .deputy = r.get<bool>(5), .from = r.get<base::CivilDate>(6),
                 .to = r.get<std::optional<base::CivilDate>>(7), .letter = r.get<std::string>(8), .source = r.get<std::string>(9)};
    if (h.deputy) h.deputy_id = r.get<people::DeputyId>(10);
    out[r.get<base::PostId>(0)].push_back(std::move(h));
    return true;
  });
  return out;
}

std::map<base::PersonId, std::string> posts_in_words(store::Session& s, base::DistrictId district, const std::vector<base::PersonId>& persons,
                                                     base::CivilDate day) {
  std::map<base::PersonId, std::string> out;
  if (persons.empty()) return out;
  std::string in;
  std::vector<store::Arg> args{store::arg(district), store::arg(day)};
  for (const base::PersonId id : persons) {
    in += (in.empty() ? "$" : ", $") + std::to_string(args.size() + 1);
    args.push_back(store::arg(id));
  }
  const store::Composed text{"SELECT a.person_id, ou.name, po.name FROM appointments a JOIN posts po ON po.district_id = a.district_id AND po.id = a.post_id JOIN "
                             "org_units ou ON ou.district_id = po.district_id AND ou.id = po.org_unit_id WHERE a.district_id = $1 AND " ON_DAY("a") " AND "
                             "a.person_id IN (" + in + ") ORDER BY a.person_id, a.valid_from, a.id"};
  s.run(text, args, [&](const store::Row& r) {
    std::string& words = out[r.get<base::PersonId>(0)];
    if (!words.empty()) words += "、";
    words += std::string(r.text(1)) + " " + std::string(r.text(2));
    return true;
  });
  return out;
}

std::map<base::OrgUnitId, UnitCount> unit_counts(store::Session& s, base::DistrictId district, base::CivilDate day) {
  std::map<base::OrgUnitId, UnitCount> out;
  s.rows(read_counts, [&](const store::Row& r) {
    out[r.get<base::OrgUnitId>(0)] = {r.integer(1), r.integer(2)};
    return true;
  }, district, day);
  return out;
}

std::vector<VersionLine> unit_versions(store::Session& s, base::DistrictId district, base::OrgUnitId id) {
  std::vector<VersionLine> out;
  s.rows(read_versions, [&](const store::Row& r) {
    out.push_back({r.get<base::CivilDate>(0), r.get<std::string>(1), r.get<base::OrgUnitId>(2), r.get<base::AreaId>(3)});
    return true;
  }, district, id);
  return out;
}

std::vector<AppointmentLine> held_from(store::Session& s, base::DistrictId district, base::PersonId person, base::CivilDate day) {
  return s.all<AppointmentLine>(read_held, district, person, day);
}
std::vector<AppointmentLine> handed_over(store::Session& s, base::DistrictId district, base::PersonId person, base::CivilDate on, std::string_view reason) {
  return s.all<AppointmentLine>(read_handed_over, district, person, on, reason);
}
std::vector<AppointmentLine> taken_after(store::Session& s, base::DistrictId district, base::PersonId person, base::CivilDate on, std::string_view reason) {
  return s.all<AppointmentLine>(read_taken_after, district, person, on, reason);
}
std::vector<DeputyLine> deputyships_from(store::Session& s, base::DistrictId district, base::PersonId person, base::CivilDate day) {
  return s.all<DeputyLine>(read_deputyships, district, person, day);
}
std::vector<NamedThing> kept_of(store::Session& s, base::DistrictId district, base::PersonId person) {
  std::vector<NamedThing> out;
  s.rows(read_kept, [&](const store::Row& r) { out.push_back({r.get<std::string>(0), r.get<std::string>(1), r.integer(2)}); return true; }, district, person);
  return out;
}
bool open_account(store::Session& s, base::DistrictId district, base::PersonId person) {
  bool open = false;
  s.rows(read_open_account, [&](const store::Row& r) { open = r.integer(1) == 0; return false; }, district, person);
  return open;
}
std::optional<base::PostId> post_of_deputy(store::Session& s, base::DistrictId district, people::DeputyId id) {
  return s.value<base::PostId>(read_deputy_post, district, id);
}
std::optional<PostLine> post_line(store::Session& s, base::DistrictId district, base::PostId id) { return s.one<PostLine>(read_post_line, district, id); }
std::optional<UnitPlace> unit_place(store::Session& s, base::DistrictId district, base::OrgUnitId id) { return s.one<UnitPlace>(read_unit_place, district, id); }

std::optional<PersonLine> person(store::Session& s, base::DistrictId district, base::PersonId id) { return s.one<PersonLine>(read_person, district, id); }
std::optional<AccountLine> account_line(store::Session& s, base::DistrictId district, base::AccountId id) {
  return s.one<AccountLine>(read_account, district, id);
}

std::vector<FoundPerson> find_persons(store::Session& s, base::DistrictId district, std::string_view typed, base::CivilDate day, int limit) {
  std::vector<FoundPerson> out;
  const std::string pattern = like_pattern(typed);
  if (pattern.empty()) return out;
  std::vector<base::PersonId> ids;
  s.rows(read_found, [&](const store::Row& r) {
    ids.push_back(r.get<base::PersonId>(0));
    out.push_back({ids.back(), r.get<std::string>(1), {}});
    return true;
  }, district, pattern, limit);
  auto words = posts_in_words(s, district, ids, day);
  for (FoundPerson& each : out) each.posts = std::move(words[each.id]);
  return out;
}

}  // namespace organisations
