// Filling a template: markers may be split over runs, because word processors cut text where a spelling mark or a change of style was.
#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "formats/docx/docx.hpp"
#include "formats/docx/package.hpp"

namespace formats {
namespace {

constexpr std::string_view open_mark = "{{", close_mark = "}}";

bool carries_text(std::string_view part) {
  return part == "word/document.xml" || ((part.starts_with("word/header") || part.starts_with("word/footer")) && part.ends_with(".xml"));
}

struct Marker {
  std::size_t begin{}, end{};   // in the paragraph's text
  std::string name{};
};

std::string trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return std::string(s);
}

std::vector<Marker> markers_in(std::string_view text) {
  std::vector<Marker> out;
  for (std::size_t at = text.find(open_mark); at != text.npos; at = text.find(open_mark, at)) {
    const std::size_t end = text.find(close_mark, at);
    if (end == text.npos) break;
    out.push_back({at, end + close_mark.size(), trimmed(text.substr(at + open_mark.size(), end - at - open_mark.size()))});
    at = end + close_mark.size();
  }
  return out;
}

// A paragraph's own text nodes, in order; not those of a text box inside it.
void text_nodes(pugi::xml_node node, std::vector<pugi::xml_node>& out) {
  for (pugi::xml_node child : node.children()) {
    const std::string_view name = child.name();
    if (name == "w:t") out.push_back(child);
    else if (name != "w:p" && name != "w:txbxContent") text_nodes(child, out);
  }
}

struct Paragraph {
  std::vector<pugi::xml_node> nodes{};
  std::string text{};
};
Paragraph paragraph(pugi::xml_node p) {
  Paragraph out;
  text_nodes(p, out.nodes);
  for (const pugi::xml_node& t : out.nodes) out.text += t.text().get();
  return out;
}

void paragraphs_in(pugi::xml_node node, std::vector<pugi::xml_node>& out) {
  for (pugi::xml_node child : node.children()) {
    if (std::string_view(child.name()) == "w:p") out.push_back(child);
    paragraphs_in(child, out);
  }
}

// Sets a text node; further lines become <w:br/> and text nodes of the same run.
void set_text(pugi::xml_node t, std::string_view words) {
  std::size_t end = words.find('\n');
  t.remove_attribute("xml:space");
  t.append_attribute("xml:space").set_value("preserve");
  t.text().set(std::string(words.substr(0, end)).c_str());
  pugi::xml_node last = t;
  while (end != words.npos) {
    words.remove_prefix(end + 1);
    end = words.find('\n');
    pugi::xml_node run = last.parent();
    pugi::xml_node br = run.insert_child_after("w:br", last);
    last = run.insert_child_after("w:t", br);
    last.append_attribute("xml:space").set_value("preserve");
    last.text().set(std::string(words.substr(0, end)).c_str());
  }
}

using Say = std::function<base::Result<std::string>(const std::string& field)>;

base::Done fill_paragraph(pugi::xml_node p, const Say& say) {
  const Paragraph whole = paragraph(p);
  std::vector<Marker> markers = markers_in(whole.text);
  if (markers.empty()) return {};
  std::vector<std::string> parts;
  for (const pugi::xml_node& t : whole.nodes) parts.emplace_back(t.text().get());
  for (auto m = markers.rbegin(); m != markers.rend(); ++m) {  // from behind: earlier positions stay true
    TRY(words, say(m->name));
    std::size_t start = 0;
    bool said = false;
    for (std::string& part : parts) {
      const std::size_t length = part.size();
      // The marker's overlap with this run, against the run's original place. Parts behind it were already changed, this and those before not yet.
      const std::size_t from = std::max(m->begin, start), to = std::min(m->end, start + length);
      if (from < to) {
        part.replace(from - start, to - from, said ? std::string{} : words);
        said = true;
      }
      start += length;
      if (start >= m->end) break;
    }
  }
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] != whole.nodes[i].text().get()) set_text(whole.nodes[i], parts[i]);
  return {};
}

std::pair<std::string, std::string> split_dot(const std::string& name) {
  const std::size_t dot = name.find('.');
  return dot == std::string::npos ? std::pair{std::string{}, name} : std::pair{name.substr(0, dot), name.substr(dot + 1)};
}

std::unexpected<base::Error> unknown(const std::string& name) {
  return base::fail(base::ErrorCode::invalid, "formats.docx_unknown_field", {{"field", name}});
}

const DocxTable* table_of(const DocxContent& content, std::string_view name) {
  for (const DocxTable& t : content.tables)
    if (t.name == name) return &t;
  return nullptr;
}

