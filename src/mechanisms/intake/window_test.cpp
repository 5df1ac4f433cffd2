// A resident's way through the window, on both engines, with the photo program for real.
#include <doctest/doctest.h>

#include "matters/api.hpp"
#include "mechanisms/intake/service.hpp"
#include "records/files/sample_photos.hpp"
#include "registry/adapter.hpp"
#include "registry/testing.hpp"
#include "store/testing.hpp"

extern const registry::Room intake_room;
extern const registry::Room matters_room;

namespace {

using registry::testing::HouseBed;
using Fields = std::vector<std::pair<std::string, std::string>>;

struct Window {
  explicit Window(store::testing::Bed& test_bed) : bed(test_bed, {&matters_room, &intake_room}) {}
  HouseBed bed;

  std::string value_of(const std::string& page, std::string_view name) const {
    const auto at = page.find("name=\"" + std::string(name) + "\" value=\"");
    if (at == page.npos) return {};
    const auto begin = page.find("value=\"", at) + 7;
    return page.substr(begin, page.find('"', begin) - begin);
  }
  std::string ticket(std::string_view where = "report") { return value_of(bed.get("/d/test/" + std::string(where)).body, "ticket"); }

  http::Response post(std::string where, Fields fields, const std::vector<std::pair<std::string, std::string>>& photos = {}, std::string peer = "192.0.2.1") {
    http::Request r;
    r.verb = http::Verb::post;
    r.target = "/d/test/" + std::move(where);
    r.peer = std::move(peer);
    for (auto& [name, value] : fields) r.parts.push_back({.name = name, .value = value});
    for (const auto& [name, bytes] : photos)
      r.parts.push_back({.name = "photo", .filename = name, .content_type = "image/jpeg", .path = bed.temp_file(bytes), .size = static_cast<std::int64_t>(bytes.size())});
    return bed.ask(std::move(r));
  }
  std::string header(const http::Response& r, std::string_view name) const {
    for (const auto& [key, value] : r.headers)
      if (key == name) return value;
    return {};
  }
  std::string token_of(const http::Response& r) const {
    const std::string where = header(r, "location");
    REQUIRE(where.starts_with("/s/"));
    return where.substr(3, where.find('?') - 3);
  }
  matters::Progress progress(const std::string& token) {
    const auto told = matters::progress_by_token(bed.house(), token);
    REQUIRE(told);
    return *told;
  }
};

bool has(const http::Response& r, std::string_view text) { return r.body.find(text) != std::string::npos; }

const std::string photo = files::testing::jpeg({.width = 640, .height = 480});

}  // namespace

