#include "mechanisms/imports/model.hpp"

#include "base/described/tables.hpp"
#include "mechanisms/imports/chunks.hpp"

DESCRIBE_ENUM(imports::State, "ImportState", uploaded, checking, checked, refused, running, done)
DESCRIBE(imports::ImportRow, "ImportRow", FIELD(id), FIELD(mapping), FIELD(mapping_version), FIELD(file_name), FIELD(content_hash), FIELD(state),
         FIELD(chunks), FIELD(lines), FIELD(bad), FIELD(warned), FIELD(brought_in), FIELD(known), FIELD(verdict_equal), FIELD(verdict_different),
         FIELD(verdict_no_target), FIELD(verdict_not_closed), FIELD(verdict_no_flag), FIELD(job_id), FIELD(created_at), FIELD(created_by))
DESCRIBE(imports::VerdictsView, "VerdictsView", FIELD(equal), FIELD(different), FIELD(no_target), FIELD(not_closed), FIELD(no_flag))
DESCRIBE(imports::ImportView, "ImportView", FIELD(id), FIELD(mapping), FIELD(mapping_version), FIELD(mapping_zh), FIELD(mapping_en), FIELD(file_name),
         FIELD(state), FIELD(lines), FIELD(bad), FIELD(warned), FIELD(brought_in), FIELD(known), FIELD(progress_done), FIELD(progress_total),
         FIELD(job_id), FIELD(verdicts), FIELD(problem), FIELD(created_at), FIELD(created_by))
DESCRIBE(imports::FaultRow, "ImportFaultRow", FIELD(id), FIELD(line), FIELD(warning), FIELD(column_no), FIELD(column_name), FIELD(reason), FIELD(value))
DESCRIBE(imports::FaultView, "ImportFaultView", FIELD(line), FIELD(warning), FIELD(column), FIELD(column_name), FIELD(reason), FIELD(value))
DESCRIBE(imports::MappingView, "MappingView", FIELD(code), FIELD(version), FIELD(name_zh), FIELD(name_en), FIELD(licence), FIELD(source_tag), FIELD(source_text))
DESCRIBE(imports::MappingsView, "MappingsView", FIELD(items))
DESCRIBE(imports::FileLine, "ImportFileLine", FIELD(line), FIELD(cells), FIELD(broken), FIELD(column))
DESCRIBE(imports::FileLines, "ImportFileLines", FIELD(heading), FIELD(lines))
