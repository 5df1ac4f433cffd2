// The lists of this room as data: fields, filters and orders over people's tables.
#include "base/described/tables.hpp"
#include "base/text.hpp"
#include "mechanisms/organisations/tables.hpp"

DESCRIBE(organisations::PostLine, "PostLine", FIELD(id), FIELD(kind), FIELD(name), FIELD(org_unit_id), FIELD(area_id), FIELD(valid_from), FIELD(valid_to))
DESCRIBE(organisations::PersonLine, "PersonLine", FIELD(id), FIELD(name), FIELD(phone), FIELD(note))
DESCRIBE(organisations::AppointmentLine, "AppointmentLine", FIELD(id), FIELD(person_id), FIELD(person_name), FIELD(phone), FIELD(post_id), FIELD(post_kind),
         FIELD(post_name), FIELD(org_unit_id), FIELD(org_unit_name), FIELD(area_id), FIELD(valid_from), FIELD(valid_to), FIELD(letter), FIELD(source),
         FIELD(end_reason), FIELD(version))
DESCRIBE(organisations::DeputyLine, "DeputyLine", FIELD(id), FIELD(appointment_id), FIELD(post_id), FIELD(post_name), FIELD(org_unit_id),
         FIELD(org_unit_name), FIELD(holder_id), FIELD(holder_name), FIELD(person_id), FIELD(person_name), FIELD(valid_from), FIELD(valid_to), FIELD(reason))
DESCRIBE(organisations::AccountLine, "AccountLine", FIELD(id), FIELD(login), FIELD(person_id), FIELD(person_name), FIELD(locked), FIELD(last_login_at),
         FIELD(version))
DESCRIBE(organisations::UnitPlace, "UnitPlace", FIELD(id), FIELD(area_id))

