// Issuing, voiding and checking papers; the district's own templates.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mechanisms/papers/model.hpp"
#include "registry/room.hpp"

namespace papers {

// The kinds that print from this kind of record; empty: all.
[[nodiscard]] base::Result<std::vector<KindView>> kinds(registry::Call&, std::string_view subject_kind);
// Bodies of A4 pages, as formats/docx makes them: escaped, classes only.
[[nodiscard]] base::Result<std::string> preview(registry::Call&, std::string_view kind, RecordId);
// Numbered gaplessly for each unit, kind and year; its words are kept as they stood and hashed into the journal.
[[nodiscard]] base::Result<PaperView> issue(registry::Call&, const IssuePaper&);
[[nodiscard]] base::Result<PaperView> void_paper(registry::Call&, PaperId, const VoidPaper&);
[[nodiscard]] base::Result<PaperView> one(registry::Call&, PaperId);
struct Listed {
  std::vector<PaperView> items{};
  std::string next{};
  std::int64_t total_at_least{};
};
[[nodiscard]] base::Result<Listed> list(registry::Call&, const base::Params& query);
[[nodiscard]] base::Result<std::int64_t> count(registry::Call&, const base::Params& query);

struct File {
  std::string name{}, bytes{};
};
[[nodiscard]] base::Result<File> document(registry::Call&, PaperId);          // the filled DOCX
[[nodiscard]] base::Result<std::string> sheet(registry::Call&, PaperId);

[[nodiscard]] base::Result<File> template_file(registry::Call&, std::string_view kind);
[[nodiscard]] base::Result<KindView> publish_template(registry::Call&, std::string_view kind, std::string_view file_name, std::string_view docx);
[[nodiscard]] base::Result<KindView> restore_template(registry::Call&, std::string_view kind, const RestoreTemplate&);

// What anybody may ask of a paper in the hand: is it ours, which number, from when, is it still good. No words of it.
struct Verdict {
  bool known{}, voided{};
  std::string kind_zh{}, kind_en{}, number{}, org_unit_name{}, code{};
  base::CivilDate issued_on{};
};
[[nodiscard]] base::Result<Verdict> verify(registry::Call&, std::string_view typed_code);

[[nodiscard]] std::string check_words(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] std::string check_serials(registry::House&, store::Session&, base::DistrictId, const base::Subject&);
[[nodiscard]] base::Result<store::JobDone> erase_old_words(registry::House&, store::JobRun&);

}  // namespace papers
