#include "mechanisms/papers/rules.hpp"

#include <fmt/format.h>

#include "base/iso.hpp"
#include "base/report_number.hpp"
#include "base/text.hpp"

namespace papers {
namespace {

constexpr std::size_t short_words = 26;   // characters that fit beside another field

Layout parse_layout(const definitions::Doc& each, definitions::Faults& faults) {
  each.only({"kind", "word", "title", "red_head", "before", "rows", "after", "signature", "table"}, faults);
  Layout out;
  out.word = each.need_text("word", faults);
  out.layout.title = each.need_text("title", faults);
  out.layout.red_head = each.boolean_or("red_head", false, faults);
  out.layout.signature = each.boolean_or("signature", true, faults);
  out.layout.before = each.texts_or_none("before", faults);
  out.layout.after = each.texts_or_none("after", faults);
  for (const auto& row : each.at("rows").items()) {
    std::vector<std::string> names;
    for (const auto& name : row.items()) {
      if (const auto text = name.text(); text && !text->empty()) names.push_back(*text);
      else name.fault(faults, "papers.field_without_name");
    }
    if (names.empty() || names.size() > 2) row.fault(faults, "papers.one_or_two_fields");
    out.layout.rows.push_back(std::move(names));
  }
  for (const auto& table : each.at("table").items()) {
    formats::PaperLayout::Table made{table.need_text("name", faults), table.need_texts("columns", faults), {}};
    for (const auto& width : table.at("widths").items()) made.widths.push_back(static_cast<int>(std::clamp<std::int64_t>(width.integer().value_or(0), 0, 100)));
    const bool whole = std::all_of(made.widths.begin(), made.widths.end(), [](int each_width) { return each_width > 0; });
    if (!made.widths.empty() && (made.widths.size() != made.columns.size() || !whole)) table.at("widths").fault(faults, "papers.one_width_a_column");
    out.layout.tables.push_back(std::move(made));
  }
  return out;
}

}  // namespace

base::Result<Layouts> parse_layouts(const definitions::Doc& body) {
  definitions::Faults faults;
  Layouts out;
  out.plain_word = body.need_text("plain_word", faults);
  for (const auto& each : body.at("paper").items()) {
    const std::string kind = each.need_text("kind", faults);
    if (!out.kinds.emplace(kind, parse_layout(each, faults)).second) each.fault(faults, "papers.kind_twice", {{"kind", kind}});
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

formats::PaperLayout plain_layout(const Content& content) {
  formats::PaperLayout out{.title = content.title};
  std::string waiting;
  for (const Words& field : content.fields) {
    const bool is_short = base::code_points(field.words) <= short_words && field.words.find('\n') == std::string::npos;
    if (!is_short) {
      if (!waiting.empty()) out.rows.push_back({std::exchange(waiting, {})});
      out.rows.push_back({field.name});
    } else if (waiting.empty()) {
      waiting = field.name;
    } else {
      out.rows.push_back({std::exchange(waiting, {}), field.name});
    }
  }
  if (!waiting.empty()) out.rows.push_back({waiting});
  for (const WordsTable& table : content.tables) out.tables.push_back({table.name, table.columns, {}});
  return out;
}

formats::PaperLayout layout_of(const Layouts& layouts, std::string_view kind, const Content& content) {
  const auto own = layouts.kinds.find(kind);
  return own == layouts.kinds.end() ? plain_layout(content) : own->second.layout;
}

std::string number_of(const Layouts& layouts, std::string_view kind, std::string_view unit_name, std::int64_t year, std::int64_t serial) {
  const auto own = layouts.kinds.find(kind);
  return fmt::format("{}{}〔{}〕{}号", unit_name, own == layouts.kinds.end() ? layouts.plain_word : own->second.word, year, serial);
}

std::optional<std::string> read_code(std::string_view typed) {
  if (typed.size() > 64) return std::nullopt;
  std::string plain;
  for (const char c : base::normalised(typed))
    if (c != ' ' && c != '-') plain += c;
  if (plain.size() != 16) return std::nullopt;
  const auto first = base::read_report_number(std::string_view(plain).substr(0, 8)), second = base::read_report_number(std::string_view(plain).substr(8));
  if (!first || !second) return std::nullopt;
  return *first + *second;
}

std::string shown_code(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += ' ';
    out += code[i];
  }
  return out;
}

Content content_of(const registry::PaperContent& given) {
  Content out{.title = given.title};
  for (const auto& [name, words] : given.fields) out.fields.push_back({name, words});
  for (const auto& table : given.tables) out.tables.push_back({table.name, table.headings, table.rows});
  return out;
}

formats::DocxContent filling(const Content& content, const std::vector<Words>& own) {
  formats::DocxContent out;
  for (const Words& w : own) out.fields.emplace_back(w.name, w.words);
  for (const Words& w : content.fields) out.fields.emplace_back(w.name, chinese_dates(w.words));
  for (const WordsTable& t : content.tables) {
    out.tables.push_back({t.name, t.columns, t.rows});
    for (auto& row : out.tables.back().rows)
      for (std::string& cell : row) cell = chinese_dates(cell);
  }
  return out;
}

std::vector<std::string> own_fields() { return {"文号", "日期", "制发单位", "验证码", "标题"}; }

std::string chinese_date(base::CivilDate date) {
  const std::string iso = base::iso(date);   // 2026-09-17
  const auto part = [&iso](std::size_t at, std::size_t length) {
    std::string_view digits = std::string_view(iso).substr(at, length);
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    return std::string(digits);
  };
  return part(0, 4) + "年" + part(5, 2) + "月" + part(8, 2) + "日";
}

std::string chinese_dates(std::string_view text) {
  constexpr std::string_view form = "dddd-dd-dd";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    bool date = i + form.size() <= text.size() && (i == 0 || !is_digit(text[i - 1])) && (i + form.size() == text.size() || !is_digit(text[i + form.size()]));
    for (std::size_t k = 0; date && k < form.size(); ++k) date = form[k] == 'd' ? is_digit(text[i + k]) : text[i + k] == '-';
    const auto day = date ? base::parse_date(text.substr(i, form.size())) : std::nullopt;
    if (day) {
      out += chinese_date(*day);
      i += form.size();
    } else {
      out += text[i++];
    }
  }
  return out;
}

}  // namespace papers
