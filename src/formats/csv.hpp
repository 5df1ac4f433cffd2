// CSV after RFC 4180, in a stream: big files are never held whole. A wrong place is told by line and column; after a wrong record
// the next line goes on, so that a dry run can list all of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace formats {

struct CsvOptions {
  char separator{','};
  std::size_t field_bytes_max{64 * 1024};
  std::size_t fields_max{300};
  std::int64_t from_offset{};  // bytes already read (a resumed import): the source begins there …
  std::int64_t from_line{1};   // … which is this line
};

class CsvReader {
 public:
  // Fills the buffer and says how many bytes it put there; 0 is the end.
  using Source = std::function<std::size_t(char* buffer, std::size_t size)>;
  explicit CsvReader(Source, CsvOptions = {});
  [[nodiscard]] static Source from_text(std::string_view);  // the text must outlive the reader

  // The next record, or false at the end. Empty lines are passed over. Errors are malformed, reason formats.csv_…, params line and
  // column (in characters, from 1); the reader stands on the next line then. A quote that never ends takes the rest of the file.
  [[nodiscard]] base::Result<bool> next(std::vector<std::string>& fields);
  [[nodiscard]] std::int64_t line() const { return record_line_; }          // where the last record began
  struct Place { std::int64_t line{}, column{}; };
  [[nodiscard]] Place place(std::size_t field) const;                       // where a field of the last record began
  [[nodiscard]] std::int64_t offset() const { return offset_; }             // bytes up to the end of the last record
  [[nodiscard]] std::int64_t next_line() const { return line_; }            // of what follows: what a resumed reader starts with

 private:
  int peek();                       // -1: end
  int take();
  void end_line(int c);             // a line end was taken
  [[nodiscard]] std::unexpected<base::Error> wrong(std::string_view reason, Place);
  void skip_line();
  [[nodiscard]] base::Done field(std::string& out, bool& ended, bool& line_taken);
  [[nodiscard]] base::Done quoted(std::string& out);
  Source source_;
  CsvOptions options_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, filled_ = 0;
  bool finished_ = false;
  std::int64_t offset_, line_, column_ = 1, record_line_;
  bool first_;
  std::vector<Place> places_;
};

// A row for spreadsheets: quoted where needed, CR LF, and what a spreadsheet would take for a formula gets an apostrophe in front
// (numbers stay numbers).
void put_csv_row(std::string& out, std::span<const std::string> fields, char separator = ',');
[[nodiscard]] std::string formula_safe(std::string_view);
inline constexpr std::string_view csv_bom = "\xEF\xBB\xBF";  // first in a file, so that spreadsheets read UTF-8

}  // namespace formats
