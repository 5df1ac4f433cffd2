#include "mechanisms/papers/model.hpp"

#include "base/described/tables.hpp"
#include "base/limits.hpp"

DESCRIBE(papers::IssuePaper, "IssuePaper", FIELD(client_ref, .max = base::limits::client_ref_chars_max, .absent_ok = true),
         FIELD(kind, .min = 1, .max = 60, .format = described::Format::line), FIELD(record))
DESCRIBE(papers::VoidPaper, "VoidPaper", FIELD(client_ref, .max = base::limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(reason, .min = 2, .max = base::limits::reason_chars_max))
DESCRIBE(papers::RestoreTemplate, "RestoreTemplate", FIELD(client_ref, .max = base::limits::client_ref_chars_max, .absent_ok = true))
DESCRIBE(papers::Words, "PaperWords", FIELD(name), FIELD(words))
DESCRIBE(papers::WordsTable, "PaperWordsTable", FIELD(name), FIELD(columns), FIELD(rows))
DESCRIBE(papers::Content, "PaperContent", FIELD(title), FIELD(fields), FIELD(tables))
DESCRIBE(papers::Paper, "PaperRow", FIELD(district_id), FIELD(id), FIELD(version), FIELD(kind), FIELD(org_unit_id), FIELD(year), FIELD(serial), FIELD(number),
         FIELD(subject_kind), FIELD(subject_id), FIELD(area_id), FIELD(title), FIELD(code), FIELD(template_version), FIELD(layout_version), FIELD(content), FIELD(content_hash),
         FIELD(issued_at), FIELD(issued_by), FIELD(voided_at), FIELD(void_reason))
DESCRIBE(papers::IssuedBody, "PaperIssuedBody", FIELD(kind), FIELD(org_unit_id), FIELD(year), FIELD(serial), FIELD(number), FIELD(subject_kind), FIELD(subject_id),
         FIELD(area_id), FIELD(title), FIELD(code), FIELD(template_version), FIELD(layout_version), FIELD(content_hash))
DESCRIBE(papers::VoidedBody, "PaperVoidedBody", FIELD(reason))
DESCRIBE(papers::TemplateBody, "PaperTemplateBody", FIELD(kind), FIELD(version), FIELD(file_name), FIELD(docx_hash))
DESCRIBE(papers::Template, "PaperTemplateRow", FIELD(district_id), FIELD(id), FIELD(kind), FIELD(version), FIELD(file_name), FIELD(docx), FIELD(docx_hash),
         FIELD(published_at), FIELD(published_by))
DESCRIBE(papers::PaperView, "PaperView", FIELD(id), FIELD(version), FIELD(kind), FIELD(kind_zh), FIELD(kind_en), FIELD(number), FIELD(title), FIELD(subject_kind),
         FIELD(subject_id), FIELD(org_unit_id), FIELD(org_unit_name), FIELD(area_id), FIELD(issued_at), FIELD(issued_by_name), FIELD(code), FIELD(template_version),
         FIELD(readable), FIELD(voided_at), FIELD(void_reason))
DESCRIBE(papers::KindView, "PaperKindView", FIELD(kind), FIELD(name_zh), FIELD(name_en), FIELD(subject_kind), FIELD(may_issue), FIELD(template_version),
         FIELD(file_name), FIELD(published_at), FIELD(published_by_name), FIELD(fields))