// Rows that name a table are written once for each of its rows, then filled.
base::Done fill_rows(pugi::xml_node node, const DocxContent& content) {
  std::vector<pugi::xml_node> rows;
  for (pugi::xml_node row : node.children("w:tr")) rows.push_back(row);
  for (pugi::xml_node row : rows) {
    std::vector<pugi::xml_node> paragraphs;
    paragraphs_in(row, paragraphs);
    const DocxTable* table = nullptr;
    for (const pugi::xml_node& p : paragraphs) {
      for (const Marker& m : markers_in(paragraph(p).text)) {
        const auto [name, column] = split_dot(m.name);
        if (name.empty()) continue;
        table = table_of(content, name);
        if (table == nullptr) return unknown(m.name);
      }
    }
    if (table == nullptr) continue;
    pugi::xml_node last = row;
    const std::size_t count = std::min(std::max<std::size_t>(table->rows.size(), 1), docx_table_rows_max);
    for (std::size_t i = 0; i < count; ++i) {
      pugi::xml_node copy = node.insert_copy_after(row, last);
      last = copy;
      std::vector<pugi::xml_node> cells;
      paragraphs_in(copy, cells);
      const Say say = [&](const std::string& field) -> base::Result<std::string> {
        const auto [name, column] = split_dot(field);
        if (name != table->name) return unknown(field);
        const auto at = std::find(table->columns.begin(), table->columns.end(), column);
        if (at == table->columns.end()) return unknown(field);
        const auto index = static_cast<std::size_t>(at - table->columns.begin());
        if (i >= table->rows.size()) return std::string(index == 0 ? "（无）" : "");
        return index < table->rows[i].size() ? table->rows[i][index] : std::string{};
      };
      for (const pugi::xml_node& p : cells) TRY_DO(fill_paragraph(p, say));
    }
    node.remove_child(row);
  }
  return {};
}

void tables_in(pugi::xml_node node, std::vector<pugi::xml_node>& out) {
  for (pugi::xml_node child : node.children()) {
    tables_in(child, out);
    if (std::string_view(child.name()) == "w:tbl") out.push_back(child);
  }
}

base::Done fill_part(pugi::xml_document& xml, const DocxContent& content) {
  std::vector<pugi::xml_node> tables;
  tables_in(xml, tables);
  for (const pugi::xml_node& table : tables) TRY_DO(fill_rows(table, content));
  std::vector<pugi::xml_node> paragraphs;
  paragraphs_in(xml, paragraphs);
  const Say say = [&content](const std::string& field) -> base::Result<std::string> {
    for (const auto& [name, words] : content.fields)
      if (name == field) return words;
    return unknown(field);
  };
  for (const pugi::xml_node& p : paragraphs) TRY_DO(fill_paragraph(p, say));
  return {};
}

base::Result<std::unique_ptr<pugi::xml_document>> parse(const std::string& text) {
  auto xml = std::make_unique<pugi::xml_document>();
  // No DTDs, no entities of their own: pugixml expands only the five predefined ones.
  if (!xml->load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_declaration))
    return base::fail(base::ErrorCode::malformed, "formats.docx_damaged");
  return xml;
}

base::Result<Package> document(std::string_view docx) {
  TRY(package, unpack(docx));
  if (package.part("word/document.xml") == nullptr) return base::fail(base::ErrorCode::unsupported, "formats.docx_not_one");
  return package;
}

}  // namespace

base::Result<std::string> fill_docx(std::string_view docx, const DocxContent& content) {
  TRY(package, document(docx));
  for (auto& [name, text] : package.parts) {
    if (!carries_text(name)) continue;
    TRY(xml, parse(text));
    TRY_DO(fill_part(*xml, content));
    std::ostringstream out;
    xml->save(out, "", pugi::format_raw);
    text = std::move(out).str();
  }
  return pack(package);
}

base::Result<std::vector<std::string>> docx_fields(std::string_view docx) {
  TRY(package, document(docx));
  std::vector<std::string> out;
  for (const auto& [name, text] : package.parts) {
    if (!carries_text(name)) continue;
    TRY(xml, parse(text));
    std::vector<pugi::xml_node> paragraphs;
    paragraphs_in(*xml, paragraphs);
    for (const pugi::xml_node& p : paragraphs)
      for (Marker& m : markers_in(paragraph(p).text))
        if (std::find(out.begin(), out.end(), m.name) == out.end()) out.push_back(std::move(m.name));
  }
  return out;
}

}  // namespace formats