namespace organisations {
namespace {

using store::ListKind;
using store::ListTest;

// A list that not every filter asks for its day says $2 once all the same: both engines want each parameter used.

// One organisation and all below it, in its own tree.
#define UNDER(column)                                                                                                                    \
  column " IN (WITH RECURSIVE below (id) AS (SELECT CAST($? AS BIGINT) UNION ALL SELECT u.id FROM org_units u JOIN below b ON "          \
         "u.parent_id = b.id WHERE u.district_id = $1) SELECT id FROM below)"

store::ListField find_field(std::string where) {
  return {.name = "q", .kind = ListKind::text, .where = std::move(where),
          .convert = [](std::string_view typed, store::Engine) { return like_pattern(typed); }};
}
store::ListField under_field(std::string where) {
  return {.name = "under", .kind = ListKind::text, .where = std::move(where), .convert = [](std::string_view value, store::Engine) {
            const bool number = !value.empty() && value.size() <= 19 && value.find_first_not_of("0123456789") == std::string_view::npos;
            return number ? std::string(value) : std::string{};
          }};
}

const store::ListSpec posts_spec{
    .columns = "p.id, p.kind, p.name, p.org_unit_id, p.area_id, p.valid_from, p.valid_to",
    .from = "posts p",
    .where = "p.district_id = $1 AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to > $2)",
    .id = "p.id",
    .fields = {{.name = "kind", .kind = ListKind::word, .column = "p.kind", .sorts = true},
               {.name = "org_unit", .kind = ListKind::id, .column = "p.org_unit_id"},
               {.name = "area", .kind = ListKind::id, .column = "p.area_id"},
               {.name = "name", .kind = ListKind::text, .column = "p.name", .test = ListTest::none, .sorts = true},
               find_field("(p.name LIKE $? OR p.pinyin LIKE $? OR p.org_unit_id IN (SELECT u.id FROM org_units u WHERE u.district_id = $1 AND (u.name LIKE $? "
                          "OR u.pinyin LIKE $?)) OR p.id IN (SELECT a.post_id FROM appointments a JOIN persons h ON h.district_id = a.district_id AND h.id = "
                          "a.person_id WHERE a.district_id = $1 AND a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to > $2) AND (h.name LIKE $? OR "
                          "h.pinyin LIKE $?)))"),
               under_field(UNDER("p.org_unit_id")),
               {.name = "vacant", .kind = ListKind::flag,
                .where = "NOT EXISTS (SELECT 1 FROM appointments a WHERE a.district_id = p.district_id AND a.post_id = p.id AND a.valid_from <= $2 "
                         "AND (a.valid_to IS NULL OR a.valid_to > $2))"}},
    .sort = "kind",
    .also = {"on"}};

const store::ListSpec appointments_spec{
    .columns = "a.id, a.person_id, pe.name AS person_name, NULLIF(pe.phone, '') AS phone, a.post_id, po.kind AS post_kind, po.name AS post_name, "
               "po.org_unit_id, ou.name AS org_unit_name, po.area_id, a.valid_from, a.valid_to, a.letter, a.source, a.end_reason, a.version",
    .from = "appointments a JOIN persons pe ON pe.district_id = a.district_id AND pe.id = a.person_id JOIN posts po ON po.district_id = a.district_id AND "
            "po.id = a.post_id JOIN org_units ou ON ou.district_id = po.district_id AND ou.id = po.org_unit_id",
    .where = "a.district_id = $1 AND CAST($2 AS BIGINT) IS NOT NULL",
    .id = "a.id",
    .fields = {{.name = "current", .kind = ListKind::flag, .where = "a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to > $2)"},
               {.name = "ended", .kind = ListKind::flag, .where = "a.valid_to <= $2", .where_false = "(a.valid_to IS NULL OR a.valid_to > $2)"},
               {.name = "ends_before", .kind = ListKind::date, .column = "a.valid_to", .test = ListTest::until},
               {.name = "concurrent", .kind = ListKind::flag, .where = "a.source <> ''"},
               {.name = "kind", .kind = ListKind::word, .column = "po.kind"},
               {.name = "source", .kind = ListKind::word, .column = "a.source"},
               {.name = "org_unit", .kind = ListKind::id, .column = "po.org_unit_id"},
               {.name = "person", .kind = ListKind::id, .column = "a.person_id"},
               {.name = "post", .kind = ListKind::id, .column = "a.post_id"},
               find_field("(pe.name LIKE $? OR pe.pinyin LIKE $? OR po.name LIKE $? OR po.pinyin LIKE $? OR ou.name LIKE $? OR ou.pinyin LIKE $? OR a.letter LIKE $?)"),
               under_field(UNDER("po.org_unit_id")),
               {.name = "from", .kind = ListKind::date, .column = "a.valid_from", .test = ListTest::from, .sorts = true},
               {.name = "to", .kind = ListKind::integer, .column = "COALESCE(a.valid_to, 9999999)", .test = ListTest::none, .sorts = true}},
    .sort = "-from",
    .also = {"on"}};

const store::ListSpec deputies_spec{
    .columns = "d.id, d.appointment_id, a.post_id, po.name AS post_name, po.org_unit_id, ou.name AS org_unit_name, a.person_id AS holder_id, h.name AS "
               "holder_name, d.person_id, pe.name AS person_name, d.valid_from, d.valid_to, d.reason",
    .from = "deputies d JOIN appointments a ON a.district_id = d.district_id AND a.id = d.appointment_id JOIN persons h ON h.district_id = a.district_id AND "
            "h.id = a.person_id JOIN persons pe ON pe.district_id = d.district_id AND pe.id = d.person_id JOIN posts po ON po.district_id = a.district_id "
            "AND po.id = a.post_id JOIN org_units ou ON ou.district_id = po.district_id AND ou.id = po.org_unit_id",
    .where = "d.district_id = $1 AND CAST($2 AS BIGINT) IS NOT NULL",
    .id = "d.id",
    .fields = {{.name = "current", .kind = ListKind::flag, .where = "d.valid_from <= $2 AND d.valid_to > $2"},
               {.name = "ended", .kind = ListKind::flag, .where = "d.valid_to <= $2", .where_false = "d.valid_to > $2"},
               {.name = "org_unit", .kind = ListKind::id, .column = "po.org_unit_id"},
               find_field("(pe.name LIKE $? OR pe.pinyin LIKE $? OR h.name LIKE $? OR h.pinyin LIKE $? OR po.name LIKE $? OR po.pinyin LIKE $?)"),
               under_field(UNDER("po.org_unit_id")),
               {.name = "from", .kind = ListKind::date, .column = "d.valid_from", .test = ListTest::from, .sorts = true},
               {.name = "to", .kind = ListKind::date, .column = "d.valid_to", .test = ListTest::until, .sorts = true}},
    .sort = "to",
    .also = {"on"}};

const store::ListSpec persons_spec{
    .columns = "p.id, p.name, NULLIF(p.phone, '') AS phone, p.note",
    .from = "persons p",
    .where = "p.district_id = $1 AND p.name <> '' AND CAST($2 AS BIGINT) IS NOT NULL",
    .id = "p.id",
    .fields = {{.name = "name", .kind = ListKind::text, .where = "(p.name LIKE $? OR p.pinyin LIKE $?)",
                .convert = [](std::string_view typed, store::Engine) { return like_pattern(typed); }},
               {.name = "idle", .kind = ListKind::flag,
                .where = "NOT EXISTS (SELECT 1 FROM appointments a WHERE a.district_id = p.district_id AND a.person_id = p.id AND a.valid_from <= $2 "
                         "AND (a.valid_to IS NULL OR a.valid_to > $2))"},
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

}  // namespace

std::string like_pattern(std::string_view typed) {  // found inside; % and _ are letters like others
  std::string out;
  for (char c : base::normalised(typed)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c != '%' && c != '_') out += c;
  }
  return out.empty() ? out : "%" + out + "%";
}

const store::ListSpec& posts_list() { return posts_spec; }
const store::ListSpec& appointments_list() { return appointments_spec; }
const store::ListSpec& deputies_list() { return deputies_spec; }
const store::ListSpec& persons_list() { return persons_spec; }
const store::ListSpec& accounts_list() { return accounts_spec; }

}  // namespace organisations
