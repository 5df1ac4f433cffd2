// Columns found by their headings, cells read by field.
#include <charconv>
#include <cmath>

#include "base/iso.hpp"
#include "base/text.hpp"
#include "formats/sheet.hpp"

namespace formats {
namespace {

constexpr double digits_kept = 1e15;   // a spreadsheet's number has no more exact digits

// One spelling of a heading: no spaces, lower case, without a note in brackets (*必填, "(YYYY-MM-DD)").
std::string heading_key(std::string_view heading) {
  std::string text = base::normalised(heading);
  for (const std::string_view open : {"(", "（", "["})
    if (const std::size_t at = text.find(open); at != std::string::npos && at != 0) text.resize(at);
  std::string out;
  for (char c : text) {
    if (c == ' ' || c == '*' || c == '_' || c == '\n') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::optional<base::CivilDate> date_of(std::string_view text) {
  int parts[3] = {0, 0, 0};
  std::size_t part = 0, digits = 0;
  bool all_digits = true;
  for (const char c : text) all_digits = all_digits && c >= '0' && c <= '9';
  if (all_digits && text.size() == 8) {
    const auto number = [&](std::size_t from, std::size_t n) { int v = 0; std::from_chars(text.data() + from, text.data() + from + n, v); return v; };
    return base::civil(number(0, 4), static_cast<unsigned>(number(4, 2)), static_cast<unsigned>(number(6, 2)));
  }
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      if (part > 2 || digits >= 4) return std::nullopt;
      parts[part] = parts[part] * 10 + (c - '0');
      ++digits;
      ++i;
      continue;
    }
    std::size_t skip = 0;
    for (const std::string_view mark : {"-", "/", ".", "年", "月", "日"})
      if (text.substr(i).starts_with(mark)) skip = mark.size();
    if (skip == 0 || digits == 0) return std::nullopt;
    ++part;
    digits = 0;
    i += skip;
  }
  if (part < 2 || (part == 2 && digits == 0) || part > 3) return std::nullopt;
  return base::civil(parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2]));
}

const Cell empty_cell{};

}  // namespace

SheetColumns::SheetColumns(const Sheet& sheet, std::vector<SheetColumn> wanted, std::vector<SheetFault>& faults) {
  if (sheet.rows.empty()) {
    complete_ = false;
    faults.push_back({.reason = "formats.sheet_empty"});
    return;
  }
  rows_ = std::span(sheet.rows).subspan(1);
  const SheetRow& head = sheet.rows.front();
  for (const SheetColumn& each : wanted) {
    for (std::size_t i = 0; i < head.cells.size() && !at_.contains(each.field); ++i) {
      const std::string heading = cell_text(head.cells[i]);
      for (const std::string& name : each.names)
        if (!heading.empty() && heading_key(heading) == heading_key(name)) {
          at_.emplace(each.field, i);
          headings_.emplace(each.field, heading);
          break;
        }
    }
    if (at_.contains(each.field)) continue;
    headings_.emplace(each.field, each.names.empty() ? each.field : each.names.front());
    if (!each.needed) continue;
    complete_ = false;
    faults.push_back({.line = head.line, .column = headings_.at(each.field), .reason = "formats.sheet_column_missing",
                      .params = {{"column", headings_.at(each.field)}}});
  }
}

bool SheetColumns::has(std::string_view field) const { return at_.contains(field); }

std::string SheetColumns::heading(std::string_view field) const {
  const auto it = headings_.find(field);
  return it == headings_.end() ? std::string(field) : it->second;
}

const Cell& SheetColumns::cell(const SheetRow& row, std::string_view field) const {
  const auto it = at_.find(field);
  return it == at_.end() || it->second >= row.cells.size() ? empty_cell : row.cells[it->second];
}

void SheetColumns::fault(const SheetRow& row, std::string_view field, std::string reason, std::vector<SheetFault>& faults, base::Params params) const {
  faults.push_back({row.line, field.empty() ? std::string{} : heading(field), std::move(reason), std::move(params)});
}

std::string SheetColumns::text(const SheetRow& row, std::string_view field, std::vector<SheetFault>& faults) const {
  const Cell& at = cell(row, field);
  const auto* number = std::get_if<std::int64_t>(&at);
  const auto* real = std::get_if<double>(&at);
  if ((number != nullptr && std::abs(static_cast<double>(*number)) >= digits_kept) || (real != nullptr && std::abs(*real) >= digits_kept)) {
    fault(row, field, "formats.sheet_digits_lost", faults);   // 140108199001011234 typed as a number ends in zeros by now
    return {};
  }
  return base::normalised(cell_text(at));
}

std::optional<base::CivilDate> SheetColumns::date(const SheetRow& row, std::string_view field, std::vector<SheetFault>& faults) const {
  const Cell& at = cell(row, field);
  if (const auto* day = std::get_if<base::CivilDate>(&at)) return *day;
  if (const auto* time = std::get_if<base::LocalTime>(&at)) return time->date;
  const std::string words = base::normalised(cell_text(at));
  if (words.empty()) return std::nullopt;
  const auto day = date_of(words);
  if (!day) fault(row, field, "formats.sheet_no_date", faults, {{"text", base::cut(words, 40)}});
  return day;
}

std::optional<std::int64_t> SheetColumns::integer(const SheetRow& row, std::string_view field, std::vector<SheetFault>& faults) const {
  const Cell& at = cell(row, field);
  if (const auto* number = std::get_if<std::int64_t>(&at)) return *number;
  const std::string words = base::normalised(cell_text(at));
  if (words.empty()) return std::nullopt;
  std::int64_t n = 0;
  const auto read = std::from_chars(words.data(), words.data() + words.size(), n);
  if (read.ec == std::errc{} && read.ptr == words.data() + words.size()) return n;
  fault(row, field, "formats.sheet_no_integer", faults, {{"text", base::cut(words, 40)}});
  return std::nullopt;
}

std::optional<bool> SheetColumns::yes_no(const SheetRow& row, std::string_view field, std::vector<SheetFault>& faults) const {
  const Cell& at = cell(row, field);
  if (const auto* flag = std::get_if<bool>(&at)) return *flag;
  const std::string words = heading_key(cell_text(at));
  if (words.empty()) return std::nullopt;
  for (const std::string_view yes : {"是", "有", "yes", "y", "true", "1", "√"})
    if (words == yes) return true;
  for (const std::string_view no : {"否", "无", "no", "n", "false", "0", "×"})
    if (words == no) return false;
  fault(row, field, "formats.sheet_no_yes", faults, {{"text", base::cut(words, 40)}});
  return std::nullopt;
}

}  // namespace formats
