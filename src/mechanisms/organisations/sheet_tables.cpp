// All SQL of imported spreadsheets, and what their rows are compared with.
#include "base/described/tables.hpp"
#include "mechanisms/organisations/sheets.hpp"

DESCRIBE_ENUM(organisations::SheetKind, "OrgSheetKind", units, posts, persons, appointments)
DESCRIBE_ENUM(organisations::SheetState, "OrgSheetState", checked, refused, running, done)
DESCRIBE(organisations::SheetStep, "OrgSheetStep", FIELD(line), FIELD(act), FIELD(code), FIELD(name), FIELD(name_en), FIELD(kind), FIELD(parent_code),
         FIELD(letter), FIELD(source), FIELD(phone), FIELD(note), FIELD(tree), FIELD(from), FIELD(to), FIELD(area), FIELD(post), FIELD(person))
DESCRIBE(organisations::SheetRowOf, "OrgSheetRow", FIELD(id), FIELD(kind), FIELD(file_name), FIELD(state), FIELD(lines), FIELD(fresh), FIELD(changed),
         FIELD(known), FIELD(faults), FIELD(brought_in), FIELD(job_id), FIELD(person_id), FIELD(created_at))
DESCRIBE(organisations::SheetImportView, "OrgImportView", FIELD(id), FIELD(kind), FIELD(file_name), FIELD(state), FIELD(lines), FIELD(fresh), FIELD(changed),
         FIELD(known), FIELD(faults), FIELD(brought_in), FIELD(job_id), FIELD(person_name), FIELD(created_at))
DESCRIBE(organisations::FaultParam, "FaultParam", FIELD(name), FIELD(value))
DESCRIBE(organisations::SheetFaultRow, "OrgSheetFaultRow", FIELD(id), FIELD(line), FIELD(column_name), FIELD(reason), FIELD(params))
DESCRIBE(organisations::SheetFaultView, "OrgImportFault", FIELD(line), FIELD(column), FIELD(reason), FIELD(params))
DESCRIBE(organisations::KnownPerson, "KnownPerson", FIELD(id), FIELD(name), FIELD(phone))
DESCRIBE(organisations::KnownAppointment, "KnownAppointment", FIELD(id), FIELD(post), FIELD(person), FIELD(from), FIELD(to))

