// What waits for whom, on both engines: seats, grids, buttons, figures, pages; saved views are a person's own.
#include <set>

#include "matters/town_test.hpp"
#include "mechanisms/mine/service.hpp"
#include "people/model.hpp"

using matters::testing::Town;

TEST_ON_BOTH("everybody finds what their posts owe, a grid worker only the own grid, with the buttons that are theirs") {
  Town t(bed);
  const auto first = t.report("resident", {.area = t.town.area("A010101")});
  const auto second = t.report("resident", {.area = t.town.area("A010102")});
  const auto subjects = [&](const std::string& who, base::Params q = {}) {
    auto c = t.call(who);
    const auto page = mine::dues_of(c, q).value();
    std::set<std::int64_t> out;
    for (const auto& row : page.items) out.insert(row.subject.id);
    return out;
  };
  CHECK(subjects("worker1") == std::set<std::int64_t>{first.value});
  CHECK(subjects("worker2") == std::set<std::int64_t>{second.value});
  CHECK(subjects("secretary") == std::set<std::int64_t>{first.value, second.value});
  CHECK(subjects("secretary2").empty());
  CHECK(subjects("handler").empty());
  auto worker = t.call("worker1"), secretary = t.call("secretary");
  const auto may = [](registry::Call& call, std::string_view move) {
    const auto moves = mine::dues_of(call, {}).value().items[0].moves;
    return std::find(moves.begin(), moves.end(), move) != moves.end();
  };
  CHECK(may(worker, "confirm"));
  CHECK_FALSE(may(worker, "reject"));
  CHECK(may(secretary, "confirm"));
  CHECK(may(secretary, "reject"));
  CHECK_FALSE(may(secretary, "strike_off"));
  t.must("secretary", first, "confirm");
  t.must("secretary", first, "register");
  CHECK(subjects("worker1").empty());  // who may not dispatch is not asked to
  CHECK(subjects("dispatcher") == std::set<std::int64_t>{first.value});
  t.must("dispatcher", first, "dispatch", t.to_department());
  CHECK(subjects("handler") == std::set<std::int64_t>{first.value});
  CHECK(mine::summary(secretary).value().to_accept == 1);
  t.later(base::hours(24 * 7));
  auto late = t.call("secretary");
  CHECK(mine::summary(late).value().late == 1);
  CHECK(subjects("secretary", {{"filter.due_state", "late"}}) == std::set<std::int64_t>{second.value});
  CHECK(subjects("secretary", {{"filter.bucket", "to_inspect"}}).empty());
}

TEST_ON_BOTH("the figures of soon, the list behind them and the matter itself mean the same") {
  Town t(bed);
  const auto id = t.report("resident", {.area = t.town.area("A010101")});
  const auto state = [&] {
    auto c = t.call("secretary");
    return mine::dues_of(c, {}).value().items.at(0).due_state;
  };
  CHECK(state() == "ok");
  const auto limit = t.call("secretary").moment.now;
  auto c = t.call("secretary");
  const auto due_at = mine::dues_of(c, {}).value().items.at(0).due_at;
  REQUIRE(due_at.has_value());
  t.later(base::Duration{(due_at->micros - limit.micros) / 100 * 98});
  CHECK(state() == "soon");
  auto later = t.call("secretary");
  CHECK(mine::summary(later).value().soon == 1);
  CHECK(mine::dues_of(later, {{"filter.due_state", "soon"}}).value().items.size() == 1);
  CHECK(mine::dues_of(later, {{"filter.due_state", "soon"}}).value().items[0].subject.id == id.value);
}

TEST_ON_BOTH("dues are counted by place and by what they are about, and narrowed by both") {
  Town t(bed);
  t.report("resident", {.area = t.town.area("A010101")});
  t.report("resident", {.area = t.town.area("A010102")});
  auto c = t.call("secretary");
  const auto places = mine::groups_of(c, {{"by", "subdistrict"}}).value();
  REQUIRE(places.size() == 1);
  CHECK(places[0].total == 2);
  const auto page = mine::dues_of(c, {{"filter.area", places[0].key}}).value();
  CHECK(page.items.size() == 2);
  CHECK(page.items[0].subdistrict_name == places[0].name);
  const auto things = mine::groups_of(c, {{"by", "category"}}).value();
  REQUIRE(things.size() == 1);
  CHECK(mine::dues_of(c, {{"filter.context", things[0].key}}).value().items.size() == 2);
  CHECK(mine::dues_of(c, {{"filter.area", std::to_string(t.town.area("A010102").value)}}).value().items.size() == 1);
  CHECK(mine::dues_of(c, {{"filter.area", "7"}}).value().items.empty());
  CHECK(mine::groups_of(c, {{"by", "colour"}}).error().errors.size() == 1);
}

