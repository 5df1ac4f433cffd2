// A template from a plain layout: A4, the fonts and sizes that official papers have (GB/T 9704: 仿宋 3号 text, 小标宋 title, red head).
// Where a font is missing the word processor takes its own; nothing else depends on it.
#include "formats/docx/docx.hpp"

#include <numeric>
#include "formats/docx/package.hpp"

namespace formats {
namespace {

constexpr std::string_view text_font = "FangSong", title_font = "SimSun";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else out += c;
  }
  return out;
}

struct Look {
  int half_points{28};
  bool bold{}, red{}, rule{}, indent{}, with_next{};
  std::string_view align{};      // "center", "right"; empty: left
  std::string_view font{text_font};
  int space_after{120};          // twentieths of a point
};

std::string paragraph(std::string_view text, const Look& look) {
  std::string p = "<w:p><w:pPr>";
  if (look.with_next) p += "<w:keepNext/>";
  if (look.rule) p += "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"4\" w:color=\"C00000\"/></w:pBdr>";
  p += "<w:spacing w:before=\"0\" w:after=\"" + std::to_string(look.space_after) + "\"/>";
  if (look.indent) p += "<w:ind w:firstLineChars=\"200\" w:firstLine=\"" + std::to_string(look.half_points * 20) + "\"/>";
  if (!look.align.empty()) p += "<w:jc w:val=\"" + std::string(look.align) + "\"/>";
  p += "</w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"" + std::string(look.font) + "\" w:eastAsia=\"" + std::string(look.font) + "\" w:hAnsi=\"" + std::string(look.font) + "\"/>";
  if (look.bold) p += "<w:b/>";
  if (look.red) p += "<w:color w:val=\"C00000\"/>";
  const std::string size = std::to_string(look.half_points);
  p += "<w:sz w:val=\"" + size + "\"/><w:szCs w:val=\"" + size + "\"/></w:rPr><w:t xml:space=\"preserve\">" + escaped(text) + "</w:t></w:r></w:p>";
  return p;
}

std::string cell(std::string_view text, int width, int span, bool bold) {
  std::string c = "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>";
  if (span > 1) c += "<w:gridSpan w:val=\"" + std::to_string(span) + "\"/>";
  c += "<w:vAlign w:val=\"center\"/></w:tcPr>";
  return c + paragraph(text, {.half_points = 24, .bold = bold, .align = bold ? "center" : "", .space_after = 0}) + "</w:tc>";
}

constexpr std::string_view borders =
    "<w:tblBorders><w:top w:val=\"single\" w:sz=\"6\"/><w:left w:val=\"single\" w:sz=\"6\"/><w:bottom w:val=\"single\" w:sz=\"6\"/><w:right w:val=\"single\" w:sz=\"6\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>";
constexpr int table_width = 8'960;   // A4 between the margins, in twentieths of a point

std::string table_begin(const std::vector<int>& widths) {
  std::string t = "<w:tbl><w:tblPr><w:tblW w:w=\"" + std::to_string(table_width) + "\" w:type=\"dxa\"/>" + std::string(borders) +
                  "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
  for (const int w : widths) t += "<w:gridCol w:w=\"" + std::to_string(w) + "\"/>";
  return t + "</w:tblGrid>";
}

std::string marker(std::string_view name) { return "{{" + std::string(name) + "}}"; }

std::string field_table(const std::vector<std::vector<std::string>>& rows) {
  constexpr int label = 1'620, words = 2'860;
  std::string t = table_begin({label, words, label, words});
  for (const auto& row : rows) {
    if (row.empty()) continue;
    t += "<w:tr>" + cell(row[0], label, 1, true);
    if (row.size() == 1) t += cell(marker(row[0]), table_width - label, 3, false);
    else t += cell(marker(row[0]), words, 1, false) + cell(row[1], label, 1, true) + cell(marker(row[1]), words, 1, false);
    t += "</w:tr>";
  }
  return t + "</w:tbl>";
}

std::string list_table(const PaperLayout::Table& table) {
  std::vector<int> widths(table.columns.size(), 1);
  if (table.widths.size() == table.columns.size()) widths = table.widths;
  const int all = std::max(1, std::accumulate(widths.begin(), widths.end(), 0));
  for (int& each : widths) each = table_width * each / all;
  std::string t = table_begin(widths);
  t += "<w:tr><w:trPr><w:tblHeader/></w:trPr>";
  for (std::size_t i = 0; i < widths.size(); ++i) t += cell(table.columns[i], widths[i], 1, true);
  t += "</w:tr><w:tr>";
  for (std::size_t i = 0; i < widths.size(); ++i) t += cell(marker(table.name + "." + table.columns[i]), widths[i], 1, false);
  return t + "</w:tr></w:tbl>";
}

constexpr std::string_view head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
constexpr std::string_view foot =
    "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1474\" w:header=\"851\" w:footer=\"992\" "
    "w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
constexpr std::string_view content_types =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override "
    "PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
constexpr std::string_view relations =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

}  // namespace

std::string make_docx(const PaperLayout& layout) {
  std::string body(head);
  if (layout.red_head) {
    body += paragraph("{{制发单位}}", {.half_points = 52, .bold = true, .red = true, .align = "center", .font = title_font});
    body += paragraph("{{文号}}", {.half_points = 28, .rule = true, .align = "center", .space_after = 360});
    body += paragraph(layout.title, {.half_points = 44, .bold = true, .align = "center", .font = title_font, .space_after = 240});
  } else {
    body += paragraph(layout.title, {.half_points = 44, .bold = true, .align = "center", .font = title_font, .space_after = 60});
    body += paragraph("{{文号}}", {.half_points = 24, .align = "right", .space_after = 120});
  }
  // Whom it is for begins at the margin, as official papers have it; the text below is indented.
  for (const std::string& line : layout.before) body += paragraph(line, {.half_points = 32, .indent = !line.ends_with("：")});
  if (!layout.rows.empty()) body += field_table(layout.rows);
  for (const PaperLayout::Table& table : layout.tables) {
    body += paragraph(table.name, {.half_points = 28, .bold = true, .with_next = true, .align = "center", .space_after = 60});
    body += list_table(table);
  }
  body += paragraph("", {.half_points = 18, .space_after = 0});
  for (const std::string& line : layout.after) body += paragraph(line, {.half_points = 28, .indent = true});
  if (layout.signature) {
    body += paragraph("{{制发单位}}", {.half_points = 28, .align = "right", .space_after = 0});
    body += paragraph("{{日期}}", {.half_points = 28, .align = "right"});
  }
  body += paragraph("验证码：{{验证码}}", {.half_points = 18, .align = "left", .space_after = 0});
  body += foot;
  return pack({{{"[Content_Types].xml", std::string(content_types)}, {"_rels/.rels", std::string(relations)}, {"word/document.xml", std::move(body)}}});
}

}  // namespace formats
