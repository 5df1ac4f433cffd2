// What an office gets when it issues a paper, and what anybody gets who checks one.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/context.hpp"
#include "base/report_number.hpp"
#include "definitions/book.hpp"
#include "mechanisms/papers/rules.hpp"
#include "mechanisms/papers/service.hpp"
#include "people/directory.hpp"
#include "registry/testing.hpp"
#include "store/jobs.hpp"

extern const registry::Room papers_room;

namespace {

base::Result<registry::PaperContent> fill(registry::Call&, const base::Subject& subject) {
  if (subject.id != 7) return base::fail(base::ErrorCode::not_found, "papers.no_such_paper");
  return registry::PaperContent{.title = "事项办理单", .fields = {{"事项编号", "A-7"}, {"地点", "槐园社区东门"}, {"问题", "井盖破损，行人绊倒过两次，夜间没有路灯，居民要求尽快更换。"}},
                                .tables = {{"办理过程", {"时间", "环节"}, {{"9:00", "上报"}, {"9:30", "立案"}}}}};
}

// A room that offers one paper.
const registry::Room& offering() {
  static const registry::Room room{.code = "offering", .name_zh = "试", .name_en = "Trial",
                                   .papers = {{"trial_sheet", "事项办理单", "Matter sheet", "thing", "paper.read", fill}}};
  return room;
}

struct Office {
  explicit Office(store::testing::Bed& bed) : house(bed, {&papers_room, &offering()}) {
    secretary = house.sign_in(house.holder("community_secretary", house.area("A0101")));
    other = house.sign_in(house.holder("community_secretary", house.area("A0102")));
    desk = house.sign_in(house.holder("district_desk", house.area("A01")));
  }
  http::Response issue(std::string_view cookie, std::string ref = {}) {
    return house.ask(http::Verb::post, "/api/v1/papers", "{\"kind\":\"trial_sheet\",\"record\":\"7\"" + (ref.empty() ? "" : ",\"client_ref\":\"" + ref + "\"") + "}", cookie);
  }
  registry::testing::HouseBed house;
  std::string secretary, other, desk;
};

papers::PaperView paper(const http::Response& r) {
  const auto view = described::parse<papers::PaperView>(r.body);
  REQUIRE_MESSAGE(view, r.body);
  return *view;
}

}  // namespace

TEST_ON_BOTH("a paper gets a gapless number of its unit, prints, and keeps its words") {
  Office office(bed);
  const auto first = paper(office.issue(office.secretary)), second = paper(office.issue(office.secretary)), elsewhere = paper(office.issue(office.other));
  CHECK(first.number.ends_with("〔2026〕1号"));
  CHECK(second.number.ends_with("〔2026〕2号"));
  CHECK(elsewhere.number.ends_with("〔2026〕1号"));
  CHECK(first.code != second.code);
  const auto page = office.house.ask(http::Verb::get, "/api/v1/papers/" + std::to_string(first.id.value) + "/page", "", office.secretary);
  CHECK(page.status == 200);
  CHECK(page.body.find("槐园社区东门") != std::string::npos);
  CHECK(page.body.find(first.number) != std::string::npos);
  CHECK(page.body.find("{{") == std::string::npos);
  const auto docx = office.house.ask(http::Verb::get, "/api/v1/papers/" + std::to_string(first.id.value) + "/docx", "", office.secretary);
  CHECK(docx.body.starts_with("PK"));
  CHECK(office.house.ask(http::Verb::get, "/api/v1/papers/" + std::to_string(first.id.value), "", office.other).status == 403);
}

TEST_ON_BOTH("the same client_ref issues one paper") {
  Office office(bed);
  const auto once = paper(office.issue(office.secretary, "r1")), again = paper(office.issue(office.secretary, "r1"));
  CHECK(once.id == again.id);
  CHECK(paper(office.issue(office.secretary, "r2")).number.ends_with("〔2026〕2号"));
}

