#include "formats/csv.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/text.hpp"

using namespace formats;

namespace {

// Everything the reader says, one line a record.
std::string read_all(std::string_view text, CsvOptions options = {}) {
  CsvReader reader(CsvReader::from_text(text), options);
  std::string out;
  std::vector<std::string> fields;
  for (int guard = 0; guard < 10'000; ++guard) {
    const auto more = reader.next(fields);
    if (!more) {
      out += more.error().reason.substr(12) + "@" + more.error().params[0].second + ":" + more.error().params[1].second + "\n";
      continue;
    }
    if (!*more) return out;
    out += std::to_string(reader.line());
    for (const auto& f : fields) out += "|" + f;
    out += "\n";
  }
  return "endless";
}

}  // namespace

TEST_CASE("records, quotes, line ends") {
  CHECK(read_all("a,b\r\n1,2\n\n3,\"x,\"\"y\"\"\nz\"\r\n,\n") == "1|a|b\n2|1|2\n4|3|x,\"y\"\nz\n6||\n");
  CHECK(read_all("\xEF\xBB\xBF\"a\",b") == "1|a|b\n");
  CHECK(read_all("") == "");
  CHECK(read_all("\n\r\n") == "");
  CHECK(read_all("a;b", {.separator = ';'}) == "1|a|b\n");
  CHECK(read_all("a\rb") == "1|a\n2|b\n");
  CHECK(read_all("\"a\r\nb\"") == "1|a\r\nb\n");
}

TEST_CASE("a wrong record is told by line and column, and the next line goes on") {
  CHECK(read_all("a,b\"c\nd,e\n") == "quote_inside@1:4\n2|d|e\n");
  CHECK(read_all("井,\"b\"c\nd,e\n") == "after_quote@1:6\n2|d|e\n");
  CHECK(read_all("a,b\nc,\"d\ne,f\n") == "1|a|b\nunterminated@2:3\n");
  CHECK(read_all("a,\xFF\xFE\nb,c\n") == "not_utf8@1:3\n2|b|c\n");
  CHECK(read_all("\xBE\xAE,x\nb,c\n") == "not_utf8@1:1\n2|b|c\n");
  CHECK(read_all(std::string_view("a\0b\nc\n", 6)) == "zero_byte@1:1\n2|c\n");
  CHECK(read_all("a,b,c\nd,e\n", {.fields_max = 2}) == "too_many_fields@1:5\n2|d|e\n");
  CHECK(read_all("aaaaaa,b\nd,e\n", {.field_bytes_max = 5}) == "field_too_long@1:1\n2|d|e\n");
}

TEST_CASE("places of fields, and resuming at an offset") {
  const std::string text = "a,b\n\"x\ny\",井,z\nlast,1\n";
  CsvReader reader(CsvReader::from_text(text));
  std::vector<std::string> fields;
  REQUIRE(*reader.next(fields));
  REQUIRE(*reader.next(fields));
  CHECK(reader.place(1).line == 3);
  CHECK(reader.place(1).column == 4);
  CHECK(reader.place(2).column == 6);
  CsvReader again(CsvReader::from_text(std::string_view(text).substr(static_cast<std::size_t>(reader.offset()))),
                  {.from_offset = reader.offset(), .from_line = reader.next_line()});
  REQUIRE(*again.next(fields));
  CHECK(fields == std::vector<std::string>{"last", "1"});
  CHECK(again.line() == 4);
}

TEST_CASE("what is written reads back the same, in pieces of any size") {
  CHECK(rc::check([] {
    std::vector<std::vector<std::string>> rows;
    for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
      auto& row = rows.emplace_back();
      for (int k = *rc::gen::inRange(1, 5); k > 0; --k) {
        std::string text;
        for (int n = *rc::gen::inRange(0, 6); n > 0; --n) base::append_utf8(text, *rc::gen::elementOf(std::u32string(U"a1,\"\n\r 井=;")));
        row.push_back(text);
      }
    }
    std::string text(csv_bom);
    for (const auto& row : rows) put_csv_row(text, row);
    const std::size_t piece = *rc::gen::inRange<std::size_t>(1, 7);
    std::string_view rest = text;
    CsvReader reader([&](char* buffer, std::size_t size) {
      const std::size_t n = std::min({piece, size, rest.size()});
      std::copy_n(rest.data(), n, buffer);
      rest.remove_prefix(n);
      return n;
    });
    std::vector<std::string> fields;
    for (const auto& row : rows) {
      RC_ASSERT(reader.next(fields).value_or(false));
      std::vector<std::string> wanted;
      for (const auto& f : row) wanted.push_back(formula_safe(f));
      RC_ASSERT(fields == wanted);
    }
    RC_ASSERT(*reader.next(fields) == false);
  }));
}

TEST_CASE("noise never crashes the reader nor makes it endless") {
  CHECK(rc::check([](const std::string& noise) { RC_ASSERT(read_all(noise) != "endless"); }));
}

TEST_CASE("spreadsheets get no formulas") {
  CHECK(formula_safe("=1+1") == "'=1+1");
  CHECK(formula_safe("@SUM(A1)") == "'@SUM(A1)");
  CHECK(formula_safe("+cmd|' /C calc'!A0") == "'+cmd|' /C calc'!A0");
  CHECK(formula_safe("＝1") == "'＝1");
  CHECK(formula_safe("\t=1") == "'\t=1");
  CHECK(formula_safe("-12.5") == "-12.5");
  CHECK(formula_safe("+8613812342210") == "+8613812342210");
  CHECK(formula_safe("-1.2.3") == "'-1.2.3");
  CHECK(formula_safe("-") == "'-");
  CHECK(formula_safe("井盖") == "井盖");
}
