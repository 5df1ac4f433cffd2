#include "mechanisms/organisations/tables.hpp"

#include "base/described/tables.hpp"

DESCRIBE(organisations::PostLine, "PostLine", FIELD(id), FIELD(kind), FIELD(name), FIELD(org_unit_id), FIELD(area_id))
DESCRIBE(organisations::PersonLine, "PersonLine", FIELD(id), FIELD(name), FIELD(phone), FIELD(note))
DESCRIBE(organisations::AccountLine, "AccountLine", FIELD(id), FIELD(login), FIELD(person_id), FIELD(person_name), FIELD(locked), FIELD(last_login_at),
         FIELD(version))

namespace organisations {
namespace {

using store::ListKind;
using store::ListTest;

const store::ListSpec posts_spec{
    .columns = "p.id, p.kind, p.name, p.org_unit_id, p.area_id",
    .from = "posts p",
    .where = "p.district_id = $1 AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to > $2)",
    .id = "p.id",
    .fields = {{.name = "kind", .kind = ListKind::word, .column = "p.kind", .sorts = true},
               {.name = "org_unit", .kind = ListKind::id, .column = "p.org_unit_id"},
               {.name = "area", .kind = ListKind::id, .column = "p.area_id"},
               {.name = "vacant", .kind = ListKind::flag,
                .where = "NOT EXISTS (SELECT 1 FROM appointments a WHERE a.district_id = p.district_id AND a.post_id = p.id AND a.valid_from <= $2 "
                         "AND (a.valid_to IS NULL OR a.valid_to > $2))"}},
    .sort = "kind"};

const store::ListSpec persons_spec{
    .columns = "p.id, p.name, NULLIF(p.phone, '') AS phone, p.note",
    .from = "persons p",
    .where = "p.district_id = $1",
    .id = "p.id",
    .fields = {{.name = "name", .kind = ListKind::text, .column = "p.name", .where = "p.name LIKE $?", .where_postgres = {},
                .convert = [](std::string_view value, store::Engine) {
                  std::string out;  // what somebody types is found inside the name; % and _ are letters like others
                  for (const char c : value)
                    if (c != '%' && c != '_') out += c;
                  return out.empty() ? out : "%" + out + "%";
                }},
               {.name = "sorted_name", .kind = ListKind::text, .column = "p.name", .test = ListTest::none, .sorts = true}},
    .sort = "sorted_name"};

const char* const account_columns =
    "a.id, a.login, a.person_id, pe.name AS person_name, a.locked, (SELECT MAX(s.created_at) FROM login_sessions s WHERE s.district_id = a.district_id "
    "AND s.account_id = a.id) AS last_login_at, a.version";
const store::ListSpec accounts_spec{
    .columns = account_columns,
    .from = "accounts a JOIN persons pe ON pe.district_id = a.district_id AND pe.id = a.person_id",
    .where = "a.district_id = $1",
    .id = "a.id",
    .fields = {{.name = "login", .kind = ListKind::text, .column = "a.login", .sorts = true},
               {.name = "person", .kind = ListKind::id, .column = "a.person_id"},
               {.name = "locked", .kind = ListKind::flag, .where = "a.locked = 1"}},
    .sort = "login"};

const store::Statement read_person{"organisations.person",
                                   "SELECT id, name, NULLIF(phone, '') AS phone, note FROM persons WHERE district_id = $1 AND id = $2"};
const store::Statement read_account{
    "organisations.account",
    "SELECT a.id, a.login, a.person_id, pe.name AS person_name, a.locked, (SELECT MAX(s.created_at) FROM login_sessions s WHERE "
    "s.district_id = a.district_id AND s.account_id = a.id) AS last_login_at, a.version FROM accounts a JOIN persons pe ON "
    "pe.district_id = a.district_id AND pe.id = a.person_id WHERE a.district_id = $1 AND a.id = $2"};

}  // namespace

const store::ListSpec& posts_list() { return posts_spec; }
const store::ListSpec& persons_list() { return persons_spec; }
const store::ListSpec& accounts_list() { return accounts_spec; }

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
      "SELECT ap.post_id, ap.id, pe.id AS person_id, pe.name, pe.phone, 0 AS deputy, ap.valid_from, ap.valid_to FROM appointments ap JOIN persons pe "
      "ON pe.district_id = ap.district_id AND pe.id = ap.person_id WHERE " + on +
      " UNION ALL SELECT ap.post_id, ap.id, pe.id, pe.name, pe.phone, 1, de.valid_from, de.valid_to FROM appointments ap JOIN deputies de ON "
      "de.district_id = ap.district_id AND de.appointment_id = ap.id AND de.valid_from <= $2 AND de.valid_to > $2 JOIN persons pe ON "
      "pe.district_id = de.district_id AND pe.id = de.person_id WHERE " + on + " ORDER BY 1, 6, 2"};
  s.run(text, args, [&](const store::Row& r) {
    const auto phone = base::Phone::parse(r.text(4));
    out[r.get<base::PostId>(0)].push_back({r.get<people::AppointmentId>(1), r.get<base::PersonId>(2), r.get<std::string>(3),
                                           phone ? base::MaskedPhone(*phone) : base::MaskedPhone{}, r.get<bool>(5), r.get<base::CivilDate>(6),
                                           r.get<std::optional<base::CivilDate>>(7)});
    return true;
  });
  return out;
}

std::optional<PersonLine> person(store::Session& s, base::DistrictId district, base::PersonId id) { return s.one<PersonLine>(read_person, district, id); }
std::optional<AccountLine> account_line(store::Session& s, base::DistrictId district, base::AccountId id) {
  return s.one<AccountLine>(read_account, district, id);
}

}  // namespace organisations