TEST_ON_BOTH("who does not know the record or the kind gets no paper") {
  Office office(bed);
  CHECK(office.house.ask(http::Verb::post, "/api/v1/papers", R"({"kind":"trial_sheet","record":"8"})", office.secretary).status == 404);
  CHECK(office.house.ask(http::Verb::post, "/api/v1/papers", R"({"kind":"none","record":"7"})", office.secretary).status == 404);
  CHECK(office.house.ask(http::Verb::get, "/api/v1/papers/preview?kind=trial_sheet&record=7", "", office.secretary).status == 200);
}

TEST_ON_BOTH("anybody checks a paper by its code; a void one says so; words are not shown") {
  Office office(bed);
  const auto issued = paper(office.issue(office.secretary));
  const auto check = [&](std::string code) {
    for (char& c : code) c = c == ' ' ? '-' : c;
    return office.house.get("/d/test/verify?code=" + code).body;
  };
  CHECK(check(issued.code).find("核验一致") != std::string::npos);
  CHECK(check(issued.code).find("东门") == std::string::npos);
  const auto voided = office.house.ask(http::Verb::post, "/api/v1/papers/" + std::to_string(issued.id.value) + "/void", R"({"reason":"写错了地点"})", office.secretary);
  CHECK(voided.status == 200);
  CHECK(check(issued.code).find("已作废") != std::string::npos);
  CHECK(registry::testing::reason_of(office.house.ask(http::Verb::post, "/api/v1/papers/" + std::to_string(issued.id.value) + "/void", R"({"reason":"再来一次"})", office.secretary)) ==
        "papers.void_already");
  CHECK(office.house.get("/d/test/verify?code=AAAA").body.find("验证码有误") != std::string::npos);
  CHECK(paper(office.issue(office.secretary)).number.ends_with("〔2026〕2号"));   // a void number is not given again
}

