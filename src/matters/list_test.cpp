// Lists on both engines: scope, filters, Chinese text before and after indexing, paging, a constant number of statements; the watch
// and the export.
#include <set>

#include "formats/sheet.hpp"
#include "matters/community.hpp"
#include "matters/town_test.hpp"
#include "records/dues/dues.hpp"
#include "store/jobs.hpp"

using namespace matters;
using matters::testing::Town;

namespace {

const store::Statement count_of_words{"test.count_of_words", "SELECT count(*) FROM matter_words WHERE district_id = $1"};

std::set<std::string> titles(const MatterPage& page) {
  std::set<std::string> out;
  for (const MatterRow& r : page.items) out.insert(r.title);
  return out;
}

}  // namespace

TEST_ON_BOTH("everybody's list is the filter of may() over all matters") {
  Town t(bed);
  std::vector<base::MatterId> ids;
  for (const char* area : {"A010101", "A010102", "A0102", "A01", "A"})
    for (int i = 0; i < 2; ++i) ids.push_back(t.report("resident", {.area = t.town.area(area)}));
  t.must("worker1", ids[0], "confirm");
  t.must("secretary", ids[0], "register");
  t.must("secretary", ids[0], "dispatch", t.to_department());
  for (const auto& [who, person] : t.persons) {
    auto c = t.call(who);
    std::set<std::int64_t> listed, allowed;
    const auto page = list(c, {}).value();
    for (const MatterRow& r : page.items) listed.insert(r.id.value);
    const auto ctx = bed.store().read([&](store::Session& s) { return context(t.town.house(), s, t.town.moment()); }).value();
    for (const auto id : ids)
      if (people::may(c.principal, "matter.read", scope_of(ctx, t.state(id).record))) allowed.insert(id.value);
    CHECK_MESSAGE(listed == allowed, who);
    CHECK(count(c, {}).value().count == static_cast<std::int64_t>(allowed.size()));
  }
  auto resident = t.call("resident");
  CHECK(list(resident, {}).error().code == base::ErrorCode::unauthenticated);
}

TEST_ON_BOTH("filters narrow, pages follow one another without loss or repetition") {
  Town t(bed);
  for (int i = 0; i < 25; ++i) {
    t.later(base::minutes(1));
    t.report("resident", {.title = "第" + std::to_string(i) + "件", .area = t.town.area(i % 2 == 0 ? "A010101" : "A0102"), .category = i % 5 == 0 ? "e-01-02" : "p-01-03"});
  }
  auto c = t.call("desk");
  for (const std::string sort : {"-happened_at", "happened_at", "due_at", "-due_at"}) {
    std::vector<std::string> seen;
    std::string after;
    for (int page_no = 0; page_no < 10; ++page_no) {
      base::Params q{{"sort", sort}, {"limit", "7"}};
      if (!after.empty()) q.emplace_back("after", after);
      const auto page = list(c, q).value();
      for (const MatterRow& r : page.items) seen.push_back(r.title);
      after = page.next;
      if (after.empty()) break;
    }
    CHECK(seen.size() == 25);
    CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 25);
  }
  const auto n = [&](base::Params q) { return count(c, q).value().count; };
  CHECK(n({{"filter.area", std::to_string(t.town.area("A0101").value)}}) == 13);
  CHECK(n({{"filter.area", std::to_string(t.town.area("A01").value)}}) == 25);
  CHECK(n({{"filter.category", "e-01"}}) == 5);
  CHECK(n({{"filter.category", "e-01-02"}}) == 5);
  CHECK(n({{"filter.stage", "reported"}}) == 25);
  CHECK(n({{"filter.stage", "handling"}}) == 0);
  CHECK(n({{"filter.open", "true"}}) == 25);
  CHECK(n({{"filter.from", "2026-09-17"}, {"filter.to", "2026-09-17"}}) == 25);
  CHECK(n({{"filter.from", "2026-09-18"}}) == 0);
  CHECK(n({{"filter.overdue", "true"}}) == 0);
  CHECK_FALSE(list(c, {{"filter.colour", "red"}}).has_value());
  CHECK_FALSE(list(c, {{"sort", "weight"}}).has_value());
}

