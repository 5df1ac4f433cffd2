// A table as officials keep it: rows of typed cells, read from and written to CSV and XLSX alike. What one writes the other reads back
// equal: text stays text (leading zeros, eighteen-digit numbers), dates stay dates, and nothing becomes a formula.
// A file that somebody sends is never trusted: bytes, rows, columns, cells and what a package inflates to are all bounded.
//
//   TRY(sheet, formats::read_sheet(bytes));                       // CSV (UTF-8 or GB 18030) or XLSX, told by its bytes
//   formats::SheetColumns at(sheet, {{"name", {"姓名", "Name"}, true}, {"from", {"任职日期"}, false}}, faults);
//   for (const formats::SheetRow& row : at.rows()) { auto day = at.date(row, "from", faults); … }
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace formats {

// monostate: an empty cell. Integers beyond 15 digits are written as text, because spreadsheets would round them.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool, base::CivilDate, base::LocalTime>;

struct SheetRow {
  std::int64_t line{};             // as the person sees it: from 1, with the heading
  std::vector<Cell> cells{};       // empty ones at the end are left out
};
struct Sheet {
  std::string name{};
  std::vector<SheetRow> rows{};    // rows without any content are left out
};

enum class SheetFormat : std::uint8_t { csv, xlsx };
[[nodiscard]] std::optional<SheetFormat> sheet_format(std::string_view word);     // "csv", "xlsx"
[[nodiscard]] std::string_view media_type(SheetFormat);

struct SheetLimits {
  std::int64_t rows_max{100'000};
  std::int64_t columns_max{200};
  std::size_t cell_bytes_max{64 * 1024};
  std::int64_t inflated_bytes_max{512LL * 1024 * 1024};   // of all parts that are read
  std::int64_t ratio_max{250};                            // inflated to packed, of a part over a megabyte
  std::int64_t shared_strings_max{1'000'000};
  std::int64_t text_bytes_max{256LL * 1024 * 1024};       // of all cells together
};
// The first sheet of a workbook, or the CSV. Errors: unsupported formats.sheet_old_excel, formats.sheet_unknown_kind; malformed
// formats.xlsx_damaged, formats.csv_…; too_large formats.sheet_too_large {what, max}, formats.xlsx_bomb.
[[nodiscard]] base::Result<Sheet> read_sheet(std::string_view bytes, const SheetLimits& = {});
[[nodiscard]] base::Result<Sheet> read_xlsx(std::string_view bytes, const SheetLimits& = {});
[[nodiscard]] base::Result<Sheet> read_csv(std::string_view bytes, const SheetLimits& = {});

// Rows as they come; an XLSX holds little memory however long it gets. The heading stands bold and frozen, with filters.
class SheetWriter {
 public:
  virtual ~SheetWriter() = default;
  virtual void row(std::span<const Cell>) = 0;
  [[nodiscard]] virtual std::string finish() = 0;         // the bytes of the file; once
};
struct SheetHead {
  std::string name{};                                     // of the sheet, at most 31 characters
  std::vector<std::string> columns{};                     // the heading; empty: none
  std::string mark{};                                     // of who took it, at the foot of each printed page; empty: none
};
[[nodiscard]] std::unique_ptr<SheetWriter> sheet_writer(SheetFormat, const SheetHead&);
// Into a file: nothing but the row in hand is kept, finish() answers an empty text and the bytes stand there. Throws std::runtime_error.
[[nodiscard]] std::unique_ptr<SheetWriter> sheet_writer(SheetFormat, const SheetHead&, const std::string& path);
[[nodiscard]] std::string write_sheet(SheetFormat, const SheetHead&, std::span<const std::vector<Cell>> rows);

// A cell as text: dates as 2026-09-17, times as 2026-09-17 08:30:00, numbers in full. What CSV writes and comparisons use.
[[nodiscard]] std::string cell_text(const Cell&);
// Text that a CSV carries so that no spreadsheet takes it for a formula, and the way back; exact inverses.
[[nodiscard]] std::string guarded(std::string_view);
[[nodiscard]] std::string unguarded(std::string_view);
// Cells beside each other without loss: an export that goes on after a crash keeps its rows so.
void put_cells(std::string& out, std::span<const Cell>);
[[nodiscard]] std::vector<std::vector<Cell>> take_cells(std::string_view);

// What is wrong where: a row can be mended in the spreadsheet.
struct SheetFault {
  std::int64_t line{};             // 0: the file as a whole
  std::string column{};            // its heading; empty: the row as a whole
  std::string reason{};            // message key
  base::Params params{};
};

struct SheetColumn {
  std::string field{};
  std::vector<std::string> names{};   // headings that are taken for it; the first is what exports write
  bool needed{};                      // a file without it is refused
};

// Finds the columns by their headings (spaces, case and a note in brackets do not matter) and reads cells by field, noting faults.
class SheetColumns {
 public:
  SheetColumns(const Sheet&, std::vector<SheetColumn>, std::vector<SheetFault>& faults);
  [[nodiscard]] bool complete() const { return complete_; }      // all needed columns are there
  [[nodiscard]] bool has(std::string_view field) const;
  [[nodiscard]] std::span<const SheetRow> rows() const { return rows_; }  // below the heading

  [[nodiscard]] std::string text(const SheetRow&, std::string_view field, std::vector<SheetFault>& faults) const;   // normalised
  [[nodiscard]] std::optional<base::CivilDate> date(const SheetRow&, std::string_view field, std::vector<SheetFault>& faults) const;
  [[nodiscard]] std::optional<std::int64_t> integer(const SheetRow&, std::string_view field, std::vector<SheetFault>& faults) const;
  [[nodiscard]] std::optional<bool> yes_no(const SheetRow&, std::string_view field, std::vector<SheetFault>& faults) const;  // 是 否 yes no 1 0
  [[nodiscard]] std::string heading(std::string_view field) const;  // as the file has it
  void fault(const SheetRow&, std::string_view field, std::string reason, std::vector<SheetFault>& faults, base::Params params = {}) const;

 private:
  [[nodiscard]] const Cell& cell(const SheetRow&, std::string_view field) const;
  std::map<std::string, std::size_t, std::less<>> at_{};
  std::map<std::string, std::string, std::less<>> headings_{};
  std::span<const SheetRow> rows_{};
  bool complete_{true};
};

}  // namespace formats