TEST_ON_BOTH("the desk edits the template; old papers stay as they were issued; a template with an unknown field is refused by name") {
  Office office(bed);
  const auto before = paper(office.issue(office.secretary));
  registry::Call call = office.house.call();
  call.principal.person = base::PersonId{77};
  call.principal.posts = {{.post = base::PostId{5}, .kind = "district_desk", .area = office.house.area("A01")}};
  call.principal.grants = bed.store().read([&](store::Session& s) { return *office.house.house().people.grants(s, call.district(), base::CivilDate{20'713}); });
  call.time_zone = "Asia/Shanghai";
  const std::string edited = formats::make_docx({.title = "新版式", .rows = {{"事项编号"}}});
  const auto published = papers::publish_template(call, "trial_sheet", "新版式.docx", edited);
  REQUIRE(published);
  CHECK(published->template_version == 1);
  const auto after = paper(office.issue(office.secretary));
  const auto shown = [&](const papers::PaperView& p) { return office.house.ask(http::Verb::get, "/api/v1/papers/" + std::to_string(p.id.value) + "/page", "", office.secretary).body; };
  CHECK(shown(after).find("新版式") != std::string::npos);
  CHECK(shown(after).find("东门") == std::string::npos);
  CHECK(shown(before).find("东门") != std::string::npos);
  const auto wrong = papers::publish_template(call, "trial_sheet", "错.docx", formats::make_docx({.title = "错", .rows = {{"地址"}}}));
  REQUIRE(!wrong);
  CHECK(wrong.error().errors.at(0).params.at(0).second == "地址");
  REQUIRE(papers::restore_template(call, "trial_sheet", {}));
  CHECK(shown(paper(office.issue(office.secretary))).find("东门") != std::string::npos);
}

TEST_ON_BOTH("changed words are found by the invariant") {
  Office office(bed);
  CHECK(paper(office.issue(office.secretary)).id);
  const auto check = [&] { return bed.store().read([&](store::Session& s) { return papers::check_words(office.house.house(), s, office.house.call().district(), {}); }); };
  CHECK(check().empty());
  bed.store().script("UPDATE papers SET content = '{\"title\":\"x\",\"fields\":[],\"tables\":[]}'");
  CHECK(check().find("its words were changed") != std::string::npos);
}

TEST_ON_BOTH("after three years the words are erased: the paper says so, its number and its check stand") {
  Office office(bed);
  const auto old = paper(office.issue(office.secretary));
  bed.clock().advance(base::hours(24 * (365 * 3 + 1)));
  const auto put = bed.store().write(bed.work(), [](store::Unit& u) -> base::Done { store::enqueue(u, {.kind = "papers.erase", .due_at = u.now()}); return {}; });
  REQUIRE(put);
  CHECK(office.house.house().jobs.run_due(bed.district()) == 1);
  const std::string secretary = office.house.sign_in(office.house.holder("community_secretary", office.house.area("A0101")));
  const auto ask = [&](std::string_view part) { return office.house.ask(http::Verb::get, "/api/v1/papers/" + std::to_string(old.id.value) + std::string(part), "", secretary); };
  CHECK(ask("/page").status == 410);
  CHECK(ask("/docx").status == 410);
  CHECK(ask("/docx").body.find("papers.words_erased") != std::string::npos);
  CHECK(ask("").body.find(old.number) != std::string::npos);
}

TEST_CASE("a code is read back however it is typed, and one wrong character is seen") {
  CHECK(rc::check("codes", [](std::uint64_t seed) {
    auto random = base::seeded_random(seed);
    const std::string code = base::make_report_number(*random) + base::make_report_number(*random);
    RC_ASSERT(papers::read_code(papers::shown_code(code)) == code);
    std::string lower = code;
    for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    RC_ASSERT(papers::read_code(lower) == code);
    std::string wrong = code;
    wrong[seed % 16] = wrong[seed % 16] == '7' ? '8' : '7';
    RC_ASSERT((wrong == code || !papers::read_code(wrong)));
  }));
}

TEST_CASE("a kind without a layout shows short fields two in a row, long ones alone, and its tables") {
  const papers::Content content{.title = "单", .fields = {{"甲", "短"}, {"乙", "短"}, {"丙", std::string(120, 'x')}, {"丁", "短"}}, .tables = {{"表", {"一"}, {}}}};
  const auto layout = papers::plain_layout(content);
  CHECK(layout.rows == std::vector<std::vector<std::string>>{{"甲", "乙"}, {"丙"}, {"丁"}});
  CHECK(layout.tables.size() == 1);
}

TEST_CASE("a date as official papers write it") { CHECK(papers::chinese_date(base::CivilDate{20'713}) == "2026年9月17日"); }

TEST_CASE("dates stand as official papers write them; numbers that look like dates stay") {
  CHECK(papers::chinese_dates("到期2026-09-17 18:00前") == "到期2026年9月17日 18:00前");
  CHECK(papers::chinese_dates("2026-01-05至2026-12-31") == "2026年1月5日至2026年12月31日");
  CHECK(papers::chinese_dates("2026-0022、2026-13-01、12026-09-17、2026-09-171") == "2026-0022、2026-13-01、12026-09-17、2026-09-171");
  CHECK(papers::chinese_dates("").empty());
}

TEST_CASE("a table's columns have widths of their own, one for each") {
  const auto body = [](std::string_view widths) {
    return "plain_word = \"单\"\n[[paper]]\nkind = \"k\"\nword = \"事\"\ntitle = \"单\"\nbefore = [\"{{谁}}：\", \"请办。\"]\n[[paper.table]]\nname = \"表\"\ncolumns = [\"序号\", \"内容\"]\nwidths = " + std::string(widths) + "\n";
  };
  const auto read = [](const std::string& text) {
    const auto doc = definitions::Doc::parse(text);
    REQUIRE(doc);
    return papers::parse_layouts(*doc);
  };
  CHECK(!read(body("[1]")));
  CHECK(!read(body("[1, 0]")));
  const auto good = read(body("[1, 4]"));
  REQUIRE(good);
  const auto html = formats::docx_html(formats::make_docx(good->kinds.at("k").layout));
  REQUIRE(html);
  CHECK(html->find("<col width=\"20%\"><col width=\"80%\">") != std::string::npos);
  CHECK(html->find("<thead><tr class=\"head\">") != std::string::npos);
}