TEST_ON_BOTH("Chinese text is found before and after it is indexed, and a report number as it is said") {
  Town t(bed);
  t.report("resident", {.title = "槐园小区井盖破损", .description = "晚上没有灯"});
  t.report("resident", {.title = "路灯不亮", .description = "槐园南路"});
  const std::string number = t.last.report_number;
  auto c = t.call("secretary");
  const auto find = [&](std::string q) { return titles(list(c, {{"filter.q", std::move(q)}}).value()); };
  const auto expect = [&] {
    CHECK(find("井盖") == std::set<std::string>{"槐园小区井盖破损"});
    CHECK(find("井盖破损") == std::set<std::string>{"槐园小区井盖破损"});
    CHECK(find("槐园") == std::set<std::string>{"槐园小区井盖破损", "路灯不亮"});
    CHECK(find("没有灯") == std::set<std::string>{"槐园小区井盖破损"});
    CHECK(find("灯") == std::set<std::string>{"槐园小区井盖破损", "路灯不亮"});
    CHECK(find("井灯").empty());
    CHECK(find("\"' OR 1=1 --").empty());
    CHECK(find("%").empty());
  };
  expect();
  bed.clock().advance(base::minutes(5));
  const auto done = bed.store().write(bed.work(), [](store::Unit& u) -> base::Done { store::enqueue(u, {.kind = index_job, .due_at = u.now()}); return {}; });
  REQUIRE(done.has_value());
  CHECK(t.run_jobs() == 1);
  CHECK(bed.store().read([&](store::Session& s) { return indexed_to(s, bed.district()); }) > 0);
  expect();
  CHECK(find(number) == std::set<std::string>{"路灯不亮"});
  t.report("resident", {.title = "井盖丢失"});  // newer than the index
  CHECK(find("井盖") == std::set<std::string>{"槐园小区井盖破损", "井盖丢失"});
}

namespace {

void index_all(store::testing::Bed& bed, Town& t) {
  bed.clock().advance(base::minutes(5));
  const auto done = bed.store().write(bed.work(), [](store::Unit& u) -> base::Done { store::enqueue(u, {.kind = index_job, .due_at = u.now()}); return {}; });
  REQUIRE(done.has_value());
  CHECK(t.run_jobs() == 1);
}

// As a screen asks with so small a bound; 0: as an export asks.
RecordPage searched(store::testing::Bed& bed, Town& t, const std::string& who, int newest, base::Params query) {
  auto c = t.call(who);
  return bed.store().read([&](store::Session& s) {
    const auto around = context(c.house, s, c.moment).value();
    MatterQuery q = parse_query(query, s.engine(), c.time_zone, around).value();
    q.newest = newest;
    const auto reach = people::reach(c.principal, "matter.read");
    CHECK(count_of(s, q, reach, c.district(), c.moment.now).only_newest == page_of(s, q, reach, c.district(), c.moment.now).only_newest);
    return page_of(s, q, reach, c.district(), c.moment.now);
  });
}

}  // namespace

TEST_ON_BOTH("a search on a screen looks at the newest matches and says so; an export looks at all") {
  Town t(bed);
  for (int i = 0; i < 5; ++i) t.report("resident", {.title = "井盖破损 " + std::to_string(i)});
  CHECK(searched(bed, t, "secretary", 2, {{"filter.q", "井盖"}}).items.size() == 5);  // not indexed yet: all are looked at
  index_all(bed, t);
  for (const std::string words : {"井盖", "井"}) {
    const RecordPage two = searched(bed, t, "secretary", 2, {{"filter.q", words}});
    REQUIRE(two.items.size() == 2);
    CHECK(two.only_newest == 2);
    CHECK(two.items[0].title == "井盖破损 4");
    CHECK(two.items[1].title == "井盖破损 3");
    CHECK(searched(bed, t, "secretary", 5, {{"filter.q", words}}).items.size() == 5);
    CHECK(searched(bed, t, "secretary", 5, {{"filter.q", words}}).only_newest == 0);
    CHECK(searched(bed, t, "secretary", 0, {{"filter.q", words}}).items.size() == 5);
  }
}

TEST_ON_BOTH("newer hits of other communities take no place from those that the reader may see") {
  Town t(bed);
  const std::string here = std::to_string(t.town.area("A0101").value), there = std::to_string(t.town.area("A0102").value);
  for (int i = 0; i < 3; ++i) t.report("resident", {.title = "井盖破损 " + std::to_string(i), .area = t.town.area("A010101")});
  for (int i = 0; i < 6; ++i) t.report("resident", {.title = "别处井盖 " + std::to_string(i), .area = t.town.area("A0102")});
  index_all(bed, t);
  for (const std::string words : {"井盖", "盖"}) {
    const RecordPage mine = searched(bed, t, "secretary", 3, {{"filter.q", words}});
    CHECK(mine.items.size() == 3);
    CHECK(mine.only_newest == 0);
    CHECK(searched(bed, t, "desk", 3, {{"filter.q", words}}).only_newest == 3);
    CHECK(searched(bed, t, "desk", 3, {{"filter.q", words}}).items[0].title == "别处井盖 5");
    CHECK(searched(bed, t, "desk", 3, {{"filter.q", words}, {"filter.area", here}}).items.size() == 3);
    CHECK(searched(bed, t, "desk", 3, {{"filter.q", words}, {"filter.area", here}}).only_newest == 0);
    CHECK(searched(bed, t, "desk", 6, {{"filter.q", words}, {"filter.area", there}}).items.size() == 6);
  }
}