namespace organisations {
namespace {

using store::ListKind;
using store::Statement;

const Statement write_import{"organisations.insert_import",
                             "INSERT INTO org_imports (district_id, id, kind, file_name, state, lines, fresh, changed, known, faults, brought_in, job_id, "
                             "person_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const Statement update_import{"organisations.save_import",
                              "UPDATE org_imports SET state = $3, faults = $4, brought_in = $5, job_id = $6 WHERE district_id = $1 AND id = $2"};
#define IMPORT_COLUMNS "id, kind, file_name, state, lines, fresh, changed, known, faults, brought_in, job_id, person_id, created_at"
const Statement read_import{"organisations.import", "SELECT " IMPORT_COLUMNS " FROM org_imports WHERE district_id = $1 AND id = $2"};
const Statement write_step{"organisations.put_step", "INSERT INTO org_import_steps (district_id, import_id, number, body) VALUES ($1, $2, $3, $4)"};
const Statement read_steps{"organisations.steps_from",
                           "SELECT body FROM org_import_steps WHERE district_id = $1 AND import_id = $2 AND number >= $3 ORDER BY number LIMIT $4"};
const Statement drop_step{"organisations.drop_steps", "DELETE FROM org_import_steps WHERE district_id = $1 AND import_id = $2"};
const Statement drop_old_steps{"organisations.drop_old_steps",
                               "DELETE FROM org_import_steps WHERE district_id = $1 AND import_id IN (SELECT id FROM org_imports WHERE district_id = $1 AND "
                               "created_at < $2)"};
const Statement drop_old_faults{"organisations.drop_old_faults",
                                "DELETE FROM org_import_faults WHERE district_id = $1 AND import_id IN (SELECT id FROM org_imports WHERE district_id = $1 AND "
                                "created_at < $2)"};
const Statement write_fault{"organisations.put_fault",
                            "INSERT INTO org_import_faults (district_id, import_id, id, line, column_name, reason, params) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Statement read_codes{"organisations.unit_codes", "SELECT code FROM org_units WHERE district_id = $1"};
const Statement read_unit_code{"organisations.unit_by_code", "SELECT id FROM org_units WHERE district_id = $1 AND code = $2"};
const Statement read_persons{"organisations.known_persons", "SELECT id, name, phone FROM persons WHERE district_id = $1 AND name <> '' ORDER BY id"};
const Statement read_appointments{"organisations.known_appointments",
                                  "SELECT id, post_id AS post, person_id AS person, valid_from AS \"from\", valid_to AS \"to\" FROM appointments WHERE "
                                  "district_id = $1 ORDER BY id"};

const store::ListSpec imports_spec{.columns = IMPORT_COLUMNS, .from = "org_imports", .where = "district_id = $1", .id = "id",
                                   .fields = {{.name = "kind", .kind = ListKind::word, .column = "kind"},
                                              {.name = "created_at", .kind = ListKind::instant, .column = "created_at", .sorts = true}},
                                   .sort = "-created_at"};
const store::ListSpec faults_spec{.columns = "id, line, column_name, reason, params", .from = "org_import_faults", .where = "district_id = $1 AND import_id = $2",
                                  .id = "id",
                                  .fields = {{.name = "line", .kind = ListKind::integer, .column = "line", .sorts = true}},
                                  .sort = "line"};

}  // namespace

const store::ListSpec& imports_list() { return imports_spec; }
const store::ListSpec& import_faults_list() { return faults_spec; }

void insert_import(store::Unit& u, const SheetRowOf& r) {
  u.exec(write_import, u.district(), r.id, r.kind, r.file_name, r.state, r.lines, r.fresh, r.changed, r.known, r.faults, r.brought_in, r.job_id, r.person_id,
         r.created_at);
}
void save_import(store::Unit& u, const SheetRowOf& r) { u.exec(update_import, u.district(), r.id, r.state, r.faults, r.brought_in, r.job_id); }
std::optional<SheetRowOf> import_row(store::Session& s, base::DistrictId d, OrgImportId id) { return s.one<SheetRowOf>(read_import, d, id); }
void put_steps(store::Unit& u, OrgImportId id, std::int64_t first, const std::vector<SheetStep>& steps) {
  for (const SheetStep& step : steps) u.exec(write_step, u.district(), id, first++, described::to_json(step));
}
std::vector<SheetStep> steps_from(store::Session& s, base::DistrictId d, OrgImportId id, std::int64_t first, int limit) {
  std::vector<SheetStep> out;
  s.rows(read_steps, [&](const store::Row& r) {
    if (auto step = described::parse<SheetStep>(r.text(0))) out.push_back(std::move(*step));
    return true;
  }, d, id, first, limit);
  return out;
}
void drop_steps(store::Unit& u, OrgImportId id) { u.exec(drop_step, u.district(), id); }
void drop_old_imports(store::Unit& u, base::Instant before) {
  u.exec(drop_old_steps, u.district(), before);
  u.exec(drop_old_faults, u.district(), before);
}
void put_faults(store::Unit& u, OrgImportId id, std::int64_t first, const std::vector<formats::SheetFault>& faults) {
  for (const formats::SheetFault& f : faults) {
    if (first >= import_faults_kept_max) return;   // the count goes on
    std::vector<FaultParam> params;
    for (const auto& [name, value] : f.params) params.push_back({name, value});
    u.exec(write_fault, u.district(), id, first++, f.line, f.column, f.reason, described::to_json(params));
  }
}
std::optional<base::OrgUnitId> unit_by_code(store::Session& s, base::DistrictId d, std::string_view code) {
  return s.value<base::OrgUnitId>(read_unit_code, d, code);
}

World read_world(registry::Call& call, store::Session& s, SheetKind kind) {
  World out{.ground = ground(call, s), .grants = call.principal.grants};
  if (kind == SheetKind::units)
    s.rows(read_codes, [&](const store::Row& r) { out.codes.insert(r.get<std::string>(0)); return true; }, call.district());
  if (kind == SheetKind::persons || kind == SheetKind::appointments) out.persons = s.all<KnownPerson>(read_persons, call.district());
  if (kind == SheetKind::appointments) out.appointments = s.all<KnownAppointment>(read_appointments, call.district());
  return out;
}

}  // namespace organisations
