// XLSX written by libxlsxwriter in its constant-memory mode, into a given file, or through one that lives as long as the writer.
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cmath>
#include <fstream>
#include <stdexcept>

#include "base/assert.hpp"
#include "base/iso.hpp"
#include "base/temp_path.hpp"
#include "base/text.hpp"
#include "formats/sheet.hpp"

namespace formats {

std::unique_ptr<SheetWriter> xlsx_writer(const SheetHead&, const std::string& path);

namespace {

constexpr std::size_t cell_units_max = 32'767;      // UTF-16 units that a cell holds
constexpr std::int64_t exact_max = 999'999'999'999'999;
constexpr std::size_t measured_rows = 200;          // columns are as wide as these need

// "_x0041_" in a text would come back as "A": its first underscore is written as one that cannot be read so.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool code = text.size() - i >= 7 && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_' &&
                      text.substr(i + 2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    out += code ? "_x005F_" : std::string(1, text[i]);
  }
  return out;
}

// Zero bytes end a C string and broken UTF-8 ends the file: neither gets in.
std::string clean(std::string_view text) {
  std::string out;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const std::size_t bytes = base::utf8_sequence(at, end);
    if (bytes != 0 && *at != '\0') out.append(at, bytes);
    at += bytes == 0 ? 1 : bytes;
  }
  std::size_t units = 0, kept = 0;
  for (const char* at = out.data(); at < out.data() + out.size() && units < cell_units_max - 1;) {
    const std::size_t bytes = base::utf8_sequence(at, out.data() + out.size());
    units += bytes == 4 ? 2 : 1;
    at += bytes;
    kept = static_cast<std::size_t>(at - out.data());
  }
  out.resize(kept);
  return out;
}

std::string sheet_name(std::string_view name) {
  std::string out;
  for (const char c : base::normalised(name)) out += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  out = base::cut(out, 28);
  return out.empty() ? "Sheet1" : out;
}

double width_of(std::string_view text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) width += byte >= 0xE0 ? 2.1 : 1.1;
  }
  return width;
}

