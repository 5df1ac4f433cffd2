// The first visible sheet of an XLSX as typed cells. Formulas give the value that was saved with them, never themselves.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/iso.hpp"
#include "base/text.hpp"
#include "formats/xlsx_package.hpp"

namespace formats {
namespace {

constexpr std::size_t styles_max = 100'000;
constexpr std::int64_t exact_integer_max = 9'007'199'254'740'992;

std::unexpected<base::Error> damaged() { return base::fail(base::ErrorCode::malformed, "formats.xlsx_damaged"); }
std::unexpected<base::Error> too_large(std::string what, std::int64_t max) {
  return base::fail(base::ErrorCode::too_large, "formats.sheet_too_large", {{"what", std::move(what)}, {"max", std::to_string(max)}});
}

template <class T>
std::optional<T> number(std::string_view text) {
  T n{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), n);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return n;
}

// "_x000D_" stands for a character that XML cannot hold.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    unsigned code = 0;
    if (text.size() - i >= 7 && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_') {
      const auto read = std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16);
      if (read.ec == std::errc{} && read.ptr == text.data() + i + 6 && (code < 0xD800 || code > 0xDFFF) && code != 0) {
        base::append_utf8(out, static_cast<char32_t>(code));
        i += 7;
        continue;
      }
    }
    out += text[i++];
  }
  return out;
}

enum class Look : std::uint8_t { plain, date, time };

Look look_of_code(std::string_view code) {
  bool quoted = false, bracket = false, date = false, time = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\') ++i;
    else if (c == '"') quoted = !quoted;
    else if (!quoted && c == '[') bracket = true;
    else if (!quoted && c == ']') bracket = false;
    else if (quoted || bracket) continue;
    else if (c == 'y' || c == 'd' || c == 'Y' || c == 'D') date = true;
    else if (c == 'h' || c == 's' || c == 'H' || c == 'S') time = true;
    else if (c == ';') break;
  }
  return time ? Look::time : date ? Look::date : Look::plain;
}
Look look_of_builtin(int id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || (id >= 57 && id <= 58)) return Look::date;
  if ((id >= 18 && id <= 22) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || (id >= 55 && id <= 56)) return Look::time;
  return Look::plain;
}

struct Book {                         // what the sheet needs to be understood
  std::vector<std::string> strings{};
  std::vector<Look> looks{};          // by style
  bool from_1904{};
  std::string sheet_part{}, sheet_name{};
};

std::string joined(std::string_view folder, std::string_view target) {  // of a relationship
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string out(folder);
  out += target;
  for (std::size_t up = out.find("/../"); up != std::string::npos; up = out.find("/../")) {
    const std::size_t before = up == 0 ? std::string::npos : out.rfind('/', up - 1);
    out.erase(before == std::string::npos ? 0 : before + 1, up + 4 - (before == std::string::npos ? 0 : before + 1));
  }
  return out;
}

struct Relation { std::string id{}, type{}, target{}; };
base::Result<std::vector<Relation>> relations(XlsxPackage& package, const std::string& part) {
  std::vector<Relation> out;
  if (!package.has(part)) return out;
  TRY_DO(package.parse(part, {.begin = [&](std::string_view element, const XmlAttributes& a) {
    if (element == "Relationship") out.push_back({std::string(a("Id")), std::string(a("Type")), std::string(a("Target"))});
  }}));
  return out;
}

base::Result<std::vector<std::string>> shared_strings(XlsxPackage& package, const std::string& part, const SheetLimits& limits) {
  std::vector<std::string> out;
  if (!package.has(part)) return out;
  std::string text;
  std::int64_t bytes = 0;
  bool in_text = false, too_many = false;
  int phonetic = 0;
  TRY_DO(package.parse(part, {
    .begin = [&](std::string_view element, const XmlAttributes&) {
      if (element == "si") text.clear();
      else if (element == "rPh") ++phonetic;
      else if (element == "t") in_text = phonetic == 0;
    },
    .end = [&](std::string_view element) {
      if (element == "rPh") --phonetic;
      else if (element == "t") in_text = false;
      else if (element == "si") out.push_back(unescaped(text));
    },
    .text = [&](std::string_view more) {
      bytes += static_cast<std::int64_t>(more.size());
      if (in_text) text += more;
    },
    .enough = [&] { return too_many = static_cast<std::int64_t>(out.size()) > limits.shared_strings_max || bytes > limits.text_bytes_max ||
                                      text.size() > limits.cell_bytes_max; }}));
  if (too_many) return too_large("text", limits.shared_strings_max);
  return out;
}

