// Papers 公文单据: what a record of any room prints as. Commands, rows, event bodies and views.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"

namespace papers {

struct PaperTag;
using PaperId = base::Id<PaperTag>;
struct TemplateTag;
using TemplateId = base::Id<TemplateTag>;
struct RecordTag;
using RecordId = base::Id<RecordTag>;   // of any room

struct IssuePaper {                     // Command
  std::string client_ref{};
  std::string kind{};
  RecordId record{};
};
struct VoidPaper {                      // Command
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string reason{};
};
struct RestoreTemplate {                // Command: back to the layout of the rules
  std::string client_ref{};
};

struct Words {                          // one field of a paper, as it stood on the day
  std::string name{}, words{};
};
struct WordsTable {
  std::string name{};
  std::vector<std::string> columns{};
  std::vector<std::vector<std::string>> rows{};
};
struct Content {
  std::string title{};
  std::vector<Words> fields{};
  std::vector<WordsTable> tables{};
};

struct Paper {                          // Row
  base::DistrictId district_id{};
  PaperId id{};
  std::int64_t version{};
  std::string kind{};
  base::OrgUnitId org_unit_id{};        // who issued it
  std::int64_t year{}, serial{};
  std::string number{};                 // 文号
  std::string subject_kind{};
  RecordId subject_id{};
  base::AreaId area_id{};
  std::string title{}, code{};          // verification code, 16 characters
  std::int64_t template_version{};      // of the district's own template; 0: the layout of the rules …
  std::int64_t layout_version{};        // … in this version
  std::optional<std::string> content{}; // JSON of Content; none: erased
  std::string content_hash{};
  base::Instant issued_at{};
  base::PersonId issued_by{};
  std::optional<base::Instant> voided_at{};
  std::string void_reason{};
};
struct IssuedBody {                     // paper.issued
  std::string kind{};
  base::OrgUnitId org_unit_id{};
  std::int64_t year{}, serial{};
  std::string number{}, subject_kind{};
  RecordId subject_id{};
  base::AreaId area_id{};
  std::string title{}, code{};
  std::int64_t template_version{}, layout_version{};
  std::string content_hash{};
};
struct VoidedBody { std::string reason{}; };                                    // paper.voided
struct TemplateBody { std::string kind{}; std::int64_t version{}; std::string file_name{}, docx_hash{}; };  // paper_template.published

struct Template {                       // Row
  base::DistrictId district_id{};
  TemplateId id{};
  std::string kind{};
  std::int64_t version{};
  std::string file_name{}, docx{}, docx_hash{};
  base::Instant published_at{};
  base::PersonId published_by{};
};

struct PaperView {
  PaperId id{};
  std::int64_t version{};
  std::string kind{}, kind_zh{}, kind_en{}, number{}, title{}, subject_kind{};
  RecordId subject_id{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{};
  base::AreaId area_id{};
  base::Instant issued_at{};
  std::string issued_by_name{}, code{};
  std::int64_t template_version{};
  bool readable{};                      // its words are still kept
  std::optional<base::Instant> voided_at{};
  std::string void_reason{};
};
struct KindView {
  std::string kind{}, name_zh{}, name_en{}, subject_kind{};
  bool may_issue{};
  std::int64_t template_version{};      // 0: the layout of the rules
  std::string file_name{};
  std::optional<base::Instant> published_at{};
  std::string published_by_name{};
  std::vector<std::string> fields{};    // what its template names
};

}  // namespace papers

DESCRIBED(papers::IssuePaper)
DESCRIBED(papers::VoidPaper)
DESCRIBED(papers::RestoreTemplate)
DESCRIBED(papers::Words)
DESCRIBED(papers::WordsTable)
DESCRIBED(papers::Content)
DESCRIBED(papers::Paper)
DESCRIBED(papers::IssuedBody)
DESCRIBED(papers::VoidedBody)
DESCRIBED(papers::TemplateBody)
DESCRIBED(papers::Template)
DESCRIBED(papers::PaperView)
DESCRIBED(papers::KindView)