double serial(base::CivilDate day) { return static_cast<double>(day.days) + 25'569.0; }   // 1970-01-01 as spreadsheets count

class XlsxWriter final : public SheetWriter {
 public:
  XlsxWriter(const SheetHead& head, std::string path) : into_(std::move(path)), columns_(head.columns) {
    if (into_.empty()) file_.emplace("sheet");
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book_ = workbook_new_opt(file_ ? file_->path().c_str() : into_.c_str(), &options);
    ASSERT(book_ != nullptr);
    const std::string name = sheet_name(head.name);
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    ASSERT(sheet_ != nullptr);
    lxw_doc_properties properties{};
    properties.created = 1;                          // the same rows give the same bytes
    workbook_set_properties(book_, &properties);
    text_ = format("@");
    date_ = format("yyyy-mm-dd");
    time_ = format("yyyy-mm-dd hh:mm:ss");
    bold_ = format("@");
    format_set_bold(bold_);
    format_set_bottom(bold_, LXW_BORDER_THIN);
    if (!head.mark.empty()) {
      const std::string foot = "&L" + base::cut(clean(head.mark), 200) + "&R&P/&N";
      worksheet_set_footer(sheet_, foot.c_str());
    }
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9);
    worksheet_fit_to_pages(sheet_, 1, 0);
    for (const std::string& column : columns_) widths_.push_back(width_of(column) + 3);
  }
  ~XlsxWriter() override {
    if (book_ != nullptr) static_cast<void>(workbook_close(book_));
  }

  void row(std::span<const Cell> cells) override {
    if (begun_) {
      put(cells);
      return;
    }
    waiting_.emplace_back(cells.begin(), cells.end());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i >= widths_.size()) widths_.push_back(6);
      widths_[i] = std::max(widths_[i], std::min(width_of(cell_text(cells[i])) + 1.5, 60.0));
    }
    if (waiting_.size() >= measured_rows) begin();
  }

  std::string finish() override {
    if (!begun_) begin();
    if (!columns_.empty() && next_ > 1) worksheet_autofilter(sheet_, 0, 0, next_ - 1, static_cast<lxw_col_t>(columns_.size() - 1));
    lxw_workbook* const book = std::exchange(book_, nullptr);
    if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) throw std::runtime_error(fmt::format("spreadsheet not written: {}", lxw_strerror(error)));
    if (!file_) return {};
    std::ifstream in(file_->path(), std::ios::binary);
    std::string out((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in || out.empty()) throw std::runtime_error("spreadsheet not read back");
    return out;
  }

 private:
  lxw_format* format(const char* pattern) {
    lxw_format* out = workbook_add_format(book_);
    format_set_num_format(out, pattern);
    return out;
  }
  void begin() {
    begun_ = true;
    for (std::size_t i = 0; i < widths_.size(); ++i)
      worksheet_set_column(sheet_, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), std::min(widths_[i], 60.0), nullptr);
    if (!columns_.empty()) {
      worksheet_freeze_panes(sheet_, 1, 0);
      worksheet_repeat_rows(sheet_, 0, 0);
      for (std::size_t i = 0; i < columns_.size(); ++i)
        worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(i), clean(columns_[i]).c_str(), bold_);
      next_ = 1;
    }
    for (const auto& row : waiting_) put(row);
    waiting_.clear();
  }
  void put(std::span<const Cell> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) put_cell(next_, static_cast<lxw_col_t>(i), cells[i]);
    ++next_;
  }
  void put_text(lxw_row_t row, lxw_col_t column, std::string_view text) {
    const std::string kept = clean(text);
    if (!kept.empty()) worksheet_write_string(sheet_, row, column, escaped(kept).c_str(), text_);
  }
  void put_cell(lxw_row_t row, lxw_col_t column, const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) put_text(row, column, *text);
    else if (const auto* day = std::get_if<base::CivilDate>(&cell)) put_day(row, column, serial(*day), *day, cell, date_);
    else if (const auto* at = std::get_if<base::LocalTime>(&cell))
      put_day(row, column, serial(at->date) + static_cast<double>(at->since_midnight.micros / 1'000'000) / 86'400.0, at->date, cell, time_);
    else if (const auto* n = std::get_if<std::int64_t>(&cell)) {
      if (*n > exact_max || *n < -exact_max) put_text(row, column, std::to_string(*n));
      else worksheet_write_number(sheet_, row, column, static_cast<double>(*n), nullptr);
    } else if (const auto* d = std::get_if<double>(&cell)) {
      if (std::isfinite(*d)) worksheet_write_number(sheet_, row, column, *d, nullptr);
    } else if (const auto* flag = std::get_if<bool>(&cell)) {
      worksheet_write_boolean(sheet_, row, column, *flag ? 1 : 0, nullptr);
    }
  }
  // Spreadsheets know no day before 1900-03-01 that all of them agree on.
  void put_day(lxw_row_t row, lxw_col_t column, double number, base::CivilDate day, const Cell& cell, lxw_format* look) {
    if (day < *base::civil(1900, 3, 1) || day > *base::civil(9999, 12, 31)) put_text(row, column, cell_text(cell));
    else worksheet_write_number(sheet_, row, column, number, look);
  }

  std::string into_;
  std::optional<base::TempPath> file_;
  std::vector<std::string> columns_;
  lxw_workbook* book_{};
  lxw_worksheet* sheet_{};
  lxw_format *text_{}, *date_{}, *time_{}, *bold_{};
  std::vector<std::vector<Cell>> waiting_;
  std::vector<double> widths_;
  bool begun_{};
  lxw_row_t next_{};
};

}  // namespace

std::unique_ptr<SheetWriter> xlsx_writer(const SheetHead& head, const std::string& path) { return std::make_unique<XlsxWriter>(head, path); }

}  // namespace formats