TEST_ON_BOTH("report with a photo, then its private page, its photo, and the link found again") {
  Window window(bed);
  const auto form = window.bed.get("/d/test/report");
  REQUIRE(form.status == 200);
  CHECK(has(form, "汇丰街道"));
  CHECK(has(form, "槐园社区"));
  CHECK(has(form, "井盖破损缺失"));
  CHECK(window.header(form, "content-security-policy").find("unsafe") == std::string::npos);
  CHECK(form.body.size() < 40'000);
  const auto scanned = window.bed.get("/d/test/report?area=A010102");  // from a poster in that grid
  CHECK(has(scanned, "value=\"A010102\" selected>槐园第2网格"));

  const auto sent = window.post("report", {{"ticket", window.ticket()}, {"description", "井盖碎了，晚上危险"}, {"place", "3号楼东侧"}, {"area", "A010101"},
                                           {"category", "p-01-01"}, {"whom", "neighbour"}, {"phone", "138 1234 2210"}, {"name", "王大妈"}}, {{"a.jpg", photo}});
  REQUIRE(sent.status == 303);
  CHECK(window.header(sent, "location").find("phone=1") != std::string::npos);
  const auto token = window.token_of(sent);
  const auto progress = window.progress(token);
  CHECK(progress.place == "3号楼东侧");
  CHECK(progress.category_zh == "井盖破损缺失");

  const auto page = window.bed.get("/s/" + token + "?new=1&phone=1");
  REQUIRE(page.status == 200);
  CHECK(has(page, "http://window.example/s/" + token));
  CHECK(has(page, "上报编号"));
  CHECK(!has(page, "2210"));      // neither telephone nor name on the private page
  CHECK(!has(page, "王大妈"));
  CHECK(!has(page, "intake."));   // no raw key
  CHECK(!has(page, "matters."));
  const auto photo_at = page.body.find("/photos/");
  REQUIRE(photo_at != page.body.npos);
  const auto path = "/s/" + token + page.body.substr(photo_at, page.body.find('"', photo_at) - photo_at);
  const auto served = window.bed.get(path);
  CHECK(served.status == 200);
  CHECK(served.content_type == "image/jpeg");
  CHECK(!served.file.empty());

  const auto found = window.post("find", {{"ticket", window.ticket("find")}, {"number", progress.report_number}, {"phone", "13812342210"}});
  REQUIRE(found.status == 303);
  CHECK(window.progress(window.token_of(found)).report_number == progress.report_number);
  const auto english = window.bed.get("/s/" + token + "?lang=en");
  CHECK(has(english, "Whom to ask"));
  CHECK(window.header(english, "set-cookie").starts_with("red_language=en"));
}

TEST_ON_BOTH("all errors at once, beside the fields; what was typed and uploaded stays and is not uploaded twice") {
  Window window(bed);
  const auto again = window.post("report", {{"ticket", window.ticket()}, {"description", ""}, {"place", ""}, {"phone", "12"}, {"name", "李<b>"}, {"secret", "yes"}},
                                 {{"good.jpg", photo}, {"bad.jpg", "GIF89a no photo"}});
  REQUIRE(again.status == 422);
  CHECK(has(again, "请写一句发生了什么"));
  CHECK(has(again, "请说明在哪里"));
  CHECK(has(again, "电话号码不正确"));
  CHECK(has(again, "“bad.jpg”：这个文件不是照片"));
  CHECK(has(again, "value=\"李&lt;b&gt;\""));
  CHECK(has(again, "name=\"secret\" value=\"yes\" checked"));
  const auto kept = window.value_of(again.body, "kept");
  REQUIRE(!kept.empty());
  const auto ref = again.body.substr(again.body.find("?form=") + 6, 32);
  const auto preview = window.bed.get("/d/test/kept/" + kept + "?form=" + ref);
  CHECK(preview.status == 200);
  CHECK(window.bed.get("/d/test/kept/" + kept + "?form=" + std::string(32, '0')).status == 404);

  const auto sent = window.post("report", {{"ticket", window.value_of(again.body, "ticket")}, {"description", "路灯不亮"}, {"place", "东口"}, {"kept", kept}});
  REQUIRE(sent.status == 303);
  const auto lines = window.progress(window.token_of(sent)).lines;
  REQUIRE(!lines.empty());
  CHECK(lines.front().photos.size() == 1);
}

TEST_ON_BOTH("the same form sent twice is one matter; changed and sent again it asks") {
  Window window(bed);
  const auto ticket = window.ticket();
  const Fields fields{{"ticket", ticket}, {"description", "路灯不亮"}, {"place", "东口"}};
  const auto first = window.post("report", fields, {{"a.jpg", photo}});
  const auto second = window.post("report", fields, {{"a.jpg", photo}});
  REQUIRE(first.status == 303);
  REQUIRE(second.status == 303);
  CHECK(window.progress(window.token_of(first)).report_number == window.progress(window.token_of(second)).report_number);
  const auto other = window.post("report", {{"ticket", ticket}, {"description", "垃圾没人收"}, {"place", "西口"}});
  CHECK(other.status == 409);
  CHECK(has(other, "刚才那一份已经收到了"));
  CHECK(has(other, "垃圾没人收"));
  const auto sent = window.post("report", {{"ticket", window.value_of(other.body, "ticket")}, {"description", "垃圾没人收"}, {"place", "西口"}});
  CHECK(sent.status == 303);
}

TEST_ON_BOTH("a form of another site, of yesterday or without a ticket is shown again with its contents") {
  Window window(bed);
  for (const std::string& ticket : {std::string{}, std::string("made.1.up")}) {
    const auto again = window.post("report", {{"ticket", ticket}, {"description", "路灯不亮"}, {"place", "东口"}});
    CHECK(again.status == 422);
    CHECK(has(again, "路灯不亮"));
    CHECK(has(again, "请再按一次"));
  }
  const auto ticket = window.ticket();
  bed.clock().advance(base::hours(50));
  CHECK(window.post("report", {{"ticket", ticket}, {"description", "路灯不亮"}, {"place", "东口"}}).status == 422);
  http::Request cross;
  cross.verb = http::Verb::post;
  cross.target = "/d/test/report";
  cross.headers = {{"sec-fetch-site", "cross-site"}};
  CHECK(window.bed.ask(cross).status == 403);
}

TEST_ON_BOTH("the map and the lists of a community: looked at without a script, a tap, a grid, what contradicts, and the private page shows it") {
  Window window(bed);
  const auto look = window.post("report", {{"ticket", window.ticket()}, {"description", "路灯不亮"}, {"area", "A0101"}, {"look", "yes"}}, {{"good.jpg", photo}});
  REQUIRE(look.status == 200);   // nothing is reported, everything stays
  CHECK(has(look, "class=\"grid\""));
  CHECK(has(look, ">路灯不亮</textarea>"));
  CHECK(!window.value_of(look.body, "kept").empty());
  CHECK(has(look, "<option value=\"A010101\">槐园第1网格"));
  CHECK(has(window.bed.get("/d/test/place?area=A010102"), "class=\"grid on\""));
  CHECK(!has(window.bed.get("/d/test/place?area=A01"), "<svg"));

  const auto tapped = window.post("report", {{"ticket", window.ticket()}, {"description", "路灯不亮"}, {"area", "A0101"}, {"longitude", "112.480500"}, {"latitude", "37.940500"}});
  REQUIRE(tapped.status == 303);
  const auto page = window.bed.get(window.header(tapped, "location"));
  CHECK(has(page, "图钉：报上来的位置，在槐园第1网格。"));
  CHECK(has(page, "<g id=\"mark\" class=\"mark\""));

  const auto chosen = window.post("report", {{"ticket", window.ticket()}, {"description", "井盖丢了"}, {"area", "A0101"}, {"grid", "A010102"}});
  REQUIRE(chosen.status == 303);
  CHECK(has(window.bed.get(window.header(chosen, "location")), "红色的是槐园第2网格。"));

  // Stands in one grid and says another: the lists count. A grid of another community than the chosen one is not taken.
  const auto both = window.post("report", {{"ticket", window.ticket()}, {"description", "墙皮掉了"}, {"area", "A0101"}, {"grid", "A010102"}, {"longitude", "112.480500"}, {"latitude", "37.940500"}});
  REQUIRE(both.status == 303);
  CHECK(has(window.bed.get(window.header(both, "location")), "在槐园第2网格"));
}

TEST_ON_BOTH("a nearly full disk keeps the report and says that the photo is not kept") {
  Window window(bed);
  window.bed.reserve_disk(true);
  const auto sent = window.post("report", {{"ticket", window.ticket()}, {"description", "路灯不亮"}, {"place", "东口"}}, {{"a.jpg", photo}});
  REQUIRE(sent.status == 303);
  const auto page = window.bed.get(window.header(sent, "location"));
  CHECK(has(page, "照片没有保存"));
  CHECK(has(page, "存储空间即将用尽"));
}

TEST_ON_BOTH("too many reports and too many guesses are slowed down, for one address and for one number") {
  Window window(bed);
  const auto number = window.progress(window.token_of(window.post("report", {{"ticket", window.ticket()}, {"description", "路灯不亮"}, {"place", "东口"}, {"phone", "13812342210"}}))).report_number;
  for (int i = 0; i < 5; ++i) {
    const auto wrong = window.post("find", {{"ticket", window.ticket("find")}, {"number", number}, {"phone", "13800000000"}}, {}, "192.0.2." + std::to_string(10 + i));
    CHECK(wrong.status == 422);
    CHECK(has(wrong, "对不上"));
  }
  const auto right = window.post("find", {{"ticket", window.ticket("find")}, {"number", number}, {"phone", "13812342210"}}, {}, "192.0.2.20");
  CHECK(right.status == 429);
  CHECK(!window.header(right, "retry-after").empty());
  bed.clock().advance(base::hours(25));
  CHECK(window.post("find", {{"ticket", window.ticket("find")}, {"number", number}, {"phone", "13812342210"}}).status == 303);

  int taken = 0;
  http::Response last;
  for (int i = 0; i < 31; ++i) {
    last = window.post("report", {{"ticket", window.ticket()}, {"description", "第 " + std::to_string(i) + " 件"}, {"place", "东口"}}, {}, "192.0.2.77");
    taken += last.status == 303;
  }
  CHECK(taken == 30);
  CHECK(last.status == 429);
  CHECK(has(last, "第 30 件"));  // what was typed stays
}

TEST_ON_BOTH("a number that nobody has and a report without telephone are answered like a wrong telephone") {
  Window window(bed);
  const auto number = window.progress(window.token_of(window.post("report", {{"ticket", window.ticket()}, {"description", "路灯不亮"}, {"place", "东口"}}))).report_number;
  const auto without = window.post("find", {{"ticket", window.ticket("find")}, {"number", number}, {"phone", "13812342210"}});
  CHECK(without.status == 422);
  CHECK(has(without, "对不上"));
  CHECK(has(window.post("find", {{"ticket", window.ticket("find")}, {"number", "ABC"}, {"phone", "13812342210"}}), "编号不对"));
}

TEST_ON_BOTH("a position outside the district is not believed; inside, it finds the grid") {
  Window window(bed);
  const auto inside = window.post("report", {{"ticket", window.ticket()}, {"description", "路灯不亮"}, {"longitude", "112.487"}, {"latitude", "37.942"}});
  CHECK(inside.status == 303);
  const auto unknown = window.post("report", {{"ticket", window.ticket()}, {"description", "路灯不亮"}, {"area", "no-such"}});
  CHECK(unknown.status == 422);
  CHECK(has(unknown, "没有这个社区或网格"));
}

TEST_ON_BOTH("what is not there is an ordinary page") {
  Window window(bed);
  const auto nowhere = window.bed.get("/d/nowhere/report");
  CHECK(nowhere.status == 404);
  CHECK(has(nowhere, "没有这个页面"));
  CHECK(nowhere.content_type.starts_with("text/html"));
  CHECK(window.bed.get("/d/test/nothing").status == 404);
  const auto district = window.bed.get("/d/test/").body;
  CHECK(district.find("上报问题") != std::string::npos);
  const auto gone = window.bed.get("/s/" + window.token_of(window.post("report", {{"ticket", window.ticket()}, {"description", "路灯不亮"}, {"place", "东口"}})).substr(0, 34) + "x");
  CHECK(gone.status == 410);
  CHECK(has(gone, "这条链接打不开了"));
  CHECK(has(gone, "href=\"/d/test/find\""));
  CHECK(window.bed.get("/s/zz").status == 404);
  CHECK(window.bed.get("/p/resident.css").status == 200);
  CHECK(window.bed.get("/p/other.css").status == 404);
  CHECK(has(window.bed.get("/d/test/qr.svg?area=A010101"), "<svg"));
  CHECK(has(window.bed.get("/d/test/poster?area=A010101"), "槐园第1网格"));
}

TEST_CASE("what the edge refuses is a page for residents and a problem for programs") {
  store::testing::Bed bed(store::testing::BedOptions{.in_memory = true});
  Window window(bed);
  const registry::Room* const rooms[] = {&matters_room, &intake_room};
  const auto page = registry::page_refusal(rooms);
  http::Request request;
  request.path = "/d/test/report";
  const auto large = registry::edge_refusal(window.bed.house(), page, request, 413, "http.body_too_large");
  CHECK(large.status == 413);
  CHECK(has(large, "请少选几张"));
  CHECK(registry::edge_refusal(window.bed.house(), page, request, 408, "http.too_slow").status == 408);
  request.path = "/api/v1/matters";
  CHECK(registry::edge_refusal(window.bed.house(), page, request, 413, "http.body_too_large").content_type == "application/problem+json");
}

TEST_ON_BOTH("photos that no report took are swept at night") {
  Window window(bed);
  const auto again = window.post("report", {{"ticket", window.ticket()}, {"description", ""}, {"place", ""}}, {{"a.jpg", photo}});
  const auto kept = window.value_of(again.body, "kept");
  const auto ref = again.body.substr(again.body.find("?form=") + 6, 32);
  REQUIRE(window.bed.get("/d/test/kept/" + kept + "?form=" + ref).status == 200);
  bed.clock().advance(base::hours(80));
  REQUIRE(bed.store().write(bed.work(), [](store::Unit& unit) -> base::Done {
    store::enqueue(unit, {.kind = "intake.sweep", .dedupe_key = "repeated", .due_at = unit.now()});
    return {};
  }));
  CHECK(window.bed.house().jobs.run_due(bed.district()) == 1);
  CHECK(window.bed.get("/d/test/kept/" + kept + "?form=" + ref).status == 404);
}

TEST_ON_BOTH("statements of the pages are few and do not grow") {
  Window window(bed);
  (void)window.ticket();
  const auto count = [&](const http::Response& r) { return std::stoi(window.header(r, "x-statements")); };
  CHECK(count(window.bed.get("/d/test/report")) <= 6);
  CHECK(count(window.bed.get("/d/test/")) <= 6);
}

TEST_ON_BOTH("what is open nearby is shown before a report is taken; it can be followed, or one's own be sent") {
  Window w(bed);
  const auto fields = [&](const std::string& ticket) {
    return Fields{{"ticket", ticket}, {"description", "井盖裂开一半，晚上没有灯"}, {"place", "3 号楼东侧"}, {"category", "p-01-01"}, {"longitude", "112.482000"}, {"latitude", "37.942000"}};
  };
  const std::string first = w.token_of(w.post("report", fields(w.ticket())));
  auto again = w.post("report", fields(w.ticket()));
  CHECK(again.status == 200);
  CHECK(has(again, "附近已经有人报过类似的事"));
  CHECK(has(again, "井盖裂开一半"));                       // what was typed is still there
  const auto at = again.body.find("name=\"follow\" value=\"");
  REQUIRE(at != std::string::npos);
  const auto begin = at + 21;
  const std::string follow = again.body.substr(begin, again.body.find('"', begin) - begin);
  const std::string ticket = w.value_of(again.body, "ticket");

  Fields same = fields(ticket);
  same.emplace_back("follow", follow);
  const std::string follower = w.token_of(w.post("report", same));
  CHECK(w.progress(follower).report_number == w.progress(first).report_number);
  CHECK(w.progress(follower).only_follows);
  Fields forged = fields(ticket);
  forged.emplace_back("follow", "1." + follow.substr(follow.find('.') + 1));
  CHECK(w.post("report", forged).status == 404);

  Fields other = fields(ticket);
  other.emplace_back("nearby_seen", "yes");
  CHECK(w.progress(w.token_of(w.post("report", other))).report_number != w.progress(first).report_number);
}

TEST_ON_BOTH("an answer without a question and a rating before the strike-off are refused with what to do") {
  Window w(bed);
  const std::string token = w.token_of(w.post("report", {{"ticket", w.ticket()}, {"description", "楼道灯坏了"}, {"area", "A0101"}}));
  const auto send = [&](const std::string& where, const Fields& form) {
    http::Request r;
    r.verb = http::Verb::post;
    r.target = "/s/" + token + "/" + where;
    for (const auto& [name, value] : form) r.parts.push_back({.name = name, .value = value});
    return w.bed.ask(std::move(r));
  };
  CHECK(send("answer", {{"answer", ""}}).status == 422);
  CHECK(send("answer", {{"answer", "就在东门"}}).status == 409);
  CHECK(send("rate", {{"contacted", "yes"}}).status == 422);
  CHECK(send("rate", {{"contacted", "yes"}, {"solved", "yes"}, {"satisfaction", "fair"}}).status == 404);  // without the call-backs' room
}