base::Result<std::vector<Look>> looks(XlsxPackage& package, const std::string& part) {
  std::vector<Look> out;
  if (!package.has(part)) return out;
  std::map<int, Look> own;
  bool cell_styles = false;
  TRY_DO(package.parse(part, {
    .begin = [&](std::string_view element, const XmlAttributes& a) {
      if (element == "numFmt") {
        if (own.size() < styles_max) own[number<int>(a("numFmtId")).value_or(-1)] = look_of_code(a("formatCode"));
      } else if (element == "cellXfs") {
        cell_styles = true;
      } else if (element == "xf" && cell_styles && out.size() < styles_max) {
        const int id = number<int>(a("numFmtId")).value_or(0);
        const auto it = own.find(id);
        out.push_back(it != own.end() ? it->second : look_of_builtin(id));
      }
    },
    .end = [&](std::string_view element) { if (element == "cellXfs") cell_styles = false; }}));
  return out;
}

base::Result<Book> open_book(XlsxPackage& package, const SheetLimits& limits) {
  TRY(top, relations(package, "_rels/.rels"));
  std::string workbook = "xl/workbook.xml";
  for (const Relation& each : top)
    if (each.type.ends_with("/officeDocument")) workbook = joined("", each.target);
  const std::size_t slash = workbook.rfind('/');
  const std::string folder = slash == std::string::npos ? std::string{} : workbook.substr(0, slash + 1);
  TRY(own, relations(package, folder + "_rels/" + workbook.substr(folder.size()) + ".rels"));
  Book out;
  std::string wanted;
  TRY_DO(package.parse(workbook, {.begin = [&](std::string_view element, const XmlAttributes& a) {
    if (element == "workbookPr") out.from_1904 = a("date1904") == "1" || a("date1904") == "true";
    if (element != "sheet" || !wanted.empty() || a("state") == "hidden" || a("state") == "veryHidden") return;
    wanted = a("id");
    out.sheet_name = a("name");
  }}));
  std::string strings = folder + "sharedStrings.xml", styles = folder + "styles.xml";
  for (const Relation& each : own) {
    if (each.id == wanted && !wanted.empty()) out.sheet_part = joined(folder, each.target);
    if (each.type.ends_with("/sharedStrings")) strings = joined(folder, each.target);
    if (each.type.ends_with("/styles")) styles = joined(folder, each.target);
  }
  if (out.sheet_part.empty() || !package.has(out.sheet_part)) return damaged();
  TRY(texts, shared_strings(package, strings, limits));
  out.strings = std::move(texts);
  TRY(styled, looks(package, styles));
  out.looks = std::move(styled);
  return out;
}

class SheetReading {
 public:
  SheetReading(const Book& book, const SheetLimits& limits) : book_(book), limits_(limits) { sheet_.name = book.sheet_name; }

  void begin(std::string_view element, const XmlAttributes& a) {
    if (element == "row") {
      row_ = {.line = number<std::int64_t>(a("r")).value_or(last_line_ + 1)};
      column_ = 0;
    } else if (element == "c") {
      column_ = column_of(a("r"));
      kind_ = a("t");
      style_ = number<std::size_t>(a("s")).value_or(0);
      text_.clear();
    } else if (element == "v" || element == "t") {
      in_value_ = phonetic_ == 0;
    } else if (element == "rPh") {
      ++phonetic_;
    }
  }
  void text(std::string_view more) {
    if (!in_value_) return;
    text_ += more;
    if (text_.size() > limits_.cell_bytes_max) stop("cell", static_cast<std::int64_t>(limits_.cell_bytes_max));
  }
  void end(std::string_view element) {
    if (element == "v" || element == "t") in_value_ = false;
    else if (element == "rPh") --phonetic_;
    else if (element == "c") end_cell();
    else if (element == "row") end_row();
  }
  [[nodiscard]] bool enough() const { return !too_much_.empty() || wrong_; }
  base::Result<Sheet> take() {
    if (wrong_) return damaged();
    if (!too_much_.empty()) return too_large(too_much_, max_);
    return std::move(sheet_);
  }

