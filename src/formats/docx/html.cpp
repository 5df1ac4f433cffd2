// A document's body as plain HTML, so that the page on the screen and the file in the word processor are one layout.
#include <algorithm>
#include <array>
#include <charconv>
#include <pugixml.hpp>

#include "formats/docx/docx.hpp"
#include "formats/docx/package.hpp"

namespace formats {
namespace {

void escape(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
}

std::string_view value(pugi::xml_node node) { return node.attribute("w:val").value(); }

bool on(pugi::xml_node property) {  // <w:b/> is on, <w:b w:val="0"/> off
  return property && value(property) != "0" && value(property) != "false" && value(property) != "none";
}

// The nearest size that the style sheet knows, in half points.
int size_class(std::string_view half_points) {
  static constexpr std::array<int, 9> known{18, 21, 24, 28, 32, 36, 44, 48, 52};
  int wanted = 0;
  std::from_chars(half_points.data(), half_points.data() + half_points.size(), wanted);
  return *std::min_element(known.begin(), known.end(), [wanted](int a, int b) { return std::abs(a - wanted) < std::abs(b - wanted); });
}

void add(std::string& classes, std::string_view each) {
  if (!classes.empty()) classes += ' ';
  classes += each;
}

std::string run_classes(pugi::xml_node properties) {
  std::string out;
  if (on(properties.child("w:b"))) add(out, "b");
  if (on(properties.child("w:i"))) add(out, "i");
  if (on(properties.child("w:u"))) add(out, "u");
  const std::string_view colour = value(properties.child("w:color"));
  if (colour == "FF0000" || colour == "C00000" || colour == "E60000") add(out, "red");
  if (const auto size = properties.child("w:sz")) add(out, "z" + std::to_string(size_class(value(size))));
  return out;
}

std::string paragraph_classes(pugi::xml_node properties) {
  std::string out;
  const std::string_view align = value(properties.child("w:jc"));
  if (align == "center") add(out, "jc");
  if (align == "right" || align == "end") add(out, "jr");
  if (align == "both" || align == "distribute") add(out, "jb");
  if (const auto indent = properties.child("w:ind"); indent.attribute("w:firstLine") || indent.attribute("w:firstLineChars")) add(out, "ind");
  if (properties.child("w:pBdr").child("w:bottom")) add(out, "rule");
  if (on(properties.child("w:pageBreakBefore"))) add(out, "pb");
  return out;
}

void open(std::string& out, std::string_view tag, std::string_view classes) {
  out += '<';
  out += tag;
  if (!classes.empty()) {
    out += " class=\"";
    out += classes;
    out += '"';
  }
  out += '>';
}

void run(std::string& out, pugi::xml_node node) {
  const std::string classes = run_classes(node.child("w:rPr"));
  open(out, "span", classes);
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name();
    if (name == "w:t") escape(out, child.text().get());
    else if (name == "w:br" || name == "w:cr") out += "<br>";
    else if (name == "w:tab") out += "&emsp;";
  }
  out += "</span>";
}

void runs(std::string& out, pugi::xml_node node) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name();
    if (name == "w:r") run(out, child);
    else if (name == "w:hyperlink" || name == "w:ins" || name == "w:smartTag" || name == "w:sdt" || name == "w:sdtContent") runs(out, child);
  }
}

void blocks(std::string& out, pugi::xml_node node, int depth);

int width_of(pugi::xml_node column) {
  const std::string_view words = column.attribute("w:w").value();
  int out = 0;
  std::from_chars(words.data(), words.data() + words.size(), out);
  return std::clamp(out, 0, 100'000);
}

// The widths of the columns, in hundredths of the table's.
void columns(std::string& out, pugi::xml_node grid) {
  int all = 0;
  for (const pugi::xml_node& column : grid.children("w:gridCol")) all += width_of(column);
  if (all == 0) return;
  out += "<colgroup>";
  for (const pugi::xml_node& column : grid.children("w:gridCol")) out += "<col width=\"" + std::to_string(width_of(column) * 100 / all) + "%\">";
  out += "</colgroup>";
}

void table(std::string& out, pugi::xml_node node, int depth) {
  out += "<table>";
  columns(out, node.child("w:tblGrid"));
  for (const pugi::xml_node& row : node.children("w:tr")) {
    // A row that stands again on every page.
    const bool head = on(row.child("w:trPr").child("w:tblHeader"));
    if (head) out += "<thead>";
    open(out, "tr", head ? "head" : "");
    for (const pugi::xml_node& cell : row.children("w:tc")) {
      const pugi::xml_node properties = cell.child("w:tcPr");
      if (const auto merge = properties.child("w:vMerge"); merge && value(merge) != "restart") continue;
      int span = 1;
      const std::string_view wanted = value(properties.child("w:gridSpan"));
      std::from_chars(wanted.data(), wanted.data() + wanted.size(), span);
      out += span > 1 && span < 64 ? "<td colspan=\"" + std::to_string(span) + "\">" : std::string("<td>");
      blocks(out, cell, depth + 1);
      out += "</td>";
    }
    out += head ? "</tr></thead>" : "</tr>";
  }
  out += "</table>";
}

void blocks(std::string& out, pugi::xml_node node, int depth) {
  constexpr int depth_max = 8;
  if (depth > depth_max) return;
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name();
    if (name == "w:p") {
      open(out, "p", paragraph_classes(child.child("w:pPr")));
      runs(out, child);
      out += "</p>";
    } else if (name == "w:tbl") {
      table(out, child, depth);
    } else if (name == "w:sdt" || name == "w:sdtContent") {
      blocks(out, child, depth + 1);
    }
  }
}

}  // namespace

base::Result<std::string> docx_html(std::string_view docx) {
  TRY(package, unpack(docx));
  const std::string* text = package.part("word/document.xml");
  if (text == nullptr) return base::fail(base::ErrorCode::unsupported, "formats.docx_not_one");
  pugi::xml_document xml;
  if (!xml.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata))
    return base::fail(base::ErrorCode::malformed, "formats.docx_damaged");
  std::string out;
  blocks(out, xml.child("w:document").child("w:body"), 0);
  return out;
}

}  // namespace formats
