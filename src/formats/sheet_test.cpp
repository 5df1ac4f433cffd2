// Spreadsheets there and back: equal cells, no formulas, nothing trusted.
#include "formats/sheet.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <zip.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/iso.hpp"
#include "base/text.hpp"

using namespace formats;

namespace {

base::CivilDate day(std::string_view s) { return *base::parse_date(s); }

std::vector<std::vector<Cell>> example() {
  return {
      {std::string("汇丰街道办事处"), std::string("00123"), std::string("140108199001011234"), day("2026-09-17"), std::int64_t{42}, 3.5, true},
      {std::string("=HYPERLINK(\"http://x\")"), std::string("'=1"), std::string("@SUM(A1)"), {}, std::int64_t{-7}, -0.25, false},
      {std::string("a,b\"c\nd"), std::string("1e5"), std::string("2026-09-17"), base::LocalTime{day("2026-09-17"), base::hours(8) + base::minutes(30)}},
      {{}, {}, std::string(" 两边 有空格 "), day("1949-10-01")},
      {std::string("_x0041_ & <b>\x01"), std::string("😀"), std::int64_t{999'999'999'999'999}},
  };
}
const SheetHead head{.name = "机构", .columns = {"名称", "代码", "证件号", "日期", "数", "小数", "是否"}};

std::vector<std::vector<Cell>> cut(std::vector<std::vector<Cell>> rows) {  // as they come back: without empty ends
  for (auto& row : rows)
    while (!row.empty() && std::holds_alternative<std::monostate>(row.back())) row.pop_back();
  std::erase_if(rows, [](const auto& row) { return row.empty(); });
  return rows;
}
std::vector<std::vector<Cell>> body(const Sheet& sheet) {
  std::vector<std::vector<Cell>> out;
  for (std::size_t i = 1; i < sheet.rows.size(); ++i) out.push_back(sheet.rows[i].cells);
  return out;
}
std::vector<std::vector<std::string>> words(const std::vector<std::vector<Cell>>& rows) {
  std::vector<std::vector<std::string>> out;
  for (const auto& row : rows) {
    out.emplace_back();
    for (const Cell& cell : row) out.back().push_back(cell_text(cell));
  }
  return out;
}

struct Named { std::string name{}, text{}; };
std::string package(const std::vector<Named>& parts) {
  const std::string path = (std::filesystem::temp_directory_path() / "sheet-test-XXXXXX").string();
  std::string at = path;
  const int fd = mkstemp(at.data());
  REQUIRE(fd >= 0);
  ::close(fd);
  int error = 0;
  zip_t* zip = zip_open(at.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  REQUIRE(zip != nullptr);
  for (const Named& part : parts) zip_file_add(zip, part.name.c_str(), zip_source_buffer(zip, part.text.data(), part.text.size(), 0), 0);
  REQUIRE(zip_close(zip) == 0);
  std::ifstream in(at, std::ios::binary);
  std::string out((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::filesystem::remove(at);
  return out;
}
std::string book_with(std::string sheet, std::string strings = {}, std::string workbook_pr = {}) {
  std::vector<Named> parts{
      {"_rels/.rels", R"(<Relationships xmlns="x"><Relationship Id="r" Type="y/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
      {"xl/workbook.xml", "<workbook xmlns:r='q'>" + workbook_pr + "<sheets><sheet name='藏' state='hidden' r:id='r9'/><sheet name='表' r:id='r1'/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="r1" Type="y/worksheet" Target="worksheets/one.xml"/></Relationships>)"},
      {"xl/styles.xml", R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="0.0&quot;d&quot;"/></numFmts>)"
                        R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="22"/></cellXfs></styleSheet>)"},
      {"xl/worksheets/one.xml", std::move(sheet)}};
  if (!strings.empty()) parts.push_back({"xl/sharedStrings.xml", std::move(strings)});
  return package(parts);
}
std::string reason(const base::Result<Sheet>& r) { return r ? "read" : r.error().reason; }

}  // namespace

TEST_CASE("an XLSX reads back equal, cell by cell and type by type") {
  const auto rows = example();
  const std::string bytes = write_sheet(SheetFormat::xlsx, head, rows);
  const auto sheet = read_sheet(bytes);
  REQUIRE(sheet);
  CHECK(sheet->name == "机构");
  CHECK(sheet->rows.at(0).cells.at(0) == Cell{std::string("名称")});
  CHECK(body(*sheet) == cut(rows));
  CHECK(sheet->rows.at(2).line == 3);
  CHECK(write_sheet(SheetFormat::xlsx, head, rows) == bytes);  // the same rows, the same bytes
}

TEST_CASE("a CSV reads back equal as text, and no spreadsheet finds a formula in it") {
  const auto rows = example();
  const std::string bytes = write_sheet(SheetFormat::csv, head, rows);
  CHECK(bytes.find("\r\n=") == std::string::npos);
  CHECK(bytes.find(",=") == std::string::npos);
  CHECK(bytes.find(",@") == std::string::npos);
  const auto sheet = read_sheet(bytes);
  REQUIRE(sheet);
  CHECK(words(body(*sheet)) == words(cut(rows)));
}

TEST_CASE("what anybody may have typed comes back as it was, from both") {
  CHECK(rc::check("guarding text is undone exactly", [] {
    const auto tail = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("'=+-@\t1a. ")));
    RC_ASSERT(unguarded(guarded(tail)) == tail);
  }));
  CHECK(rc::check("rows come back", [] {
    const auto cell = rc::gen::oneOf(rc::gen::map(rc::gen::container<std::string>(rc::gen::elementOf(std::string("'=+-@;,\"x_0A1 \n"))), [](std::string s) { return s.empty() ? Cell{} : Cell{std::move(s)}; }),
                                     rc::gen::map(rc::gen::inRange<std::int64_t>(-99'999'999, 99'999'999), [](std::int64_t n) { return Cell{n}; }),
                                     rc::gen::map(rc::gen::inRange(-20'000, 60'000), [](int n) { return Cell{base::CivilDate{n}}; }),
                                     rc::gen::map(rc::gen::inRange(-20'000, 60'000), [](int n) { return Cell{base::LocalTime{{n}, base::seconds(std::abs(n) % 86'399 + 1)}}; }));
    const auto rows = *rc::gen::container<std::vector<std::vector<Cell>>>(rc::gen::container<std::vector<Cell>>(cell));
    const auto back = read_sheet(write_sheet(SheetFormat::xlsx, head, rows));
    RC_ASSERT(back.has_value());
    RC_ASSERT(body(*back) == cut(rows));
    const auto csv = read_sheet(write_sheet(SheetFormat::csv, head, rows));
    RC_ASSERT(csv.has_value());
    RC_ASSERT(words(body(*csv)) == words(cut(rows)));
    std::string kept;
    for (const auto& row : rows) put_cells(kept, row);
    RC_ASSERT(take_cells(kept) == rows);
  }));
}

TEST_CASE("what other programs write: rich and inline text, formulas' values, dates in Chinese formats, gaps") {
  const auto sheet = read_sheet(book_with(
      "<worksheet><sheetData><row r='2'><c r='A2' t='s'><v>0</v></c><c r='C2' s='1'><v>46282</v></c><c r='D2' s='2'><v>5</v></c></row>"
      "<row r='5'><c r='A5' t='inlineStr'><is><r><t>甲</t></r><r><t>乙</t></r></is></c><c r='B5'><f>1+1</f><v>2</v></c><c t='b'><v>1</v></c>"
      "<c r='D5' s='3'><v>46282.354166666664</v></c><c r='E5'><f>SECRET()</f></c></row></sheetData></worksheet>",
      "<sst><si><r><t>槐园</t></r><rPh><t>huai</t></rPh><r><t xml:space='preserve'> 社区</t></r></si></sst>"));
  REQUIRE(sheet);
  CHECK(sheet->name == "表");
  REQUIRE(sheet->rows.size() == 2);
  CHECK(sheet->rows[0].line == 2);
  CHECK(sheet->rows[0].cells == std::vector<Cell>{std::string("槐园 社区"), {}, day("2026-09-17"), std::int64_t{5}});
  CHECK(sheet->rows[1].line == 5);
  CHECK(sheet->rows[1].cells == std::vector<Cell>{std::string("甲乙"), std::int64_t{2}, true, base::LocalTime{day("2026-09-17"), base::hours(8) + base::minutes(30)}});
  const auto mac = read_sheet(book_with("<worksheet><sheetData><row r='1'><c r='A1' s='1'><v>44820</v></c></row></sheetData></worksheet>", {}, "<workbookPr date1904='1'/>"));
  REQUIRE(mac);
  CHECK(mac->rows.at(0).cells.at(0) == Cell{day("2026-09-17")});
}

TEST_CASE("hostile and broken files are refused with a reason") {
  CHECK(reason(read_sheet("\xD0\xCF\x11\xE0\xA1\xB1")) == "formats.sheet_old_excel");
  CHECK(reason(read_sheet(std::string("%PDF-1.7\n"))) == "formats.sheet_unknown_kind");
  CHECK(reason(read_sheet(std::string("PK\x03\x04garbage"))) == "formats.xlsx_damaged");
  const std::string row = "<row><c t='inlineStr'><is><t>甲</t></is></c></row>";
  CHECK(reason(read_sheet(book_with("<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet><sheetData/></worksheet>"))) == "formats.xlsx_damaged");
  CHECK(reason(read_sheet(book_with("<worksheet><sheetData><row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>1</v></c></row></sheetData></worksheet>"))) == "formats.xlsx_damaged");
  CHECK(reason(read_sheet(book_with("<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>77</v></c></row></sheetData></worksheet>"))) == "formats.xlsx_damaged");
  CHECK(reason(read_sheet(book_with("<worksheet><sheetData><row r='1'><c r='ZZZ1'><v>1</v></c></row></sheetData></worksheet>"))) == "formats.sheet_too_large");
  CHECK(reason(read_sheet(book_with("<worksheet>" + std::string(40'000'000, ' ') + "</worksheet>"))) == "formats.xlsx_bomb");
  std::string many = "<worksheet><sheetData>";
  for (int i = 0; i < 30; ++i) many += row;
  CHECK(reason(read_xlsx(book_with(many + "</sheetData></worksheet>"), {.rows_max = 20})) == "formats.sheet_too_large");
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "<a>";
  CHECK(reason(read_sheet(book_with(deep))) == "formats.xlsx_damaged");
  CHECK(reason(read_csv("a,b\r\n1,2\r\n3,4\r\n", {.rows_max = 2})) == "formats.sheet_too_large");
}

TEST_CASE("no damage to the bytes does more than a refusal") {
  const std::string good = write_sheet(SheetFormat::xlsx, head, example());
  CHECK(rc::check("cut short and overwritten", [&] {
    std::string bytes = good.substr(0, *rc::gen::inRange<std::size_t>(0, good.size() + 1));
    const auto hits = *rc::gen::container<std::vector<std::pair<std::size_t, char>>>(rc::gen::pair(rc::gen::inRange<std::size_t>(0, good.size()), rc::gen::arbitrary<char>()));
    for (const auto& [at, value] : hits)
      if (at < bytes.size()) bytes[at] = value;
    const auto read = read_sheet(bytes);
    RC_ASSERT((read.has_value() || read.error().reason.starts_with("formats.")));
  }));
}

TEST_CASE("a second reader finds the same in an XLSX: python's zipfile and XML") {
  const std::string path = (std::filesystem::temp_directory_path() / "sheet-test-second.xlsx").string();
  std::ofstream(path, std::ios::binary) << write_sheet(SheetFormat::xlsx, head, example());
  const std::string script =
      "import sys, zipfile, xml.etree.ElementTree as E\n"
      "z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None\n"
      "n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'\n"
      "s = E.fromstring(z.read('xl/worksheets/sheet1.xml'))\n"
      "assert not list(s.iter(n + 'f')), 'a formula'\n"
      "assert '[Content_Types].xml' in z.namelist()\n"
      "cells = {c.get('r'): ''.join(t.text or '' for t in list(c.iter(n + 't')) + list(c.iter(n + 'v'))) for c in s.iter(n + 'c')}\n"
      "print('|'.join(cells[k] for k in ('A2', 'B2', 'C2', 'D2', 'E2', 'A3', 'B3')))\n";
  const std::string source = (std::filesystem::temp_directory_path() / "sheet-test-second.py").string();
  std::ofstream(source) << script;
  FILE* out = popen(("python3 " + source + " " + path + " 2>&1").c_str(), "r");
  REQUIRE(out != nullptr);
  std::string said(4096, '\0');
  said.resize(fread(said.data(), 1, said.size(), out));
  CHECK(pclose(out) == 0);
  CHECK(said == "汇丰街道办事处|00123|140108199001011234|46282|42|=HYPERLINK(\"http://x\")|'=1\n");
  std::filesystem::remove(path);
  std::filesystem::remove(source);
}

TEST_CASE("columns are found by their headings and faults say line and column") {
  const auto sheet = read_sheet("备注, 姓名*（必填）,任职日期,人数,主责\r\n,王建国,2026年9月1日,12,是\r\nx,李秀英,2026-02-30,十,也许\r\n,张三,20260917,,\r\n");
  REQUIRE(sheet);
  std::vector<SheetFault> faults;
  const SheetColumns at(*sheet, {{"name", {"姓名", "Name"}, true}, {"from", {"任职日期"}, true}, {"count", {"人数"}}, {"lead", {"主责"}}, {"none", {"没有"}}}, faults);
  REQUIRE(faults.empty());
  CHECK(at.complete());
  CHECK(!at.has("none"));
  const auto& rows = at.rows();
  CHECK(at.text(rows[0], "name", faults) == "王建国");
  CHECK(at.date(rows[0], "from", faults) == day("2026-09-01"));
  CHECK(at.integer(rows[0], "count", faults) == 12);
  CHECK(at.yes_no(rows[0], "lead", faults) == true);
  CHECK(at.date(rows[2], "from", faults) == day("2026-09-17"));
  CHECK(faults.empty());
  CHECK(!at.date(rows[1], "from", faults));
  CHECK(!at.integer(rows[1], "count", faults));
  CHECK(!at.yes_no(rows[1], "lead", faults));
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].line == 3);
  CHECK(faults[0].column == "任职日期");
  CHECK(faults[0].reason == "formats.sheet_no_date");
  const Sheet lost{.name = {}, .rows = {{1, {std::string("姓名")}}, {2, {std::int64_t{140'108'199'001'011'000}}}}};
  const SheetColumns numbers(lost, {{"name", {"姓名"}, true}}, faults);
  CHECK(numbers.text(numbers.rows()[0], "name", faults).empty());
  CHECK(faults.back().reason == "formats.sheet_digits_lost");
  const SheetColumns incomplete(*sheet, {{"x", {"岗位"}, true}}, faults);
  CHECK(!incomplete.complete());
  CHECK(faults.back().reason == "formats.sheet_column_missing");
}

TEST_CASE("a CSV that a Chinese spreadsheet saved in GB 18030 is read too") {
  const auto sheet = read_sheet("\xC3\xFB\xB3\xC6,\xB4\xFA\xC2\xEB\r\n\xBB\xB1\xD4\xB0,001\r\n");
  REQUIRE(sheet);
  CHECK(sheet->rows.at(1).cells == std::vector<Cell>{std::string("槐园"), std::string("001")});
}
