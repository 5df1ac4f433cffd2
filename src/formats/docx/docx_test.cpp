// A template filled, listed and shown; what word processors do to markers; what must be refused.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "formats/docx/docx.hpp"
#include "formats/docx/package.hpp"

namespace {

using formats::DocxContent;

std::string with_body(std::string_view body) {
  return formats::pack({{{"[Content_Types].xml", "<Types/>"},
                         {"word/document.xml", "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + std::string(body) +
                                                   "</w:body></w:document>"}}});
}
std::string run(std::string_view text, std::string_view style = "") {
  return "<w:r>" + (style.empty() ? std::string{} : "<w:rPr>" + std::string(style) + "</w:rPr>") + "<w:t>" + std::string(text) + "</w:t></w:r>";
}
std::string html(std::string_view docx, const DocxContent& content) {
  const auto filled = formats::fill_docx(docx, content);
  REQUIRE(filled);
  return *formats::docx_html(*filled);
}
std::string reason(const auto& result) { return result ? std::string{} : result.error().reason; }

}  // namespace

TEST_CASE("a marker is filled also when the word processor cut it into runs, and its style stays") {
  const std::string docx = with_body("<w:p>" + run("编号：{") + run("{事项", "<w:b/>") + run("编号}} 处，") + run("{{地点}}") + "</w:p>");
  CHECK(*formats::docx_fields(docx) == std::vector<std::string>{"事项编号", "地点"});
  const std::string page = html(docx, {.fields = {{"事项编号", "A-7"}, {"地点", "<槐园> & 东门"}}});
  CHECK(page == "<p><span>编号：A-7</span><span class=\"b\"></span><span> 处，</span><span>&lt;槐园&gt; &amp; 东门</span></p>");
}

TEST_CASE("two markers in one run, one over three runs, a line feed becomes a new line") {
  const std::string docx = with_body("<w:p>" + run("a{{x}}b{{y}}c{{") + run("z") + run("}}d") + "</w:p>");
  CHECK(html(docx, {.fields = {{"x", "1"}, {"y", "22"}, {"z", "3\n4"}}}) == "<p><span>a1b22c3<br>4</span><span></span><span>d</span></p>");
}

TEST_CASE("a row that names a table is repeated; an empty table says so") {
  const std::string docx = with_body("<w:tbl><w:tr><w:tc><w:p>" + run("时间") + "</w:p></w:tc></w:tr><w:tr><w:tc><w:p>" + run("{{过程.时间}}") + "</w:p></w:tc><w:tc><w:p>" +
                                     run("{{过程.环节}}") + "</w:p></w:tc></w:tr></w:tbl>");
  formats::DocxTable table{"过程", {"时间", "环节"}, {{"9:00", "上报"}, {"9:30", "立案"}}};
  const std::string page = html(docx, {.tables = {table}});
  CHECK(page.find("<td><p><span>9:00</span></p></td><td><p><span>上报</span></p></td></tr><tr><td><p><span>9:30</span>") != page.npos);
  table.rows.clear();
  CHECK(html(docx, {.tables = {table}}).find("（无）") != std::string::npos);
  CHECK(reason(formats::fill_docx(docx, {})) == "formats.docx_unknown_field");
}

TEST_CASE("what is no document, damaged, a bomb or names an unknown field is refused") {
  CHECK(reason(formats::docx_fields("hello")) == "formats.docx_not_one");
  CHECK(reason(formats::docx_fields(formats::pack({{{"a.txt", "x"}}}))) == "formats.docx_not_one");
  CHECK(reason(formats::docx_fields(with_body("<w:p>"))) == "formats.docx_damaged");
  CHECK(reason(formats::docx_fields(formats::pack({{{"word/document.xml", std::string(formats::docx_part_bytes_max + 1, ' ')}}}))) == "formats.docx_too_large");
  CHECK(reason(formats::docx_fields(std::string(formats::docx_bytes_max + 1, 'x'))) == "formats.docx_too_large");
  const auto unknown = formats::fill_docx(with_body("<w:p>" + run("{{没有}}") + "</w:p>"), {});
  REQUIRE(!unknown);
  CHECK(unknown.error().params.at(0).second == "没有");
}

TEST_CASE("an uploaded document cannot bring markup or scripts into the page") {
  const std::string docx = with_body("<w:p>" + run("&lt;script&gt;alert(1)&lt;/script&gt;") + "<w:pict><v:shape/></w:pict></w:p>");
  CHECK(*formats::docx_html(docx) == "<p><span>&lt;script&gt;alert(1)&lt;/script&gt;</span></p>");
}

TEST_CASE("the layout of the rules makes a template that names its fields and fills") {
  const formats::PaperLayout layout{.title = "督办单", .red_head = true, .before = {"请于{{办结期限}}前办结。"}, .rows = {{"事项编号", "地点"}, {"问题"}},
                                    .tables = {{"办理过程", {"时间", "环节"}}}};
  const std::string docx = formats::make_docx(layout);
  const auto fields = formats::docx_fields(docx);
  REQUIRE(fields);
  for (const char* each : {"文号", "制发单位", "验证码", "日期", "办结期限", "事项编号", "地点", "问题", "办理过程.时间", "办理过程.环节"})
    CHECK(std::find(fields->begin(), fields->end(), each) != fields->end());
  DocxContent content{.fields = {{"文号", "1号"}, {"日期", "今天"}, {"制发单位", "社区"}, {"验证码", "AAAA"}, {"办结期限", "周五"}, {"事项编号", "7"}, {"地点", "东门"}, {"问题", "井盖"}},
                      .tables = {{"办理过程", {"时间", "环节"}, {{"9:00", "上报"}}}}};
  const std::string page = html(docx, content);
  CHECK(page.find("<p class=\"jc\"><span class=\"b red z52\">社区</span></p>") != page.npos);
  CHECK(page.find("{{") == page.npos);
  CHECK(formats::make_docx(layout) == docx);   // the same bytes each time
}

TEST_CASE("any words come out of the page as they went in, escaped") {
  CHECK(rc::check("filling and showing keep the words", [](const std::string& raw) {
    std::string words;
    for (const char c : raw)
      if (c >= ' ' && c < 0x7F) words += c;
    const std::string page = html(with_body("<w:p>" + run("{{x}}") + "</w:p>"), {.fields = {{"x", words}}});
    std::string wanted = "<p><span>";
    for (const char c : words) wanted += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
    RC_ASSERT(page == wanted + "</span></p>");
  }));
}