TEST_ON_BOTH("a matter that goes elsewhere is found where it is, by whom it is now") {
  Town t(bed);
  const auto id = t.report("resident", {.title = "井盖破损", .area = t.town.area("A010101")});
  index_all(bed, t);
  const auto finds = [&](const std::string& who, base::Params also = {}) {
    also.emplace_back("filter.q", "井盖");
    return searched(bed, t, who, 5, also).items.size() == 1;
  };
  const auto in = [&](const char* area) { return base::Params{{"filter.area", std::to_string(t.town.area(area).value)}}; };
  CHECK(finds("secretary"));
  CHECK(finds("desk", in("A010101")));
  CHECK_FALSE(finds("handler"));
  t.must("worker1", id, "confirm", {.category = "p-01-01", .area_id = t.town.area("A010102")});
  CHECK(finds("desk", in("A010102")));
  CHECK_FALSE(finds("desk", in("A010101")));
  t.must("secretary", id, "register");
  t.must("secretary", id, "dispatch", t.to_department());
  CHECK(finds("handler"));
  CHECK(finds("desk", {{"filter.unit", std::to_string(t.units.at("department").value)}}));
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("a row of the list says what the whole record says") {
  Town t(bed);
  t.report();
  t.dispatched();
  const auto done = t.fed_back();
  t.must("officer", done, "inspect", {.passed = true, .strike_off = true});
  for (const std::string who : {"secretary", "handler", "desk", "dispatcher"}) {
    auto c = t.call(who);
    const auto page = list(c, {}).value();
    CHECK_FALSE(page.items.empty());
    const auto around = bed.store().read([&](store::Session& s) { return context(c.house, s, c.moment); }).value();
    for (const MatterRow& row : page.items) {
      const MatterRecord whole = t.state(row.id).record;
      MatterRow wanted = list_row(around, *around.rules.machine, whole, c.moment.now);
      wanted.moves = moves_allowed(c.principal, around, *around.rules.machine, whole, c.moment.now);
      CHECK(described::to_json(row) == described::to_json(wanted));
    }
  }
}

TEST_ON_BOTH("a list, a page and a matter cost the same number of statements, however many there are") {
  Town t(bed);
  const auto id = t.report();
  const auto cost = [&](std::string target) {
    registry::Call counted = t.call("secretary");
    const std::uint64_t before = bed.store().stats().statements;
    if (target == "list") CHECK(list(counted, {}).has_value());
    if (target == "search") CHECK(list(counted, {{"filter.q", "井盖"}}).has_value());
    if (target == "one") CHECK(view(counted, id).has_value());
    if (target == "timeline") CHECK(timeline(counted, id).has_value());
    return bed.store().stats().statements - before;
  };
  std::map<std::string, std::uint64_t> few;
  for (const std::string what : {"list", "search", "one", "timeline"}) cost(what), few[what] = cost(what);
  for (int i = 0; i < 30; ++i) t.report();
  for (const auto& [what, n] : few) {
    cost(what);
    CHECK_MESSAGE(cost(what) == n, what);
    CHECK_MESSAGE(n <= 9, what);
  }
}

TEST_ON_BOTH("the watch warns at four fifths, marks what is late and reminds the rung above, once") {
  Town t(bed);
  const auto id = t.report();
  const auto kinds = [&] {
    auto c = t.call("secretary");
    std::vector<std::string> out;
    const auto line = timeline(c, id).value();
    for (const auto& item : line.items) out.push_back(item.kind);
    return out;
  };
  const auto due = *t.state(id).record.due_at, warn = *t.state(id).record.warn_at;
  CHECK(warn < due);
  const auto watch = [&] {
    REQUIRE(watch_at(t.town.house(), t.town.moment()).has_value());
  };
  watch();
  CHECK(kinds() == std::vector<std::string>{"reported"});
  bed.clock().set(warn);
  watch();
  watch();
  CHECK(kinds() == std::vector<std::string>{"reported", "warned"});
  bed.clock().set(due + base::minutes(1));
  watch();
  watch();
  CHECK(kinds() == std::vector<std::string>{"reported", "warned", "overdue"});
  const auto rows = bed.store().read([&](store::Session& s) { return dues::of_subject(s, bed.district(), {"matter", id.value}); });
  bool above = false;
  for (const auto& d : rows) above = above || (d.kind == "matter.escalated" && d.org_unit == t.units.at("office"));
  CHECK(above);
  auto c = t.call("desk");
  CHECK(list(c, {{"filter.overdue", "true"}}).value().items.size() == 1);
  CHECK(list(c, {}).value().items[0].due_state == "late");
  CHECK(t.broken() == "");
}

std::vector<std::string> bed_events(Town& t, const base::Subject& subject) {
  std::vector<std::string> out;
  const auto events = t.bed.store().read([&](store::Session& s) { return store::events_of(s, t.bed.district(), subject); });
  for (const store::Event& e : events) out.push_back(e.kind);
  return out;
}

// The file of an export as the browser saves it, read by our own reader.
std::vector<std::vector<std::string>> exported(Town& t, const std::string& who, const std::string& format, const std::string& query) {
  const auto& list = matters_export();
  registry::Call c = t.call(who);
  c.raw_body = format;
  const registry::Route route = registry::export_route(list);
  http::Request request;
  request.body = described::to_json(registry::ExportAsked{.format = format, .query = query});
  registry::RouteCall asked{.call = c, .request = request};
  const auto started = route.run(asked);
  REQUIRE(started);
  const auto job = described::parse<registry::ExportStarted>(started->body).value().job_id;
  CHECK(registry::export_file(c, job.value).error().code == base::ErrorCode::not_found);
  CHECK(t.run_jobs() == 1);
  CHECK(job_view(c, job).value().state == "done");
  auto other = t.call("officer");
  CHECK(registry::export_file(other, job.value).error().code == base::ErrorCode::not_found);
  CHECK(job_view(other, job).error().code == base::ErrorCode::not_found);
  const auto asked_for = bed_events(t, {"list_export", job.value});
  CHECK(asked_for == std::vector<std::string>{"list.exported"});   // who took a list away, and when
  const auto response = registry::as_download(registry::export_file(c, job.value).value());
  const auto sheet = formats::read_sheet(registry::testing::file_of(response)).value();
  std::vector<std::vector<std::string>> out;
  for (const formats::SheetRow& row : sheet.rows) {
    out.emplace_back();
    for (const formats::Cell& cell : row.cells) out.back().push_back(formats::cell_text(cell));
  }
  return out;
}

TEST_ON_BOTH("the list leaves as CSV and as XLSX, both read back equal, and only its asker fetches it; formulas stay text") {
  Town t(bed);
  for (int i = 0; i < 203; ++i) t.report("resident", {.title = "=1+1 第" + std::to_string(i) + "件"});  // more than one part
  t.report("resident", {.title = "别处", .area = t.town.area("A0102")});
  auto c = t.call("secretary");
  const auto csv = exported(t, "secretary", "csv", "sort=happened_at&filter.open=true");
  const auto xlsx = exported(t, "secretary", "xlsx", "sort=happened_at&filter.open=true");
  CHECK(csv == xlsx);
  REQUIRE(csv.size() == 204);
  CHECK(csv.at(0).at(0) == "上报编号");
  CHECK(csv.at(1).at(2) == "=1+1 第0件");
  const auto shown = list(c, {{"sort", "happened_at"}, {"filter.open", "true"}, {"limit", "200"}}).value();
  for (std::size_t i = 0; i < shown.items.size(); ++i) {
    CHECK(csv.at(i + 1).at(0) == shown.items[i].report_number);
    CHECK(csv.at(i + 1).at(2) == shown.items[i].title);
  }
  http::Request request;
  request.body = R"({"format":"csv","query":"filter.colour=red"})";
  registry::RouteCall wrong{.call = c, .request = request};
  CHECK_FALSE(registry::export_route(matters_export()).run(wrong).has_value());
}

TEST_ON_BOTH("titles are found by the initials of their pinyin, newest first, in the reader's scope; their letters cost no row") {
  Town t(bed);
  t.report("resident", {.title = "东大街井盖破损"});
  t.report("resident", {.title = "路灯不亮"});
  t.report("resident", {.title = "井盖破损", .area = t.town.area("A0102")});  // outside
  auto c = t.call("secretary");
  const auto found = [&](std::string_view words) {
    std::vector<std::string> out;
    const auto hits = found_by_words(c, words, 5).value();
    for (const registry::SearchHit& hit : hits) out.push_back(hit.title);
    return out;
  };
  const std::vector<std::string> it{"东大街井盖破损"};
  CHECK(found("jgps") == it);       // not indexed yet: looked at directly
  index_all(bed, t);
  CHECK(found("jgps") == it);
  CHECK(found("JG PS") == it);
  CHECK(found("ddjj") == it);
  CHECK(found("psjg").empty());     // the same pairs in another order are another word
  CHECK(found("东大街") == it);
  const auto rows = bed.store().read([&](store::Session& s) { return s.value<std::int64_t>(count_of_words, bed.district()); });
  CHECK(rows == 3);                 // one for each matter, as before
}
