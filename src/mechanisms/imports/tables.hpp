// The imports' SQL.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "mechanisms/imports/model.hpp"
#include "store/list.hpp"
#include "store/session.hpp"

namespace imports {

struct Chunk {
  std::int64_t number{};       // from 0
  std::int64_t first_line{};   // of the file, from 1
  std::int64_t records{};
  std::string content{};       // heading and whole records
};

void insert_import(store::Unit&, const ImportRow&);
void insert_chunk(store::Unit&, ImportId, const Chunk&);
void save_chunk(store::Unit&, ImportId, std::int64_t number, const std::string& content);
void insert_fault(store::Unit&, ImportId, const FaultRow&);
void save_import(store::Unit&, const ImportRow&);               // state, counts and job
void remove_chunks(store::Unit&, ImportId);
void remove_faults(store::Unit&, ImportId);
[[nodiscard]] std::optional<ImportRow> import_row(store::Session&, base::DistrictId, ImportId);
[[nodiscard]] std::optional<Chunk> chunk(store::Session&, base::DistrictId, ImportId, std::int64_t number);

// Lists. Fixed argument $1 is the district, $2 of the faults the import.
[[nodiscard]] const store::ListSpec& imports_list();
[[nodiscard]] const store::ListSpec& faults_list();

}  // namespace imports
