// The community's list, papers and the search box.
#include "matters/community.hpp"
#include "matters/town_test.hpp"

using namespace matters;
using matters::testing::Town;

TEST_ON_BOTH("the community's list: open by serial, struck off by day, with its numbers, for its own people") {
  Town t(bed);
  const auto a = t.fed_back();
  t.must("officer", a, "inspect", {.passed = true, .strike_off = true});
  const auto b = t.dispatched();
  t.report();  // not registered: not on the list
  const base::AreaId huaiyuan = t.town.area("A0101");
  auto c = t.call("secretary");
  auto list = community_list(c, huaiyuan, {}).value();
  REQUIRE(list.items.size() == 2);
  CHECK(list.open == 1);
  CHECK(list.done == 1);
  CHECK(list.items[0].matter_id == b);
  CHECK(list.items[0].who == "department");
  CHECK(list.items[1].state == "done");
  CHECK(!list.items[1].struck_off_by.empty());
  CHECK(list.items[0].struck_off_by.empty());
  CHECK(std::ranges::find(list.items[0].moves, "urge") != list.items[0].moves.end());
  CHECK(list.items[1].serial.ends_with("-0001"));
  CHECK(community_list(c, huaiyuan, {{"state", "open"}}).value().items.size() == 1);
  CHECK(community_list(c, huaiyuan, {{"state", "done"}, {"to", "2020-01-01"}}).value().items.empty());
  CHECK(community_list(c, huaiyuan, {{"state", "half"}}).error().code == base::ErrorCode::invalid);
  CHECK(community_list(c, huaiyuan, {{"from", "yesterday"}}).error().errors.at(0).path == "/from");
  CHECK(community_list(c, t.town.area("A01"), {}).error().code == base::ErrorCode::not_found);
  auto other = t.call("secretary2");
  CHECK(community_list(other, huaiyuan, {}).error().code == base::ErrorCode::forbidden);
  t.later(base::hours(24 * 60));
  auto later = t.call("secretary");
  CHECK(community_list(later, huaiyuan, {}).value().late == 1);
}

TEST_ON_BOTH("papers say the same as the record, never who reported, and ask for the right again") {
  Town t(bed);
  NewReport r;
  r.reporter_name = "王秀兰";
  r.reporter_phone = base::Phone::parse("13812342210").value();
  const auto id = t.report("resident", r);
  const auto paper = [&](const std::string& code, const std::string& who, base::Subject subject) {
    for (const registry::PaperKind& kind : papers())
      if (kind.code == code) {
        auto c = t.call(who);
        return kind.fill(c, subject);
      }
    FAIL(code);
    return base::Result<registry::PaperContent>{};
  };
  const base::Subject matter{"matter", id.value};
  CHECK(paper("dispatch_note", "secretary", matter).error().reason == "matters.not_dispatched");
  t.must("worker1", id, "confirm");
  t.must("secretary", id, "register");
  auto form = t.to_department();
  form.text = "请当日处置";
  t.must("secretary", id, "dispatch", form);
  t.must("secretary", id, "urge", {.reason = "请抓紧办理"});
  const auto word = [](const registry::PaperContent& p, const std::string& name) {
    for (const auto& [key, value] : p.fields)
      if (key == name) return value;
    return std::string("?");
  };
  for (const char* code : {"matter_sheet", "dispatch_note", "supervision"}) {
    const auto p = paper(code, "secretary", matter).value();
    CHECK(word(p, "承办单位") == "department");
    for (const auto& [key, value] : p.fields) CHECK(value.find("王秀兰") == std::string::npos);
    CHECK(paper(code, "secretary2", matter).error().code == base::ErrorCode::forbidden);
  }
  CHECK(word(paper("dispatch_note", "secretary", matter).value(), "派遣说明") == "请当日处置");
  CHECK(word(paper("supervision", "secretary", matter).value(), "督办要求") == "请抓紧办理");
  CHECK(paper("matter_sheet", "secretary", matter).value().tables.at(0).rows.size() == 5);
  const auto list = paper("community_list", "secretary", {"area", t.town.area("A0101").value}).value();
  CHECK(list.tables.at(0).rows.size() == 1);
  CHECK(word(list, "在办") == "1");
}

TEST_ON_BOTH("the search box finds by words, by report number and by serial, in the reader's reach only") {
  Town t(bed);
  const auto id = t.dispatched();
  const auto found = [&](const std::string& who, const std::string& words) {
    auto c = t.call(who);
    return found_by_words(c, words, 5).value();
  };
  CHECK(found("secretary", "井盖").size() == 1);
  CHECK(found("secretary", t.last.report_number).at(0).page == "/matters/" + std::to_string(id.value));
  CHECK(found("secretary", "1").size() == 1);
  CHECK(found("secretary", "2").empty());
  CHECK(found("secretary", found("secretary", "井盖")[0].detail.substr(0, 9)).size() == 1);
  CHECK(found("secretary2", "井盖").empty());
  CHECK(found("secretary", "").empty());
  CHECK(found("resident", "井盖").empty());
}