TEST_ON_BOTH("who hands something in follows it; others follow by hand; once is enough") {
  Town t(bed);
  const auto id = t.report("worker1");
  const auto told = [&](const std::string& who) {  // as the journal tells the room
    REQUIRE(bed.store().write(t.call(who).work(), [&](store::Unit& unit) {
      return mine::on_reported(t.town.house(), unit, {.kind = "matter.reported", .subject = {"matter", id.value}});
    }));
  };
  told("worker1");
  auto worker = t.call("worker1"), secretary = t.call("secretary");
  REQUIRE(mine::follows(worker).size() == 1);
  CHECK(mine::follows(worker)[0].reason == "reported");
  CHECK(mine::follows(secretary).empty());
  const mine::Follow command{.subject_kind = "matter", .subject_id = {id.value}};
  const auto first = mine::follow(secretary, command).value();
  CHECK(mine::follow(secretary, command).value().id == first.id);
  CHECK(mine::follows(secretary).size() == 1);
  CHECK(mine::unfollow(worker, first.id).error().code == base::ErrorCode::not_found);
  CHECK(mine::unfollow(secretary, first.id).has_value());
  CHECK(mine::follows(secretary).empty());
  told("resident");
  CHECK(mine::follows(worker).size() == 1);
}

TEST_ON_BOTH("pages of dues follow one another; what is asked wrongly is told") {
  Town t(bed);
  for (int i = 0; i < 9; ++i) t.report();
  auto c = t.call("secretary");
  std::set<std::int64_t> seen;
  std::string after;
  int pages = 0;
  do {
    base::Params q{{"limit", "4"}};
    if (!after.empty()) q.emplace_back("after", after);
    const auto page = mine::dues_of(c, q).value();
    for (const auto& row : page.items) CHECK(seen.insert(row.id.value).second);
    after = page.next;
    ++pages;
  } while (!after.empty());
  CHECK(seen.size() == 9);
  CHECK(pages == 3);
  CHECK(mine::dues_of(c, {{"after", "x"}}).error().code == base::ErrorCode::malformed);
  CHECK(mine::dues_of(c, {{"limit", "0"}, {"filter.colour", "red"}}).error().errors.size() == 2);
}

TEST_ON_BOTH("saved views are a person's own, replaced under the same name") {
  Town t(bed);
  auto mine_call = t.call("secretary"), other = t.call("officer");
  const auto view = mine::save(mine_call, {.name = "超时", .screen = "matters", .query = "overdue=1"}).value();
  const auto again = mine::save(mine_call, {.name = "超时", .screen = "matters", .query = "overdue=1&open=1"}).value();
  CHECK(view.id == again.id);
  CHECK(mine::views(mine_call, "matters").size() == 1);
  CHECK(mine::views(mine_call, "matters")[0].query == "overdue=1&open=1");
  CHECK(mine::views(mine_call, "other").empty());
  CHECK(mine::views(other, "").empty());
  CHECK(mine::drop(other, view.id).error().code == base::ErrorCode::not_found);
  CHECK(mine::drop(mine_call, view.id).has_value());
  CHECK(mine::views(mine_call, "").empty());
}

TEST_ON_BOTH("who leaves keeps nothing: saved views go to whom the hand-over names") {
  Town t(bed);
  auto leaver = t.call("secretary"), heir = t.call("officer");
  REQUIRE(mine::save(leaver, {.name = "超时", .screen = "matters", .query = "overdue=1"}));
  REQUIRE(mine::save(leaver, {.name = "我的", .screen = "matters", .query = "open=1"}));
  REQUIRE(mine::save(heir, {.name = "我的", .screen = "matters", .query = "q=1"}));
  const auto body = described::to_json(people::PersonHandedOver{.reason = "退休", .kept_to = heir.principal.person});
  CHECK(bed.store().write(bed.work(), [&](store::Unit& unit) {
    return mine::on_handed_over(leaver.house, unit, {.kind = "person.handed_over", .subject = {"person", leaver.principal.person.value}, .body = body});
  }));
  CHECK(mine::views(leaver, "").empty());
  CHECK(mine::views(heir, "").size() == 2);
  CHECK(mine::views(heir, "")[0].query + mine::views(heir, "")[1].query == "q=1overdue=1");   // one's own stays as it is
}
