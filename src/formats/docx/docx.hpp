// Papers as word processors keep them (ECMA-376, WordprocessingML): a template with named fields {{事项编号}} is filled, its fields are
// listed, a document becomes the plain HTML of an A4 page, and a plain layout becomes a template that an official can edit.
// A file that somebody uploads is never trusted: parts, bytes and what they inflate to are bounded; external links are dropped.
//
// In a template: {{名称}} anywhere in text, also split over runs by the word processor. A table row that holds {{表名.栏名}} is repeated
// for each row of that table. Unknown fields are refused by name.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace formats {

struct DocxTable {
  std::string name{};
  std::vector<std::string> columns{};
  std::vector<std::vector<std::string>> rows{};   // as many cells as columns
};
struct DocxContent {
  std::vector<std::pair<std::string, std::string>> fields{};  // a line feed in the words begins a new line
  std::vector<DocxTable> tables{};
};

inline constexpr std::size_t docx_bytes_max = 2 * 1024 * 1024;            // of a template as uploaded
inline constexpr std::uint64_t docx_part_bytes_max = 16 * 1024 * 1024;    // of one part, inflated
inline constexpr std::size_t docx_table_rows_max = 2'000;

// Errors: unsupported formats.docx_not_one; malformed formats.docx_damaged; too_large formats.docx_too_large; invalid
// formats.docx_unknown_field {field}.
[[nodiscard]] base::Result<std::string> fill_docx(std::string_view docx, const DocxContent&);
[[nodiscard]] base::Result<std::vector<std::string>> docx_fields(std::string_view docx);   // in order, each once; tables as "表名.栏名"

// The body as HTML (no <html>): paragraphs and tables with the classes of the paper's style sheet, text escaped, nothing else.
// Classes: jc center, jr right, jb justified, ind first line indented, rule a line below, pb a new page before; b i u; red; z18 … z52 (half points).
[[nodiscard]] base::Result<std::string> docx_html(std::string_view docx);

// A plain official layout, from which the first template of each kind is made.
struct PaperLayout {
  std::string title{};
  bool red_head{};                                  // the issuing unit in red over a red line, as official papers have it
  std::vector<std::string> before{};                // paragraphs, with fields in them
  std::vector<std::vector<std::string>> rows{};     // of the field table: one or two names of fields in a row
  struct Table {
    std::string name{};
    std::vector<std::string> columns{};
    std::vector<int> widths{};                      // of the columns, against one another; empty: all alike
  };
  std::vector<Table> tables{};
  std::vector<std::string> after{};
  bool signature{true};                             // issuing unit and date at the right, below
};
[[nodiscard]] std::string make_docx(const PaperLayout&);

}  // namespace formats