 private:
  void stop(std::string what, std::int64_t max) {
    too_much_ = std::move(what);
    max_ = max;
  }
  std::int64_t column_of(std::string_view reference) const {  // "BC12" -> 54; without one it is the next
    std::int64_t out = 0;
    for (const char c : reference) {
      if (c >= 'A' && c <= 'Z') out = out * 26 + (c - 'A' + 1);
      else break;
      if (out > 20'000) break;
    }
    return out == 0 ? column_ : out - 1;
  }
  void end_cell() {
    Cell cell = value();
    const std::int64_t at = column_++;
    if (std::holds_alternative<std::monostate>(cell)) return;
    if (at < 0 || at >= limits_.columns_max) return stop("columns", limits_.columns_max);
    if (at < static_cast<std::int64_t>(row_.cells.size())) {
      wrong_ = true;  // cells stand in order
      return;
    }
    if (const auto* text = std::get_if<std::string>(&cell)) bytes_ += static_cast<std::int64_t>(text->size());
    if (bytes_ > limits_.text_bytes_max) return stop("text", limits_.text_bytes_max);
    row_.cells.resize(static_cast<std::size_t>(at));
    row_.cells.push_back(std::move(cell));
  }
  void end_row() {
    if (row_.line <= last_line_) {
      wrong_ = true;
      return;
    }
    last_line_ = row_.line;
    if (row_.cells.empty()) return;
    if (static_cast<std::int64_t>(sheet_.rows.size()) >= limits_.rows_max) return stop("rows", limits_.rows_max);
    sheet_.rows.push_back(std::move(row_));
    row_ = {};
  }
  Cell of_text(std::string text) const { return text.empty() ? Cell{} : Cell{std::move(text)}; }
  Cell value() {
    if (kind_ == "s") {
      const auto index = number<std::size_t>(text_);
      if (!index || *index >= book_.strings.size()) {
        wrong_ = !text_.empty();
        return {};
      }
      return of_text(book_.strings[*index]);
    }
    if (kind_ == "inlineStr" || kind_ == "str") return of_text(unescaped(text_));
    if (text_.empty()) return {};
    if (kind_ == "b") return text_ == "1" || text_ == "true";
    if (kind_ == "e") return text_;                   // "#N/A": a fault wherever it is read as something
    if (kind_ == "d") return of_text(text_);
    const auto d = number<double>(text_);
    if (!d || !std::isfinite(*d)) {
      wrong_ = true;
      return {};
    }
    const Look look = style_ < book_.looks.size() ? book_.looks[style_] : Look::plain;
    if (look != Look::plain) return moment(*d, look);
    if (std::abs(*d) < static_cast<double>(exact_integer_max) && *d == std::floor(*d)) return static_cast<std::int64_t>(*d);
    return *d;
  }
  // Days since the last day of 1899, in which spreadsheets count a 29 February 1900 that never was.
  Cell moment(double serial, Look look) const {
    if (book_.from_1904) serial += 1'462;
    if (serial < 0 || serial > 2'958'465) return serial;
    auto days = static_cast<std::int64_t>(std::floor(serial));
    std::int64_t seconds = std::llround((serial - std::floor(serial)) * 86'400.0);
    if (seconds == 86'400) {
      ++days;
      seconds = 0;
    }
    if (days < 60) {
      if (days == 0) return serial;                   // a time of day alone
      ++days;
    }
    const base::CivilDate date{static_cast<std::int32_t>(days - 25'569)};
    if (look == Look::date && seconds == 0) return date;
    return base::LocalTime{date, base::seconds(seconds)};
  }

  const Book& book_;
  const SheetLimits& limits_;
  Sheet sheet_;
  SheetRow row_;
  std::int64_t column_ = 0, last_line_ = 0, bytes_ = 0, max_ = 0;
  std::string kind_, text_, too_much_;
  std::size_t style_ = 0;
  int phonetic_ = 0;
  bool in_value_ = false, wrong_ = false;
};

}  // namespace

base::Result<Sheet> read_xlsx(std::string_view bytes, const SheetLimits& limits) {
  TRY(package, XlsxPackage::open(bytes, limits));
  TRY(book, open_book(package, limits));
  SheetReading reading(book, limits);
  TRY_DO(package.parse(book.sheet_part, {.begin = [&](std::string_view e, const XmlAttributes& a) { reading.begin(e, a); },
                                         .end = [&](std::string_view e) { reading.end(e); },
                                         .text = [&](std::string_view t) { reading.text(t); },
                                         .enough = [&] { return reading.enough(); }}));
  return reading.take();
}

}  // namespace formats
