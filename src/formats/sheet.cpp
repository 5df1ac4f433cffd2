#include "formats/sheet.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <stdexcept>

#include "base/iso.hpp"
#include "base/text.hpp"
#include "formats/csv.hpp"

namespace formats {
namespace {

constexpr std::string_view zip_begin = "PK\x03\x04";
constexpr std::string_view old_excel_begin = "\xD0\xCF\x11\xE0";   // before 2007, and every workbook with a password

std::string without_apostrophes(std::string_view s) { return std::string(s.substr(std::min(s.find_first_not_of('\''), s.size()))); }
bool risky(std::string_view s) {
  const std::string rest = without_apostrophes(s);
  return formula_safe(rest) != rest;
}

std::unexpected<base::Error> too_large(std::string what, std::int64_t max) {
  return base::fail(base::ErrorCode::too_large, "formats.sheet_too_large", {{"what", std::move(what)}, {"max", std::to_string(max)}});
}

// Spreadsheets in Chinese write CSV in GB 18030 unless asked for UTF-8.
std::optional<std::string> from_gb18030(std::string_view bytes) {
  const iconv_t way = iconv_open("UTF-8", "GB18030");
  if (way == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string out(bytes.size() * 2 + 16, '\0');
  std::string in(bytes);
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size(), room = out.size();
  const std::size_t done = iconv(way, &from, &left, &to, &room);
  iconv_close(way);
  if (done == static_cast<std::size_t>(-1) || left != 0) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

constexpr std::size_t piece_bytes = 64 * 1024;

class CsvWriter final : public SheetWriter {
 public:
  explicit CsvWriter(const SheetHead& head, const std::string& path = {}) {
    if (!path.empty()) file_.emplace(path, std::ios::binary | std::ios::trunc);
    out_ += csv_bom;
    if (!head.columns.empty()) put_csv_row(out_, head.columns);
  }
  void row(std::span<const Cell> cells) override {
    std::vector<std::string> fields;
    fields.reserve(cells.size());
    for (const Cell& cell : cells) fields.push_back(std::holds_alternative<std::string>(cell) ? guarded(std::get<std::string>(cell)) : cell_text(cell));
    put_csv_row(out_, fields);
    if (file_ && out_.size() >= piece_bytes) write();
  }
  std::string finish() override {
    if (!file_) return std::move(out_);
    write();
    file_->close();
    if (!*file_) throw std::runtime_error("a sheet could not be written");
    return {};
  }

 private:
  void write() {
    file_->write(out_.data(), static_cast<std::streamsize>(out_.size()));
    if (!*file_) throw std::runtime_error("a sheet could not be written");
    out_.clear();
  }

  std::string out_;
  std::optional<std::ofstream> file_;
};

constexpr std::string_view kinds = "etidbcl";   // of cells, by the place in Cell
static_assert(kinds.size() == std::variant_size_v<Cell>);

void put_text(std::string& out, std::string_view text) {
  out += fmt::format("{}:", text.size());
  out += text;
}

std::string number_text(double d) {
  if (!std::isfinite(d)) return {};
  std::array<char, 64> room{};
  const auto end = std::to_chars(room.data(), room.data() + room.size(), d, std::chars_format::fixed);
  if (end.ec != std::errc{}) return fmt::format("{}", d);
  return {room.data(), end.ptr};
}

}  // namespace

std::unique_ptr<SheetWriter> xlsx_writer(const SheetHead&, const std::string& path);  // xlsx_write.cpp; no path: into memory

std::optional<SheetFormat> sheet_format(std::string_view word) {
  if (word == "csv") return SheetFormat::csv;
  if (word == "xlsx") return SheetFormat::xlsx;
  return std::nullopt;
}

std::string_view media_type(SheetFormat format) {
  switch (format) {
    case SheetFormat::csv: return "text/csv; charset=utf-8";
    case SheetFormat::xlsx: return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  }
  return {};
}

std::string guarded(std::string_view s) { return risky(s) ? "'" + std::string(s) : std::string(s); }
std::string unguarded(std::string_view s) { return s.starts_with('\'') && risky(s) ? std::string(s.substr(1)) : std::string(s); }

std::string cell_text(const Cell& cell) {
  struct {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& s) const { return s; }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(double d) const { return number_text(d); }
    std::string operator()(bool b) const { return b ? "是" : "否"; }
    std::string operator()(base::CivilDate d) const { return base::iso(d); }
    std::string operator()(const base::LocalTime& t) const {
      const std::int64_t s = t.since_midnight.micros / 1'000'000;
      return fmt::format("{} {:02}:{:02}:{:02}", base::iso(t.date), s / 3600, s / 60 % 60, s % 60);
    }
  } const words;
  return std::visit(words, cell);
}

base::Result<Sheet> read_csv(std::string_view bytes, const SheetLimits& limits) {
  std::string converted;
  if (!base::valid_utf8(bytes)) {
    auto utf8 = from_gb18030(bytes);
    if (utf8) bytes = converted = std::move(*utf8);
  }
  CsvReader reader(CsvReader::from_text(bytes), {.field_bytes_max = limits.cell_bytes_max, .fields_max = static_cast<std::size_t>(limits.columns_max)});
  Sheet out;
  std::vector<std::string> fields;
  for (;;) {
    TRY(more, reader.next(fields));
    if (!more) return out;
    while (!fields.empty() && fields.back().empty()) fields.pop_back();
    if (fields.empty()) continue;
    if (static_cast<std::int64_t>(out.rows.size()) >= limits.rows_max) return too_large("rows", limits.rows_max);
    SheetRow row{.line = reader.line()};
    for (std::string& field : fields) row.cells.push_back(field.empty() ? Cell{} : Cell{unguarded(field)});
    out.rows.push_back(std::move(row));
  }
}

base::Result<Sheet> read_sheet(std::string_view bytes, const SheetLimits& limits) {
  if (bytes.starts_with(zip_begin)) return read_xlsx(bytes, limits);
  if (bytes.starts_with(old_excel_begin)) return base::fail(base::ErrorCode::unsupported, "formats.sheet_old_excel");
  const std::string_view head = bytes.substr(0, 4096);
  if (head.find('\0') != std::string_view::npos || head.starts_with("%PDF")) return base::fail(base::ErrorCode::unsupported, "formats.sheet_unknown_kind");
  return read_csv(bytes, limits);
}

std::unique_ptr<SheetWriter> sheet_writer(SheetFormat format, const SheetHead& head) { return sheet_writer(format, head, {}); }

std::unique_ptr<SheetWriter> sheet_writer(SheetFormat format, const SheetHead& head, const std::string& path) {
  switch (format) {
    case SheetFormat::csv: return std::make_unique<CsvWriter>(head, path);
    case SheetFormat::xlsx: return xlsx_writer(head, path);
  }
  return nullptr;
}

std::string write_sheet(SheetFormat format, const SheetHead& head, std::span<const std::vector<Cell>> rows) {
  const auto writer = sheet_writer(format, head);
  for (const auto& row : rows) writer->row(row);
  return writer->finish();
}

// "<kind><length>:<text>" a cell, a line end a row: text of any content passes through.
void put_cells(std::string& out, std::span<const Cell> cells) {
  for (const Cell& cell : cells) {
    out += kinds[cell.index()];
    if (const auto* text = std::get_if<std::string>(&cell)) put_text(out, *text);
    else if (const auto* flag = std::get_if<bool>(&cell)) put_text(out, *flag ? "1" : "0");
    else if (const auto* real = std::get_if<double>(&cell)) put_text(out, fmt::format("{}", *real));
    else if (const auto* day = std::get_if<base::CivilDate>(&cell)) put_text(out, std::to_string(day->days));
    else if (const auto* at = std::get_if<base::LocalTime>(&cell)) put_text(out, fmt::format("{} {}", at->date.days, at->since_midnight.micros));
    else put_text(out, cell_text(cell));
  }
  out += '\n';
}

std::vector<std::vector<Cell>> take_cells(std::string_view text) {
  std::vector<std::vector<Cell>> out;
  std::vector<Cell> row;
  while (!text.empty()) {
    const char kind = text.front();
    text.remove_prefix(1);
    if (kind == '\n') {
      out.push_back(std::move(row));
      row.clear();
      continue;
    }
    std::size_t length = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), length);
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()) + 1);
    const std::string_view value = text.substr(0, length);
    text.remove_prefix(std::min(length, text.size()));
    std::int64_t n = 0;
    const auto number = std::from_chars(value.data(), value.data() + value.size(), n);
    switch (kind) {
      case 't': row.emplace_back(std::string(value)); break;
      case 'i': row.emplace_back(n); break;
      case 'b': row.emplace_back(value == "1"); break;
      case 'd': {
        double d = 0;
        std::from_chars(value.data(), value.data() + value.size(), d);
        row.emplace_back(d);
        break;
      }
      case 'c': row.emplace_back(base::CivilDate{static_cast<std::int32_t>(n)}); break;
      case 'l': {
        std::int64_t micros = 0;
        std::from_chars(number.ptr + 1, value.data() + value.size(), micros);
        row.emplace_back(base::LocalTime{{static_cast<std::int32_t>(n)}, {micros}});
        break;
      }
      default: row.emplace_back(); break;
    }
  }
  return out;
}

}  // namespace formats
