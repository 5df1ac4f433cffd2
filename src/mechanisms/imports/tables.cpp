#include "mechanisms/imports/tables.hpp"

namespace imports {

namespace {

using store::Statement;

const Statement import_insert{"imports.insert",
                              "INSERT INTO imports (district_id, id, mapping, mapping_version, file_name, content_hash, state, chunks, lines, bad, warned,"
                              " brought_in, known, verdict_equal, verdict_different, verdict_no_target, verdict_not_closed, verdict_no_flag, job_id,"
                              " created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, $9, $10)"};
const Statement import_save{"imports.save",
                            "UPDATE imports SET state = $3, chunks = $4, lines = $5, bad = $6, warned = $7, brought_in = $8, known = $9, verdict_equal = $10,"
                            " verdict_different = $11, verdict_no_target = $12, verdict_not_closed = $13, verdict_no_flag = $14, job_id = $15"
                            " WHERE district_id = $1 AND id = $2"};
const Statement import_one{"imports.one",
                           "SELECT id, mapping, mapping_version, file_name, content_hash, state, chunks, lines, bad, warned, brought_in, known, verdict_equal,"
                           " verdict_different, verdict_no_target, verdict_not_closed, verdict_no_flag, job_id, created_at, created_by"
                           " FROM imports WHERE district_id = $1 AND id = $2"};
const Statement chunk_insert{"imports.chunk_insert",
                             "INSERT INTO import_chunks (district_id, import_id, number, first_line, records, content) VALUES ($1, $2, $3, $4, $5, $6)"};
const Statement chunk_one{"imports.chunk",
                          "SELECT number, first_line, records, content FROM import_chunks WHERE district_id = $1 AND import_id = $2 AND number = $3"};
const Statement chunk_save{"imports.chunk_save", "UPDATE import_chunks SET content = $4 WHERE district_id = $1 AND import_id = $2 AND number = $3"};
const Statement chunks_remove{"imports.chunks_remove", "DELETE FROM import_chunks WHERE district_id = $1 AND import_id = $2"};
const Statement fault_insert{"imports.fault_insert",
                             "INSERT INTO import_faults (district_id, import_id, id, line, warning, column_no, column_name, reason, value)"
                             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const Statement faults_remove{"imports.faults_remove", "DELETE FROM import_faults WHERE district_id = $1 AND import_id = $2"};

const store::ListSpec all_imports{
    .columns = "id, mapping, mapping_version, file_name, content_hash, state, chunks, lines, bad, warned, brought_in, known, verdict_equal,"
               " verdict_different, verdict_no_target, verdict_not_closed, verdict_no_flag, job_id, created_at, created_by",
    .from = "imports",
    .where = "district_id = $1",
    .id = "id",
    .fields = {{.name = "state", .kind = store::ListKind::word, .column = "state", .words = {"uploaded", "checking", "checked", "refused", "running", "done"}},
               {.name = "created_at", .kind = store::ListKind::instant, .column = "created_at", .test = store::ListTest::from, .sorts = true},
               {.name = "lines", .kind = store::ListKind::integer, .column = "lines", .test = store::ListTest::none, .sorts = true}},
    .sort = "-created_at"};
const store::ListSpec all_faults{
    .columns = "id, line, warning, column_no, column_name, reason, value",
    .from = "import_faults",
    .where = "district_id = $1 AND import_id = $2",
    .id = "id",
    .fields = {{.name = "warning", .kind = store::ListKind::flag, .where = "warning = 1"},
               {.name = "column", .kind = store::ListKind::text, .column = "column_name"},
               {.name = "line", .kind = store::ListKind::integer, .column = "line", .sorts = true}},
    .sort = "line"};

}  // namespace

void insert_import(store::Unit& unit, const ImportRow& row) {
  unit.exec(import_insert, unit.district(), row.id, row.mapping, row.mapping_version, row.file_name, row.content_hash, row.state, row.chunks,
            row.created_at, row.created_by);
}

void insert_chunk(store::Unit& unit, ImportId id, const Chunk& chunk) {
  unit.exec(chunk_insert, unit.district(), id, chunk.number, chunk.first_line, chunk.records, chunk.content);
}

void save_chunk(store::Unit& unit, ImportId id, std::int64_t number, const std::string& content) {
  unit.exec(chunk_save, unit.district(), id, number, content);
}

void insert_fault(store::Unit& unit, ImportId id, const FaultRow& fault) {
  unit.exec(fault_insert, unit.district(), id, fault.id, fault.line, fault.warning, fault.column_no, fault.column_name, fault.reason, fault.value);
}

void save_import(store::Unit& unit, const ImportRow& row) {
  unit.exec(import_save, unit.district(), row.id, row.state, row.chunks, row.lines, row.bad, row.warned, row.brought_in, row.known, row.verdict_equal,
            row.verdict_different, row.verdict_no_target, row.verdict_not_closed, row.verdict_no_flag, row.job_id);
}

void remove_chunks(store::Unit& unit, ImportId id) { unit.exec(chunks_remove, unit.district(), id); }

void remove_faults(store::Unit& unit, ImportId id) { unit.exec(faults_remove, unit.district(), id); }

std::optional<ImportRow> import_row(store::Session& session, base::DistrictId district, ImportId id) {
  return session.one<ImportRow>(import_one, district, id);
}

std::optional<Chunk> chunk(store::Session& session, base::DistrictId district, ImportId id, std::int64_t number) {
  std::optional<Chunk> found;
  session.rows(
      chunk_one,
      [&found](const store::Row& row) {
        found = Chunk{row.integer(0), row.integer(1), row.integer(2), std::string(row.text(3))};
        return false;
      },
      district, id, number);
  return found;
}

const store::ListSpec& imports_list() { return all_imports; }
const store::ListSpec& faults_list() { return all_faults; }

}  // namespace imports
